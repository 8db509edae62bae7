"""Names on a screen, of one letter or five hundred, in any script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkschakel.base.text import names


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Fatma", "F"),
        ("Fatma van den Berg", "FB"),
        ("  jan   jansen ", "JJ"),
        ("d'Arc", "D"),
        ("'t Hooft", "TH"),
        ("O", "O"),
        ("Özlem Şahin", "ÖŞ"),
        ("محمد علي", "مع"),
        ("李 小龙", "李小"),
        ("\u202emalice", "M"),
        ("😀", "?"),
        ("007", "?"),
        ("", "?"),
        ("   ", "?"),
        ("(Oma) Ria", "OR"),
    ],
)
def test_initials_stand_for_a_name(name, letters):
    assert names.initials(name) == letters


def test_a_short_name_stays_and_a_long_one_shows_that_letters_are_missing():
    assert names.short_name("Fatma Özdemir") == "Fatma Özdemir"
    long_name = names.short_name("a" * 500)
    assert (len(long_name), long_name[-1]) == (40, "…")
    assert names.short_name("") == "?"


def test_marks_that_turn_the_page_around_are_taken_out_of_a_name():
    assert names.clean("Jan\u202e\u2066\u200f<nas>") == "Jan<nas>"
    assert names.clean("Jan\r\nBcc: x\x00") == "Jan Bcc: x"


def test_a_name_within_a_sentence_keeps_its_own_direction():
    assert names.isolate("محمد\u202e") == "\u2068محمد\u2069"


@given(st.text(max_size=600))
def test_any_name_gives_something_to_show(name):
    short, letters = names.short_name(name), names.initials(name)
    assert 1 <= len(short) <= names.SHORT_NAME
    assert letters
    assert not set(map(ord, short + letters)) & set(names.DIRECTION_MARKS)
    assert "\n" not in short
