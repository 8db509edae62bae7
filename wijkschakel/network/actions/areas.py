"""Brings areas and figures in."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction

from wijkschakel.base import journal
from wijkschakel.base.journal import Somebody
from wijkschakel.network.readers.files import Limits
from wijkschakel.places import actions as place_actions
from wijkschakel.places import queries as place_queries

if TYPE_CHECKING:  # shapely comes with it: only an import of areas waits for that
    from wijkschakel.network.readers.areas import Joined, JoinedArea, Tell


@dataclass(frozen=True)
class AreaReport:
    """What became of an import."""

    municipalities: int
    districts: int
    neighbourhoods: int
    figures: int
    unmatched: Sequence[tuple[str, str]]
    withheld: int = 0
    division_year: int = 0
    notes: Sequence[str] = ()
    skipped_columns: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)


def import_areas(
    *,
    boundaries: Sequence[Path],
    figures: Sequence[Path],
    municipalities: set[str],
    year: int | None,
    limits: Limits,
    all_columns: bool,
    dry_run: bool,
    tell: "Tell",
    by: Somebody | None,
    now: dt.datetime,
) -> AreaReport:
    """Read the files, join them, and keep what they say; all of it or nothing.

    :param dry_run: do everything and take it back, so that the report is the true one.
    """
    from wijkschakel.network.readers.areas import Joiner  # slow import  # noqa: PLC0415

    joined = Joiner(
        boundaries=list(boundaries),
        figures=list(figures),
        known=place_queries.codes_of,
        municipalities=municipalities,
        year=year,
        limits=limits,
        all_columns=all_columns,
        tell=tell,
    ).join()
    with transaction.atomic():
        report = _save(joined, tell, by, now)
        transaction.set_rollback(dry_run)
    return report


def _save(joined: "Joined", tell: "Tell", by: Somebody | None, now: dt.datetime) -> AreaReport:
    from wijkschakel.network.readers.areas import read_figures  # slow import  # noqa: PLC0415

    year = joined.division_year
    tell(f"keeping {len(joined.areas)} areas of division {year}")
    place_actions.save_areas(
        areas=[_values(area) for area in joined.areas.values()], year=year, by=by, now=now
    )
    place_actions.save_figures(
        figures=(
            (f.area_code, year, f.indicator, f.year, f.ages, f.source, f.value, f.status,
             f.is_modelled)
            for f in read_figures(joined, tell)
        ),
        by=by,
        now=now,
    )  # fmt: skip
    held = place_queries.count_held(joined.municipalities(), year)
    journal.record(
        action="import_areas",
        now=now,
        by=by,
        details={"year": year, "figures": held.figures, "unmatched": len(joined.unmatched)},
    )
    return AreaReport(
        held.municipalities,
        held.districts,
        held.neighbourhoods,
        held.figures,
        joined.unmatched,
        held.withheld,
        year,
        joined.notes.sentences,
        joined.skipped,
    )


def _values(area: "JoinedArea") -> dict[str, Any]:
    longitude, latitude = area.point or (None, None)
    return {
        "code": area.code,
        "kind": area.kind,
        "name": area.name,
        "boundary": area.polygon,
        "boundary_year": area.boundary_year,
        "boundary_source": area.boundary_source,
        "longitude": longitude,
        "latitude": latitude,
    }
