"""Which pages are made alike, so that one of them is judged."""

from collections import Counter

import pytest

from tests import levels
from tests.web import album
from tests.web.matrix import ROLES, rows
from tests.web.sights import skeleton

pytestmark = pytest.mark.once
PAGE = '<main><h1>Dag Fatma</h1> <a href="/a/" aria-label="Lees meer">Lees</a><p></p></main>'


def test_other_words_make_no_other_page():
    other = PAGE.replace("Dag Fatma", "Good morning").replace("/a/", "/b/").replace("Lees", "Read")
    assert skeleton(other) == skeleton(PAGE)


@pytest.mark.parametrize(
    ("part", "changed"),
    [("Dag Fatma", ""), ("Dag Fatma", " \n"), ("Lees meer", ""), ("<p></p>", "<p>x</p>"),
     ("<h1>", '<h1 class="pale">'), ("<p>", '<p lang="en">')],
)  # fmt: skip
def test_words_that_are_missing_and_parts_that_are_new_make_another_page(part, changed):
    assert skeleton(PAGE.replace(part, changed)) != skeleton(PAGE)


def test_every_day_a_page_is_drawn_once_per_kind_of_answer_and_thoroughly_as_everybody(monkeypatch):
    drawn = {False: Counter(), True: Counter()}
    for is_thorough, seen in drawn.items():
        monkeypatch.setattr(levels, "THOROUGH", is_thorough)
        for row in rows():
            roles = [role for role in ROLES if album.languages(row, role)]
            inside = [cell for cell in row.cells.values() if cell in album.SHOWN]
            assert sorted(row.cells[role] for role in roles) == sorted(
                inside if is_thorough else set(inside)
            )
            seen.update(roles)
    assert set(drawn[False]) == set(drawn[True]) == set(ROLES)
