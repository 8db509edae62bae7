"""What is forgotten before it is counted for the last time: else only who was helped would be left.

A request that nobody answered is gone after ninety days, what people said of an activity after a
year. So who asked and has no request any more is counted as the last time, by number, until the
year is over; and of a period that is over, what was told of such facts is not counted anew.
"""

import datetime as dt
from collections.abc import Mapping

from wijkschakel.outcomes.queries.facts.found import Found
from wijkschakel.outcomes.rules import periods
from wijkschakel.places.models import Region
from wijkschakel.support.models import HelpRequest

ASKED_FOR_HELP = "asked"
FADES = (ASKED_FOR_HELP, "ties", "face-", "satisfied-")  # begins of topics
SETTLED = dt.timedelta(days=2)  # the nights in which a period is counted for the last time
Before = Mapping[int, tuple[int, int]]  # number of a person: week, code


def is_settled(topic: str, period: str, now: dt.datetime) -> bool:
    """Say whether what was told of a period stays because its facts are being forgotten."""
    return topic.startswith(FADES) and now >= periods.span_of(period).end + SETTLED


def keep_askers(found: Found, region: Region, before: Before) -> None:
    """Count who asked and whose request was forgotten since, as it stood then.

    Who took the request back still has one, wiped or objected has no number any more.
    """
    if is_settled(ASKED_FOR_HELP, found.span.name, found.now):
        return  # is counted no more, so nobody's number is kept for it
    rows = HelpRequest.objects.filter(district__regions=region)
    there = {found.roll.number(person) for person in rows.values_list("person", flat=True)}
    counted = {seat.number for seat in found.roll.seats.values()}
    states = found.states[ASKED_FOR_HELP, found.span.name]
    for number, (week, code) in before.items():
        if number in counted and number not in there:
            states.setdefault(number, (week, code))
