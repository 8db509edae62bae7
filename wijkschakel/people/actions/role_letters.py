"""Telling who looks after a place that somebody reads along there from now on."""

import datetime as dt

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from wijkschakel.base import outbox
from wijkschakel.people import queries
from wijkschakel.people.actions import notices
from wijkschakel.people.models import Person, RoleGrant

Role = RoleGrant.Role
PAGES = {Role.COORDINATOR: "/werkplek/rollen/", Role.ADMINISTRATOR: "/werkplek/beheer/rollen/"}


def tell_who_watches(grant: RoleGrant, by: Person, now: dt.datetime) -> int:
    """Tell everybody who looks after the place of a role, at once; not who gave it or got it.

    Without names: those stand on the page. Gives how many were told.
    """
    told = 0
    known = {by.pk, grant.person_id}
    for watcher in queries.who_watches(grant, timezone.localdate(now)):
        if watcher.person_id not in known:
            known.add(watcher.person_id)
            _tell(watcher.person, PAGES[Role(watcher.role)], grant, by, now)
            told += 1
    return told


def _tell(person: Person, link: str, grant: RoleGrant, by: Person, now: dt.datetime) -> None:
    with translation.override(queries.screen_language(person)):
        place = grant.district or grant.municipality or grant.region or _("alle wijken")
        words = {"role": grant.get_role_display(), "place": place}
        text = _("Iemand kreeg een rol: %(role)s, in %(place)s. Ken je diegene niet? "
                 "Bel de beheerder.") % words  # fmt: skip
        notices.give_notice(person=person, text=text, by=by, now=now, link=link)
        if address := queries.mail_address(person):
            look = _("Kijk hier: %(url)s") % {"url": f"{settings.BASE_URL}{link}"}
            outbox.queue_mail(
                key=f"role:{grant.pk}:{person.pk}", to=address, person=person.pk, now=now,
                subject=_("Iemand kreeg een rol in %(place)s") % words, body=f"{text}\n\n{look}",
            )  # fmt: skip
