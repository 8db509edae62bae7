"""Counts per so many people, and how one rate stands to another: exact intervals.

Needs scipy. Given their sum, the first of two Poisson counts is binomial (Przyborowski and
Wilenski 1940), so the interval of Clopper and Pearson (1934) gives an exact one for the ratio.
`scipy.special` has the functions; `scipy.stats`, which names them, takes a second to load.
"""

from math import inf

from scipy import special

from wijkschakel.outcomes.effects.change import Estimate
from wijkschakel.outcomes.rules.troubles import BadInput


def rate(count: int, people: float, per: float = 1_000) -> Estimate:
    """Give a count per thousand people with its exact interval (Garwood 1936)."""
    _check(count, people)
    low = special.gammaincinv(count, 0.025) if count else 0.0
    high = special.gammaincinv(count + 1, 0.975)
    scale = per / people
    return Estimate(count * scale, count**0.5 * scale, float(low) * scale, float(high) * scale)


def rate_ratio(now: int, people_now: float, was: int, people_was: float) -> Estimate:
    """Give the rate now over the rate then; without any count then, only a lowest value."""
    _check(now, people_now)
    _check(was, people_was)
    scale = people_was / people_now
    low = float(special.betaincinv(now, was + 1, 0.025)) if now else 0.0
    high = float(special.betaincinv(now + 1, was, 0.975)) if was else 1.0
    value = now / was * scale if was else inf
    error = value * (1 / max(now, 0.5) + 1 / max(was, 0.5)) ** 0.5
    most = high / (1 - high) * scale if high < 1 else inf
    return Estimate(value, error, low / (1 - low) * scale, most)


def _check(count: int, people: float) -> None:
    if count < 0 or people <= 0:
        raise BadInput("A rate needs a count from 0 up, among some people.")
