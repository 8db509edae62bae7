"""When the sessions of a series fall."""

import datetime as dt
from collections.abc import Iterator

SERIES_MAXIMUM = 60


def weekly(
    *, first: dt.datetime, weeks: int, every: int = 1, skip: frozenset[dt.date] = frozenset()
) -> Iterator[dt.datetime]:
    """Give the starts of a weekly series, at the same wall clock time all year.

    :param first: aware moment in the zone of the people; its clock time is kept, so ten
        o'clock stays ten o'clock when summer time begins or ends.
    :param weeks: number of weeks looked at, counted from the first.
    :param every: 1 each week, 2 every other week.
    :param skip: days on which nothing happens.
    :raises ValueError: when weeks or every is below 1, or the series is too long.
    """
    if weeks < 1 or every < 1:
        raise ValueError("a series lasts at least one week")
    if weeks > SERIES_MAXIMUM:
        raise ValueError(f"a series lasts at most {SERIES_MAXIMUM} weeks")
    clock = first.replace(tzinfo=None)
    for number in range(0, weeks, every):
        moment = clock + dt.timedelta(weeks=number)
        if moment.date() not in skip:
            yield moment.replace(tzinfo=first.tzinfo)
