"""A helper lets it be told that a course was followed, and takes that back.

Which course, and whether it was followed, the room of paths knows: it asks here for what is told.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from wijkschakel.base import journal
from wijkschakel.people.models import Person
from wijkschakel.support.actions.offers import NotYourOffer
from wijkschakel.support.models import Check


@transaction.atomic
def tell_trained(
    *, person: Person, kind: str, until_on: dt.date, by: Person, now: dt.datetime
) -> Check:
    """Let coordinators and the matching know that somebody followed a course, until a day.

    :raises NotYourOffer: only the helper says so.
    """
    if by.pk != person.pk or kind not in Check.OF_COURSES:
        raise NotYourOffer
    seen = {"seen_by": None, "seen_on": timezone.localdate(now), "until_on": until_on}
    check, _is_new = Check.objects.update_or_create(person=person, kind=kind, defaults=seen)
    journal.record(action="tell_trained", now=now, by=by, about=person, details={"kind": kind})
    return check


@transaction.atomic
def take_back_trained(*, person: Person, kind: str, by: Person, now: dt.datetime) -> bool:
    """Let nobody know any more; give whether it was known.

    :raises NotYourOffer: only the helper says so.
    """
    if by.pk != person.pk or kind not in Check.OF_COURSES:
        raise NotYourOffer
    if not Check.objects.filter(person=person, kind=kind).delete()[0]:
        return False
    journal.record(action="take_back_trained", now=now, by=by, about=person, details={"kind": kind})
    return True
