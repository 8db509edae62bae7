"""Who asked, bid and decided goes when they wipe; what was decided stays, for so long."""

import datetime as dt

import pytest

from tests.factories.activities import make_activity
from tests.factories.commissions import (
    DAY,
    make_award,
    make_bid,
    make_commission,
    make_delivery,
)
from tests.factories.people import MOMENT, make_person
from tests.factories.places import make_region
from wijkschakel.funding import privacy
from wijkschakel.funding.models import Award, Bid, Commission, Delivery

pytestmark = pytest.mark.django_db
YEAR = 365 * DAY


@pytest.fixture
def asked(district):
    return make_commission(make_region(district))


def test_a_person_takes_along_what_they_did_and_no_bid_of_others(asked, noor, wil, district):
    asked.made_by = noor
    asked.save()
    mine = make_bid(asked, made_by=wil, what="Wij koken.")
    make_bid(asked, what="Geheim van een ander.")
    make_award(asked, mine, by=noor)
    make_delivery(mine, make_activity(district=district, title="Eten"), linked_by=wil)
    told = privacy.export(wil)
    assert [one["what"] for one in told["bids"]] == ["Wij koken."]
    assert [one["activity"] for one in told["deliveries"]] == ["Eten"]
    told = privacy.export(noor)
    assert [one["title"] for one in told["commissions"]] == ["Samen eten"]
    assert [one["proposed"] for one in told["awards"]] == [True]
    assert "Geheim" not in str(told)


def test_wiping_leaves_what_was_decided_without_who(asked, noor, bas, district):
    asked.made_by = noor
    asked.save()
    bid = make_bid(asked, made_by=noor)
    make_award(asked, bid, by=noor, second=bas)
    make_delivery(bid, make_activity(district=district), linked_by=noor)
    privacy.erase(noor, MOMENT)
    award = Award.objects.get()
    assert (award.proposed_by, award.confirmed_by, award.reason) == (None, bas, "Dicht bij huis.")
    assert [
        Commission.objects.get().made_by, Bid.objects.get().made_by,
        Delivery.objects.get().linked_by,
    ] == [None] * 3  # fmt: skip


def test_what_was_not_chosen_is_kept_two_years_and_the_rest_seven(asked):
    chosen, lost = make_bid(asked), make_bid(asked)
    gone = make_bid(asked, taken_back_at=MOMENT)
    make_award(asked, chosen, by=make_person(), second=make_person())
    assert privacy.retention(MOMENT + 2 * YEAR - DAY) == {"bids": 0, "commissions": 0}
    assert privacy.retention(MOMENT + 2 * YEAR) == {"bids": 2, "commissions": 0}
    assert set(Bid.objects.all()) == {chosen}
    assert {lost, gone} & set(Bid.objects.all()) == set()
    last = dt.datetime.combine(asked.ends_on, dt.time(12), dt.UTC)
    assert privacy.retention(last + 7 * YEAR) == {"bids": 0, "commissions": 1}
