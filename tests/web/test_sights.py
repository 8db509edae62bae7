"""Which pages are made alike, so that one of them is judged."""

import pytest

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
