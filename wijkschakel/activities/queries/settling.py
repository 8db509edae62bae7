"""What free places cost in a quarter that is over: counts for who pays, never a person."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet

from wijkschakel.activities.models import Enrolment, FreePlace, Session
from wijkschakel.activities.rules import settling as rules


def settlement(
    districts: Collection[uuid.UUID], begin: dt.datetime, end: dt.datetime
) -> rules.Settlement:
    """Count what took place in these districts from `begin` until `end`, in two questions.

    A place is paid for when somebody was there, or was not marked as missing.
    """
    held = Session.objects.filter(
        district__in=districts,
        state=Session.State.PLANNED,
        ends_at__gte=begin,
        ends_at__lt=end,
        activity__is_free_with_little_money=True,
    ).order_by()
    prices = _prices(held)
    people: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for_free: dict[uuid.UUID, list[tuple[uuid.UUID, int]]] = defaultdict(list)
    names: dict[uuid.UUID, tuple[str, str]] = {}
    for session, series, activity, title, organisation, person in _seen(held):
        names[activity] = (title, organisation or "")
        people[activity].add(person)
        cents = prices.get((person, session), prices.get((person, series)))
        if cents is not None:
            for_free[activity].append((person, cents))
    return rules.settle(
        rules.Part(
            *names[activity],
            frozenset(people[activity]),
            frozenset(person for person, _cents in for_free[activity]),
            len(for_free[activity]),
            sum(cents for _person, cents in for_free[activity]),
        )
        for activity in sorted(names, key=lambda one: names[one])
    )


def _seen(held: QuerySet[Session]) -> QuerySet[Enrolment, tuple[Any, ...]]:
    """Give who was there, with the activity and its organisation."""
    there = Enrolment.objects.filter(session__in=held, state=Enrolment.State.JOINED)
    counted = there.exclude(was_there=False).filter(person__isnull=False).order_by()
    return counted.values_list(
        "session", "session__series", "session__activity", "session__activity__title",
        "session__activity__organisation__name", "person",
    )  # fmt: skip


def _prices(held: QuerySet[Session]) -> dict[tuple[uuid.UUID, uuid.UUID | None], int]:
    """Give what a place of somebody cost, per session or series."""
    free = FreePlace.objects.filter(
        Q(session__in=held.values("pk")) | Q(series__in=held.values("series"))
    )
    rows = free.values_list("person", "session", "series", "price_cents")
    return {(person, session or series): cents for person, session, series, cents in rows}
