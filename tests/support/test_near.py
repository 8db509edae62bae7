"""The handful that the database chooses for a request: by the share of the reach, as the score."""

import pytest

from tests.factories import helping as make
from tests.factories import people
from tests.factories.people import MOMENT
from wijkschakel.base.prepared import Prepared
from wijkschakel.places.models import Neighbourhood
from wijkschakel.support.models import HelpOffer
from wijkschakel.support.queries import engine, near


@pytest.fixture
def street(district):
    """A resident in the middle, and neighbourhoods at 400 m and 900 m to the north."""
    make.make_agreement(district)
    district.latitude, district.longitude = 52.25, 6.16
    district.save()
    request = make.make_request(people.make_person(district=district), "along")
    areas = {
        metres: Neighbourhood.objects.create(
            code=f"BU0000{metres:04}", division_year=2025, name=f"Op {metres} meter",
            district=district, longitude=6.16, latitude=52.25 + metres / 111_320,
        )
        for metres in (400, 900)
    }  # fmt: skip

    def helper(metres, radius_m):
        person = people.make_person(district=district, neighbourhood=areas[metres])
        offer = make.make_offer(person, "along", radius_m=radius_m)
        HelpOffer.objects.filter(pk=offer.pk).update(neighbourhood=areas[metres])
        return str(offer.pk)

    return request, helper


def found(request, few, monkeypatch):
    """Give who is suggested when so few may come along."""
    monkeypatch.setattr(near, "HANDFUL", few)
    monkeypatch.setattr(near, "_NEAR", Prepared(near._write))
    part = request.parts.select_related(
        "request__person", "request__district", "request__neighbourhood"
    ).get()
    return [best.offer for best in engine.suggestions(part, MOMENT).suggestions.best]


def test_who_goes_far_comes_before_who_hardly_reaches(street, monkeypatch):
    request, helper = street
    near_by, goes_far = helper(400, 500), helper(900, 10_000)
    assert found(request, 2, monkeypatch) == [goes_far, near_by]
    assert found(request, 1, monkeypatch) == [goes_far]


def test_who_does_not_reach_never_takes_the_place_of_who_does(street, monkeypatch):
    request, helper = street
    helper(900, 500)
    reaches = helper(900, 1_000)
    assert found(request, 1, monkeypatch) == [reaches]
