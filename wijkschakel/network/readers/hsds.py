"""Reads services in the words of Open Referral HSDS 3.0 and 3.1: one, a list, a page of an API."""

import re
from typing import Any

from wijkschakel.network.readers import found, openings, tongues, values
from wijkschakel.network.readers.files import MEGABYTE, Limits, Notes, Source
from wijkschakel.network.readers.found import Unusable
from wijkschakel.network.readers.pieces import read_pieces
from wijkschakel.network.readers.plaintext import line, plain
from wijkschakel.network.readers.services import (
    STATUSES,
    FoundLocation,
    FoundPhone,
    FoundTimes,
    GatheredServices,
    ServiceRecord,
)
from wijkschakel.network.readers.values import text_of

LIMITS = Limits(file_bytes=100 * MEGABYTE)
MOST_PARTS = 200
LISTS = ("contents", "services", "service_at_locations")
SIGNS = {"status", "organization", "organization_id", "program_id", "application_process",
    "fees_description", "eligibility_description", "service_at_locations"}  # fmt: skip
BROKEN = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError,
    RecursionError)  # fmt: skip
Thing = dict[str, Any]


def read_services(path: Source, notes: Notes) -> GatheredServices:
    """Read all services of a file."""
    gathered = GatheredServices()
    whole: Thing = {}
    for name, value in read_pieces(path, LIMITS, notes, "contents"):
        if name == "contents" and not isinstance(value, list):
            take(value, gathered)
        else:
            whole[name] = value
    if not {"contents", "total_items", "total_pages"} & set(whole) and whole:
        take(whole, gathered)
    return gathered


def take(item: Any, gathered: GatheredServices) -> None:
    """Read a service, a service at a place, or an organisation with its services."""
    if not isinstance(item, dict):
        gathered.reject("", "not a service")
        return
    nested = [part for name in LISTS for part in listed(item.get(name)) if "name" in part]
    if nested and not item.get("status"):
        for part in nested[:MOST_PARTS]:
            _take_one(part | {"organization": part.get("organization") or item}, gathered)
        return
    service = item.get("service")
    if isinstance(service, dict):
        item = service | {"service_at_locations": [item]}
    _take_one(item, gathered)


def _take_one(item: Thing, gathered: GatheredServices) -> None:
    source_id, name = text_of(item.get("id"), 300), text_of(item.get("name"), 200)
    try:
        service = service_of(item, gathered)
    except Unusable as error:
        gathered.reject(source_id, str(error), name)
        return
    except BROKEN as error:
        gathered.reject(source_id, f"cannot be understood ({type(error).__name__})", name)
        return
    known = gathered.services.get(service.source_id)
    if known and service.locations and known.locations != service.locations:
        _join(known, service, gathered)
    else:
        gathered.add(service)


def _join(known: ServiceRecord, service: ServiceRecord, gathered: GatheredServices) -> None:
    """The same service at another place is one service with two places."""
    fresh = [place for place in service.locations if place not in known.locations]
    places = (*known.locations, *fresh)[:MOST_PARTS]
    gathered.services[known.source_id] = ServiceRecord(**vars(known) | {"locations": places})


def listed(value: Any) -> list[Thing]:
    """Give the things in a list; anything else gives none."""
    return [part for part in value[:MOST_PARTS] if isinstance(part, dict)] if _is(value) else []


def _is(value: Any) -> bool:
    return isinstance(value, list)


def service_of(item: Thing, gathered: GatheredServices) -> ServiceRecord:
    """Make a service of what stands there."""
    name = text_of(item.get("name"), 200)
    if not name:
        raise Unusable("no name")
    if not SIGNS & set(item):
        raise Unusable("no status and no organisation; not a service")
    organisation = item.get("organization")
    organisation = organisation if isinstance(organisation, dict) else {}
    description = plain(item.get("description"))
    return ServiceRecord(
        source_id=_identifier(item, name, organisation, gathered),
        name=name,
        alternate_name=text_of(item.get("alternate_name"), 200),
        summary=_summary(item, description),
        description=description,
        organisation=text_of(organisation.get("name"), 200),
        url=values.url_of(item.get("url")) or values.url_of(organisation.get("website")),
        email=values.email_of(item.get("email")) or values.email_of(organisation.get("email")),
        status=_status(item, gathered),
        phones=phones_of(item) or phones_of(organisation),
        times=times_of(item, gathered),
        locations=_locations(item, gathered),
        languages=_languages(item),
        cost=_cost(item),
        price_cents=_price(item),
        eligibility=plain(item.get("eligibility_description"), 2000),
        minimum_age=values.whole_of(item.get("minimum_age"), 130),
        maximum_age=values.whole_of(item.get("maximum_age"), 130),
        required_documents=_documents(item),
        application=plain(item.get("application_process"), 2000),
        terms=_terms(item),
        alert=text_of(item.get("alert"), 500),
        assured_date=values.day_of(item.get("assured_date")),
    )


def _identifier(item: Thing, name: str, organisation: Thing, gathered: GatheredServices) -> str:
    own = text_of(item.get("id"), 300)
    if own:
        return own
    gathered.remark("no id of its own; one is made from the name and the organisation")
    maker = text_of(organisation.get("name")) or text_of(item.get("organization_id"))
    return f"made:{found.digest(name.casefold(), maker.casefold())}"


def _summary(item: Thing, description: str) -> str:
    return text_of(item.get("summary"), 160) or line(description.split("\n\n", 1)[0], 160)


def _status(item: Thing, gathered: GatheredServices) -> str:
    word = text_of(item.get("status"), 40).lower().replace("_", " ")
    if word in STATUSES:
        return word
    gathered.remark("no status that is known; taken as active")
    return "active"


def phones_of(item: Thing) -> tuple[FoundPhone, ...]:
    """Give the telephone numbers of something; those of single persons stay out."""
    result = []
    for part in listed(item.get("phones"))[:10]:
        number = values.phone_of(part.get("number"))
        if number:
            result.append(
                FoundPhone(
                    number,
                    text_of(part.get("extension"), 10),
                    text_of(part.get("type") or part.get("number_type"), 20).lower(),
                    text_of(part.get("description"), 300),
                )
            )
    return tuple(dict.fromkeys(result))


def times_of(item: Thing, gathered: GatheredServices) -> tuple[FoundTimes, ...]:
    """Give when something is open, and when it is closed for a holiday."""
    result = [_times(part, gathered) for part in listed(item.get("schedules"))]
    return tuple(dict.fromkeys(times for times in result if times != FoundTimes()))


def _times(part: Thing, gathered: GatheredServices) -> FoundTimes:
    opens, closes = values.time_of(part.get("opens_at")), values.time_of(part.get("closes_at"))
    frequency = text_of(part.get("freq"), 20).upper()
    is_closed = values.yes_no(part.get("closed")) is True
    if frequency not in ("", "WEEKLY", "MONTHLY"):
        gathered.remark("repeats otherwise than by week or month; kept in words only")
        frequency = ""
    return FoundTimes(
        days=_days(part),
        opens_at=None if is_closed else opens,
        closes_at=None if is_closed else closes,
        frequency=frequency,
        interval=values.whole_of(part.get("interval"), 52) or 1,
        month_days=_month_days(part),
        starts_on=values.day_of(part.get("dtstart")),
        valid_from=values.day_of(part.get("valid_from") or part.get("start_date")),
        valid_to=values.day_of(part.get("valid_to") or part.get("until") or part.get("end_date")),
        count=values.whole_of(part.get("count"), 5000),
        description=text_of(part.get("description") or part.get("notes"), 500),
        is_closed=is_closed,
    )


def _days(part: Thing) -> tuple[str, ...]:
    """Read MO,TU or 1MO,-1FR; older packages write a number or a name of one day."""
    result = []
    for word in re.split(r"[,;\s]+", text_of(part.get("byday") or part.get("weekday"), 120)):
        match = re.fullmatch(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)", word.upper())
        code = match[0].lstrip("+") if match else openings.day_code(word)
        if code:
            result.append(code)
    return tuple(dict.fromkeys(result))


def _month_days(part: Thing) -> tuple[int, ...]:
    words = re.split(r"[,;\s]+", text_of(part.get("bymonthday"), 120))
    return tuple(int(w) for w in words if re.fullmatch(r"-?([1-9]|[12]\d|3[01])", w, re.ASCII))


def _locations(item: Thing, gathered: GatheredServices) -> tuple[FoundLocation, ...]:
    result = []
    for part in listed(item.get("service_at_locations")):
        place = part.get("location")
        if isinstance(place, dict):
            result.append(location_of(place, part, gathered))
    return tuple(dict.fromkeys(result))


def location_of(place: Thing, part: Thing, gathered: GatheredServices) -> FoundLocation:
    """Make a place of what stands there, with the hours and numbers of the service in it."""
    kept = [a for a in listed(place.get("addresses")) if a.get("address_type") != "postal"]
    address = (kept or listed(place.get("addresses")) or [{}])[0]
    street = " ".join(
        text for key in ("address_1", "address_2") if (text := text_of(address.get(key), 120))
    )
    name = text_of(place.get("name"), 120) or street[:120]
    point = values.point_of(place.get("longitude"), place.get("latitude"))
    if point is None and text_of(place.get("latitude")):
        gathered.remark("a point that is not on earth; left out")
    return FoundLocation(
        source_id=text_of(place.get("id"), 300) or found.digest(name, street),
        name=name,
        street=street[:160],
        postcode=text_of(address.get("postal_code"), 30).replace(" ", "")[:7],
        town=text_of(address.get("city"), 80),
        longitude=point[0] if point else None,
        latitude=point[1] if point else None,
        accessibility=_accessibility(place),
        description=plain(part.get("description") or place.get("description"), 2000),
        phones=phones_of(part) or phones_of(place),
        times=times_of(part, gathered) or times_of(place, gathered),
        is_online=text_of(place.get("location_type")).lower() == "virtual",
    )


def _accessibility(place: Thing) -> tuple[str, ...]:
    words = [
        text_of(part.get("description") or part.get("accessibility") or part.get("details"), 300)
        for part in listed(place.get("accessibility"))
    ]
    return tuple(dict.fromkeys(word for word in words if word))


def _languages(item: Thing) -> tuple[str, ...]:
    words = [
        tongues.language_code(text_of(part.get("code"), 12) or text_of(part.get("name"), 60))
        for part in listed(item.get("languages"))
    ]
    return tuple(dict.fromkeys(word for word in words if word))


def _cost(item: Thing) -> str:
    options = [
        " ".join(
            word
            for key in ("option", "currency", "amount", "amount_description")
            if (word := text_of(part.get(key), 200))
        )
        for part in listed(item.get("cost_options"))
    ]
    words = plain(item.get("fees_description") or item.get("fees"), 1000)
    return "\n".join(text for text in (words, *options[:10]) if text)


def _price(item: Thing) -> int | None:
    """Give the lowest price in cents; only euros count, and nought."""
    prices = []
    for part in listed(item.get("cost_options")):
        cents = values.cents_of(part.get("amount"))
        if cents == 0 or (cents and text_of(part.get("currency")).upper() == "EUR"):
            prices.append(cents)
    return min(prices, default=values.cents_of(item.get("fees_description") or item.get("fees")))


def _documents(item: Thing) -> tuple[str, ...]:
    words = [text_of(part.get("document"), 500) for part in listed(item.get("required_documents"))]
    return tuple(dict.fromkeys(word for word in words if word))


def _terms(item: Thing) -> tuple[str, ...]:
    """Give the subjects under which a service is filed."""
    result = []
    for part in listed(item.get("attributes")):
        term = part.get("taxonomy_term")
        name = text_of(term.get("name"), 80) if isinstance(term, dict) else ""
        result.append(name or text_of(part.get("label"), 80))
    return tuple(dict.fromkeys(word for word in result if word))
