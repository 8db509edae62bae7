"""Somebody by number, who signed in, and the roles somebody holds."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable
from typing import cast

from django.db.models import F, FilteredRelation, QuerySet
from django.utils.translation import gettext as _

from wijkschakel.base.prepared import Prepared
from wijkschakel.people.models import Account, Person, RoleGrant
from wijkschakel.people.models.parties import holds_on

# What two do who are matched: they know first names.
MET = frozenset({"read_contact", "say_yes", "say_no", "stop_match"})
ALSO = "give_notice"  # what comes with it, and with much else


ROLES = "person__roles"
COLUMNS = tuple(field.attname for field in RoleGrant._meta.concrete_fields)


def _signed_in(*, number: uuid.UUID, day: dt.date) -> QuerySet[Account]:
    """Ask for an account once per role of its person, or once without."""
    rows = Account.objects.select_related("person__district", "person__neighbourhood")
    held = FilteredRelation(ROLES, condition=holds_on(day, f"{ROLES}__"))
    return (
        rows.defer("person__district__boundary", "person__neighbourhood__boundary")
        .filter(pk=number, is_active=True, person__isnull=False)
        .annotate(held=held)
        .annotate(**{f"held_{name}": F(f"held__{name}") for name in COLUMNS})
    )


# Each page of who signed in asks this, and writing it took longer than answering it.
_SIGNED_IN = Prepared(_signed_in)


def find_signed_in(number: uuid.UUID, day: dt.date) -> Account | None:
    """Give an active account with its person, where they live, and the roles they hold on a day."""
    rows: list[Account] = _SIGNED_IN.things(Account, number=number, day=day)
    if not rows:
        return None
    account = rows[0]
    held = [grant for row in rows if (grant := _grant(row)).pk]
    for grant in held:
        grant.person = cast(Person, account.person)
    account.held_roles = held  # type: ignore[attr-defined]
    return account


def _grant(row: Account) -> RoleGrant:
    """Make the role that came along with an account; one without a number is none."""
    return RoleGrant.from_db(row._state.db, COLUMNS, [getattr(row, f"held_{n}") for n in COLUMNS])


def find_person(number: uuid.UUID) -> Person | None:
    """Give somebody by number, also who was wiped."""
    return Person.objects.filter(pk=number).first()


def roles_held(person: Person, day: dt.date) -> list[RoleGrant]:
    """Give the roles that somebody holds on a day."""
    grants = list(RoleGrant.objects.filter(person=person).active(day))
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
