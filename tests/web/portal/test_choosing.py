"""Choosing in the agenda: for whom, which language, how far, by whom."""

import pytest
from django.urls import reverse

from tests.factories.places import make_neighbourhood, make_venue
from tests.web.portal.test_looking import plan, titles
from wijkschakel.activities import rules
from wijkschakel.places.models import District

pytestmark = pytest.mark.django_db


@pytest.fixture
def choices(district: District) -> None:
    plan(district, "Koor", audience="older", spoken=["nl", "ar"], is_formal=True)
    plan(district, "Soep", audience="children", spoken=["nl"], is_resident_run=True)
    plan(district, "Yoga", spoken=["tr"])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("voor=ouderen", ["Koor"]),
        ("voor=kinderen", ["Soep"]),
        ("voor=onzin", ["Koor", "Soep", "Yoga"]),
        ("taal=ar", ["Koor"]),
        ("taal=nl", ["Koor", "Soep"]),
        ("taal=n", ["Koor", "Soep", "Yoga"]),
        ("bewoners=ja", ["Soep"]),
        ("formeel=ja", ["Koor"]),
        ("informeel=ja", ["Soep", "Yoga"]),
        ("voor=ouderen&taal=tr", []),
    ],
)
def test_the_agenda_keeps_what_was_chosen(client, district, choices, query, expected) -> None:
    page = client.get(f"{reverse('portal:agenda')}?wijk={district.code}&{query}").text
    assert sorted(titles(page)) == expected


def test_a_choice_that_finds_nothing_can_be_dropped_one_by_one(client, district, choices) -> None:
    query = f"?wijk={district.code}&voor=ouderen&taal=tr"
    page = client.get(f"{reverse('portal:agenda')}{query}").text
    assert f"?voor=ouderen&amp;wijk={district.code}" in page
    assert f"?taal=tr&amp;wijk={district.code}" in page


def test_within_a_walk_counts_the_streets_and_not_only_the_line(visit, district) -> None:
    home = make_neighbourhood(district=district, latitude=52.25, longitude=6.15)
    ten_minutes = rules.metres_within(10) / 111_195
    for title, factor in (("Net wel", 0.99), ("Net niet", 1.01)):
        north = 52.25 + ten_minutes * factor
        venue = make_venue(district=district, latitude=north, longitude=6.15)
        plan(district, title, venue=venue)
    plan(district, "Geen plek bekend")
    visitor = visit(None)
    visitor.cookies["ws_place"] = home.code
    page = visitor.get(f"{reverse('portal:agenda')}?lopen=10").text
    assert titles(page) == ["Net wel"]


def test_how_far_is_not_asked_of_who_did_not_say_where_they_are(client, district) -> None:
    plan(district, "Koor")
    page = client.get(f"{reverse('portal:agenda')}?wijk={district.code}").text
    assert 'name="taal"' in page
    assert 'name="lopen"' not in page
