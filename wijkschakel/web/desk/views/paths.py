"""The desk for paths: a card typed in without seeing whose it is, who was trained, questions."""

import datetime as dt
import uuid

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wijkschakel.base.errors import Refused
from wijkschakel.outcomes.queries import published
from wijkschakel.paths.actions import learning, paper, talking
from wijkschakel.paths.actions import packs as pack_actions
from wijkschakel.paths.models import Pack
from wijkschakel.paths.queries import learning as learning_queries
from wijkschakel.paths.queries import talking as queries
from wijkschakel.paths.rules import instruments, shipped
from wijkschakel.people.models import Person, RoleGrant
from wijkschakel.places.models import District
from wijkschakel.web.common.access import found, with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.languages import language_name
from wijkschakel.web.desk import scope as scopes
from wijkschakel.web.desk.path_forms import AgreeForm, CardForm, PackForm, PartnerForm
from wijkschakel.web.desk.scope import COORDINATOR, Scope


@with_role(COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def card(request: Request) -> HttpResponse:
    """Type in what stands on a check-in card. It is marked as filled in on paper."""
    scope = scopes.of(request)
    form = CardForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            paper.use_card(by=scope.coordinator, now=request.now, **form.cleaned_data)
        except Refused as refused:
            form.add_error("code", refused.sentence)
        else:
            messages.success(request, _("Bewaard op het pad van de bewoner."))
            return redirect("desk:path_card")
    context = {"place": scope.place, "form": form}
    return render(request, "desk/paths/card.html", context, status=422 if form.errors else 200)


def _people(scope: Scope, request: Request, *roles: str) -> QuerySet[Person]:
    day = timezone.localdate(request.now)
    grants = RoleGrant.objects.active(day).filter(role__in=roles, district__in=scope.ids)
    rows = Person.objects.filter(pk__in=grants.values("person"), district__in=scope.ids)
    return rows.order_by("given_name", "pk")


def _partner_form(request: Request, scope: Scope) -> PartnerForm:
    role = RoleGrant.Role
    people = _people(scope, request, role.CONVERSATION_PARTNER, role.PROFESSIONAL)
    partners = _people(scope, request, role.CONVERSATION_PARTNER)
    data = request.POST if request.method == "POST" else None
    numbers = set(partners.values_list("pk", flat=True)) if data else set()
    return PartnerForm(data, people=people, partners=numbers)


@transaction.atomic
def _note(form: PartnerForm, by: Person, now: dt.datetime) -> None:
    """Note the training, and of who holds conversations also how long that may go on."""
    given = form.cleaned_data
    learning.note_course(
        person=given["person"], followed=form.followed(), followed_on=given["trained_on"],
        valid_until=given["valid_until"], by=by, now=now,
    )  # fmt: skip
    if form.talks:
        names = ("person", "languages", "about", "trained_on", "valid_until", "is_open")
        talking.note_training(by=by, now=now, **{name: given[name] for name in names})


@with_role(COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def partners(request: Request) -> HttpResponse:
    """Note who was trained, in what, and until when it is valid."""
    scope = scopes.of(request)
    form = _partner_form(request, scope)
    if form.is_valid():
        try:
            _note(form, scope.coordinator, request.now)
        except Refused as refused:
            form.add_error("person", refused.sentence)
        else:
            messages.success(request, _("Bewaard."))
            return redirect("desk:partners")
    rows = queries.partners_in(scope.ids)
    scopes.note_reading(request, scope, {one.person for one in rows}, action="see_partners")
    learned = learning_queries.records_among([one.person_id for one in rows])
    context = {
        "place": scope.place,
        "form": form,
        "rows": [
            (one, ", ".join(map(language_name, one.languages)), learned.get(one.person_id, []))
            for one in rows
        ],
        "pipeline": queries.pipeline(scope.districts, rows, request.now),
        "regions": published.regions_of(scope.ids),
        "today": timezone.localdate(request.now),
    }
    return render(request, "desk/paths/partners.html", context, status=422 if form.errors else 200)


@with_role(COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def packs(request: Request) -> HttpResponse:
    """Put simple questions and guide cards of a district online."""
    scope = scopes.of(request)
    districts = District.objects.filter(pk__in=scope.ids).defer("boundary").order_by("name")
    form = PackForm(request.POST if request.method == "POST" else None, districts=districts)
    if form.is_valid():
        given = form.cleaned_data
        try:
            pack_actions.publish_pack(
                text=given["text"], kind=given["kind"], district=given["district"],
                agreed_on=form.day(), by=scope.coordinator, now=request.now,
            )  # fmt: skip
        except Refused as refused:
            form.add_error("text", refused.sentence)
        else:
            messages.success(request, _("Online. Iedereen in deze wijk ziet dezelfde woorden."))
            return redirect("desk:path_packs")
    code = (get_language() or "nl").split("-")[0]
    context = {
        "place": scope.place,
        "form": form,
        "rows": queries.packs_in(scope.ids),
        "waiting": [(one, *_words(one, code)) for one in queries.packs_to_agree(scope.ids)],
        "described": [
            (one, *(instruments.words_of(words, code) for words in (one.title, one.about, one.why)))
            for one in shipped.described().values()
        ],
    }
    return render(request, "desk/paths/packs.html", context, status=422 if form.errors else 200)


@with_role(COORDINATOR)
@require_POST
def retire(request: Request, pack: uuid.UUID) -> HttpResponse:
    """Ask it no more."""
    scope = scopes.of(request)
    rows = Pack.objects.filter(pk=pack, district__in=scope.ids).select_related("district")
    one = found(rows.first())
    pack_actions.retire_pack(pack=one, by=scope.coordinator, now=request.now)
    messages.success(request, _("Gestopt. Wat mensen invulden, blijft van hen."))
    return redirect("desk:path_packs")


def _words(pack: Pack, code: str) -> tuple[str, list[str]]:
    """Give the title and the questions of a pack, to be read aloud to residents."""
    if pack.kind == Pack.Kind.CARD:
        card = shipped.read_card(pack.content)
        return instruments.words_of(card.title, code), []
    asked = instruments.read_pack(pack.content)
    title = instruments.words_of(asked.title, code)
    return title, [instruments.words_of(item.words, code) for item in asked.items]


@with_role(COORDINATOR)
@require_POST
def agree(request: Request, pack: uuid.UUID) -> HttpResponse:
    """Put online what came along, after residents here read it."""
    scope = scopes.of(request)
    one = found(next((row for row in queries.packs_to_agree(scope.ids) if row.pk == pack), None))
    form = AgreeForm(request.POST, today=timezone.localdate(request.now))
    if not form.is_valid():
        messages.error(request, str(form.errors["agreed_on"][0]))
        return redirect("desk:path_packs")
    pack_actions.agree_pack(
        pack=one, agreed_on=form.cleaned_data["agreed_on"], by=scope.coordinator, now=request.now
    )
    messages.success(request, _("Online. Iedereen in deze wijk ziet dezelfde woorden."))
    return redirect("desk:path_packs")
