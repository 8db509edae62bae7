"""Every page, as everybody who may see it, in both languages: judged in a real browser."""

import zlib

import pytest

from tests import levels
from tests.browser.town import name_of, pages, refusals, sights
from tests.browser.watch import PHONE

# How a page is judged, and what it is turned into then, to judge the colours of the first sight
# again: wide and narrow, light and dark. Each sight gets one in turn, so all are seen often. Every
# day that one is enough; a form that comes back is its page with a sentence more: without colours.
LOOKS = (
    ((1280, "light"), (PHONE, "dark")),
    ((PHONE, "dark"), (1280, "light")),
    ((1280, "dark"), (PHONE, "light")),
    ((PHONE, "light"), (1280, "dark")),
)
NARROW = ((PHONE, "light"), (PHONE, "light"))
pytestmark = pytest.mark.browser


def faults(row, status, pictures, shelf, table):
    """Look at a page as everybody for whom it is made otherwise; give the faults by sight."""
    found = {}
    start = zlib.crc32(name_of(row).encode())
    for number, (sight, is_new) in enumerate(sights(pictures(row), status)):
        look, other = LOOKS[(start + number) % len(LOOKS)] if is_new else NARROW
        table.become([], *look)
        shelf.shown = sight
        answer = table.page.goto(sight.path)
        assert answer.status == int(status)
        # Made as in Dutch: only the words can be too wide, or a script can complain.
        coloured = levels.THOROUGH or status == "200"
        seen = table.judge(colours=coloured) if is_new else [*table.fits(), *table.complaints]
        turned = number == 0 and levels.THOROUGH
        if turned or (is_new and look[0] > PHONE):
            table.look(*other)
            seen += table.judge_colours() if turned else table.fits()
        found[sight.role, sight.language, look] = seen
    return {sight: seen for sight, seen in found.items() if seen}


@pytest.mark.parametrize("row", pages(), ids=name_of)
def test_a_page_has_no_faults(row, pictures, shelf, table):
    assert faults(row, "200", pictures, shelf, table) == {}


@pytest.mark.parametrize("row", refusals(), ids=name_of)
def test_a_form_that_comes_back_has_no_faults(row, pictures, shelf, table):
    assert faults(row, "422", pictures, shelf, table) == {}
