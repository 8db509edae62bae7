"""What was taken over where: how far each district is with a programme, and like which it began."""

import datetime as dt

import pytest

from tests.factories.activities import make_activity
from tests.factories.people import MOMENT
from tests.factories.places import make_district
from wijkschakel.activities.actions import initiatives
from wijkschakel.activities.models import Adoption, DistrictBeginning, Initiative
from wijkschakel.activities.queries import adopting, packages

pytestmark = pytest.mark.django_db
CODE = "wijkschakel.samen-op-stap"
DAY = dt.timedelta(days=1)
TODAY = MOMENT.date()


def adopt(district, first, *, lineage=(), code=CODE, ended=None):
    """Let a district take a package over, of which the first phase begins on a day."""
    programme = initiatives.make(district=district, name="Samen", now=MOMENT)
    if ended:
        Initiative.objects.filter(pk=programme.pk).update(state="ended", ended_on=ended)
    programme.phases.create(number=1, name="Begin", starts_on=first)
    content = packages.find_content(CODE, 1) | {"lineage": list(lineage)}
    return Adoption.objects.create(
        programme=programme, code=code, version=1, content=content, adopted_at=MOMENT
    )


def told(*districts):
    taken = adopting.taken_over([one.pk for one in districts], MOMENT)
    return adopting.farthest(taken, CODE)


@pytest.mark.parametrize(("days", "state"), [(-1, "begun"), (0, "begun"), (1, "planned")])
def test_a_programme_is_begun_on_the_first_day_of_its_first_phase(days, state):
    district = make_district()
    adopt(district, TODAY + days * DAY)
    one = told(district)[district.pk]
    assert (one.state, one.on, one.taken_on) == (state, TODAY + days * DAY, TODAY)


def test_what_ended_is_done_and_what_goes_on_comes_before_it():
    district, other = make_district(), make_district()
    adopt(district, TODAY - 90 * DAY, ended=TODAY)
    assert told(district)[district.pk].state == "done"
    adopt(district, TODAY - DAY)
    adopt(other, TODAY - DAY)
    assert told(district)[district.pk].state == "begun"
    assert set(told(district, other)) == {district.pk, other.pk}


def test_a_package_that_went_on_from_place_to_place_is_the_same_programme():
    district = make_district()
    came = {"id": CODE, "version": 1, "where": "Havenoord", "on": "2026-01-01"}
    adopt(district, TODAY, lineage=[came], code=f"{CODE}.wk990102")
    assert told(district)[district.pk].came_from == "Havenoord"
    assert told(make_district()) == {}


def test_every_package_has_a_name_to_choose():
    assert adopting.families("nl")[CODE] == "Samen op stap en aan tafel"


def test_a_district_that_began_like_another_is_planned_until_something_stands_there():
    district, source = make_district(), make_district(name="Voorbeeld")
    DistrictBeginning.objects.create(
        district=district, source=source, taken={"labels": 2, "activities": 3}, began_at=MOMENT
    )
    begun = adopting.begun_like([district.pk, source.pk])
    assert set(begun) == {district.pk}
    one = begun[district.pk]
    assert (one.state, one.source, one.things, one.on) == ("planned", "Voorbeeld", 5, TODAY)
    make_activity(district=district)
    assert adopting.begun_like([district.pk])[district.pk].state == "begun"
