"""Reads services in the words of schema.org: shops, organisations, places, public services."""

import datetime as dt
import json
from html.parser import HTMLParser
from typing import Any

from wijkschakel.network.readers import found, openings, schemaorg, tongues, values
from wijkschakel.network.readers.files import (
    MEGABYTE,
    Carried,
    Limits,
    Notes,
    Source,
    open_bytes,
)
from wijkschakel.network.readers.found import Unusable
from wijkschakel.network.readers.pieces import read_pieces
from wijkschakel.network.readers.plaintext import line, plain
from wijkschakel.network.readers.services import (
    DAYS,
    FoundLocation,
    FoundPhone,
    FoundTimes,
    GatheredServices,
    ServiceRecord,
)
from wijkschakel.network.readers.values import text_of

LIMITS = Limits(file_bytes=50 * MEGABYTE)
NOT_SERVICES = {"WebSite", "WebPage", "BreadcrumbList", "ImageObject", "Person", "Article",
    "NewsArticle", "BlogPosting", "Product", "Recipe", "SearchAction", "SiteNavigationElement",
    "ItemList", "PostalAddress", "GeoCoordinates", "Offer", "VideoObject"}  # fmt: skip
SIGNS = {"address", "geo", "telephone", "openingHours", "openingHoursSpecification", "provider",
    "serviceType", "location", "areaServed", "availableChannel", "email"}  # fmt: skip
MOST_PARTS = 100
Thing = dict[str, Any]


def read_services(path: Source, notes: Notes) -> GatheredServices:
    """Read all services of a file: JSON-LD, or a web page that carries it."""
    gathered = GatheredServices()
    for value in _values(path, notes):
        for thing in schemaorg.unwrapped(value):
            _take(thing, gathered)
    return gathered


def _values(path: Source, notes: Notes) -> list[Any]:
    with open_bytes(path, LIMITS) as stream:
        start = stream.peek(512)[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
        if start.startswith(b"<"):
            return json_in_page(stream.read().decode("utf-8", "replace"), notes)
    listed: list[Any] = []
    whole: Thing = {}
    for name, value in read_pieces(path, LIMITS, notes, "@graph"):
        if name == "@graph":
            listed.append(value)
        else:
            whole[name] = value
    return [*listed, whole] if set(whole) - {"@context", "@id"} else listed


class _Scripts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.is_inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = (dict(attrs).get("type") or "").strip().lower()
        self.is_inside = tag == "script" and kind.startswith("application/ld+json")
        if self.is_inside:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        self.is_inside = False

    def handle_data(self, data: str) -> None:
        if self.is_inside:
            self.found[-1] += data


def json_in_page(page: str, notes: Notes) -> list[Any]:
    """Give the JSON-LD that a web page carries; what is broken is said."""
    reader = _Scripts()
    reader.feed(page)
    reader.close()
    result: list[Any] = []
    for text in reader.found[:MOST_PARTS]:
        try:
            value = json.loads(text)
            result += value if isinstance(value, list) else [value]
        except (ValueError, RecursionError):
            notes.add("a part of the page is JSON that cannot be read.")
    return result


def carried_events(page: bytes, notes: Notes) -> Carried:
    """Make a file of the JSON-LD in a page, for the reader of events."""
    values_found = json_in_page(page.decode("utf-8", "replace"), notes)
    return Carried("page.jsonld", json.dumps(values_found).encode())


def _take(thing: Any, gathered: GatheredServices) -> None:
    name = line(schemaorg.text_in(thing.get("name")), 200) if isinstance(thing, dict) else ""
    identifier = schemaorg.identifier_of(thing)
    try:
        gathered.add(_service(thing, identifier, name))
    except Unusable as error:
        gathered.reject(identifier, str(error), name)
    except schemaorg.BROKEN as error:
        gathered.reject(identifier, f"cannot be understood ({type(error).__name__})", name)


def _service(thing: Any, identifier: str, name: str) -> ServiceRecord:
    types = schemaorg.types_of(thing)
    if not types or types & NOT_SERVICES or any(t.endswith("Event") for t in types):
        raise Unusable(f"not a service: {line(', '.join(sorted(types)), 80) or 'no @type'}")
    if not name:
        raise Unusable("no name")
    if not SIGNS & set(thing):
        raise Unusable("a name only: no place, no telephone, no hours")
    maker = _thing(thing.get("provider") or thing.get("parentOrganization"))
    description = plain(schemaorg.text_in(thing.get("description")))
    return ServiceRecord(
        source_id=identifier,
        name=name,
        alternate_name=line(schemaorg.text_in(thing.get("alternateName")), 200),
        summary=line(description.split("\n\n", 1)[0], 160),
        description=description,
        organisation=line(schemaorg.text_in(maker.get("name")), 200),
        url=values.url_of(schemaorg.text_in(thing.get("url"))),
        email=values.email_of(schemaorg.text_in(thing.get("email"))),
        phones=_phones(thing),
        times=_times(thing),
        locations=_locations(thing, name),
        languages=_languages(thing),
        cost=line(schemaorg.text_in(thing.get("priceRange")), 200),
        price_cents=0 if thing.get("isAccessibleForFree") in (True, "true", "True") else None,
        eligibility=line(schemaorg.text_in(_thing(thing.get("audience")).get("audienceType")), 300),
        terms=_terms(thing, types),
    )


def _thing(value: Any) -> Thing:
    if isinstance(value, list):
        value = value[0] if value else None
    return value if isinstance(value, dict) else {}


def _listed(value: Any) -> list[Any]:
    return value[:MOST_PARTS] if isinstance(value, list) else [value] if value else []


def _phones(thing: Thing) -> tuple[FoundPhone, ...]:
    """Give the numbers of the organisation itself, not of persons in it."""
    numbers = _listed(thing.get("telephone"))
    for point in _listed(thing.get("contactPoint")):
        if isinstance(point, dict):
            numbers += _listed(point.get("telephone"))
    found_here = [values.phone_of(schemaorg.text_in(number)) for number in numbers]
    return tuple(FoundPhone(number) for number in dict.fromkeys(found_here) if number)[:10]


def _times(thing: Thing) -> tuple[FoundTimes, ...]:
    result: list[FoundTimes] = []
    for text in _listed(thing.get("openingHours")):
        result += openings.read_hours(schemaorg.text_in(text))
    for part in _listed(thing.get("openingHoursSpecification")):
        if isinstance(part, dict):
            result.append(_specified(part))
    return tuple(dict.fromkeys(times for times in result if times != FoundTimes()))


def _specified(part: Thing) -> FoundTimes:
    """Read one line of opening hours; the same hour twice means closed."""
    days = [openings.day_code(schemaorg.text_in(day)) for day in _listed(part.get("dayOfWeek"))]
    opens, closes = values.time_of(part.get("opens")), values.time_of(part.get("closes"))
    is_closed = opens == closes == dt.time() or (opens is None and closes is None)
    return FoundTimes(
        days=tuple(day for day in DAYS if day in days),
        opens_at=None if is_closed else opens,
        closes_at=None if is_closed else closes,
        frequency="" if is_closed else "WEEKLY",
        valid_from=values.day_of(part.get("validFrom")),
        valid_to=values.day_of(part.get("validThrough")),
        is_closed=is_closed,
    )


def _locations(thing: Thing, name: str) -> tuple[FoundLocation, ...]:
    places = [part for part in _listed(thing.get("location")) if isinstance(part, dict)]
    result = [_location(place, name) for place in [thing, *places]]
    return tuple(dict.fromkeys(place for place in result if place is not None))


def _location(place: Thing, name: str) -> FoundLocation | None:
    address = place.get("address")
    parts = _thing(address) or {"streetAddress": schemaorg.text_in(address)}
    street = line(schemaorg.text_in(parts.get("streetAddress")), 160)
    postcode = text_of(parts.get("postalCode"), 30).replace(" ", "")[:7]
    town = line(schemaorg.text_in(parts.get("addressLocality")), 80)
    geo = _thing(place.get("geo"))
    point = values.point_of(geo.get("longitude"), geo.get("latitude"))
    if not (street or postcode or point):
        return None
    title = line(schemaorg.text_in(place.get("name")), 120) or name
    longitude, latitude = point or (None, None)
    key = found.digest(title.casefold(), street.casefold(), postcode, "" if street else point)
    features = tuple(
        line(schemaorg.text_in(part.get("name")), 120)
        for part in _listed(place.get("amenityFeature"))
        if isinstance(part, dict) and part.get("value") in (True, "true", "True")
    )
    return FoundLocation(key, title, street, postcode, town, longitude, latitude, features)


def _languages(thing: Thing) -> tuple[str, ...]:
    words = _listed(thing.get("availableLanguage") or thing.get("inLanguage"))
    texts = [line(schemaorg.text_in(word), 60) for word in words]
    return tuple(dict.fromkeys(tongues.language_code(text) for text in texts if text))


def _terms(thing: Thing, types: set[str]) -> tuple[str, ...]:
    """Give the subjects: its own words, else what kind of thing it is."""
    words = _listed(thing.get("serviceType")) + _listed(thing.get("keywords"))
    texts = [part for word in words for part in schemaorg.text_in(word).split(",")]
    kept = [text for text in (line(text, 80) for text in texts[:30]) if text]
    plain_types = {"Organization", "LocalBusiness", "Place", "Service", "GovernmentService"}
    return tuple(dict.fromkeys(kept or sorted(types - plain_types)))
