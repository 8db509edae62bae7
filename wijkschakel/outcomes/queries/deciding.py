"""What who decides sees: indicators of a region by level and block, and what was promised."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from wijkschakel.outcomes.models import Definition, FocusArea, Promise
from wijkschakel.people.models import Organisation
from wijkschakel.places.models import Region

Level, Block = Definition.Level, Definition.Block
Axes = list[tuple[str, list[tuple[str, int]]]]


def axes(rows: Iterable[Definition]) -> Axes:
    """Count indicators per level (a row) and block (a column): what has none is seen at once."""
    counts = Counter((row.level, row.block) for row in rows)
    return [
        (str(level.label), [(str(block.label), counts[level, block]) for block in Block])
        for level in Level
    ]


def versions_of(key: str) -> list[Definition]:
    """Give all versions of an indicator, the newest first: a key is used once."""
    return list(Definition.objects.filter(key=key).select_related("region").order_by("-version"))


def to_promise_on(region: Region) -> QuerySet[Definition]:
    """Give the indicators that hold in a region now, to choose from."""
    here = Q(region=region) | Q(region__isnull=True)
    return Definition.objects.filter(here, ended_at__isnull=True).order_by("title", "pk")


def find_own(region: Region, key: str) -> Definition | None:
    """Give the newest version of an indicator of this region itself."""
    rows = Definition.objects.filter(region=region, key=key).select_related("region")
    return rows.order_by("-version").first()


def all_promises(region: Region) -> list[Promise]:
    """Give every promise in a region, what still holds first."""
    rows = Promise.objects.filter(region=region)
    found = rows.select_related("definition", "organisation", "agreement", "region")
    return sorted(found.order_by("-made_at", "pk"), key=lambda row: row.ended_at is not None)


def focus_areas(region: Region) -> list[FocusArea]:
    """Give the neighbourhoods that a region looks after first, by name."""
    rows = FocusArea.objects.filter(region=region, ended_at__isnull=True)
    there = rows.select_related("neighbourhood__district").defer(
        "neighbourhood__boundary", "neighbourhood__district__boundary"
    )
    return list(there.order_by("neighbourhood__name", "pk"))


def organisations_in(region: Region) -> QuerySet[Organisation]:
    """Give the organisations of a region, and those without a district."""
    here = Q(district__in=region.memberships.values("district")) | Q(district__isnull=True)
    return Organisation.objects.filter(here).order_by("name", "pk")
