"""What naive counting says of made-up programmes, what we say, and what is true. Needs numpy.

Naive: the share that is well among all who start, beside the share among those who still answer,
with the test of two shares; the way most reports do it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from wijkschakel.outcomes.effects import change
from wijkschakel.outcomes.effects.change import Side
from wijkschakel.outcomes.simulator.populations import SCENARIOS, Scenario, study, truth


@dataclass(frozen=True)
class Trial:
    """Many studies of one scenario."""

    scenario: str
    people: int
    studies: int
    truth: float  # real relative change by the programme
    naive: float  # mean relative change that naive counting gives
    naive_change: float  # share of studies in which naive counting says "change"
    ours: float
    ours_change: float  # share of studies in which we say "change"
    covered: float  # share of studies whose 95 % interval holds the truth
    silent: int  # studies in which we say there are too few people


def naive(side: Side) -> tuple[float, bool]:
    """Count naively; give the relative change and whether "change" would be said."""
    left = side.after[~np.isnan(side.after)]
    was, now = float(side.before.mean()), float(left.mean())
    together = (side.before.sum() + left.sum()) / (len(side.before) + len(left))
    error = np.sqrt(together * (1 - together) * (1 / len(side.before) + 1 / len(left)))
    return now / was - 1, bool(abs(now - was) > change.NORMAL_95 * error)


def trial(scenario: Scenario, people: int, studies: int, seed: int = 1) -> Trial:
    """Do many studies of one scenario; the same seed gives the same figures."""
    source = np.random.default_rng(seed)
    real = truth(scenario)
    simple, found = [], []
    for _ in range(studies):
        programme, comparison = study(source, people, scenario)
        simple.append(naive(programme))
        found.append(change.beside(scenario.name, programme, comparison))
    told = [f for f in found if f.estimate is not None and f.low is not None]
    covered = [f.low <= real <= f.high for f in told if f.low is not None and f.high is not None]
    return Trial(
        scenario.name, people, studies, real,
        float(np.mean([value for value, _ in simple])),
        float(np.mean([said for _, said in simple])),
        float(np.mean([f.estimate for f in told])) if told else float("nan"),
        float(np.mean([f.p is not None and f.p < 0.05 for f in found])),
        float(np.mean(covered)) if covered else float("nan"),
        studies - len(told),
    )  # fmt: skip


def trials(
    people: int, studies: int, seed: int = 1, scenarios: Sequence[Scenario] = SCENARIOS,
    told: Callable[[str], None] = lambda name: None,
) -> list[Trial]:  # fmt: skip
    """Do every scenario; `told` hears which one begins."""
    found = []
    for scenario in scenarios:
        told(scenario.name)
        found.append(trial(scenario, people, studies, seed))
    return found
