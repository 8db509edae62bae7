"""The agenda for machines: the same choice, open to all, nothing of persons."""

import datetime as dt
import json
import re

import pytest

from tests.factories.activities import make_activity, make_enrolment, make_lead, make_session
from tests.factories.hours import make_hour
from wijkschakel.base import clock
from wijkschakel.web.common import serving

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
EVIL = '</script><script>alert("x")</script>'
PATHS = ("/agenda/agenda.ics", "/agenda/agenda.atom")


@pytest.fixture
def walk(district, fatma, jan):
    """Give a walk that Jan leads under his own name, and that Fatma joins."""
    activity = make_activity(district=district, title="Samen wandelen", summary="Kom je ook?")
    session = make_session(activity=activity, starts_at=clock.now() + DAY)
    make_enrolment(session=session, person=fatma)
    make_lead(activity, jan, shows_name=True)
    return session


@pytest.mark.parametrize("path", PATHS)
def test_the_agenda_is_open_to_every_site_without_a_cookie_or_a_name(client, walk, path):
    answer = client.get(path)
    text = answer.content.decode()
    assert "Samen wandelen" in text
    assert [name for name in ("Fatma", "Jan") if name in text] == []
    assert not answer.cookies
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cache-Control"] == "public, max-age=900"
    again = client.get(path, headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("path", PATHS)
def test_a_choice_holds_for_machines_too(client, walk, elsewhere, path):
    make_session(
        activity=make_activity(district=elsewhere, title="Koken", theme="eat"),
        starts_at=clock.now() + DAY,
    )
    assert "Koken" in client.get(path).content.decode()
    chosen = client.get(f"{path}?wijk={walk.district.code}").content.decode()
    assert ("Samen wandelen" in chosen, "Koken" in chosen) == (True, False)
    assert "Samen wandelen" not in client.get(f"{path}?wat=eten").content.decode()
    assert client.get(f"{path}?wijk=WK000000").status_code == 404


@pytest.mark.parametrize("path", PATHS)
def test_numbers_of_queries_do_not_grow(client, walk, path, django_assert_max_num_queries):
    for _ in range(12):
        make_session(activity=make_activity(district=walk.district), starts_at=clock.now() + DAY)
    with django_assert_max_num_queries(4):
        client.get(path)


def test_signs_that_break_a_feed_are_taken_out_or_written_safely(client, district):
    title = 'Soep & <b>brood</b>\x0b; "samen", \\\r\nBEGIN:VALARM'
    session = make_session(
        activity=make_activity(district=district, title=title), starts_at=clock.now() + DAY
    )
    calendar = client.get(f"/bijeenkomst/{session.pk}/bijeenkomst.ics").content.decode()
    assert "\r\nBEGIN:VALARM" not in calendar
    assert "Soep &amp; &lt;b&gt;brood" in client.get("/agenda/agenda.atom").content.decode()


def test_who_asks_too_often_waits_a_minute(client, walk, settings, monkeypatch):
    settings.API_PER_MINUTE = 2
    monkeypatch.setattr(serving, "pace", serving.Pace())
    moment = clock.now().replace(second=5)
    monkeypatch.setattr(clock, "now", lambda: moment)
    assert [client.get(PATHS[0]).status_code for _ in range(3)] == [200, 200, 429]
    assert client.get(PATHS[0])["Retry-After"] == "60"
    moment += dt.timedelta(minutes=1)
    assert client.get(PATHS[0]).status_code == 200


def facts_on(client, path):
    """Give the block of facts of a page."""
    answer = client.get(path)
    page = answer.content.decode()
    [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert "unsafe-inline" not in answer["Content-Security-Policy"]
    return json.loads(block)


def test_a_session_tells_search_engines_what_when_and_where(client, walk):
    facts = facts_on(client, f"/bijeenkomst/{walk.pk}/")
    assert facts["@type"] == "Event"
    assert facts["eventStatus"] == "https://schema.org/EventScheduled"
    assert facts["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
    assert (facts["isAccessibleForFree"], facts["inLanguage"]) == (True, "nl")
    assert facts["remainingAttendeeCapacity"] == 11
    assert facts["organizer"]["name"] == f"Bewoners van {walk.district.name}"
    assert [name for name in ("Fatma", "Jan") if name in json.dumps(facts)] == []


def test_facts_never_end_the_block_they_stand_in(client, district):
    session = make_session(
        activity=make_activity(district=district, title=EVIL, summary=EVIL),
        starts_at=clock.now() + DAY,
    )
    assert facts_on(client, f"/bijeenkomst/{session.pk}/")["name"] == EVIL
    hour = make_hour(district=district, title=EVIL)
    assert facts_on(client, f"/spreekuur/{hour.pk}/")["name"] == EVIL


def test_the_address_of_an_activity_leads_to_what_comes_next(client, walk):
    later = make_session(activity=walk.activity, starts_at=clock.now() + 9 * DAY)
    path = f"/activiteit/{walk.activity_id}/"
    assert client.get(path)["Location"] == f"/bijeenkomst/{walk.pk}/"
    walk.state = "cancelled"
    walk.save()
    assert client.get(path)["Location"] == f"/bijeenkomst/{later.pk}/"
    type(walk.activity).objects.update(state="draft")
    assert client.get(path).status_code == 404
