"""Growing the town to a region: small here, the same code grows it to 100,000 residents."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from shapely.geometry import shape

from tests import levels
from tests.upkeep.demo_digest import digest
from wijkschakel.people.models import Person
from wijkschakel.upkeep.demo import areas, filling, outcomes, reset, surroundings

NOW = dt.datetime(2026, 11, 24, 12, 20, tzinfo=dt.UTC)
RESIDENTS = 1000


def fill(count: int, seed: int = 1) -> filling.Filled:
    """Fill without a word."""
    return filling.fill(count=count, seed=seed, now=NOW, say=lambda sentence: None)


@pytest.mark.django_db
def test_the_same_seed_gives_the_same_region_in_one_go_or_in_two(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not levels.THOROUGH:  # the year of the town, which growing leaves as it is
        monkeypatch.setattr(outcomes, "write_outcomes", lambda *given: None)
    fill(RESIDENTS, seed=3)
    at_once = digest()
    reset.take_out()
    fill(600, seed=3)
    fill(RESIDENTS, seed=3)
    assert digest() == at_once


def test_the_districts_around_the_town_adjoin_it_without_overlap() -> None:
    town = areas.draw_town()
    around = surroundings.draw_around(town, seed=1)
    parts = [shape(hood.boundary) for hood in around.neighbourhoods.values()]
    middle = shape(town.municipality.boundary)
    assert all(part.is_valid for part in parts)
    assert max(part.intersection(middle).area for part in parts) < 1e-9
    assert {len(shape(d.boundary).geoms) for d in around.districts.values()} == {1}


@pytest.mark.django_db
def test_fewer_residents_than_the_town_has_is_refused() -> None:
    with pytest.raises(CommandError, match="Kies 600 bewoners of meer"):
        call_command("demo", "--residents", "10", verbosity=0)
    assert not Person.objects.exists()
