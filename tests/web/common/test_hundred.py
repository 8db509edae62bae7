"""Drawings of a hundred people: as many as the numbers say, one line around what is uncertain."""

import re

import pytest

from wijkschakel.web.common import hundred

pytestmark = pytest.mark.once


def people(drawing, css):
    found = re.search(rf'<path class="{css}" d="([^"]*)"', drawing)
    return found[1].count("m13 1") if found else 0


@pytest.mark.parametrize(("was", "now"), [(62, 68), (68, 62), (0, 100), (50, 50), (100, 0)])
def test_as_many_people_are_drawn_as_the_numbers_say(was, now):
    drawing = hundred.change_of_hundred(was, now, now, now, None)
    assert people(drawing, "p-was") == min(was, now)
    assert people(drawing, "p-new") == max(0, now - was)
    assert people(drawing, "p-gone") == max(0, was - now)
    assert people(drawing, "p-not") == 100 - max(was, now)


@pytest.mark.parametrize(
    ("low", "high", "lines"),
    [(63, 73, 2), (63, 75, 1), (60, 70, 1), (64, 66, 1), (68, 72, 2), (0, 100, 1), (50, 50, 0)],
)
def test_what_is_uncertain_has_one_line_around_it_and_two_where_it_is_in_two_parts(
    low, high, lines
):
    drawing = hundred.change_of_hundred(50, 60, low, high, None)
    around = re.search(r'class="p-may" d="([^"]*)"', drawing)
    assert (around[1].count("z") if around else 0) == lines


def test_a_promise_has_a_flag_when_it_can_be_kept():
    assert "p-goalf" in hundred.change_of_hundred(62, 68, 63, 73, 78)
    assert "p-goalf" not in hundred.change_of_hundred(62, 68, 63, 73, None)
    assert "p-goalf" not in hundred.change_of_hundred(90, 91, 88, 95, 113)


@pytest.mark.parametrize(
    ("value", "words"), [(0.141, "+14%"), (-0.03, "\N{MINUS SIGN}3%"), (0.001, "0%")]
)
def test_a_change_in_percent_has_a_sign_unless_it_is_none(value, words):
    assert hundred.percent(value) == words
