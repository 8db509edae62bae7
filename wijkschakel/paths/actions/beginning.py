"""Beginning a district like another one, with its questions."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from wijkschakel.activities.actions import beginnings
from wijkschakel.activities.models import DistrictBeginning
from wijkschakel.paths.actions import packs
from wijkschakel.people.models import Person
from wijkschakel.places.models import District
from wijkschakel.support.actions import beginning

QUESTIONS = "questions"


@transaction.atomic
def begin_district(
    *,
    district: District,
    source: District,
    take: Collection[str],
    by: Person,
    now: dt.datetime,
) -> DistrictBeginning:
    """Take along what was chosen; questions wait until residents here agree to the words.

    :raises BeganBefore: it was done before. HasAGuide: the district has a guide of its own.
    """
    begun = beginning.begin_district(district=district, source=source, take=take, by=by, now=now)
    if QUESTIONS in take:
        number = packs.take_packs(district=district, source=source, by=by, now=now)
        beginnings.note_taken(beginning=begun, kind=QUESTIONS, number=number, by=by, now=now)
    return begun
