"""Looking: the agenda and its choices, the map, the session, the calendar, the place."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from tests.factories.activities import make_activity, make_enrolment, make_lead, make_session
from tests.factories.people import make_organisation, make_person
from tests.factories.places import make_neighbourhood, make_venue
from wijkschakel.activities.models import Session
from wijkschakel.base import clock
from wijkschakel.web.common import dates, steady

pytestmark = pytest.mark.django_db
SQUARE = {
    "type": "MultiPolygon",
    "coordinates": [[[[6.1, 52.2], [6.2, 52.2], [6.2, 52.3], [6.1, 52.3], [6.1, 52.2]]]],
}


def plan(district, title: str, *, days: int = 0, hours: int = 1, **changes) -> Session:
    about = {"description", "theme", "price_cents", "is_walk_in", "venue", "capacity",
             "is_step_free", "is_indoors", "spoken", "language", "organisation", "audience",
             "is_formal", "is_resident_run"}  # fmt: skip
    words = {name: changes.pop(name) for name in about & set(changes)}
    activity = make_activity(district=district, title=title, **words)
    starts_at = clock.now() + dt.timedelta(days=days, hours=hours)
    return make_session(activity=activity, starts_at=starts_at, **changes)


def titles(page: str) -> list[str]:
    return re.findall(r'<h3 class="ws-visit__title">.*?<a [^>]*>([^<]*)</a>', page)


def h1(page: str) -> str:
    return " ".join(
        re.sub(r"<[^>]+>", " ", re.search(r"<h1[^>]*>(.*?)</h1>", page, re.S)[1]).split()
    )


@pytest.fixture
def agenda(district, elsewhere):
    now = clock.now()
    plan(district, "Wandelen", theme="move", days=2, price_cents=None)
    plan(district, "Soep", theme="eat", days=2, price_cents=300, hours=2, is_step_free=True)
    plan(district, "Piano", theme="music", days=9, is_indoors=True)
    full = plan(district, "Vol koor", theme="music", days=3, capacity=1)
    make_enrolment(session=full)
    plan(elsewhere, "Ver weg", days=2)
    past = make_activity(district=district, title="Geweest")
    make_session(activity=past, starts_at=now - dt.timedelta(hours=5))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Wandelen", "Soep", "Vol koor"]),
        ("wanneer=maand", ["Wandelen", "Soep", "Vol koor", "Piano"]),
        ("wanneer=vandaag", []),
        ("wat=eten", ["Soep"]),
        ("wat=eten&wat=bewegen", ["Wandelen", "Soep"]),
        ("gratis=ja", ["Vol koor"]),
        ("plek=ja", ["Wandelen", "Soep"]),
        ("rolstoel=ja", ["Soep"]),
        ("binnen=ja&wanneer=maand", ["Piano"]),
        ("zoek=wandelt", ["Wandelen"]),
        ("wijk=WK999999", ["Wandelen", "Soep", "Vol koor"]),
    ],
)
def test_a_choice_shows_what_fits(visit, fatma, agenda, query, found):
    page = visit(fatma).get(f"/agenda/?{query}").content.decode()
    assert titles(page) == found


def test_another_district_is_shown_when_the_address_says_so(visit, fatma, agenda, elsewhere):
    page = visit(fatma).get(f"/agenda/?wijk={elsewhere.code}").content.decode()
    assert titles(page) == ["Ver weg"]
    assert "Havenwijk" in page


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("", "Deze week zijn er 3 dingen te doen"),
        ("wat=eten", "Deze week past er 1 ding bij jouw keuze"),
        ("wanneer=vandaag", "Vandaag staat er nog niets in de agenda"),
        ("wanneer=weekend&wat=eten&gratis=ja", "Dit weekend past er niets bij jouw keuze"),
        ("wat=groen", "Deze week past er niets bij jouw keuze"),
    ],
)
def test_the_heading_is_the_answer(visit, fatma, agenda, query, answer):
    assert h1(visit(fatma).get(f"/agenda/?{query}").content.decode()) == answer


def test_an_empty_list_says_what_to_drop_and_what_that_gives(visit, fatma, agenda):
    page = visit(fatma).get("/agenda/?wat=eten&gratis=ja").content.decode()
    ways = re.findall(r'<a class="nl-button" href="([^"]*)">\s*([^<(]*)', page)
    assert [(address, words.strip()) for address, words in ways if "agenda" in address] == [
        ("/agenda/?gratis=ja", "Zonder Eten"),
        ("/agenda/?wat=eten", "Zonder Gratis"),
        ("/agenda/", "Alles laten zien"),
    ]


def test_tomorrow_shows_what_begins_tomorrow_only(visit, fatma, district):
    begin = dates.midnight(clock.now(), 1)
    activity = make_activity(district=district, title="Nachtlamp")
    make_session(activity=activity, starts_at=begin - dt.timedelta(hours=1))
    make_session(activity=activity, starts_at=begin + dt.timedelta(hours=9))
    page = visit(fatma).get("/agenda/?wanneer=morgen").content.decode()
    assert titles(page) == ["Nachtlamp"]


def test_more_than_forty_are_shown_in_steps(client, district):
    activity = make_activity(district=district)
    Session.objects.bulk_create(
        Session(
            activity=activity,
            district=district,
            starts_at=clock.now() + dt.timedelta(minutes=number),
            ends_at=clock.now() + dt.timedelta(minutes=number + 30),
        )
        for number in range(1, 46)
    )
    page = client.get("/agenda/?wanneer=maand").content.decode()
    assert (len(titles(page)), "nog 5 dingen" in page) == (40, True)
    assert 'href="/agenda/?wanneer=maand&amp;toon=80#lijst"' in page
    page = client.get("/agenda/?wanneer=maand&toon=80").content.decode()
    assert (len(titles(page)), "#lijst" in page.replace('href="#lijst"', "")) == (45, False)


def test_list_and_map_share_their_numbers(visit, fatma, district):
    district.boundary = SQUARE
    district.save()
    fatma.neighbourhood = make_neighbourhood(district=district, latitude=52.25, longitude=6.15)
    fatma.save()
    anchor = make_venue(district=district, name="'t Anker", latitude=52.251, longitude=6.151)
    park = make_venue(district=district, name="Park", latitude=52.26, longitude=6.16)
    for hours, venue in ((1, anchor), (2, park), (3, anchor)):
        plan(district, f"Om {hours}", days=1, hours=hours, venue=venue)
    plan(district, "Nergens", days=1, hours=4)
    page = visit(fatma).get("/agenda/").content.decode()
    in_list = re.findall(r"Op de kaart: </span>(\d+)<", page)
    on_map = re.findall(r'<text y="-19">(\d+)</text>', page)
    assert (in_list, sorted(on_map)) == (["1", "2", "1"], ["1", "2"])
    assert re.findall(r"(\d+) min lopen", page) == ["2", "23", "2"]


def test_a_session_says_what_one_needs_to_know(client, district):
    venue = make_venue(district=district, name="De Kachel", street="Kade 12", is_step_free=True)
    organisation = make_organisation(name="Stichting Soep")
    session = plan(
        district, "Soep", venue=venue, price_cents=250, organisation=organisation, is_indoors=True,
        spoken=["nl", "tr"], description="**Neem** een kom mee.\n\n<script>x</script>",
    )  # fmt: skip
    page = client.get(reverse("portal:session", args=[session.pk])).content.decode()
    for words in (
        "De Kachel, Kade 12", "€\u00a02,50", "Ja, er zijn geen drempels", "Binnen",
        "Nederlands, Turks", "<strong>Neem</strong> een kom mee.", "Stichting Soep",
    ):  # fmt: skip
        assert words in page
    assert "<script>x" not in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Er zijn nog 12 plekken"),
        ({"capacity": None}, "Iedereen kan mee"),
        ({"is_walk_in": True}, "Je hoeft je niet aan te melden"),
        ({"capacity": 1, "taken": 1}, "De ene plek is bezet"),
        ({"state": "cancelled", "reason": "Het pad is glad."}, "Het pad is glad."),
        ({"hours": -9}, "Dit is al geweest"),
    ],
)
def test_the_card_says_what_holds_now(client, district, changes, words):
    session = plan(district, "Wandelen", **changes)
    page = client.get(reverse("portal:session", args=[session.pk])).content.decode()
    assert words in page
    assert ("given_name" in page) == words.startswith(("Er zijn", "Iedereen"))


def test_a_full_session_points_at_a_day_with_room(client, district):
    session = plan(district, "Wandelen", capacity=1, taken=1)
    later = make_session(
        activity=session.activity, capacity=1, starts_at=session.starts_at + dt.timedelta(days=7)
    )
    page = client.get(reverse("portal:session", args=[session.pk])).content.decode()
    assert "Er is wel plek op" in page
    assert reverse("portal:session", args=[later.pk]) in page


def test_who_waits_sees_the_number_in_the_line(visit, fatma, district):
    session = plan(district, "Wandelen", capacity=1, taken=1)
    first = clock.now() - dt.timedelta(hours=1)
    make_enrolment(session=session, state="waiting", joined_at=first)
    visit(fatma).post(reverse("portal:wait", args=[session.pk]))
    page = visit(fatma).get(reverse("portal:session", args=[session.pk])).content.decode()
    assert "Jij bent nummer 2 op de lijst" in page


def test_a_session_goes_into_a_calendar(client, district):
    session = plan(district, "Soep, brood; en meer", venue=make_venue(district=district))
    answer = client.get(reverse("portal:session_calendar", args=[session.pk]))
    event = next(iter(Calendar.from_ical(answer.content).walk("VEVENT")))
    assert answer["Content-Type"].startswith("text/calendar")
    assert str(event["SUMMARY"]) == "Soep, brood; en meer"
    assert event.decoded("DTSTART") == session.starts_at.replace(microsecond=0)
    assert str(event["STATUS"]) == "CONFIRMED"


def test_the_paper_gives_a_walk_in_one_line(client, district):
    coffee = make_activity(district=district, title="Koffietafel", is_walk_in=True)
    monday = dates.monday_of(clock.now() + dt.timedelta(days=7))
    for number in range(-7, 5):
        starts_at = dates.midnight(monday, number) + dt.timedelta(hours=10)
        make_session(activity=coffee, starts_at=starts_at)
    plan(district, "Soep", days=1)
    page = client.get("/agenda/print/?wanneer=maand").content.decode()
    assert (page.count("Koffietafel"), page.count("Soep")) == (1, 1)
    assert "van 10:00 tot 12:00" in page


def daily(district, days=7, title="Koffietafel"):
    coffee = make_activity(district=district, title=title, is_walk_in=True)
    for number in range(1, days + 1):
        starts_at = dates.midnight(clock.now(), number) + dt.timedelta(hours=9)
        end = starts_at + dt.timedelta(hours=3)
        make_session(activity=coffee, starts_at=starts_at, ends_at=end)


def test_a_walk_in_of_every_day_is_one_line_on_the_screen_too(client, district):
    daily(district)
    daily(district, days=2, title="Inloop")
    plan(district, "Soep", days=1)
    page = client.get("/agenda/?wanneer=maand").content.decode()
    assert [titles(page).count(name) for name in ("Koffietafel", "Inloop", "Soep")] == [1, 2, 1]
    assert ("Elke dag" in page, "tot 12:00" in page) == (True, True)
    assert h1(page) == "Deze maand zijn er 10 dingen te doen"


@pytest.mark.parametrize(
    ("days", "over_today", "said"),
    [
        (range(7), None, "elke dag"),
        (range(6), None, "elke dag behalve zondag"),
        (range(6), 6, "elke dag"),
        (range(5), None, "maandag tot en met vrijdag"),
        ((0, 2, 4), None, "maandag, woensdag, vrijdag"),
    ],
)
def test_the_days_of_a_walk_in_are_said_in_short(days, over_today, said):
    one = steady.Steady(None, ("9:00", "12:00"), set(days), over_today)
    assert one.days_said == said


def test_a_cancelled_day_of_a_walk_in_is_still_told(client, district):
    daily(district)
    gone = Session.objects.order_by("starts_at")[3]
    Session.objects.filter(pk=gone.pk).update(state="cancelled")
    page = client.get("/agenda/?wanneer=maand").content.decode()
    assert titles(page).count("Koffietafel") == 2
    assert "Gaat niet door" in page


def test_the_liveliest_district_is_looked_up_only_when_nothing_says_where(
    client, district, elsewhere
):
    plan(district, "In de linde", days=1)

    def asks(address):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return sum('"total"' in query["sql"] for query in asked)

    client.get("/agenda/")
    assert [asks("/agenda/"), asks(f"/agenda/?wijk={elsewhere.code}")] == [1, 0]
    assert asks(f"/agenda/print/?wijk={elsewhere.code}") == 0


def test_a_choice_of_place_is_kept_on_this_device(client, district, elsewhere):
    plan(elsewhere, "In de haven", days=1)
    plan(district, "In de linde", days=1)
    plan(district, "Nog iets", days=1, hours=3)
    part = make_neighbourhood(district=elsewhere, name="Kadebuurt")
    assert titles(client.get("/agenda/").content.decode()) == ["In de linde", "Nog iets"]
    for code in (elsewhere.code, part.code):
        answer = client.post("/waar/", {"place": code, "next": "/agenda/"})
        assert (answer.status_code, answer["Location"]) == (302, "/agenda/")
        assert titles(client.get("/agenda/").content.decode()) == ["In de haven"]
    assert "Kadebuurt" in client.get("/").content.decode()
    client.cookies["ws_place"] = "WK000000"
    assert titles(client.get("/agenda/").content.decode()) == ["In de linde", "Nog iets"]


def test_my_week_shows_mine_and_nothing_of_others(visit, fatma, jan, district):
    monday = dates.monday_of(clock.now())
    activity = make_activity(district=district, title="Wandelen met Fatma")
    session = make_session(activity=activity, starts_at=monday + dt.timedelta(hours=34))
    make_enrolment(session=session, person=fatma)
    other = make_activity(district=district, title="Geheim van Jan")
    for days in (1, 8):
        row = make_session(activity=other, starts_at=monday + dt.timedelta(days=days))
        make_enrolment(session=row, person=jan)
    for address in ("/mijn-week/", "/mijn-week/print/"):
        page = visit(fatma).get(address).content.decode()
        assert ("Wandelen met Fatma" in page, "Geheim" in page) == (True, False)
    assert h1(visit(fatma).get("/mijn-week/").content.decode()) == "Deze week doe je 1 keer mee"
    following = dates.midnight(monday, 7).isocalendar()
    page = visit(jan).get(f"/mijn-week/?week={following.year}-W{following.week:02}")
    assert h1(page.content.decode()) == "In deze week doe je 1 keer mee"


def test_what_i_lead_stands_in_my_week_once_and_leads_to_who_comes(visit, wil, district):
    activity = make_activity(district=district, title="Wandelen met Wil")
    make_lead(activity, wil)
    session = make_session(activity=activity, starts_at=dates.midnight(clock.now(), 1))
    make_enrolment(session=session, person=wil)
    week = timezone.localtime(session.starts_at).isocalendar()
    page = visit(wil).get(f"/mijn-week/?week={week.year}-W{week.week:02}").content.decode()
    assert "doe je 1 keer mee" in h1(page)
    assert (page.count("jij organiseert"), f"/bijeenkomst/{session.pk}/wie-komt/" in page) == (
        1,
        True,
    )
    home = visit(wil).get("/").content.decode()
    assert (home.count("jij organiseert"), "doe je 1 keer mee" in home) == (1, True)
    assert "Jij organiseert" in home
    Session.objects.update(state="cancelled")
    home = visit(wil).get("/").content.decode()
    assert ("Jij organiseert" in home, "gaat niet door" in home) == (False, True)


def test_what_i_took_part_in_says_whether_i_was_there(visit, fatma, district):
    past = plan(district, "Geweest", days=-40)
    make_enrolment(session=past, person=fatma, was_there=True)
    page = visit(fatma).get("/mijn-week/").content.decode()
    assert "Waar je aan meedeed" in page
    assert "je was er" in page


def test_sam_in_another_district_sees_no_names(visit, sam, district, wil):
    session = plan(district, "Wandelen")
    make_lead(session.activity, wil, shows_name=False)
    make_enrolment(session=session, person=make_person(given_name="Gerda"))
    page = visit(sam).get(reverse("portal:session", args=[session.pk])).content.decode()
    assert ("Gerda" in page, "Wil" in page) == (False, False)


def test_clock_time_stays_when_summer_time_begins(visit, wil, district):
    form = {"title": "Soep", "theme": "eat", "at": "17:30", "minutes": "60", "rhythm": "weekly"}
    form["is_resident_run"] = "on"
    day = timezone.localtime(clock.now()).date() + dt.timedelta(days=3)
    visit(wil).post("/organiseren/nieuw/", form | {"day": day.isoformat()})
    starts = Session.objects.values_list("starts_at", flat=True)
    assert {f"{timezone.localtime(start):%H:%M}" for start in starts} == {"17:30"}
    assert len(starts) == 53


def test_what_does_not_take_place_is_listed_but_not_counted(client, district):
    plan(district, "Wandelen", days=1)
    plan(district, "Fietsen", days=1, hours=2, state="cancelled")
    page = client.get("/agenda/").content.decode()
    assert h1(page) == "Deze week is er 1 ding te doen"
    assert titles(page) == ["Wandelen", "Fietsen"]
