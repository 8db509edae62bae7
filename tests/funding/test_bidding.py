"""Bids are sealed until the closing time, and come in until that second and not later."""

import datetime as dt

import pytest

from tests.factories.commissions import DAY, make_award, make_bid, make_commission
from tests.factories.people import MOMENT, grant_role, make_membership, make_organisation
from tests.factories.places import make_region
from wijkschakel.base.models import JournalEntry
from wijkschakel.funding import permissions
from wijkschakel.funding.actions import bids as actions
from wijkschakel.funding.models import Bid
from wijkschakel.funding.queries import bids as queries

pytestmark = pytest.mark.django_db
SECOND = dt.timedelta(seconds=1)
TERMS = actions.Terms("Wij koken.", 10, 20, 10_000, "moment", "Buurthuis", True, False)


@pytest.fixture
def asked(district):
    return make_commission(make_region(district))


@pytest.fixture
def kitchen(wil):
    organisation = make_organisation(name="De Keuken")
    make_membership(wil, organisation)
    return organisation


def bid(asked, kitchen, by, *, now=MOMENT, terms=TERMS):
    return actions.write_bid(commission=asked, organisation=kitchen, terms=terms, by=by, now=now)


def may_read(person, asked, now):
    return permissions.standing_of(person, asked, now).may_read_bids


def test_nobody_reads_a_bid_before_the_closing_time_also_not_who_decides(
    asked, kitchen, wil, noor, bas
):
    bid(asked, kitchen, wil)
    closing = asked.bids_until
    assert queries.opened_bids(asked, closing - SECOND) == []
    assert [one.by_name for one in queries.opened_bids(asked, closing)] == ["De Keuken"]
    for somebody in (noor, bas):
        assert not may_read(somebody, asked, closing - SECOND)
        assert may_read(somebody, asked, closing)


def test_the_journal_tells_that_a_bid_was_made_and_not_what_stands_in_it(asked, kitchen, wil):
    bid(asked, kitchen, wil)
    entry = JournalEntry.objects.get(action="write_bid")
    assert (entry.by, entry.organisation, entry.details) == (wil.pk, kitchen.pk, {})


def test_a_bid_comes_in_until_the_closing_second_and_not_at_it(asked, kitchen, wil):
    bid(asked, kitchen, wil, now=asked.bids_until - SECOND)
    with pytest.raises(actions.TooLate) as refused:
        bid(asked, kitchen, wil, now=asked.bids_until)
    assert "sloot op 3 maart, 10:30" in refused.value.sentence
    assert Bid.objects.count() == 1


def test_sending_twice_and_changing_keep_one_bid_of_an_organisation(asked, kitchen, wil):
    bid(asked, kitchen, wil)
    bid(asked, kitchen, wil)
    cheaper = actions.Terms(**vars(TERMS) | {"price_cents": 9_000})
    bid(asked, kitchen, wil, terms=cheaper)
    assert [one.price_cents for one in Bid.objects.all()] == [9_000]
    written = JournalEntry.objects.values_list("action", flat=True)
    assert sorted(written) == ["change_bid", "change_bid", "write_bid"]


def test_what_was_taken_back_is_gone_and_a_new_bid_may_come(asked, kitchen, wil, noor):
    actions.take_back_bid(bid=bid(asked, kitchen, wil), by=wil, now=MOMENT)
    bid(asked, kitchen, wil)
    assert len(queries.opened_bids(asked, asked.bids_until)) == 1
    assert Bid.objects.count() == 2


def test_after_closing_one_steps_back_until_two_people_have_chosen(asked, wil, noor, bas, kitchen):
    one = make_bid(asked, organisation=kitchen)
    late = asked.bids_until + DAY
    award = make_award(asked, one, by=noor, now=late)
    actions.take_back_bid(bid=one, by=wil, now=late)
    other = make_bid(asked, organisation=kitchen)
    award.confirmed_by, award.confirmed_at = bas, late
    award.save()
    with pytest.raises(actions.IsDecided):
        actions.take_back_bid(bid=other, by=wil, now=late)


def test_only_who_belongs_to_an_organisation_today_bids_for_it(asked, kitchen, wil, jan):
    with pytest.raises(actions.MayNotBid):
        bid(asked, kitchen, jan)
    wil.memberships.update(ends_on=(MOMENT - DAY).date())
    with pytest.raises(actions.MayNotBid):
        bid(asked, kitchen, wil)
    one = make_bid(asked, organisation=kitchen)
    with pytest.raises(actions.MayNotBid):
        actions.take_back_bid(bid=one, by=jan, now=MOMENT)


def test_nobody_bids_on_what_is_in_the_making(district, kitchen, wil):
    draft = make_commission(make_region(district), state="draft")
    with pytest.raises(actions.TooLate):
        bid(draft, kitchen, wil)


def test_who_belongs_to_a_bidder_reads_no_bid_of_others(asked, kitchen, wil, noor):
    grant_role(wil, "coordinator", asked.region)
    late = asked.bids_until
    assert may_read(wil, asked, late)
    make_bid(asked, organisation=kitchen)
    make_bid(asked)
    assert not may_read(wil, asked, late)
    assert may_read(noor, asked, late)
