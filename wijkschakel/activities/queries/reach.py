"""How many different people take part, over time and per neighbourhood: numbers of ten or more."""

import datetime as dt
import itertools
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from wijkschakel.activities import rules
from wijkschakel.activities.models import Enrolment, Session
from wijkschakel.places.models import Neighbourhood

# Lists of names are kept two years: a quarter that is partly forgotten would tell too little.
QUARTERS = 7
MONTHS = 3


@dataclass(frozen=True)
class Quarter:
    """Three months of the calendar."""

    year: int
    number: int
    starts_at: dt.datetime
    ends_at: dt.datetime


@dataclass(frozen=True)
class Reach:
    """Different people per quarter who live in one neighbourhood; None: too few to say."""

    neighbourhood: str
    people: tuple[int | None, ...]


def quarters(now: dt.datetime, number: int = QUARTERS) -> list[Quarter]:
    """Give the last quarters, the oldest first; this one runs until now."""
    today = timezone.localdate(now)
    first = today.year * 4 + (today.month - 1) // MONTHS
    starts = [_start(index) for index in range(first - number + 1, first + 2)]
    return [
        Quarter(start.year, (start.month - 1) // MONTHS + 1, start, end)
        for start, end in itertools.pairwise(starts)
    ]


def _start(index: int) -> dt.datetime:
    year, quarter = divmod(index, 4)
    day = dt.datetime(year, quarter * MONTHS + 1, 1)  # noqa: DTZ001 - made aware below
    return timezone.make_aware(day)


def reach_of(districts: Collection[uuid.UUID], now: dt.datetime) -> tuple[Reach, list[Reach]]:
    """Count different people who took part, in all and per neighbourhood where they live.

    Who was marked as not there does not count. Of who lives elsewhere, or did not say where,
    the neighbourhood has no name.
    """
    spans = quarters(now)
    hoods = dict(
        Neighbourhood.objects.filter(district__in=districts).values_list("pk", "name").order_by()
    )
    counted: dict[uuid.UUID | None, list[int]] = {}
    totals: list[int] = []
    for place, span in enumerate(spans):
        rows = _taking_part(districts, span, now).order_by()
        pairs = rows.values_list("person__neighbourhood").annotate(n=Count("person", distinct=True))
        for hood, people in pairs:
            key = hood if hood in hoods else None
            counted.setdefault(key, [0] * len(spans))[place] += people
        totals.append(rows.aggregate(n=Count("person", distinct=True))["n"])
    for hood in hoods:
        counted.setdefault(hood, [0] * len(spans))
    named = sorted((hoods[hood] if hood else "", tuple(row)) for hood, row in counted.items())
    columns = zip(*(row for _name, row in named), strict=True)
    told = list(zip(*(_told(column) for column in columns), strict=True))
    lines = [Reach(name, people) for (name, _row), people in zip(named, told, strict=True)]
    return Reach("", tuple(rules.told(total) for total in totals)), lines


def _told(column: tuple[int, ...]) -> tuple[int | None, ...]:
    """Leave out what is too small, and one more when a lone gap could be worked out."""
    shown = [rules.told(number) for number in column]
    gaps = [place for place, number in enumerate(shown) if number is None and column[place]]
    if len(gaps) == 1:
        rest = [place for place, number in enumerate(shown) if number is not None]
        if rest:
            shown[min(rest, key=lambda place: column[place])] = None
    return tuple(shown)


def _taking_part(
    districts: Collection[uuid.UUID], span: Quarter, now: dt.datetime
) -> QuerySet[Enrolment]:
    rows = Enrolment.objects.filter(
        session__district__in=districts,
        session__state=Session.State.PLANNED,
        session__starts_at__gte=span.starts_at,
        session__starts_at__lt=min(span.ends_at, now),
        state=Enrolment.State.JOINED,
        person__is_guest=False,
    )
    return rows.filter(Q(was_there__isnull=True) | Q(was_there=True))
