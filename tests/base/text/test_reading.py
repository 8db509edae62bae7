"""How easy a text reads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkschakel.base.text import reading

PLAIN = "Je kunt dinsdag meedoen. Neem je buurvrouw mee! De koffie staat klaar."
OFFICE = (
    "Indien cliënt participatie aan de onderhavige voorziening wenst te continueren, dient te "
    "worden geverifieerd of de indicatie vooralsnog toereikend is ten behoeve van de realisatie."
)


def test_plain_words_are_plain_and_words_of_an_office_are_not():
    plain, office = reading.measure(PLAIN), reading.measure(OFFICE)
    assert (plain.is_plain, office.is_plain) == (True, False)
    assert plain.flesch_douma > 80 > 30 > office.flesch_douma


def test_words_and_sentences_are_counted():
    level = reading.measure(PLAIN)
    assert (level.words, level.sentences, level.sentence_length) == (12, 3, 4.0)


def test_the_score_is_that_of_douma():
    level = reading.measure("Ik loop. Jij zit.")
    assert level.flesch_douma == 100.0
    sentence = "De wandeling langs het water begint vanmiddag bij de bibliotheek"
    level = reading.measure(f"{sentence}.")
    assert (level.words, sum(map(reading.syllables, sentence.split()))) == (10, 19)
    assert level.flesch_douma == round(206.84 - 77 * 1.9 - 0.93 * 10, 1)


@pytest.mark.parametrize(
    ("word", "count"),
    [("huis", 1), ("wandelen", 3), ("koffie", 2), ("buurthuis", 2), ("theater", 3), ("zzz", 1)],
)
def test_syllables_are_counted_as_people_do(word, count):
    assert reading.syllables(word) == count


def test_office_words_are_named_with_the_plain_word_also_at_the_start_of_a_sentence():
    assert dict(reading.measure(OFFICE).banned)["indien"] == "als"
    assert reading.measure("Tevens is er soep.").banned == (("tevens", "ook"),)
    assert reading.measure("Wij betalen het uiterst graag.").banned == ()


def test_long_words_are_named():
    level = reading.measure("De deskundigheidsbevordering begint.")
    assert level.long_words == ("deskundigheidsbevordering",)


def test_lines_of_a_list_are_sentences_of_their_own():
    assert reading.measure("Neem mee:\n- een jas\n- een beker").sentences == 3


@pytest.mark.parametrize("text", ["", "   ", "12 345", "😀", "..."])
def test_a_text_without_words_is_easy(text):
    assert (reading.measure(text).words, reading.measure(text).is_plain) == (0, True)


@given(st.text(max_size=300))
def test_any_text_can_be_measured(text):
    level = reading.measure(text)
    assert 0 <= level.flesch_douma <= 100
    assert level.sentences <= max(level.words, 0)


def test_each_office_word_has_a_plain_word_that_is_not_one_itself():
    words = reading.office_words()
    assert [word for word, plain in words.items() if not plain or plain in words] == []
