"""A digital coach is a named helper: given by a coordinator, found in the map, seen as one."""

from tests.factories.people import grant_role, make_delegate, make_person
from wijkschakel.base import clock
from wijkschakel.people.models import RoleGrant
from wijkschakel.people.permissions import GIVEN_BY_COORDINATOR, NEEDS_SECOND_STEP

COACH = RoleGrant.Role.DIGITAL_COACH


def test_a_coordinator_gives_the_role_and_it_opens_nothing(visit, noor, jan, district):
    jan.district = district
    jan.save()
    visit(noor).post(
        f"/werkplek/rollen/geef/{jan.pk}/", {"role": COACH, "district": str(district.pk)}
    )
    assert COACH in GIVEN_BY_COORDINATOR
    assert COACH not in NEEDS_SECOND_STEP  # sees no more than any neighbour who helps
    assert visit(jan).get("/werkplek/").status_code == 404


def test_who_looks_for_help_with_a_screen_finds_the_coaches(visit, jan, district):
    page = f"/wie-helpt/?wijk={district.code}"
    grant_role(jan, COACH, district)
    assert "Er zijn digitale coaches in Lindewijk" in visit(None).get(f"{page}&soort=computer").text
    assert "Er zijn digitale coaches" in visit(None).get(f"{page}&zoek=digitale+coach").text
    assert "digitale coaches in" not in visit(None).get(f"{page}&soort=eten").text
    assert jan.given_name not in visit(None).get(f"{page}&soort=computer").text


def test_the_resident_sees_that_it_is_a_coach_who_helps_now(visit, fatma, jan, district):
    other = make_person(given_name="Peet")
    grant_role(jan, COACH, district)
    for helper in (jan, other):
        make_delegate(fatma, helper, clock.now())
    page = visit(fatma).get("/namens/").text
    assert page.count("digitale coach") == 1
