"""A resident decides who sees what."""

import datetime as dt

import pytest

from tests.factories.people import MOMENT, make_membership, make_organisation, make_person
from wijkschakel.base.models import JournalEntry
from wijkschakel.people import permissions, queries, rules
from wijkschakel.people.actions import consent as consent_actions
from wijkschakel.people.models import Consent, Delegate

DAY = dt.timedelta(days=1)
pytestmark = pytest.mark.django_db


def give(person, receiver, **changes):
    key = "to_person" if type(receiver).__name__ == "Person" else "to_organisation"
    words = {
        "person": person,
        "purpose": "contact",
        "items": ["phone"],
        "text_version": "1",
        "by": person,
        "now": MOMENT,
        key: receiver,
    }
    return consent_actions.give_consent(**words | changes)


@pytest.fixture
def people():
    return [make_person(given_name=name) for name in ("Fatma", "Anke", "Sam")]


def test_nothing_is_shared_without_consent_and_all_with_oneself(people):
    fatma, anke, _sam = people
    assert not permissions.may_see(fatma, anke, "phone", "contact", MOMENT)
    assert not permissions.may_see(fatma, None, "phone", "contact", MOMENT)
    assert permissions.may_see(fatma, fatma, "phone", "contact", MOMENT)


def test_a_consent_opens_only_its_items_for_its_purpose_to_its_receiver(people):
    fatma, anke, sam = people
    give(fatma, anke)
    seen = {
        (viewer.given_name, item, purpose): permissions.may_see(
            fatma, viewer, item, purpose, MOMENT
        )
        for viewer in (anke, sam)
        for item in ("phone", "email")
        for purpose in ("contact", "plan")
    }
    assert [key for key, may in seen.items() if may] == [("Anke", "phone", "contact")]
    assert not permissions.may_see(anke, fatma, "phone", "contact", MOMENT)


def test_withdrawing_works_on_the_next_request_and_twice_is_once(people):
    fatma, anke, _sam = people
    consent = give(fatma, anke)
    later = MOMENT + dt.timedelta(seconds=1)
    assert permissions.may_see(fatma, anke, "phone", "contact", later)
    consent_actions.withdraw_consent(consent=consent, by=fatma, now=later)
    consent_actions.withdraw_consent(consent=consent, by=fatma, now=later + DAY)
    assert not permissions.may_see(fatma, anke, "phone", "contact", later)
    assert Consent.objects.get().withdrawn_at == later
    assert JournalEntry.objects.filter(action="withdraw_consent").count() == 1


def test_a_consent_ends_on_its_last_day(people):
    fatma, anke, _sam = people
    give(fatma, anke, until_on=MOMENT.date())
    assert permissions.may_see(fatma, anke, "phone", "contact", MOMENT)
    assert not permissions.may_see(fatma, anke, "phone", "contact", MOMENT + DAY)


def test_a_consent_for_an_organisation_holds_for_who_belongs_to_it_that_day(people):
    fatma, anke, sam = people
    organisation = make_organisation()
    make_membership(anke, organisation, ends_on=MOMENT.date())
    make_membership(sam, make_organisation())
    give(fatma, organisation)
    assert permissions.may_see(fatma, anke, "phone", "contact", MOMENT)
    assert not permissions.may_see(fatma, anke, "phone", "contact", MOMENT + DAY)
    assert not permissions.may_see(fatma, sam, "phone", "contact", MOMENT)


def test_somebody_else_can_neither_give_nor_withdraw(people):
    fatma, anke, _sam = people
    with pytest.raises(consent_actions.NotYourData):
        give(fatma, anke, by=anke)
    consent = give(fatma, anke)
    with pytest.raises(consent_actions.NotYourData):
        consent_actions.withdraw_consent(consent=consent, by=anke, now=MOMENT)
    assert [c.withdrawn_at for c in Consent.objects.all()] == [None]


def test_a_helper_within_the_hour_may_and_it_is_marked(people):
    fatma, anke, sam = people
    hour = dt.timedelta(hours=1)
    Delegate.objects.create(
        person=fatma, helper=sam, confirmed_how="pin", starts_at=MOMENT, ends_at=MOMENT + hour
    )
    consent = give(fatma, anke, by=sam)
    assert consent.helped_by == sam.pk
    line = JournalEntry.objects.get(action="give_consent")
    assert (line.by, line.on_behalf_of, line.about) == (sam.pk, fatma.pk, fatma.pk)
    with pytest.raises(consent_actions.NotYourData):
        give(fatma, anke, by=sam, now=MOMENT + hour)


@pytest.mark.parametrize(
    "changes",
    [
        {"items": ["phone", "likes"]},
        {"items": []},
        {"purpose": "marketing"},
        {"until_on": MOMENT.date() + rules.CONSENT_AT_MOST + DAY},
        {"until_on": MOMENT.date() - DAY},
    ],
)
def test_more_than_the_purpose_needs_is_refused(people, changes):
    fatma, anke, _sam = people
    with pytest.raises(consent_actions.TooMuchAsked):
        give(fatma, anke, **changes)
    assert Consent.objects.count() == 0


def test_a_new_consent_for_the_same_takes_the_place_of_the_old_one(people):
    fatma, anke, _sam = people
    give(fatma, anke, items=["phone", "email"])
    newest = give(fatma, anke, items=["email"], now=MOMENT + DAY)
    assert permissions.shared_items(fatma, anke, "contact", MOMENT + DAY) == {"email"}
    assert list(queries.consents_of(fatma, MOMENT + DAY)) == [newest]
    assert queries.ended_consents_of(fatma, MOMENT + DAY).count() == 1


def test_every_purpose_and_item_has_words():
    items = {item for purpose in rules.PURPOSES.values() for item in purpose.items}
    assert set(rules.PURPOSES) == set(queries.PURPOSE_WORDS)
    assert items == set(queries.ITEM_WORDS)
