"""Closed groups: who is in, what stays inside, and what is left when somebody goes."""

import datetime as dt

import pytest

from tests.factories.groups import (
    make_group,
    make_group_date,
    make_group_member,
    make_group_message,
)
from tests.factories.people import MOMENT, make_person
from wijkschakel.activities.actions import group_talk, groups
from wijkschakel.activities.models import (
    ClosedGroup,
    GroupComing,
    GroupDate,
    GroupMember,
    GroupMessage,
)
from wijkschakel.activities.privacy import groups as privacy
from wijkschakel.activities.queries import groups as queries
from wijkschakel.base.models import JournalEntry
from wijkschakel.people.models import Notice

pytestmark = pytest.mark.django_db
NOW = MOMENT + dt.timedelta(hours=2)
DAY = dt.timedelta(days=1)


@pytest.fixture
def group(fatma, jan):
    found = make_group(fatma, district=fatma.district)
    make_group_member(found, jan)
    return found


def names(group) -> list[str]:
    return sorted(row.person.given_name for row in queries.members(group) if row.is_in)


def test_who_asks_is_in_only_after_a_keeper_says_so_and_after_a_yes_to_the_rules(group, wil, fatma):
    groups.ask_to_join(group=group, by=wil, now=NOW)
    groups.ask_to_join(group=group, by=wil, now=NOW)
    asked = queries.membership(wil, group)
    assert (asked.is_in, GroupMember.objects.filter(person=wil).count()) == (False, 1)
    assert Notice.objects.filter(person=fatma).count() == 1
    with pytest.raises(groups.NotInGroup):
        groups.agree(group=group, number=1, by=wil, now=NOW)
    groups.let_in(group=group, member=asked, by=fatma, now=NOW)
    with pytest.raises(group_talk.NotInGroup):
        group_talk.write(group=group, text="Hoi", kind="tell", by=wil, now=NOW)
    groups.agree(group=group, number=1, by=wil, now=NOW)
    group_talk.write(group=group, text="Hoi", kind="tell", by=wil, now=NOW)
    assert names(group) == ["Fatma", "Jan", "Wil"]


def test_new_rules_ask_a_new_yes_of_everybody_but_the_writer(group, fatma, jan):
    words = {"name": "Nieuw", "about": "Voor ons", "is_listed": True, "by": fatma, "now": NOW}
    groups.change_group(group=group, rules=group.rules, **words)
    group.refresh_from_db()
    group_talk.write(group=group, text="Hoi", kind="tell", by=jan, now=NOW)
    groups.change_group(group=group, rules="Ook niet aan je zus.", **words)
    group.refresh_from_db()
    with pytest.raises(group_talk.NotInGroup):
        group_talk.write(group=group, text="Dag", kind="tell", by=jan, now=NOW)
    with pytest.raises(groups.RulesChanged):
        groups.agree(group=group, number=1, by=jan, now=NOW)
    group_talk.write(group=group, text="Dag", kind="tell", by=fatma, now=NOW)
    groups.agree(group=group, number=2, by=jan, now=NOW)
    group_talk.write(group=group, text="Dag", kind="tell", by=jan, now=NOW)
    assert "afspraken" in Notice.objects.filter(person=jan).latest("made_at", "pk").text


def test_an_invitation_lets_in_and_an_older_one_does_not(group, wil, fatma):
    assert not queries.is_invite(group, "")
    groups.renew_invitation(group=group, by=fatma, now=NOW)
    group.refresh_from_db()
    key = queries.invite_key(group)
    assert queries.is_invite(group, key)
    groups.renew_invitation(group=group, by=fatma, now=NOW)
    group.refresh_from_db()
    assert not queries.is_invite(group, key)
    groups.agree(group=group, number=1, by=wil, now=NOW, invited=True)
    assert "Wil" in names(group)


def test_a_full_group_lets_nobody_in(group, wil, sam, fatma, monkeypatch):
    monkeypatch.setattr(groups, "MOST_MEMBERS", 2)
    asked = make_group_member(group, wil, is_in=False, agreed_number=None)
    with pytest.raises(groups.GroupIsFull):
        groups.let_in(group=group, member=asked, by=fatma, now=NOW)
    with pytest.raises(groups.GroupIsFull):
        groups.agree(group=group, number=1, by=sam, now=NOW, invited=True)
    assert names(group) == ["Fatma", "Jan"]


def test_when_the_last_keeper_leaves_who_is_in_longest_keeps_it(group, fatma, jan, wil):
    make_group_member(group, wil, since=MOMENT - DAY)
    groups.leave(group=group, person=fatma, by=fatma, now=NOW)
    assert [one.given_name for one in queries.keepers(group)] == ["Wil"]
    assert "Je trekt nu mee" in Notice.objects.get(person=wil).text
    for person in (wil, jan):
        groups.leave(group=group, person=person, by=person, now=NOW)
    assert not ClosedGroup.objects.exists()


def test_who_asked_only_does_not_inherit_the_group(group, fatma, jan, wil):
    groups.leave(group=group, person=jan, by=jan, now=NOW)
    make_group_member(group, wil, is_in=False, agreed_number=None, since=MOMENT - DAY)
    groups.leave(group=group, person=fatma, by=fatma, now=NOW)
    assert not ClosedGroup.objects.exists()


def test_leaving_takes_the_own_words_along_when_asked(group, jan, fatma):
    make_group_message(group, jan)
    make_group_message(group, fatma)
    make_group_date(group, jan)
    groups.leave(group=group, person=jan, by=jan, now=NOW, with_messages=True)
    assert [one.author for one in GroupMessage.objects.all()] == [fatma]
    assert not GroupComing.objects.exists()


def test_the_same_words_twice_stand_there_once_and_one_notice_waits(group, fatma, jan):
    for text in ("Hoi", "Hoi", "En nog iets"):
        group_talk.write(group=group, text=text, kind="tell", by=fatma, now=NOW)
    assert GroupMessage.objects.count() == 2
    assert Notice.objects.filter(person=jan).count() == 1
    assert "Hoi" not in str(list(JournalEntry.objects.values_list("details", flat=True)))


def test_an_answer_to_an_answer_stands_under_the_question(group, fatma, jan):
    asked = group_talk.write(group=group, text="Wie helpt?", kind="ask", by=fatma, now=NOW)
    answer = group_talk.write(group=group, text="Ik", kind="ask", by=jan, now=NOW, answers=asked)
    again = group_talk.write(
        group=group, text="Fijn", kind="tell", by=fatma, now=NOW + DAY, answers=answer
    )
    assert (answer.kind, again.answers_id) == ("tell", asked.pk)
    (shown,) = queries.messages_of(group)
    assert [one.text for one in shown.replies.all()] == ["Ik", "Fijn"]
    group_talk.settle(message=asked, by=jan, now=NOW)
    asked.refresh_from_db()
    assert asked.settled_at is None
    group_talk.settle(message=asked, by=fatma, now=NOW)
    asked.refresh_from_db()
    assert asked.settled_at == NOW


def test_a_date_is_planned_once_and_stands_in_the_week_of_who_comes(group, fatma, jan):
    span = {"starts_at": NOW + DAY, "ends_at": NOW + DAY + dt.timedelta(hours=1)}
    for _ in range(2):
        date = group_talk.plan_date(
            group=group, title="Koffie", where="bij mij", by=fatma, now=NOW, **span
        )
    assert GroupDate.objects.count() == 1
    group_talk.come(date=date, comes=True, by=jan, now=NOW)
    week = (NOW, NOW + 7 * DAY)
    assert queries.dates_of(jan, *week) == [date]
    groups.leave(group=group, person=jan, by=jan, now=NOW)
    assert queries.dates_of(jan, *week) == []
    group_talk.come(date=date, comes=False, by=fatma, now=NOW)
    assert queries.dates_of(fatma, *week) == []


def test_a_date_that_is_off_is_told_to_who_would_come(group, fatma, jan):
    date = make_group_date(group, fatma)
    group_talk.come(date=date, comes=True, by=jan, now=NOW)
    group_talk.cancel_date(date=date, by=fatma, now=NOW)
    assert "gaat niet door" in Notice.objects.get(person=jan).text
    assert not Notice.objects.filter(person=fatma).exists()


def test_there_are_no_more_dates_than_a_group_keeps(group, fatma, monkeypatch):
    monkeypatch.setattr(group_talk, "MOST_DATES", 1)
    make_group_date(group, fatma)
    with pytest.raises(group_talk.EnoughDates):
        group_talk.plan_date(
            group=group, title="Nog een", where="", starts_at=NOW + 2 * DAY,
            ends_at=NOW + 2 * DAY + dt.timedelta(hours=1), by=fatma, now=NOW,
        )  # fmt: skip


def test_who_wipes_leaves_nothing_in_the_group_and_the_group_goes_on(group, fatma, jan):
    make_group_message(group, fatma, text="Van Fatma")
    make_group_message(group, jan, text="Van Jan")
    make_group_date(group, fatma)
    privacy.erase(fatma, NOW)
    assert [one.text for one in GroupMessage.objects.all()] == ["Van Jan"]
    assert not GroupDate.objects.exists()
    assert [one.given_name for one in queries.keepers(group)] == ["Jan"]


def test_one_takes_along_the_own_words_and_not_those_of_others(group, fatma, jan):
    make_group_message(group, fatma, text="Van Fatma")
    make_group_message(group, jan, text="Van Jan")
    make_group_date(group, fatma)
    taken = privacy.export(fatma)
    assert "Van Jan" not in str(taken)
    assert [one["text"] for one in taken["group_messages"]] == ["Van Fatma"]
    assert taken["closed_groups"][0]["is_keeper"] is True
    assert taken["group_dates"][0]["where"] == "bij mij"


def test_after_half_a_year_words_and_dates_are_gone(group, fatma):
    make_group_message(group, fatma)
    make_group_date(group, fatma)
    make_group_member(group, make_person(), is_in=False, agreed_number=None)
    assert privacy.retention(MOMENT + 59 * DAY)["group asks"] == 0
    assert privacy.retention(MOMENT + 60 * DAY)["group asks"] == 1
    assert privacy.retention(MOMENT + 182 * DAY)["group messages"] == 0
    gone = privacy.retention(MOMENT + 185 * DAY)
    assert (gone["group messages"], gone["group dates"] > 0) == (1, True)
    assert names(group) == ["Fatma", "Jan"]
