"""When the questions of a programme are for now: around its first and around its last day."""

import datetime as dt

START, END = "p_start", "p_end"
AFTER_START = dt.timedelta(days=21)
BEFORE_END, AFTER_END = dt.timedelta(days=14), dt.timedelta(days=28)
Window = tuple[dt.date, dt.date]


def windows(first: dt.date, last: dt.date) -> dict[str, Window]:
    """Give per moment from which day until which day it is offered.

    A short programme has its end after its start: the two never meet.
    """
    start = (first, min(first + AFTER_START, last))
    opens = max(last - BEFORE_END, start[1] + dt.timedelta(days=1))
    return {START: start, END: (opens, last + AFTER_END)}


def open_on(first: dt.date, last: dt.date, day: dt.date) -> str:
    """Say which moment is for now; empty when none is."""
    for moment, (begin, end) in windows(first, last).items():
        if begin <= day <= end:
            return moment
    return ""
