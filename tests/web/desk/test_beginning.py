"""A district begins: from nothing to a neighbourhood with print, in forty actions."""

import datetime as dt
from html.parser import HTMLParser

import pytest

from tests.factories import activities, hours, people, places
from tests.web.desk.counting import questions
from wijkschakel.activities.models import (
    Activity,
    ConsultationHour,
    PrintedProduct,
    Series,
    Service,
    Session,
)
from wijkschakel.base import clock
from wijkschakel.base.models import JournalEntry, OutgoingMail
from wijkschakel.people.models import Organisation, RoleGrant
from wijkschakel.places.models import Venue

pytestmark = pytest.mark.django_db
BEGIN = "/werkplek/wijk-beginnen/"
MOST_ACTIONS = 40


class Fields(HTMLParser):
    """Reads what a form holds before anybody touches it."""

    def __init__(self, page):
        """Read a page."""
        super().__init__()
        self.values, self.name, self.links = {}, None, []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        """Note fields with what stands in them, and links."""
        given = dict(attrs)
        if tag == "a":
            self.links.append(given.get("href"))
        if tag == "input" and given.get("name"):
            self.values.setdefault(given["name"], []).append(given.get("value") or "")
        if tag == "select":
            self.name = given["name"]
        if tag == "option" and (self.name not in self.values or "selected" in given):
            self.values[self.name] = [given.get("value", "")]


class Hand:
    """Somebody at the desk, whose clicks and filled-in fields are counted."""

    def __init__(self, browser):
        """Take a browser."""
        self.browser, self.actions, self.at, self.page = browser, 0, "", ""

    def opens(self, address):
        """Click a link."""
        self.actions += 1
        self._show(self.browser.get(address))

    def sends(self, address=None, **typed):
        """Fill in fields, leave the others as they stand, and press the button."""
        self.actions += 1 + len(typed)
        known = Fields(self.page).values
        known.pop("zoek", None)
        assert set(typed) <= set(known) | {"addresses"}
        self._show(self.browser.post(address or self.at, known | typed, follow=True))

    def _show(self, answer):
        assert answer.status_code == 200
        self.at, self.page = answer.request["PATH_INFO"], answer.content.decode()


@pytest.fixture
def bare(noor):
    """Give a district with nothing in it, that Noor coordinates."""
    district = places.make_district(name="Nieuwland", contact_name="", contact_phone="")
    people.grant_role(noor, RoleGrant.Role.COORDINATOR, district)
    return district


def test_from_nothing_to_a_neighbourhood_with_print(visit, noor, bare):
    hand = Hand(visit(noor))
    hand.opens(BEGIN)
    hand.opens(f"{BEGIN}{bare.code}/")
    assert "Nieuwland begint" in hand.page
    hand.opens(f"{BEGIN}{bare.code}/contact/")
    hand.sends(name="Noor", phone="088 000 12 34")
    hand.sends(name_0="Buurthuis De Wiek", name_1="Park")
    hand.sends(name_0="Welzijn Nieuwland")
    hand.sends(
        title_0="Koffie", weekday_0="1", clock_0="10:00",
        title_1="Samen wandelen", weekday_1="3", clock_1="14:00",
        title_2="Soep", weekday_2="4", clock_2="17:30",
    )  # fmt: skip
    hand.sends(title_0="Vragen over brieven", weekday_0="2", clock_0="09:00")
    hand.sends(name_0="Huisarts", phone_0="088 000 11 11", name_1="Bibliotheek")
    hand.sends(addresses="wil@example.org")
    assert "Nieuwland leeft" in hand.page
    hand.sends("/werkplek/drukwerk/maken/")
    assert hand.actions <= MOST_ACTIONS
    assert PrintedProduct.objects.filter(district=bare).count() == 5
    here = {"district": bare}
    assert [
        Venue.objects.filter(**here).count(),
        Organisation.objects.filter(**here).count(),
        Activity.objects.filter(**here).count(),
        ConsultationHour.objects.filter(**here).count(),
        Service.objects.filter(**here).count(),
    ] == [2, 1, 3, 1, 2]


def test_a_weekly_activity_has_a_year_of_sessions_and_who_made_it_leads(visit, noor, bare):
    places.make_venue(district=bare, name="Buurthuis")
    hand = Hand(visit(noor))
    hand.opens(f"{BEGIN}{bare.code}/activiteiten/")
    hand.sends(title_0="Koffie", weekday_0="1", clock_0="10:00")
    activity = Activity.objects.get(title="Koffie")
    assert (activity.venue.name, activity.leads.get().person) == ("Buurthuis", noor)
    assert Series.objects.get(activity=activity).rhythm == "weekly"
    first = Session.objects.filter(activity=activity).earliest("starts_at")
    assert first.starts_at.weekday() == 1
    assert dt.timedelta(0) < first.starts_at - clock.now() <= dt.timedelta(days=8)
    assert Session.objects.filter(activity=activity).count() >= 50


def test_tomorrow_one_goes_on_where_one_was(visit, noor, bare):
    visit(noor).post(f"{BEGIN}{bare.code}/contact/", {"name": "Noor", "phone": "088 000 12 34"})
    page = visit(noor).get(f"{BEGIN}{bare.code}/").content.decode()
    assert "1 van de 7 klaar" in page
    assert f'href="{BEGIN}{bare.code}/plekken/"' in page


def test_every_step_can_be_skipped_and_says_that_it_is_missing(visit, noor, bare):
    browser, at, seen = visit(noor), f"{BEGIN}{bare.code}/contact/", []
    while at != f"{BEGIN}{bare.code}/":
        page = browser.get(at).content.decode()
        seen.append(at)
        at = [link for link in Fields(page).links if link and link.startswith(BEGIN + bare.code)][
            -1
        ]
    assert len(seen) == 7
    assert browser.get(at).content.decode().count("ontbreekt nog") == 7


@pytest.mark.parametrize(
    ("step", "typed", "sentence"),
    [
        ("plekken", {}, "Vul er één in, of sla deze stap over."),
        ("activiteiten", {"title_0": "Koffie", "clock_0": "10:00"}, "Kies een dag."),
        ("activiteiten", {"title_0": "Koffie", "weekday_0": "1"}, "Kies een tijd."),
        ("activiteiten", {"title_0": "K", "weekday_0": "1", "clock_0": "half drie"}, "14:00"),
        (
            "spreekuur",
            {"title_0": "Brieven", "weekday_0": "1", "clock_0": "13:00", "closes_0": "12:00"},
            "Het einde komt na het begin.",
        ),
        ("helpers", {"addresses": "wil"}, "Er is nog niets verstuurd."),
        ("helpers", {"addresses": " ".join(f"a{n}@example.org" for n in range(21))}, "twintig"),
    ],
)
def test_what_is_not_right_is_said_and_kept(visit, noor, bare, step, typed, sentence):
    defaults = {f"theme_{n}": "talk" for n in range(3)} | {f"kind_{n}": "school" for n in range(3)}
    answer = visit(noor).post(f"{BEGIN}{bare.code}/{step}/", defaults | typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert all(str(word)[:20] in page for word in typed.values())
    assert Activity.objects.count() + OutgoingMail.objects.count() == 0


def test_sending_a_step_twice_makes_no_second_venue(visit, noor, bare):
    form = {"name_0": "De Wiek", "kind_0": "community", "kind_1": "other", "kind_2": "other"}
    for _time in range(2):
        visit(noor).post(f"{BEGIN}{bare.code}/plekken/", form)
    assert Venue.objects.filter(district=bare).count() == 1


def test_a_known_organisation_is_not_taken_over(visit, noor, bare, elsewhere):
    people.make_organisation(name="Welzijn", district=elsewhere)
    form = {"name_0": "Welzijn", "kind_0": "care", "kind_1": "care", "kind_2": "care"}
    visit(noor).post(f"{BEGIN}{bare.code}/organisaties/", form)
    assert Organisation.objects.get(name="Welzijn").district == elsewhere


def test_helpers_get_a_letter_with_the_six_words_once(visit, noor, bare):
    for _time in range(2):
        visit(noor).post(f"{BEGIN}{bare.code}/helpers/", {"addresses": "wil@example.org, a@b.nl"})
    letters = sorted(OutgoingMail.objects.all(), key=lambda letter: letter.to)
    assert [letter.to for letter in letters] == ["a@b.nl", "wil@example.org"]
    assert "/uitnodiging/" in letters[0].body


def test_every_step_leaves_a_line_in_the_journal(visit, noor, bare):
    visit(noor).post(f"{BEGIN}{bare.code}/contact/", {"name": "Noor", "phone": "088 000 12 34"})
    form = {"name_0": "De Wiek", "kind_0": "community", "kind_1": "other", "kind_2": "other"}
    visit(noor).post(f"{BEGIN}{bare.code}/plekken/", form)
    written = JournalEntry.objects.filter(action__in=["set_contact", "add_venue"], by=noor.pk)
    assert written.count() == 2


def test_an_administrator_may_begin_a_district(visit, bare):
    ton = people.make_person(given_name="Ton", district=bare)
    people.grant_role(ton, RoleGrant.Role.ADMINISTRATOR, bare)
    assert visit(ton).get(f"{BEGIN}{bare.code}/").status_code == 200


def test_another_district_does_not_exist_here(visit, noor, elsewhere):
    form = {"name": "Noor", "phone": "088 000 12 34"}
    assert visit(noor).post(f"{BEGIN}{elsewhere.code}/contact/", form).status_code == 404


def test_the_questions_do_not_grow_with_what_is_there(visit, noor, bare):
    browser = visit(noor)
    counts = []
    for many in (1, 3, 20):
        for _number in range(many):
            places.make_venue(district=bare)
            activities.make_activity(district=bare)
            hours.make_hour(district=bare)
        browser.get(f"{BEGIN}{bare.code}/")
        counts.append(questions(lambda: browser.get(f"{BEGIN}{bare.code}/")))
        counts.append(questions(lambda: browser.get(BEGIN)))
    assert len(set(counts[::2])) == len(set(counts[1::2])) == 1
    assert max(counts) <= 10
