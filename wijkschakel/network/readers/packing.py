"""Writes what a reader found as plain values, to keep between looking and taking over."""

import datetime as dt
from typing import Any

from wijkschakel.network.readers import kinds, tongues
from wijkschakel.network.readers.feeds import FoundNews
from wijkschakel.network.readers.found import FoundActivity, FoundPlace, FoundSession
from wijkschakel.network.readers.services import DAYS, FoundTimes, ServiceRecord

Packed = dict[str, Any]
STATES = {"active": "active", "inactive": "paused", "temporarily closed": "paused",
    "defunct": "closed"}  # fmt: skip
NETHERLANDS = (3.0, 50.5, 7.4, 53.8)


def pack_activity(activity: FoundActivity) -> Packed:
    """Write an activity."""
    return {
        "title": activity.title,
        "description": activity.description,
        "url": activity.url,
        "language": activity.language,
        "keywords": list(activity.keywords),
        "price_cents": activity.price_cents,
        "place": vars(activity.place) if activity.place else None,
        "sessions": [
            [s.source_id, s.starts_at.isoformat(), s.ends_at.isoformat(), s.is_cancelled]
            for s in activity.sessions
        ],
    }


def unpack_activity(source_id: str, packed: Packed) -> FoundActivity:
    """Read what `pack_activity` wrote."""
    moment = dt.datetime.fromisoformat
    return FoundActivity(
        source_id=source_id,
        title=packed["title"],
        description=packed["description"],
        url=packed["url"],
        language=packed["language"],
        keywords=tuple(packed["keywords"]),
        price_cents=packed["price_cents"],
        place=FoundPlace(**packed["place"]) if packed["place"] else None,
        sessions=[FoundSession(n, moment(a), moment(b), c) for n, a, b, c in packed["sessions"]],
    )


def pack_service(record: ServiceRecord) -> Packed:
    """Write a service in the words of the service map."""
    return {
        "facts": _facts(record),
        "organisation": record.organisation,
        "phones": [
            [phone.number, phone.description[:120]]
            for phone in (*record.phones, *(p for one in record.locations for p in one.phones))
        ][:10],
        "places": [
            {
                "source_id": place.source_id,
                "name": (place.name or place.street or record.name)[:120],
                "street": place.street,
                "postcode": place.postcode,
                "town": place.town,
                "longitude": place.longitude,
                "latitude": place.latitude,
                "is_step_free": _step_free(place.accessibility),
            }
            for place in record.locations
            if not place.is_online
        ],
        "times": _times((*record.times, *(t for one in record.locations for t in one.times))),
        "assured_on": record.assured_date.isoformat() if record.assured_date else None,
    }


def pack_news(item: FoundNews) -> Packed:
    """Write an item of news; who wrote it is a person and is left out."""
    return {
        "title": item.title,
        "text": item.text,
        "url": item.url,
        "published_at": item.published_at.isoformat() if item.published_at else None,
        "keys": list(item.keys),
    }


def _facts(record: ServiceRecord) -> Packed:
    facts: Packed = {
        "name": record.name[:200],
        "summary": record.summary[:300],
        "description": _whole_text(record),
        "kind": kinds.guess(record.name, record.terms, record.description),
        "state": STATES.get(record.status, "active"),
        "url": record.url[:600],
        "email": record.email,
        "how_to_join": record.application,
        "who_for": record.eligibility,
        "documents_needed": "\n".join(record.required_documents),
        "price_cents": record.price_cents,
        "price_note": record.cost[:300] if record.cost and record.price_cents is None else "",
        "spoken": sorted({tongues.language_code(code) or code for code in record.languages}),
    }
    low, high = record.minimum_age, record.maximum_age
    fits = low is None or high is None or low <= high
    return facts | {"age_from": low if fits else None, "age_to": high if fits else None}


def _whole_text(record: ServiceRecord) -> str:
    """Give the description, with what has no field of its own."""
    parts = [record.alert, record.description]
    hours = [t.description for t in record.times if t.description and not (t.opens_at and t.days)]
    return "\n\n".join(part for part in (*parts, *dict.fromkeys(hours)) if part)


def _step_free(words: tuple[str, ...]) -> bool | None:
    text = " ".join(words).lower()
    if not ("wheelchair" in text or "rolstoel" in text):
        return None
    return not any(no in text for no in ("no wheelchair", "niet", "geen"))


def _times(times: tuple[FoundTimes, ...]) -> dict[str, str]:
    """Write the hours of every week, per day, as the service map reads them."""
    days: dict[str, list[tuple[dt.time, dt.time]]] = {}
    for time in times:
        is_weekly = time.interval == 1 and not time.month_days and not time.valid_to
        if not (is_weekly and time.opens_at and time.closes_at) or time.is_closed:
            continue
        closes = time.closes_at if time.closes_at > time.opens_at else dt.time(23, 59)
        for day in set(time.days) & set(DAYS):
            days.setdefault(str(DAYS.index(day)), []).append((time.opens_at, closes))
    return {day: ", ".join(_spans(spans)) for day, spans in sorted(days.items())}


def _spans(spans: list[tuple[dt.time, dt.time]]) -> list[str]:
    """Join hours that overlap; leave at most six spans."""
    joined: list[tuple[dt.time, dt.time]] = []
    for opens, closes in sorted(set(spans)):
        if joined and opens < joined[-1][1]:
            joined[-1] = joined[-1][0], max(closes, joined[-1][1])
        elif closes > opens:
            joined.append((opens, closes))
    return [f"{_clock(opens)}-{_clock(closes)}" for opens, closes in joined[:6]]


def _clock(time: dt.time) -> str:
    return f"{time.hour}:{time.minute:02}"


def is_near(longitude: float | None, latitude: float | None) -> bool:
    """Say whether a point lies in the Netherlands; no point lies nowhere."""
    if longitude is None or latitude is None:
        return False
    west, south, east, north = NETHERLANDS
    return west <= longitude <= east and south <= latitude <= north


def title_key(title: str) -> str:
    """Give what two ways of writing one title have in common."""
    return " ".join("".join(s if s.isalnum() else " " for s in title.casefold()).split())
