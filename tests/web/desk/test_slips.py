"""After helping: the slip, the answer of the resident, and what waits at the desk."""

import datetime as dt

import pytest

from tests.factories.activities import make_activity, make_session
from tests.factories.people import make_delegate, make_person
from tests.web.desk.counting import questions
from wijkschakel.activities.actions import joining
from wijkschakel.base import clock
from wijkschakel.base.models import JournalEntry
from wijkschakel.people import queries
from wijkschakel.people.actions import delegates

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
DESK = "/werkplek/briefjes/"


def helped(person, helper, district, days=0, code="ACDEFH"):
    """Let somebody sign a resident up for singing, so many days ago."""
    now = clock.now()
    delegate = make_delegate(person, helper, now, code=code)
    session = make_session(
        activity=make_activity(district=district, title="Samen zingen"), starts_at=now + DAY
    )
    joining.join_session(session=session, person=person, by=helper, now=now)
    if days:
        shift = dt.timedelta(days=days)
        delegate.starts_at, delegate.ends_at = now - shift, now - shift + dt.timedelta(hours=1)
        delegate.save()
        moved = JournalEntry.objects.get(action="join_session", about=person.pk)
        moved.pk, moved.at = None, now - shift + dt.timedelta(minutes=5)
        moved.save(force_insert=True)
    return delegate


def test_the_resident_says_online_that_it_is_right(visit, fatma, jan, district):
    delegate = helped(fatma, jan, district)
    own = visit(fatma)
    page = own.get("/namens/").content.decode()
    assert ("Samen zingen" in page, "Klopt het?" in page) == (True, True)
    assert "Nog niet bevestigd" in visit(jan).get("/namens/").content.decode()
    own.post(f"/namens/{delegate.pk}/klopt/", {"answer": "right"})
    delegate.refresh_from_db()
    assert (delegate.answer, delegate.answered_how) == ("right", "online")
    assert "Samen zingen" not in own.get("/namens/").content.decode()


def test_the_helper_cannot_answer_and_an_outsider_sees_nothing(visit, fatma, jan, sam, district):
    delegate = helped(fatma, jan, district)
    assert visit(jan).post(f"/namens/{delegate.pk}/klopt/").status_code == 404
    with pytest.raises(delegates.NotYourAnswer):
        delegates.answer_help(delegate=delegate, answer="right", by=jan, now=clock.now())
    assert visit(sam).get(f"/namens/{delegate.pk}/briefje/").status_code == 404


def test_the_slip_tells_what_was_done_and_has_a_code(visit, fatma, jan, district):
    fatma.phone, fatma.family_name = "088 000 12 51", "Geheim"
    fatma.save()
    delegate = helped(fatma, jan, district)
    page = visit(jan).get(f"/namens/{delegate.pk}/briefje/").content.decode()
    assert [word in page for word in ("Samen zingen", "ACD EFH", "088 000 12 51", "Geheim")] == [
        True, True, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize("typed", ["ACDEFH", "acd efh", " acd-efh "])
def test_the_desk_notes_a_signed_slip(visit, noor, fatma, jan, district, typed):
    delegate = helped(fatma, jan, district)
    desk = visit(noor)
    assert "Samen zingen" in desk.post(DESK, {"code": typed}).content.decode()
    desk.post(f"{DESK}{delegate.pk}/", {"answer": "right"})
    delegate.refresh_from_db()
    assert (delegate.answer, delegate.answered_how) == ("right", "slip")
    assert delegate.answer_noted_by == noor.pk
    line = JournalEntry.objects.get(action="answer_help")
    assert (line.by, line.on_behalf_of) == (noor.pk, fatma.pk)


def test_a_code_of_another_district_or_a_wrong_one_is_not_known(
    visit, noor, sam, jan, district, elsewhere
):
    helped(make_person(district=elsewhere), jan, elsewhere)
    for typed in ("ACDEFH", "ACDEFJ", "<b>", "A"):
        response = visit(noor).post(DESK, {"code": typed})
        assert (response.status_code, "zingen" in response.content.decode()) == (422, False)


def test_a_coordinator_who_helped_does_not_note_the_own_slip(visit, noor, fatma, district):
    delegate = helped(fatma, noor, district)
    visit(noor).post(f"{DESK}{delegate.pk}/", {"answer": "right"})
    delegate.refresh_from_db()
    assert delegate.answer == ""


def test_after_a_week_without_an_answer_it_stands_on_today(visit, noor, fatma, jan, district):
    helped(fatma, jan, district, days=6)
    assert "niet bevestigd" not in visit(noor).get("/werkplek/").content.decode()
    helped(make_person(district=district), jan, district, days=8, code="ACDEFJ")
    assert "1 keer hulp is niet bevestigd" in visit(noor).get("/werkplek/").content.decode()
    assert "Nog niet bevestigd" in visit(noor).get(DESK).content.decode()


def test_what_is_not_right_stands_on_today_at_once_and_stays(visit, noor, fatma, jan, district):
    delegate = helped(fatma, jan, district)
    visit(fatma).post(f"/namens/{delegate.pk}/klopt/", {"answer": "wrong"})
    assert "dit klopt niet" in visit(noor).get("/werkplek/").content.decode()
    visit(noor).post(f"{DESK}{delegate.pk}/", {"answer": "right"})
    delegate.refresh_from_db()
    assert delegate.answer == "wrong"


def test_an_hour_in_which_nothing_was_done_needs_no_answer(fatma, jan):
    make_delegate(fatma, jan, clock.now())
    assert list(queries.unanswered_of(fatma)) == []


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_list_asks_the_same_number_of_questions(visit, noor, jan, district, number):
    for count in range(number):
        helped(make_person(district=district), jan, district, days=9, code=f"X{count}")
    browser = visit(noor)
    browser.get(DESK)
    assert questions(lambda: browser.get(DESK)) <= 10
