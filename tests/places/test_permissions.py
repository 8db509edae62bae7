"""Who says how far a region is: its coordinator, and in a district the coordinator of that."""

import pytest

from tests.factories.people import grant_role, make_person
from tests.factories.places import make_district, make_region
from wijkschakel.places import permissions

pytestmark = pytest.mark.django_db


@pytest.fixture
def places():
    district, other = make_district(), make_district()
    return {"district": district, "other": other, "region": make_region(district)}


@pytest.mark.parametrize(
    ("role", "where", "criteria", "tick"),
    [
        ("coordinator", "region", True, True),
        ("coordinator", None, True, True),
        ("coordinator", "district", False, True),
        ("coordinator", "other", False, False),
        ("safeguarding", "region", False, False),
        ("administrator", None, False, False),
    ],
)
def test_only_a_coordinator_ticks_and_only_of_the_whole_region_chooses(
    places, role, where, criteria, tick
):
    grants = [grant_role(make_person(), role, places.get(where))]
    assert permissions.may_choose_criteria(grants, places["region"]) is criteria
    assert permissions.may_tick_criteria(grants, places["district"]) is tick


def test_without_a_role_nothing(places):
    assert permissions.may_choose_criteria([], places["region"]) is False
    assert permissions.may_tick_criteria([], places["district"]) is False
