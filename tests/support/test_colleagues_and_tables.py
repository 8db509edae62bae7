"""Who is who, asking without a name, tables with consent per organisation, reading in, keeping."""

import datetime as dt
import json

import pytest

from tests.factories.initiatives import make_initiative
from tests.factories.people import MOMENT, make_organisation
from tests.factories.referrals import (
    let_work,
    make_case,
    make_draft,
    make_entry,
    make_sent,
    make_table,
    make_worker,
)
from wijkschakel.people.actions import consent as consents
from wijkschakel.people.models import Consent, Notice, RoleGrant
from wijkschakel.support.actions import colleagues, referral_exchange, referrals, tables
from wijkschakel.support.models import (
    ColleagueQuestion,
    DirectoryEntry,
    Referral,
    TableAction,
    TableCase,
)
from wijkschakel.support.permissions import tables as permissions
from wijkschakel.support.privacy import referrals as privacy
from wijkschakel.support.queries import colleagues as queries
from wijkschakel.support.queries import referrals as referral_queries
from wijkschakel.support.queries import tables as table_queries
from wijkschakel.support.rules import fhir
from wijkschakel.support.rules.referring import Level

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
PLAIN = "waar leent iemand een tillift?"


@pytest.fixture
def welfare(district):
    return make_organisation(name="Welzijn Linde", district=district)


@pytest.fixture
def loes(welfare, district):
    return make_worker(welfare, district, given_name="Loes", family_name="Prins")


@pytest.fixture
def nabij(anke):
    return let_work(anke, name="Thuiszorg Nabij", kind="care")


def test_only_who_works_here_and_chose_to_is_found(anke, nabij, jan, loes):
    with pytest.raises(colleagues.NotListed):
        colleagues.list_oneself(person=jan, by=jan, now=MOMENT, function="buur")
    with pytest.raises(colleagues.NotListed):
        colleagues.list_oneself(person=anke, by=loes, now=MOMENT, function="x")
    assert queries.search("", MOMENT) == []
    colleagues.list_oneself(
        person=anke, by=anke, now=MOMENT, function="Wijkverpleegkundige", organisation=nabij,
        about="Wonden en medicijnen",
    )  # fmt: skip
    for words in ("anke", "WIJKVERPLEEG", "nabij wond", ""):
        assert [str(one.person) for one in queries.search(words, MOMENT)] == ["Anke"]
    assert queries.search("tandarts", MOMENT) == []
    RoleGrant.objects.filter(person=anke).update(ends_on=MOMENT.date() - DAY)
    assert queries.search("anke", MOMENT) == []
    colleagues.unlist_oneself(person=anke, by=anke, now=MOMENT)
    assert DirectoryEntry.objects.count() == 0


@pytest.mark.parametrize(
    ("text", "points"),
    [
        (PLAIN, False), ("kan mevrouw Jansen bij jullie terecht?", True),
        ("bel even naar 06 12 34 56 78", True), ("mail naar f@example.org", True),
        ("zij woont in de Lindestraat 12", True), ("ken je Fatma?", True),
        (f"{PLAIN} " * 12 + "het gaat om Fatma", True), (f"{PLAIN} " * 30, False), ("", False),
    ],
)  # fmt: skip
def test_words_that_may_point_to_somebody_are_seen_also_at_the_end(text, points):
    assert colleagues.may_point_to_somebody(text) == points


def test_colleagues_ask_and_answer_without_a_name_and_ties_are_counted(anke, loes, nabij, jan):
    entry = make_entry(loes)
    ask = {"entry": entry, "by": anke, "now": MOMENT}
    with pytest.raises(colleagues.MayPointToSomebody):
        colleagues.ask_colleague(text="ken je Fatma?", **ask)
    assert ColleagueQuestion.objects.count() == 0
    with pytest.raises(colleagues.NotListed):
        colleagues.ask_colleague(**ask | {"by": jan}, text=PLAIN)
    first = colleagues.ask_colleague(text="ken je de Fatmagroep?", is_about_nobody=True, **ask)
    second = colleagues.ask_colleague(text=PLAIN, **ask)
    assert (first.is_first, second.is_first) == (True, False)
    for who in (anke, jan):
        with pytest.raises(colleagues.AlreadyAnswered):
            colleagues.answer_colleague(question=second, answer="ja", by=who, now=MOMENT)
    for question in (first, second):
        colleagues.answer_colleague(question=question, answer="bij de uitleen", by=loes, now=MOMENT)
    with pytest.raises(colleagues.AlreadyAnswered):
        colleagues.answer_colleague(question=first, answer="nee", by=loes, now=MOMENT)
    assert [(one.asked, one.answered, one.new) for one in queries.count_ties(MOMENT, MOMENT)] == [
        (2, 2, 1)
    ]
    assert [Notice.objects.filter(person=one).count() for one in (loes, anke)] == [2, 2]


def test_a_group_asks_an_adviser_who_sees_the_group_and_nobody_of_it(wil, loes, jan, district):
    group = make_initiative(wil, district=district)
    entry = make_entry(loes)
    words = {"entry": entry, "text": PLAIN, "from_initiative": group, "now": MOMENT}
    with pytest.raises(colleagues.NotListed):
        colleagues.ask_colleague(by=wil, **words)
    DirectoryEntry.objects.update(advises_groups=True)
    with pytest.raises(colleagues.NotListed):
        colleagues.ask_colleague(by=jan, **words)
    question = colleagues.ask_colleague(by=wil, **words)
    assert queries.find_question(loes, question.pk).from_initiative == group
    assert queries.find_question(jan, question.pk) is None


def test_a_case_is_on_the_table_for_each_organisation_that_may(
    fatma, anke, nabij, loes, welfare, noor
):
    table = make_table(anke, nabij, anke.district)
    with pytest.raises(tables.NotAMember):
        tables.add_member(table=table, person=noor, organisation=nabij, by=loes, now=MOMENT)
    with pytest.raises(tables.WorksNowhere):
        tables.add_member(table=table, person=noor, organisation=nabij, by=anke, now=MOMENT)
    tables.add_member(table=table, person=loes, organisation=welfare, by=anke, now=MOMENT)
    case = make_case(table, anke, fatma)
    seen = lambda who, now=MOMENT: [one.pk for one in table_queries.on_table(who, table, now).cases]  # noqa: E731
    assert (seen(anke), seen(loes), seen(noor)) == ([], [], [])
    with pytest.raises(consents.NotYourData):
        tables.answer_case(case=case, organisations=[nabij], by=anke, now=MOMENT)
    tables.answer_case(case=case, organisations=[nabij], by=fatma, now=MOMENT)
    assert (seen(anke), seen(loes), seen(noor)) == ([case.pk], [], [])
    plan = {"table": table, "text": "Trap bekijken", "due_on": MOMENT.date(), "now": MOMENT}
    case.refresh_from_db()
    for who, owner in ((loes, anke), (anke, loes)):
        with pytest.raises(referrals.NoConsent):
            tables.add_action(**plan, case=case, owner=owner, by=who)
    about_fatma = tables.add_action(**plan, case=case, owner=anke, by=anke)
    general = tables.add_action(**plan, owner=loes, by=anke)
    acts = lambda who: {one.pk for one in table_queries.on_table(who, table, MOMENT).actions}  # noqa: E731
    assert (acts(anke), acts(loes)) == ({about_fatma.pk, general.pk}, {general.pk})
    with pytest.raises(referrals.NoConsent):
        tables.finish_action(action=about_fatma, by=loes, now=MOMENT)
    for consent in Consent.objects.filter(purpose="table"):
        consents.withdraw_consent(consent=consent, by=fatma, now=MOMENT)
    assert (seen(anke), acts(anke)) == ([], {general.pk})
    assert not permissions.sees_case(anke, case, MOMENT)
    with pytest.raises(referrals.NoConsent):
        tables.close_case(case=case, by=anke, now=MOMENT)


def test_no_organisation_is_a_no_and_ending_takes_consent_along(fatma, anke, nabij):
    table = make_table(anke, nabij, anke.district)
    no, yes = (make_case(table, anke, fatma) for _number in range(2))
    assert tables.answer_case(case=no, organisations=[], by=fatma, now=MOMENT).state == "declined"
    with pytest.raises(referrals.NotNow):
        tables.answer_case(case=no, organisations=[nabij], by=fatma, now=MOMENT)
    yes = tables.answer_case(case=yes, organisations=[nabij], by=fatma, now=MOMENT)
    tables.close_case(case=yes, by=fatma, now=MOMENT)
    assert Consent.objects.filter(purpose="table", withdrawn_at=None).count() == 0


def test_who_left_the_table_sees_nothing_there(fatma, anke, nabij, loes, welfare):
    table = make_table(anke, nabij, anke.district)
    seat = tables.add_member(table=table, person=loes, organisation=welfare, by=anke, now=MOMENT)
    tables.leave_table(member=seat, by=loes, now=MOMENT)
    assert table_queries.find_table(loes, table.pk, MOMENT) is None
    with pytest.raises(tables.NotAMember):
        make_case(table, loes, fatma)


def test_a_file_is_looked_at_taken_over_once_and_overwrites_nothing(anke, nabij, loes, welfare):
    def record(number, **changes):
        values = {"number": number, "state": "requested", "title": "Eten", "sender": nabij.name}
        values |= {"receiver": welfare.name, "authored_at": MOMENT, "changed_at": MOMENT}
        return fhir.Record(**values | {"question": "Samen", "name": "Mia"} | changes)

    records = [
        record("1"), record("2", state="completed"), record("3", receiver="Elders"),
        record("4", sender="Een ander"), record("5", question=""),
    ]  # fmt: skip
    raw = fhir_bytes(records)
    take = {"raw": raw, "by": anke, "organisation": nabij, "now": MOMENT}
    expected = [(), ("on_its_way",), ("receiver_unknown",), ("other_sender",), ("no_question",)]
    assert [row.reasons for row in referral_exchange.preview(**take)] == expected
    assert Referral.objects.count() == 0
    with pytest.raises(referrals.MayNotRefer):
        referral_exchange.preview(**take | {"by": loes})
    assert [row.reasons for row in referral_exchange.take_over(**take)] == expected
    made = Referral.objects.get()
    assert (made.state, made.for_name, made.resident, len(made.code)) == ("draft", "Mia", None, 6)
    again = fhir_bytes([record("1", title="Iets anders")])
    [row] = referral_exchange.take_over(**take | {"raw": again})
    made.refresh_from_db()
    assert (row.reasons, made.title) == (("here_already",), "Eten")


def fhir_bytes(records):
    return json.dumps(fhir.write_bundle(records)).encode()


def test_a_sender_exports_no_more_than_it_hears(fatma, anke, nabij, welfare, loes):
    fatma.phone = "088 000 12 51"
    fatma.save()
    sent = make_sent(anke, fatma, welfare, from_organisation=nabij, items=["phone"])
    Referral.objects.filter(pk=sent.pk).update(state="rejected", ended_at=MOMENT)
    sent.refresh_from_db()
    sent.reason = "te druk"
    for level, state, reason in (
        (Level.NOTHING, "requested", ""), (Level.STARTED, "rejected", ""),
        (Level.WORDS, "rejected", "te druk"), (None, "rejected", "te druk"),
    ):  # fmt: skip
        record = referral_queries.as_record(sent, {"name"}, level)
        assert (record.state, record.reason, record.phone) == (state, reason, "")
    assert referral_queries.as_record(sent, {"phone"}, None).phone == fatma.phone


def test_what_was_kept_long_enough_goes(fatma, anke, nabij, welfare, loes):
    make_draft(anke, welfare, for_name="Mia")
    old = make_sent(anke, fatma, welfare)
    Referral.objects.filter(pk=old.pk).update(state="completed", ended_at=MOMENT)
    table = make_table(anke, nabij, anke.district)
    make_case(table, anke, None)
    question = colleagues.ask_colleague(entry=make_entry(loes), text=PLAIN, by=anke, now=MOMENT)
    left = []
    for days in (29, 31, 364, 366, 3 * 365 + 1):
        privacy.retention(MOMENT + days * DAY)
        question.refresh_from_db()
        left.append(
            (Referral.objects.count(), TableCase.objects.count(), bool(question.text),
             question.from_person is not None)
        )  # fmt: skip
    assert left == [
        (2, 1, True, True), (1, 0, True, True), (1, 0, True, True), (0, 0, False, True),
        (0, 0, False, False),
    ]  # fmt: skip


def test_wiping_takes_what_is_about_somebody_and_leaves_work_without_a_name(
    fatma, anke, nabij, welfare, loes
):
    make_sent(anke, fatma, welfare)
    table = make_table(anke, nabij, anke.district)
    case = make_case(table, anke, fatma)
    case = tables.answer_case(case=case, organisations=[nabij], by=fatma, now=MOMENT)
    plan = {"table": table, "owner": anke, "due_on": MOMENT.date(), "by": anke, "now": MOMENT}
    tables.add_action(case=case, text="Bellen", **plan)
    kept = tables.add_action(text="Koffie halen", **plan)
    colleagues.ask_colleague(entry=make_entry(loes), text=PLAIN, by=anke, now=MOMENT)
    assert [one["question"] for one in privacy.export(fatma)["referrals"]] == [
        "Ik wil niet elke avond alleen eten."
    ]
    assert "alleen eten" not in str(privacy.export(anke))
    privacy.erase(fatma, MOMENT)
    assert (Referral.objects.count(), TableCase.objects.count()) == (0, 0)
    assert [one.pk for one in TableAction.objects.all()] == [kept.pk]
    privacy.erase(anke, MOMENT)
    [question] = ColleagueQuestion.objects.all()
    assert (question.from_person, question.text, TableAction.objects.get().owner) == (
        None,
        "",
        None,
    )
