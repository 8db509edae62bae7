"""The reach index: share of a group among who takes part, over its share among who lives there.

RI = (n_g / n) / (N_g / N), 1 is in proportion. The interval is Wilson's (1927) for n_g / n; the
shares of residents come from imported figures with their year and are taken as known. Plain Python.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from wijkschakel.outcomes.rules.troubles import BadInput

NORMAL_95 = 1.959963984540054
FEWEST_TAKING_PART = 100
FEWEST_EXPECTED = 10
LOW_SHARE = 0.2  # of residents, those in the neighbourhoods with the lowest score


@dataclass(frozen=True)
class Share:
    """A share with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Reach:
    """The index of one group; without numbers when there are too few people to say."""

    taking_part: int
    of_group: int
    expected: float  # people of the group, were reach in proportion
    index: float | None
    low: float | None
    high: float | None
    unknown: int  # people of whom the neighbourhood is not known: a bar of its own


@dataclass(frozen=True)
class Area:
    """One neighbourhood: residents, people who take part, its socio-economic score."""

    name: str
    residents: int
    taking_part: int
    score: float | None = None  # SES-WOA; None when the source does not give it


def wilson(count: float, of: float) -> Share:
    """Give a share with Wilson's interval; also right for 0 and for all."""
    if of <= 0 or not 0 <= count <= of:
        raise BadInput("A share is of at least one person, and no more than all.")
    share, square = count / of, NORMAL_95**2
    middle = (share + square / (2 * of)) / (1 + square / of)
    reach = NORMAL_95 / (1 + square / of) * sqrt(share * (1 - share) / of + (square / of / of) / 4)
    return Share(share, max(0.0, middle - reach), min(1.0, middle + reach))


def reach(of_group: int, taking_part: int, resident_share: float, unknown: int = 0) -> Reach:
    """Give the index of a group among people of whom the neighbourhood is known."""
    if not 0 < resident_share < 1:
        raise BadInput("A group is a part of the residents, not nobody and not everybody.")
    expected = taking_part * resident_share
    if taking_part < FEWEST_TAKING_PART or expected < FEWEST_EXPECTED:
        return Reach(taking_part, of_group, expected, None, None, None, unknown)
    share = wilson(of_group, taking_part)
    return Reach(
        taking_part, of_group, expected, share.value / resident_share, share.low / resident_share,
        share.high / resident_share, unknown,
    )  # fmt: skip


def low_group(areas: Sequence[Area], part: float = LOW_SHARE) -> tuple[list[str], float]:
    """Name the lowest neighbourhoods that together hold about this part of the residents.

    Gives their real share as well. A neighbourhood without a score is in neither group.
    """
    scored = sorted((a for a in areas if a.score is not None), key=lambda a: (a.score, a.name))
    everybody = sum(area.residents for area in scored)
    names: list[str] = []
    inside = 0
    for area in scored:
        if names and abs(inside + area.residents - part * everybody) > abs(
            inside - part * everybody
        ):
            break
        names.append(area.name)
        inside += area.residents
    return names, inside / everybody if everybody else 0.0


def area_reach(areas: Sequence[Area], unknown: int = 0) -> Reach:
    """Give the wijkbereik of the neighbourhoods with the lowest scores."""
    names, share = low_group(areas)
    known = [area for area in areas if area.score is not None]
    lost = sum(area.taking_part for area in areas if area.score is None)
    of_group = sum(area.taking_part for area in known if area.name in names)
    return reach(of_group, sum(area.taking_part for area in known), share, unknown + lost)


def expected_shares(residents: Mapping[str, int], taking_part: int) -> dict[str, float]:
    """Give how many of each group would take part, were it in proportion."""
    everybody = sum(residents.values())
    if everybody <= 0 or min(residents.values()) < 0:
        raise BadInput("Expected shares need residents.")
    return {name: taking_part * count / everybody for name, count in residents.items()}


def evenness(areas: Sequence[Area]) -> float | None:
    """Give the coefficient of variation of reach over neighbourhoods, chance taken out.

    0 is even. The R-indicator needs a model of each person; this needs counts only. None when
    nobody takes part.
    """
    lived = [area for area in areas if area.residents > 0]
    everybody = sum(area.residents for area in lived)
    mean = sum(area.taking_part for area in lived) / everybody if everybody else 0.0
    if not mean:
        return None
    parts = [(area.residents / everybody, area.taking_part / area.residents) for area in lived]
    spread = sum(weight * (rate - mean) ** 2 for weight, rate in parts)
    luck = sum(w * mean * (1 - mean) / a.residents for (w, _), a in zip(parts, lived, strict=True))
    return sqrt(max(0.0, spread - luck)) / mean
