"""What may be said of a change, in codes; pages have the words.

Plain Python. Grades: A randomised or stepped wedge; B difference-in-differences or synthetic
control with a trend from before; C drop-out-weighted paired change beside a same-selected
comparison; D paired change only (an indication, no effect); E counts only.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from wijkschakel.outcomes.rules.troubles import FEWEST_PAIRS, BadInput

Grade = Literal["A", "B", "C", "D", "E"]
Verdict = Literal["too_few", "ceiling", "change", "no_change_seen"]
# What each grade is called: the code that pages translate.
GRADE_WORDS: dict[Grade, str] = {
    "A": "effect_by_lot",
    "B": "effect_compared_over_time",
    "C": "change_beside_comparison",
    "D": "indication_no_effect",
    "E": "counts_only",
}
CEILING = 0.8  # a baseline above it cannot rise by 25 %
CERTAIN = 0.05
DETECTABLE = 1.959964 + 0.841621  # standard errors that 80 of 100 studies would see


@dataclass(frozen=True)
class Finding:
    """One estimate with everything needed to judge it; shares are relative to the baseline."""

    name: str
    estimate: float | None  # None: nothing may be said
    low: float | None
    high: float | None
    p: float | None
    pairs: int
    dropped: int  # people with a baseline and no second answer
    compared: int  # pairs in the comparison
    baseline: float | None
    smallest: float | None  # smallest change that this study would probably have seen
    grade: Grade
    verdict: Verdict
    missing_pairs: int = 0  # how many more pairs are needed to say anything

    @property
    def words(self) -> str:
        """Give the code of the grade's words."""
        return GRADE_WORDS[self.grade]


def grade(
    *,
    by_lot: bool = False,
    stepped: bool = False,
    trend_before: bool = False,
    same_selected: bool = False,
    weighted: bool = False,
    paired: bool = False,
) -> Grade:
    """Grade the evidence by how it was got, never by how it came out."""
    if by_lot or stepped:
        return "A"
    if trend_before:
        return "B"
    if same_selected and weighted and paired:
        return "C"
    return "D" if paired else "E"


def too_few(name: str, pairs: int, dropped: int, compared: int, graded: Grade) -> Finding:
    """Say that there are too few people to say anything, and how many are missing."""
    return Finding(
        name, None, None, None, None, pairs, dropped, compared, None, None, graded, "too_few",
        max(0, FEWEST_PAIRS - pairs),
    )  # fmt: skip


def judge(
    p: float, pairs: int, baseline: float | None, *, is_share: bool, certain: float = CERTAIN
) -> Verdict:
    """Choose the verdict; above the ceiling the goal cannot be reached on this scale."""
    if pairs < FEWEST_PAIRS:
        return "too_few"
    if is_share and baseline is not None and baseline > CEILING:
        return "ceiling"
    return "change" if p < certain else "no_change_seen"


def holm(chances: Sequence[float]) -> list[float]:
    """Adjust chances for being many in one report (Holm 1979), in the order given."""
    if any(not 0 <= p <= 1 for p in chances):
        raise BadInput("A chance lies from 0 to 1.")
    order = sorted(range(len(chances)), key=lambda place: chances[place])
    adjusted, highest = [0.0] * len(chances), 0.0
    for rank, place in enumerate(order):
        highest = max(highest, min(1.0, (len(chances) - rank) * chances[place]))
        adjusted[place] = highest
    return adjusted


def report(findings: Sequence[Finding]) -> list[Finding]:
    """Judge findings that stand in one report together: more questions, more chance of luck."""
    asked = [finding for finding in findings if finding.p is not None]
    adjusted = iter(holm([f.p for f in asked if f.p is not None]))
    return [
        finding
        if finding.p is None
        else replace(finding, p=(p := next(adjusted)), verdict=_again(finding, p))
        for finding in findings
    ]


def _again(finding: Finding, p: float) -> Verdict:
    if finding.verdict in ("too_few", "ceiling"):
        return finding.verdict
    return "change" if p < CERTAIN else "no_change_seen"


def reaches(finding: Finding, goal: float) -> Literal["reached", "not_reached", "unknown"]:
    """Say whether a goal (.25 is 25 %) was reached; unknown while the interval holds it."""
    if finding.low is None or finding.high is None or finding.verdict == "ceiling":
        return "unknown"
    if finding.low >= goal:
        return "reached"
    return "not_reached" if finding.high < goal else "unknown"
