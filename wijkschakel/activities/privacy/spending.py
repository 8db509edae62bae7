"""What was spent: nobody stands in it, and it goes when the books may go."""

import datetime as dt

from wijkschakel.activities.models import Spending
from wijkschakel.people.models import Person

SPENDING_KEPT = dt.timedelta(days=7 * 365)


def export(person: Person) -> dict[str, object]:
    """Give nothing: a line knows no person."""
    return {}


def erase(person: Person, now: dt.datetime) -> None:
    """Change nothing: a line knows no person."""


def retention(now: dt.datetime) -> dict[str, int]:
    """Forget lines of seven years ago; the sums that were told stay."""
    old = Spending.objects.filter(on__lte=(now - SPENDING_KEPT).date())
    return {"spendings": old.delete()[0]}
