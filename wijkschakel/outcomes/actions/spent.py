"""Telling what was spent in a quarter: once, a month after it is over, and never anew."""

import datetime as dt
from collections.abc import Mapping

from wijkschakel.outcomes.queries.facts import spent, things
from wijkschakel.outcomes.rules import spent as rules
from wijkschakel.outcomes.rules.periods import Span
from wijkschakel.places.models import Region


def once(
    region: Region, span: Span, now: dt.datetime, before: Mapping[str, int | None]
) -> dict[str, int | None]:
    """Give what was told before as it was, and what may be told since."""
    told: dict[str, int | None] = {}
    for quarter in things.quarters_over(span, now):
        mark = f":{quarter.name}"
        if rules.key(rules.SPENT, quarter.name) in before:
            told |= {
                name: value
                for name, value in before.items()
                if name.endswith(mark) and name.partition(":")[0] in rules.KEYS
            }
        elif spent.closes(quarter) <= now:
            told |= spent.spent(region, quarter)
    return told
