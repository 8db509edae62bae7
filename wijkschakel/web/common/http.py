"""The request as our middleware makes it, for types."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from wijkschakel.people.models import Account, Person, RoleGrant


@dataclass(frozen=True)
class KeptWords:
    """What somebody typed on a page before they were signed out."""

    path: str
    fields: Mapping[str, list[str]]
    had_files: bool


class Request(HttpRequest):
    """A request with a moment, a visitor and the roles that hold today.

    `held_roles` are all roles; `roles` leaves out those that wait for a second step.
    """

    now: dt.datetime
    person: Person | None
    held_roles: list[RoleGrant]
    roles: list[RoleGrant]
    kept: KeptWords | None
    htmx: HtmxDetails


class SignedInRequest(Request):
    """A request of somebody who signed in: what a view gets behind a guard of access.py."""

    person: Person
    user: Account
