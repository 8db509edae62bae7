"""Imports, their rows, the feeds that are followed, and where a thing comes from."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet

from wijkschakel.network.models import Import, ImportRow, Origin, Source

Districts = Collection[uuid.UUID]


@dataclass(frozen=True)
class RowWish:
    """Which rows somebody wants to see."""

    outcome: str = ""
    words: str = ""


def earlier_imports(districts: Districts) -> QuerySet[Import]:
    """Imports of these districts, latest first."""
    runs = Import.objects.filter(district__in=districts).select_related("district", "feed")
    return runs.defer("district__boundary", "feed__state").order_by("-made_at")


def find_import(number: uuid.UUID, districts: Districts) -> Import | None:
    """Give an import of these districts."""
    return earlier_imports(districts).filter(pk=number).first()


def rows_of(run: Import, wish: RowWish) -> QuerySet[ImportRow]:
    """Rows of an import, in the order of the file."""
    rows = run.rows.order_by("number")
    if wish.outcome:
        rows = rows.filter(outcome=wish.outcome)
    if wish.words:
        rows = rows.filter(title__icontains=wish.words)
    return rows


def sources_in(districts: Districts) -> QuerySet[Source]:
    """Feeds that are followed in these districts, those that fail first."""
    sources = Source.objects.filter(district__in=districts).select_related(
        "district", "organisation"
    )
    return sources.defer("district__boundary", "state").order_by("-failures", "name", "pk")


def find_source(number: uuid.UUID, districts: Districts) -> Source | None:
    """Give a source of these districts."""
    return Source.objects.filter(district__in=districts, pk=number).first()


def failed_runs(districts: Districts) -> QuerySet[Source]:
    """Feeds whose last look did not work and that are not paused: for a person to look at."""
    return sources_in(districts).filter(failures__gt=0, paused_at__isnull=True)


def origins_of(kind: str, thing_id: uuid.UUID) -> QuerySet[Origin]:
    """Where a thing comes from, the first source first."""
    return Origin.objects.filter(kind=kind, thing_id=thing_id).order_by("first_seen_at", "pk")
