"""Somebody by number, and the roles somebody holds."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from wijkschakel.base.prepared import Prepared
from wijkschakel.people.models import Person, RoleGrant

# What two do who are matched: they know first names.
MET = frozenset({"read_contact", "say_yes", "say_no", "stop_match"})
ALSO = "give_notice"  # what comes with it, and with much else


def _held(*, person: uuid.UUID, day: dt.date) -> QuerySet[RoleGrant]:
    return RoleGrant.objects.filter(person=person).active(day)


_HELD = Prepared(_held)


def find_person(number: uuid.UUID) -> Person | None:
    """Give somebody by number, also who was wiped."""
    return Person.objects.filter(pk=number).first()


def roles_held(person: Person, day: dt.date) -> list[RoleGrant]:
    """Give the roles that somebody holds on a day."""
    grants: list[RoleGrant] = _HELD.things(RoleGrant, person=person.pk, day=day)
    for grant in grants:
        grant.person = person
    return grants


def readers_named(looks: Iterable[tuple[uuid.UUID | None, str]]) -> dict[uuid.UUID | None, str]:
    """Name who looked, of pairs of who and what; a neighbour one met by the first name only."""
    found = set(looks)
    met = {by for by, action in found if action in MET}
    others = {by for by, action in found if action not in MET and action != ALSO}
    return names_of({by for by, _action in found}, met - others)


def names_of(
    numbers: Iterable[uuid.UUID | None], first_name_only: Collection[uuid.UUID | None] = ()
) -> dict[uuid.UUID | None, str]:
    """Give the names behind numbers in one query; who is gone has none, the system is named."""
    numbers = set(numbers)
    people = Person.objects.filter(pk__in={number for number in numbers if number})
    gone = str(_("iemand die hier niet meer is"))
    names: dict[uuid.UUID | None, str] = dict.fromkeys(numbers, gone)
    for person in people:
        is_short = person.pk in first_name_only
        names[person.pk] = (person.given_name if is_short else str(person)) or gone
    names[None] = str(_("het systeem"))
    return names
