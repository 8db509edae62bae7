"""Somebody helps a resident: an hour at most, agreed by PIN or on paper."""

import datetime as dt

import pytest

from tests.factories.people import MOMENT, grant_role, make_person
from tests.factories.places import make_district
from wijkschakel.base.models import JournalEntry
from wijkschakel.people import permissions, queries
from wijkschakel.people.actions import cards, delegates
from wijkschakel.people.models import Delegate, PaperCard

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def fatma():
    person = make_person(given_name="Fatma", district=make_district())
    PaperCard.objects.create(
        person=person, words_index="x", pin_hash=cards.hash_pin("48213"), made_at=MOMENT
    )
    return person


@pytest.fixture
def jan(fatma):
    return make_person(given_name="Jan", district=fatma.district)


def help_with_pin(fatma, jan, pin="48213", **changes):
    words = {"person": fatma, "helper": jan, "by": jan, "now": MOMENT, "pin": pin}
    return delegates.start_helping(confirmed_how="pin", **words | changes)


def test_the_pin_of_the_resident_gives_an_hour_and_no_more(fatma, jan):
    assert not permissions.may_act_for(fatma, jan, MOMENT)
    help_with_pin(fatma, jan, minutes=500)
    allowed = [
        permissions.may_act_for(fatma, jan, MOMENT + minutes * MINUTE) for minutes in (0, 59, 60)
    ]
    assert allowed == [True, True, False]
    assert not permissions.may_act_for(jan, fatma, MOMENT)
    line = JournalEntry.objects.get(action="start_helping")
    assert (line.by, line.on_behalf_of, line.details) == (
        jan.pk,
        fatma.pk,
        {"confirmed_how": "pin", "minutes": 60},
    )


def test_a_wrong_pin_is_refused_and_counts_until_the_card_is_blocked(fatma, jan):
    for _attempt in range(5):
        with pytest.raises(delegates.NotConfirmed):
            help_with_pin(fatma, jan, pin="00000")
    card = PaperCard.objects.get()
    assert (card.failed_attempts, card.blocked_at) == (5, MOMENT)
    with pytest.raises(delegates.NotConfirmed):
        help_with_pin(fatma, jan)
    assert Delegate.objects.count() == 0


@pytest.mark.parametrize("lost", ["revoked_at", "blocked_at"])
def test_a_card_that_does_not_work_confirms_nothing(fatma, jan, lost):
    PaperCard.objects.update(**{lost: MOMENT})
    with pytest.raises(delegates.NotConfirmed):
        help_with_pin(fatma, jan)


def test_the_pin_of_another_resident_confirms_nothing(fatma, jan):
    other = make_person()
    with pytest.raises(delegates.NotConfirmed):
        help_with_pin(other, jan)
    assert Delegate.objects.count() == 0


def test_paper_needs_a_role_in_the_neighbourhood_of_the_resident(fatma, jan):
    words = {"person": fatma, "confirmed_how": "paper", "now": MOMENT}
    elsewhere = make_person()
    grant_role(elsewhere, "coordinator", make_district())
    for helper in (jan, elsewhere):
        with pytest.raises(delegates.PaperNotAllowed):
            delegates.start_helping(helper=helper, by=helper, **words)
    noor = make_person()
    grant_role(noor, "coordinator", fatma.district)
    delegates.start_helping(helper=noor, by=noor, **words)
    assert permissions.may_act_for(fatma, noor, MOMENT)


def test_nobody_starts_help_in_the_name_of_another_helper_or_for_oneself(fatma, jan):
    with pytest.raises(delegates.NotConfirmed):
        help_with_pin(fatma, jan, by=make_person())
    with pytest.raises(delegates.NotConfirmed):
        help_with_pin(fatma, fatma, by=fatma)
    with pytest.raises(delegates.NotConfirmed):
        delegates.start_helping(person=fatma, helper=jan, by=jan, now=MOMENT, confirmed_how="smile")
    assert Delegate.objects.count() == 0


@pytest.mark.parametrize("who", ["resident", "helper"])
def test_resident_and_helper_may_stop_at_once(fatma, jan, who):
    delegate = help_with_pin(fatma, jan)
    by = {"resident": fatma, "helper": jan}[who]
    delegates.stop_helping(delegate=delegate, by=by, now=MOMENT + MINUTE)
    assert not permissions.may_act_for(fatma, jan, MOMENT + MINUTE)
    assert list(queries.running_help(fatma, MOMENT + MINUTE)) == []
    assert list(queries.helps_now(jan, MOMENT)) == [delegate]


def test_an_outsider_cannot_stop_the_help(fatma, jan):
    delegate = help_with_pin(fatma, jan)
    with pytest.raises(delegates.NotConfirmed):
        delegates.stop_helping(delegate=delegate, by=make_person(), now=MOMENT + MINUTE)
    assert permissions.may_act_for(fatma, jan, MOMENT + MINUTE)


def test_starting_again_does_not_make_two_hours_run_at_once(fatma, jan):
    help_with_pin(fatma, jan)
    help_with_pin(fatma, jan, now=MOMENT + 30 * MINUTE)
    assert queries.running_help(fatma, MOMENT + 31 * MINUTE).count() == 1
    assert not permissions.may_act_for(fatma, jan, MOMENT + 90 * MINUTE)
