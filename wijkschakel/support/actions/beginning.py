"""Beginning a district like another one, with its guide."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from wijkschakel.activities.actions import beginnings
from wijkschakel.activities.models import DistrictBeginning
from wijkschakel.people.models import Person
from wijkschakel.places.models import District
from wijkschakel.support.actions import guides
from wijkschakel.support.queries import guides as queries

GUIDE = "guide"


@transaction.atomic
def begin_district(
    *,
    district: District,
    source: District,
    take: Collection[str],
    by: Person,
    now: dt.datetime,
) -> DistrictBeginning:
    """Take along what was chosen; the guide comes as a draft, to be read before it goes online.

    :raises BeganBefore: it was done before. HasAGuide: the district has a guide of its own.
    """
    beginning = beginnings.begin_like(district=district, source=source, take=take, by=by, now=now)
    online = queries.find_online(source) if GUIDE in take else None
    if online is not None:
        guides.create_guide(name=district.name, district=district, by=by, now=now, source=online)
        beginnings.note_taken(beginning=beginning, kind=GUIDE, number=1, by=by, now=now)
    return beginning
