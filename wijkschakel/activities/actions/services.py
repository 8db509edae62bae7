"""Writing the service map: adding, changing without losing what another wrote, checking."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkschakel.activities.actions import finding_services
from wijkschakel.activities.models import (
    OpeningTime,
    Phone,
    Service,
    ServicePlace,
    ServiceVersion,
)
from wijkschakel.activities.queries import service_facts
from wijkschakel.activities.queries.service_facts import Facts
from wijkschakel.activities.rules import services as rules
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people.models import Person
from wijkschakel.places.models import District

ORIGIN = frozenset({"source", "source_id", "source_url", "assured_on", "assured_by"})


class ChangedMeanwhile(Refused):
    """Somebody else saved this service since it was opened."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Iemand anders heeft dit net ook veranderd. Jouw tekst staat er nog. "
                "Kijk wat je wilt houden en sla nog eens op."
            )
        )


class NothingKnown(Refused):
    """A capacity that is none."""

    def __init__(self) -> None:
        super().__init__(_("Kies of er plek is. Er is niets veranderd."))


@transaction.atomic
def create_service(
    *,
    district: District,
    facts: Facts,
    by: Person | None,
    now: dt.datetime,
    checked_by: str = "",
    **origin: Any,
) -> Service:
    """Add a service.

    :param facts: what is said of it, by the names of `service_facts.KNOWN`.
    :param checked_by: organisation or function that checked it today; empty: nobody did.
    :param origin: where it was taken over from, and when it was last checked there.
    :raises TypeError: for a fact or origin that is not known.
    """
    service = new_service(district, facts, now, origin)
    if checked_by:
        _mark_checked(service, checked_by, now)
    service.save(force_insert=True)
    _write_lists(service, facts)
    finding_services.put_services([service.pk], now)
    journal.record(action="create_service", now=now, by=by, thing=service)
    return service


def new_service(
    district: District, facts: Facts, now: dt.datetime, origin: Mapping[str, Any]
) -> Service:
    """Make a service in memory, without its lists; the caller saves it.

    :raises TypeError: for a fact or origin that is not known.
    """
    _only_known(facts)
    if strange := set(origin) - ORIGIN:
        raise TypeError(f"not fields to set: {', '.join(sorted(strange))}")
    service = Service(district=district, created_at=now, changed_at=now, **origin)
    _write_plain(service, facts)
    return service


def _only_known(facts: Facts) -> None:
    if strange := set(facts) - service_facts.KNOWN:
        raise TypeError(f"not facts of a service: {', '.join(sorted(strange))}")


@transaction.atomic
def change_service(
    *,
    service: Service,
    version: int,
    facts: Facts,
    by: Person | None,
    now: dt.datetime,
    changed_as: str,
    is_checked: bool = False,
) -> Service:
    """Change what is said of a service; what stood there is kept as a version.

    :param version: the version that was seen. Had somebody else saved since, nothing is written.
    :param changed_as: organisation or function that changes it, never the name of a person.
    :raises ChangedMeanwhile: the service is no longer as it was seen.
    """
    _only_known(facts)
    locked = lock(service, version)
    before = service_facts.facts_of(locked)
    changed = {name: value for name, value in facts.items() if before[name] != value}
    if changed:
        _leave_version(locked, before, by, changed_as, now)
        _write_plain(locked, changed)
        _write_lists(locked, changed)
        locked.changed_at = now
    if is_checked:
        _mark_checked(locked, changed_as, now)
    locked.save()
    finding_services.put_services([locked.pk], now)
    journal.record(
        action="change_service",
        now=now,
        by=by,
        thing=locked,
        details={"fields": sorted(changed), "is_checked": is_checked},
    )
    return locked


def lock(service: Service, version: int) -> Service:
    """Give the service as it is now, held until the transaction ends; it must be that version."""
    locked = Service.objects.select_for_update().get(pk=service.pk)
    if locked.version != version:
        raise ChangedMeanwhile
    return locked


def _leave_version(
    service: Service, facts: Facts, by: Person | None, changed_as: str, now: dt.datetime
) -> None:
    ServiceVersion.objects.create(
        service=service,
        number=service.version,
        facts=facts,
        left_at=now,
        changed_as=changed_as[:120],
        changed_by=by.pk if by else None,
    )
    service.version += 1


def _write_plain(service: Service, facts: Facts) -> None:
    for name in service_facts.PLAIN:
        if name in facts:
            setattr(service, name, facts[name])
    if "organisation" in facts:
        service.organisation_id = (
            uuid.UUID(facts["organisation"]) if facts["organisation"] else None
        )


def _write_lists(service: Service, facts: Facts) -> None:
    if "phones" in facts:
        service.phones.all().delete()
        Phone.objects.bulk_create(
            Phone(service=service, number=number, note=note) for number, note in facts["phones"]
        )
    if "places" in facts:
        _write_places(service, facts["places"])
    if "times" in facts:
        _write_times(service, facts["times"])


def _write_places(service: Service, wanted: list[list[str]]) -> None:
    """Keep the places that stay, with their own times; add and take away the others."""
    known = {str(place.venue_id): place for place in service.places.all()}
    for number in set(known) - {venue for venue, _note in wanted}:
        known[number].delete()
    for venue, note in wanted:
        if venue in known:
            known[venue].note = note
            known[venue].save(update_fields=["note"])
        else:
            ServicePlace.objects.create(service=service, venue_id=uuid.UUID(venue), note=note)


def _write_times(service: Service, wanted: dict[str, str]) -> None:
    """Replace the times of every week; those of one place or one period stay."""
    regular = [time for time in service.times.all() if service_facts.is_regular(time)]
    notes = {(time.weekday, time.opens, time.closes): time.note for time in regular}
    service.times.filter(pk__in=[time.pk for time in regular]).delete()
    OpeningTime.objects.bulk_create(
        OpeningTime(
            service=service,
            weekday=int(day),
            opens=span.opens,
            closes=span.closes,
            note=notes.get((int(day), span.opens, span.closes), ""),
        )
        for day, text in wanted.items()
        for span in rules.read_spans(text)
    )


def _mark_checked(service: Service, checked_by: str, now: dt.datetime) -> None:
    service.assured_on, service.assured_by = timezone.localdate(now), checked_by[:120]


@transaction.atomic
def check_service(
    *, service: Service, checked_by: str, by: Person | None, now: dt.datetime
) -> Service:
    """Say that everything is still right."""
    locked = Service.objects.select_for_update().get(pk=service.pk)
    _mark_checked(locked, checked_by, now)
    locked.save(update_fields=["assured_on", "assured_by"])
    finding_services.put_services([locked.pk], now)
    journal.record(action="check_service", now=now, by=by, thing=locked)
    return locked


@transaction.atomic
def set_capacity(
    *, service: Service, capacity: str, by: Person | None, now: dt.datetime
) -> Service:
    """Say whether there is room now.

    :raises NothingKnown: for a word that is none.
    """
    if capacity not in Service.Capacity.values:
        raise NothingKnown
    locked = Service.objects.select_for_update().get(pk=service.pk)
    locked.capacity, locked.capacity_at = capacity, now
    locked.save(update_fields=["capacity", "capacity_at"])
    journal.record(
        action="set_capacity", now=now, by=by, thing=locked, details={"capacity": capacity}
    )
    return locked
