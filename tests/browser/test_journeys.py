"""What people come for, done with keys alone; and without any script."""

import datetime as dt

import pytest

from tests.browser.keys import Keys
from tests.factories import activities, people
from wijkschakel.activities.models import Enrolment
from wijkschakel.base import clock
from wijkschakel.people.actions import cards
from wijkschakel.people.models import Person

pytestmark = pytest.mark.browser


def soup(town, title="Soep koken"):
    """Plan a session of tomorrow."""
    activity = activities.make_activity(
        title=title, district=town.world.district, venue=town.world.venue
    )
    return activities.make_session(
        activity=activity, starts_at=clock.now() + dt.timedelta(hours=20)
    )


def test_a_newcomer_joins_with_a_name_and_keys_alone(town, window):
    session = soup(town)
    with window() as watched:
        watched.page.goto("/agenda/")
        keys = Keys(watched.page)
        keys.walk_to("Soep koken")
        keys.press()
        keys.walk_to("naam")
        keys.type("Saskia")
        watched.page.keyboard.press("Enter")
        watched.page.locator("[name=given_name]").wait_for(state="detached")
        assert keys.unseen == []
        assert watched.complaints == []
    enrolment = Enrolment.objects.get(session=session)
    assert (enrolment.person.given_name, enrolment.state) == ("Saskia", "joined")


def test_signing_in_with_a_paper_card_and_keys_alone(town, window):
    noor = town.world.people["coordinator_own"]
    person = people.make_person(given_name="Riet", district=town.world.district)
    card = cards.make_card(person=person, by=noor, now=clock.now())
    with window() as watched:
        watched.page.goto("/inloggen/")
        keys = Keys(watched.page)
        keys.walk_to("kaart")
        keys.press()
        keys.walk_to("woorden")
        keys.type(" ".join(card.words))
        keys.walk_to("pincode")
        keys.type(card.pin)
        keys.press()
        assert "Riet" in watched.page.inner_text("header")
        assert keys.unseen == []
        assert watched.complaints == []


def test_noor_helps_somebody_at_the_desk_with_keys_alone(town, window):
    session = soup(town, "Zingen in het park")
    noor = town.world.people["coordinator_own"]
    with window("coordinator_own") as watched:
        watched.page.goto("/werkplek/")
        keys = Keys(watched.page)
        keys.press("n")
        keys.walk_to("naam")
        keys.type("Willemijn")
        keys.press()
        keys.walk_to("Schrijf in")
        keys.press()
        keys.walk_to("Zoek iets om te doen")
        keys.type("zingen")
        keys.press()
        assert keys.walk_to("Doe mee").startswith("Doe mee met Zingen in het park")
        keys.press()
        assert "Doet mee met Zingen in het park." in watched.page.inner_text("main")
        assert keys.unseen == []
        assert watched.complaints == []
    enrolment = Enrolment.objects.get(session=session)
    assert (enrolment.person.given_name, enrolment.helped_by) == ("Willemijn", noor.pk)


def test_j_and_k_walk_the_list_of_today(town, window):
    soup(town, "Vroeg uit de veren")
    with window("coordinator_own") as watched:
        page = watched.page
        page.goto("/werkplek/")
        count = page.locator("[data-ws-open]").count()
        assert count > 1
        for key, index in (("j", 0), ("j", 1), ("k", 0), ("k", 0)):
            page.keyboard.press(key)
            focused = page.evaluate(
                "[...document.querySelectorAll('[data-ws-open]')].indexOf(document.activeElement)"
            )
            assert focused == index


def test_the_desk_works_without_any_script(chromium, town):
    session = soup(town, "Klaverjassen")
    context = chromium.new_context(base_url=town.address, java_script_enabled=False)
    context.add_cookies(town.cookies("coordinator_own", "nl"))
    page = context.new_page()
    page.goto("/werkplek/balie/")
    page.get_by_label("Naam").last.fill("Bertus")
    page.get_by_role("button", name="Schrijf in").click()
    page.get_by_label("Zoek iets om te doen").fill("klaverjassen")
    page.get_by_role("button", name="Zoek").click()
    page.get_by_role("button", name="Doe mee met Klaverjassen").click()
    assert "Doet mee met Klaverjassen." in page.inner_text("main")
    page.get_by_role("button", name="Maak ongedaan").click()
    context.close()
    bertus = Person.objects.get(given_name="Bertus")
    assert Enrolment.objects.get(session=session, person=bertus).state == "left"


def test_a_tap_marks_who_was_there_without_loading_the_page(town, window):
    over = activities.make_session(
        activity=activities.make_activity(district=town.world.district),
        starts_at=clock.now() - dt.timedelta(hours=3),
    )
    enrolment = activities.make_enrolment(
        session=over, person=people.make_person(given_name="Joop", district=town.world.district)
    )
    with window("coordinator_own", width=360) as watched:
        page = watched.page
        page.goto(f"/werkplek/bijeenkomst/{over.pk}/")
        page.evaluate("window.stayed = true")
        page.get_by_role("button", name="Was er Joop").click()
        page.wait_for_selector("[aria-pressed=true]")
        assert page.evaluate("window.stayed")
        assert watched.complaints == []
    enrolment.refresh_from_db()
    assert enrolment.was_there is True
