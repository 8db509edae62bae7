"""Voluntary questions: offered once after joining, to the person self, and never again."""

import datetime as dt

import pytest
from django.urls import reverse

from tests.factories.activities import make_activity, make_session
from wijkschakel.base import clock
from wijkschakel.outcomes.models import Objection
from wijkschakel.paths.actions import asking
from wijkschakel.paths.models import QuestionOffer

pytestmark = pytest.mark.django_db
OFFERED = "Twee korte vragen, als je wilt"
ANSWER = reverse("path:answer_offer")


def coming(district, days=1):
    starts_at = clock.now() + dt.timedelta(days=days)
    return make_session(activity=make_activity(district=district), starts_at=starts_at)


def join(browser, session):
    """Join, and give the page that comes then."""
    return browser.post(reverse("portal:join_session", args=[session.pk]), follow=True)


def test_they_are_offered_once_after_joining_and_never_after_saying_no(visit, fatma, district):
    me, first, second = visit(fatma), coming(district), coming(district, 2)
    assert OFFERED in join(me, first).content.decode()
    answer = me.post(ANSWER, {"doe": "niet", "van": first.pk}, follow=True)
    assert OFFERED not in answer.content.decode()
    me.post(reverse("portal:leave", args=[first.pk]))
    for session in (first, second):
        assert OFFERED not in join(me, session).content.decode()
    assert QuestionOffer.objects.get().closed_at is not None


def test_who_let_it_pass_is_not_offered_it_at_the_next_thing_either(visit, fatma, district):
    me, first, second = visit(fatma), coming(district), coming(district, 2)
    join(me, first)
    assert OFFERED not in join(me, second).content.decode()
    QuestionOffer.objects.update(made_at=clock.now() - dt.timedelta(hours=13))
    page = me.get(reverse("portal:session", args=[first.pk]))
    assert OFFERED not in page.content.decode()


def test_looking_leads_to_the_questions_and_who_answered_or_objected_is_not_asked(
    visit, fatma, jan, wil, district
):
    me, session = visit(fatma), coming(district)
    join(me, session)
    answer = me.post(ANSWER, {"doe": "kijk"})
    assert answer["Location"] == reverse("account:my_questions")
    Objection.objects.create(person=jan, made_at=clock.now())
    assert OFFERED not in join(visit(jan), session).content.decode()
    questions = reverse("account:my_questions")
    asked = visit(wil).get(questions).context["questions"]
    [one] = [row for row in asked if row["pack"].id == "get-by"]
    given = {"vraag": "get-by", "antwoord": "2", "woorden": one["pack"].wording_hash}
    assert visit(wil).post(questions, given).status_code == 302
    assert OFFERED not in join(visit(wil), session).content.decode()


def test_nobody_is_offered_them_through_somebody_else(fatma, noor, district):
    now, session = clock.now(), coming(district)
    offer = {"person": fatma, "session": session.pk, "now": now}
    assert not asking.offer_questions(by=noor, **offer)
    assert asking.offer_questions(by=fatma, **offer)
    asking.close_offer(person=fatma, is_skipped=True, by=noor, now=now)
    assert QuestionOffer.objects.get().closed_at is None
