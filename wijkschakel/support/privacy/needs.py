"""What was not found, and guides: nothing here is anybody's; words go after a year."""

import datetime as dt

from django.utils import timezone

from wijkschakel.people.models import Person
from wijkschakel.support.models import GuideChange, UnservedNeed

WORDS_KEPT = dt.timedelta(days=365)
CHANGES_KEPT = dt.timedelta(days=30)


def export(person: Person) -> dict[str, object]:
    """Nothing: who looked for what is not known."""
    return {}


def erase(person: Person, now: dt.datetime) -> None:
    """Nothing to wipe."""


def retention(now: dt.datetime) -> dict[str, int]:
    """Forget words that nobody looked for in a year, and how old drafts read."""
    last = timezone.localdate(now - WORDS_KEPT)
    words, _kinds = UnservedNeed.objects.filter(last_on__lte=last).delete()
    online = GuideChange.objects.filter(version__published_at__lte=now - CHANGES_KEPT)
    changes, _kinds = online.delete()
    return {"unserved needs": words, "guide changes": changes}
