"""Reads events in the words of schema.org (JSON-LD): a list, a graph, or one object."""

import datetime as dt
import math
import re
from collections.abc import Iterator
from typing import Any

from wijkschakel.network.readers import found, schedules
from wijkschakel.network.readers.files import MEGABYTE, Limits, Notes, Source
from wijkschakel.network.readers.found import (
    FoundActivity,
    FoundPlace,
    FoundSession,
    Gathered,
    Unusable,
)
from wijkschakel.network.readers.pieces import read_pieces
from wijkschakel.network.readers.plaintext import line, plain, web_address

LIMITS = Limits(file_bytes=100 * MEGABYTE)
MOST_EVENTS = 20_000
ALSO_EVENTS = {"Festival", "Hackathon", "EventSeries", "CourseInstance", "SessionSeries",
    "ScheduledSession", "HeadlineEvent", "Slot", "OnDemandEvent"}  # fmt: skip
OFF = {"EventCancelled", "EventPostponed"}
BROKEN = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError,
    RecursionError)  # fmt: skip


def read_events(path: Source, now: dt.datetime, notes: Notes) -> Gathered:
    """Read all events of a file."""
    gathered = Gathered()
    whole: dict[str, Any] = {}
    for name, value in read_pieces(path, LIMITS, notes, "@graph"):
        if name == "@graph":
            take(value, gathered, now)
        else:
            whole[name] = value
    if whole.get("@type") or whole.get("type") or whole.get("itemListElement"):
        take(whole, gathered, now)
    finish(gathered, now)
    return gathered


def finish(gathered: Gathered, now: dt.datetime) -> None:
    """Leave each activity the sessions nearest to now."""
    for activity in gathered.activities.values():
        kept = found.nearest(activity.sessions, now)
        if len(kept) < len(activity.sessions):
            gathered.remark(f"more than {found.MOST_SESSIONS} sessions; the nearest are kept")
        activity.sessions = kept


def take(item: Any, gathered: Gathered, now: dt.datetime) -> None:
    """Read one event, or all in a list."""
    for event in unwrapped(item):
        if len(gathered.activities) + len(gathered.rejected) >= MOST_EVENTS:
            gathered.remark(f"more than {MOST_EVENTS} events; the rest is not read")
            return
        identifier = identifier_of(event)
        title = line(text_in(event.get("name")), 120) if isinstance(event, dict) else ""
        try:
            _add(_activity(event, identifier, now, gathered), gathered)
        except Unusable as error:
            gathered.reject(identifier, str(error), title)
        except BROKEN as error:
            gathered.reject(identifier, f"cannot be understood ({type(error).__name__})", title)


def unwrapped(item: Any) -> Iterator[Any]:
    """Give the things in lists and graphs, one by one."""
    if isinstance(item, dict) and isinstance(item.get("itemListElement"), list):
        for element in item["itemListElement"]:
            yield from unwrapped(element)
    elif isinstance(item, dict) and types_of(item) & {"ListItem"}:
        yield from unwrapped(item.get("item"))
    elif isinstance(item, dict) and isinstance(item.get("@graph"), list):
        for element in item["@graph"]:
            yield from unwrapped(element)
    else:
        yield item


def types_of(item: Any) -> set[str]:
    """Give what a thing says it is, in whatever way it says so."""
    words = item.get("@type", item.get("type")) if isinstance(item, dict) else None
    listed = words if isinstance(words, list) else [words]
    return {re.split(r"[:/#]", word)[-1] for word in listed if isinstance(word, str)}


def text_in(value: Any) -> str:
    """Give a text that may stand as text, in a list, or with its language."""
    if isinstance(value, list):
        value = next((v for v in value if text_in(v)), "")
    if isinstance(value, dict):
        value = value.get("@value", value.get("name", ""))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else ""


def identifier_of(event: Any) -> str:
    """Give what names an event: its own id, else its address with its title."""
    if not isinstance(event, dict):
        return f"made:{found.digest(event)}"
    own = event.get("@id") or event.get("id") or event.get("identifier")
    if isinstance(own, dict):
        own = own.get("value") or own.get("@value")
    title = line(text_in(event.get("name")))
    if isinstance(own, str | int) and str(own).strip():
        return line(str(own), 300)
    address = web_address(text_in(event.get("url")))
    place = line(text_in(event.get("location")), 120)
    return f"made:{found.digest(address, title.casefold(), '' if address else place.casefold())}"


def _add(activity: FoundActivity, gathered: Gathered) -> None:
    """Keep an activity; the same id again adds its moments."""
    known = gathered.activities.get(activity.source_id)
    if known is None:
        gathered.activities[activity.source_id] = activity
        return
    moments = {session.starts_at for session in known.sessions}
    fresh = [s for s in activity.sessions if s.starts_at not in moments]
    if not fresh:
        reason = "duplicate id: the same event at the same moment"
        gathered.reject(activity.source_id, reason, activity.title)
        return
    gathered.remark("the same event at another moment; kept as one activity")
    known.sessions.extend(fresh)


def _activity(event: Any, identifier: str, now: dt.datetime, gathered: Gathered) -> FoundActivity:
    types = types_of(event)
    if not any(t.endswith("Event") or t in ALSO_EVENTS for t in types):
        raise Unusable(f"not an event: {line(', '.join(sorted(types)), 80) or 'no @type'}")
    title = line(text_in(event.get("name")) or text_in(event.get("headline")))
    if not title:
        raise Unusable("no title")
    activity = FoundActivity(
        source_id=identifier,
        title=title,
        description=plain(text_in(event.get("description"))),
        url=web_address(text_in(event.get("url"))),
        language=_language(event.get("inLanguage")),
        keywords=_keywords(event.get("keywords")),
        price_cents=_price(event, gathered),
        place=_place(event.get("location"), gathered),
    )
    activity.sessions = _sessions(event, identifier, now, gathered)
    if not activity.sessions:
        raise Unusable("no start")
    return activity


def _language(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("alternateName") or value.get("name")
    code = text_in(value).strip()
    return code if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})?", code) else ""


def _keywords(value: Any) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else text_in(value).split(",")
    return tuple(word for v in listed[:30] if (word := line(text_in(v), 60)))


def _price(event: dict[str, Any], gathered: Gathered) -> int | None:
    """Give the price in cents: only euros count; free is free everywhere."""
    if event.get("isAccessibleForFree") in (True, "true", "True"):
        return 0
    offers = event.get("offers")
    prices: list[int] = []
    for offer in offers if isinstance(offers, list) else [offers]:
        if not isinstance(offer, dict):
            continue
        amount = _amount(offer.get("price", offer.get("lowPrice")))
        if amount is None:
            continue
        currency = text_in(offer.get("priceCurrency")).upper().strip()
        if currency == "EUR" or amount == 0:
            prices.append(round(amount * 100))
        else:
            gathered.remark(f"a price in {line(currency, 10) or 'no currency'}; not taken over")
    return min(prices) if prices else None


def _amount(value: Any) -> float | None:
    if isinstance(value, bool):
        return None
    try:
        amount = float(str(value).replace(",", ".").strip())
    except ValueError:
        return None
    return amount if math.isfinite(amount) and 0 <= amount < 100_000 else None


def _place(value: Any, gathered: Gathered) -> FoundPlace | None:
    if isinstance(value, list):
        value = next((v for v in value if not types_of(v) & {"VirtualLocation"}), None)
    if isinstance(value, str):
        value = {"name": value}
    if not isinstance(value, dict) or types_of(value) & {"VirtualLocation"}:
        return None
    address = value.get("address")
    parts = address if isinstance(address, dict) else {"streetAddress": address}
    street = line(text_in(parts.get("streetAddress")), 160)
    name = line(text_in(value.get("name")), 120) or street[:120]
    if not name:
        return None
    own = value.get("@id") or value.get("id")
    key = own if isinstance(own, str) and own else found.digest(name.casefold(), street.casefold())
    longitude, latitude = _point(value.get("geo"), gathered)
    return FoundPlace(
        key[:300],
        name,
        street,
        line(text_in(parts.get("postalCode")), 30).replace(" ", "")[:7],
        line(text_in(parts.get("addressLocality")), 80),
        longitude,
        latitude,
    )


def _point(geo: Any, gathered: Gathered) -> tuple[float | None, float | None]:
    if not isinstance(geo, dict):
        return None, None
    try:
        longitude, latitude = float(geo["longitude"]), float(geo["latitude"])
    except (KeyError, TypeError, ValueError):
        return None, None
    if not (abs(longitude) <= 180 and abs(latitude) <= 90):
        gathered.remark("a point that is not on earth; left out")
        return None, None
    return longitude, latitude


def _sessions(
    event: dict[str, Any], identifier: str, now: dt.datetime, gathered: Gathered
) -> list[FoundSession]:
    parts = event.get("subEvent") or event.get("subEvents")
    listed = parts if isinstance(parts, list) else [parts] if isinstance(parts, dict) else []
    if listed:
        found_here = []
        for part in listed[: found.MOST_SESSIONS]:
            try:
                found_here += _moments(part, identifier, gathered, _is_off(event))
            except Unusable as error:
                gathered.reject(identifier, f"a part of it: {error}")
        return found_here
    if event.get("eventSchedule"):
        moments = schedules.moments(event["eventSchedule"], now, gathered)
        return [_session(identifier, a, b, _is_off(event)) for a, b in moments]
    return _moments(event, identifier, gathered, False)


def _is_off(event: dict[str, Any]) -> bool:
    return re.split(r"[:/#]", text_in(event.get("eventStatus")))[-1] in OFF


def _moments(event: Any, identifier: str, gathered: Gathered, is_off: bool) -> list[FoundSession]:
    if not isinstance(event, dict):
        raise Unusable("not an event")
    start = schedules.moment(text_in(event.get("startDate")), gathered)
    if start is None:
        raise Unusable("no start that can be read")
    end = schedules.moment(text_in(event.get("endDate")), gathered, is_end=True)
    if end is None or end == start:
        length = schedules.length(text_in(event.get("duration")))
        if length is None:
            gathered.remark("no end; one hour is assumed")
        end = start + (length or found.UNKNOWN_LENGTH)
    found.check_moment(start)
    found.check_moment(end)
    off = is_off or _is_off(event)
    return [
        _session(identifier, a, b, off) for a, b in found.by_day(start, end, found.HOME, gathered)
    ]


def _session(identifier: str, start: dt.datetime, end: dt.datetime, off: bool) -> FoundSession:
    begins = start.astimezone(dt.UTC)
    name = f"{identifier[:250]} {begins:%Y%m%dT%H%MZ}"
    return FoundSession(name, begins, end.astimezone(dt.UTC), off)
