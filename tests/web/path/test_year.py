"""The year as a street: neighbours differ, windows are weeks, and every house is said in words."""

import datetime as dt

import pytest

from wijkschakel.paths.rules import Month
from wijkschakel.web.path import year


def street(mark=5, weeks=2):
    days = [dt.date(2026, number, 1) for number in range(1, 13)]
    return year.houses([Month(day, mark, weeks, day.month == 12) for day in days])


def test_every_house_has_its_lit_windows_its_mark_and_its_words():
    houses = street(mark=7, weeks=3)
    for house in houses:
        lit, off = (house.picture.count(f'class="y-{kind}"') for kind in ("lit", "off"))
        assert (lit, off, ">7</text>" in house.picture) == (3, 1, True)
    assert houses[0].words == "januari 2026: cijfer 7, 3 weken iets gedaan"


def test_no_two_houses_beside_each_other_are_the_same_and_only_now_has_a_flag():
    pictures = [house.picture for house in street()]
    walls = [next(wall for wall in year.WALLS if f'"{wall}"' in one) for one in pictures]
    assert all(walls[place] != walls[place - 1] for place in range(12))
    assert ["y-flag" in one for one in pictures] == [False] * 11 + [True]


@pytest.mark.parametrize("mark", [0, 10])
def test_a_house_stays_within_the_picture_whatever_its_mark(mark):
    now = year.houses([Month(dt.date(2026, 11, 1), mark, 4, True)])[0].picture
    above = int(now.split('class="y-num" x="44" y="')[1].split('"')[0])
    assert above > 14


def test_a_month_with_nothing_is_a_plot_and_not_a_zero():
    [house] = year.houses([Month(dt.date(2026, 3, 1), None, 0, False)])
    assert ("y-plan" in house.picture, "y-num" in house.picture) == (True, False)
    assert house.words == "maart 2026: geen cijfer, 0 weken iets gedaan"
