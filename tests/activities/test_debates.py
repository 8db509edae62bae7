"""Live questions: sent once, shown by who leads, supported once per browser, forgotten."""

import datetime as dt
import threading

import pytest
from django.db import connection

from tests.factories.activities import MOMENT, make_session
from tests.factories.posts import make_debate, make_question
from wijkschakel.activities import queries
from wijkschakel.activities.actions import debates
from wijkschakel.activities.models import LiveQuestion, QuestionSupport

pytestmark = pytest.mark.django_db


@pytest.fixture
def debate(db):
    return make_debate(make_session())


def ask(debate, text="Waarom is de bieb dicht?", **changes) -> LiveQuestion:
    return debates.ask_live(debate=debate, text=text, now=MOMENT, **{"once": None} | changes)


def test_a_question_from_a_phone_waits_and_one_on_paper_is_shown(debate, wil):
    assert (ask(debate).state, ask(debate, by=wil).state) == ("waiting", "shown")
    assert [q.medium for q in queries.shown_questions(debate)] == ["paper"]


def test_the_same_form_sent_twice_asks_once(debate):
    assert ask(debate, once="k1").pk == ask(debate, once="k1").pk


def test_when_the_questions_are_closed_none_comes_in_but_paper_does(debate, wil):
    debates.close_debate(debate=debate, by=wil, now=MOMENT)
    with pytest.raises(debates.QuestionsClosed):
        ask(debate)
    assert ask(debate, by=wil).state == "shown"


def test_one_browser_supports_once(debate):
    question = make_question(debate)
    for key in ("a", "a", "b"):
        debates.support_question(question=question, key=key)
    question.refresh_from_db()
    assert question.supporters == 2


def test_what_most_want_to_know_comes_first_and_answered_last(debate):
    few, many = make_question(debate, supporters=1), make_question(debate, supporters=9)
    done = make_question(debate, supporters=50, state="answered")
    make_question(debate, state="hidden", supporters=99)
    assert [q.pk for q in queries.shown_questions(debate)] == [many.pk, few.pk, done.pk]


def test_after_a_month_nobody_knows_which_browser_tapped(debate):
    question = make_question(debate, supporters=1)
    hidden = make_question(debate, state="hidden")
    QuestionSupport.objects.create(question=question, key="a")
    after = debate.session.ends_at + dt.timedelta(days=30)
    assert debates.forget_supports(after - dt.timedelta(seconds=1))["supports"] == 0
    assert debates.forget_supports(after) == {"supports": 1, "hidden questions": 1}
    question.refresh_from_db()
    assert question.supporters == 1
    assert not LiveQuestion.objects.filter(pk=hidden.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_twenty_taps_at_once_are_all_counted():
    question = make_question(make_debate(make_session()))

    def tap(number: int) -> None:
        try:
            debates.support_question(question=question, key=str(number % 10))
        finally:
            connection.close()

    threads = [threading.Thread(target=tap, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    question.refresh_from_db()
    assert (question.supporters, question.supports.count()) == (10, 10)
