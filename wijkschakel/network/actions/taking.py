"""What every kind of taking over has in common: a run, its outcome per row, who wins."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from wijkschakel.base.journal import Somebody
from wijkschakel.network.models import Import, ImportRow, Origin
from wijkschakel.network.readers import packing
from wijkschakel.network.readers.packing import Packed
from wijkschakel.places.models import District, Venue

Outcome = ImportRow.Outcome
Values = dict[str, Any]
SAME_PLACE_METRES = 150
EMPTY: tuple[object, ...] = ("", None, [], {})


@dataclass
class Run:
    """One import while it runs."""

    record: Import
    district: District
    now: dt.datetime
    by: Somebody | None
    feed_ids: frozenset[str] = frozenset()
    cache: dict[str, Any] = field(default_factory=dict)

    @property
    def source(self) -> str:
        """The name under which what comes in is known."""
        return self.record.source


@dataclass
class Took:
    """What became of one row."""

    source_id: str
    outcome: str
    code: str = ""
    facts: Values = field(default_factory=dict)
    thing_id: uuid.UUID | None = None
    other_id: uuid.UUID | None = None
    before: Values = field(default_factory=dict)
    after: Values = field(default_factory=dict)


@dataclass
class Meeting:
    """What is to be written, and what stays because somebody here changed it."""

    write: Values = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)


def meet(current: Mapping[str, Any], written: Mapping[str, Any], found: Values) -> Meeting:
    """Let what was changed here since the last import stand above what comes in.

    :param written: what the last import wrote; without it nothing was changed here.
    """
    meeting = Meeting()
    for name, value in found.items():
        if same(current[name], value):
            continue
        if name in written and not same(current[name], written[name]):
            if not same(written[name], value):
                meeting.kept.append(name)
        else:
            meeting.write[name] = value
    return meeting


def same(one: object, two: object) -> bool:
    """Say whether two values tell the same; the order of a list tells nothing."""
    if isinstance(one, list) and isinstance(two, list):
        return sorted(map(repr, one)) == sorted(map(repr, two))
    return one == two


def fill(current: Mapping[str, Any], found: Values) -> Values:
    """Give only what is not known here yet."""
    return {
        name: value
        for name, value in found.items()
        if any(current[name] == empty for empty in EMPTY) and value not in EMPTY
    }


def origins_of(run: Run, source_ids: list[str]) -> dict[str, Origin]:
    """Give what is known of these things of this source."""
    known = Origin.objects.filter(kind=run.record.kind, source=run.source, source_id__in=source_ids)
    return {origin.source_id: origin for origin in known}


def new_origin(run: Run, source_id: str, thing_id: uuid.UUID, title: str, url: str) -> Origin:
    """Write down where a thing comes from; the caller saves it."""
    return Origin(
        kind=run.record.kind,
        source=run.source,
        source_id=source_id,
        thing_id=thing_id,
        title=title[:200],
        url=url or run.record.url,
        name=run.record.name,
        first_seen_at=run.now,
        seen_at=run.now,
    )


def save_origins(fresh: list[Origin], known: list[Origin], now: dt.datetime) -> None:
    """Save what was seen now."""
    for origin in known:
        origin.seen_at, origin.missing = now, 0
    Origin.objects.bulk_create(fresh, batch_size=500)
    fields = ["source_id", "written", "seen_at", "missing", "stopped_at", "title", "url", "name"]
    Origin.objects.bulk_update(known, fields, batch_size=100)


def origin_state(origin: Origin) -> Values:
    """Give what an undo puts back."""
    return {"source_id": origin.source_id, "written": origin.written}


def same_place(one: Values, two: Values) -> bool | None:
    """Say whether two places are one; None when too little is known of either."""
    answers: list[bool] = []
    if one.get("postcode") and two.get("postcode"):
        answers.append(_bare(one["postcode"]) == _bare(two["postcode"]))
    if one.get("name") and two.get("name"):
        answers.append(packing.title_key(one["name"]) == packing.title_key(two["name"]))
    if one.get("latitude") is not None and two.get("latitude") is not None:
        answers.append(_metres(one, two) <= SAME_PLACE_METRES)
    return any(answers) if answers else None


def _bare(postcode: str) -> str:
    return postcode.replace(" ", "").upper()


def _metres(one: Values, two: Values) -> float:
    """Give the distance, as if the earth were flat: near by that is so."""
    east = (one["longitude"] - two["longitude"]) * 68_000
    north = (one["latitude"] - two["latitude"]) * 111_200
    return float((east**2 + north**2) ** 0.5)


def venues_for(run: Run, places: list[Packed]) -> dict[str, Venue]:
    """Give for each place that was found the venue of it, made when it was not there.

    Those that were made are held in the cache under `venues made`, for the undo.
    """
    wanted: dict[str, Packed] = {}
    for place in places:
        wanted.setdefault(place["source_id"], place)
    held = Venue.objects.filter(source=run.source, source_id__in=list(wanted))
    known = {venue.source_id: venue for venue in held}
    fresh = [_venue(run, place) for key, place in wanted.items() if key not in known]
    Venue.objects.bulk_create(fresh, batch_size=500)
    run.cache["venues made"] = {str(venue.pk) for venue in fresh}
    return known | {venue.source_id: venue for venue in fresh}


def _venue(run: Run, place: Packed) -> Venue:
    near = packing.is_near(place["longitude"], place["latitude"])
    return Venue(
        name=place["name"][:120],
        street=place["street"][:160],
        postcode=place["postcode"][:7],
        town=place["town"][:80],
        district=run.district,
        longitude=place["longitude"] if near else None,
        latitude=place["latitude"] if near else None,
        is_step_free=place.get("is_step_free"),
        source=run.source,
        source_id=place["source_id"][:300],
    )
