"""When a figure may change: only when at least ten people changed since every earlier time.

Between any two moments a leaf shows the same number or numbers at least ten apart, so no
difference of two publications tells of a few people. Totals are sums of guarded leaves, the leaves
that are kept back included; else the total would tell what its parts hide.
"""

from collections.abc import Sequence

from wijkschakel.outcomes.disclosure.frames import Array
from wijkschakel.outcomes.rules.troubles import FEWEST_PEOPLE


def changed_leaves(
    past: Sequence[Sequence[int]], counts: Array, fewest: int = FEWEST_PEOPLE
) -> list[int]:
    """Name the leaves that may take their new count; a leaf without a past may always.

    `past`: for each leaf every value it was published with, kept back or not, newest last.
    """
    return [
        leaf
        for leaf, values in enumerate(past)
        if not values or all(abs(int(counts[leaf]) - value) >= fewest for value in values)
    ]
