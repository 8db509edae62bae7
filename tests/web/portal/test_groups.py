"""Closed groups on the screen: found, asked, agreed to, read by members only."""

import datetime as dt
import re

import pytest

from tests.factories.groups import (
    make_group,
    make_group_date,
    make_group_member,
    make_group_message,
)
from wijkschakel.activities.actions import group_talk, groups
from wijkschakel.activities.models import ClosedGroup, GroupDate, GroupMember, GroupMessage
from wijkschakel.base import clock
from wijkschakel.base.models import JournalEntry

pytestmark = pytest.mark.django_db
SECRET = "Ik slaap al weken niet"


@pytest.fixture
def group(fatma, jan, district):
    found = make_group(fatma, district=district, name="Vroeg wakker")
    make_group_member(found, jan)
    make_group_message(found, fatma, text=SECRET, kind="ask")
    return found


def test_a_resident_begins_a_group_invites_and_a_neighbour_comes_in(visit, fatma, wil):
    page = visit(fatma)
    words = {"name": "Vroeg wakker", "about": "Voor wie slecht slaapt.", "rules": "Blijft hier."}
    page.post("/groepen/nieuw/", words)
    group = ClosedGroup.objects.get()
    assert (group.is_listed, group.district) == (False, fatma.district)
    page.post(f"/groep/{group.pk}/link/")
    people = page.get(f"/groep/{group.pk}/mensen/").content.decode()
    link = re.search(r"/groep/[0-9a-f-]+/uitnodiging/[0-9a-f]{32}/", people)[0]
    assert visit(wil).get(f"/groep/{group.pk}/").status_code == 404
    rules = visit(wil).get(link).content.decode()
    assert "Blijft hier." in rules
    answer = visit(wil).post(link, {"afspraken": "1"})
    assert answer.url == f"/groep/{group.pk}/"
    assert GroupMember.objects.get(person=wil).agreed_number == 1
    assert visit(wil).get(link).status_code == 302


def test_who_finds_a_group_sees_its_name_and_nothing_from_inside(visit, group, wil, noor):
    for person in (wil, noor):
        page = visit(person).get("/groepen/").content.decode()
        assert ("Vroeg wakker" in page, SECRET in page) == (True, False)
        outside = visit(person).get(f"/groep/{group.pk}/").content.decode()
        assert "Mag ik erbij?" in outside
        for inner in (SECRET, "Fatma", "Jan", group.rules):
            assert inner not in outside
    ClosedGroup.objects.update(is_listed=False)
    assert visit(noor).get(f"/groep/{group.pk}/").status_code == 404
    assert "Vroeg wakker" not in visit(noor).get("/groepen/").content.decode()


def test_asking_being_let_in_and_saying_yes(visit, group, wil, fatma):
    visit(wil).post(f"/groep/{group.pk}/vraag/")
    assert "Je vroeg of je erbij mag" in visit(wil).get(f"/groep/{group.pk}/").content.decode()
    assert "1 mens wil erbij" in visit(fatma).get("/groepen/").content.decode()
    people = visit(fatma).get(f"/groep/{group.pk}/mensen/").content.decode()
    assert "Wil" in people
    assert JournalEntry.objects.filter(action="see_group_requests", about=wil.pk).exists()
    member = GroupMember.objects.get(person=wil)
    visit(fatma).post(f"/groep/{group.pk}/mensen/{member.pk}/", {"wat": "ja"})
    rules = visit(wil).get(f"/groep/{group.pk}/").content.decode()
    assert ("Dit spreken we af" in rules, SECRET in rules) == (True, False)
    visit(wil).post(f"/groep/{group.pk}/afspraken/", {"afspraken": "1"})
    assert SECRET in visit(wil).get(f"/groep/{group.pk}/").content.decode()


def test_a_member_does_not_do_what_a_keeper_does(visit, group, jan, fatma):
    mine = f"/groep/{group.pk}/"
    keeper = GroupMember.objects.get(person=fatma)
    message = GroupMessage.objects.get()
    for path in ("wijzigen/", "link/", f"mensen/{keeper.pk}/", f"bericht/{message.pk}/weg/",
                 f"bericht/{message.pk}/geholpen/"):  # fmt: skip
        assert visit(jan).post(mine + path, {"wat": "weg"}).status_code == 404
    assert GroupMessage.objects.get().settled_at is None
    people = visit(jan).get(f"{mine}mensen/").content.decode()
    assert "uitnodiging" not in people


def test_a_keeper_takes_somebody_out_and_a_message_away_but_not_oneself(visit, group, jan, fatma):
    make_group_message(group, jan, text="Koop mijn thee")
    message = GroupMessage.objects.get(author=jan)
    member = GroupMember.objects.get(person=jan)
    visit(fatma).post(f"/groep/{group.pk}/bericht/{message.pk}/weg/")
    visit(fatma).post(f"/groep/{group.pk}/mensen/{member.pk}/", {"wat": "weg"})
    own = GroupMember.objects.get(person=fatma)
    visit(fatma).post(f"/groep/{group.pk}/mensen/{own.pk}/", {"wat": "weg"})
    assert list(GroupMember.objects.values_list("person", flat=True)) == [fatma.pk]
    assert GroupMessage.objects.count() == 1
    assert "Koop mijn thee" not in visit(fatma).get(f"/groep/{group.pk}/").content.decode()


def test_support_is_asked_answered_and_found(visit, group, fatma, jan):
    message = GroupMessage.objects.get()
    assert "Ik kan helpen" in visit(jan).get(f"/groep/{group.pk}/").content.decode()
    words = {"antwoord": str(message.pk), "text": "Loop met mij mee"}
    visit(jan).post(f"/groep/{group.pk}/schrijf/", words)
    page = visit(fatma).get(f"/groep/{group.pk}/").content.decode()
    assert "Loop met mij mee" in page
    visit(fatma).post(f"/groep/{group.pk}/bericht/{message.pk}/geholpen/")
    page = visit(jan).get(f"/groep/{group.pk}/").content.decode()
    assert ("Geholpen" in page, "Ik kan helpen" in page) == (True, False)


@pytest.mark.parametrize("answers", [False, True])
def test_what_was_typed_is_kept_when_it_cannot_be_sent(visit, group, jan, answers, monkeypatch):
    monkeypatch.setattr(group_talk, "MESSAGES_A_DAY", 0)
    words = {"text": "Mijn lange verhaal", "kind": "tell"}
    if answers:
        words["antwoord"] = str(GroupMessage.objects.get().pk)
    answer = visit(jan).post(f"/groep/{group.pk}/schrijf/", words)
    page = answer.content.decode()
    assert (answer.status_code, "Mijn lange verhaal" in page) == (422, True)
    assert "Je schreef vandaag al veel" in page
    empty = visit(jan).post(f"/groep/{group.pk}/schrijf/", words | {"text": " "})
    assert (empty.status_code, GroupMessage.objects.count()) == (422, 1)


def test_an_answer_to_a_message_elsewhere_is_not_there(visit, group, jan, wil):
    other = make_group(wil)
    there = make_group_message(other, wil)
    for number in (str(there.pk), "onzin"):
        words = {"antwoord": number, "text": "Hoi"}
        assert visit(jan).post(f"/groep/{group.pk}/schrijf/", words).status_code == 404


def test_a_date_is_planned_seen_in_the_own_week_and_taken_away(visit, group, fatma, jan):
    tomorrow = (clock.now() + dt.timedelta(days=1)).date()
    words = {"title": "Thee", "day": tomorrow.isoformat(), "start": "14:00", "end": "15:00"}
    back = words | {"start": "16:00"}
    assert visit(fatma).post(f"/groep/{group.pk}/plannen/", back).status_code == 422
    over = words | {"day": "2020-01-01"}
    assert visit(fatma).post(f"/groep/{group.pk}/plannen/", over).status_code == 422
    visit(fatma).post(f"/groep/{group.pk}/plannen/", words)
    date = GroupDate.objects.get()
    visit(jan).post(f"/groep/{group.pk}/afspraak/{date.pk}/", {"kom": "ja"})
    home = visit(jan).get("/").content.decode()
    assert ("Thee" in home, "jouw groep" in home) == (True, True)
    assert visit(jan).post(f"/groep/{group.pk}/afspraak/{date.pk}/weg/").status_code == 404
    visit(fatma).post(f"/groep/{group.pk}/afspraak/{date.pk}/weg/")
    assert "Thee" not in visit(jan).get("/").content.decode()


def test_the_calendar_on_ones_phone_tells_when_and_not_what_or_which_group(group, fatma):
    from wijkschakel.web.api import calendars  # noqa: PLC0415

    now = clock.now()
    make_group_date(group, fatma, title="Geheim overleg", starts_at=now + dt.timedelta(days=1))
    (entry,) = calendars.entries_of(fatma, now)
    told = f"{entry.title} {entry.text} {entry.where}"
    assert entry.title == "Afspraak met je groep"
    assert not {"Geheim", "Vroeg", "bij mij"} & set(told.split())


def test_other_rules_close_the_group_until_one_says_yes(visit, group, fatma, jan):
    words = {"name": "Vroeg wakker", "about": "Voor ons", "rules": "Anders dan eerst"}
    visit(fatma).post(f"/groep/{group.pk}/wijzigen/", words)
    page = visit(jan).get(f"/groep/{group.pk}/").content.decode()
    assert ("De afspraken zijn veranderd" in page, SECRET in page) == (True, False)
    assert visit(jan).get(f"/groep/{group.pk}/mensen/").status_code == 404
    visit(jan).post(f"/groep/{group.pk}/afspraken/", {"afspraken": "1"})
    assert SECRET not in visit(jan).get(f"/groep/{group.pk}/").content.decode()
    visit(jan).post(f"/groep/{group.pk}/afspraken/", {"afspraken": "2"})
    assert SECRET in visit(jan).get(f"/groep/{group.pk}/").content.decode()


def test_leaving_is_one_tap_and_the_page_is_gone(visit, group, jan):
    visit(jan).post(f"/groep/{group.pk}/weg/")
    assert SECRET not in visit(jan).get(f"/groep/{group.pk}/").content.decode()
    assert visit(jan).post(f"/groep/{group.pk}/schrijf/", {"text": "Hoi"}).status_code == 404


def test_nobody_begins_groups_without_end(visit, fatma, monkeypatch):
    monkeypatch.setattr(groups, "GROUPS_A_MONTH", 1)
    words = {"name": "Een", "about": "Voor ons", "rules": "Niets."}
    visit(fatma).post("/groepen/nieuw/", words)
    answer = visit(fatma).post("/groepen/nieuw/", words | {"name": "Twee"})
    assert (answer.status_code, ClosedGroup.objects.count()) == (422, 1)
    assert "Twee" in answer.content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_a_group_takes_as_many_questions_with_many_messages(
    visit, group, fatma, jan, count, django_assert_max_num_queries
):
    browser = visit(fatma)
    browser.get(f"/groep/{group.pk}/")
    for number in range(count):
        message = make_group_message(group, jan, text=f"Bericht {number}")
        make_group_message(group, jan, text=f"Antwoord {number}", answers=message)
        make_group_date(group, jan, starts_at=clock.now() + dt.timedelta(days=number + 1))
    with django_assert_max_num_queries(10):
        browser.get(f"/groep/{group.pk}/")
