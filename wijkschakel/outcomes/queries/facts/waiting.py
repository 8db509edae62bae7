"""Who wanted to take part and had not begun: the comparison that chose the same.

On a waiting list, offered a place, or signed up for what was still to come, when the first answers
were given; and nowhere there yet. From their first time there they are no comparison any more.
"""

import datetime as dt
import uuid

from django.db.models import Min, Q

from wijkschakel.activities.models import Enrolment
from wijkschakel.outcomes.queries.facts import doing
from wijkschakel.outcomes.rules.periods import Span
from wijkschakel.places.models import Region

EVER = dt.datetime.min.replace(tzinfo=dt.UTC)


def waiting(
    region: Region, before: Span, until: dt.datetime
) -> dict[uuid.UUID, dt.datetime | None]:
    """Give who waited when the first window ended, with the first time they were there after it."""
    wanted = Enrolment.objects.filter(
        Q(state__in=[Enrolment.State.WAITING, Enrolment.State.OFFERED])
        | Q(state=Enrolment.State.JOINED, session__starts_at__gte=before.end),
        session__district__regions=region, joined_at__lt=before.end, person__is_guest=False,
    )  # fmt: skip
    people = set(wanted.values_list("person", flat=True))
    first = dict(
        doing.was_there(region, EVER, until)
        .values("person")
        .annotate(first=Min("session__starts_at"))
        .values_list("person", "first")
    )
    return {
        person: first.get(person)
        for person in people
        if person not in first or first[person] >= before.end
    }
