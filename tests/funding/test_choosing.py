"""One proposes with reasons, a second person confirms; who has an interest decides nothing."""

import pytest
from django.db import IntegrityError, transaction

from tests.factories.commissions import DAY, make_award, make_bid, make_commission
from tests.factories.people import (
    MOMENT,
    grant_role,
    make_account,
    make_membership,
    make_organisation,
    make_person,
)
from tests.factories.places import make_region
from wijkschakel.base.models import JournalEntry, OutgoingMail
from wijkschakel.funding.actions import awards as actions
from wijkschakel.funding.actions.bids import take_back_bid
from wijkschakel.funding.models import Award
from wijkschakel.people.models import Notice

pytestmark = pytest.mark.django_db
LATER = MOMENT + 2 * DAY


@pytest.fixture
def asked(district):
    return make_commission(make_region(district), ceiling_cents=150_000)


@pytest.fixture
def bids(asked):
    """Give two bids of a thousand euros, each of an organisation with a member."""
    found = []
    for name in ("Keuken", "Tuin"):
        organisation = make_organisation(name=name)
        make_membership(make_person(given_name=name), organisation)
        found.append(make_bid(asked, organisation=organisation))
    return found


def said(bids, *chosen):
    return {bid.pk: actions.Said(bid in chosen, f"Over {bid.by_name}.") for bid in bids}


def propose(asked, bids, *chosen, by, why_above="", now=LATER):
    choice = actions.Choice(said(bids, *chosen), "Dicht bij huis.", why_above)
    return actions.propose_award(commission=asked, choice=choice, by=by, now=now)


def confirm(award, by, now=LATER):
    return actions.confirm_award(award=award, by=by, now=now)


def test_it_counts_when_a_second_person_confirms(asked, bids, noor, bas):
    award = propose(asked, bids, bids[0], by=noor)
    asked.refresh_from_db()
    assert asked.state == "open"
    confirm(award, bas)
    asked.refresh_from_db()
    assert asked.state == "awarded"
    done = JournalEntry.objects.filter(object_id=str(award.pk)).values_list("action", "by")
    assert dict(done) == {"propose_award": noor.pk, "confirm_award": bas.pk}


def test_who_proposed_does_not_confirm_and_the_database_says_so_too(asked, bids, noor):
    award = propose(asked, bids, bids[0], by=noor)
    with pytest.raises(actions.SamePerson):
        confirm(award, noor)
    with pytest.raises(IntegrityError), transaction.atomic():
        Award.objects.filter(pk=award.pk).update(confirmed_by=noor, confirmed_at=LATER)


def test_choosing_nobody_keeps_the_question_open(asked, bids, noor, bas):
    confirm(propose(asked, bids, by=noor), bas)
    asked.refresh_from_db()
    assert asked.state == "not_awarded"


def test_nobody_chooses_before_the_closing_time(asked, bids, noor):
    with pytest.raises(actions.NotClosedYet):
        propose(asked, [], by=noor, now=MOMENT)


def test_who_belongs_to_a_bidder_does_not_propose(asked, bids, noor):
    make_membership(noor, bids[0].organisation)
    with pytest.raises(actions.OwnOrganisation) as refused:
        propose(asked, bids, bids[1], by=noor)
    assert refused.value.sentence.startswith("Jouw organisatie deed zelf een voorstel.")


def test_who_belongs_to_a_bidder_does_not_confirm_and_sends_nothing_back(asked, bids, bas):
    make_membership(bas, bids[1].organisation)
    award = make_award(asked, bids[0], by=None)
    with pytest.raises(actions.OwnOrganisation):
        confirm(award, bas)
    with pytest.raises(actions.OwnOrganisation):
        actions.return_award(award=award, why="Nee.", by=bas, now=LATER)


def test_who_wrote_a_bid_and_left_the_organisation_decides_nothing(asked, bids, noor):
    bids[0].made_by = noor
    bids[0].save()
    with pytest.raises(actions.OwnOrganisation):
        propose(asked, bids, bids[1], by=noor)


def test_only_a_role_in_the_region_decides(asked, bids, noor, bas, sam, elsewhere):
    grant_role(sam, "coordinator", elsewhere)
    with pytest.raises(actions.MayNotDecide):
        propose(asked, bids, by=sam)
    with pytest.raises(actions.MayNotDecide):
        propose(asked, bids, by=bas)  # who pays confirms, and does not propose
    award = propose(asked, bids, by=noor)
    with pytest.raises(actions.MayNotDecide):
        confirm(award, sam)


def test_above_the_ceiling_asks_why_and_below_it_keeps_no_why(asked, bids, noor):
    with pytest.raises(actions.AboveCeiling):
        propose(asked, bids, *bids, by=noor)
    assert not Award.objects.exists()
    award = propose(asked, bids, bids[0], by=noor, why_above="Zomaar.")
    assert award.why_above == ""


def test_above_the_ceiling_goes_with_a_reason(asked, bids, noor):
    award = propose(asked, bids, *bids, by=noor, why_above="Twee wijken.")
    assert award.why_above == "Twee wijken."


def test_two_who_confirm_at_once_are_one_confirmation(asked, bids, noor, bas):
    award = propose(asked, bids, bids[0], by=noor)
    other = make_person()
    grant_role(other, "funder", asked.region)
    confirm(award, bas)
    confirm(award, bas)  # pressed twice
    with pytest.raises(actions.Answered):
        confirm(award, other)
    assert JournalEntry.objects.filter(action="confirm_award").count() == 1
    assert Award.objects.get().confirmed_by == bas


def test_two_who_propose_at_once_are_one_proposal(asked, bids, noor):
    propose(asked, bids, bids[0], by=noor)
    other = make_person()
    grant_role(other, "coordinator", asked.region)
    with pytest.raises(actions.ProposedAlready):
        propose(asked, bids, bids[1], by=other)
    assert Award.objects.count() == 1


def test_what_goes_back_may_be_proposed_anew_and_the_first_stays_to_be_read(asked, bids, noor, bas):
    first = propose(asked, bids, bids[0], by=noor)
    actions.return_award(award=first, why="Lees de prijs na.", by=bas, now=LATER)
    with pytest.raises(actions.Answered):
        confirm(first, bas)
    assert Notice.objects.get(person=noor).text == (
        "Je keuze voor “Samen eten” kwam terug. Waarom: Lees de prijs na."
    )
    confirm(propose(asked, bids, bids[1], by=noor), bas)
    assert Award.objects.count() == 2


def test_who_stepped_back_cannot_be_chosen(asked, bids, noor, bas):
    award = propose(asked, bids, bids[0], by=noor)
    keeper = bids[0].organisation.memberships.get().person
    take_back_bid(bid=bids[0], by=keeper, now=LATER)
    with pytest.raises(actions.BidGone) as refused:
        confirm(award, bas)
    assert "Keuken doet niet meer mee" in refused.value.sentence
    asked.refresh_from_db()
    assert asked.state == "open"


def test_an_organisation_of_nobody_cannot_be_chosen(asked, bids, noor, bas):
    award = propose(asked, bids, bids[0], by=noor)
    bids[0].organisation.memberships.update(ends_on=(LATER - DAY).date())
    with pytest.raises(actions.BidGone):
        confirm(award, bas)


def test_an_organisation_that_is_deleted_cannot_be_chosen(asked, bids, noor, bas):
    award = propose(asked, bids, bids[0], by=noor)
    bids[0].organisation.delete()
    with pytest.raises(actions.BidGone):
        confirm(award, bas)


def test_bids_that_changed_while_one_looked_are_read_again(asked, bids, noor):
    keeper = bids[0].organisation.memberships.get().person
    take_back_bid(bid=bids[0], by=keeper, now=LATER)
    with pytest.raises(actions.BidsChanged):
        propose(asked, bids, bids[0], by=noor)


def test_everybody_who_bid_hears_the_own_reason_and_no_other(asked, bids, noor, bas):
    for bid in bids:
        make_account(person=bid.organisation.memberships.get().person)
    award = propose(asked, bids, bids[0], by=noor)
    Notice.objects.all().delete()
    confirm(award, bas)
    told = {notice.person.given_name: notice.text for notice in Notice.objects.all()}
    assert told == {
        "Keuken": "Jullie voorstel voor “Samen eten” is gekozen. Waarom: Over Keuken.",
        "Tuin": "Jullie voorstel voor “Samen eten” is niet gekozen. Waarom: Over Tuin.",
    }
    assert OutgoingMail.objects.filter(key__startswith="award:").count() == 2


def test_who_may_be_the_second_person_hears_that_a_choice_waits(asked, bids, noor, bas):
    other = make_person(given_name="Belang")
    grant_role(other, "funder", asked.region)
    make_membership(other, bids[0].organisation)
    propose(asked, bids, bids[0], by=noor)
    assert [notice.person for notice in Notice.objects.all()] == [bas]
