"""Organisations in networks: both say yes, either ends it, and the days stay to be read."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from tests.factories.people import (
    MOMENT,
    make_member,
    make_membership,
    make_network,
    make_organisation,
    make_person,
)
from tests.factories.places import make_district
from wijkschakel.base.models import JournalEntry
from wijkschakel.people.actions import networks as actions
from wijkschakel.people.models import NetworkMember, Notice
from wijkschakel.people.queries import networks as queries

pytestmark = pytest.mark.django_db
TODAY, DAY = MOMENT.date(), dt.timedelta(days=1)


@pytest.fixture
def network():
    return make_network(name="Samen Gezond")


@pytest.fixture
def shop():
    return make_organisation(name="Bakkerij")


@pytest.fixture
def noor(network):
    return make_membership(make_person(given_name="Noor"), network).person


@pytest.fixture
def els(shop):
    return make_membership(make_person(given_name="Els"), shop).person


def ask(network, shop, side, by):
    return actions.ask(network=network, organisation=shop, side=side, by=by, now=MOMENT)


def names(rows):
    return [(row.network.name, row.organisation.name) for row in rows]


def test_it_begins_on_the_day_of_the_second_yes(network, shop, noor, els):
    member = ask(network, shop, "network", noor)
    assert (queries.around(network).members, names(queries.waiting_of(shop)[0])) == (
        [], [("Samen Gezond", "Bakkerij")],
    )  # fmt: skip
    begun = actions.agree(member=member, by=els, now=MOMENT + DAY)
    assert (begun.starts_on, begun.ends_on) == (TODAY + DAY, None)
    assert names(queries.around(network).members) == names(queries.around(shop).networks)
    assert queries.waiting_of(shop) == queries.waiting_of(network) == ([], [])
    assert list(
        JournalEntry.objects.filter(action__endswith="_network").values_list("action", "by")
    ) == [("ask_network", noor.pk), ("agree_network", els.pk)]


def test_the_other_side_hears_it_each_time_in_words_that_name_the_asker(network, shop, noor, els):
    member = ask(network, shop, "organisation", els)
    actions.agree(member=member, by=noor, now=MOMENT)
    actions.end(member=member, by=noor, now=MOMENT)
    told = {one.person_id: [] for one in Notice.objects.all()}
    for notice in Notice.objects.order_by("pk"):
        told[notice.person_id].append(notice.text.split()[0])
    assert {key: sorted(words) for key, words in told.items()} == {
        noor.pk: ["Bakkerij"], els.pk: ["Samen", "Samen"],
    }  # fmt: skip


def test_asked_by_both_it_begins_and_asked_twice_it_is_one_question(network, shop, noor, els):
    first = ask(network, shop, "organisation", els)
    assert ask(network, shop, "organisation", els) == first
    assert (NetworkMember.objects.count(), first.starts_on) == (1, None)
    assert ask(network, shop, "network", noor).starts_on == TODAY


def test_only_who_belongs_to_a_side_speaks_for_it(network, shop, noor, els):
    left = make_membership(make_person(), shop, ends_on=TODAY - DAY).person
    for by in (noor, left, make_person()):
        with pytest.raises(actions.NotForThem):
            ask(network, shop, "organisation", by)
    member = ask(network, shop, "organisation", els)
    for by in (els, left):
        with pytest.raises(actions.NotForThem):
            actions.agree(member=member, by=by, now=MOMENT)
    with pytest.raises(actions.NotForThem):
        actions.end(member=member, by=left, now=MOMENT)
    assert NetworkMember.objects.get().starts_on is None


def test_what_is_no_network_has_no_members(shop, els):
    other = make_organisation()
    with pytest.raises(actions.NoNetwork):
        ask(other, shop, "organisation", els)
    net = make_network()
    make_membership(els, net)
    with pytest.raises(actions.NoNetwork):
        ask(net, net, "network", els)


def test_a_no_leaves_nothing_and_an_end_keeps_its_days(network, shop, noor, els):
    member = ask(network, shop, "network", noor)
    actions.end(member=member, by=els, now=MOMENT)
    assert NetworkMember.objects.count() == 0
    begun = make_member(network, shop)
    actions.end(member=begun, by=els, now=MOMENT)
    around = queries.around(shop)
    assert (around.networks, [row.ends_on for row in around.over]) == ([], [TODAY])
    with pytest.raises(actions.NothingToAnswer):
        actions.end(member=begun, by=els, now=MOMENT)
    assert ask(network, shop, "network", noor).pk != begun.pk


@pytest.mark.parametrize(
    "wrong",
    [{"network_yes_at": None}, {"organisation_yes_at": None}, {"starts_on": None},
     {"ends_on": dt.date(2025, 1, 1)}],
)  # fmt: skip
def test_the_database_refuses_what_did_not_begin_with_two_yeses(network, shop, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_member(network, shop, **wrong)


def test_the_database_refuses_it_twice_at_a_time_and_with_itself(network, shop):
    make_member(network, shop, ends_on=TODAY)
    make_member(network, shop)
    for pair in ((network, shop), (network, network)):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_member(*pair)


def test_an_organisation_asks_networks_and_a_network_anybody_but_not_twice(network, shop):
    other, cafe = make_network(name="Samen Sterk"), make_organisation(name="Samen Koken")
    assert queries.may_ask(shop, "samen") == [network, other]
    assert queries.may_ask(network, "samen") == [cafe, other]
    make_member(network, shop)
    assert queries.may_ask(shop, "samen") == [other]
    assert queries.may_ask(network, "bak") == []


def test_a_region_has_the_networks_of_its_districts_and_of_who_is_in_them(network, shop):
    here, there = make_district(), make_district()
    own = make_network(name="Eigen", district=here)
    make_network(name="Zonder leden", district=here)
    make_member(own, make_organisation(district=there))
    shop.district = here
    shop.save()
    make_member(network, shop)
    make_member(make_network(name="Daar"), make_organisation(district=there))
    assert [(one.name, one.members) for one in queries.networks_in([here.pk])] == [
        ("Eigen", 1), ("Samen Gezond", 1),
    ]  # fmt: skip
    NetworkMember.objects.update(ends_on=TODAY)
    assert queries.networks_in([here.pk]) == []
