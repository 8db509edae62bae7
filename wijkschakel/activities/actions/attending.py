"""Who came without signing up."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from wijkschakel.activities import rules
from wijkschakel.activities.actions import joining
from wijkschakel.activities.models import Enrolment, Session
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people.actions import joining as people_joining
from wijkschakel.people.models import Person

LATEST = dt.timedelta(days=14)


class TooLateToAdd(Refused):
    """Names are added until two weeks after the end."""

    def __init__(self) -> None:
        super().__init__(_("Dit is meer dan twee weken geleden. Er kan geen naam meer bij."))


class NoPlaceForWalkIn(Refused):
    """All places are taken, so a name more does not fit."""

    def __init__(self) -> None:
        super().__init__(_("Alle plekken zijn bezet. Maak eerst meer plekken."))


@transaction.atomic
def add_walk_in(
    *, session: Session, given_name: str, by: Person, now: dt.datetime, once: str
) -> Enrolment:
    """Note somebody who came without signing up, by name only; they were there.

    :param once: key of the form; the same form sent twice adds one name.
    :raises NoPlaceForWalkIn: no place left. TooEarlyToMark, TooLateToAdd, SessionCancelled.
    """
    locked = Session.objects.select_for_update(of=("self",), no_key=True).select_related("district")
    fresh = locked.get(pk=session.pk)
    earlier = Enrolment.objects.filter(once=once, session=fresh).first()
    if earlier:
        return earlier
    if fresh.state == Session.State.CANCELLED:
        raise joining.SessionCancelled
    if not joining.may_mark(fresh, now):
        raise joining.TooEarlyToMark
    if now > fresh.ends_at + LATEST:
        raise TooLateToAdd
    if not rules.has_room(taken=fresh.taken, capacity=fresh.capacity):
        raise NoPlaceForWalkIn
    guest = people_joining.welcome_guest(given_name=given_name, district=fresh.district, now=now)
    enrolment = Enrolment.objects.create(
        session=fresh,
        person=guest,
        state=Enrolment.State.JOINED,
        joined_at=now,
        helped_by=by.pk,
        was_there=True,
        marked_at=now,
        once=once,
    )
    fresh.taken += 1
    fresh.save(update_fields=["taken"])
    journal.record(action="add_walk_in", now=now, by=by, about=guest, thing=fresh)
    return enrolment
