"""The demonstration town: the same every time, believable at any hour, and never over real data."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from shapely.geometry import Point, shape

from tests.factories.people import make_person
from wijkschakel.activities.models import Session
from wijkschakel.people.models import Person
from wijkschakel.upkeep.demo import agenda, areas, texts
from wijkschakel.upkeep.demo.residents import Town

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def sessions(now: dt.datetime) -> list[Session]:
    """Give the sessions of the town, not written anywhere."""
    town = areas.draw_town()
    return [
        session
        for row in texts.read("activities")["activity"]
        for session in agenda.planned(agenda.activity_of(town, Town(), row, now), row, now)
    ]


def test_the_light_is_on_at_nearly_every_hour_of_every_day() -> None:
    monday = dt.datetime(2026, 11, 23, tzinfo=AMSTERDAM)
    here = [s for s in sessions(monday) if s.activity.district.code == "WK990101"]
    for hour in range(7 * 24):
        now = monday + dt.timedelta(hours=hour, minutes=20)
        is_open = any(s.activity.is_walk_in and s.starts_at <= now < s.ends_at for s in here)
        assert is_open == (now.hour not in ([1, 2, 3, 4, 5] if hour < 120 else [1, 2, 3, 4, 5, 9]))
        today = [s for s in here if s.starts_at.astimezone(AMSTERDAM).date() == now.date()]
        assert any(s.ends_at > now for s in today)


@pytest.mark.parametrize("changed", [dt.date(2026, 10, 25), dt.date(2027, 3, 28)])
def test_a_weekly_ten_o_clock_stays_ten_o_clock_when_the_clocks_change(changed: dt.date) -> None:
    now = dt.datetime.combine(changed, dt.time(9), tzinfo=dt.UTC)
    starts = [
        session.starts_at.astimezone(AMSTERDAM)
        for session in sessions(now)
        if session.activity.title == "Wandelvoetbal"
    ]
    assert {start.utcoffset() for start in starts} == {dt.timedelta(hours=1), dt.timedelta(hours=2)}
    assert {start.time() for start in starts} == {dt.time(10)}


def test_neighbourhoods_adjoin_without_holes_or_overlap() -> None:
    town = areas.draw_town()
    for district in town.districts.values():
        parts = [
            shape(hood.boundary)
            for hood in town.neighbourhoods.values()
            if hood.district == district
        ]
        whole = shape(district.boundary)
        assert all(part.is_valid for part in [*parts, whole])
        assert sum(part.area for part in parts) == pytest.approx(whole.area, rel=1e-4)
        assert whole.geom_type == "MultiPolygon"
        assert len(whole.geoms) == 1


def test_every_venue_stands_in_its_own_neighbourhood() -> None:
    town = areas.draw_town()
    outside = [
        venue.name
        for venue in town.venues.values()
        if not shape(venue.neighbourhood.boundary).contains(Point(venue.longitude, venue.latitude))
    ]
    assert outside == []


def test_dutch_texts_are_in_short_sentences() -> None:
    rows = [
        row for row in texts.read("activities")["activity"] if row.get("language", "nl") == "nl"
    ]
    told = " ".join(f"{row['summary']} {row['description']}" for row in rows)
    sentences = [part.split() for part in re.split(r"[.!?:]\s", told) if part.strip()]
    assert sum(len(words) for words in sentences) / len(sentences) < 9
    assert max(len(words) for words in sentences) <= 20


@pytest.mark.django_db
def test_the_command_refuses_where_real_people_live(settings) -> None:
    settings.PRODUCTION = True
    make_person(given_name="Echte Els")
    with pytest.raises(CommandError, match="echte omgeving"):
        call_command("demo", verbosity=0)
    assert list(Person.objects.values_list("given_name", flat=True)) == ["Echte Els"]
