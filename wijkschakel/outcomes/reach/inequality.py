"""The concentration index: does taking part lean to richer or to poorer neighbourhoods?

C = 2 cov(rate, rank) / mean (Wagstaff, Paci and van Doorslaer 1991), over neighbourhoods ranked by
score and weighted by residents: 0 even, above 0 leaning to the rich, below 0 to the poor. The
interval is a bootstrap of people (multinomial over neighbourhoods). Needs numpy.
"""

from collections.abc import Sequence

import numpy as np

from wijkschakel.outcomes.reach.index import Area, Share
from wijkschakel.outcomes.rules.troubles import BadInput

DRAWS = 2_000


def concentration(areas: Sequence[Area], seed: int = 1, draws: int = DRAWS) -> Share:
    """Give the index with its 95 % interval; the same seed gives the same interval."""
    ranked = sorted((a for a in areas if a.score is not None), key=lambda a: (a.score, a.name))
    residents = np.array([area.residents for area in ranked], float)
    people = np.array([area.taking_part for area in ranked], np.int64)
    if len(ranked) < 2 or residents.sum() <= 0 or people.sum() <= 0:
        raise BadInput("This needs people from at least two neighbourhoods with a score.")
    scores = np.array([area.score for area in ranked])
    again = np.random.default_rng(seed).multinomial(people.sum(), people / people.sum(), draws)
    low, high = np.quantile(_index(again, residents, scores), [0.025, 0.975])
    return Share(float(_index(people[None, :], residents, scores)[0]), float(low), float(high))


def _index(people: np.ndarray, residents: np.ndarray, scores: np.ndarray) -> np.ndarray:
    """Work out C for each row of people, float64 (rows,)."""
    rank = (np.cumsum(residents) - residents / 2) / residents.sum()
    for score in np.unique(scores):  # neighbourhoods with one score share one rank
        alike = scores == score
        rank[alike] = (rank[alike] * residents[alike]).sum() / max(residents[alike].sum(), 1e-9)
    return 2 * (people @ rank) / people.sum(axis=1) - 1
