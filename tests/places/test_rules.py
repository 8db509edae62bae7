"""Codes of CBS, names, sizes."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkschakel.network.readers.codes import clean_code, is_area
from wijkschakel.places import rules

DIGITS = st.text(string.digits, min_size=4, max_size=4)
SIGNS = string.digits + string.ascii_uppercase


@given(DIGITS, st.text(SIGNS, min_size=2, max_size=2), st.text(SIGNS, min_size=2, max_size=2))
def test_every_neighbourhood_lies_in_a_district_and_that_in_a_municipality(gm, wk, bu):
    code = f"BU{gm}{wk}{bu}"
    assert rules.kind_of(code) == "neighbourhood"
    district = rules.district_of(code)
    assert rules.kind_of(district) == "district"
    assert rules.kind_of(rules.municipality_of(district)) == "municipality"
    assert rules.municipality_of(district) == rules.municipality_of(code) == f"GM{gm}"


@given(st.text(max_size=14))
def test_only_codes_of_the_right_shape_have_a_kind(text):
    kind = rules.kind_of(text)
    if kind:
        length = {"municipality": 6, "district": 8, "neighbourhood": 10}[kind]
        assert len(text) == length
        assert text.isascii()
        assert text == text.upper()


@given(st.sampled_from(["GM0150", "WK015001", "BU01500101"]), st.sampled_from(["", "2020", "2014"]))
def test_a_code_is_found_whatever_is_written_around_it(code, year):
    for written in (code, f"  {year}{code} ", code.lower(), f"{year}{code}\t"):
        assert clean_code(written) == code


@given(st.text(max_size=30))
def test_cleaning_a_code_twice_is_the_same_as_once(text):
    once = clean_code(text)
    assert clean_code(once) == once or is_area(once)


@pytest.mark.parametrize(
    "code",
    ["GM015", "GM01500", "gm0150", "WK01500", "WK0150\u06601", "BU0150010", "GM0150\n", "XX0150"],
)
def test_a_code_of_another_shape_has_no_kind(code):
    assert rules.kind_of(code) is None


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Wijk 06 Keizerslanden", "Keizerslanden"),
        ("Wijk 6 Keizerslanden", "Keizerslanden"),
        ("Wijk10 Fokkesteeg", "Fokkesteeg"),
        ("Buurt 12 Noord", "Noord"),
        ("Wijk 03", "Wijk 03"),
        ("Wijk aan Zee", "Wijk aan Zee"),
        ("De  Hoven ", "De Hoven"),
    ],
)
def test_the_number_that_cbs_writes_before_a_name_is_left_out(written, plain):
    assert rules.plain_name(written) == plain


@pytest.mark.parametrize(
    ("residents", "far"),
    [(0, True), (69_999, True), (70_000, False), (100_000, False), (130_000, False),
     (130_001, True)],
)  # fmt: skip
def test_a_region_far_from_a_hundred_thousand_is_far(residents, far):
    assert rules.is_far_from_aim(residents) is far


def test_every_figure_we_know_has_a_word_a_unit_and_a_source():
    units = {"people", "homes", "of_people", "share", "number", "kilometres", "thousand_euros",
             "score"}  # fmt: skip
    for code, known in rules.INDICATORS.items():
        assert known.code == code
        assert known.unit in units
        assert known.label
        assert known.source
        assert bool(known.phrase) == (known.unit == "of_people")
    headlines = [i.headline for i in rules.INDICATORS.values() if i.headline]
    assert len(headlines) == len(set(headlines))
