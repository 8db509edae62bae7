"""How it goes is asked from the first meeting on; stopping and a worry are there from the start."""

import datetime as dt

import pytest

from tests.factories import activities
from tests.factories import helping as make
from tests.web.support.test_helping import page, town  # noqa: F401
from wijkschakel.base import clock
from wijkschakel.support.actions import matches
from wijkschakel.support.models import Match, Worry

DAY = dt.timedelta(days=1)
ASKED, LATER = "Hoe gaat het samen?", "Hoe het samen gaat, vragen we vanaf"
STOP, WORRY = "Ik wil stoppen", "Er klopt iets niet"


@pytest.fixture
def contact(town):  # noqa: F811
    """Fatma and Jan both said yes just now."""
    request = make.make_request(town.fatma, now=town.now)
    return make.make_match(request, town.offer, now=town.now, contact=True)


def says(response):
    """Say which of the two stands there, and that stopping and a worry are possible."""
    text = page(response)
    return [word for word in (ASKED, LATER, STOP, WORRY) if word in text]


def test_it_is_asked_some_days_after_the_second_yes(town, contact, visit, monkeypatch):  # noqa: F811
    path = f"/hulp/koppeling/{contact.pk}/"
    for person in (town.fatma, town.jan):
        assert says(visit(person).get(path)) == [LATER, STOP, WORRY]
    monkeypatch.setattr(clock, "now", lambda: town.now + 3 * DAY)
    for person in (town.fatma, town.jan):
        assert says(visit(person).get(path)) == [ASKED, STOP, WORRY]


def test_a_worry_and_stopping_need_no_wait(town, contact, visit):  # noqa: F811
    fatma, path = visit(town.fatma), f"/hulp/koppeling/{contact.pk}/"
    assert fatma.post(f"{path}zorg/", {"words": "Ik voel me niet veilig."}).status_code == 302
    assert Worry.objects.get().person == town.fatma
    assert fatma.post(f"{path}stop/").status_code == 302
    text = page(fatma.get(path))
    assert ("Hoe ging het samen?" in text, WORRY in text, STOP in text) == (True, True, False)


def test_a_place_in_an_activity_is_asked_about_from_its_next_session(
    town,  # noqa: F811
    visit,
    monkeypatch,
):
    activity = activities.make_activity(district=town.district)
    activities.make_lead(activity, town.jan)
    meets = town.now + 20 * DAY
    activities.make_session(activity=activity, starts_at=meets, ends_at=meets + DAY / 12)
    match = make.make_match(make.make_request(town.fatma, now=town.now), town.offer, now=town.now)
    town.offer.activity = activity
    town.offer.save()
    for person in (town.fatma, town.jan):
        matches.say_yes(match=match, by=person, now=town.now)
    match.refresh_from_db()
    assert (match.state, match.asks_at) == (Match.State.CONTACT, meets)
    path = f"/hulp/koppeling/{match.pk}/"
    monkeypatch.setattr(clock, "now", lambda: meets - DAY)
    assert LATER in page(visit(town.fatma).get(path))
    monkeypatch.setattr(clock, "now", lambda: meets + DAY)
    assert ASKED in page(visit(town.fatma).get(path))
