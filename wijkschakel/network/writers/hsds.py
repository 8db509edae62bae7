"""The service map in the words of HSDS 3.0 (Human Services Data Specification)."""

import datetime as dt
import uuid
from typing import Any

from django.utils import timezone, translation

from wijkschakel.activities.models import OpeningTime, Service, ServicePlace
from wijkschakel.base.languages import language_name
from wijkschakel.network.writers import addresses, plain
from wijkschakel.people.models import Organisation
from wijkschakel.places.models import Venue

VERSION = "3.0"
SPACE = uuid.UUID("6f1d3c52-7b0e-5d0a-9a43-2f6f1f0b7c11")
Words = dict[str, Any]
STATUS = {Service.State.PAUSED: "temporarily closed", Service.State.CLOSED: "defunct"}
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ROOM = Service.Capacity
KINDS, SORTS, ROOMS = "kind", "sort", "room"
TAXONOMIES = {
    KINDS: ("Soort hulp", "Waar een dienst mee helpt."),
    SORTS: ("Door wie", "Van een organisatie, of van de buurt zelf."),
    ROOMS: ("Is er plek", "Of er nu plek is, volgens de dienst zelf."),
}


def number(kind: str, of: object) -> str:
    """Give the lasting number of a part that has none of its own."""
    return str(uuid.uuid5(SPACE, f"{kind}:{of}"))


# The number of a service at a venue holds our own number, so that it can be looked up.
PLACES = "6f1d3c52-7b0e-8d0a-9a43-"


def place_number(pk: int) -> str:
    """Give the lasting number of a service at a venue."""
    return f"{PLACES}{pk:012x}"


def place_pk(number: uuid.UUID) -> int | None:
    """Give our own number back; None when it is of something else."""
    text = str(number)
    return int(text.removeprefix(PLACES), 16) if text.startswith(PLACES) else None


def known(words: Words) -> Words:
    """Leave out what is not known."""
    return {name: value for name, value in words.items() if value not in (None, "", [])}


def checked(one: Service) -> dt.date:
    """Give the day of the last check; before the first one, the day it came."""
    return one.assured_on or timezone.localdate(one.created_at)


def modified(one: Service) -> dt.datetime:
    """Give the moment at which anything about it was last said."""
    midnight = timezone.make_aware(dt.datetime.combine(checked(one), dt.time()))
    return max(moment for moment in (one.changed_at, one.capacity_at, midnight) if moment)


def row(one: Service) -> Words:
    """Give a service as it stands in a list."""
    return known(
        {
            "id": str(one.pk),
            "organization_id": str(one.organisation_id or ""),
            "name": plain.clean(one.name),
            "description": plain.text(one.description) or plain.clean(one.summary),
            "url": one.url or addresses.service(one.pk),
            "email": one.email,
            "status": STATUS.get(Service.State(one.state), "active"),
            "application_process": plain.clean(one.how_to_join),
            "fees_description": plain.clean(one.price_note),
            "eligibility_description": plain.clean(one.who_for),
            "minimum_age": one.age_from,
            "maximum_age": one.age_to,
            "assured_date": one.assured_on.isoformat() if one.assured_on else None,
            "last_modified": modified(one).astimezone(dt.UTC).isoformat(timespec="seconds"),
            "organization": organisation(one.organisation) if one.organisation else None,
        }
    )


def whole(one: Service) -> Words:
    """Give a service with everything that hangs on it."""
    times = list(one.times.all())
    return known(
        {
            **row(one),
            "phones": [
                known({"id": number("phone", phone.pk), "service_id": str(one.pk),
                       "number": phone.number, "description": plain.clean(phone.note)})
                for phone in one.phones.all()
            ],
            "schedules": [schedule(time) for time in times if time.place_id is None],
            "service_areas": [area(one)],
            "service_at_locations": [
                at_location(place, [time for time in times if time.place_id == place.pk])
                for place in one.places.all()
            ],
            "languages": [language(one, code) for code in one.spoken],
            "cost_options": [cost(one)] if one.price_cents is not None else [],
            "required_documents": [document(one)] if one.documents_needed else [],
            "attributes": [attribute(one, *term) for term in terms_of(one)],
        }
    )  # fmt: skip


def schedule(time: OpeningTime) -> Words:
    """Give one time of the week. It is on the clock on the wall: see our profile."""
    return known(
        {
            "id": number("schedule", time.pk),
            "service_id": str(time.service_id),
            "service_at_location_id": place_number(time.place_id) if time.place_id else None,
            "freq": "WEEKLY",
            "interval": 1,
            "wkst": "MO",
            "byday": DAYS[time.weekday],
            "opens_at": f"{time.opens:%H:%M}",
            "closes_at": f"{time.closes:%H:%M}",
            "valid_from": time.valid_from.isoformat() if time.valid_from else None,
            "valid_to": time.valid_to.isoformat() if time.valid_to else None,
            "notes": plain.clean(time.note),
        }
    )


def area(one: Service) -> Words:
    """Say for which area it is."""
    reach = Service.Reach
    wide = {reach.COUNTRY: "Nederland", reach.MUNICIPALITY: one.district.municipality.name}
    name = wide.get(reach(one.reach), one.district.name)
    return {"id": number("area", one.pk), "service_id": str(one.pk), "name": name}


def at_location(place: ServicePlace, times: list[OpeningTime]) -> Words:
    """Give a service at a venue."""
    return known(
        {
            "id": place_number(place.pk),
            "service_id": str(place.service_id),
            "location_id": str(place.venue_id),
            "description": plain.clean(place.note),
            "schedules": [schedule(time) for time in times],
            "location": location(place.venue),
        }
    )


def location(venue: Venue) -> Words:
    """Give a venue; its address only when street, postcode and town are known."""
    found: Words = {
        "id": str(venue.pk),
        "location_type": "physical",
        "name": plain.clean(venue.name),
        "transportation": plain.clean(venue.directions),
        "latitude": venue.latitude,
        "longitude": venue.longitude,
    }
    if venue.street and venue.postcode and venue.town:
        found["addresses"] = [
            {
                "id": number("address", venue.pk),
                "location_id": str(venue.pk),
                "address_1": plain.clean(venue.street),
                "city": plain.clean(venue.town),
                "state_province": "",
                "postal_code": venue.postcode,
                "country": "NL",
                "address_type": "physical",
            }
        ]
    if venue.is_step_free is not None:
        words = "Zonder drempel" if venue.is_step_free else "Met een drempel of trap"
        found["accessibility"] = [
            {"id": number("access", venue.pk), "location_id": str(venue.pk), "description": words}
        ]
    return known(found)


def organisation(one: Organisation) -> Words:
    """Give an organisation; HSDS wants a description, so without one its kind is said."""
    with translation.override("nl"):
        kind = str(Organisation.Kind(one.kind).label)
    return known(
        {
            "id": str(one.pk),
            "name": plain.clean(one.name),
            "description": plain.clean(one.description) or kind,
            "email": one.email,
            "website": one.website,
            "uri": addresses.organisation(one.pk),
        }
    )


def language(one: Service, code: str) -> Words:
    """Give a language that is spoken there."""
    with translation.override("nl"):
        name = str(language_name(code))
    return {
        "id": number("language", f"{one.pk}:{code}"),
        "service_id": str(one.pk),
        "code": code,
        "name": name,
    }


def cost(one: Service) -> Words:
    """Give the price."""
    return {
        "id": number("cost", one.pk),
        "service_id": str(one.pk),
        "currency": "EUR",
        "amount": (one.price_cents or 0) / 100,
        "option": "gratis" if one.price_cents == 0 else "per keer",
    }


def document(one: Service) -> Words:
    """Say what to bring along."""
    return {
        "id": number("document", one.pk),
        "service_id": str(one.pk),
        "document": plain.clean(one.documents_needed),
    }


def terms_of(one: Service) -> list[tuple[str, str]]:
    """Give the terms that hold: taxonomy and code."""
    found = [(KINDS, one.kind), (SORTS, "formal" if one.is_formal else "informal")]
    if one.capacity != ROOM.UNKNOWN:
        found.append((ROOMS, one.capacity))
    return found


def attribute(one: Service, taxonomy_code: str, code: str) -> Words:
    """Give a term that holds for a service."""
    return {
        "id": number("attribute", f"{one.pk}:{taxonomy_code}"),
        "link_id": str(one.pk),
        "link_type": "service",
        "link_entity": "service",
        "taxonomy_term_id": number("term", f"{taxonomy_code}:{code}"),
        "taxonomy_term": term(taxonomy_code, code),
    }


def codes_of(taxonomy_code: str) -> list[tuple[str, str]]:
    """Give the codes of a taxonomy with their Dutch words."""
    choices: dict[str, Any] = {KINDS: Service.Kind.choices, ROOMS: ROOM.choices[1:]}
    own = [("formal", "van een organisatie"), ("informal", "van de buurt zelf")]
    with translation.override("nl"):
        return [(code, str(label)) for code, label in choices.get(taxonomy_code, own)]


def taxonomy(code: str) -> Words:
    """Give one of our lists of terms."""
    name, description = TAXONOMIES[code]
    return {"id": number("taxonomy", code), "name": name, "description": description}


def term(taxonomy_code: str, code: str) -> Words:
    """Give one term."""
    name = dict(codes_of(taxonomy_code))[code]
    return {
        "id": number("term", f"{taxonomy_code}:{code}"),
        "code": code,
        "name": name,
        "description": name,
        "taxonomy": TAXONOMIES[taxonomy_code][0],
        "taxonomy_id": number("taxonomy", taxonomy_code),
    }


def all_terms() -> list[tuple[str, str]]:
    """Give every term of every taxonomy."""
    return [(name, code) for name in TAXONOMIES for code, _label in codes_of(name)]
