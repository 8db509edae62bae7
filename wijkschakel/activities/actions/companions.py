"""Bringing somebody: company, a carer, or the person one cares for. Each takes a place."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from wijkschakel.activities import rules
from wijkschakel.activities.actions import joining, places
from wijkschakel.activities.models import Enrolment
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people.actions import joining as people_joining
from wijkschakel.people.models import Person

State, Part = Enrolment.State, Enrolment.Part
COMPANION, MY_CARER, I_AM_CARER = "companion", "my_carer", "i_am_carer"
# Who comes along: their part, and the part of who brings them.
PARTS = {
    COMPANION: (Part.PARTICIPANT, Part.PARTICIPANT),
    MY_CARER: (Part.CARER, Part.PARTICIPANT),
    I_AM_CARER: (Part.PARTICIPANT, Part.CARER),
}


class NoPlaceForCompany(Refused):
    """There is no place for one more; who asked keeps theirs."""

    def __init__(self) -> None:
        super().__init__(_("Er is geen plek voor iemand erbij. Jouw plek blijft van jou."))


class EnoughCompany(Refused):
    """Everybody brings a few people at most, so that others can come too."""

    def __init__(self) -> None:
        super().__init__(
            _("Je kunt %(n)s mensen meenemen. Komen er meer? Bel de organisator even.")
            % {"n": rules.COMPANIONS_EACH}
        )


@transaction.atomic
def bring_somebody(
    *,
    enrolment: Enrolment,
    given_name: str,
    how: str,
    by: Person,
    now: dt.datetime,
    once: str,
) -> Enrolment:
    """Put somebody on the list beside who brings them, by name only.

    :param how: companion, my_carer or i_am_carer.
    :param once: key of the form; the same form sent twice brings one.
    :raises NoPlaceForCompany, EnoughCompany, NotOnTheList; SessionOver, SessionCancelled.
    """
    session = joining.locked(enrolment.session, now)
    earlier = Enrolment.objects.filter(once=once, session=session).first()
    if earlier:
        return earlier
    mine = Enrolment.objects.select_related("person").get(pk=enrolment.pk)
    if mine.state != State.JOINED:
        raise joining.NotOnTheList
    company = mine.brings.filter(state=State.JOINED).count()
    if company >= rules.COMPANIONS_EACH:
        raise EnoughCompany
    if not places.fits(session, now):
        raise NoPlaceForCompany
    theirs, my_part = PARTS[how]
    guest = people_joining.welcome_guest(given_name=given_name, district=session.district, now=now)
    brought = Enrolment.objects.create(
        session=session, person=guest, state=State.JOINED, part=theirs, brought_by=mine,
        joined_at=now, helped_by=by.pk, once=once,
    )  # fmt: skip
    if my_part != mine.part and how != COMPANION:
        mine.part = my_part
        mine.save(update_fields=["part"])
    places.count(session, taken=1)
    journal.record(action="bring_somebody", now=now, by=by, about=guest, thing=session)
    return brought
