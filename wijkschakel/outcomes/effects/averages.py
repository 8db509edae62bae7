"""Regression to the mean: who enrols on a bad day has a better day later anyway.

Needs numpy. Davis (1976): of people chosen for a low mark, the expected later mark is
mu + r (before - mu), with mu the mean of everybody and r how well two marks of one person agree.
"""

from dataclasses import dataclass

import numpy as np

from wijkschakel.outcomes.effects.change import Array, Estimate, estimate, pairs
from wijkschakel.outcomes.rules.troubles import BadInput


@dataclass(frozen=True)
class Everybody:
    """What is known of people who were not chosen: mean, agreement, and their errors."""

    mean: float
    agreement: float  # correlation of two marks of one person with as much time between
    agreement_error: float
    drift: float  # change of the mean in the same time
    mean_error: float = 0.0


def everybody(before: Array, after: Array) -> Everybody:
    """Learn it from a panel of people who were not chosen, float64 (n,) each."""
    both = pairs(before, after)
    was, now = before[both], after[both]
    if len(was) < 3 or not was.std():
        raise BadInput("A panel of fewer than three, or all alike, tells nothing.")
    slope = float(np.cov(was, now)[0, 1] / was.var(ddof=1))
    left = now - now.mean() - slope * (was - was.mean())
    error = float(np.sqrt((left**2).sum() / (len(was) - 2) / ((was - was.mean()) ** 2).sum()))
    gained = now - was
    return Everybody(
        float(was.mean()), slope, error, float(gained.mean()),
        float(gained.std(ddof=1) / np.sqrt(len(was))),
    )  # fmt: skip


def beyond_regression(before: Array, after: Array, panel: Everybody) -> Estimate:
    """Give the change beyond what was to be expected of people who start so low (or high)."""
    both = pairs(before, after)
    was, now = before[both], after[both]
    expected = panel.mean + panel.drift + panel.agreement * (was - panel.mean)
    beyond = now - expected
    own = float(beyond.std(ddof=1) / np.sqrt(len(was)))
    doubt = float(abs(was.mean() - panel.mean)) * panel.agreement_error
    return estimate(float(beyond.mean()), float(np.sqrt(own**2 + doubt**2 + panel.mean_error**2)))
