"""People come in, join a neighbourhood, and change what is known of them."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.base.text import names
from wijkschakel.people.actions import accounts
from wijkschakel.people.models import Person
from wijkschakel.places.models import District, Neighbourhood

CHANGEABLE = (
    "given_name",
    "family_name",
    "phone",
    "email",
    "language",
    "birth_year",
    "district",
    "neighbourhood",
    "likes",
    "brings",
)


class NoName(Refused):
    """A name is all we need, and it is missing."""

    def __init__(self) -> None:
        super().__init__(_("Vul een naam in. Een voornaam is genoeg."))


def _name(given_name: str) -> str:
    name = names.clean(given_name)
    if not name:
        raise NoName
    return name


@transaction.atomic
def welcome_person(
    *,
    given_name: str,
    district: District | None,
    now: dt.datetime,
    by: Person | None = None,
    email: str = "",
    phone: str = "",
    language: str = "nl",
    family_name: str = "",
    neighbourhood: Neighbourhood | None = None,
) -> Person:
    """Note somebody who comes in; with an address they can sign in with a code at once.

    :param by: who does it for them at a desk; None is the person themself.
    :raises NoName: the name is empty.
    :raises accounts.AddressTaken: somebody else signs in with this address.
    """
    person = Person.objects.create(
        given_name=_name(given_name),
        family_name=names.clean(family_name),
        email=accounts.clean_address(email),
        phone=phone,
        language=language,
        district=district,
        neighbourhood=neighbourhood,
        joined_at=now,
    )
    who = by or person
    journal.record(action="welcome_person", now=now, by=who, about=person, thing=person)
    if email:
        accounts.open_account(person=person, email=email, by=who, now=now)
    return person


@transaction.atomic
def welcome_guest(
    *, given_name: str, district: District, now: dt.datetime, phone: str = ""
) -> Person:
    """Note somebody who takes part with a name only; kept 30 days after the last session.

    :raises NoName: the name is empty.
    """
    guest = Person.objects.create(
        given_name=_name(given_name), phone=phone, district=district, is_guest=True, joined_at=now
    )
    journal.record(action="welcome_guest", now=now, by=guest, about=guest, thing=guest)
    return guest


@transaction.atomic
def join_neighbourhood(
    *,
    person: Person,
    district: District,
    by: Person,
    now: dt.datetime,
    given_name: str = "",
    likes: str = "",
    brings: str = "",
) -> Person:
    """Make this district theirs; what they would like and can bring may stay empty."""
    if person.district_id != district.pk:
        person.neighbourhood = None
    person.district = district
    person.given_name = names.clean(given_name) or person.given_name
    person.likes = likes.strip()
    person.brings = brings.strip()
    person.is_guest = False
    person.save()
    journal.record(action="join_neighbourhood", now=now, by=by, about=person, thing=district)
    return person


@transaction.atomic
def change_person(*, person: Person, by: Person, now: dt.datetime, **changes: object) -> Person:
    """Change what is known of a person; only the fields named in CHANGEABLE.

    :raises NoName: the name would become empty.
    """
    if unknown := set(changes) - set(CHANGEABLE):
        raise TypeError(f"change_person does not change {sorted(unknown)}")
    if "given_name" in changes:
        changes["given_name"] = _name(str(changes["given_name"]))
    changed = [field for field, value in changes.items() if getattr(person, field) != value]
    for field in changed:
        setattr(person, field, changes[field])
    if changed:
        person.save(update_fields=changed)
        journal.record(
            action="change_person",
            now=now,
            by=by,
            about=person,
            thing=person,
            details={"fields": sorted(changed)},
        )
    return person
