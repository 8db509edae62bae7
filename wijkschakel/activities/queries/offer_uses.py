"""What came of an offer: for who offered it, for the initiative, and counts for the desk."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from wijkschakel.activities.models import Initiative, OfferUse, SupportAsk
from wijkschakel.people.models import Person

State = OfferUse.State
MOST = 40


@dataclass(frozen=True)
class Came:
    """How often something was offered, taken up, and happened."""

    offered: int
    taken: int
    happened: int


def _came(rows: QuerySet[OfferUse]) -> Came:
    """Count; what happened was taken up as well, and what was taken up was offered."""
    agreed = Q(state__in=[State.TAKEN, State.HAPPENED])
    sums = rows.aggregate(
        offered=Count("pk"),
        taken=Count("pk", filter=agreed),
        happened=Count("pk", filter=Q(state=State.HAPPENED)),
    )
    return Came(**sums)


def uses_of(person: Person) -> list[OfferUse]:
    """Give what came of what this person offers, the newest first."""
    mine = OfferUse.objects.filter(Q(room__offered_by=person) | Q(means__offered_by=person))
    rows = mine.select_related("ask__initiative", "room", "means")
    return list(rows.order_by("-changed_at", "pk")[:MOST])


def came_of(uses: Collection[OfferUse]) -> Came:
    """Count what is there already."""
    states = [use.state for use in uses]
    happened = states.count(State.HAPPENED)
    return Came(len(states), states.count(State.TAKEN) + happened, happened)


def came_in(districts: Collection[uuid.UUID]) -> Came:
    """Count in these districts what was offered to initiatives."""
    return _came(OfferUse.objects.filter(ask__initiative__district__in=districts))


def uses_for(initiative: Initiative) -> list[OfferUse]:
    """Give what was offered to an initiative: what waits for an answer first."""
    rows = OfferUse.objects.filter(ask__initiative=initiative)
    related = rows.select_related("ask", "room__venue", "room__organisation", "means__organisation")
    order: dict[str, int] = {
        State.OFFERED: 0, State.TAKEN: 1, State.HAPPENED: 2, State.DECLINED: 3,
    }  # fmt: skip
    return sorted(related.order_by("-changed_at", "pk")[:MOST], key=lambda use: order[use.state])


def find_ask(ask_id: uuid.UUID) -> SupportAsk | None:
    """Give something that an initiative needs."""
    return SupportAsk.objects.filter(pk=ask_id).select_related("initiative").first()
