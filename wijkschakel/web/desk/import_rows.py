"""Imports in words: what became of each row, how many of what, where it comes on the map."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from wijkschakel.network import words
from wijkschakel.network.models import Import, ImportRow, Kind
from wijkschakel.network.readers import packing
from wijkschakel.web.common.maps import Pin

Outcome = ImportRow.Outcome
MOST_PINS = 200
ICONS = {"new": "plus", "changed": "check", "same": "check", "kept": "people", "merged": "link",
    "rejected": "close"}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One row, ready to show."""

    number: int
    title: str
    outcome: str
    label: str
    icon: str
    sentence: str
    stays: str
    link: str
    other: str
    theirs: list[tuple[str, str]]


@dataclass(frozen=True)
class Count:
    """How many rows of one outcome."""

    outcome: str
    label: str
    number: int


@dataclass(frozen=True)
class Line:
    """One import in the list."""

    run: Import
    new: int
    changed: int
    rejected: int


def lines(runs: Iterable[Import]) -> list[Line]:
    """Give imports for the list."""
    return [
        Line(
            run,
            run.counts.get(Outcome.NEW, 0),
            run.counts.get(Outcome.CHANGED, 0) + run.counts.get(Outcome.MERGED, 0),
            run.counts.get(Outcome.REJECTED, 0),
        )
        for run in runs
    ]


def counts(run: Import) -> list[Count]:
    """Give the outcomes that there are, in a fixed order."""
    return [
        Count(str(value), str(label), run.counts[value])
        for value, label in Outcome.choices
        if run.counts.get(value)
    ]


def row_of(run: Import, row: ImportRow) -> Row:
    """Put one row in words."""
    return Row(
        number=row.number,
        title=row.title or row.source_id,
        outcome=row.outcome,
        label=row.get_undone_display() if row.undone else row.get_outcome_display(),
        icon=ICONS[row.outcome],
        sentence=words.say(row.code, row.facts) if row.code else "",
        stays=words.say(row.stays_because) if row.stays_because else "",
        link=_link(run.kind, row.thing_id) if row.undone != ImportRow.Undone.BACK else "",
        other=_link(run.kind, row.other_id) if row.code == "looks_like" else "",
        theirs=_theirs(row),
    )


def _link(kind: str, number: uuid.UUID | None) -> str:
    if number is None:
        return ""
    if kind == Kind.SERVICES:
        return reverse("desk:service", args=[number])
    return reverse("portal:post", args=[number]) if kind == Kind.NEWS else ""


def _theirs(row: ImportRow) -> list[tuple[str, str]]:
    """Give what the source says where something else stands here."""
    if row.outcome != Outcome.KEPT:
        return []
    found: dict[str, Any] = row.found.get("facts") or row.found
    names = {"body": "text", "source_url": "url"}
    values = [(name, found.get(names.get(name, name))) for name in row.facts.get("fields", [])]
    return [(words.label(name), value) for name, value in values if isinstance(value, str)]


def notes(run: Import) -> list[tuple[str, int]]:
    """Give what was read otherwise than it stands there, in words."""
    return [(words.say(code, facts), count) for code, facts, count in run.notes]


def share_done(run: Import) -> int:
    """Say how far it is, in hundredths."""
    if not run.total:
        return 0
    if run.state == Import.State.WORKING:
        done = run.rows.filter(is_done=True).exclude(found={}).count()
        return done * 100 // run.total
    return 100 if run.state != Import.State.LOOKING else 0


def pins_of(run: Import) -> list[Pin]:
    """Give the points of the things that were found."""
    points: dict[tuple[float, float], None] = {}
    for found in run.rows.exclude(found={}).values_list("found", flat=True)[:2000]:
        one = found.get("place")
        for place in found.get("places") or ([one] if one else []):
            if packing.is_near(place["longitude"], place["latitude"]):
                points.setdefault((place["latitude"], place["longitude"]))
    return [Pin(number, point) for number, point in enumerate(list(points)[:MOST_PINS], 1)]
