"""Regions: their districts, and how far the roll-out is."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F
from django.utils import timezone

from wijkschakel.places.models import (
    District,
    Region,
    RegionDistrict,
    RolloutCriterion,
)
from wijkschakel.places.queries.populations import (
    Population,
    RegionPopulation,
    districts_around,
    population_of,
    with_municipalities,
)


@dataclass(frozen=True)
class RegionCard:
    """A region in a list."""

    region: Region
    districts: int
    municipalities: str


@dataclass(frozen=True)
class Criterion:
    """One criterion, seen from one district."""

    criterion: RolloutCriterion
    ticked_on: dt.date | None

    @property
    def is_ticked(self) -> bool:
        """Say whether the district meets it."""
        return self.ticked_on is not None


@dataclass(frozen=True)
class RolloutRow:
    """A district of a region and how far it is."""

    district: District
    criteria: tuple[Criterion, ...]
    population: Population | None
    counts: bool

    @property
    def ticked(self) -> int:
        """Count the criteria that are met."""
        return sum(criterion.is_ticked for criterion in self.criteria)

    @property
    def days(self) -> list[dt.date]:
        """The days on which criteria were met, the first first."""
        return sorted(one.ticked_on for one in self.criteria if one.ticked_on)

    @property
    def first_on(self) -> dt.date | None:
        """The day on which the district began."""
        return next(iter(self.days), None)

    @property
    def last_on(self) -> dt.date | None:
        """The day of the last criterion that was met."""
        return next(reversed(self.days), None)

    @property
    def is_up(self) -> bool:
        """Say whether the district is up and running: all criteria are met."""
        return bool(self.criteria) and self.ticked == len(self.criteria)


@dataclass(frozen=True)
class RegionOverview:
    """A region as its page shows it."""

    region: Region
    rows: tuple[RolloutRow, ...]
    criteria: tuple[RolloutCriterion, ...]
    population: RegionPopulation

    @property
    def up(self) -> int:
        """Count the districts that are up and running."""
        return sum(row.is_up for row in self.rows if row.counts)

    @property
    def total(self) -> int:
        """Count the districts of the roll-out."""
        return sum(row.counts for row in self.rows)


def find_region(slug: str) -> Region | None:
    """Give the region with this address."""
    return Region.objects.filter(slug=slug).first()


def regions() -> list[RegionCard]:
    """Give all regions by name, with the municipalities they reach into."""
    names: dict[object, dict[str, None]] = {}
    places = RegionDistrict.objects.order_by("district__municipality__name").values_list(
        "region_id", "district__municipality__name"
    )
    for pk, name in places:
        names.setdefault(pk, {})[name] = None
    counted = Region.objects.annotate(size=Count("memberships")).order_by("name")
    return [RegionCard(r, r.size, ", ".join(names.get(r.pk, {}))) for r in counted]


def region_overview(region: Region) -> RegionOverview:
    """Give the districts of a region with what they have ticked and who lives there."""
    members = _members(region)
    criteria, ticks = _ticked(region)
    districts = [member.district for member in members]
    sizes = {member.district.municipality_id: member.around for member in members}
    known = with_municipalities(districts)
    rows = tuple(
        RolloutRow(
            member.district,
            tuple(Criterion(c, ticks.get((c.pk, member.district_id))) for c in criteria),
            known.get(member.district.code),
            member.is_rollout,
        )
        for member in members
    )
    return RegionOverview(region, rows, criteria, population_of(districts, sizes, known))


def _members(region: Region) -> list[Any]:
    """Give the districts of a region, each with all regions it lies in, in one question."""
    rows = RegionDistrict.objects.filter(district__memberships__region=region)
    related = rows.select_related("district__municipality").annotate(around=districts_around())
    lies_in: dict[uuid.UUID, list[Any]] = {}
    for row in related.order_by("district__name", "district__code"):
        lies_in.setdefault(row.district_id, []).append(row)
    members = [row for rows in lies_in.values() for row in rows if row.region_id == region.pk]
    for row in members:
        row.district._prefetched_objects_cache = {"memberships": lies_in[row.district_id]}
    return members


def _ticked(
    region: Region,
) -> tuple[tuple[RolloutCriterion, ...], dict[tuple[int, uuid.UUID], dt.date]]:
    """Give the criteria, and the day on which each district met each, in one question."""
    rows = region.criteria.annotate(where=F("ticks__district"), at=F("ticks__ticked_at"))
    criteria: dict[int, RolloutCriterion] = {}
    ticks: dict[tuple[int, uuid.UUID], dt.date] = {}
    for row in rows.order_by("position", "pk"):
        criteria.setdefault(row.pk, row)
        if row.where:
            ticks[row.pk, row.where] = timezone.localdate(row.at)
    return tuple(criteria.values()), ticks
