"""Districts that start one after another, in an order drawn by lot. Needs numpy.

Hussey and Hughes (2007). marks  float64 (districts, periods); starts  int64 (districts,), first
period with the programme (number of periods or more: never). Each district and each period has its
own level; the effect is taken to be one step, the same everywhere. Chance is judged by giving the
starting moments to other districts, as the lot could have done: no distribution is assumed.
"""

import numpy as np

from wijkschakel.outcomes.effects.change import Array, Estimate, estimate
from wijkschakel.outcomes.rules.troubles import BadInput

SHUFFLES = 999


def effect(marks: Array, starts: Array) -> Estimate:
    """Give the step, with errors clustered by district (t with districts - 1 degrees)."""
    districts, periods = marks.shape
    on = treated(starts, periods)
    inside = _within(on)
    spread = float((inside**2).sum())
    if districts < 4 or spread < 1e-9:
        raise BadInput("This needs four districts that do not all start at the same moment.")
    value = float((inside * marks).sum() / spread)
    left = _within(marks - value * on)
    pull = (inside * left).sum(axis=1)
    small = districts / (districts - 1)
    return estimate(value, float(np.sqrt(small * (pull**2).sum()) / spread), districts - 1)


def chance(marks: Array, starts: Array, seed: int = 1, shuffles: int = SHUFFLES) -> float:
    """Give the chance of a step at least so large when the order alone decided."""
    source = np.random.default_rng(seed)
    periods = marks.shape[1]
    orders = np.array([source.permutation(starts) for _ in range(shuffles)])
    on = (np.arange(periods) >= orders[:, :, None]).astype(float)
    inside = _within(on)
    steps = (inside * marks).sum(axis=(1, 2)) / (inside**2).sum(axis=(1, 2))
    own = abs(effect(marks, starts).value)
    return float((1 + (np.abs(steps) >= own - 1e-12).sum()) / (shuffles + 1))


def treated(starts: Array, periods: int) -> Array:
    """Say which district has the programme in which period, float64 (districts, periods)."""
    return (np.arange(periods) >= starts[:, None]).astype(float)


def _within(values: Array) -> Array:
    """Take away the level of each district and of each period."""
    return (
        values
        - values.mean(axis=-1, keepdims=True)
        - values.mean(axis=-2, keepdims=True)
        + values.mean(axis=(-2, -1), keepdims=True)
    )
