"""Printed products: nothing of anybody; thrown away after a week."""

import datetime as dt

from wijkschakel.activities.models import PrintedProduct
from wijkschakel.people.models import Person

KEPT = dt.timedelta(days=7)


def export(person: Person) -> dict[str, object]:
    """Nothing on them is of a person."""
    return {}


def erase(person: Person, now: dt.datetime) -> None:
    """Nothing on them is of a person."""


def retention(now: dt.datetime) -> dict[str, int]:
    """Throw away what was made a week ago: the agenda on it is old."""
    gone, _kinds = PrintedProduct.objects.filter(ordered_at__lte=now - KEPT).delete()
    return {"printed products": gone}
