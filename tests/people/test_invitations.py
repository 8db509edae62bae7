"""Invitations on paper: six words with which many people may begin, until a day."""

import datetime as dt

import pytest

from tests.factories import paper
from tests.factories.people import MOMENT
from wijkschakel.base.models import JournalEntry
from wijkschakel.people import privacy
from wijkschakel.people.actions import invitations
from wijkschakel.people.models import Account, InvitationCode, Person

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def begin(words, now=MOMENT, name="Mia"):
    """Begin with words."""
    return invitations.begin_with_invitation(
        typed_words=words, given_name=name, language="nl", now=now
    )


def test_who_has_the_words_begins_as_a_resident_without_an_address(district):
    code = paper.make_invitation(district=district)
    account = begin(code.words.upper().replace(" ", ", "))
    mia = Person.objects.get(account=account)
    assert (mia.given_name, mia.district, mia.is_guest, account.email) == (
        "Mia",
        district,
        False,
        None,
    )
    code.refresh_from_db()
    assert code.uses == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"ends_on": MOMENT.date() - DAY},
        {"stopped_at": MOMENT},
        {"uses": 100},
    ],
    ids=["over", "stopped", "used up"],
)
def test_words_that_no_longer_work_let_nobody_in(district, changes):
    code = paper.make_invitation(district=district, **changes)
    with pytest.raises(invitations.InvitationNotRight):
        begin(code.words)
    assert Account.objects.count() == 0


def test_words_work_on_their_last_day(district):
    assert begin(paper.make_invitation(district=district, ends_on=MOMENT.date()).words)


def test_other_words_are_answered_with_the_same_sentence(district):
    over = paper.make_invitation(district=district, stopped_at=MOMENT)
    said = []
    for words in (over.words, "heel andere woorden dan deze hier"):
        with pytest.raises(invitations.InvitationNotRight) as refused:
            begin(words)
        said.append(refused.value.sentence)
    assert said[0] == said[1]


def test_without_a_name_nothing_is_counted(district):
    code = paper.make_invitation(district=district)
    with pytest.raises(invitations.joining.NoName):
        begin(code.words, name=" ")
    code.refresh_from_db()
    assert code.uses == 0


def test_cards_are_printed_again_with_the_same_words_while_these_last(district, noor):
    first = invitations.invitation_for(district=district, by=noor, now=MOMENT)
    again = invitations.invitation_for(district=district, by=noor, now=MOMENT + 20 * DAY)
    later = invitations.invitation_for(district=district, by=noor, now=MOMENT + 70 * DAY)
    assert (first == again, first == later) == (True, False)


def test_cards_get_new_words_when_half_is_used(district, noor):
    first = invitations.invitation_for(district=district, by=noor, now=MOMENT)
    InvitationCode.objects.update(uses=first.most_uses // 2)
    assert invitations.invitation_for(district=district, by=noor, now=MOMENT) != first


def test_the_journal_names_the_district_and_not_the_card(district):
    code = paper.make_invitation(district=district)
    begin(code.words)
    line = JournalEntry.objects.get(action="begin_with_invitation")
    assert line.object_id == str(district.pk)


def test_an_invitation_goes_a_month_after_its_last_day(district):
    paper.make_invitation(district=district, ends_on=MOMENT.date() - 30 * DAY)
    paper.make_invitation(district=district, ends_on=MOMENT.date() - 29 * DAY)
    assert privacy.retention(MOMENT)["invitations"] == 1
    assert InvitationCode.objects.count() == 1
