"""Telling who it concerns that somebody belongs to an organisation, or no longer."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wijkschakel.base.models import JournalEntry
from wijkschakel.people import permissions, queries
from wijkschakel.people.actions import notices
from wijkschakel.people.models import Membership, Organisation, Person, RoleGrant
from wijkschakel.people.queries import memberships


@dataclass(frozen=True)
class Words:
    """What is said: the subject of a mail, the words on the site, and those in the mail."""

    subject: str
    text: str
    mail: str


def page_of(organisation: Organisation) -> str:
    """Give where who belongs to it stands, and where it is ended."""
    return f"/organisaties/{organisation.pk}/mensen/"


def day_of(membership: Membership) -> str:
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


def tell_others(membership: Membership, by: Person, now: dt.datetime) -> int:
    """Tell who belongs to it already; is there nobody, then who looks after its place.

    Gives how many were told; of the first, with nobody there, the next to look after it hears.
    """
    day, organisation = timezone.localdate(now), membership.organisation
    known = {by.pk, membership.person_id}
    colleagues = list(memberships.people_of(organisation, day).exclude(pk__in=known))
    for person in colleagues:
        _tell(membership, person, _colleague, by, now)
    if colleagues or permissions.belongs_to(by, organisation, now):
        return len(colleagues)
    watching = _watching(organisation, day).exclude(person__in=known)
    watchers = {grant.person_id: grant.person for grant in watching}
    for person in watchers.values():
        _tell(membership, person, _first, by, now)
    membership.is_untold = not watchers
    membership.save(update_fields=["is_untold"])
    return len(watchers)


def _watching(organisation: Organisation, day: dt.date) -> QuerySet[RoleGrant]:
    watching = queries.who_watches(RoleGrant(district=organisation.district), day)
    if organisation.district is None:
        return watching.filter(role=RoleGrant.Role.ADMINISTRATOR)
    return watching


def tell_newcomer(watcher: RoleGrant, now: dt.datetime) -> None:
    """Tell who looks after a place from now on of the first members nobody could be told of."""
    if watcher.role not in (RoleGrant.Role.COORDINATOR, RoleGrant.Role.ADMINISTRATOR):
        return
    day = timezone.localdate(now)
    waiting = Membership.objects.filter(is_untold=True, person__erased_at=None)
    others = waiting.exclude(ends_on__lt=day).exclude(person=watcher.person_id)
    for one in others.select_related("person", "organisation__district"):
        own = JournalEntry.objects.filter(
            action="give_membership", object_id=str(one.pk), by=watcher.person_id
        )
        if _watching(one.organisation, day).filter(pk=watcher.pk).exists() and not own.exists():
            _tell(one, watcher.person, _first, None, now)
            one.is_untold = False
            one.save(update_fields=["is_untold"])


def tell_oneself(membership: Membership, by: Person, now: dt.datetime) -> None:
    """Tell the person who belongs to it, with where to stop it."""
    _tell(membership, membership.person, _begun, by, now)


def tell_ended(membership: Membership, by: Person, now: dt.datetime) -> None:
    """Tell the person that somebody else ended it."""
    _tell(membership, membership.person, _ended, by, now)


def _tell(
    membership: Membership,
    to: Person,
    say: Callable[[], Words],
    by: Person | None,
    now: dt.datetime,
) -> None:
    """Tell one person, on the site and by mail; no name of a person stands in a mail."""
    organisation = membership.organisation
    link = f"/organisaties/{organisation.pk}/"
    if say in (_begun, _colleague) or permissions.administers(to, organisation.district, now):
        link = page_of(organisation)
    with translation.override(queries.screen_language(to)):
        about = {
            "name": membership.person, "organisation": organisation.name, "day": day_of(membership),
        }  # fmt: skip
        words = say()
        notices.give_notice(person=to, text=words.text % about, by=by, now=now, link=link)
        notices.mail_notice(
            person=to, key=f"membership:{say.__name__}:{membership.pk}:{to.pk}", link=link, now=now,
            subject=words.subject % about, text=words.mail % about,
        )  # fmt: skip
