"""The map of a region: the choice above it, and the list that says the same in words."""

import pytest

from tests.activities.test_adopting import CODE, DAY, TODAY, adopt
from tests.factories import places
from tests.factories.people import MOMENT
from tests.factories.places import make_criterion, square
from wijkschakel.activities.models import DistrictBeginning
from wijkschakel.places.actions import tick_criterion

pytestmark = pytest.mark.django_db


@pytest.fixture
def three():
    return [
        places.make_district(
            name=name, boundary=square(6 + n / 50), longitude=6.005 + n / 50, latitude=52.005
        )
        for n, name in enumerate(("Akker", "Brink", "Cour"))
    ]


@pytest.fixture
def region(three):
    return places.make_region(*three, slug="r", name="Zeist")


def text(response):
    return " ".join(response.content.decode().split())


def looks(page):
    """Give how the districts look on the map."""
    return [one for one in ("lit", "begun", "planned", "done") if f"m-area--{one}" in page]


def test_the_way_of_working_is_there_begun_prepared_or_not_yet(client, region, three):
    first, second = make_criterion(region), make_criterion(region)
    for district, criteria in ((three[0], (first, second)), (three[1], (first,))):
        for criterion in criteria:
            tick_criterion(criterion=criterion, district=district, by=None, now=MOMENT)
    page = text(client.get("/regio/r/"))
    assert looks(page) == ["lit", "begun"]
    assert "<b>Loopt sinds" in page
    assert "<b>Begonnen op" in page
    assert "<b>Nog niet.</b>" in page
    for words in ("Loopt: 1 wijk", "Begonnen: 1 wijk", "Nog niet: 1 wijk"):
        assert words in page
    DistrictBeginning.objects.create(district=three[2], source=three[0], taken={}, began_at=MOMENT)
    assert "zoals in Akker.</b>" in text(client.get("/regio/r/"))


def test_a_programme_is_begun_planned_or_not_yet_and_says_which_version(client, region, three):
    adopt(three[0], TODAY - DAY)
    adopt(three[1], TODAY + 5_000 * DAY)
    page = text(client.get(f"/regio/r/?wat={CODE}"))
    assert "Samen op stap en aan tafel: in 1 van 3 wijken" in page
    assert looks(page) == ["begun", "planned"]
    assert page.count("Versie 1, overgenomen op") == 2
    assert 'aria-label="Brink: gepland"' in page
    assert 'aria-current="page"><span>Samen op stap en aan tafel</span>' in page


def test_what_began_like_another_says_like_which(client, region, three):
    DistrictBeginning.objects.create(
        district=three[1], source=three[0], taken={"labels": 2}, began_at=MOMENT
    )
    page = text(client.get("/regio/r/?wat=begin"))
    assert "0 van 3 wijken begonnen als een andere wijk" in page
    assert "2 dingen overgenomen uit Akker." in page
    assert "Is het voorbeeld voor een andere wijk." in page
    assert looks(page) == ["planned"]


@pytest.mark.parametrize("what", ["", "iets-anders", "%00", "a" * 3000])
def test_anything_else_is_the_way_of_working(client, region, what):
    page = text(client.get(f"/regio/r/?wat={what}"))
    assert 'aria-current="page"><span>Werkwijze</span>' in page


def test_every_choice_is_a_link_that_works_without_a_script(client, region):
    page = client.get("/regio/r/")
    links = [choice.href for choice in page.context["choices"]]
    assert len(links) == 5
    assert [client.get(link).status_code for link in links] == [200] * 5
