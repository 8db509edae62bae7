"""Consultation hours on the page: who is there now, an appointment, who comes, a day closed."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories.hours import make_appointment, make_host, make_hour
from tests.factories.people import make_person
from tests.factories.places import make_venue
from wijkschakel.activities.models import Appointment, ConsultationHour
from wijkschakel.base import clock
from wijkschakel.base.models import JournalEntry

pytestmark = pytest.mark.django_db
WORKDAY = dt.date(2027, 3, 1)  # a Monday without a holiday near
NOON = dt.datetime(2027, 3, 1, 11, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _noon_on_a_monday(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON)


def hour_at(district, opens: int, closes: int, **changes) -> ConsultationHour:
    times = {"opens": dt.time(opens), "closes": dt.time(closes), "first_on": WORKDAY}
    return make_hour(district=district, **times | changes)


def moment(hour: int, minute: int = 0) -> dt.datetime:
    zone = timezone.get_current_timezone()
    return dt.datetime(2027, 3, 1, hour, minute, tzinfo=zone)


def page(client, name: str, *args, query: str = "") -> str:
    return client.get(reverse(f"portal:{name}", args=args) + query).text


def test_the_heading_says_how_many_are_open_now(client, district):
    hour_at(district, 11, 13, title="Geldvragen")
    hour_at(district, 12, 14, title="Taalhulp")
    hour_at(district, 15, 16, title="Later")
    found = page(client, "hours", query=f"?wijk={district.code}")
    assert "<h1>Nu zit er op 2 plekken iemand voor je klaar</h1>" in found
    assert found.index("Nu open bij jou in de buurt") < found.index("Geldvragen")
    assert found.index("Taalhulp") < found.index("Vandaag, maandag 1 maart")


def test_when_nobody_is_there_the_heading_says_who_is_next(client, district):
    hour_at(district, 9, 11, first_on=WORKDAY + dt.timedelta(days=1))
    found = page(client, "hours", query=f"?wijk={district.code}")
    assert "<h1>Je kunt weer terecht: morgen om 9:00</h1>" in found


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("inloop=ja", ["Buren"]),
        ("formeel=ja", ["Wijkteam"]),
        ("informeel=ja", ["Buren"]),
        ("taal=ar", ["Wijkteam"]),
        ("taal=pl", []),
        ("zoek=schuldhulp", ["Wijkteam"]),
        ("zoek=%00%27%3B", []),
    ],
)
def test_a_choice_keeps_what_fits(client, district, query, expected):
    hour_at(district, 11, 13, title="Buren")
    hour_at(
        district, 11, 13, title="Wijkteam", is_formal=True, is_walk_in=False, spoken=["nl", "ar"],
        summary="Ook voor schuldhulp.",
    )  # fmt: skip
    found = page(client, "hours", query=f"?wijk={district.code}&{query}")
    assert [name for name in ("Buren", "Wijkteam") if f">{name}</a>" in found] == expected


def test_fatma_books_in_one_form_and_sees_it(visit, fatma, district):
    hour = hour_at(district, 14, 16)
    browser = visit(fatma)
    assert "14:30" in page(browser, "hour", hour.pk)
    answer = browser.post(
        reverse("portal:make_appointment", args=[hour.pk]),
        {"starts_at": moment(14, 30).isoformat(), "about": "een brief"},
    )
    assert answer.status_code == 302
    [made] = Appointment.objects.all()
    assert (made.person, made.about) == (fatma, "een brief")
    assert "Jouw afspraak" in page(browser, "hour", hour.pk)
    assert f'value="{moment(14, 30).isoformat()}"' not in page(browser, "hour", hour.pk)


def test_a_guest_needs_a_name_and_gets_a_link_to_cancel(client, district):
    hour = hour_at(district, 14, 16)
    where = reverse("portal:make_appointment", args=[hour.pk])
    words = {"starts_at": moment(15).isoformat(), "about": "iets liefs", "once": "k" * 32}
    refused = client.post(where, words)
    assert (refused.status_code, "iets liefs" in refused.text) == (422, True)
    kept = client.post(where, words | {"given_name": "Mia"})
    shown = client.get(kept.url)
    assert "Mia, je afspraak staat vast" in shown.text
    assert shown["Cache-Control"] == "private, no-store"
    client.post(f"{kept.url}afzeggen/")
    assert Appointment.objects.get().state == "cancelled"
    assert "Deze afspraak staat niet meer" in client.get(kept.url).text


@pytest.mark.parametrize("strange", ["", "morgen", "2027-03-01T15:00", "\0", "9" * 60])
def test_a_strange_time_is_refused_with_a_sentence(visit, fatma, district, strange):
    hour = hour_at(district, 14, 16)
    where = reverse("portal:make_appointment", args=[hour.pk])
    answer = visit(fatma).post(where, {"starts_at": strange})
    assert answer.status_code == 422
    assert Appointment.objects.count() == 0


def test_what_it_is_about_is_read_by_who_sits_there_and_noted(visit, wil, fatma, jan, district):
    hour = hour_at(district, 14, 16)
    make_host(hour, wil)
    make_appointment(hour, fatma, starts_at=moment(14), about="schulden")
    assert "schulden" in page(visit(wil), "hour_list", hour.pk)
    assert JournalEntry.objects.filter(action="see_appointments", about=fatma.pk).count() == 1
    assert visit(jan).get(reverse("portal:hour_list", args=[hour.pk])).status_code == 404
    assert "schulden" not in page(visit(jan), "hour", hour.pk)


def test_a_host_closes_a_day_and_undoes_it(visit, wil, district):
    hour = hour_at(district, 14, 16)
    make_host(hour, wil)
    browser = visit(wil)
    where = reverse("portal:change_hour_day", args=[hour.pk])
    half = browser.post(where, {"day": "2027-03-08", "opens": "14:00"})
    assert (half.status_code, "Vul in van wanneer tot wanneer" in half.text) == (422, True)
    browser.post(where, {"day": "2027-03-08", "note": "Loes is ziek"})
    assert "Loes is ziek" in page(browser, "hour", hour.pk)
    [change] = hour.changes.all()
    browser.post(reverse("portal:undo_hour_day", args=[hour.pk, change.pk]))
    assert "Loes is ziek" not in page(browser, "hour", hour.pk)


def test_a_day_of_another_hour_is_not_there(visit, wil, district):
    mine, other = hour_at(district, 14, 16), hour_at(district, 14, 16)
    make_host(mine, wil)
    change = other.changes.create(day=WORKDAY)
    where = reverse("portal:undo_hour_day", args=[mine.pk, change.pk])
    assert visit(wil).post(where).status_code == 404
    assert other.changes.count() == 1


@pytest.mark.parametrize("rows", [1, 3, 40])
def test_the_list_asks_as_many_questions_however_many_hours(
    client, district, django_assert_max_num_queries, rows
):
    for _number in range(rows):
        hour_at(district, 11, 13, venue=make_venue(district=district))
    client.get(reverse("portal:hours"))
    with django_assert_max_num_queries(4):
        page(client, "hours", query=f"?wijk={district.code}")


def test_noor_makes_an_hour_and_lets_wil_sit_there(visit, noor, wil, district):
    browser = visit(noor)
    words = {
        "title": "Vragen over geld", "district": district.pk, "theme": "help", "rhythm": "weekly",
        "first_on": "2027-03-01", "opens": "09:00", "closes": "11:00", "is_walk_in": "on",
    }  # fmt: skip
    wrong = browser.post(reverse("desk:new_hour"), words | {"closes": "08:00"})
    assert (wrong.status_code, "sluitingstijd ligt voor" in wrong.text) == (422, True)
    answer = browser.post(reverse("desk:new_hour"), words)
    hour = ConsultationHour.objects.get()
    assert answer.url == reverse("desk:hour", args=[hour.pk])
    browser.post(reverse("desk:add_host", args=[hour.pk, wil.pk]))
    assert "Wil" in browser.get(answer.url).text
    browser.post(reverse("desk:stop_hour", args=[hour.pk]))
    assert "Dit spreekuur is gestopt" in browser.get(answer.url).text
    assert browser.get(reverse("portal:hour", args=[hour.pk])).status_code == 404


def test_somebody_of_elsewhere_cannot_be_let_in(visit, noor, district, elsewhere):
    hour = hour_at(district, 14, 16)
    sam = make_person(district=elsewhere)
    where = reverse("desk:add_host", args=[hour.pk, sam.pk])
    assert visit(noor).post(where).status_code == 404
    assert hour.hosts.count() == 0
