"""Makes activities of what was harvested: series with sessions, facilities with slots."""

import datetime as dt
from collections import defaultdict
from typing import Any

from wijkschakel.network.readers import found, schedules, schemaorg
from wijkschakel.network.readers.found import Gathered
from wijkschakel.network.readers.openactive import Item, State, Thing

PARTS = {"ScheduledSession": "superEvent", "Slot": "facilityUse", "FacilityUseSlot": "facilityUse",
    "IndividualFacilityUseSlot": "facilityUse", "CourseInstanceSubEvent": "superEvent"}  # fmt: skip
PASSED_ON = ("location", "organizer", "offers", "activity", "category", "description", "image",
    "isAccessibleForFree", "inLanguage", "name", "url")  # fmt: skip


def activities(state: State, now: dt.datetime) -> Gathered:
    """Give everything that is alive in the feed, whole, as the reader of schema.org gives it."""
    gathered = Gathered()
    wholes, parts = _sorted(state, gathered)
    for name, item in wholes.items():
        data = item.data or {}
        sessions = parts.pop(name, [])
        schemaorg.take(_event(data, sessions, now), gathered, now)
    for orphans in parts.values():
        for part in orphans:
            _take_alone(part, gathered, now)
    schemaorg.finish(gathered, now)
    return gathered


def _sorted(state: State, gathered: Gathered) -> tuple[dict[str, Item], dict[str, list[Thing]]]:
    """Tell wholes from parts; one thing under two ids is one thing."""
    wholes: dict[str, Item] = {}
    parts: dict[str, list[Thing]] = defaultdict(list)
    for item in sorted(state.items.values(), key=lambda item: str(item.modified)):
        if item.data is None:
            continue
        name = identifier(item.data) or item.id
        pointer = next((field for kind, field in PARTS.items() if kind in _kinds(item)), "")
        if pointer:
            parts[identifier(item.data.get(pointer)) or name].append(item.data)
            continue
        if name in wholes:
            gathered.remark("one thing under two ids; the latest is kept")
        wholes[name] = item
    for name, item in wholes.items():
        for inner in _inner_names(item.data or {}):
            parts[name] += parts.pop(inner, [])
    return wholes, {name: found_here for name, found_here in parts.items() if found_here}


def _inner_names(data: Thing) -> list[str]:
    """Give the names of the single courts or rooms that a facility has."""
    inner = data.get("individualFacilityUse")
    listed = inner if isinstance(inner, list) else [inner]
    return [name for part in listed if (name := identifier(part))]


def _kinds(item: Item) -> set[str]:
    return schemaorg.types_of(item.data) | {item.kind.replace(".", "").replace("/", "")}


def identifier(value: Any) -> str:
    """Give the id of a thing, or of what points to it."""
    if isinstance(value, dict):
        value = value.get("@id") or value.get("id")
    return value.strip()[:300] if isinstance(value, str) else ""


def _event(data: Thing, sessions: list[Thing], now: dt.datetime) -> Thing:
    """Write a whole in the words of schema.org."""
    event = dict(data)
    above = data.get("superEvent")
    if isinstance(above, dict):
        event = {name: above[name] for name in PASSED_ON if name in above} | event
    own = event.get("subEvent")
    listed = own if isinstance(own, list) else [own] if isinstance(own, dict) else []
    known = {identifier(part) for part in sessions}
    every = sessions + [p for p in listed if identifier(p) not in known or not identifier(p)]
    if every:
        event["subEvent"] = _nearest([_part(part) for part in every], now)
    if schemaorg.types_of(event) & {"FacilityUse", "IndividualFacilityUse"}:
        event["@type"] = "Event"
    event["keywords"] = _keywords(event)
    return event


def _part(part: Any) -> Any:
    """Leave what a part needs; a slot without a length is an hour."""
    if not isinstance(part, dict):
        return part
    names = ("startDate", "endDate", "duration", "eventStatus")
    return {name: part[name] for name in names if name in part}


def _nearest(parts: list[Any], now: dt.datetime) -> list[Any]:
    """Keep the parts nearest to now, because only some hundreds are read."""
    silent = Gathered()

    def away(part: Any) -> tuple[bool, float]:
        text = part.get("startDate") if isinstance(part, dict) else None
        when = schedules.moment(text, silent) if isinstance(text, str) else None
        seconds = (when - now).total_seconds() if when else 0.0
        return seconds < 0, abs(seconds)

    return sorted(parts, key=away)[: found.MOST_SESSIONS]


def _take_alone(part: Thing, gathered: Gathered, now: dt.datetime) -> None:
    """Take a session that carries its series in itself; one that only points has no name."""
    above = part.get("superEvent") or part.get("facilityUse")
    if isinstance(above, dict) and above.get("name"):
        schemaorg.take(_event(above, [part], now), gathered, now)
    elif part.get("name"):
        schemaorg.take(part | {"@type": "Event", "keywords": _keywords(part)}, gathered, now)
    else:
        gathered.reject(identifier(part), "a session of a series that is not in the feed")


def _keywords(event: Thing) -> list[Any]:
    """Give the names of the activities, the kinds of facility and the categories."""
    words: list[Any] = []
    for name in ("activity", "facilityType", "category", "keywords"):
        value = event.get(name)
        for part in value if isinstance(value, list) else [value]:
            word = part.get("prefLabel") if isinstance(part, dict) else part
            words += [word] if isinstance(word, str) else []
    return words
