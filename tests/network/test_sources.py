"""Feeds of others, looked at at night, from a server of our own that behaves badly."""

import datetime as dt
import json

import pytest

from tests.factories import activities as activity_factories
from tests.factories import people
from tests.network.servers import Script, Service
from wijkschakel.activities.models import Activity, Post
from wijkschakel.activities.models import Service as Help
from wijkschakel.network import queries
from wijkschakel.network.actions import sources
from wijkschakel.network.actions.imports import NotThisFormat
from wijkschakel.network.models import Import, ImportRow, Kind, Origin, Source

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 2, 3, 0, tzinfo=dt.UTC)
NIGHT = dt.timedelta(days=1)


def event(number=1, **changes):
    values = {
        "@type": "Event",
        "@id": f"https://example.org/{number}",
        "name": f"Samen wandelen {number}",
        "startDate": f"2026-06-{number:02d}T18:00:00Z",
        "endDate": f"2026-06-{number:02d}T19:00:00Z",
        "location": {"@type": "Place", "name": "De Molen", "address": "Molenstraat 1"},
    }
    return values | changes


@pytest.fixture
def there(settings):
    server = Service()
    settings.FETCH_HOSTS = server.allowed
    yield server
    server.close()


@pytest.fixture
def follow(district):
    def start(url, kind=Kind.ACTIVITIES, form="schemaorg", **changes):
        values = {"name": "Uitagenda", "district": district, "by": None, "now": NOW}
        return sources.follow_source(url=url, kind=kind, form=form, **values | changes)

    return start


def look(source, nights=0):
    return sources.sync_source(
        source=Source.objects.get(pk=source.pk), by=None, now=NOW + nights * NIGHT
    )


def test_a_feed_is_taken_over_and_every_thing_says_where_it_comes_from(there, follow):
    there.put("/feed", [event(1), event(2)], ETag='"een"')
    source = follow(f"{there.base}/feed")
    assert sources.sync_sources(now=NOW) == {"sources": 1, "sources_failed": 0}
    activity = Activity.objects.get(title="Samen wandelen 1")
    origin = queries.origins_of(Kind.ACTIVITIES, activity.pk).get()
    assert (origin.name, origin.seen_at) == ("Uitagenda", NOW)
    source.refresh_from_db()
    assert (source.etag, source.last_good_at, source.failures) == ('"een"', NOW, 0)


def test_what_did_not_change_is_not_fetched_again(there, follow):
    there.put("/feed", [event(1)], ETag='"een"')
    source = follow(f"{there.base}/feed")
    look(source)
    there.put("/feed", b"", status=304)
    assert look(source, 1) is None
    assert there.headers[-1]["If-None-Match"] == '"een"'
    source.refresh_from_db()
    assert (source.failures, source.last_good_at) == (0, NOW + NIGHT)
    assert Activity.objects.count() == 1


def test_what_a_feed_drops_stops_after_three_nights_and_comes_back(there, follow):
    there.put("/feed", [event(1), event(2)])
    source = follow(f"{there.base}/feed")
    look(source)
    there.put("/feed", [event(1)])
    states = []
    for night in (1, 2, 3):
        look(source, night)
        states.append(Activity.objects.get(title="Samen wandelen 2").state)
    assert states == ["published", "published", "stopped"]
    there.put("/feed", [event(1), event(2)])
    look(source, 4)
    assert Activity.objects.get(title="Samen wandelen 2").state == "published"
    assert Origin.objects.get(title="Samen wandelen 2").missing == 0
    assert Activity.objects.count() == 2


def test_what_people_joined_does_not_stop_behind_their_backs(there, follow):
    there.put("/feed", [event(1), event(2)])
    source = follow(f"{there.base}/feed")
    look(source)
    dropped = Activity.objects.get(title="Samen wandelen 2")
    activity_factories.make_enrolment(session=dropped.sessions.get(), person=people.make_person())
    there.put("/feed", [event(1)])
    for night in (1, 2, 3, 4):
        look(source, night)
    dropped.refresh_from_db()
    assert dropped.state == "published"


def test_an_empty_feed_takes_nothing_away(there, follow):
    there.put("/feed", [event(1)])
    source = follow(f"{there.base}/feed")
    look(source)
    there.put("/feed", [])
    for night in (1, 2, 3, 4):
        look(source, night)
    assert Activity.objects.get().state == "published"
    source.refresh_from_db()
    assert source.failures == 4
    assert source.problem == "De bron is leeg. Wat we hadden, blijft staan."


def test_changed_ids_make_nothing_twice(there, follow):
    there.put("/feed", [event(1), event(2)])
    source = follow(f"{there.base}/feed")
    look(source)
    there.put("/feed", [event(1, **{"@id": "https://example.org/nieuw"}), event(2)])
    run = look(source, 1)
    assert Activity.objects.count() == 2
    row = ImportRow.objects.get(run=run, code="id_changed")
    assert (row.outcome, row.title) == ("changed", "Samen wandelen 1")


def test_scripts_come_in_as_words(there, follow):
    there.put("/feed", [event(1, description='<script>alert("x")</script>Kom <b>mee</b>.')])
    look(follow(f"{there.base}/feed"))
    assert Activity.objects.get().description == "Kom mee."


def test_a_redirect_inward_is_refused_and_said(there, follow):
    there.put("/feed", b"", status=302, Location="http://127.0.0.1/binnen")
    run = look(follow(f"{there.base}/feed"))
    assert run.state == Import.State.FAILED
    assert "Daar halen we niets op" in run.problem
    assert [source.failures for source in queries.failed_runs([run.district_id])] == [1]


def test_a_feed_that_redirects_in_a_circle_is_left(there, follow):
    there.put("/feed", b"", status=302, Location="/feed")
    assert "blijft doorsturen" in look(follow(f"{there.base}/feed")).problem


def test_a_feed_that_lies_about_its_length_is_not_taken_over(follow, settings):
    said = b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + json.dumps([event(1)]).encode()
    server = Script(said)
    settings.FETCH_HOSTS = server.allowed
    run = look(follow(f"{server.base}/feed"))
    server.close()
    assert "brak af" in run.problem
    assert Activity.objects.count() == 0


def test_a_feed_of_pages_that_loops_is_left_with_what_came(there, follow):
    item = {"id": "1", "kind": "Event", "state": "updated", "modified": 1, "data": event(1)}
    there.put("/rpde", {"items": [item], "next": f"{there.base}/rpde"})
    source = follow(f"{there.base}/rpde", form="openactive")
    look(source)
    source.refresh_from_db()
    assert source.problem == "De bron wijst steeds naar zichzelf. We zijn gestopt met lezen."
    assert Activity.objects.get().title == "Samen wandelen 1"


def test_a_feed_of_pages_goes_on_where_it_ended(there, follow):
    item = {"id": "1", "kind": "Event", "state": "updated", "modified": 1, "data": event(1)}
    there.put("/rpde", {"items": [item], "next": f"{there.base}/verder"})
    there.put("/verder", {"items": [], "next": f"{there.base}/verder"})
    source = follow(f"{there.base}/rpde", form="openactive")
    look(source)
    there.asked.clear()
    look(source, 1)
    assert there.asked == ["/verder"]
    assert Activity.objects.count() == 1


def test_one_bad_feed_does_not_hold_up_the_others(there, follow):
    there.put("/goed", [event(1)])
    follow(f"{there.base}/weg")
    follow(f"{there.base}/goed")
    assert sources.sync_sources(now=NOW) == {"sources": 2, "sources_failed": 1}
    assert Activity.objects.count() == 1


def test_a_paused_feed_rests(there, follow):
    there.put("/feed", [event(1)])
    source = follow(f"{there.base}/feed")
    sources.pause_source(source=source, is_paused=True, by=people.make_person(), now=NOW)
    assert sources.sync_sources(now=NOW) == {"sources": 0, "sources_failed": 0}
    with pytest.raises(sources.IsPaused, match="op pauze"):
        look(source)
    assert there.asked == []


def test_the_same_feed_twice_is_refused(there, follow):
    follow(f"{there.base}/feed")
    with pytest.raises(sources.AlreadyFollowed, match="volgen we hier al"):
        follow(f"{there.base}/feed")
    with pytest.raises(NotThisFormat):
        follow(f"{there.base}/feed", form="xlsx")


RSS = """<rss version="2.0"><channel><title>Nieuws</title>
<item><guid>1</guid><title>De bus rijdt weer</title><link>https://example.org/bus</link>
<author>Jan Jansen</author><description>&lt;p&gt;Vanaf maandag.&lt;/p&gt;</description></item>
</channel></rss>"""


def test_news_comes_in_once_without_the_name_of_its_writer(there, follow):
    there.put("/nieuws", RSS.encode())
    source = follow(f"{there.base}/nieuws", Kind.NEWS, "rss")
    look(source)
    there.put("/nieuws", RSS.encode() + b" ")
    look(source, 1)
    post = Post.objects.get()
    assert (post.title, post.body, post.state, post.source_url) == (
        "De bus rijdt weer", "Vanaf maandag.", "published", "https://example.org/bus",
    )  # fmt: skip
    assert "Jansen" not in str(list(ImportRow.objects.values_list("found", flat=True)))


def test_news_that_fell_out_of_the_feed_stays_to_be_read(there, follow):
    there.put("/nieuws", RSS.encode())
    source = follow(f"{there.base}/nieuws", Kind.NEWS, "rss")
    look(source)
    there.put("/nieuws", RSS.replace("<guid>1", "<guid>2").replace("bus", "trein").encode())
    for night in (1, 2, 3, 4):
        look(source, night)
    assert sorted(Post.objects.values_list("state", flat=True)) == ["published", "published"]


def test_services_of_a_feed_stop_after_three_nights(there, follow):
    one = {"id": "1", "name": "Inloop", "status": "active"}
    two = {"id": "2", "name": "Soep", "status": "active"}
    there.put("/hsds", {"contents": [one, two]})
    source = follow(f"{there.base}/hsds", Kind.SERVICES, "hsds-json")
    assert look(source).counts == {"new": 2}
    there.put("/hsds", {"contents": [one]})
    for night in (1, 2, 3):
        look(source, night)
    assert dict(Help.objects.values_list("name", "state")) == {"Inloop": "active", "Soep": "closed"}
