"""Roles are given and end."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people import permissions
from wijkschakel.people.actions import membership_letters, role_letters
from wijkschakel.people.models import Membership, Organisation, Person, RoleGrant
from wijkschakel.places.models import District, Municipality, Region

Place = Region | Municipality | District


class MayNotGrant(Refused):
    """Somebody gives or ends a role that is not theirs to give."""

    def __init__(self) -> None:
        super().__init__(
            _("Je kunt deze rol niet geven of stoppen. Er is niets veranderd. Vraag de beheerder.")
        )


@transaction.atomic
def grant_role(
    *,
    person: Person,
    role: str,
    by: Person | None,
    now: dt.datetime,
    place: Place | None = None,
    organisation: Organisation | None = None,
    ends_on: dt.date | None = None,
) -> RoleGrant:
    """Give somebody a role in a place from today; without a place it holds everywhere.

    Of a role in which data of others are read, who looks after the place hears at once; is nobody
    there yet, then who comes to look after it hears of it.

    :param by: who gives it; None is who installs the system, from the command line.
    """
    if by is not None and not permissions.may_grant(by, person, role, place, now):
        raise MayNotGrant
    scope = {type(place).__name__.lower(): place} if place else {}
    grant = RoleGrant.objects.create(
        person=person,
        role=role,
        organisation=organisation,
        starts_on=timezone.localdate(now),
        ends_on=ends_on,
        granted_by=by.pk if by else None,
        **scope,
    )
    is_told = by is not None and permissions.is_told(role)
    told = role_letters.tell_who_watches(grant, by, now) if is_told else 0
    role_letters.tell_newcomer(grant, now)
    membership_letters.tell_newcomer(grant, now)
    details = {"role": role, "place": str(place.pk) if place else "", "told": told}
    journal.record(action="grant_role", now=now, by=by, about=person, thing=grant, details=details)
    return grant


@transaction.atomic
def end_role(*, grant: RoleGrant, by: Person | None, now: dt.datetime) -> None:
    """End a role at once: the next request is refused. One of today leaves no row."""
    if by is not None and not permissions.may_end_role(by, grant, now):
        raise MayNotGrant
    journal.record(
        action="end_role",
        now=now,
        by=by,
        about=grant.person,
        thing=grant,
        details={"role": grant.role},
    )
    end_at_once(grant, now)


def end_at_once(row: RoleGrant | Membership, now: dt.datetime) -> None:
    """Let it hold until yesterday; what began today, or begins later, leaves no row."""
    yesterday = timezone.localdate(now) - dt.timedelta(days=1)
    if row.starts_on > yesterday:
        row.delete()
    elif row.ends_on is None or row.ends_on > yesterday:
        row.ends_on = yesterday
        row.save(update_fields=["ends_on"])
