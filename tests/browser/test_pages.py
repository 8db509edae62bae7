"""Every page, as everybody who may see it, in both languages: judged in a real browser."""

import pytest

from tests.browser.town import name_of, pages, refusals

# Each sight gets one of these in turn, so that all of them are seen often.
LOOKS = ((1280, "light"), (360, "dark"), (1280, "dark"), (360, "light"))
# A page that everybody may see, to send a form from.
START = "/toegankelijk/"
pytestmark = pytest.mark.browser


@pytest.mark.parametrize("row", pages(), ids=name_of)
def test_a_page_has_no_faults(row, town, window):
    found = {}
    with window() as watched:
        for number, sight in enumerate(town.sights(row, "200")):
            width, scheme = LOOKS[number % len(LOOKS)]
            watched.become(town.cookies(sight.role, sight.language), width, scheme)
            watched.page.goto(town.path(row))
            found[sight.role, sight.language, width, scheme] = watched.judge()
    assert {sight: faults for sight, faults in found.items() if faults} == {}


@pytest.mark.parametrize("row", refusals(), ids=name_of)
def test_a_form_that_comes_back_has_no_faults(row, town, window):
    found = {}
    with window() as watched:
        for number, sight in enumerate(town.sights(row, "422")):
            width, scheme = LOOKS[number % len(LOOKS)]
            watched.become(town.cookies(sight.role, sight.language), width, scheme)
            watched.send(START, town.path(row), town.world.form(row.url))
            found[sight.role, sight.language, width, scheme] = watched.judge()
    assert {sight: faults for sight, faults in found.items() if faults} == {}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(("role", "path"), [("outsider", "/weg/"), ("resident", "/werkplek/")])
def test_a_page_that_is_not_there_has_no_faults(language, role, path, window):
    with window(role, language) as watched:
        assert watched.page.goto(path).status == 404
        assert watched.judge() == []
