"""People come in."""

import datetime as dt

from django.db import transaction

from wijkschakel.base import journal
from wijkschakel.people.models import Person
from wijkschakel.places.models import District


@transaction.atomic
def welcome_guest(
    *, given_name: str, district: District, now: dt.datetime, phone: str = ""
) -> Person:
    """Note somebody who takes part with a name only; kept 30 days after the last session."""
    guest = Person.objects.create(
        given_name=given_name.strip(), phone=phone, district=district, is_guest=True, joined_at=now
    )
    journal.record(action="welcome_guest", now=now, by=guest, about=guest, thing=guest)
    return guest
