"""Somebody belongs to an organisation, or no longer; who it concerns hears of it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people import permissions, queries
from wijkschakel.people.actions import notices, roles
from wijkschakel.people.models import Membership, Organisation, Person, RoleGrant
from wijkschakel.people.queries import memberships


@dataclass(frozen=True)
class Words:
    """What is said: the subject of a mail, the words on the site, and those in the mail."""

    subject: str
    text: str
    mail: str


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
        words = {"name": membership.person, "day": _day(membership)}
        super().__init__(_("%(name)s hoort er al bij, vanaf %(day)s.") % words)


def page_of(organisation: Organisation) -> str:
    """Give where who belongs to it stands, and where it is ended."""
    return f"/organisaties/{organisation.pk}/mensen/"


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
    told = _tell_others(made, by, now)
    _tell(made, person, _begun, by, now)
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
        _tell(fresh, fresh.person, _ended, by, now)
    roles.end_at_once(fresh, now)


def _day(membership: Membership) -> str:
    return date_format(membership.starts_on, "j F Y")


def _begun() -> Words:
    text = _(
        "Je hoort bij %(organisation)s, vanaf %(day)s. Je leest dan wat bewoners met hen delen. "
        "Klopt het niet? Stop het op hun bladzijde."
    )
    return Words(_("Je hoort bij %(organisation)s"), text, text)


def _ended() -> Words:
    text = _("Je hoort niet meer bij %(organisation)s. Klopt het niet? Bel de beheerder.")
    return Words(_("Je hoort niet meer bij %(organisation)s"), text, text)


def _colleague() -> Words:
    subject = _("Iemand komt bij %(organisation)s")
    ask = _("Ken je diegene niet? Stop het en bel de beheerder.")
    named = _("%(name)s hoort bij %(organisation)s, vanaf %(day)s.")
    return Words(subject, f"{named} {ask}", f"{subject}. {ask}")


def _first() -> Words:
    subject = _("Iemand komt bij %(organisation)s")
    ask = _("Ken je diegene niet? Bel de beheerder.")
    named = _("%(name)s hoort als eerste bij %(organisation)s, vanaf %(day)s.")
    return Words(subject, f"{named} {ask}", f"{subject}. {ask}")


def _tell_others(membership: Membership, by: Person, now: dt.datetime) -> int:
    """Tell who belongs to it already; is there nobody, then who looks after its place."""
    day, organisation = timezone.localdate(now), membership.organisation
    known = {by.pk, membership.person_id}
    colleagues = list(memberships.people_of(organisation, day).exclude(pk__in=known))
    for person in colleagues:
        _tell(membership, person, _colleague, by, now)
    if colleagues or permissions.belongs_to(by, organisation, now):
        return len(colleagues)
    place = RoleGrant(district=organisation.district)
    watching = queries.who_watches(place, day).exclude(person__in=known)
    if organisation.district is None:
        watching = watching.filter(role=RoleGrant.Role.ADMINISTRATOR)
    watchers = {grant.person_id: grant.person for grant in watching}
    for person in watchers.values():
        _tell(membership, person, _first, by, now)
    return len(watchers)


def _tell(
    membership: Membership, to: Person, say: Callable[[], Words], by: Person, now: dt.datetime
) -> None:
    """Tell one person, on the site and by mail; no name of a person stands in a mail."""
    organisation = membership.organisation
    link = f"/organisaties/{organisation.pk}/"
    if say in (_begun, _colleague) or permissions.administers(to, organisation.district, now):
        link = page_of(organisation)
    with translation.override(queries.screen_language(to)):
        about = {
            "name": membership.person, "organisation": organisation.name, "day": _day(membership),
        }  # fmt: skip
        words = say()
        notices.give_notice(person=to, text=words.text % about, by=by, now=now, link=link)
        notices.mail_notice(
            person=to, key=f"membership:{say.__name__}:{membership.pk}:{to.pk}", link=link, now=now,
            subject=words.subject % about, text=words.mail % about,
        )  # fmt: skip
