"""One district beside a mixture of others that went the same way before. Needs numpy, scipy.

Abadie, Diamond and Hainmueller (2010). marks  float64 (periods, districts), the first column the
district that started; `start` the first period with the programme. How unusual the result is, is
told by doing the same for every other district as if it had started (placebo ranks).
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import nnls

from wijkschakel.outcomes.effects.change import Array
from wijkschakel.outcomes.rules.troubles import BadInput

HEAVY = 1e3
FEWEST_BEFORE = 4
FEWEST_OTHERS = 5


@dataclass(frozen=True)
class Mixture:
    """The gap to the mixture, and how it ranks among gaps where nothing started."""

    gap: Array  # float64 (periods,)
    weights: Array  # float64 (others,), at least 0, together 1
    effect: float  # mean gap after the start
    rank: int  # 1: no other district has a gap so large for how well it fitted before
    p: float  # rank / number of districts
    fit: float  # root mean square of the gap before


def compare(marks: Array, start: int) -> Mixture:
    """Compare the first district with the best mixture of the others."""
    periods, districts = marks.shape
    if not FEWEST_BEFORE <= start < periods or districts <= FEWEST_OTHERS:
        raise BadInput(
            f"This needs {FEWEST_BEFORE} periods before the start, one after, "
            f"and {FEWEST_OTHERS} other districts."
        )
    weights, gap = _mix(marks, 0, start)
    ratios = np.array([_unusual(_mix(marks, d, start)[1], start) for d in range(districts)])
    rank = int((ratios >= ratios[0] - 1e-12).sum())
    fit = float(np.sqrt((gap[:start] ** 2).mean()))
    return Mixture(gap, weights, float(gap[start:].mean()), rank, rank / districts, fit)


def _mix(marks: Array, district: int, start: int) -> tuple[Array, Array]:
    """Find weights that are at least 0 and sum to 1; give them and the gap."""
    others = marks[:, np.arange(marks.shape[1]) != district]
    own = marks[:, district]
    scale = HEAVY * max(1.0, float(np.abs(marks[:start]).max()))
    design = np.vstack([others[:start], np.full(others.shape[1], scale)])
    weights, _ = nnls(design, np.append(own[:start], scale))
    weights = weights / weights.sum()
    return weights, own - others @ weights


def _unusual(gap: Array, start: int) -> float:
    return float((gap[start:] ** 2).mean() / max((gap[:start] ** 2).mean(), 1e-12))
