"""Sheets: nothing that we write runs as a formula, and telephone numbers stay whole."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkschakel.base.text.sheets import HARMLESS, STARTS, safe_cell


@pytest.mark.parametrize(
    "attack",
    [
        "=1+1",
        '=HYPERLINK("https://x.example","klik")',
        "=cmd|' /C calc'!A0",
        "+1+cmd|' /C calc'!A0",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(A1:A9)",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        "  =1+1",
        "\u00a0=1+1",
        "\uff1d1+1",
        "\uff0b1",
        "\uff0d1+1",
        "\uff20SUM(1)",
        "+31-6+cmd",
        "-5+2",
        "+",
        "=",
        "\u22125+A1",
    ],
)
def test_what_a_spreadsheet_would_run_is_marked_as_text(attack):
    assert safe_cell(attack) == f"'{attack}"


@pytest.mark.parametrize(
    "value",
    [
        "+31 6 12345678", "+31612345678", "+90 532 123 45 67", "06 12345678", "-5", "-3,50",
        "-1.25", "Fatma", "", "a=b", "1-2", "fatma@example.org", "'t Hooft", 5, -5, 2.5, None, True,
    ],
)  # fmt: skip
def test_everything_else_stays_what_it_is(value):
    assert safe_cell(value) == value
    assert type(safe_cell(value)) is type(value)


@given(st.text(max_size=50))
def test_no_text_starts_a_formula_after_it_went_through_a_file(text):
    out = io.StringIO()
    csv.writer(out).writerow([safe_cell(text)])
    [row] = csv.reader(io.StringIO(out.getvalue(), newline="")) or [[""]]
    cell = row[0] if row else ""
    assert not cell.lstrip(" \u00a0").startswith(STARTS) or HARMLESS.fullmatch(cell)
