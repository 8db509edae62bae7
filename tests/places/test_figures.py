"""Figures in plain words."""

import pytest

from tests.factories.places import make_district, make_figure, make_neighbourhood
from wijkschakel.places import queries

pytestmark = pytest.mark.django_db
RIVM = "RIVM, GGD'en en CBS"


def health(area, value, **changes):
    values = {"value": value, "ages": "18+", "is_modelled": True, "source": RIVM}
    return make_figure(area, "good_health", **values | changes)


@pytest.fixture
def wijk():
    return make_district(name="Molenkwartier")


def test_a_share_of_people_is_said_of_a_hundred_adults_and_that_it_is_an_estimate(wijk):
    health(wijk, 79.4)
    health("NL", 78.0)
    [figure] = queries.key_figures(wijk)
    assert figure.sentence == "79 van de 100 volwassenen voelen zich gezond"
    assert figure.origin == f"2024, {RIVM}; geschat met een model, niet geteld"
    assert (figure.value_text, figure.country_text) == ("79 van de 100", "78 van de 100")
    assert figure.of_hundred == 79


def test_a_count_is_said_as_a_number_with_its_year_and_source(wijk):
    make_figure(wijk, "residents", value=12340.0)
    [figure] = queries.key_figures(wijk)
    assert (figure.label, figure.value_text, figure.origin) == ("Inwoners", "12.340", "2024, CBS")
    assert figure.of_hundred is None


@pytest.mark.parametrize(
    ("indicator", "value", "text"),
    [("to_doctor", 0.84, "0,8 km"), ("home_value", 245.0, "€\u00a0245.000"),
     ("household_size", 2.1, "2,10"), ("aged_65", 17.6, "18 van de 100"), ("egels", 7.0, "7")],
)  # fmt: skip
def test_every_unit_is_said_the_dutch_way(wijk, indicator, value, text):
    make_figure(wijk, indicator, value=value)
    assert queries.key_figures(wijk)[0].value_text == text


def test_the_newest_year_is_told_and_the_earlier_ones_are_kept(wijk):
    for year, value in ((2012, 76.0), (2024, 79.0), (2016, 77.0)):
        health(wijk, value, year=year)
    [figure] = queries.key_figures(wijk)
    assert (figure.year, figure.earlier) == (2024, ((2012, 76.0), (2016, 77.0)))


def test_a_figure_that_is_kept_back_says_why_and_an_older_one_is_told_instead(wijk):
    health(wijk, None, status="withheld")
    [figure] = queries.key_figures(wijk)
    assert figure.sentence == "Voelt zich gezond: te weinig mensen om een cijfer te geven"
    assert figure.number is None
    health(wijk, 71.0, year=2016)
    assert queries.key_figures(wijk)[0].sentence == "71 van de 100 volwassenen voelen zich gezond"


def test_what_was_not_asked_is_not_told(wijk):
    health(wijk, None, status="not_asked")
    assert queries.key_figures(wijk) == []


def test_of_several_ages_all_adults_are_told(wijk):
    health(wijk, 61.0, ages="65+")
    health(wijk, 79.0)
    assert [f.ages for f in queries.key_figures(wijk)] == ["18+"]


def test_figures_of_another_area_or_division_are_not_told(wijk):
    health(make_district(), 50.0)
    health(wijk, 51.0, division_year=2014)
    assert queries.key_figures(wijk) == []


def test_residents_are_counted_in_the_area_itself_or_added_up(wijk):
    parts = [make_neighbourhood(district=wijk, code=f"BU{wijk.code[2:]}0{n}") for n in (1, 2)]
    for part, number in zip(parts, (700.0, 800.0), strict=True):
        make_figure(part, value=number)
    found = queries.populations([wijk, *parts])
    assert (found[wijk.code].residents, found[wijk.code].is_summed) == (1500, True)
    assert found[parts[0].code].residents == 700
    make_figure(wijk, value=1510.0)
    found = queries.populations([wijk])
    assert (found[wijk.code].residents, found[wijk.code].is_summed) == (1510, False)


def test_without_figures_nobody_guesses(wijk):
    assert queries.populations([wijk]) == {}
