"""The request as our middleware makes it, for types."""

import datetime as dt

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from wijkschakel.people.models import Account, Person, RoleGrant


class Request(HttpRequest):
    """A request with a moment, a visitor and the roles that hold today."""

    now: dt.datetime
    person: Person | None
    roles: list[RoleGrant]
    htmx: HtmxDetails


class SignedInRequest(Request):
    """A request of somebody who signed in: what a view gets behind a guard of access.py."""

    person: Person
    user: Account
