"""What pages show: published tables, definitions and promises. Never a row about a person."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from wijkschakel.outcomes.models import Build, Definition, Promise, PublishedTable
from wijkschakel.outcomes.rules import said
from wijkschakel.outcomes.rules.said import ALL, Claim, Figures
from wijkschakel.places.models import District, Region

CLAIM = "claim"
COUNTS = "counts"


@dataclass
class Shelf:
    """The publications of a region that a page asked for, read in one go."""

    region: Region
    tables: dict[tuple[str, str, str], PublishedTable] = field(default_factory=dict)

    def figures(self, topic: str, period: str, name: str) -> Figures:
        """Give a table; an empty one when it was never published."""
        row = self.tables.get((topic, period, name))
        if row is None:
            return Figures(topic, period, name, "", None, "")
        return said.figures(topic, period, name, row.body)

    def claim(self, key: str, period: str, area: str = "") -> Claim | None:
        """Give what is said of a change in the region, or in one district of it."""
        row = self.tables.get((f"claim-{key}", period, area or CLAIM))
        return said.claim(row.body) if row else None

    def counts(self, period: str) -> dict[str, int | None]:
        """Give counts of things in a period; empty when nothing was published."""
        row = self.tables.get((COUNTS, period, COUNTS))
        return said.counts(row.body) if row else {}

    def periods(self, topic: str) -> list[str]:
        """Give the periods of a topic, the newest first."""
        return sorted({period for name, period, _ in self.tables if name == topic}, reverse=True)

    @property
    def newest(self) -> PublishedTable | None:
        """Give the table that was published last."""
        return max(self.tables.values(), key=lambda row: row.published_at, default=None)


def shelf(region: Region, topics: Collection[str] | None = None) -> Shelf:
    """Read these topics (a name, or the begin of one that ends in a dash), or all of them."""
    wanted = Q()
    for topic in topics or ():
        wanted |= Q(topic__startswith=topic) if topic.endswith("-") else Q(topic=topic)
    rows = PublishedTable.objects.filter(wanted, region=region)
    return Shelf(region, {(row.topic, row.period, row.name): row for row in rows})


def shelves(districts: Collection[uuid.UUID], topics: Collection[str]) -> list[Shelf]:
    """Read topics of every region that holds one of these districts, in two questions."""
    regions = {row.pk: row for row in Region.objects.filter(districts__in=districts).distinct()}
    found = {pk: Shelf(row) for pk, row in regions.items()}
    for row in PublishedTable.objects.filter(region__in=regions, topic__in=topics):
        found[row.region_id].tables[row.topic, row.period, row.name] = row
    return sorted(found.values(), key=lambda one: one.region.name)


@dataclass(frozen=True)
class Told:
    """What the newest table of a topic tells of the whole region."""

    figures: Figures
    root: str

    def people(self, answer: str = ALL) -> int | None:
        """Give how many people; None when that is kept back, or was never published."""
        return self.figures.of(self.root, answer).people


def newest_of(district: District, topics: Collection[str]) -> dict[str, Told]:
    """Give the newest table of each topic in the region of a district; of nothing, an empty one."""
    region = region_of(district)
    found = shelf(region, topics) if region else None
    told = {}
    for topic in topics:
        period = next(iter(found.periods(topic)), "") if found else ""
        empty = Figures(topic, period, "", "", None, "")
        said_of = found.figures(topic, period, "by_answer") if found else empty
        told[topic] = Told(said_of, region.slug if region else "")
    return told


def is_being_made(region: Region) -> bool:
    """Say whether figures of a region are made right now."""
    return Build.objects.filter(region=region, state=Build.State.RUNNING).exists()


def region_of(district: District) -> Region | None:
    """Give the region in which the figures of a district are published; the first by name."""
    return Region.objects.filter(districts=district).order_by("name").first()


def regions_of(districts: Collection[uuid.UUID]) -> list[Region]:
    """Give the regions in which figures of these districts are published, by name."""
    return list(Region.objects.filter(districts__in=districts).distinct().order_by("name"))


def definitions(region: Region) -> list[Definition]:
    """Give the definitions that hold in a region, by title."""
    rows: Iterable[Definition] = Definition.objects.filter(
        Q(region=region) | Q(region__isnull=True), ended_at__isnull=True
    )
    return sorted(rows, key=lambda row: row.title)


def versions(key: str, region: Region | None) -> list[Definition]:
    """Give all versions of a definition, the newest first."""
    owned = Q(region=region) if region else Q(region__isnull=True)
    rows = Definition.objects.filter(owned | Q(region__isnull=True), key=key)
    return list(rows.order_by("-version"))


def promises(region: Region) -> list[Promise]:
    """Give what was promised in a region and still holds: what two people signed."""
    rows = Promise.objects.filter(region=region, ended_at__isnull=True, signed_at__isnull=False)
    return list(rows.select_related("definition", "organisation", "agreement").order_by("made_at"))
