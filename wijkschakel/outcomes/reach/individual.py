"""The reach of people who find it hard to get by, from one voluntary question.

Who answers differs by neighbourhood, so answers are weighed back to who takes part there; inside a
neighbourhood those who answer are taken to be like those who do not. Published as one aggregate
only; who did not answer is a bar of its own. Plain Python.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from wijkschakel.outcomes.reach.index import (
    FEWEST_EXPECTED,
    FEWEST_TAKING_PART,
    Reach,
    wilson,
)
from wijkschakel.outcomes.rules.troubles import BadInput


@dataclass(frozen=True)
class Answers:
    """One stratum, for instance the neighbourhoods with a low score."""

    taking_part: int
    answered: int
    hard: int  # answered that getting by is hard


def individual_reach(strata: Sequence[Answers], resident_share: float) -> Reach:
    """Give the index of people who find it hard; `resident_share` is theirs among residents."""
    everybody = sum(s.taking_part for s in strata)
    answered = sum(s.answered for s in strata)
    if any(not 0 <= s.hard <= s.answered <= s.taking_part for s in strata):
        raise BadInput("No more answers than people, and no more hard than answers.")
    expected = everybody * resident_share
    heard = [s for s in strata if s.answered]
    hard = sum(s.hard for s in strata)
    few = answered < FEWEST_TAKING_PART or answered * resident_share < FEWEST_EXPECTED
    if few or any(s.taking_part and not s.answered for s in strata):
        return Reach(everybody, hard, expected, None, None, None, everybody - answered)
    share = sum(s.taking_part / everybody * s.hard / s.answered for s in heard)
    spread = sum(
        (s.taking_part / everybody) ** 2 * (s.hard / s.answered) * (1 - s.hard / s.answered)
        / s.answered
        for s in heard
    )  # fmt: skip
    worth = share * (1 - share) / spread if spread else float(answered)
    interval = wilson(share * worth, worth)
    return Reach(
        everybody, hard, expected, share / resident_share, interval.low / resident_share,
        interval.high / resident_share, everybody - answered,
    )  # fmt: skip
