"""Every page, as everybody who may see it, in both languages: judged in a real browser."""

import zlib

import pytest

from tests.browser.town import SECRET, name_of, pages, refusals
from tests.browser.watch import PHONE

# How a page is judged, and what it is turned into then, to judge the colours of the first sight
# again: wide and narrow, light and dark. Each sight gets one in turn, so all are seen often.
LOOKS = (
    ((1280, "light"), (PHONE, "dark")),
    ((PHONE, "dark"), (1280, "light")),
    ((1280, "dark"), (PHONE, "light")),
    ((PHONE, "light"), (1280, "dark")),
)
NARROW = ((PHONE, "light"), (PHONE, "light"))
pytestmark = pytest.mark.browser


def faults(row, status, town, bench, arrive):
    """Look at a page as everybody for whom it is made otherwise; give the faults by sight."""
    found = {}
    start = zlib.crc32(name_of(row).encode())
    for number, sight in enumerate(town.sights(row, status)):
        look, other = LOOKS[(start + number) % len(LOOKS)] if sight.is_new else NARROW
        bench.become(town.cookies(sight.role, sight.language), *look)
        arrive()
        # Made as in Dutch: only the words can be too wide, or a script can complain.
        seen = bench.judge() if sight.is_new else [*bench.fits(), *bench.complaints]
        if number == 0 or (sight.is_new and look[0] > PHONE):
            bench.look(*other)
            seen += bench.judge_colours() if number == 0 else bench.fits()
        found[sight.role, sight.language, look] = seen
    return {sight: seen for sight, seen in found.items() if seen}


@pytest.mark.parametrize("row", pages(), ids=name_of)
def test_a_page_has_no_faults(row, town, bench):
    assert faults(row, "200", town, bench, lambda: bench.page.goto(town.path(row))) == {}


@pytest.mark.parametrize("row", refusals(), ids=name_of)
def test_a_form_that_comes_back_has_no_faults(row, town, bench):
    def send():
        bench.send(town.path(row), town.world.form(row.url), SECRET)

    assert faults(row, "422", town, bench, send) == {}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(("role", "path"), [("outsider", "/weg/"), ("resident", "/werkplek/")])
def test_a_page_that_is_not_there_has_no_faults(language, role, path, town, bench):
    bench.become(town.cookies(role, language), PHONE, "light")
    assert bench.page.goto(path).status == 404
    assert bench.judge() == []
