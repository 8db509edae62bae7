"""Looking for "wandelen" finds the "wandelgroep"."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkschakel.base.text import stems


def finds(question, *texts):
    """Say whether a question finds a row with these texts."""
    row = stems.search_stems(*texts)
    return all(any(f" {form} " in row for form in forms) for forms in stems.asked(question))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("wandelen", "De wandelgroep van maandag"),
        ("wandelgroep", "Samen wandelen"),
        ("wandeling", "Wie wandelt mee?"),
        ("fiets", "Samen fietsen langs het kanaal"),
        ("fietsen", "Fietstocht"),
        ("koken", "Kookclub"),
        ("kookworkshop", "Workshop koken"),
        ("koffie", "Koffieochtend"),
        ("koffieochtend", "Kom koffie drinken"),
        ("bewegen", "Beweegtuin"),
        ("beweging", "Samen bewegen"),
        ("kinderen", "Voor ieder kind"),
        ("ouderen", "Oudere buren"),
        ("spelletjes", "Spelmiddag"),
        ("café", "Repair Cafe"),
        ("repaircafe", "Repaircafé"),
        ("muziek", "Muziekavond"),
        ("zingen", "We zingen in het koor"),
        ("BUURTHUIS", "buurthuis De Brug"),
        ("taalles", "Taal oefenen"),
        ("قهوة", "قهوة الصباح"),
        ("кофе", "Кофе и чай"),
        ("çay", "Çay içmek"),
        ("O'Brien", "Lezing van O\u2019Brien"),
        ("", "Alles"),
        ("de een het", "Alles"),
    ],
)
def test_a_question_finds_what_is_meant(question, text):
    assert finds(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("koken", "Wandelgroep"),
        ("wandelgroep", "Praatgroep"),
        ("huis", "Muis"),
        ("taalles", "Zwemles"),
        ("wandelen koffie", "Wandelgroep"),
        ("kat", "Katholieke kerk"),
        ("maan", "Maandag"),
    ],
)
def test_a_question_does_not_find_something_else(question, text):
    assert not finds(question, text)


def test_every_word_of_the_question_must_be_met_somewhere_in_the_row():
    assert finds("wandelen koffie", "Wandelgroep", "Daarna drinken we koffie")


@given(st.text(max_size=200))
def test_any_text_finds_itself(text):
    assert finds(text, text)


@given(st.text(max_size=200), st.text(max_size=200))
def test_a_row_is_stems_between_single_spaces(first, second):
    row = stems.search_stems(first, second)
    assert row == "" or row == f" {' '.join(row.split())} "
    assert sorted(set(row.split())) == sorted(row.split())


def test_a_word_without_end_is_cut_and_does_not_take_long():
    assert max(map(len, stems.stems("a" * 100_000))) <= stems.LONGEST_WORD
