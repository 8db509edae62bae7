"""Choosing and bidding, by several at the same moment."""

import pytest

from tests.at_once import at_once
from tests.factories.commissions import DAY, make_award, make_bid, make_commission
from tests.factories.people import (
    MOMENT,
    grant_role,
    make_membership,
    make_organisation,
    make_person,
)
from tests.factories.places import make_district, make_region
from wijkschakel.funding.actions import awards, bids
from wijkschakel.funding.models import Award, Bid

pytestmark = pytest.mark.django_db(transaction=True)
LATER = MOMENT + 2 * DAY
TERMS = bids.Terms("Wij koken.", 10, 20, 10_000, "moment", "Buurthuis", True, False)


@pytest.fixture
def asked(transactional_db):
    return make_commission(make_region(make_district()))


def deciders(asked, number):
    people = [make_person() for _ in range(number)]
    for person in people:
        grant_role(person, "coordinator", asked.region)
    return people


def member(organisation):
    person = make_person()
    make_membership(person, organisation)
    return person


def test_of_many_who_confirm_at_once_one_does(asked):
    proposer, *seconds = deciders(asked, 4)
    bid = make_bid(asked)
    member(bid.organisation)
    award = make_award(asked, bid, by=proposer)
    said = at_once(
        *(lambda by=by: awards.confirm_award(award=award, by=by, now=LATER) for by in seconds)
    )
    assert said.count(awards.Answered) == 2
    assert Award.objects.get().confirmed_by in seconds


def test_confirming_and_sending_back_end_in_one_of_the_two(asked):
    proposer, first, second = deciders(asked, 3)
    bid = make_bid(asked)
    member(bid.organisation)
    award = make_award(asked, bid, by=proposer)
    at_once(
        lambda: awards.confirm_award(award=award, by=first, now=LATER),
        lambda: awards.return_award(award=award, why="Nee.", by=second, now=LATER),
    )
    award.refresh_from_db()
    assert (award.confirmed_at is None) != (award.returned_at is None)


def test_of_many_who_propose_at_once_one_does(asked):
    people = deciders(asked, 3)
    choice = awards.Choice({}, "Niemand.")
    said = at_once(
        *(lambda by=by: awards.propose_award(commission=asked, choice=choice, by=by, now=LATER)
          for by in people)
    )  # fmt: skip
    assert said.count(awards.ProposedAlready) == 2
    assert Award.objects.count() == 1


def test_two_members_who_bid_at_once_make_one_bid(asked):
    kitchen = make_organisation()
    people = [member(kitchen) for _ in range(3)]
    at_once(
        *(lambda by=by: bids.write_bid(
            commission=asked, organisation=kitchen, terms=TERMS, by=by, now=MOMENT
        ) for by in people)
    )  # fmt: skip
    assert Bid.objects.count() == 1
