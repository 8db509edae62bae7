"""Makes people for tests."""

import datetime as dt
import itertools
from typing import Any

from wijkschakel.people.models import Account, Membership, Organisation, Person, RoleGrant

MOMENT = dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC)
_number = itertools.count(1)


def make_person(**changes: Any) -> Person:
    """Make a resident without an account, without e-mail and telephone."""
    values = {"given_name": f"Fatma {next(_number)}", "joined_at": MOMENT}
    return Person.objects.create(**values | changes)


def make_account(**changes: Any) -> Account:
    """Make an account, of a person of its own unless told otherwise."""
    person = changes.pop("person", None) or make_person()
    values = {"person": person, "email": f"person{next(_number)}@example.org"}
    return Account.objects.create(**values | changes)


def make_organisation(**changes: Any) -> Organisation:
    """Make a welfare organisation."""
    values = {"name": f"Stichting Samen {next(_number)}", "kind": Organisation.Kind.WELFARE}
    return Organisation.objects.create(**values | changes)


def make_membership(person: Person, organisation: Organisation, **changes: Any) -> Membership:
    """Make somebody a member of an organisation since the start of the year."""
    values = {"person": person, "organisation": organisation, "starts_on": dt.date(2026, 1, 1)}
    return Membership.objects.create(**values | changes)


def grant_role(person: Person, role: str, place: Any = None, **changes: Any) -> RoleGrant:
    """Give a role in a region, municipality or district; without a place it holds everywhere."""
    scope = {type(place).__name__.lower(): place} if place else {}
    values = {"person": person, "role": role, "starts_on": dt.date(2026, 1, 1)}
    return RoleGrant.objects.create(**values | scope | changes)
