"""Referrals through the pages: Anke and Fatma, paper, the desk, files, and limits."""

import datetime as dt
import io
import json

import pytest
from django.urls import reverse

from tests import levels
from tests.factories.people import (
    make_account,
    make_delegate,
    make_membership,
    make_organisation,
    make_person,
)
from tests.factories.referrals import (
    let_work,
    make_case,
    make_draft,
    make_entry,
    make_sent,
    make_table,
    make_worker,
)
from tests.factories.services import make_service
from tests.web.desk.counting import questions
from wijkschakel.base import clock
from wijkschakel.base.models import JournalEntry
from wijkschakel.people.models import Notice
from wijkschakel.support.actions import referral_steps, tables
from wijkschakel.support.models import ColleagueQuestion, Referral
from wijkschakel.support.rules import fhir

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
NOBODY = ("sam", "bas", "jan", "noor")


def url(name, *args, query=""):
    return reverse(f"support:{name}", args=args) + query


@pytest.fixture
def welfare(district):
    return make_organisation(name="Welzijn Linde", district=district)


@pytest.fixture
def loes(welfare, district):
    return make_worker(welfare, district, given_name="Loes")


@pytest.fixture
def nabij(anke):
    return let_work(anke, name="Thuiszorg Nabij", kind="care")


def texts(page):
    return page.content.decode()


def test_anke_refers_fatma_together_loes_takes_it_on_and_anke_hears_back(
    visit, fatma, anke, nabij, welfare, loes, sam, bas, jan, noor, district
):
    fatma.phone = "088 000 12 51"
    fatma.save()
    service = make_service(organisation=welfare, district=district, name="Eettafel")
    nurse, fatmas, work = visit(anke), visit(fatma), visit(loes)
    assert "Eettafel" in texts(nurse.get(url("refer")))
    make_delegate(fatma, anke, clock.now())
    where = url("refer", query=f"?dienst={service.pk}")
    words = {"who": str(fatma.pk), "title": "Samen eten", "organisation": str(nabij.pk)}
    assert nurse.post(where, words).status_code == 422
    answer = nurse.post(where, words | {"question": "Niet meer alleen eten", "note": "Kookt graag"})
    draft = Referral.objects.get()
    assert answer.url == url("referral", draft.pk)
    assert work.get(answer.url).status_code == 404
    page = texts(fatmas.get(answer.url))
    assert [word in page for word in ("Kookt graag", "Thuiszorg Nabij", "Ja, verstuur")] == [
        True
    ] * 3
    assert fatmas.post(url("send_referral", draft.pk), {"months": "6"}).status_code == 422
    yes = {"months": "6", "level": "words", "items": ["phone"]}
    assert fatmas.post(url("send_referral", draft.pk), yes).url == answer.url
    listed = texts(work.get(url("referrals")))
    assert ("Fatma vraagt jullie hulp" in listed, "Niet meer alleen" in listed) == (True, False)
    assert "088 000 12 51" in texts(work.get(answer.url))
    refused = work.post(url("step_referral", draft.pk), {"stap": "rejected"})
    assert (refused.status_code, "Schrijf er kort bij waarom" in texts(refused)) == (422, True)
    for state in ("accepted", "in-progress"):
        assert work.post(url("step_referral", draft.pk), {"stap": state}).status_code == 302
    fatmas.post(url("referral_words", draft.pk), {"words": "Ik eet nu elke week mee."})
    page = texts(nurse.get(answer.url))
    assert ("Ik eet nu elke week mee." in page, "088 000 12 51" in page) == (True, True)
    fatmas.post(url("referral_feedback", draft.pk), {"level": "nothing"})
    for who in (sam, bas, jan, noor):
        assert visit(who).get(answer.url).status_code == 404
        assert visit(who).get(url("referral_fhir", draft.pk)).status_code == 404
    looked = texts(fatmas.get(reverse("account:who_looked")))
    assert ("Loes" in looked, "Je vraag om hulp, en wat je deelde" in looked) == (True, True)
    consents = texts(fatmas.get(reverse("account:my_consents")))
    assert ("Welzijn Linde" in consents, "je vraag oppakken" in consents) == (True, True)
    fatmas.post(url("step_referral", draft.pk), {"stap": "cancelled"})
    assert work.get(answer.url).status_code == 404


def test_fatma_stops_one_referral_and_puts_it_back_and_the_other_stays(
    visit, fatma, anke, nabij, welfare, loes
):
    now = clock.now()
    meal, walk = (
        make_sent(anke, fatma, welfare, now, title=title, from_organisation=nabij)
        for title in ("Een maaltijd", "Een wandeling")
    )
    fatmas, work, mine = visit(fatma), visit(loes), reverse("account:my_consents")
    shown = texts(fatmas.get(mine))
    assert [word in shown for word in ("Een maaltijd", "Een wandeling")] == [True, True]
    fatmas.post(reverse("account:withdraw_consent", args=[meal.consent_id]))
    assert [work.get(url("referral", one.pk)).status_code for one in (meal, walk)] == [404, 200]
    assert work.post(url("step_referral", meal.pk), {"stap": "accepted"}).status_code == 404
    fatmas.post(reverse("account:renew_consent", args=[meal.consent_id]))
    assert [work.get(url("referral", one.pk)).status_code for one in (meal, walk)] == [200, 200]
    meal.refresh_from_db()
    fatmas.post(url("step_referral", meal.pk), {"stap": "cancelled"})
    ended = texts(fatmas.get(mine))
    assert ended.count("Zet terug") == 0
    fatmas.post(reverse("account:renew_consent", args=[meal.consent_id]))
    assert [work.get(url("referral", one.pk)).status_code for one in (meal, walk)] == [404, 200]


def test_a_sender_whom_nothing_is_told_reads_nothing_of_it(
    visit, fatma, anke, nabij, welfare, loes
):
    sent = make_sent(anke, fatma, welfare, clock.now(), from_organisation=nabij)
    work = visit(loes)
    work.post(url("step_referral", sent.pk), {"stap": "rejected", "reason": "Geen plek voor haar"})
    page = texts(visit(anke).get(url("referral", sent.pk)))
    assert [word in page for word in ("Geen plek voor haar", "niet aangenomen", "Loes")] == [
        False
    ] * 3
    told = json.loads(visit(anke).get(url("referral_fhir", sent.pk)).content)
    assert [told["entry"][1]["resource"]["status"], "statusReason" in str(told)] == [
        "requested", False,
    ]  # fmt: skip


def test_a_code_on_paper_is_claimed_at_the_desk_and_sent_there(
    visit, fatma, anke, nabij, welfare, loes, noor, district
):
    draft = make_draft(anke, welfare, clock.now(), for_name="Fatma", from_organisation=nabij)
    paper = texts(visit(anke).get(url("referral_paper", draft.pk)))
    assert (draft.code in paper, "Welzijn Linde" in paper) == (True, True)
    desk = visit(noor)
    here = url("referrals_together", fatma.pk)
    assert desk.get(here).status_code == 404
    assert desk.post(reverse("desk:refer_together", args=[fatma.pk])).url == here
    assert "Er is nog niets gevraagd" in texts(desk.get(here))
    claim = url("claim_referral", query=f"?bewoner={fatma.pk}")
    wrong = desk.post(claim, {"code": "XXXXXX"})
    assert (wrong.status_code, "Deze code ken ik niet" in texts(wrong)) == (422, True)
    assert desk.post(claim, {"code": draft.code.lower()}).url == url("referral", draft.pk)
    yes = {"months": "1", "level": "started"}
    assert desk.post(url("send_referral", draft.pk), yes).status_code == 302
    line = JournalEntry.objects.get(action="send_referral")
    assert (line.by, line.on_behalf_of, line.about) == (noor.pk, fatma.pk, fatma.pk)
    assert Notice.objects.filter(person=loes).count() == 1


def test_guessing_codes_stops(visit, jan, monkeypatch):
    monkeypatch.setattr("wijkschakel.people.rules.CARD_TRIES", 2)
    browser = visit(jan)
    pages = [texts(browser.post(url("claim_referral"), {"code": "XXXXXX"})) for _n in range(3)]
    assert ["te vaak" in page for page in pages] == [False, False, True]


def test_fatma_asks_herself_sees_that_there_is_no_room_and_loses_no_words(
    visit, fatma, welfare, loes, district
):
    service = make_service(
        organisation=welfare, district=district, capacity="none", capacity_at=clock.now()
    )
    where = url("refer_myself", query=f"?dienst={service.pk}")
    words = {"title": "Praten", "question": "Ik slaap slecht", "months": "3"}
    refused = visit(fatma).post(where, words)
    assert (refused.status_code, "Ik slaap slecht" in texts(refused)) == (422, True)
    assert ("Daar is nu geen plek." in texts(refused), Referral.objects.count()) == (True, 0)
    visit(loes).post(url("answer_capacity", service.pk), {"plek": "room"})
    assert visit(fatma).post(where, words).status_code == 302
    assert Referral.objects.get().state == "requested"


def test_a_file_is_shown_first_with_reasons_and_then_taken_over(visit, anke, nabij, welfare):
    def record(number, receiver):
        moment = clock.now()
        return fhir.Record(
            number, "requested", "Eten", nabij.name, receiver, moment, moment, "Samen <b>eten</b>"
        )

    bundle = fhir.write_bundle([record("1", welfare.name), record("2", "Elders")])
    file = io.BytesIO(json.dumps(bundle).encode())
    file.name = "verwijzingen.json"
    nurse = visit(anke)
    seen = nurse.post(url("read_in"), {"file": file, "organisation": str(nabij.pk)})
    page = texts(seen)
    assert ("1 verwijzing kan mee" in page, "die hier niet staat" in page) == (True, True)
    assert Referral.objects.count() == 0
    looked = seen.context["looked"]
    assert nurse.post(url("read_in"), {"gezien": looked + "x"}).status_code == 422
    for _times in range(2):
        assert nurse.post(url("read_in"), {"gezien": looked}).url == url("referrals")
    assert Referral.objects.get().source_number == "1"
    bad = io.BytesIO(b"geen json")
    bad.name = "x.json"
    answer = nurse.post(url("read_in"), {"file": bad, "organisation": str(nabij.pk)})
    assert (answer.status_code, "Dit is geen JSON" in texts(answer)) == (422, True)


def test_colleagues_are_warned_of_a_name_keep_their_words_and_get_an_answer(
    visit, anke, nabij, loes, welfare, jan, bas
):
    nurse = visit(anke)
    assert "Hier staat nog niemand" in texts(nurse.get(url("directory")))
    nurse.post(url("my_entry"), {"function": "Wijkverpleegkundige", "organisation": str(nabij.pk)})
    assert "Wijkverpleegkundige" in texts(visit(loes).get(url("directory", query="?zoek=nabij")))
    for who in (jan, bas):
        assert visit(who).get(url("directory")).status_code == 404
    entry = make_entry(loes, organisation=welfare)
    warned = nurse.post(url("entry", entry.pk), {"text": "ken je mevrouw Jansen?"})
    page = texts(warned)
    assert (warned.status_code, "lijkt een naam" in page, "mevrouw Jansen?" in page) == (
        422, True, True,
    )  # fmt: skip
    sure = {"text": "ken je een Jansenclub?", "is_about_nobody": "on"}
    assert nurse.post(url("entry", entry.pk), sure).url == url("questions")
    question = ColleagueQuestion.objects.get()
    assert visit(bas).get(url("question", question.pk)).status_code == 404
    work = visit(loes)
    assert "1 vraag wacht op jou" in texts(work.get(url("questions")))
    work.post(url("question", question.pk), {"text": "ja, bij de uitleen"})
    assert "ja, bij de uitleen" in texts(nurse.get(url("question", question.pk)))


def test_a_table_shows_a_case_after_the_yes_and_fatma_reads_what_was_agreed(
    visit, fatma, anke, nabij, loes, welfare, district
):
    now = clock.now()
    table = make_table(anke, nabij, district, now)
    tables.add_member(table=table, person=loes, organisation=welfare, by=anke, now=now)
    case = make_case(table, anke, fatma, now)
    here = url("table", table.pk)
    nurse, work, fatmas = visit(anke), visit(loes), visit(fatma)
    assert "thuis blijven" not in texts(nurse.get(here))
    fatmas.post(url("table_case", case.pk), {"organisations": [str(nabij.pk)]})
    assert ["thuis blijven" in texts(one.get(here)) for one in (nurse, work)] == [True, False]
    plan = {"text": "Trap bekijken", "owner": str(anke.pk), "due_on": "2026-12-24"}
    assert nurse.post(url("add_action", table.pk), plan | {"case": str(case.pk)}).url == here
    assert "Trap bekijken" not in texts(work.get(here))
    assert "Trap bekijken" in texts(fatmas.get(url("table_case", case.pk)))
    looked = JournalEntry.objects.filter(action="read_table", about=fatma.pk)
    assert {line.by for line in looked} == {anke.pk}


@pytest.mark.parametrize("rows", [1, 3, levels.size(10, 30)])
def test_lists_ask_as_many_questions_however_many_rows(
    visit, fatma, anke, nabij, welfare, loes, district, rows
):
    now = clock.now()
    for number in range(rows):
        other = fatma if not number else make_person(given_name="Ria", district=district)
        make_sent(anke, other, welfare, now, from_organisation=nabij, level="words")
        make_entry(make_worker(welfare, district))
        for asked in (
            make_service(organisation=welfare, district=district),
            make_service(organisation=nabij, district=district),
        ):
            referral_steps.ask_capacity(service=asked, by=anke, now=now)
    make_account(person=fatma)
    for who, name, most in (
        (anke, "referrals", 9), (loes, "referrals", 9), (fatma, "my_referrals", 10),
        (anke, "directory", 8), (fatma, "refer_myself", 10), (anke, "questions", 8),
    ):  # fmt: skip
        browser = visit(who)
        browser.get(url(name))
        assert questions(lambda: browser.get(url(name))) <= most, name  # noqa: B023
    shown = texts(visit(loes).get(url("referrals")))
    assert shown.count("Is er plek bij") == rows


def test_the_desk_counts_what_waits_too_long_without_names(visit, fatma, anke, noor, welfare, loes):
    sent = make_sent(anke, fatma, welfare, clock.now())
    Referral.objects.filter(pk=sent.pk).update(sent_at=clock.now() - dt.timedelta(days=6))
    desk = visit(noor)
    assert "1 verwijzing wacht te lang" in texts(desk.get(reverse("desk:today")))
    page = texts(desk.get(reverse("desk:waiting_referrals")))
    assert ("Welzijn Linde" in page, "Fatma" in page, "Samen eten" in page) == (True, False, False)


@pytest.mark.parametrize("rows", [1, 3, levels.size(10, 30)])
def test_a_table_with_all_on_it_takes_ten_questions_at_most(
    visit, anke, nabij, welfare, district, rows
):
    now = clock.now()
    table = make_table(anke, nabij, district, now)
    for number in range(rows):
        resident = make_person(given_name=f"Ria {number}", district=district)
        make_delegate(resident, anke, now)
        yes = make_case(table, anke, resident, now)
        until = (now + dt.timedelta(days=90)).date()
        tables.answer_case(case=yes, organisations=[nabij], until_on=until, by=resident, now=now)
        make_case(table, anke, resident, now)
        make_entry(make_worker(welfare, district, given_name="Ali"), organisation=welfare)
        there = make_worker(welfare, district)
        make_entry(there, organisation=welfare)
        tables.add_member(table=table, person=there, organisation=welfare, by=anke, now=now)
        for case in (yes, None):
            tables.add_action(
                table=table, case=case, text="Bellen", owner=anke, due_on=until, by=anke, now=now
            )
    nurse, here = visit(anke), url("table", table.pk)
    seen = nurse.get(here).context
    assert [len(seen["seen"].cases), len(seen["seen"].actions), len(seen["colleagues"])] == [
        rows, 2 * rows, rows,
    ]  # fmt: skip
    assert questions(lambda: nurse.get(here)) <= 10


@pytest.mark.parametrize("rows", [1, 3, levels.size(10, 30)])
@pytest.mark.parametrize("level", ["words", "nothing"])
def test_a_referral_takes_ten_questions_at_most_for_who_ever_reads_it(
    visit, fatma, anke, nabij, welfare, loes, district, rows, level
):
    now = clock.now()
    for person in (anke, fatma):
        let_work(person)
    make_membership(anke, welfare)
    helper = make_worker(welfare, district, given_name="Ali")
    make_delegate(fatma, helper, now)
    for _number in range(rows):
        sent = make_sent(
            anke, fatma, welfare, now, from_organisation=nabij, level=level, items=["phone"]
        )
        for state in ("accepted", "on-hold", "in-progress", "on-hold", "in-progress", "completed"):
            referral_steps.step_referral(referral=sent, wanted=state, by=loes, reason="x", now=now)
    draft = make_draft(anke, welfare, now, resident=fatma, from_organisation=nabij)
    for one, readers in ((sent, (anke, fatma, loes, helper)), (draft, (anke, fatma, helper))):
        for who in readers:
            browser, here = visit(who), url("referral", one.pk)
            browser.get(here)
            assert questions(lambda: browser.get(here)) <= 8, who.given_name  # noqa: B023
    work = visit(loes)
    made = make_sent(anke, fatma, welfare, now, from_organisation=nabij)
    written = json.loads(work.get(url("referrals_fhir")).content)["entry"]
    for one in (sent, made):
        alone = json.loads(work.get(url("referral_fhir", one.pk)).content)["entry"]
        assert all(entry["resource"] in [row["resource"] for row in written] for entry in alone)
    assert questions(lambda: work.get(url("referrals_fhir"))) <= 8
