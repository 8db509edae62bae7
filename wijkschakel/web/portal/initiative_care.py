"""What owners do: tell more, let it grow, end, split, merge, ask and invite."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from wijkschakel.activities import permissions
from wijkschakel.activities.actions import initiatives as actions
from wijkschakel.activities.actions import parties as party_actions
from wijkschakel.activities.models import Initiative, InitiativeParty, SupportAsk
from wijkschakel.activities.queries import initiatives as queries
from wijkschakel.activities.queries import rooms as room_queries
from wijkschakel.activities.rules import growing
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.web.common.access import found, signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.portal import growth
from wijkschakel.web.portal.initiative_forms import (
    AskForm,
    EditForm,
    InviteForm,
    MergeForm,
    PartForm,
    PhaseForm,
    ReasonForm,
    UnderForm,
)

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY
Role, State = InitiativeParty.Role, InitiativeParty.State


def to_change(request: Request, number: uuid.UUID) -> Initiative:
    """Give an initiative the visitor decides about; any other does not exist here."""
    one = found(queries.find_initiative(number))
    may = permissions.may_change_initiative(visitor(request), one, request.now)
    return found(one if may else None)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    """Change what is said of an initiative, and its labels."""
    one = to_change(request, initiative_id)
    labels = queries.labels_for(one.district)
    on = [label for label in queries.labels_on(queries.KIND, one.pk) if label in labels]
    start = {name: getattr(one, name) for name in ("name", "summary", "story", "theme")}
    posted = request.POST if request.method == "POST" else None
    form = EditForm(posted, labels=labels, initial=start | {"labels": on})
    refusal = ""
    if form.is_valid():
        try:
            actions.change_initiative(
                initiative=one,
                labels=list(form.cleaned_data["labels"]),
                by=visitor(request),
                now=request.now,
                **form.facts(),
            )
        except Refused as refused:
            refusal = refused.sentence
        else:
            return redirect("portal:initiative", one.pk)
    context = {"initiative": one, "place": one.district, "form": form, "refusal": refusal}
    status = HTTPStatus.OK if posted is None else INVALID
    return render(request, "portal/initiatives/change.html", context, status=status)


@dataclass(frozen=True)
class Deed:
    """Something owners can do on the page: its form, the action, and what is said after."""

    form: Callable[[Request, Initiative, Any], forms.Form]
    do: Callable[[Request, Initiative, Any], object]
    said: Callable[[], str]


def _who(request: Request) -> dict[str, Any]:
    return {"by": visitor(request), "now": request.now}


def _others(request: Request, one: Initiative) -> QuerySet[Initiative]:
    mine = queries.owned_by(visitor(request), request.now)
    return mine.filter(district=one.district).exclude(pk=one.pk)


def _ask(request: Request, one: Initiative, form: AskForm) -> object:
    data = form.cleaned_data
    return party_actions.ask_support(
        initiative=one, kind=data["kind"], what=data["what"], amount_cents=form.cents,
        **_who(request),
    )  # fmt: skip


DEEDS: dict[str, Deed] = {
    "groei": Deed(
        lambda request, one, data: ReasonForm(data, prefix="groei"),
        lambda request, one, form: actions.grow_initiative(
            initiative=one, **form.cleaned_data, **_who(request)
        ),
        lambda: _("Gegroeid. Er brandt een lamp meer."),
    ),
    "stop": Deed(
        lambda request, one, data: ReasonForm(data, prefix="stop"),
        lambda request, one, form: actions.end_initiative(
            initiative=one, **form.cleaned_data, **_who(request)
        ),
        lambda: _("Afgerond. Het verhaal blijft staan."),
    ),
    "splits": Deed(
        lambda request, one, data: PartForm(data, prefix="splits"),
        lambda request, one, form: actions.split_initiative(
            initiative=one, **form.cleaned_data, **_who(request)
        ),
        lambda: _("Het nieuwe deel is er. Jullie zijn er ook de eigenaars van."),
    ),
    "samen": Deed(
        lambda request, one, data: MergeForm(data, prefix="samen", others=_others(request, one)),
        lambda request, one, form: actions.merge_initiative(
            initiative=one, **form.cleaned_data, **_who(request)
        ),
        lambda: _("Jullie gaan samen verder."),
    ),
    "vervolg": Deed(
        lambda request, one, data: PartForm(data, prefix="vervolg"),
        lambda request, one, form: actions.continue_programme(
            programme=one, **form.cleaned_data, **_who(request)
        ),
        lambda: _("Het vervolg is er. Dit programma is afgerond."),
    ),
    "fase": Deed(
        lambda request, one, data: PhaseForm(data, prefix="fase"),
        lambda request, one, form: party_actions.add_phase(
            programme=one, **form.cleaned_data, **_who(request)
        ),
        lambda: _("De fase staat erbij."),
    ),
    "hoort": Deed(
        lambda request, one, data: UnderForm(
            data,
            prefix="hoort",
            programmes=queries.programmes_for(one),
            initial={"programme": one.programme_id},
        ),
        lambda request, one, form: party_actions.put_under(
            initiative=one, **form.cleaned_data, **_who(request)
        ),
        lambda: _("Opgeslagen."),
    ),
    "nodig": Deed(
        lambda request, one, data: AskForm(data, prefix="nodig"),
        _ask,
        lambda: _("Je vraag staat op de pagina en bij de coördinator."),
    ),
    "vraag": Deed(
        lambda request, one, data: InviteForm(
            data, prefix="vraag", organisations=queries.organisations_to_ask(one)
        ),
        lambda request, one, form: party_actions.invite_organisation(
            initiative=one, **form.cleaned_data, **_who(request)
        ),
        lambda: _("Gevraagd. Iemand van die organisatie zegt ja of nee."),
    ),
}


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def manage(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    """Show everything owners can do, and do one of it."""
    one = to_change(request, initiative_id)
    if request.method != "POST":
        return _page(request, one)
    if number := request.POST.get("geregeld"):
        return _met(request, one, number)
    name = request.POST.get("doe", "")
    deed = DEEDS.get(name)
    if deed is None:
        refusal = _("Kies wat je wilt doen. Er is niets veranderd.")
        return _page(request, one, refusal=refusal, status=INVALID)
    form = deed.form(request, one, request.POST)
    if not form.is_valid():
        return _page(request, one, {name: form}, status=INVALID)
    try:
        deed.do(request, one, form)
    except Refused as refused:
        return _page(request, one, {name: form}, refused.sentence, INVALID)
    messages.success(request, deed.said())
    return redirect("portal:initiative", one.pk)


def _met(request: Request, one: Initiative, number: str) -> HttpResponse:
    asks = {str(ask.pk): ask for ask in one.asks.filter(state=SupportAsk.State.OPEN)}
    party_actions.meet_ask(ask=found(asks.get(number)), **_who(request))
    return redirect("portal:manage_initiative", one.pk)


def _page(
    request: Request,
    one: Initiative,
    bound: dict[str, forms.Form] | None = None,
    refusal: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    parties = queries.parties_of(one, request.person, request.now)
    supporters = [party for party in parties if party.role == Role.SUPPORTER]
    people = [party.person for party in parties if party.person]
    journal.record_reads(
        action="read_supporters", now=request.now, by=visitor(request), people=people, thing=one,
        why="organise_activity",
    )  # fmt: skip
    following = growing.next_stage(one.stage)
    context = {
        "initiative": one,
        "place": one.district,
        "house": growth.house(one.stage),
        "next_house": growth.house(following) if following else "",
        "next_stage": Initiative.Stage(following).label if following else "",
        "owners": [party for party in parties if party.role == Role.OWNER],
        "supporters": queries.reachable(supporters, visitor(request), request.now),
        "asks": list(one.asks.filter(state=SupportAsk.State.OPEN).order_by("asked_at", "pk")),
        "offers": room_queries.offers_for(one, request.now),
        "forms": {name: deed.form(request, one, None) for name, deed in DEEDS.items()}
        | (bound or {}),
        "opened": next(iter(bound or {}), ""),
        "refusal": refusal,
    }
    return render(request, "portal/initiatives/manage.html", context, status=status)


@signed_in
@require_POST
def party(request: Request, initiative_id: uuid.UUID, party_id: int) -> HttpResponse:
    """Stop, show a name, or let a supporter own along."""
    one = found(queries.find_initiative(initiative_id))
    all_of_them = {row.pk: row for row in queries.parties_of(one, request.person, request.now)}
    row = found(all_of_them.get(party_id))
    is_mine = row.person_id == visitor(request).pk
    may_change = permissions.may_change_initiative(visitor(request), one, request.now)
    what = request.POST.get("doe", "")
    found(row if is_mine or (may_change and what != "naam") else None)
    try:
        if what == "naam":
            shows = request.POST.get("toon") == "ja"
            party_actions.show_owner(party=row, shows=shows, **_who(request))
        elif what == "eigenaar" and may_change and row.role == Role.SUPPORTER and row.person:
            party_actions.ask_to_own(party=row, **_who(request))
        elif what == "stop":
            party_actions.stop_party(party=row, **_who(request))
    except Refused as refused:
        if may_change:
            return _page(request, one, refusal=refused.sentence, status=INVALID)
        raise
    if may_change and not (is_mine and what == "stop"):
        return redirect("portal:manage_initiative", one.pk)
    return redirect("portal:initiative", one.pk)
