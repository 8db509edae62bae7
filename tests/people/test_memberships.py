"""Who belongs to an organisation is said by who belongs to it, or by the administrator."""

import datetime as dt

import pytest

from tests.factories.people import (
    MOMENT,
    grant_role,
    make_consent,
    make_membership,
    make_organisation,
    make_person,
)
from tests.factories.places import make_district
from wijkschakel.base.models import JournalEntry, OutgoingMail
from wijkschakel.people import permissions
from wijkschakel.people.actions import membership_letters, organisations, roles
from wijkschakel.people.actions import memberships as actions
from wijkschakel.people.models import Membership, Notice, Organisation
from wijkschakel.people.queries import memberships as queries

pytestmark = pytest.mark.django_db
TODAY, DAY = MOMENT.date(), dt.timedelta(days=1)


@pytest.fixture
def shop():
    return make_organisation(name="Bakkerij", district=make_district())


@pytest.fixture
def boss(shop):
    return grant_role(make_person(given_name="Ton"), "administrator", shop.district).person


@pytest.fixture
def els(shop):
    return make_membership(make_person(given_name="Els", email="els@example.org"), shop).person


@pytest.fixture
def mo():
    return make_person(given_name="Mo", email="mo@example.org")


def give(person, organisation, by, **changes):
    about = {"starts_on": TODAY} | changes
    return actions.give_membership(
        person=person, organisation=organisation, by=by, now=MOMENT, **about
    )


def texts(person):
    return [notice.text for notice in Notice.objects.filter(person=person)]


def test_the_administrator_names_the_first_and_the_first_names_a_colleague(shop, boss, mo):
    els = make_person(given_name="Els")
    give(els, shop, boss)
    assert permissions.belongs_to(els, shop, MOMENT)
    give(mo, shop, els, title="bakker", ends_on=TODAY + 9 * DAY)
    made = mo.memberships.get()
    assert (made.title, made.starts_on, made.ends_on) == ("bakker", TODAY, TODAY + 9 * DAY)
    entries = JournalEntry.objects.filter(action="give_membership").order_by("at", "pk")
    assert {(one.by, one.about, one.details["told"]) for one in entries} == {
        (boss.pk, els.pk, 0), (els.pk, mo.pk, 0),
    }  # fmt: skip


def test_nobody_says_it_of_oneself_and_no_coordinator_or_former_member_says_it(shop, boss, mo):
    noor = grant_role(make_person(), "coordinator", shop.district).person
    everywhere = grant_role(make_person(), "coordinator").person
    far = grant_role(make_person(), "administrator", make_district()).person
    left = make_membership(make_person(), shop, ends_on=TODAY - DAY).person
    soon = make_membership(make_person(), shop, starts_on=TODAY + DAY).person
    other = make_membership(make_person(), make_organisation()).person
    for by in (noor, everywhere, far, left, soon, other, make_person()):
        with pytest.raises(actions.MayNotSay):
            give(mo, shop, by)
    with pytest.raises(actions.MayNotSay):
        give(boss, shop, boss)
    assert not Membership.objects.filter(person__in=[mo, boss]).exists()
    assert Notice.objects.count() == 0


def test_of_an_organisation_without_a_district_only_who_administers_everywhere_says_it(boss, mo):
    net = make_organisation(name="Landelijk")
    noor = grant_role(make_person(), "coordinator").person
    second = grant_role(make_person(), "administrator").person
    with pytest.raises(actions.MayNotSay):
        give(mo, net, boss)
    give(mo, net, grant_role(make_person(), "administrator").person)
    assert permissions.belongs_to(mo, net, MOMENT)
    assert (len(texts(second)), texts(noor)) == (1, [])


def test_the_person_and_all_who_belong_to_it_hear_it_and_no_name_is_mailed(shop, boss, els, mo):
    left = make_membership(make_person(), shop, ends_on=TODAY - DAY).person
    grant_role(make_person(), "coordinator", shop.district)
    many = [make_membership(make_person(), shop).person for _number in range(25)]
    give(mo, shop, els)
    assert texts(mo) == [
        "Je hoort bij Bakkerij, vanaf 2 maart 2026. Je leest dan wat bewoners met hen delen. "
        "Klopt het niet? Stop het op hun bladzijde."
    ]
    told = set(Notice.objects.values_list("person", flat=True))
    assert told == {mo.pk, *(one.pk for one in many)}
    assert (texts(left), texts(els)) == ([], [])
    give(make_person(given_name="Ria"), shop, boss)
    assert texts(els) == [
        "Ria hoort bij Bakkerij, vanaf 2 maart 2026. Ken je diegene niet? "
        "Stop het en bel de beheerder."
    ]
    assert set(Notice.objects.values_list("link", flat=True)) == {membership_letters.page_of(shop)}
    letters = {one.to: one.body for one in OutgoingMail.objects.order_by("pk")}
    assert (set(letters), "Ria" in letters["els@example.org"]) == (
        {"mo@example.org", "els@example.org"}, False,
    )  # fmt: skip


def test_of_the_first_of_an_organisation_hears_who_looks_after_its_place(shop, boss, mo):
    noor = grant_role(make_person(), "coordinator", shop.district).person
    second = grant_role(make_person(), "administrator").person
    joke = grant_role(make_person(), "coordinator", make_district()).person
    give(mo, shop, boss)
    assert [texts(one) for one in (boss, joke)] == [[], []]
    sentence = ("Mo hoort als eerste bij Bakkerij, vanaf 2 maart 2026. Ken je diegene niet? "
                "Bel de beheerder.")  # fmt: skip
    assert texts(noor) == texts(second) == [sentence]
    assert Notice.objects.get(person=noor).link == f"/organisaties/{shop.pk}/"
    assert Notice.objects.get(person=second).link == membership_letters.page_of(shop)


def test_of_a_first_nobody_could_hear_of_hears_who_looks_after_the_place_next(shop, boss, mo):
    give(mo, shop, boss)
    assert mo.memberships.get().is_untold
    joke, noor, last = (make_person() for _number in range(3))
    for person, place in ((joke, make_district()), (boss, shop.district), (mo, shop.district),
                          (noor, shop.district), (last, shop.district)):  # fmt: skip
        roles.grant_role(person=person, role="coordinator", place=place, by=None, now=MOMENT)
    assert [len(texts(one)) for one in (joke, boss, mo, noor, last)] == [0, 0, 1, 1, 0]
    assert not mo.memberships.get().is_untold


def test_said_twice_it_is_once_and_no_two_hold_on_the_same_day(shop, els, mo):
    first = give(mo, shop, els, ends_on=TODAY + 9 * DAY)
    assert give(mo, shop, els, ends_on=TODAY + 9 * DAY) == first
    assert len(texts(mo)) == 1
    for changes in ({}, {"starts_on": TODAY + 9 * DAY}, {"title": "bakker"},
                    {"starts_on": TODAY + DAY, "ends_on": TODAY + 2 * DAY}):  # fmt: skip
        with pytest.raises(actions.BelongsAlready) as refused:
            give(mo, shop, els, **changes)
        assert refused.value.sentence == "Mo hoort er al bij, vanaf 2 maart 2026."
    give(mo, shop, els, starts_on=TODAY + 10 * DAY)
    assert mo.memberships.count() == 2


@pytest.mark.parametrize("since", [TODAY - 60 * DAY, TODAY, TODAY + DAY])
def test_it_ends_at_once_by_oneself_a_colleague_or_the_administrator(shop, boss, els, since):
    resident = make_person()
    make_consent(resident, to_organisation=shop)
    for by in (None, els, boss):
        row = make_membership(make_person(), shop, starts_on=since)
        actions.end_membership(membership=row, by=by or row.person, now=MOMENT)
        assert not permissions.belongs_to(row.person, shop, MOMENT)
        assert not permissions.shared_items(resident, row.person, "contact", MOMENT)
        assert row.person not in [one.person for one in queries.members_of(shop, TODAY)]
        assert texts(row.person) == (
            ["Je hoort niet meer bij Bakkerij. Klopt het niet? Bel de beheerder."] if by else []
        )
    assert JournalEntry.objects.filter(action="end_membership").count() == 3


def test_somebody_else_does_not_end_it_and_ended_twice_it_is_once(shop, els):
    row = els.memberships.get()
    noor = grant_role(make_person(), "coordinator", shop.district).person
    left = make_membership(make_person(), shop, ends_on=TODAY - DAY).person
    for by in (noor, left, make_person()):
        with pytest.raises(actions.MayNotSay):
            actions.end_membership(membership=row, by=by, now=MOMENT)
    assert permissions.belongs_to(els, shop, MOMENT)
    for _time in range(2):
        actions.end_membership(membership=row, by=els, now=MOMENT)
    assert els.memberships.get().ends_on == TODAY - DAY
    assert JournalEntry.objects.filter(action="end_membership").count() == 1


def test_an_administrator_makes_an_organisation_in_the_own_district_and_no_name_twice(shop, boss):
    about = {"kind": "welfare", "by": boss, "now": MOMENT}
    made = organisations.add_organisation(
        name="  Buurthuis  Zuid ", district=shop.district, phone="088 000", **about
    )
    assert (made.name, made.phone, queries.people_of(made, TODAY).count()) == (
        "Buurthuis Zuid", "088 000", 0,
    )  # fmt: skip
    with pytest.raises(organisations.NameTaken):
        organisations.add_organisation(name="buurthuis ZUID", district=shop.district, **about)
    for district in (make_district(), None):
        with pytest.raises(organisations.NotYourDistrict):
            organisations.add_organisation(name="Elders", district=district, **about)
    assert Organisation.objects.count() == 2
    assert JournalEntry.objects.get(action="add_organisation").by == boss.pk


def test_who_belongs_today_is_counted_and_who_left_or_comes_later_is_not(shop, els):
    make_membership(make_person(), shop, ends_on=TODAY - DAY)
    make_membership(make_person(), shop, ends_on=TODAY)
    make_membership(make_person(), shop, starts_on=TODAY + DAY)
    make_organisation(name="Bakkerij ver weg")
    found = queries.organisations_with_members([shop.district_id], "BAKKER", TODAY)
    assert [(one.name, one.people) for one in found] == [("Bakkerij", 2)]
    everywhere = queries.organisations_with_members(None, "", TODAY)
    assert [(one.name, one.people) for one in everywhere] == [
        ("Bakkerij", 2), ("Bakkerij ver weg", 0),
    ]  # fmt: skip
