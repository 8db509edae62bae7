"""Somebody belongs to an organisation, or no longer; who it concerns hears of it."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people import permissions
from wijkschakel.people.actions import membership_letters, roles
from wijkschakel.people.models import Membership, Organisation, Person
from wijkschakel.people.queries import memberships


class MayNotSay(Refused):
    """Somebody says who belongs to an organisation that is not theirs, or says it of oneself."""

    def __init__(self) -> None:
        super().__init__(
            _("Dit zeg je niet van jezelf, en alleen wie erbij hoort of de beheerder zegt het. "
              "Er is niets veranderd.")
        )  # fmt: skip


class BelongsAlready(Refused):
    """It would hold twice on the same day."""

    def __init__(self, membership: Membership) -> None:
        words = {"name": membership.person, "day": membership_letters.day_of(membership)}
        super().__init__(_("%(name)s hoort er al bij, vanaf %(day)s.") % words)


@transaction.atomic
def give_membership(
    *,
    person: Person,
    organisation: Organisation,
    starts_on: dt.date,
    by: Person,
    now: dt.datetime,
    ends_on: dt.date | None = None,
    title: str = "",
) -> Membership:
    """Let somebody belong to an organisation; said twice it is once.

    :raises MayNotSay, BelongsAlready.
    """
    if not permissions.may_give_membership(by, person, organisation, now):
        raise MayNotSay
    # Two who say it at the same moment say it one after the other.
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    made = Membership(
        person=person, organisation=organisation, title=title, starts_on=starts_on, ends_on=ends_on
    )
    if known := memberships.in_the_same_days(made):
        if (known.starts_on, known.ends_on, known.title) == (starts_on, ends_on, title):
            return known
        raise BelongsAlready(known)
    made.save(force_insert=True)
    told = membership_letters.tell_others(made, by, now)
    membership_letters.tell_oneself(made, by, now)
    details = {"organisation": str(organisation.pk), "told": told}
    journal.record(
        action="give_membership", now=now, by=by, about=person, thing=made, details=details
    )
    return made


@transaction.atomic
def end_membership(*, membership: Membership, by: Person, now: dt.datetime) -> None:
    """End it at once: the next request is refused. One of today leaves no row.

    :raises MayNotSay.
    """
    rows = Membership.objects.select_for_update(of=("self",), no_key=True)
    found = rows.select_related("person", "organisation__district").filter(pk=membership.pk)
    fresh = found.defer("organisation__district__boundary").first()
    if fresh is None or (fresh.ends_on and fresh.ends_on < timezone.localdate(now)):
        return
    if not permissions.may_end_membership(by, fresh, now):
        raise MayNotSay
    details = {"organisation": str(fresh.organisation_id)}
    journal.record(
        action="end_membership", now=now, by=by, about=fresh.person, thing=fresh, details=details
    )
    if by.pk != fresh.person_id:
        membership_letters.tell_ended(fresh, by, now)
    roles.end_at_once(fresh, now)
