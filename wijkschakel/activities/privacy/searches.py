"""Saved searches: theirs to take along and to wipe; kept until they stop it."""

import datetime as dt
import json

from wijkschakel.activities.models import SavedSearch
from wijkschakel.people.models import Person


def export(person: Person) -> dict[str, object]:
    """Give what was saved: the choice, and how they are told."""
    rows = SavedSearch.objects.filter(person=person).select_related("district")
    return {
        "saved_searches": [
            {
                "wanted": json.loads(row.wanted)["query"],
                "district": row.district.name if row.district else None,
                "medium": row.medium,
                "is_paused": row.is_paused,
                "since": row.since.astimezone(dt.UTC).isoformat(),
            }
            for row in rows.order_by("since", "pk")
        ]
    }


def erase(person: Person, now: dt.datetime) -> None:
    """Throw them away."""
    SavedSearch.objects.filter(person=person).delete()


def retention(now: dt.datetime) -> dict[str, int]:
    """Nothing goes by itself: they stop it, or it goes when they are wiped."""
    return {}
