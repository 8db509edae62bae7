"""The same questions to other people's libraries, to check ours by. Needs statsmodels, diff-diff.

Slow to load: only tests, benchmarks and `simulate_outcomes --check` come here.
"""

from typing import Any

import numpy as np

from wijkschakel.outcomes.effects.change import Array, Side, pairs
from wijkschakel.outcomes.rules.troubles import require


def least_squares(outcome: Array, design: Array, kind: str = "nonrobust", **words: Any) -> Any:
    """Fit ordinary least squares with statsmodels; the first column of the answer is a constant."""
    require("statsmodels")
    from statsmodels.api import OLS, add_constant  # noqa: PLC0415  # slow import

    return OLS(outcome, add_constant(design)).fit(cov_type=kind, cov_kwds=words or None)


def difference_in_differences(programme: Side, comparison: Side) -> tuple[float, float]:
    """Ask diff-diff for (p1 - p0) - (c1 - c0) with errors clustered by person."""
    require("diff_diff", "pandas")
    import pandas as pd  # noqa: PLC0415  # slow import
    from diff_diff import DifferenceInDifferences  # noqa: PLC0415  # slow import

    rows = []
    for treated, side in ((1, programme), (0, comparison)):
        both = pairs(side.before, side.after)
        for post, marks in ((0, side.before[both]), (1, side.after[both])):
            person = np.arange(len(marks)) + treated * 1_000_000
            rows.append(
                pd.DataFrame({"mark": marks, "treated": treated, "post": post, "person": person})
            )
    found = DifferenceInDifferences(vcov_type="hc1", cluster="person").fit(
        pd.concat(rows, ignore_index=True), outcome="mark", treatment="treated", time="post"
    )
    return float(found.att), float(found.se)
