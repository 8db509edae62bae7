"""What was spent in a quarter, as far as it may be told: of the region and of each district.

A line counts when it was written within a month after the quarter, and is not taken back by then.
So a quarter says the same whenever it is counted; it is told once. What may be told: `spenders`.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from wijkschakel.activities.models import InitiativeParty, Lead, Spending
from wijkschakel.outcomes.disclosure import spenders
from wijkschakel.outcomes.disclosure.spenders import Part, Sums
from wijkschakel.outcomes.rules import periods, sides
from wijkschakel.outcomes.rules.periods import Span
from wijkschakel.outcomes.rules.spent import CARE, HOURS, INFORMAL, NEAR, SPENT, key
from wijkschakel.places.models import Region, RegionDistrict

WRITTEN_WITHIN = dt.timedelta(days=30)
Carriers = Mapping[Hashable, frozenset[Hashable]]


@dataclass(frozen=True)
class Line:
    """A line as it is counted."""

    spender: Hashable
    carriers: frozenset[Hashable]
    side: str
    aim: str
    is_near: bool
    cents: int
    minutes: int  # of paid work by residents
    people: int

    def money(self) -> Part:
        """Give it as a part of euros."""
        return Part(self.spender, self.cents, self.carriers)

    def work(self) -> Part:
        """Give it as a part of hours."""
        return Part(self.spender, self.minutes, self.carriers, self.people)


Lines = Mapping[str, list[Line]]  # by district


@dataclass(frozen=True)
class Measure:
    """Something that is told: the sums that follow from it, and how much a line brings."""

    key: str
    sums: Callable[[list[Line]], Sums]
    amount: Callable[[Line], float]


def closes(quarter: Span) -> dt.datetime:
    """Give the moment after which nothing counts any more for a quarter."""
    return quarter.end + WRITTEN_WITHIN


def spent(region: Region, quarter: Span) -> dict[str, int | None]:
    """Give all that may be told of a quarter; `spent` always, so that it is told once."""
    lines = _lines(region, quarter)
    homes = _in_other_regions(region)
    told: dict[str, int | None] = {key(SPENT, quarter.name): None}
    whole = Measure(SPENT, _all, _euros)
    is_told, among = spenders.told_areas(_sums(lines, whole), homes)
    _tell(told, lines, quarter, whole, is_told, among)
    for part in PARTS if is_told or among else ():
        # A part is told beside its whole only.
        is_part, areas = spenders.told_areas(_sums(lines, part), homes, never=lines.keys() - among)
        _tell(told, lines, quarter, part, is_told and is_part, areas)
    work = Measure(HOURS, _work, lambda line: line.minutes / 60)
    is_told, areas = spenders.told_areas(_sums(lines, work), homes, of_work=True)
    _tell(told, lines, quarter, work, is_told, areas)
    return told


def _tell(
    told: dict[str, int | None], lines: Lines, quarter: Span, measure: Measure, is_told: bool,
    among: Iterable[str],
) -> None:  # fmt: skip
    """Add what is told of something; where nothing was spent nothing is said."""
    everything = [line for rows in lines.values() for line in rows]
    if is_told and everything:
        told[key(measure.key, quarter.name)] = round(sum(map(measure.amount, everything)))
    for code in among:
        if lines[code]:
            sum_of_it = round(sum(map(measure.amount, lines[code])))
            told[key(measure.key, quarter.name, code)] = sum_of_it


def _euros(line: Line) -> float:
    return line.cents / 100


def _all(lines: list[Line]) -> Sums:
    return {"all": [line.money() for line in lines]}


def _split(*groups: Callable[[Line], bool]) -> Callable[[list[Line]], Sums]:
    """Divide lines: each group is a sum that follows from what is told."""
    return lambda lines: {
        str(place): [line.money() for line in lines if is_in(line)]
        for place, is_in in enumerate(groups)
    }


def _work(lines: list[Line]) -> Sums:
    return {"work": [line.work() for line in lines]}


def _is_informal(line: Line) -> bool:
    return line.side == sides.INFORMAL


def _is_care(line: Line) -> bool:
    return line.aim == sides.CARE


def _is_near(line: Line) -> bool:
    return line.is_near


def _part(name: str, is_yes: Callable[[Line], bool], *others: Callable[[Line], bool]) -> Measure:
    """Tell the euros of some lines; `others`: what follows when they are told too."""
    return Measure(
        name, _split(is_yes, *others), lambda line: _euros(line) if is_yes(line) else 0.0
    )


# What is informal, what is formal and no care, and what is care follow from each other.
PARTS = (
    _part(INFORMAL, _is_informal, lambda line: not _is_informal(line)),
    _part(CARE, _is_care, _is_informal, lambda line: not _is_informal(line) and not _is_care(line)),
    _part(NEAR, _is_near, lambda line: not line.is_near),
)


def _sums(lines: Lines, measure: Measure) -> dict[str, Sums]:
    return {code: measure.sums(rows) for code, rows in lines.items()}


def _in_other_regions(region: Region) -> set[str]:
    """Name the districts that another region tells of too."""
    others = RegionDistrict.objects.exclude(region=region).filter(district__regions=region)
    return set(others.values_list("district__code", flat=True))


def _rows(region: Region, quarter: Span) -> QuerySet[Spending]:
    first = periods.day_of(quarter.begin)
    last = periods.day_of(quarter.end - dt.timedelta(seconds=1))
    return Spending.objects.filter(
        Q(taken_back_at__isnull=True) | Q(taken_back_at__gte=closes(quarter)),
        district__regions=region, on__gte=first, on__lte=last, entered_at__lt=closes(quarter),
    )  # fmt: skip


def _lines(region: Region, quarter: Span) -> dict[str, list[Line]]:
    """Give the lines of each district; a district without any has none."""
    found: dict[str, list[Line]] = {code: [] for code in _codes(region)}
    rows = list(
        _rows(region, quarter).select_related("district", "activity").defer("district__boundary")
    )
    carriers = _carriers(rows)
    for row in rows:
        spender = _spender(row)
        tags = sides.of_spending(is_formal=row.is_formal, organisation=row.by_kind)
        is_resident = row.where == Spending.Where.RESIDENT
        found[row.district.code].append(
            Line(
                spender, carriers.get(spender, frozenset()), tags.side, tags.aim,
                row.where != Spending.Where.ELSEWHERE, row.cents,
                (row.minutes or 0) if is_resident else 0, row.people or 0,
            )
        )  # fmt: skip
    return found


def _codes(region: Region) -> list[str]:
    return list(region.districts.order_by("code").values_list("code", flat=True))


def _spender(row: Spending) -> Hashable:
    """Name who spends: an activity of an initiative or an organisation is no spender apart."""
    activity = row.activity
    initiative = row.initiative_id or (activity.initiative_id if activity else None)
    organisation = row.organisation_id or (activity.organisation_id if activity else None)
    return initiative or organisation or row.activity_id or row.by_name


def _carriers(rows: Iterable[Spending]) -> Carriers:
    """Give who knows what each spender spent: its owners, who leads it, the organisation itself."""
    found: dict[Hashable, set[Hashable]] = defaultdict(set)
    initiatives, activities = set(), {}
    for row in rows:
        spender, activity = _spender(row), row.activity
        organisation = row.organisation_id or (activity.organisation_id if activity else None)
        found[spender] |= {organisation} - {None}
        initiatives |= {row.initiative_id, activity.initiative_id if activity else None}
        activities[row.activity_id] = spender
    owners = InitiativeParty.objects.filter(
        initiative__in=initiatives - {None}, role=InitiativeParty.Role.OWNER,
        state=InitiativeParty.State.ACTIVE,
    )  # fmt: skip
    columns = ("initiative", "person", "organisation")
    for initiative, person, organisation in owners.values_list(*columns):
        found[initiative].add(person or organisation)
    leads = Lead.objects.filter(activity__in=set(activities) - {None})
    for pk, person in leads.exclude(role=Lead.Role.HELPER).values_list("activity", "person"):
        found[activities[pk]].add(person)
    return {spender: frozenset(who) for spender, who in found.items()}
