"""A series from the screen: planning, joining the whole, bringing, moving, saying how it was."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories.activities import make_activity, make_enrolment, make_lead, make_session
from tests.factories.outcomes import publish_table
from tests.factories.people import make_account, make_person
from tests.factories.places import make_region
from tests.factories.series import make_series
from tests.web.desk.counting import questions
from wijkschakel.activities import queries
from wijkschakel.activities.models import (
    Activity,
    Enrolment,
    Feedback,
    FreePlace,
    Lead,
    ReminderWish,
    RoleWish,
    Series,
    SeriesEnrolment,
    Session,
)
from wijkschakel.base import clock
from wijkschakel.base.models import JournalEntry, OutgoingMail

pytestmark = pytest.mark.django_db
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def address(name: str, *parts: object) -> str:
    return reverse(f"portal:{name}", args=[getattr(part, "pk", part) for part in parts])


def text(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def activity(district, wil) -> Activity:
    activity = make_activity(
        district=district,
        title="Koor",
        price_cents=300,
        is_free_with_little_money=True,
        is_resident_run=True,
    )
    make_lead(activity, wil)
    return activity


@pytest.fixture
def sessions(activity) -> list[Session]:
    """Three weeks of one series, from two days ahead."""
    series = make_series(activity=activity)
    first = (clock.now() + 2 * DAY).replace(hour=12, minute=0, second=0, microsecond=0)
    starts = [first + week * 7 * DAY for week in range(3)]
    return [
        make_session(activity=activity, series=series, series_on=start.date(), starts_at=start)
        for start in starts
    ]


def form(**changes: object) -> dict[str, object]:
    day = timezone.localtime(clock.now()).date() + 9 * DAY
    filled = {"day": day.isoformat(), "at": "10:00", "minutes": "60", "rhythm": "weekly"}
    return filled | {"until": (day + 14 * DAY).isoformat()} | changes


def test_the_days_are_shown_first_and_nothing_is_planned_yet(visit, wil, activity):
    page = text(visit(wil).post(address("plan_sessions", activity), form(bekijk="ja")))
    assert page.count('name="skip"') == 3
    assert "Dit zijn 3 dagen" in page
    assert Session.objects.count() == 0


def test_a_day_that_is_ticked_is_left_out(visit, wil, activity):
    skip = (timezone.localtime(clock.now()).date() + 16 * DAY).isoformat()
    browser = visit(wil)
    page = text(browser.post(address("plan_sessions", activity), form(bekijk="ja", skip=skip)))
    assert f'value="{skip}" checked' in page
    browser.post(address("plan_sessions", activity), form(skip=skip))
    assert (Session.objects.count(), Series.objects.get().skips) == (2, [skip])


def test_kings_day_is_named_so_that_it_can_be_left_out(visit, wil, activity):
    now = timezone.localtime(clock.now())
    year = now.year + (now.month >= 4)
    day = dt.date(year, 4, 20)
    sent = form(day=day.isoformat(), until=(day + 14 * DAY).isoformat(), bekijk="ja")
    if (day + 7 * DAY).weekday() != 6:
        assert "Koningsdag" in text(visit(wil).post(address("plan_sessions", activity), sent))


def test_looking_at_the_days_of_something_new_keeps_what_was_typed(visit, fatma):
    sent = form(bekijk="ja", theme="eat", summary="Samen eten", spoken=["nl", "tr"])
    answer = visit(fatma).post("/organiseren/nieuw/", sent)
    assert (answer.status_code, Activity.objects.count()) == (200, 0)
    page = text(answer)
    assert ("Samen eten" in page, page.count('name="skip"'), "Geef het een naam" in page) == (
        True, 3, False,
    )  # fmt: skip


def test_last_year_s_series_comes_back_on_the_same_weekday(visit, wil, activity):
    first = timezone.localtime(clock.now()).date() - 300 * DAY
    make_series(activity=activity, first_on=first, rhythm="fortnightly", clock=dt.time(9, 30))
    page = text(visit(wil).get(address("plan_sessions", activity) + "?kopie=ja"))
    assert f'value="{(first + 364 * DAY).isoformat()}"' in page
    assert 'value="fortnightly" selected' in page
    assert 'value="09:30"' in page


def test_the_whole_series_is_one_press_and_can_be_stopped(visit, fatma, sessions):
    browser, page = visit(fatma), address("session", sessions[1])
    assert "nog 3 keer" in text(browser.get(page))
    for _twice in range(2):
        assert browser.post(address("join_series", sessions[1])).status_code == 302
    assert Enrolment.objects.filter(person=fatma, state="joined").count() == 3
    assert "Stop met de hele reeks" in text(browser.get(page))
    browser.post(address("leave_series", sessions[1]))
    assert Enrolment.objects.filter(person=fatma, state="joined").count() == 0
    assert SeriesEnrolment.objects.get().left_at is not None


def test_a_day_on_its_own_has_no_series_to_join(visit, fatma, activity):
    session = make_session(activity=activity, starts_at=clock.now() + DAY)
    browser = visit(fatma)
    assert "Doe steeds mee" not in text(browser.get(address("session", session)))
    assert browser.post(address("join_series", session)).status_code == 404


def test_fatma_brings_her_mother_and_wil_sees_with_whom(visit, fatma, wil, sessions):
    browser = visit(fatma)
    browser.post(address("join_session", sessions[0]))
    page = text(browser.get(address("session", sessions[0])))
    key = re.search(r'name="once" value="([^"]+)"', page)[1]
    empty = browser.post(address("bring_somebody", sessions[0]), {"how": "i_am_carer"})
    assert (empty.status_code, "Vul een naam in." in text(empty)) == (422, True)
    sent = {"given_name": "Emine", "how": "i_am_carer", "once": key}
    for _twice in range(2):
        assert browser.post(address("bring_somebody", sessions[0]), sent).status_code == 302
    assert "Emine" in text(browser.get(address("session", sessions[0])))
    listed = text(visit(wil).get(address("who_comes", sessions[0])))
    assert ("met Fatma" in listed, "begeleider" in listed) == (True, True)
    assert "met Fatma" in text(visit(wil).get(address("who_comes_print", sessions[0])))


def test_who_takes_part_in_all_of_it_with_company_asks_ten_questions_at_most(visit, noor, sessions):
    browser = visit(noor)
    browser.post(address("join_session", sessions[0]))  # questions about oneself are offered
    browser.post(address("join_series", sessions[0]))
    for number in range(3):
        sent = {"how": "i_am_carer", "given_name": f"Moeder {number}", "once": f"{number}" * 24}
        assert browser.post(address("bring_somebody", sessions[0]), sent).status_code == 302
    sessions[0].activity.translations.create(language="tr", title="Koro", changed_at=clock.now())
    page = text(browser.get(address("session", sessions[0])))
    assert "Moeder 2" in page
    assert "Stop met de hele reeks" in page
    assert "?taal=tr" in page
    assert questions(lambda: browser.get(address("session", sessions[0]))) <= 10


def test_nobody_but_the_person_ever_sees_who_takes_part_for_free(visit, fatma, wil, noor, sessions):
    browser = visit(fatma)
    assert "doe gratis mee" in text(browser.get(address("session", sessions[0])))
    browser.post(address("join_session", sessions[0]), {"for_free": "ja"})
    other = make_person(given_name="Jan")
    visit(other).post(address("join_session", sessions[0]))
    assert FreePlace.objects.get().person == fatma
    mark = "Hier doe je gratis mee"
    assert mark in text(browser.get(reverse("account:mine")))
    for viewer in (wil, noor):
        for name in ("session", "who_comes", "who_comes_print", "write_to_participants"):
            page = text(visit(viewer).get(address(name, sessions[0])))
            listed = page.split("</h1>", 1)[1].replace("Ik heb weinig geld: doe gratis mee", "")
            assert ("gratis" in listed.lower(), mark in page) == (False, False)
        rows = text(visit(viewer).get(address("who_comes", sessions[0])))
        of_fatma, of_jan = (
            re.sub(r'id="[^"]*"|Fatma|Jan|>[FJ]<', "", row)
            for row in re.findall(r'<li class="ws-name.*?</li>', rows, re.DOTALL)
        )
        assert of_fatma == of_jan
    desk = text(visit(noor).get(reverse("desk:session", args=[sessions[0].pk])))
    assert ("Fatma" in desk, "gratis mee" in desk) == (True, False)
    journal = JournalEntry.objects.filter(about=fatma.pk).values_list("details", flat=True)
    assert [details for details in journal if details] == []


def test_who_does_not_lead_moves_nothing(visit, fatma, sessions):
    assert visit(fatma).post(address("move_session", sessions[0]), {}).status_code == 404


@pytest.mark.parametrize(("what", "moved"), [("one", 1), ("following", 2)])
def test_wil_moves_one_day_or_all_that_follow(visit, wil, sessions, what, moved):
    session = sessions[1]
    local = timezone.localtime(session.starts_at)
    sent = {"day": local.date().isoformat(), "at": "16:00", "minutes": "60", "what": what}
    browser = visit(wil)
    assert "16:00" not in text(browser.get(address("move_session", session)))
    assert browser.post(address("move_session", session), sent).status_code == 302
    clocks = [
        timezone.localtime(one.starts_at).hour for one in Session.objects.order_by("starts_at")
    ]
    assert clocks.count(16) == moved
    assert "Eerst stond het op" in text(browser.get(address("session", session)))


def test_a_day_moved_to_the_past_or_onto_another_is_refused_and_kept(visit, wil, sessions):
    other = timezone.localtime(sessions[2].starts_at)
    sent = {"day": other.date().isoformat(), "at": f"{other:%H:%M}", "minutes": "60", "what": "one"}
    answer = visit(wil).post(address("move_session", sessions[1]), sent)
    assert (answer.status_code, "Op dat moment is er al een" in text(answer)) == (422, True)


def test_wil_cancels_all_that_follow_and_says_why(visit, wil, sessions):
    make_enrolment(session=sessions[2], person=make_account().person)
    sent = {"what": "following", "reason": "De zaal wordt verbouwd."}
    assert visit(wil).post(address("cancel_session", sessions[1]), sent).status_code == 302
    states = list(Session.objects.order_by("starts_at").values_list("state", flat=True))
    assert states == ["planned", "cancelled", "cancelled"]
    assert OutgoingMail.objects.count() == 1


def test_an_offered_place_is_taken_with_one_tap_from_the_letter(client, sessions):
    enrolment = make_enrolment(
        session=sessions[0], person=make_account().person, state="offered",
        offered_until=clock.now() + DAY,
    )  # fmt: skip
    Session.objects.filter(pk=sessions[0].pk).update(taken=1)
    link = reverse("portal:my_place", args=[queries.link_key(enrolment)])
    page = client.get(link)
    assert ("Er is een plek voor jou" in text(page), page["Cache-Control"]) == (
        True, "private, no-store",
    )  # fmt: skip
    assert Enrolment.objects.get(pk=enrolment.pk).state == "offered"
    client.post(link, {"antwoord": "neem"})
    assert Enrolment.objects.get(pk=enrolment.pk).state == "joined"
    client.post(link, {"antwoord": "kom"})
    assert "Fijn, tot dan!" in text(client.get(link))
    client.post(link, {"antwoord": "kom-niet"})
    assert "Je bent afgemeld" in text(client.get(link))
    assert client.get("/mijn-plek/onzin/").status_code == 404


def test_how_it_was_is_one_tap_after_the_end_and_not_before(visit, client, fatma, activity):
    session = make_session(activity=activity, starts_at=clock.now() - 4 * HOUR)
    coming = make_session(activity=activity, starts_at=clock.now() + DAY)
    for one in (session, coming):
        make_enrolment(session=one, person=fatma)
    browser = visit(fatma)
    early = browser.post(address("give_feedback", coming), {"face": "good"})
    assert (early.status_code, "nog niet afgelopen" in text(early)) == (422, True)
    wrong = browser.post(address("give_feedback", session), {"face": "blij"})
    assert (wrong.status_code, "Kies een gezichtje." in text(wrong)) == (422, True)
    assert text(browser.get(address("session", session))).count("ws-faces__face") == 3
    browser.post(address("give_feedback", session), {"face": "good", "words": "Warm!"})
    assert Feedback.objects.get().words == "Warm!"
    assert "ws-faces__face" not in text(client.get(address("session", session)))


def test_wil_writes_to_who_comes_and_gets_a_list_of_whom_to_call(visit, wil, sessions):
    make_enrolment(session=sessions[0], person=make_account(email="mia@example.org").person)
    ria = make_person(given_name="Ria", family_name="Jansen", phone="0612345678")
    make_enrolment(session=sessions[0], person=ria)
    guest = make_person(given_name="Bep", phone="0687654321", is_guest=True)
    make_enrolment(session=sessions[0], person=guest)
    browser = visit(wil)
    page = text(browser.get(address("write_to_participants", sessions[0])))
    assert "mia@example.org" not in page
    sent = {"text": "Neem laarzen mee.", "to": "day", "once": "x" * 32}
    answer = browser.post(address("write_to_participants", sessions[0]), sent, follow=True)
    listed = text(answer)
    assert [word in listed for word in ("Ria J.", "Bep", "0687654321")] == [True] * 3
    assert [word in listed for word in ("Jansen", "0612345678", "mia@")] == [False] * 3
    assert OutgoingMail.objects.get().to == "mia@example.org"
    assert JournalEntry.objects.filter(action="read_call_list", about=ria.pk).count() == 1


def test_the_sixth_letter_of_a_day_is_kept_back(visit, wil, sessions):
    make_enrolment(session=sessions[0], person=make_account().person)
    browser, answers = visit(wil), []
    for number in range(6):
        sent = {"text": "Dag", "to": "all", "once": f"{number}" * 32}
        answers.append(browser.post(address("write_to_participants", sessions[0]), sent))
    assert [answer.status_code for answer in answers] == [302] * 5 + [422]
    assert "Probeer het morgen." in text(answers[-1])
    assert OutgoingMail.objects.count() == 5


def test_jan_wants_to_help_wil_says_yes_and_it_shows_on_his_week(visit, wil, jan, sessions):
    activity = sessions[0].activity
    assert "Ik wil wel helpen" in text(visit(jan).get(address("session", sessions[0])))
    for _twice in range(2):
        visit(jan).post(address("wish_role", activity))
    wish = RoleWish.objects.get()
    assert "Jan wil helper worden" in text(visit(wil).get("/organiseren/"))
    assert JournalEntry.objects.filter(action="read_role_wishes", about=jan.pk).exists()
    assert visit(jan).post(address("answer_wish", wish), {"antwoord": "ja"}).status_code == 404
    visit(wil).post(address("answer_wish", wish), {"antwoord": "ja"})
    assert Lead.objects.get(person=jan).role == "helper"
    week = text(visit(jan).get("/mijn-week/"))
    assert ("Je helpt bij 1 activiteit" in week, "helper" in week) == (True, True)


def test_wil_hands_over_only_when_jan_says_yes(visit, wil, jan, sessions):
    lead = make_lead(sessions[0].activity, jan, role="co_organiser")
    visit(wil).post(address("ask_to_lead", lead.activity, lead))
    wish = RoleWish.objects.get()
    assert visit(wil).post(address("answer_wish", wish), {"antwoord": "ja"}).status_code == 404
    assert "Wil jij de trekker worden" in text(visit(jan).get("/organiseren/"))
    visit(jan).post(address("answer_wish", wish), {"antwoord": "ja"})
    assert dict(Lead.objects.values_list("person", "role")) == {
        jan.pk: "lead", wil.pk: "co_organiser",
    }  # fmt: skip


def test_letters_the_day_before_are_turned_on_and_off(visit, fatma):
    browser = visit(fatma)
    for wants, number in (("ja", 1), ("nee", 0)):
        browser.post("/mijn-week/herinneren/", {"aan": wants})
        assert ReminderWish.objects.count() == number


def test_of_who_came_only_what_was_published_is_told(visit, wil, activity):
    session = make_session(activity=activity, starts_at=clock.now() - DAY, capacity=None)
    for _number in range(13):
        make_enrolment(session=session, person=make_person(given_name="Geheime"), was_there=True)
    page = text(visit(wil).get(address("activity_numbers", activity)))
    assert ("nog niet te zeggen" in page, ">13<" in page, "Geheime" in page) == (True, False, False)
    region = make_region(activity.district)
    publish_table(region, f"activity-{activity.pk}", {(region.slug, "all"): 37}, name="by_answer")
    faces = {(region.slug, "all"): 21, (region.slug, "good"): 17}
    publish_table(region, f"face-{activity.pk}", faces, name="by_answer")
    page = text(visit(wil).get(address("activity_numbers", activity)))
    assert "Er kwamen 37 mensen in 2026</h1>" in page
    assert "17 van de 21 mensen" in page
    assert "28 november 2026" in page
