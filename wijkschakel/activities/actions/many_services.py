"""Adding many services at once, as an import does, with a line in the journal for each."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from wijkschakel.activities.actions import finding_services, services
from wijkschakel.activities.models import OpeningTime, Phone, Service, ServicePlace
from wijkschakel.activities.queries.service_facts import Facts
from wijkschakel.activities.rules import services as rules
from wijkschakel.base import journal
from wijkschakel.people.models import Person
from wijkschakel.places.models import District

BATCH = 500


@transaction.atomic
def create_services(
    *,
    district: District,
    rows: Sequence[tuple[Facts, dict[str, Any]]],
    by: Person | None,
    now: dt.datetime,
) -> list[Service]:
    """Add services: the same as `services.create_service` for each of them.

    :param rows: what is said of each, and where it was taken over from.
    :raises TypeError: for a fact or origin that is not known.
    """
    made = [services.new_service(district, facts, now, origin) for facts, origin in rows]
    Service.objects.bulk_create(made, batch_size=BATCH)
    _write_lists([(service, facts) for service, (facts, _) in zip(made, rows, strict=True)])
    finding_services.put_services([service.pk for service in made], now)
    journal.record_all(action="create_service", now=now, by=by, things=made)
    return made


def _write_lists(pairs: Sequence[tuple[Service, Facts]]) -> None:
    """Write the phones, places and times of services that have none yet."""
    Phone.objects.bulk_create(
        [
            Phone(service=service, number=number, note=note)
            for service, facts in pairs
            for number, note in facts.get("phones", ())
        ],
        batch_size=BATCH,
    )
    ServicePlace.objects.bulk_create(
        [
            ServicePlace(service=service, venue_id=uuid.UUID(venue), note=note)
            for service, facts in pairs
            for venue, note in facts.get("places", ())
        ],
        batch_size=BATCH,
    )
    OpeningTime.objects.bulk_create(
        [
            OpeningTime(service=service, weekday=int(day), opens=span.opens, closes=span.closes)
            for service, facts in pairs
            for day, text in facts.get("times", {}).items()
            for span in rules.read_spans(text)
        ],
        batch_size=BATCH,
    )
