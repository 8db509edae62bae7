"""Which word of the activity list of OpenActive an activity gets."""

import json

import pytest

from tests.network.real_data import DATA, needs
from wijkschakel.network.writers import movement


@pytest.mark.once
@pytest.mark.parametrize(
    ("title", "theme", "word"),
    [
        ("Wandelvoetbal", "move", "Walking Football"),
        ("Samen wandelen langs de Wilgenkade", "move", "Walking"),
        ("Een ommetje met de hond", "move", "Walking"),
        ("Leren fietsen voor volwassenen", "move", "Cycling"),
        ("Werken in de buurttuin", "green", "Gardening"),
        ("Zingen voor iedereen", "music", "Singing"),
        ("Buurtkoor", "music", "Singing"),
        ("Lijndansen", "move", "Line Dancing"),
        ("Stoelyoga", "move", "Chair Yoga"),
        ("Rustig bewegen in het park", "move", "Group Exercise"),
    ],
)
def test_a_title_is_understood(title, theme, word):
    assert movement.find_concept(title, theme).name == word


@pytest.mark.once
@pytest.mark.parametrize(
    ("title", "theme"),
    [
        ("Fietsen repareren", "make"),
        ("Met de buurtbus naar de markt", "move"),
        ("Koor kijken met koffie", "talk"),
        ("Kinderen in de speeltuin", "green"),
        ("Wandelen in gedachten", "talk"),
    ],
)
def test_what_does_not_fit_gets_no_word(title, theme):
    assert movement.find_concept(title, theme) is None


@needs("openactive")
def test_every_word_is_in_the_real_list_under_that_number():
    file = DATA / "openactive" / "data" / "activity-list.jsonld"
    real = {one["id"]: one["prefLabel"] for one in json.loads(file.read_text())["concept"]}
    ours = {one.address: one.name for _pattern, _themes, one in movement.TABLE}
    assert {address: real.get(address) for address in ours} == ours
