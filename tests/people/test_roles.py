"""Roles are given in a place and end at once."""

import datetime as dt

import pytest

from tests.factories.people import MOMENT, grant_role, make_person
from tests.factories.places import make_district
from wijkschakel.people import permissions
from wijkschakel.people.actions import roles
from wijkschakel.people.models import RoleGrant

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def test_a_coordinator_gives_some_roles_in_the_own_district_only():
    own, other = make_district(), make_district()
    noor, wil = make_person(given_name="Noor"), make_person(given_name="Wil")
    grant_role(noor, "coordinator", own)
    may = {
        (role, name)
        for role in RoleGrant.Role.values
        for name, place in (("own", own), ("other", other), ("everywhere", None))
        if permissions.may_grant(noor, wil, role, place, MOMENT)
    }
    assert may == {("organiser", "own"), ("conversation_partner", "own")}
    grant = roles.grant_role(person=wil, role="organiser", place=own, by=noor, now=MOMENT)
    assert (grant.district, grant.granted_by) == (own, noor.pk)
    with pytest.raises(roles.MayNotGrant):
        roles.grant_role(person=wil, role="administrator", place=own, by=noor, now=MOMENT)
    assert wil.roles.count() == 1


def test_nobody_gives_oneself_a_role():
    boss = make_person()
    grant_role(boss, "administrator")
    with pytest.raises(roles.MayNotGrant):
        roles.grant_role(person=boss, role="safeguarding", by=boss, now=MOMENT)
    assert boss.roles.count() == 1


def test_an_administrator_of_one_district_is_not_one_everywhere():
    boss, wil = make_person(), make_person()
    grant_role(boss, "administrator", make_district())
    assert not permissions.may_grant(boss, wil, "coordinator", make_district(), MOMENT)


@pytest.mark.parametrize("since", [dt.date(2026, 1, 1), MOMENT.date()])
def test_an_ended_role_holds_no_longer_in_the_same_minute(since):
    district, wil = make_district(), make_person()
    grant = grant_role(wil, "coordinator", district, starts_on=since)
    assert permissions.holds(wil, {"coordinator"}, district, MOMENT)
    roles.end_role(grant=grant, by=None, now=MOMENT)
    assert not permissions.holds(wil, {"coordinator"}, district, MOMENT)


def test_a_role_is_ended_by_its_holder_or_who_could_give_it():
    district, wil, sam = make_district(), make_person(), make_person()
    grant = grant_role(wil, "organiser", district)
    with pytest.raises(roles.MayNotGrant):
        roles.end_role(grant=grant, by=sam, now=MOMENT)
    roles.end_role(grant=grant, by=wil, now=MOMENT)
    assert not permissions.holds(wil, {"organiser"}, district, MOMENT)
