"""Made-up people of whom everything is known. Needs numpy.

Each has a lasting well-being and good and bad days. Who enrols is below the mean that day.
Perceived health is good when well-being that day is above a line (73 of 100 in everybody). A
comparison is selected in the same way, in another district. All arrays float64; shares are 0 and 1.
"""

from dataclasses import dataclass, replace

import numpy as np

from wijkschakel.outcomes.effects.change import Array, Side

DAYS = 1.2  # spread of good and bad days, beside a spread of 1 between people
LINE = -0.96  # above it health is called good
MANY = 400_000
LEANS = 1.0  # who felt well stays half as often again as who did not


@dataclass(frozen=True)
class Scenario:
    """What really happens; all in standard deviations between people, but the shares."""

    name: str
    effect: float = 0.0  # of the programme, on who is in it
    below_mean: bool = True  # who enrols has a bad day
    dropout: float = 0.4  # share that gives no second answer
    dropout_leans: float = 0.0  # how much more those who felt bad at the start leave
    trend: float = 0.0  # everybody goes up by this
    spillover: float = 0.0  # share of the effect that the comparison gets too


SCENARIOS = (
    Scenario("no_effect", dropout_leans=LEANS),
    Scenario("real_effect", effect=0.5, dropout_leans=LEANS),
    Scenario("selection", dropout=0.0),
    Scenario("drop_out", below_mean=False, dropout_leans=LEANS),
    Scenario("trend", below_mean=False, dropout=0.0, trend=0.4),
    Scenario("spill_over", effect=0.5, spillover=0.5, dropout_leans=LEANS),
)


def side(source: np.random.Generator, people: int, scenario: Scenario, shift: float) -> Side:
    """Make one side of a study: `people` who enrolled, moved by `shift` after that."""
    lasting, day = _enrolled(source, people, scenario.below_mean)
    before = (lasting + day > LINE).astype(float)
    later = lasting + source.normal(0, DAYS, people) + scenario.trend + shift
    after = (later > LINE).astype(float)
    after[source.random(people) >= _stay(before, scenario)] = np.nan
    return Side(before, after)


def _enrolled(source: np.random.Generator, people: int, below_mean: bool) -> tuple[Array, Array]:
    """Draw people; who would be above the mean is mirrored, so nobody is thrown away."""
    lasting, day = source.normal(0, 1, people), source.normal(0, DAYS, people)
    if below_mean:
        turned = np.where(lasting + day > 0, -1.0, 1.0)
        lasting, day = lasting * turned, day * turned
    return lasting, day


def _stay(before: Array, scenario: Scenario) -> Array:
    """Give each the chance to stay; those who felt good stay more when drop-out leans."""
    lean = scenario.dropout_leans * (before - before.mean())
    return np.clip((1 - scenario.dropout) * (1 + 0.5 * lean), 0, 1)


def study(source: np.random.Generator, people: int, scenario: Scenario) -> tuple[Side, Side]:
    """Make a programme and its same-selected comparison, `people` each."""
    return (
        side(source, people, scenario, scenario.effect),
        side(source, people, scenario, scenario.effect * scenario.spillover),
    )


def truth(scenario: Scenario, seed: int = 9) -> float:
    """Give the real relative change by the programme, from very many people who all answer."""
    if not scenario.effect:
        return 0.0
    whole = replace(scenario, dropout=0.0, dropout_leans=0.0)
    ends = [side(np.random.default_rng(seed), MANY, whole, s) for s in (scenario.effect, 0.0)]
    return float((ends[0].after.mean() - ends[1].after.mean()) / ends[0].before.mean())


@dataclass(frozen=True)
class Taking:
    """A town with people who find it hard to get by, and who of them take part and answer."""

    taking_part: Array  # int64 (2,): in low neighbourhoods, elsewhere
    answered: Array
    hard: Array  # among who answered
    resident_share: float  # of people who find it hard, among residents
    low_share: float  # of residents in low neighbourhoods
    true_reach: float


def town(
    source: np.random.Generator, residents: int = 100_000, reach: float = 0.54,
    answering: tuple[float, float] = (0.62, 0.72), joining: float = 0.2,
) -> Taking:  # fmt: skip
    """Make a town where people who find it hard are reached `reach` of what is in proportion."""
    low = source.random(residents) < 0.2
    hard = source.random(residents) < np.where(low, 0.45, 0.1375)
    share = float(hard.mean())
    chance = np.where(hard, reach, (1 - share * reach) / (1 - share)) * joining
    joins = source.random(residents) < chance
    answers = joins & (source.random(residents) < np.where(low, *answering))
    found = float(hard[joins].mean()) / share

    def count(which: Array) -> Array:
        return np.array([int((which & low).sum()), int((which & ~low).sum())])

    return Taking(
        count(joins), count(answers), count(answers & hard), share, float(low.mean()), found
    )
