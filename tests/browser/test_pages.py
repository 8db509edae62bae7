"""Every page, as everybody who may see it, in both languages: judged in a real browser."""

import zlib

import pytest

from tests import levels
from tests.browser.town import name_of, pages, refusals, sights
from tests.browser.watch import PHONE

# How a page is judged: wide or narrow, light or dark. Each sight gets one in turn, so all are seen
# often. Every day that one is enough; a form that comes back is its page with a sentence more:
# without colours. `make thorough` judges the colours of the first sight in the opposite look too.
LOOKS = ((1280, "light"), (PHONE, "dark"), (1280, "dark"), (PHONE, "light"))
OPPOSITE = {0: 1, 1: 0, 2: 3, 3: 2}
pytestmark = pytest.mark.browser


def judged(table, width, colours):
    """Give the faults of the open page in this width, and whether what is wide fits a phone.

    A window is turned no more often than needed: wide or narrow, as the page before left it.
    """
    came_narrow = table.width == PHONE
    seen = table.fits() if width > PHONE else []
    table.look(width, table.scheme)
    seen += table.judge(colours=colours)
    if width > PHONE and not came_narrow:
        table.look(PHONE, table.scheme)
        seen += table.fits()
    return seen


def faults(row, status, pictures, shelf, table):
    """Look at a page as everybody for whom it is made otherwise; give the faults by sight."""
    found = {}
    start = zlib.crc32(name_of(row).encode())
    for number, (sight, is_new) in enumerate(sights(pictures(row), status)):
        turn = (start + number) % len(LOOKS)
        width, scheme = LOOKS[turn]
        shelf.shown = sight
        table.begin(table.width or width if is_new else PHONE, scheme)
        answer = table.page.goto(sight.path)
        assert answer.status == int(status)
        # Made as in Dutch: only the words can be too wide, or a script can complain.
        coloured = levels.THOROUGH or status == "200"
        seen = judged(table, width, coloured) if is_new else [*table.fits(), *table.complaints]
        if number == 0 and levels.THOROUGH:
            table.look(*LOOKS[OPPOSITE[turn]])
            seen += table.judge_colours()
        found[sight.role, sight.language, width, scheme] = seen
    return {sight: seen for sight, seen in found.items() if seen}


@pytest.mark.parametrize("row", pages(), ids=name_of)
def test_a_page_has_no_faults(row, pictures, shelf, table):
    assert faults(row, "200", pictures, shelf, table) == {}


@pytest.mark.parametrize("row", refusals(), ids=name_of)
def test_a_form_that_comes_back_has_no_faults(row, pictures, shelf, table):
    assert faults(row, "422", pictures, shelf, table) == {}
