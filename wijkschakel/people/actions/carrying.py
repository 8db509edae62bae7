"""A person brings a file from another installation along: kept, confirmed, taken away again."""

import datetime as dt
import json
import re
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.base.text import names
from wijkschakel.people.actions import joining
from wijkschakel.people.models import CarriedRecord, Person

# What is filled in here when it is still empty; an address to write to is never taken over.
FILLED = ("family_name", "phone", "birth_year", "likes", "brings")
PHONE = re.compile(r"\+?[0-9()\s./-]{8,30}")


class SomebodyElse(Refused):
    """The file belongs to another person."""

    def __init__(self) -> None:
        super().__init__(
            _("Dit bestand is van iemand anders. Er is niets overgenomen. Kies je eigen bestand.")
        )


@transaction.atomic
def bring_along(
    *, person: Person, origin: uuid.UUID, digest: str, content: str, by: Person, now: dt.datetime
) -> CarriedRecord:
    """Keep the carried part of a file until the person confirms it. The same part twice is once.

    :raises SomebodyElse: another person here brought this part.
    """
    known = CarriedRecord.objects.filter(digest=digest).first()
    if known is not None and known.person_id != person.pk:
        raise SomebodyElse
    if known is not None:
        return known
    record = CarriedRecord(
        person=person, origin=origin, digest=digest, content=content, brought_at=now
    )
    record.save(force_insert=True)
    journal.record(action="bring_along", now=now, by=by, about=person, thing=record)
    return record


def fields_to_fill(record: CarriedRecord) -> dict[str, object]:
    """Give what the file says about things that the person left empty here."""
    told = json.loads(record.content)["rooms"]["people"]
    cleaned = {name: _clean(name, told.get(name)) for name in FILLED}
    return {
        name: value for name, value in cleaned.items() if value and not getattr(record.person, name)
    }


def _clean(name: str, value: object) -> object:
    if not isinstance(value, str):
        return value
    if name == "phone":
        return value if PHONE.fullmatch(value) else ""
    return names.clean(value) if name == "family_name" else value.replace("\0", "").strip()


@transaction.atomic
def confirm_brought(*, record: CarriedRecord, by: Person, now: dt.datetime) -> None:
    """Take it over: history as it is, and what was still empty here is filled in. Twice is once."""
    waiting = CarriedRecord.objects.filter(pk=record.pk, confirmed_at__isnull=True)
    if not waiting.update(confirmed_at=now):
        return
    changes = fields_to_fill(record)
    joining.change_person(person=record.person, by=by, now=now, **changes)
    record.filled, record.confirmed_at = sorted(changes), now
    record.save(update_fields=["filled"])
    journal.record(
        action="confirm_brought",
        now=now,
        by=by,
        about=record.person,
        thing=record,
        details={"fields": record.filled},
    )


@transaction.atomic
def remove_brought(*, record: CarriedRecord, by: Person, now: dt.datetime) -> None:
    """Take it away again: also what was filled in from it, unless it was changed since."""
    told = json.loads(record.content)["rooms"]["people"]
    changes = {
        name: None if name == "birth_year" else ""
        for name in record.filled
        if getattr(record.person, name) == _clean(name, told.get(name))
    }
    joining.change_person(person=record.person, by=by, now=now, **changes)
    journal.record(action="remove_brought", now=now, by=by, about=record.person, thing=record)
    record.delete()
