"""Anke refers Fatma with consent, welfare takes it on, Anke hears what Fatma allows."""

import datetime as dt
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from tests.factories.people import MOMENT, make_delegate, make_organisation, make_person
from tests.factories.referrals import let_work, make_draft, make_sent, make_worker
from tests.factories.services import make_service
from wijkschakel.base.errors import Refused
from wijkschakel.base.models import JournalEntry, OutgoingMail
from wijkschakel.people import queries as people_queries
from wijkschakel.people.actions import consent as consents
from wijkschakel.people.models import Consent, Membership, Notice
from wijkschakel.support.actions import referral_steps as steps
from wijkschakel.support.actions import referrals
from wijkschakel.support.models import Referral
from wijkschakel.support.permissions import referrals as permissions
from wijkschakel.support.queries import referrals as queries
from wijkschakel.support.rules.referring import Level

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
SECRET = "niet elke avond alleen"


@pytest.fixture
def welfare(district):
    return make_organisation(name="Welzijn Linde", district=district)


@pytest.fixture
def loes(welfare, district):
    """Give who works at the welfare organisation."""
    return make_worker(welfare, district, given_name="Loes", email="loes@example.org")


@pytest.fixture
def nabij(anke):
    return let_work(anke, name="Thuiszorg Nabij", kind="care")


def step(referral, wanted, by, reason="", now=MOMENT):
    return steps.step_referral(referral=referral, wanted=wanted, by=by, now=now, reason=reason)


def roles(person, referral, now=MOMENT):
    return {str(one) for one in permissions.actors_of(person, referral, now)}


def test_the_whole_way_with_what_each_may_see(fatma, anke, noor, sam, bas, nabij, welfare, loes):
    draft = make_draft(anke, welfare, resident=fatma, from_organisation=nabij)
    assert roles(fatma, draft) == {"resident"}
    assert roles(anke, draft) == {"sender"}
    assert (roles(loes, draft), queries.received_by([welfare], MOMENT)) == (set(), [])
    with pytest.raises(consents.NotYourData):
        referrals.send_referral(referral=draft, by=anke, now=MOMENT)
    sent = referrals.send_referral(
        referral=draft, by=fatma, now=MOMENT, items=["phone"], level=Level.WORDS
    )
    assert [one.pk for one in queries.received_by([welfare], MOMENT)] == [sent.pk]
    assert permissions.shared_items(sent, MOMENT) == {"name", "question", "phone"}
    assert roles(loes, sent) == {"receiver"}
    assert [roles(one, sent) for one in (noor, sam, bas)] == [set(), set(), set()]
    sent = step(sent, "accepted", loes)
    assert sent.taken_by == loes
    sent = step(sent, "in-progress", loes)
    steps.tell_how_it_went(referral=sent, words="Ik eet nu elke week mee.", by=fatma, now=MOMENT)
    sent = step(sent, "completed", loes)
    [(known, state, level)] = queries.sent_by(anke, MOMENT)
    assert (known.words, state, level) == ("Ik eet nu elke week mee.", "completed", Level.WORDS)
    assert [one.state for one in queries.steps_of(sent)] == [
        "draft", "requested", "accepted", "in-progress", "completed"
    ]  # fmt: skip
    done = set(JournalEntry.objects.filter(about=fatma.pk).values_list("action", flat=True))
    assert {"draft_referral", "give_consent", "send_referral", "step_referral"} <= done


@pytest.mark.parametrize(
    ("level", "seen"),
    [("nothing", "requested"), ("started", "in-progress"), ("words", "completed")],
)
def test_a_sender_hears_as_far_as_allowed_and_can_be_cut_off(
    fatma, anke, nabij, welfare, loes, level, seen
):
    sent = make_sent(anke, fatma, welfare, from_organisation=nabij, level=level)
    for wanted in ("accepted", "in-progress", "completed"):
        step(sent, wanted, loes)
    assert [state for _one, state, _level in queries.sent_by(anke, MOMENT)] == [seen]
    told = Notice.objects.filter(person=anke).count()
    assert told == (1 if level == "nothing" else 4)
    for consent in Consent.objects.filter(purpose="feedback"):
        consents.withdraw_consent(consent=consent, by=fatma, now=MOMENT)
    assert [state for _one, state, _level in queries.sent_by(anke, MOMENT)] == ["requested"]


def test_less_for_one_referral_takes_nothing_from_the_other(fatma, anke, nabij, welfare, loes):
    first = make_sent(anke, fatma, welfare, from_organisation=nabij, level="words")
    second = make_sent(anke, fatma, welfare, from_organisation=nabij, level="started")
    heard = [permissions.heard_by_sender(one, MOMENT) for one in (first, second)]
    assert heard == [Level.WORDS, Level.STARTED]
    first = steps.choose_feedback(referral=first, level="nothing", by=fatma, now=MOMENT)
    heard = [permissions.heard_by_sender(one, MOMENT) for one in (first, second)]
    assert heard == [Level.NOTHING, Level.STARTED]
    consents.withdraw_consent(consent=second.feedback, by=fatma, now=MOMENT)
    heard = [permissions.heard_by_sender(one, MOMENT) for one in (first, second)]
    assert heard == [Level.NOTHING, Level.NOTHING]
    assert not Consent.objects.filter(purpose="feedback", withdrawn_at=None).exists()


def test_a_yes_for_one_referral_tells_nothing_of_another(fatma, anke, nabij, welfare, loes):
    first, second, third = (
        make_sent(anke, fatma, welfare, from_organisation=nabij, level=level)
        for level in ("words", "words", "nothing")
    )
    consents.withdraw_consent(consent=first.feedback, by=fatma, now=MOMENT)
    levels = {one.pk: level for one, _state, level in queries.sent_by(anke, MOMENT)}
    assert levels == {first.pk: "nothing", second.pk: "words", third.pk: "nothing"}
    Referral.objects.filter(pk=first.pk).update(feedback=None)
    Referral.objects.filter(pk=third.pk).update(level="words", feedback=first.feedback)
    third.refresh_from_db()
    assert permissions.heard_by_sender(third, MOMENT) == Level.NOTHING
    step(second, "cancelled", fatma)
    again = referrals.share_again(consent=third.feedback, by=fatma, now=MOMENT)
    assert permissions.heard_by_sender(again, MOMENT) == Level.WORDS


def test_one_yes_for_a_sender_is_divided_among_the_referrals(fatma, jan, anke, nabij, welfare):
    levels = ("started", "nothing", "words")
    sent = [make_sent(anke, fatma, welfare, from_organisation=nabij, level=one) for one in levels]
    other = make_sent(anke, jan, welfare, level="words")
    kept = sent[2].feedback
    Referral.objects.update(feedback=None)
    Consent.objects.filter(purpose="feedback").exclude(pk=kept.pk).delete()
    module = "wijkschakel.support.migrations.0013_feedback_per_referral_and_teams"
    import_module(module).divide(apps, None)
    for one in (*sent, other):
        one.refresh_from_db()
    heard = [permissions.heard_by_sender(one, MOMENT) for one in (*sent, other)]
    assert heard == ["started", "nothing", "words", "nothing"]
    assert Consent.objects.filter(purpose="feedback").count() == 2


def test_consent_taken_back_closes_the_door_at_once(fatma, anke, nabij, welfare, loes):
    sent = step(make_sent(anke, fatma, welfare, from_organisation=nabij), "accepted", loes)
    [consent] = Consent.objects.filter(purpose="referral")
    consents.withdraw_consent(consent=consent, by=fatma, now=MOMENT)
    assert (roles(loes, sent), queries.received_by([welfare], MOMENT)) == (set(), [])
    assert (roles(anke, sent), queries.sent_by(anke, MOMENT)) == (set(), [])
    with pytest.raises(referrals.NoConsent):
        step(sent, "in-progress", loes)
    assert steps.close_without_consent(MOMENT + DAY) == {"referrals withdrawn": 1}
    sent.refresh_from_db()
    assert (sent.state, sent.ended_at, steps.close_without_consent(MOMENT + DAY)) == (
        "cancelled", MOMENT + DAY, {"referrals withdrawn": 0},
    )  # fmt: skip


def test_taking_one_consent_back_ends_just_that_referral(fatma, anke, nabij, welfare, loes):
    first = make_sent(anke, fatma, welfare, from_organisation=nabij, items=["phone"])
    second = step(make_sent(anke, fatma, welfare, from_organisation=nabij), "accepted", loes)
    assert permissions.shared_items(second, MOMENT) == {"name", "question"}
    consents.withdraw_consent(consent=first.consent, by=fatma, now=MOMENT)
    assert [one.pk for one in queries.received_by([welfare], MOMENT)] == [second.pk]
    assert (roles(loes, first), roles(loes, second)) == (set(), {"receiver"})
    assert permissions.shared_items(first, MOMENT) == frozenset()
    with pytest.raises(referrals.NoConsent):
        step(first, "accepted", loes)
    assert step(second, "in-progress", loes).state == "in-progress"
    assert steps.close_without_consent(MOMENT + DAY) == {"referrals withdrawn": 1}
    second.refresh_from_db()
    assert (second.state, second.ended_at) == ("in-progress", None)


def test_a_consent_of_another_never_opens_a_referral(fatma, jan, anke, welfare, loes, nabij):
    sent, other = make_sent(anke, fatma, welfare), make_sent(anke, jan, welfare)
    Referral.objects.filter(pk=other.pk).update(consent=None)
    Referral.objects.filter(pk=sent.pk).update(consent=other.consent)
    assert roles(loes, sent) == set()
    Consent.objects.filter(pk=sent.consent.pk).update(to_organisation=nabij)
    Referral.objects.filter(pk=sent.pk).update(consent=sent.consent)
    sent.refresh_from_db()
    assert (roles(loes, sent), permissions.shared_items(sent, MOMENT)) == (set(), frozenset())


def test_what_was_stopped_by_mistake_is_shared_again_until_it_ended(fatma, anke, welfare, loes):
    first, second = (make_sent(anke, fatma, welfare, items=["phone"]) for _number in range(2))
    consents.withdraw_consent(consent=first.consent, by=fatma, now=MOMENT)
    again = referrals.share_again(consent=first.consent, by=fatma, now=MOMENT)
    assert permissions.shared_items(again, MOMENT) == {"name", "question", "phone"}
    assert roles(loes, second) == {"receiver"}
    with pytest.raises(referrals.NotNow):
        referrals.share_again(consent=again.consent, by=fatma, now=MOMENT)
    step(again, "cancelled", fatma)
    again.refresh_from_db()
    with pytest.raises(referrals.NotNow):
        referrals.share_again(consent=again.consent, by=fatma, now=MOMENT)
    assert roles(loes, second) == {"receiver"}


def test_one_yes_for_a_receiver_is_divided_among_its_referrals(fatma, anke, welfare, loes):
    sent = [make_sent(anke, fatma, welfare, items=["phone"][:number]) for number in (0, 1)]
    Referral.objects.update(consent=None)
    Consent.objects.filter(purpose="referral").exclude(pk=sent[1].consent.pk).delete()
    divide = import_module("wijkschakel.support.migrations.0011_a_consent_for_each_referral").divide
    divide(apps, None)
    for one in sent:
        one.refresh_from_db()
    assert [one.consent.items for one in sent] == [
        ["name", "question"], ["name", "phone", "question"],
    ]  # fmt: skip
    assert len({one.consent_id for one in sent}) == 2
    consents.withdraw_consent(consent=sent[0].consent, by=fatma, now=MOMENT)
    assert [roles(loes, one) for one in sent] == [set(), {"receiver"}]


def test_consent_ends_on_its_day_and_never_lasts_longer_than_a_year(fatma, anke, welfare, loes):
    last = timezone.localdate(MOMENT) + 30 * DAY
    sent = make_sent(anke, fatma, welfare, until_on=last)
    assert (roles(loes, sent, MOMENT + 30 * DAY), roles(loes, sent, MOMENT + 31 * DAY)) == (
        {"receiver"}, set(),
    )  # fmt: skip
    draft = make_draft(anke, welfare, resident=fatma)
    with pytest.raises(consents.TooMuchAsked):
        referrals.send_referral(referral=draft, by=fatma, now=MOMENT, until_on=last + 366 * DAY)
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_a_shorter_yes_does_not_shorten_an_earlier_one(fatma, anke, welfare, loes):
    day = timezone.localdate(MOMENT)
    first = make_sent(anke, fatma, welfare, until_on=day + 60 * DAY, items=["phone"])
    make_sent(anke, fatma, welfare, until_on=day + 10 * DAY)
    assert permissions.shared_items(first, MOMENT + 50 * DAY) == {"name", "question", "phone"}


def test_who_no_longer_works_there_sees_nothing(fatma, anke, welfare, loes, district):
    sent = make_sent(anke, fatma, welfare)
    Membership.objects.filter(person=loes).update(ends_on=MOMENT.date() - DAY)
    assert roles(loes, sent) == set()
    volunteer = make_person()
    Membership.objects.create(person=volunteer, organisation=welfare, starts_on=MOMENT.date())
    assert roles(volunteer, sent) == set()


@pytest.mark.parametrize("wanted", ["rejected", "on-hold"])
def test_a_no_and_a_wait_are_told_with_a_reason(fatma, anke, welfare, loes, wanted):
    sent = make_sent(anke, fatma, welfare)
    with pytest.raises(steps.NoReason):
        step(sent, wanted, loes, reason=" ")
    assert step(sent, wanted, loes, reason="De groep is vol.").reason == "De groep is vol."


@pytest.mark.parametrize(
    "wanted", ["requested", "completed", "failed", "draft", "in-progress", "nonsense"]
)
def test_a_step_that_does_not_follow_is_refused(fatma, anke, welfare, loes, wanted):
    sent = make_sent(anke, fatma, welfare)
    with pytest.raises(Refused):
        step(sent, wanted, loes, reason="x")
    with pytest.raises(referrals.NotNow):
        step(sent, "accepted", anke)
    with pytest.raises(referrals.NotNow):
        step(sent, "accepted", fatma)


def test_taking_back_ends_it_and_its_own_consent(fatma, anke, welfare, loes):
    first, second = (make_sent(anke, fatma, welfare) for _number in range(2))
    step(first, "cancelled", fatma)
    assert Consent.objects.filter(purpose="referral", withdrawn_at=None).count() == 1
    step(second, "cancelled", fatma)
    assert Consent.objects.filter(purpose="referral", withdrawn_at=None).count() == 0
    with pytest.raises(Refused):
        step(second, "accepted", loes)


def test_a_sender_takes_back_before_it_is_taken_on_and_not_after(fatma, anke, welfare, loes):
    wrong, begun = (make_sent(anke, fatma, welfare) for _number in range(2))
    wrong = step(wrong, "entered-in-error", anke)
    assert (wrong.ended_at, roles(loes, wrong)) == (MOMENT, set())
    step(begun, "accepted", loes)
    with pytest.raises(referrals.NotNow):
        step(begun, "cancelled", anke)


def test_fatma_asks_for_help_herself_and_only_for_herself(fatma, jan, welfare, loes):
    words = {"to_organisation": welfare, "title": "Praten", "question": "Ik slaap slecht."}
    sent = referrals.refer_oneself(person=fatma, by=fatma, now=MOMENT, items=["email"], **words)
    assert roles(fatma, sent) == {"resident", "sender"}
    assert [one.pk for one in queries.received_by([welfare], MOMENT)] == [sent.pk]
    with pytest.raises(consents.NotYourData):
        referrals.refer_oneself(person=fatma, by=jan, now=MOMENT, **words)
    with pytest.raises(referrals.MayNotRefer):
        make_draft(jan, welfare, resident=fatma)


def test_a_helper_within_the_hour_does_it_together_and_it_is_marked(fatma, anke, nabij, welfare):
    make_delegate(fatma, anke, MOMENT)
    draft = make_draft(anke, welfare, resident=fatma, from_organisation=nabij)
    referrals.send_referral(referral=draft, by=anke, now=MOMENT, level="started")
    assert {one.helped_by for one in Consent.objects.all()} == {anke.pk}
    [line] = JournalEntry.objects.filter(action="give_consent", details__items=["name", "question"])
    assert (line.by, line.on_behalf_of) == (anke.pk, fatma.pk)


def test_a_code_on_paper_brings_it_to_whom_it_is_for_once(fatma, jan, anke, welfare):
    draft = make_draft(anke, welfare, for_name="Fatma")
    assert (draft.resident, len(draft.code or "")) == (None, 6)
    typed = f" {draft.code[:3]}-{draft.code[3:]} ".lower()
    with pytest.raises(referrals.CodeUnknown):
        referrals.claim_referral(code=typed, person=anke, by=anke, now=MOMENT)
    mine = referrals.claim_referral(code=typed, person=fatma, by=fatma, now=MOMENT)
    assert (mine.resident, mine.code, mine.for_name, mine.state) == (fatma, None, "", "draft")
    for code in (typed, "", "AAAAAA"):
        with pytest.raises(referrals.CodeUnknown):
            referrals.claim_referral(code=code, person=jan, by=jan, now=MOMENT)


def test_capacity_is_asked_without_a_resident_and_no_room_sends_nothing(
    fatma, anke, welfare, loes, sam
):
    service = make_service(organisation=welfare)
    question = steps.ask_capacity(service=service, by=anke, now=MOMENT)
    with pytest.raises(steps.AlreadyAsked):
        steps.ask_capacity(service=service, by=anke, now=MOMENT)
    assert queries.open_capacity_questions(permissions.organisations_of(loes, MOMENT)) == [
        (service, 1)
    ]
    with pytest.raises(referrals.NotNow):
        steps.answer_capacity(service=service, capacity="room", by=anke, now=MOMENT)
    assert steps.answer_capacity(service=service, capacity="none", by=loes, now=MOMENT) == 1
    question.refresh_from_db()
    service.refresh_from_db()
    assert (question.answer, service.capacity) == ("none", "none")
    draft = make_draft(anke, welfare, resident=fatma, service=service)
    with pytest.raises(referrals.NoRoom):
        referrals.send_referral(referral=draft, by=fatma, now=MOMENT)
    assert (Consent.objects.count(), Referral.objects.get().question) == (
        0, "Ik wil niet elke avond alleen eten.",
    )  # fmt: skip


def test_letters_and_words_on_the_screen_say_where_to_look_and_nothing_more(
    fatma, anke, nabij, welfare, loes
):
    fatma.email, anke.email = "fatma@example.org", "anke@example.org"
    fatma.save()
    anke.save()
    sent = make_sent(anke, fatma, welfare, from_organisation=nabij, level="words")
    step(sent, "rejected", loes, reason="Wachtlijst psychologie")
    texts = [f"{letter.subject} {letter.body}" for letter in OutgoingMail.objects.all()]
    texts += [notice.text for notice in Notice.objects.all()]
    assert len(texts) >= 8
    for secret in (SECRET, "Samen eten", "Wachtlijst", "kookt graag", "Welzijn Linde"):
        assert [text for text in texts if secret in text] == []
    assert people_queries.mail_address(loes) in {one.to for one in OutgoingMail.objects.all()}
