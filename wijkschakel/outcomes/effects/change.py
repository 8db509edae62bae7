"""Change of the same people, with its interval. Needs numpy and scipy.

before, after   float64 (n,): shares as 0 and 1, or marks; `after` NaN for who dropped out
covariates      float64 (n, k), known of everybody at the start
weights         float64 (n,), one over the chance to stay, mean 1; 0 for who dropped out

Standard errors come from influence functions (sandwich). The ratio of two paired shares: delta
method on the logarithm with 0.5 added to each count (Bonett and Price 2006, Gart 1966).
"""

from dataclasses import dataclass

import numpy as np
from scipy import special

from wijkschakel.outcomes.effects import rules
from wijkschakel.outcomes.effects.rules import Finding
from wijkschakel.outcomes.rules.troubles import FEWEST_PAIRS, BadInput

Array = np.ndarray
NORMAL_95 = 1.959963984540054
MOST_WEIGHT = 10.0
TREND_PAIRS = 50  # on both sides; with fewer an equal course before is not seen
UNEQUAL = 0.1  # a chance below it: they did not go alike before
STEPS = 25


@dataclass(frozen=True)
class Estimate:
    """A number, its standard error and its 95 % interval."""

    value: float
    error: float
    low: float
    high: float

    @property
    def p(self) -> float:
        """Give the chance of something at least as far from 0 when nothing happened."""
        if not self.error:
            return 1.0 if self.value == 0 else 0.0
        return float(2 * special.ndtr(-abs(self.value / self.error)))


def estimate(value: float, error: float, degrees: float = np.inf) -> Estimate:
    """Put a symmetrical interval around a number."""
    reach = error * (NORMAL_95 if degrees == np.inf else float(special.stdtrit(degrees, 0.975)))
    return Estimate(float(value), float(error), float(value - reach), float(value + reach))


def pairs(before: Array, after: Array) -> Array:
    """Say who has both answers, bool (n,); refuse arrays that do not fit."""
    if before.shape != after.shape or before.ndim != 1:
        raise BadInput("Before and after are of the same people, one number each.")
    if np.isnan(before).any():
        raise BadInput("Who has no first answer is not in the study.")
    return ~np.isnan(after)


def ratio(before: Array, after: Array) -> Estimate:
    """Give the relative change of a share in complete pairs: after / before - 1."""
    both = pairs(before, after)
    was, now = before[both], after[both]
    ones = (float(was.sum()) + 0.5, float(now.sum()) + 0.5)
    turned = float((was != now).sum()) + 1.0  # 0.5 each way
    error = np.sqrt(turned / (ones[0] * ones[1]))
    middle = np.log(ones[1] / ones[0])
    low, high = np.exp([middle - NORMAL_95 * error, middle + NORMAL_95 * error]) - 1
    value = float(np.exp(middle)) - 1
    return Estimate(value, float(np.exp(middle) * error), float(low), float(high))


def stay_weights(covariates: Array, stayed: Array) -> tuple[Array, Array]:
    """Give each who stayed the weight of those alike who did not; float64 (n,) and (n, k + 1).

    One over the chance to stay by logistic regression, at most MOST_WEIGHT, mean 1 over everybody;
    and the scores of that regression, which make the intervals as narrow as they may be. Right
    when who drops out is explained by what was known at the start; nothing repairs more.
    """
    if stayed.all():
        return np.ones(len(stayed)), np.zeros((len(stayed), 0))
    centred = covariates - covariates.mean(axis=0)
    spread = centred.std(axis=0)
    design = np.column_stack([np.ones(len(stayed)), centred / np.where(spread > 0, spread, 1)])
    chance = _chance(design, stayed.astype(float))
    weights = np.minimum(stayed / np.clip(chance, 1e-3, 1), MOST_WEIGHT)
    return weights / weights.mean(), (stayed - chance)[:, None] * design


def _chance(design: Array, outcome: Array) -> Array:
    """Fit a logistic regression by Newton's method, with a touch of ridge for rare answers."""
    beta = np.zeros(design.shape[1])
    ridge = 1e-4 * np.eye(len(beta))
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(design @ beta, -30, 30)))
        slope = design.T @ (outcome - chance) - ridge @ beta
        curve = (design.T * (chance * (1 - chance))) @ design + ridge
        step = np.linalg.solve(curve, slope)
        beta += step
        if np.abs(step).max() < 1e-9:
            break
    return 1 / (1 + np.exp(-np.clip(design @ beta, -30, 30)))


@dataclass(frozen=True)
class Group:
    """One group: weighted means of before and after, and each person's pull on both."""

    before: float
    after: float
    pull_before: Array  # float64 (n,), influences; 0 on average
    pull_after: Array
    size: int  # complete pairs


def group(
    before: Array, after: Array, weights: Array | None = None, scores: Array | None = None
) -> Group:
    """Take a group together; weights of mean 1, 0 for who dropped out."""
    both = pairs(before, after)
    if weights is None:
        before, after, both = before[both], after[both], both[both]
        weights = np.ones(len(before))
    now = np.where(both, after, 0.0)
    means = (float((weights * before).mean()), float((weights * now).mean()))
    pull_before, pull_after = weights * (before - means[0]), weights * (now - means[1])
    if scores is not None and scores.shape[1]:
        pull_before, pull_after = _beyond(pull_before, scores), _beyond(pull_after, scores)
    return Group(*means, pull_before, pull_after, int(both.sum()))


def _beyond(pull: Array, scores: Array) -> Array:
    """Take away what the weights already explain (Robins, Rotnitzky and Zhao 1995)."""
    return pull - scores @ np.linalg.lstsq(scores, pull, rcond=None)[0]


def _error(pull: Array) -> float:
    return float(np.sqrt((pull**2).sum() / (len(pull) * (len(pull) - 1.0))))


def relative_change(one: Group, other: Group | None = None) -> Estimate:
    """Give rho = [(p1 - p0) - (c1 - c0)] / p0; without comparison, c1 - c0 is taken as 0."""
    if not one.before:
        raise BadInput("Nobody had this at the start: a change in percent does not exist.")
    gained = other.after - other.before if other else 0.0
    rho = (one.after - one.before - gained) / one.before
    error = _error((one.pull_after - one.pull_before - rho * one.pull_before) / one.before)
    if other:
        error = np.hypot(error, _error(other.pull_after - other.pull_before) / one.before)
    return estimate(rho, float(error), _degrees(one, other))


def _degrees(one: Group, other: Group | None) -> float:
    return float(min(one.size, other.size if other else one.size) - 1)


def absolute_change(one: Group, other: Group | None = None) -> Estimate:
    """Give (p1 - p0) - (c1 - c0) in points of the scale."""
    gained = other.after - other.before if other else 0.0
    error = _error(one.pull_after - one.pull_before)
    if other:
        error = float(np.hypot(error, _error(other.pull_after - other.pull_before)))
    return estimate(one.after - one.before - gained, error, _degrees(one, other))


@dataclass(frozen=True)
class Side:
    """The people of one side, with what was known of them at the start."""

    before: Array
    after: Array
    covariates: Array | None = None

    def group(self) -> tuple[Group, int]:
        """Weigh for drop-out; give the group and how many dropped out."""
        stayed = pairs(self.before, self.after)
        known = self.before[:, None]
        if self.covariates is not None:
            known = np.column_stack([known, self.covariates])
        weights, scores = stay_weights(known, stayed)
        return group(self.before, self.after, weights, scores), int((~stayed).sum())


def beside(
    name: str, programme: Side, comparison: Side | None, *,
    trend_before: bool = False, by_lot: bool = False, is_share: bool = True,
) -> Finding:  # fmt: skip
    """Judge a programme beside a comparison that was selected the same way.

    Without a comparison the answer is graded D: an indication, no effect.
    """
    both = int(pairs(programme.before, programme.after).sum())
    other = int(pairs(comparison.before, comparison.after).sum()) if comparison else 0
    graded = rules.grade(
        by_lot=by_lot, trend_before=trend_before and other > 0, same_selected=other > 0,
        weighted=True, paired=True,
    )  # fmt: skip
    lost = len(programme.before) - both
    if both < FEWEST_PAIRS or (comparison and other < FEWEST_PAIRS):
        return rules.too_few(name, both, lost, other, graded)
    one, dropped = programme.group()
    if one.before <= 0:
        return rules.too_few(name, both, lost, other, graded)
    found = relative_change(one, comparison.group()[0] if comparison else None)
    degrees = min(both, other or both) - 1
    p = float(2 * special.stdtr(degrees, -abs(found.value / found.error)))
    return Finding(
        name, found.value, found.low, found.high, p, both, dropped, other, one.before,
        rules.DETECTABLE * found.error, graded,
        rules.judge(p, both, one.before, is_share=is_share),
    )  # fmt: skip


def went_alike(programme: Side, comparison: Side) -> bool:
    """Say whether both sides went alike before it began, of enough people on both sides."""
    if min(len(programme.before), len(comparison.before)) < TREND_PAIRS:
        return False
    one, other = (group(side.before, side.after) for side in (programme, comparison))
    return absolute_change(one, other).p >= UNEQUAL


def by_lot(treated: Array, control: Array) -> tuple[Estimate, Estimate]:
    """Compare means of two groups made by lot: with one variance for both, and with two.

    The first is ordinary least squares, the second Neyman's (Welch's) error.
    """
    n, m = len(treated), len(control)
    value = float(treated.mean() - control.mean())
    spread = (float(treated.var(ddof=1)), float(control.var(ddof=1)))
    pooled = ((n - 1) * spread[0] + (m - 1) * spread[1]) / (n + m - 2)
    own = np.sqrt(spread[0] / n + spread[1] / m)
    return estimate(value, np.sqrt(pooled * (1 / n + 1 / m)), n + m - 2), estimate(value, own)
