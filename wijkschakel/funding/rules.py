"""Sums of a bid, and how far a commission is. Plain Python."""

import datetime as dt

PER_MOMENT, ALL = "moment", "all"
DRAFT, OPEN, CLOSED = "draft", "open", "closed"


def stage_of(state: str, bids_until: dt.datetime, now: dt.datetime) -> str:
    """Say how far it is: what is open closes by itself at the closing time, to the second."""
    return CLOSED if state == OPEN and now >= bids_until else state


def total_cents(price_cents: int, per: str, moments: int) -> int:
    """Give what all of it costs."""
    return price_cents * moments if per == PER_MOMENT else price_cents


def cents_per(total: int, number: int) -> int:
    """Divide an amount, to the nearest cent; half a cent goes up."""
    return (2 * total + number) // (2 * number)
