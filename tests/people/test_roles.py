"""Roles are given in a place and end at once."""

import datetime as dt

import pytest

from tests.factories.people import MOMENT, grant_role, make_person
from tests.factories.places import make_district, make_region
from wijkschakel.base.models import JournalEntry, OutgoingMail
from wijkschakel.people import permissions, queries
from wijkschakel.people.actions import roles
from wijkschakel.people.models import Account, Notice, RoleGrant

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
    given = ("organiser", "conversation_partner", "digital_coach")
    assert may == {(role, "own") for role in given}
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


def test_with_an_account_come_the_roles_of_that_day_and_no_others():
    district, wil = make_district(), make_person()
    account = Account.objects.create(person=wil, email="wil@example.org")
    today = MOMENT.date()
    assert queries.find_signed_in(account.pk, today).held_roles == []
    grant_role(wil, "coordinator", district, ends_on=today - DAY)
    grant_role(wil, "coordinator", district, starts_on=today + DAY)
    grant_role(make_person(), "funder", district)
    assert queries.find_signed_in(account.pk, today).held_roles == []
    until_today = grant_role(wil, "organiser", district, ends_on=today)
    everywhere = grant_role(wil, "administrator")
    found = queries.find_signed_in(account.pk, today)
    assert set(found.held_roles) == {until_today, everywhere}
    assert set(found.held_roles) == set(queries.roles_held(wil, today))
    [came] = [grant for grant in found.held_roles if grant == until_today]
    for field in RoleGrant._meta.concrete_fields:
        assert getattr(came, field.attname) == getattr(until_today, field.attname), field.name
    assert came.person is found.person
    Account.objects.update(is_active=False)
    assert queries.find_signed_in(account.pk, today) is None


def test_a_role_is_ended_by_its_holder_or_who_could_give_it():
    district, wil, sam = make_district(), make_person(), make_person()
    grant = grant_role(wil, "organiser", district)
    with pytest.raises(roles.MayNotGrant):
        roles.end_role(grant=grant, by=sam, now=MOMENT)
    roles.end_role(grant=grant, by=wil, now=MOMENT)
    assert not permissions.holds(wil, {"organiser"}, district, MOMENT)


def test_a_reading_role_given_by_an_administrator_is_told_at_once_to_who_looks_after_the_place():
    own, other = make_district(), make_district()
    boss, wil = make_person(), make_person(given_name="Wil")
    noor = make_person(given_name="Noor", email="noor@example.org")
    joke, second = make_person(), make_person(email="second@example.org")
    grant_role(boss, "administrator", own)
    grant_role(noor, "coordinator", own)
    grant_role(joke, "coordinator", other)
    grant_role(second, "administrator")
    for role in ("professional", "safeguarding", "coordinator"):
        grant = roles.grant_role(person=wil, role=role, place=own, by=boss, now=MOMENT)
        told = [one for one in Notice.objects.all() if grant.get_role_display() in one.text]
        assert {one.person_id for one in told} == {noor.pk, second.pk}
        assert JournalEntry.objects.get(action="grant_role", object_id=grant.pk).details == {
            "role": role, "place": str(own.pk), "told": 2,
        }  # fmt: skip
    letters = [one.body for one in OutgoingMail.objects.all() if one.to == "noor@example.org"]
    assert (len(letters), [body for body in letters if "Wil" in body]) == (3, [])
    assert set(Notice.objects.values_list("person", "link").distinct()) == {
        (noor.pk, "/werkplek/rollen/"), (second.pk, "/werkplek/beheer/rollen/"),
    }  # fmt: skip


def test_roles_in_which_nobody_reads_and_those_of_the_coordinator_are_not_told():
    own = make_district()
    boss, wil, noor = (make_person() for _number in range(3))
    grant_role(boss, "administrator", own)
    grant_role(noor, "coordinator", own)
    roles.grant_role(person=wil, role="funder", place=own, by=boss, now=MOMENT)
    roles.grant_role(person=wil, role="conversation_partner", place=own, by=noor, now=MOMENT)
    assert Notice.objects.count() == 0


def test_a_role_for_more_districts_is_told_in_each_of_them():
    first, second, elsewhere = (make_district() for _number in range(3))
    region = make_region(first, second)
    boss, wil = make_person(), make_person()
    grant_role(boss, "administrator")
    there = [make_person() for _place in (first, second, elsewhere)]
    for person, place in zip(there, (first, second, elsewhere), strict=True):
        grant_role(person, "coordinator", place)
    roles.grant_role(person=wil, role="safeguarding", place=region, by=boss, now=MOMENT)
    assert set(Notice.objects.values_list("person", flat=True)) == {there[0].pk, there[1].pk}
    roles.grant_role(person=wil, role="researcher", by=boss, now=MOMENT)
    assert Notice.objects.filter(person=there[2]).count() == 1


def test_what_nobody_could_be_told_waits_for_who_looks_after_the_place_next():
    own, other = make_district(), make_district()
    boss, wil, joke = make_person(), make_person(), make_person()
    noor, mo = make_person(email="noor@example.org"), make_person()
    grant_role(boss, "administrator", own)
    for role in ("professional", "coordinator", "funder"):
        roles.grant_role(person=wil, role=role, place=own, by=boss, now=MOMENT)
    roles.grant_role(person=joke, role="coordinator", place=other, by=None, now=MOMENT)
    assert Notice.objects.count() == 0
    roles.grant_role(person=noor, role="coordinator", place=own, by=boss, now=MOMENT)
    told = [one.text for one in Notice.objects.filter(person=noor)]
    assert ["professional" in one for one in sorted(told)].count(True) == 1
    assert ["coördinator" in one for one in told].count(True) == 1
    assert [one.to for one in OutgoingMail.objects.all()] == ["noor@example.org"] * 2
    roles.grant_role(person=mo, role="administrator", by=None, now=MOMENT)
    assert not Notice.objects.filter(person__in=[mo, joke, boss]).exists()
    assert not RoleGrant.objects.filter(is_untold=True).exists()


def test_who_gave_or_got_a_role_is_not_the_one_who_hears_of_it():
    own = make_district()
    boss, wil = make_person(), make_person()
    grant_role(boss, "administrator", own)
    roles.grant_role(person=wil, role="professional", place=own, by=boss, now=MOMENT)
    roles.grant_role(person=boss, role="coordinator", place=own, by=None, now=MOMENT)
    roles.grant_role(person=wil, role="administrator", place=own, by=boss, now=MOMENT)
    assert not Notice.objects.filter(person=boss).exists()
    assert not Notice.objects.filter(person=wil, text__contains="professional").exists()
