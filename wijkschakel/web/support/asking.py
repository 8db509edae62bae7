"""Asking for help in four screens; what is there already comes before asking a person."""

import uuid
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wijkschakel.base import search
from wijkschakel.base.errors import Refused
from wijkschakel.base.text import stems
from wijkschakel.people import queries as people_queries
from wijkschakel.people.models import Person, RoleGrant
from wijkschakel.support.actions import needs
from wijkschakel.support.actions import requests as actions
from wijkschakel.support.models import HelpRequest
from wijkschakel.support.queries import found as found_queries
from wijkschakel.support.queries import kinds as kind_queries
from wijkschakel.support.rules import masking
from wijkschakel.support.rules.kinds import HelpKindSaid
from wijkschakel.web.common import guides, helping
from wijkschakel.web.common.access import found, public, signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.place import whereabouts
from wijkschakel.web.support.forms import AskForm
from wijkschakel.web.support.seeing import find_mine

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY
STEPS = 4
NEARBY, ENOUGH_NEARBY = 3, 2
FINDABLE = ("activity", "hour", "service")
Kinds = dict[str, HelpKindSaid]
Role = RoleGrant.Role


def _people(request: Request) -> list[Person]:
    """Give whom the visitor helps now, within the hour."""
    if request.person is None:
        return []
    helped = people_queries.helps_now(request.person, request.now)
    return [one.person for one in helped.order_by("person__given_name")]


def _form(request: Request, kinds: Kinds, *args: Any, **kwargs: Any) -> AskForm:
    return AskForm(*args, kinds=kinds, people=_people(request), **kwargs)


def _step(request: Request) -> int:
    said = request.POST.get("stap", "1")
    return int(said) if said in "1234" and said else 1


@public
def ask(request: Request) -> HttpResponse:
    """Ask what somebody would like; each screen brings along what was said before."""
    kinds = kind_queries.all_kinds()
    if request.method != "POST":
        first = {"kind": request.GET.get("soort", ""), "key": uuid.uuid4()}
        if request.person:
            first["languages"] = [people_queries.screen_language(request.person)]
        return _screen(request, kinds, _form(request, kinds, initial=first), 1)
    step = _step(request)
    form = _form(request, kinds, request.POST)
    form.is_valid()
    if "terug" in request.POST:
        return _screen(request, kinds, _unbound(request, kinds, form), max(1, step - 1))
    if form.mistakes(step):
        wrong = next(number for number in AskForm.STEPS if form.mistakes(number))
        return _screen(request, kinds, form, wrong, status=INVALID)
    return _screen(request, kinds, _unbound(request, kinds, form), min(step + 1, STEPS))


def _unbound(request: Request, kinds: Kinds, form: AskForm) -> AskForm:
    """Give the form with what was said, without complaints about what is still to come."""
    return _form(request, kinds, initial=form.cleaned_data)


def _screen(
    request: Request, kinds: Kinds, form: AskForm, step: int, *, refusal: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:  # fmt: skip
    place = whereabouts(request)
    if form.is_bound:
        form.complain_only_of(step)
    context: dict[str, Any] = {
        "place": place.district, "form": form, "step": step, "steps": STEPS, "refusal": refusal,
        "shown": form.shown(step), "hidden": form.hidden(step), "everything": form.hidden(),
        "reach": guides.reach(place.district),
    }  # fmt: skip
    if step == 2:
        words = str(form["words"].value() or "")
        wish = masking.wish_in(words)
        offered = kind_queries.offered_from(wish, kinds)
        chosen = form["kind"].value() or (offered[0].code if offered else "")
        context |= {
            "offered": [_row(kind) for kind in offered], "chosen": chosen,
            "groups": _groups(kinds),
            "also_chosen": form["also"].value() or [],
            "nearby": nearby(request, wish, offered), "warned": warnings(words),
        }  # fmt: skip
    return render(request, "support/ask.html", context, status=status)


def _row(kind: HelpKindSaid) -> dict[str, str]:
    name = kind.name(get_language() or "nl")
    return {"code": kind.code, "icon": kind.icon, "name": name}


def _groups(kinds: Kinds) -> list[tuple[str, list[dict[str, str]]]]:
    """Give the kinds per group, in its words."""
    active = [kind for kind in kinds.values() if kind.is_active]
    return [
        (str(name), [_row(kind) for kind in active if kind.group == code])
        for code, name in helping.GROUPS
    ]


def nearby(request: Request, words: str, offered: list[HelpKindSaid]) -> list[Any]:
    """Give what is there already in this district: for the kind of help, then for own words."""
    district = whereabouts(request).district
    if district is None:
        return []
    hits: dict[Any, search.Hit] = {}
    for text in [*(kind.name("nl") for kind in offered[:1]), words[:300]]:
        if len(hits) < ENOUGH_NEARBY and text.strip():
            more = search.find(
                text, kinds=FINDABLE, district_codes=(district.code,),
                near=whereabouts(request).point, now=request.now, limit=NEARBY,
            )  # fmt: skip
            hits |= {hit.thing_id: hit for hit in more}
    return found_queries.things(list(hits.values())[:NEARBY], request.now)


def warnings(words: str) -> list[str]:
    """Say what in the text could point to a person; whoever writes decides."""
    said = [stems.fold(match.group()) for match in masking.WORD.finditer(words[:2000])]
    names = needs.names_among(list(dict.fromkeys(said))[: needs.MOST_WORDS])
    sentences = {
        "number": _("Er staat een nummer of een mailadres in je tekst."),
        "address": _("Er staat een adres in je tekst."),
        "name": _("Er staat een naam in je tekst."),
    }
    return [sentences[one] for one in masking.tells_of(words, names)]


@signed_in
@require_POST
def send(request: Request) -> HttpResponse:
    """Ask it: for oneself, or with a resident whom the visitor helps now."""
    kinds = kind_queries.all_kinds()
    form = _form(request, kinds, request.POST)
    if not form.is_valid():
        wrong = next((n for n in AskForm.STEPS if form.mistakes(n)), STEPS)
        return _screen(request, kinds, form, wrong, status=INVALID)
    by = visitor(request)
    people = {str(one.pk): one for one in _people(request)}
    person = people.get(form.cleaned_data["person"], by)
    asked = form.asked(people_queries.screen_language(person), _asked_as(request, person))
    try:
        made = actions.ask_for_help(
            person=person, asked=asked, by=by, now=request.now, key=form.cleaned_data["key"]
        )
    except Refused as refused:
        return _screen(request, kinds, form, STEPS, refusal=refused.sentence, status=INVALID)
    messages.success(request, _("Je vraag staat open. We zoeken iemand."))
    return redirect("support:request", made.pk)


def _asked_as(request: Request, person: Person) -> str:
    """Say as what the visitor asks: for oneself, at the desk, as professional, or as carer."""
    ways = HelpRequest.AskedAs
    if request.person is None or person.pk == request.person.pk:
        return ways.SELF
    held = {grant.role for grant in request.roles}
    if Role.COORDINATOR in held:
        return ways.DESK
    return ways.PROFESSIONAL if Role.PROFESSIONAL in held else ways.CARER


@signed_in
def change(request: Request, request_id: uuid.UUID) -> HttpResponse:
    """Change what was asked, on one page."""
    mine = found(find_mine(request, request_id))
    kinds = kind_queries.all_kinds()
    if request.method != "POST":
        form = _form(request, kinds, initial=AskForm.initial_of(mine))
        return _change_page(request, form, mine)
    form = _form(request, kinds, request.POST)
    if not form.is_valid():
        return _change_page(request, form, mine, status=INVALID)
    asked = form.asked(people_queries.screen_language(mine.person), mine.asked_as)
    try:
        actions.change_request(request=mine, asked=asked, by=visitor(request), now=request.now)
    except Refused as refused:
        return _change_page(request, form, mine, refusal=refused.sentence, status=INVALID)
    messages.success(request, _("Je vraag is gewijzigd."))
    return redirect("support:request", mine.pk)


def _change_page(
    request: Request, form: AskForm, mine: HelpRequest, *, refusal: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:  # fmt: skip
    names = [name for step in AskForm.STEPS.values() for name in step if name != "person"]
    context = {
        "place": mine.district, "form": form, "one": mine, "refusal": refusal,
        "shown": [form[name] for name in names],
    }  # fmt: skip
    return render(request, "support/change.html", context, status=status)
