"""Counts per so many people, and how one rate stands to another: exact intervals.

Needs scipy. Given their sum, the first of two Poisson counts is binomial (Przyborowski and
Wilenski 1940), so the interval of Clopper and Pearson (1934) gives an exact one for the ratio.
"""

from math import inf

from scipy import stats

from wijkschakel.outcomes.effects.change import Estimate
from wijkschakel.outcomes.rules.troubles import BadInput


def rate(count: int, people: float, per: float = 1_000) -> Estimate:
    """Give a count per thousand people with its exact interval (Garwood 1936)."""
    _check(count, people)
    low = stats.chi2.ppf(0.025, 2 * count) / 2 if count else 0.0
    high = stats.chi2.ppf(0.975, 2 * count + 2) / 2
    scale = per / people
    return Estimate(count * scale, count**0.5 * scale, float(low) * scale, float(high) * scale)


def rate_ratio(now: int, people_now: float, was: int, people_was: float) -> Estimate:
    """Give the rate now over the rate then; without any count then, only a lowest value."""
    _check(now, people_now)
    _check(was, people_was)
    scale = people_was / people_now
    low = float(stats.beta.ppf(0.025, now, was + 1)) if now else 0.0
    high = float(stats.beta.ppf(0.975, now + 1, was)) if was else 1.0
    value = now / was * scale if was else inf
    error = value * (1 / max(now, 0.5) + 1 / max(was, 0.5)) ** 0.5
    most = high / (1 - high) * scale if high < 1 else inf
    return Estimate(value, error, low / (1 - low) * scale, most)


def _check(count: int, people: float) -> None:
    if count < 0 or people <= 0:
        raise BadInput("A rate needs a count from 0 up, among some people.")
