"""What an activity means for people, told to who organises it: published figures only."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkschakel.activities import permissions, queries
from wijkschakel.outcomes.queries import published
from wijkschakel.outcomes.rules.countable import GOAL_STATES, LIKED, TIMES
from wijkschakel.outcomes.rules.said import ALL
from wijkschakel.people.models import RoleGrant
from wijkschakel.web.common.access import found, holds, signed_in
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.hundred import bar_of_hundred
from wijkschakel.web.insight import shelves, together
from wijkschakel.web.insight.codes import word_of_code
from wijkschakel.web.insight.together import Share
from wijkschakel.web.insight.words import of_hundred


def _shares(
    one: shelves.Opened, topic: str, codes: tuple[str, ...]
) -> tuple[int | None, list[Share]]:
    table = one.figures(topic)
    everybody = table.of(one.region.slug, ALL).people
    rows = []
    for code in codes:
        said = table.of(one.region.slug, code)
        if said.people is None or not everybody:
            rows.append(
                Share(word_of_code(code), None, SafeString(""), together.word_of(said.word))
            )
            continue
        share = of_hundred(said.people / everybody)
        words = _("%(n)s van de 100") % {"n": share}
        rows.append(Share(word_of_code(code), said.people, bar_of_hundred(share, None), words))
    return everybody, rows


def _next(people: int | None, often: list[Share], wishes: int | None) -> list[str]:
    """Suggest what to try next, in short sentences; a signal, not a verdict."""
    if people is None:
        return [_("Nodig eens tien buren uit. Vanaf tien mensen zie je hier meer.")]
    told = []
    once = next((row for row in often if row.title == word_of_code("once")), None)
    if once and once.people and once.people * 2 > people:
        told.append(_("De meeste mensen kwamen één keer. Vraag eens wat ze zou laten terugkomen."))
    if wishes is None:
        told.append(_("Nog weinig mensen zetten dit op hun pad. Vertel dat het kan."))
    return told or [_("Dit loopt goed. Vertel een andere groep hoe jullie het doen.")]


@signed_in
@require_safe
def activity(request: Request, activity_id: uuid.UUID) -> HttpResponse:
    """Show who is reached and what it gives, to leads and to coordinators of the district."""
    thing = found(queries.find_activity(activity_id))
    is_lead = permissions.may_organise(request.person, thing)
    is_coordinator = holds(request, (RoleGrant.Role.COORDINATOR,), thing.district)
    found(thing if is_lead or is_coordinator else None)
    region = published.region_of(thing.district)
    context: dict[str, Any] = {"activity": thing, "place": thing.district, "people": None}
    if region is not None:
        topics = [f"{kind}-{thing.pk}" for kind in ("activity", "step", "face")]
        one = shelves.opened(request, region, topics)
        people, often = _shares(one, topics[0], TIMES)
        wishes, goals = _shares(one, topics[1], GOAL_STATES)
        answered, faces = _shares(one, topics[2], LIKED)
        context |= {
            **shelves.context(request, one, ""), "place": thing.district,
            "people": people, "often": often, "wishes": wishes, "goals": goals,
            "answered": answered, "faces": faces, "next": _next(people, often, wishes),
        }  # fmt: skip
    return render(request, "insight/activity.html", context)
