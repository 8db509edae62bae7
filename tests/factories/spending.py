"""Makes lines of what was spent for tests."""

import datetime as dt
from typing import Any

from tests.factories.people import MOMENT
from wijkschakel.activities.models import Initiative, Spending


def make_spending(initiative: Initiative | None = None, **changes: Any) -> Spending:
    """Let an initiative spend twenty euros in a shop around the corner, unless told otherwise."""
    values: dict[str, Any] = {
        "initiative": initiative,
        "by_name": "Ruilkast",
        "is_formal": False,
        "on": MOMENT.date(),
        "what": "Koffie en koek",
        "kind": "food",
        "where": "near",
        "cents": 2_000,
        "entered_at": MOMENT,
    }
    if initiative:
        values["district"] = initiative.district
    return Spending.objects.create(**values | changes)


def make_pay(initiative: Initiative | None = None, **changes: Any) -> Spending:
    """Let an initiative pay a resident for ten hours of work."""
    values: dict[str, Any] = {
        "kind": "pay",
        "where": "resident",
        "what": "Begeleider van de les",
        "minutes": 600,
        "people": 1,
        "cents": 20_000,
    }
    return make_spending(initiative, **values | changes)


def day(year: int, month: int, number: int) -> dict[str, Any]:
    """Give the day of a line, and that it was written the same day."""
    on = dt.date(year, month, number)
    return {"on": on, "entered_at": dt.datetime.combine(on, dt.time(12), tzinfo=dt.UTC)}
