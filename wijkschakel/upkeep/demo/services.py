"""The service map of the town: who can help, some of it full, some of it not checked for long."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from wijkschakel.activities.actions import finding_services
from wijkschakel.activities.models import (
    OpeningTime,
    Phone,
    Service,
    ServicePlace,
    ServiceSuggestion,
)
from wijkschakel.activities.rules import services as rules
from wijkschakel.upkeep.demo import store, texts
from wijkschakel.upkeep.demo.areas import Map, make_venue
from wijkschakel.upkeep.demo.ids import demo_id
from wijkschakel.upkeep.demo.residents import Town

HERE_SINCE = dt.timedelta(days=500)


def write_services(town: Map, people: Town, now: dt.datetime) -> int:
    """Write the services with their places, numbers and times; give how many."""
    data = texts.read("services")
    added = {row["key"]: make_venue(town, row) for row in data["venue"]}
    store.add(added.values())
    town.venues |= added
    made = [(row, service_of(town, people, row, now)) for row in data["service"]]
    store.add(service for _row, service in made)
    for rows in (_places(town, made), _phones(made), _times(made)):
        store.add(rows)
    finding_services.put_services([service.pk for _row, service in made], now)
    store.add([_suggestion(made, now)])
    return len(made)


def service_of(town: Map, people: Town, row: dict[str, Any], now: dt.datetime) -> Service:
    """Make the service as its text says."""
    venue = town.venues.get(row.get("venue", ""))
    return Service(
        id=demo_id("service", row["key"]),
        name=row["name"],
        summary=row["summary"],
        description=row.get("description", ""),
        spoken=row["spoken"],
        kind=row["kind"],
        is_formal=row.get("formal", False),
        organisation=people.organisations.get(row.get("org", "")),
        district=venue.district if venue else town.districts[row["district"]],
        reach=row.get("reach", Service.Reach.DISTRICT),
        how_to_join=row.get("how", ""),
        who_for=row.get("who_for", ""),
        age_from=row.get("age_from"),
        age_to=row.get("age_to"),
        documents_needed=row.get("documents", ""),
        needs_referral=row.get("referral"),
        is_by_appointment=row.get("appointment", False),
        price_cents=row.get("price"),
        price_note=row.get("price_note", ""),
        capacity=row.get("capacity", Service.Capacity.UNKNOWN),
        capacity_at=now - dt.timedelta(days=row["said"], hours=2) if "said" in row else None,
        assured_on=timezone.localdate(now) - dt.timedelta(days=row["checked"]),
        assured_by=row["checked_by"],
        created_at=now - HERE_SINCE,
        changed_at=now - dt.timedelta(days=row["checked"]),
    )


Made = list[tuple[dict[str, Any], Service]]


def _places(town: Map, made: Made) -> Iterator[ServicePlace]:
    for row, service in made:
        if "venue" in row:
            yield ServicePlace(service=service, venue=town.venues[row["venue"]])


def _phones(made: Made) -> Iterator[Phone]:
    for row, service in made:
        for number in row["phones"]:
            yield Phone(service=service, number=rules.read_phone(number))


def _times(made: Made) -> Iterator[OpeningTime]:
    for row, service in made:
        for day, text in row.get("times", {}).items():
            for span in rules.read_spans(text):
                yield OpeningTime(
                    service=service, weekday=int(day), opens=span.opens, closes=span.closes
                )


def _suggestion(made: Made, now: dt.datetime) -> ServiceSuggestion:
    """Let a reader say that the giveaway shop opens later."""
    service = next(service for row, service in made if row["key"] == "weggeef")
    return ServiceSuggestion(
        id=demo_id("suggestion", "weggeef"),
        service=service,
        changes={
            "times": {
                "from": {"2": "10:00-16:00", "5": "10:00-13:00"},
                "to": {"2": "11:00-16:00", "5": "10:00-13:00"},
            }
        },
        note="Ik stond om 10 uur voor een dichte deur.",
        made_at=now - dt.timedelta(days=2),
    )
