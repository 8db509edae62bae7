"""What came of what was asked is counted in moments and places, never in people."""

import datetime as dt

import pytest

from tests.factories.activities import make_activity, make_session
from tests.factories.commissions import (
    DAY,
    make_award,
    make_bid,
    make_commission,
    make_delivery,
)
from tests.factories.people import MOMENT, make_membership, make_organisation, make_person
from tests.factories.places import make_region
from tests.factories.spending import make_spending
from wijkschakel.funding.actions import deliveries as actions
from wijkschakel.funding.actions.commissions import finish_commission
from wijkschakel.funding.models import Commission, Delivery
from wijkschakel.funding.queries import following
from wijkschakel.funding.queries.following import Done

pytestmark = pytest.mark.django_db
LATER = MOMENT + 20 * DAY


@pytest.fixture
def kitchen(wil):
    organisation = make_organisation(name="De Keuken")
    make_membership(wil, organisation)
    return organisation


@pytest.fixture
def bid(district, kitchen):
    """Give a chosen bid of a commission that began today."""
    row = make_commission(
        make_region(district), bids_until=MOMENT - DAY, starts_on=MOMENT.date(),
        ends_on=(MOMENT + 14 * DAY).date(),
    )  # fmt: skip
    one = make_bid(row, organisation=kitchen)
    make_award(row, one, by=make_person(), second=make_person())
    return one


@pytest.fixture
def supper(district, kitchen):
    return make_activity(district=district, organisation=kitchen, title="Eten")


def link(bid, activity, by):
    return actions.link_activity(bid=bid, activity=activity, by=by, now=MOMENT)


def done_of(bid, now=LATER):
    return following.together(following.carried_out(bid.commission, now))


def test_with_the_first_activity_it_runs_and_twice_is_once(bid, supper, wil):
    link(bid, supper, wil)
    link(bid, supper, wil)
    assert Commission.objects.get().state == "running"
    assert Delivery.objects.count() == 1


def test_moments_that_were_held_in_the_time_that_was_asked_count(bid, supper, district):
    make_delivery(bid, supper)

    def held(days, **more):
        starts = MOMENT + days * DAY + dt.timedelta(hours=1)
        make_session(activity=supper, starts_at=starts, ends_at=starts + DAY / 24, **more)

    held(1, capacity=20)
    held(2, capacity=None)
    held(3, capacity=20, state="cancelled")
    held(-1, capacity=20)  # before it began
    held(15, capacity=20)  # after its last day
    assert done_of(bid, MOMENT + 10 * DAY) == Done(2, 20, 1, MOMENT + 2 * DAY + DAY / 12)
    assert done_of(bid, MOMENT) == Done()
    assert done_of(bid).moments == 2


def test_an_activity_without_moments_stands_there_with_nothing(bid, supper):
    make_delivery(bid, supper)
    rows = following.carried_out(bid.commission, LATER)
    assert [(one.activity, one.done) for one in rows] == [(supper, Done())]


def test_only_who_belongs_to_the_chosen_organisation_links_its_own_activities(
    bid, supper, wil, noor, district
):
    with pytest.raises(actions.NotYours):
        link(bid, supper, noor)
    with pytest.raises(actions.NotYours):
        link(bid, make_activity(district=district, organisation=make_organisation()), wil)


def test_a_bid_that_was_not_chosen_links_nothing(bid, supper, wil, kitchen):
    other = make_commission(bid.commission.region, bids_until=MOMENT - DAY)
    lost = make_bid(other, organisation=kitchen)
    with pytest.raises(actions.NotChosen):
        link(lost, supper, wil)
    make_award(other, by=make_person(), second=make_person())
    with pytest.raises(actions.NotChosen):
        link(lost, supper, wil)


def test_an_activity_counts_for_one_commission(bid, supper, wil, kitchen):
    other = make_commission(bid.commission.region, bids_until=MOMENT - DAY)
    second = make_bid(other, organisation=kitchen)
    make_award(other, second, by=make_person(), second=make_person())
    link(bid, supper, wil)
    with pytest.raises(actions.Counted):
        link(second, supper, wil)
    assert following.linkable(second) == []


def test_what_is_finished_changes_no_more(bid, supper, wil, noor):
    delivery = link(bid, supper, wil)
    finish_commission(commission=bid.commission, review="Goed.", by=noor, now=LATER)
    with pytest.raises(actions.NotChosen):
        actions.unlink_activity(delivery=delivery, by=wil, now=LATER)


def test_what_does_not_belong_to_it_is_taken_away(bid, supper, wil, noor):
    delivery = link(bid, supper, wil)
    with pytest.raises(actions.NotYours):
        actions.unlink_activity(delivery=delivery, by=noor, now=MOMENT)
    actions.unlink_activity(delivery=delivery, by=wil, now=MOMENT)
    assert not Delivery.objects.exists()


def test_what_was_spent_is_what_stands_in_the_register(bid, supper, district):
    make_delivery(bid, supper)
    make_spending(activity=supper, district=district, cents=4_000)
    make_spending(
        activity=supper, district=district, cents=9_000, taken_back_at=MOMENT, why_back="Dubbel."
    )
    rows = following.carried_out(bid.commission, LATER)
    assert [(one.activity, one.spent_cents) for one in rows] == [(supper, 4_000)]


@pytest.mark.parametrize("number", [1, 3])
def test_many_activities_ask_no_more_questions(
    bid, district, kitchen, number, django_assert_num_queries
):
    for _ in range(number):
        activity = make_activity(district=district, organisation=kitchen)
        make_session(activity=activity, starts_at=MOMENT + DAY, ends_at=MOMENT + 2 * DAY)
        make_delivery(bid, activity)
    with django_assert_num_queries(1):
        assert len(following.carried_out(bid.commission, LATER)) == number
