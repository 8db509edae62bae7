"""Initiatives: the list, one of them, beginning one, an umbrella label."""

import uuid
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkschakel.activities import permissions
from wijkschakel.activities.actions import initiatives as actions
from wijkschakel.activities.actions import parties as party_actions
from wijkschakel.activities.models import Activity, Initiative, InitiativeParty, SupportAsk
from wijkschakel.activities.queries import initiatives as queries
from wijkschakel.base import search
from wijkschakel.base.errors import Refused
from wijkschakel.learning import queries as lesson_queries
from wijkschakel.people.models import RoleGrant
from wijkschakel.places.models import District
from wijkschakel.support.actions import growing
from wijkschakel.support.queries import needs
from wijkschakel.web.common import rows
from wijkschakel.web.common.access import found, holds, public, signed_in, visitor
from wijkschakel.web.common.htmx import render_part
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.place import asked_place, place_of
from wijkschakel.web.portal import growth
from wijkschakel.web.portal.initiative_forms import StartForm, SupportForm

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY
PAGE, MOST_PAGES, NEEDS_SHOWN = 24, 40, 8
Role, State = InitiativeParty.Role, InitiativeParty.State


@dataclass(frozen=True)
class Floor:
    """A stage in the picture above the list, that can be chosen."""

    value: str
    label: str
    house: SafeString
    is_chosen: bool


@dataclass(frozen=True)
class Card:
    """An initiative in a list."""

    initiative: Initiative
    house: SafeString


def make_cards(found_rows: list[Initiative]) -> list[Card]:
    """Make cards of initiatives, in the same order."""
    return [Card(one, growth.house(one.stage, "s")) for one in found_rows]


def _wish(request: Request, district: District | None) -> queries.InitiativeWish:
    """Read what is asked; what we do not know is as if it was not asked."""
    theme, stage = request.GET.get("thema", ""), request.GET.get("fase", "")
    slug = request.GET.get("label", "")[:120]
    return queries.InitiativeWish(
        district=district,
        theme=theme if theme in Activity.Theme.values else "",
        stage=stage if stage in Initiative.Stage.values else "",
        label=queries.find_label(slug) if slug else None,
        words=request.GET.get("zoek", "")[:80].replace("\x00", ""),
    )


def _pages(asked: str) -> int:
    return max(1, min(MOST_PAGES, int(asked))) if asked.isascii() and asked.isdigit() else 1


@public
@require_safe
def initiatives(request: Request) -> HttpResponse:
    """Show what residents began here, and how far it has grown."""
    district, _place = asked_place(request, request.GET.get("wijk", "")[:10])
    wish = _wish(request, district)
    pages = _pages(request.GET.get("toon", "1")[:4])
    some = list(queries.search_initiatives(wish)[: pages * PAGE + 1])
    chosen = {"zoek": wish.words, "thema": wish.theme, "fase": wish.stage}
    chosen |= {"label": wish.label.slug if wish.label else "", "wijk": request.GET.get("wijk", "")}
    query = {name: value for name, value in chosen.items() if value}
    context = {
        "place": district,
        "wish": wish,
        "cards": make_cards(some[: pages * PAGE]),
        "more": urlencode(query | {"toon": pages + 1}) if len(some) > pages * PAGE else "",
        "is_narrowed": bool(set(query) - {"wijk"}),
        "floors": [_floor(stage, wish.stage) for stage in Initiative.Stage],
        "themes": Activity.Theme.choices,
        "labels": queries.labels_for(district),
        "meant": search.explain_nothing(wish.words) if wish.words and not some else "",
        "asked_district": request.GET.get("wijk", ""),
    }
    return render_part(
        request, "portal/initiatives/list.html", "portal/initiatives/_list.html", context
    )


def _floor(stage: Initiative.Stage, chosen: str) -> Floor:
    return Floor(stage.value, str(stage.label), growth.house(stage.value), stage.value == chosen)


@public
@require_safe
def initiative(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    """Show one initiative: its story, its people, where it came from and what comes."""
    one = found(queries.find_with_all(initiative_id, request.now, lesson_queries.learnt()))
    return show(request, one)


def show(
    request: Request,
    one: Initiative,
    form: SupportForm | None = None,
    refusal: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """Show the page of an initiative."""
    parties = queries.parties_of(one, request.person, request.now)
    family = queries.family_of(one)
    before, after = _relatives(one, family)
    parts = [other for other in family if other.programme_id == one.pk]
    mine = [party for party in parties if request.person and party.person_id == request.person.pk]
    active = [party for party in parties if party.state == State.ACTIVE]
    is_programme = one.stage == Initiative.Stage.PROGRAMME
    context = {
        "initiative": one,
        "place": one.district,
        "house": growth.house(one.stage, "l"),
        "owners": [party for party in active if party.role == Role.OWNER],
        "supporters": [party for party in active if party.role == Role.SUPPORTER],
        "steps": list(one.steps.select_related("other").order_by("made_at", "pk")),
        "before": before,
        "after": after,
        "family": growth.family(before, one, after) if before or after else "",
        "phases": list(one.phases.order_by("number")) if is_programme else [],
        "asks": list(one.asks.filter(state=SupportAsk.State.OPEN).order_by("asked_at", "pk")),
        "rows": rows.make_rows(queries.coming_sessions(one, request.now), now=request.now),
        "is_programme": is_programme,
        "parts": parts,
        "labels": queries.labels_on(queries.KIND, one.pk),
        "mine": mine[0] if mine else None,
        "may_change": decides(request, one, parties),
        "invitation": next((row for row in parties if _is_asked(row)), None),
        "form": form or SupportForm(),
        "refusal": refusal,
    }
    return render(request, "portal/initiatives/initiative.html", context, status=status)


def decides(request: Request, one: Initiative, parties: list[InitiativeParty]) -> bool:
    """Say whether the visitor decides here: an owner, or the coordinator of the district."""
    owners = (row for row in parties if (row.role, row.state) == (Role.OWNER, State.ACTIVE))
    if any(row.is_mine for row in owners):  # type: ignore[attr-defined]
        return True
    return holds(request, {RoleGrant.Role.COORDINATOR}, one.district)


def _is_asked(party: InitiativeParty) -> bool:
    """Say whether the visitor may answer this invitation."""
    return party.state == State.INVITED and party.is_mine  # type: ignore[attr-defined]


def _relatives(
    one: Initiative, family: list[Initiative]
) -> tuple[list[growth.Relative], list[growth.Relative]]:
    """Give what came before and what came after."""
    before, after = [], []
    if one.grown_from:
        before.append(growth.Relative(one.grown_from, _("hier kwam het uit voort")))
    for other in family:
        if other.successor_id == one.pk and other.pk != one.grown_from_id:
            before.append(growth.Relative(other, _("ging hierin verder")))
        elif other.grown_from_id == one.pk and other.pk != one.successor_id:
            after.append(growth.Relative(other, _("kwam hieruit voort")))
    if one.successor:
        after.append(growth.Relative(one.successor, _("hierin ging het verder")))
    return before, after


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: Request) -> HttpResponse:
    """Begin with a small question: two fields; perhaps out of what neighbours here look for."""
    need = needs.find_open(request.POST.get("behoefte") or request.GET.get("behoefte", ""))
    district = need.district if need else place_of(request)
    if district is None:
        where = reverse("portal:choose_place")
        return redirect(f"{where}?{urlencode({'next': request.path})}")
    form = StartForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = {"by": visitor(request), "now": request.now, **form.cleaned_data}
        if need:
            one = growing.begin_with_need(need=need, **said)
        else:
            one = actions.start_initiative(district=district, **said)
        return redirect("portal:initiative", one.pk)
    context = {
        "form": form,
        "place": district,
        "house": growth.house("question", "l"),
        "need": need,
        "needs": [] if need else needs.open_needs([district])[:NEEDS_SHOWN],
    }
    status = INVALID if request.method == "POST" else HTTPStatus.OK
    return render(request, "portal/initiatives/start.html", context, status=status)


@signed_in
@require_POST
def support(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    """Join or support: the owners see a first name, and more only with a yes."""
    one = found(queries.find_initiative(initiative_id))
    form = SupportForm(request.POST)
    if not form.is_valid():
        return show(request, one, form, status=INVALID)
    try:
        party_actions.support_initiative(
            initiative=one, items=form.items, by=visitor(request), now=request.now
        )
    except Refused as refused:
        return show(request, one, form, refused.sentence, INVALID)
    return redirect("portal:initiative", one.pk)


@signed_in
@require_POST
def answer(request: Request, initiative_id: uuid.UUID) -> HttpResponse:
    """Say yes or no for an organisation that was asked."""
    one = found(queries.find_initiative(initiative_id))
    party = found(permissions.invitation_for(visitor(request), one, request.now))
    try:
        party_actions.answer_invitation(
            party=party,
            says_yes=request.POST.get("antwoord") == "ja",
            by=visitor(request),
            now=request.now,
        )
    except Refused as refused:
        return show(request, one, refusal=refused.sentence, status=INVALID)
    return redirect("portal:initiative", one.pk)
