"""Messages in circles: the writer's to take along and to wipe; half a year otherwise."""

import datetime as dt

from wijkschakel.activities.models import CircleMessage
from wijkschakel.people.models import Person

KEPT = dt.timedelta(days=183)


def export(person: Person) -> dict[str, object]:
    """Give what somebody wrote; what others wrote is theirs."""
    rows = CircleMessage.objects.filter(author=person).select_related("activity")
    return {
        "circle_messages": [
            {
                "activity": row.activity.title,
                "text": row.text,
                "made_at": row.made_at.astimezone(dt.UTC).isoformat(),
            }
            for row in rows.order_by("made_at", "pk")
        ]
    }


def erase(person: Person, now: dt.datetime) -> None:
    """Throw away what they wrote."""
    CircleMessage.objects.filter(author=person).delete()


def retention(now: dt.datetime) -> dict[str, int]:
    """Throw away what is half a year old."""
    old = CircleMessage.objects.filter(made_at__lte=now - KEPT)
    return {"circle messages": old.delete()[0]}
