"""Growing the town to a region: small here, the same code grows it to 100,000 residents."""

import pytest
from django.core.management import CommandError, call_command
from shapely.geometry import shape

from wijkschakel.people.models import Person
from wijkschakel.upkeep.demo import areas, surroundings


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
