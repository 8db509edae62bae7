"""Before and after of the same people, for a promise; and who it is compared with.

Before lies in the weeks that the promise names; after is the last answer since, at least sixty days
later, to the same wording: another wording is no answer, so that person dropped out. Who also
answered sixty days or more before that, since the definition was registered, tells how it went
before: earlier. A district
began on the day its first criterion of the roll-out was ticked, or when it began like another one;
districts outside the roll-out did not begin. People of districts that had not begun when their
first answers were given are the comparison, as far as their second answer is from before that. A
promise may compare with who waited instead (`waiting`): until the first time they were there.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.db.models import Count

from wijkschakel.activities.models import DistrictBeginning
from wijkschakel.outcomes.models import Promise
from wijkschakel.outcomes.queries.facts import doing, waiting, wanting
from wijkschakel.outcomes.queries.facts.ground import GROUPS, Ground
from wijkschakel.outcomes.queries.facts.roll import Roll
from wijkschakel.outcomes.rules import periods
from wijkschakel.outcomes.rules.countable import ASKED_IN
from wijkschakel.outcomes.rules.periods import Span
from wijkschakel.people.models import Person
from wijkschakel.places.models import Region, RolloutTick
from wijkschakel.support.models import Arrangement

APART = dt.timedelta(days=60)
YEAR = dt.timedelta(days=364)  # whole weeks
WEEKS = 52
# Answers that are a yes; of what is not here the mark itself counts.
YES = {
    "feels_healthy": frozenset({1, 2}),
    "is_satisfied_with_life": frozenset({7, 8, 9, 10}),
    "knows_the_movement": frozenset({1}),
}
Moments = dict[str, dt.datetime]


@dataclass(frozen=True)
class Pair:
    """Two moments of one person; no second one when they dropped out."""

    number: int
    district: str
    before: float
    after: float | None
    is_low: bool  # lives where the socio-economic score is low
    is_compared: bool
    earlier: float | None = None  # before the first of both, to see how it went already


@dataclass(frozen=True)
class Rates:
    """Things in two windows, and the people among whom."""

    was: int
    people_was: int
    now: int
    people_now: int


@dataclass
class Pairs:
    """The people of one promise, and when the first fact lies that is used."""

    people: list[Pair] = field(default_factory=list)
    first_used: dt.datetime | None = None


@dataclass(frozen=True)
class Frame:
    """Where and when: the region, its people, the two windows of a promise."""

    region: Region
    ground: Ground
    roll: Roll
    before: Span
    after: Span  # ends when it is now, or on the day of the promise


def frame(region: Region, ground: Ground, roll: Roll, promise: Promise, now: dt.datetime) -> Frame:
    """Lay out the windows of a promise."""
    before = Span(
        "before", periods.midnight(promise.baseline_from),
        periods.midnight(promise.baseline_until + dt.timedelta(days=1)),
    )  # fmt: skip
    last = min(now, periods.midnight(promise.reached_on + dt.timedelta(days=1)))
    return Frame(region, ground, roll, before, Span("after", before.end, last))


def starts(region: Region) -> Moments:
    """Give when each district began, by code."""
    found: Moments = {}
    inside = region.memberships.filter(is_rollout=True).values("district")
    ticks = RolloutTick.objects.filter(criterion__region=region, district__in=inside)
    begun = DistrictBeginning.objects.filter(district__in=inside)
    for rows in (
        ticks.values_list("district__code", "ticked_at"),
        begun.values_list("district__code", "began_at"),
    ):
        for code, moment in rows:
            found[code] = min(moment, found.get(code, moment))
    return found


def measured(where: Frame, promise: Promise) -> Pairs:
    """Give the pairs of a shared question."""
    counted = promise.definition.counted
    pack, item = ASKED_IN[counted]
    first: dict[uuid.UUID, wanting.Answered] = {}
    last: dict[uuid.UUID, wanting.Answered] = {}
    sooner: dict[uuid.UUID, list[wanting.Answered]] = {}
    began = starts(where.region)
    since = max(promise.definition.registered_at, where.before.begin - YEAR)
    for one in wanting.answered(where.region, min(since, where.before.begin), where.after.end):
        if one.pack != pack or item not in one.codes or one.person not in where.roll.seats:
            continue
        if one.at < where.before.begin:
            sooner.setdefault(one.person, []).append(one)
        elif where.before.holds(one.at):
            first[one.person] = one
        elif one.person in first and _is_second(first[one.person], one):
            last[one.person] = one
    waits = _waiting(promise, where)
    there = _taking_part(where) | set(waits) if _asks_participants(promise) else set(first)
    found = Pairs(first_used=min((one.at for one in first.values()), default=None))
    for person, one in first.items():
        if person not in there:
            continue
        second = last.get(person)
        waited = person in waits
        begin = waits[person] if waited else began.get(_district(where, person))
        compared = waited or _is_compared(promise, begin, where)
        if second and compared and begin and second.at >= begin:
            second = None
        after = _value(counted, second.codes[item]) if second else None
        before = _value(counted, one.codes[item])
        pair = _pair(where, person, (before, after), compared)
        known = [each for each in sooner.get(person, ()) if _is_second(each, one)]
        earlier = _value(counted, known[-1].codes[item]) if known else None
        found.people.append(replace(pair, earlier=earlier))
    return found


def _value(counted: str, code: int) -> float:
    return float(code in YES[counted]) if counted in YES else float(code)


def _is_second(first: wanting.Answered, one: wanting.Answered) -> bool:
    same = (first.version, first.wording) == (one.version, one.wording)
    return same and one.at >= first.at + APART


def _asks_participants(promise: Promise) -> bool:
    return promise.definition.among == "participants"


def _is_compared(promise: Promise, begin: dt.datetime | None, where: Frame) -> bool:
    others = promise.comparison == Promise.Comparison.OTHER_DISTRICTS
    return others and (begin is None or begin >= where.before.end)


def _waiting(promise: Promise, where: Frame) -> Mapping[uuid.UUID, dt.datetime | None]:
    if promise.comparison != Promise.Comparison.WAITING:
        return {}
    return waiting.waiting(where.region, where.before, where.after.end)


def _district(where: Frame, person: uuid.UUID) -> str:
    return where.ground.above(where.roll.seats[person].area)[-2]


def _pair(
    where: Frame, person: uuid.UUID, values: tuple[float, float | None], compared: bool
) -> Pair:
    seat = where.roll.seats[person]
    low = where.ground.group(seat.area) == GROUPS.index("low")
    return Pair(seat.number, _district(where, person), *values, low, compared)


def _taking_part(where: Frame) -> set[uuid.UUID]:
    return set(doing.weeks_between(where.region, where.before.begin, where.after.end))


def windows(where: Frame) -> tuple[Span, Span]:
    """Give two windows of the same length: that of the promise, and the same weeks later.

    A whole number of years later, so that it is the same season; or, in the first year, the last
    weeks until now.
    """
    length = where.before.end - where.before.begin
    years = (where.after.end - where.before.end) // YEAR
    begin = where.before.begin + years * YEAR if years else where.after.end - length
    return where.before, Span("after", begin, begin + length)


def active_weeks(where: Frame, promise: Promise) -> Pairs:
    """Give in how many weeks of a year each was there, then and now.

    Of who was here before the first window began, and was there in one of both.
    """
    then, later = windows(where)
    was, now = (doing.weeks_between(where.region, s.begin, s.end) for s in (then, later))
    here = set(
        Person.objects.filter(joined_at__lte=then.begin, pk__in={*was, *now}).values_list(
            "pk", flat=True
        )
    )
    scale = WEEKS / ((then.end - then.begin) / dt.timedelta(weeks=1))
    began = starts(where.region)
    found = Pairs(first_used=then.begin)
    for person in sorted(here & set(where.roll.seats), key=str):
        begin = began.get(_district(where, person))
        compared = _is_compared(promise, begin, where)
        values = (len(was.get(person, ())) * scale, len(now.get(person, ())) * scale)
        found.people.append(_pair(where, person, values, compared))
    return found


def tailor_made(where: Frame) -> Rates:
    """Count what two or more parties arranged in the own surroundings, among who took part."""
    then, later = windows(where)
    return Rates(*_rate(where, then), *_rate(where, later))


def _rate(where: Frame, span: Span) -> tuple[int, int]:
    rows = Arrangement.objects.filter(
        district__regions=where.region, venue__district__regions=where.region,
        state=Arrangement.State.GOING, settled_at__gte=span.begin, settled_at__lt=span.end,
    )  # fmt: skip
    count = rows.annotate(carriers=Count("parties", distinct=True)).filter(carriers__gte=2).count()
    people = doing.weeks_between(where.region, span.begin, span.end)
    return count, len(set(people) & set(where.roll.seats))


def districts_of(pairs: Iterable[Pair]) -> list[str]:
    """Name the districts of the programme."""
    return sorted({pair.district for pair in pairs if not pair.is_compared})
