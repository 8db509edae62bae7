"""Rows of a study are coarse, and five people always look the same in what others may know."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkschakel.outcomes.rules import studies as rules

pytestmark = pytest.mark.once


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "20-39", "60-79"]),
            st.sampled_from(["WK1", "WK2", "WK3"]),
            st.sampled_from(["visitor", "helper", "lead"]),
        ),
        max_size=60,
    )
)
def test_five_people_always_look_the_same_and_nobody_is_lost_without_being_counted(found):
    names = ["age_band", "district", "role", "weeks"]
    rows = [(n, dict(zip(names, (*row, str(n)), strict=True))) for n, row in enumerate(found)]
    prepared = rules.hide(rows, names)
    times = Counter(tuple(row[name] for name in names[:3]) for _whose, row in prepared.rows)
    assert min(times.values(), default=rules.FEWEST_ALIKE) >= rules.FEWEST_ALIKE
    assert len(prepared.rows) + prepared.left_out == len(rows)
    touched = [row for _whose, row in prepared.rows if rules.ALL in row.values()]
    assert len(touched) == prepared.coarser
    assert all(row["weeks"] == str(whose) for whose, row in prepared.rows)


def test_a_rare_role_is_made_coarser_first_and_the_rest_stays():
    names = ["age_band", "district", "role"]
    common = {"age_band": "60-79", "district": "WK1", "role": "visitor"}
    rows = [(n, common) for n in range(6)] + [
        (10 + n, common | {"role": role}) for n, role in enumerate(["lead", "helper"] * 3)
    ]
    prepared = rules.hide(rows, names)
    cells = Counter(tuple(row.values()) for _whose, row in prepared.rows)
    assert cells == {("60-79", "WK1", "visitor"): 6, ("60-79", "WK1", "*"): 6}
    assert (prepared.coarser, prepared.left_out) == (6, 0)


@pytest.mark.parametrize(
    ("year", "band"),
    [(2026, "0-19"), (2007, "0-19"), (2006, "20-39"), (1946, "80+"), (1900, "80+"), (None, ""),
     (2030, ""), (1800, "")],
)  # fmt: skip
def test_an_age_is_a_band_of_twenty_years(year, band):
    assert rules.age_band(year, 2026) == band


@pytest.mark.parametrize(
    ("weeks", "band"), [(0, ""), (1, "w1"), (2, "w2_4"), (5, "w5_12"), (26, "w13_26"), (53, "w27")]
)
def test_weeks_are_a_band(weeks, band):
    assert rules.weeks_band(weeks) == band
