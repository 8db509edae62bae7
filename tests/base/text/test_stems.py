"""Words, their stems, and the halves of compounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkschakel.base.text import compounds, mistyping, stems

WRITTEN = {"belasting", "aangifte", "beweging", "rollator", "oppas", "kleding"}


def test_both_stemmers_are_asked_because_each_misses_what_the_other_knows():
    assert set(stems.forms("koken")) == {"koken", "kook", "kok", "~kok"}
    assert set(stems.forms("schulden")) == {"schulden", "schul", "schuld", "~schuld"}


def test_who_does_it_means_what_is_done():
    assert "mantelzorg" in stems.forms("mantelzorger")
    assert "wandel" in stems.forms("wandelaars")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("fietsen", "fiets"),
        ("huizen", "huis"),
        ("brieven", "brief"),
        ("eenzame", "eenzaam"),
        ("wandelingen", "wandelen"),
        ("tafeltje", "tafels"),
        ("walks", "walking"),
    ],
)
def test_the_rough_stem_brings_together_what_belongs_together(one, other):
    assert stems.light(one) == stems.light(other)


@pytest.mark.parametrize(
    ("word", "halves"),
    [
        ("wandelgroep", ("wandel", "groep")),
        ("mantelzorg", ("mantel", "zorg")),
        ("bewegingslessen", ("beweging", "lessen")),
        ("belastingaangifte", ("belasting", "aangifte")),
        ("rollatorspreekuur", ("rollator", "spreekuur")),
        ("kledingruil", ("kleding", "ruil")),
        ("maandag", None),
        ("huisarts", None),
        ("restaurant", None),
        ("zorg", None),
    ],
)
def test_a_compound_is_cut_where_both_halves_are_words(word, halves):
    assert compounds.split(word, WRITTEN.__contains__) == halves


@pytest.mark.parametrize("typed", ["wandlen", "wnadelen", "wandelenn", "wundelen", "andelen"])
def test_one_typing_error_is_one_error(typed):
    assert mistyping.is_one_error(typed, "wandelen")


@pytest.mark.parametrize("typed", ["wandelen", "wadlen", "wnaedlen", "handeling", ""])
def test_none_or_two_errors_are_not(typed):
    assert not mistyping.is_one_error(typed, "wandelen")


@given(st.text(alphabet="abc", max_size=6), st.text(alphabet="abc", max_size=6))
def test_an_error_is_one_in_both_directions(one, other):
    assert mistyping.is_one_error(one, other) == mistyping.is_one_error(other, one)


@given(st.text(min_size=1, max_size=60))
def test_every_word_has_itself_as_a_form_and_forms_are_never_too_long(text):
    for word in stems.words(text):
        assert stems.forms(word)[word] == stems.EXACT
        assert max(map(len, stems.forms(word))) <= stems.LONGEST_WORD + 1


def test_a_word_without_end_is_cut():
    assert stems.words("a" * 100_000) == ["a" * stems.LONGEST_WORD]
