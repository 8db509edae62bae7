"""The audit: what a reader with every publication and a linear programme could work out.

Columns: one per leaf and version of its value (int64, at least 0). Rows: all that was told, a sum
of columns with a lowest and a highest value. Forms: sums of columns that must stay unknown. A form
is protected when both its greatest possible value reaches `fewest` and its possible values span at
least `fewest`; so no form is known exactly, and none is known to be 1 to 9.

The bounds are those of linear programming (HiGHS). Where only whole numbers are possible they may
be narrower than what is computed here; in tables of two directions they are the same.
"""

from dataclasses import dataclass, field

import highspy
import numpy as np
from scipy import sparse

from wijkschakel.outcomes.disclosure.frames import Array
from wijkschakel.outcomes.rules.troubles import FEWEST_PEOPLE, OutcomeTrouble

ROUNDS = 12
CLOSE = 1e-6


@dataclass
class Told:
    """All that was told, row after row; the same row twice counts once, the narrowest."""

    rows: dict[bytes, tuple[int, int]] = field(default_factory=dict)

    def tell(self, columns: Array, low: int, high: int) -> None:
        """Add a row: the columns sum to something from `low` to `high`."""
        key = np.sort(columns).astype(np.int64).tobytes()
        was = self.rows.get(key, (low, high))
        self.rows[key] = (max(low, was[0]), min(high, was[1]))

    def copy(self) -> "Told":
        """Give one that can be added to."""
        return Told(dict(self.rows))


def key_of(columns: Array) -> bytes:
    """Name a sum of columns."""
    return np.sort(columns).astype(np.int64).tobytes()


def matrix(keys: list[bytes], width: int) -> Array:
    """Make the sparse matrix of sums, float64 (len(keys), width)."""
    parts = [np.frombuffer(key, np.int64) for key in keys]
    sizes = [len(part) for part in parts]
    at = (np.repeat(np.arange(len(keys)), sizes), np.concatenate([*parts, np.zeros(0, np.int64)]))
    return sparse.csr_matrix((np.ones(sum(sizes)), at), shape=(len(keys), width))


def _programme(rows: Array, low: Array, high: Array, most: float) -> highspy.Highs:
    """Lay out what is possible: columns from 0 to `most`, each row of sums from `low` to `high`."""
    programme = highspy.HighsLp()
    programme.num_row_, programme.num_col_ = rows.shape
    programme.row_lower_, programme.row_upper_ = low, high
    programme.col_lower_ = np.zeros(rows.shape[1])
    programme.col_upper_ = np.full(rows.shape[1], most)
    programme.col_cost_ = np.zeros(rows.shape[1])
    programme.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    programme.a_matrix_.start_ = rows.indptr
    programme.a_matrix_.index_ = rows.indices
    programme.a_matrix_.value_ = rows.data
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.passModel(programme)
    return solver


class Audit:
    """Everything told about columns whose true values we know."""

    def __init__(self, told: Told, truth: Array) -> None:
        """Lay out the linear programme; `truth` holds the value of each column."""
        self.truth = np.asarray(truth, float)
        low = np.array([row[0] for row in told.rows.values()], float)
        high = np.array([row[1] for row in told.rows.values()], float)
        self.solver = _programme(
            matrix(list(told.rows), len(self.truth)), low, high,
            most=10.0 * self.truth.sum() + 1_000,  # what nobody would believe
        )  # fmt: skip

    def extreme(self, weights: Array) -> Array:
        """Find what is possible with the least of these weights, float64 (columns,).

        Only the weights change from call to call, so each goes on from the last answer.
        """
        columns = np.arange(len(weights), dtype=np.int32)
        self.solver.changeColsCost(len(weights), columns, np.asarray(weights, float))
        self.solver.run()
        status = self.solver.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            words = self.solver.modelStatusToString(status)
            raise OutcomeTrouble(f"What was told contradicts itself: {words}")
        return np.asarray(self.solver.getSolution().col_value)

    def bounds(self, form: Array) -> tuple[float, float]:
        """Give the least and greatest value of one sum (float64 weights of the columns)."""
        least, greatest = self.extreme(form), self.extreme(-form)
        return float(form @ least), float(form @ greatest)

    def unprotected(self, forms: list[bytes], fewest: int = FEWEST_PEOPLE) -> list[bytes]:
        """Name the forms that a reader could work out or narrow too far.

        One possible world shows for all forms at once what is possible; only forms that no such
        world clears get linear programmes of their own.
        """
        if not forms:
            return []
        sums = matrix(forms, len(self.truth))
        low = sums @ self.truth
        high = low.copy()
        chance = np.random.default_rng(len(forms))
        doubt = _doubt(low, high, fewest)
        for _ in range(ROUNDS):
            if not doubt.any():
                return []
            weights = chance.random(int(doubt.sum())) @ sums[doubt]
            for sign in (-1.0, 1.0):
                values = sums @ self.extreme(sign * weights)
                low, high = np.minimum(low, values), np.maximum(high, values)
            was, doubt = doubt, _doubt(low, high, fewest)
            if doubt.sum() == was.sum():
                break
        weak = []
        for place in np.flatnonzero(doubt):
            least, greatest = self.bounds(sums[place].toarray().ravel())
            if _doubt(np.array([least]), np.array([greatest]), fewest)[0]:
                weak.append(forms[place])
        return weak


def _doubt(low: Array, high: Array, fewest: int) -> Array:
    return (high < fewest - CLOSE) | (high - low < fewest - CLOSE)
