"""Telling who looks after a place that somebody reads along there from now on."""

import datetime as dt

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from wijkschakel.people import queries
from wijkschakel.people.actions import notices
from wijkschakel.people.models import Person, RoleGrant

Role = RoleGrant.Role
PAGES = {Role.COORDINATOR: "/werkplek/rollen/", Role.ADMINISTRATOR: "/werkplek/beheer/rollen/"}


def tell_who_watches(grant: RoleGrant, by: Person | None, now: dt.datetime) -> int:
    """Tell everybody who looks after the place of a role, at once; not who gave it or got it.

    Without names: those stand on the page. Gives how many were told; is that nobody, then the role
    waits for who looks after the place next.
    """
    told = 0
    known = {by.pk if by else None, grant.person_id}
    for watcher in queries.who_watches(grant, timezone.localdate(now)):
        if watcher.person_id not in known:
            known.add(watcher.person_id)
            _tell(watcher, grant, by, now)
            told += 1
    grant.is_untold = not told
    grant.save(update_fields=["is_untold"])
    return told


def tell_newcomer(watcher: RoleGrant, now: dt.datetime) -> None:
    """Tell who looks after a place from now on what nobody could be told before."""
    if watcher.role not in PAGES:
        return
    day = timezone.localdate(now)
    waiting = RoleGrant.objects.active(day).filter(is_untold=True, person__erased_at=None)
    others = waiting.exclude(person=watcher.person_id).exclude(granted_by=watcher.person_id)
    for grant in others.select_related("district", "municipality", "region"):
        if queries.who_watches(grant, day).filter(pk=watcher.pk).exists():
            _tell(watcher, grant, None, now)
            grant.is_untold = False
            grant.save(update_fields=["is_untold"])


def _tell(watcher: RoleGrant, grant: RoleGrant, by: Person | None, now: dt.datetime) -> None:
    person, link = watcher.person, PAGES[Role(watcher.role)]
    with translation.override(queries.screen_language(person)):
        place = grant.district or grant.municipality or grant.region or _("alle wijken")
        words = {"role": grant.get_role_display(), "place": place}
        text = _("Iemand kreeg een rol: %(role)s, in %(place)s. Ken je diegene niet? "
                 "Bel de beheerder.") % words  # fmt: skip
        notices.give_notice(person=person, text=text, by=by, now=now, link=link)
        notices.mail_notice(
            person=person, key=f"role:{grant.pk}:{person.pk}", link=link, now=now,
            subject=_("Iemand kreeg een rol in %(place)s") % words, text=text,
        )  # fmt: skip
