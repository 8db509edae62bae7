"""Whether the voluntary questions stand beside what somebody just joined."""

import datetime as dt
import uuid

from wijkschakel.paths.models import QuestionOffer
from wijkschakel.people.models import Person

SHOWN = dt.timedelta(hours=12)


def has_offer(person: Person, session: uuid.UUID, now: dt.datetime) -> bool:
    """Say whether the questions are offered here: after joining this, today, not yet closed."""
    rows = QuestionOffer.objects.filter(
        person=person, session=session, closed_at__isnull=True, made_at__gte=now - SHOWN
    )
    return rows.exists()
