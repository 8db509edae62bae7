"""Harvesting OpenActive: whatever a feed does, we stop, keep what came, and know what changed."""

import datetime as dt
import json

import pytest

from tests.network.real_data import DATA, needs
from wijkschakel.network.fetching import NotFetched
from wijkschakel.network.readers.openactive import State, harvest
from wijkschakel.network.readers.openactive_events import activities

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
FEED = "https://example.org/rpde"


def record(number=1, modified=None, kind="Event", **data):
    return {"state": "updated", "kind": kind, "id": str(number), "modified": modified or number,
            "data": event(number) | data}  # fmt: skip


def gone(number, modified, kind="Event"):
    return {"state": "deleted", "kind": kind, "id": str(number), "modified": modified}


def event(number=1):
    return {
        "@context": "https://openactive.io/", "type": "Event", "id": f"https://example.org/e/{number}",
        "name": f"Wandelen {number}", "startDate": "2026-06-15T19:00:00+02:00", "duration": "PT1H",
        "activity": [{"id": "https://openactive.io/activity-list#x", "type": "Concept",
                      "prefLabel": "Walking"}],
        "location": {"type": "Place", "name": "De Molen",
                     "geo": {"latitude": 52.25, "longitude": 6.16}},
        "isAccessibleForFree": True,
    }  # fmt: skip


class Feed:
    """Pages by address; each is (items, next)."""

    def __init__(self, **pages):
        self.pages = {f"{FEED}{'?' if name else ''}{name}": page for name, page in pages.items()}
        self.asked = []

    def __call__(self, url):
        self.asked.append(url)
        page = self.pages[url]
        if isinstance(page, bytes):
            return page
        if isinstance(page, Exception):
            raise page
        return json.dumps({"items": page[0], "next": page[1], "license": "x"}).encode()


def good(*items):
    return Feed(**{"": (list(items), f"{FEED}?a"), "a": ([], f"{FEED}?a")})


def run(feed, state=None, **options):
    return harvest(feed, FEED, state or State(), options.pop("now", NOW), **options)


def test_pages_are_followed_to_the_last():
    feed = Feed(
        **{"": ([record(1)], f"{FEED}?a"), "a": ([record(2)], "/rpde?b"), "b": ([], f"{FEED}?b")}
    )
    result = run(feed)
    assert (result.is_complete, result.pages, result.problem) == (True, 3, "")
    assert list(result.changes) == ["Event 1", "Event 2"]
    assert result.state.next_url == f"{FEED}?b"


def test_the_next_time_only_changes_come():
    state = State.from_json(json.loads(json.dumps(run(good(record(1), record(2))).state.as_json())))
    feed = Feed(a=([record(2, 7, name="Anders"), gone(1, 8)], f"{FEED}?b"), b=([], f"{FEED}?b"))
    result = run(feed, state, now=NOW + dt.timedelta(days=1))
    assert feed.asked == [f"{FEED}?a", f"{FEED}?b"]
    assert [(item.id, item.data is None) for item in result.changes.values()] == [
        ("2", False), ("1", True),
    ]  # fmt: skip
    (left,) = activities(result.state, NOW).activities.values()
    assert left.title == "Anders"


def test_after_a_week_it_starts_over_and_knows_what_vanished():
    state = run(good(record(1), record(2))).state
    feed = good(record(2))
    result = run(feed, state, now=NOW + dt.timedelta(days=8))
    assert feed.asked[0] == FEED
    assert result.changes["Event 1"].data is None
    assert [item.id for item in result.state.items.values()] == ["2"]


@pytest.mark.parametrize(
    ("pages", "problem"),
    [
        ({"": ([record(1)], FEED)}, "names itself as the next"),
        ({"": ([record(1)], f"{FEED}?a"), "a": ([record(2)], FEED)}, "round in a circle"),
        ({"": ([record(1)], "https://169.254.169.254/x")}, "on another host"),
        ({"": ([record(1)], "file:///etc/passwd")}, "on another host"),
        ({"": ([record(1)], "https://[::1/x")}, "no address"),
        ({"": ([record(1)], None)}, "does not say which is next"),
        ({"": ([record(1)] * 10_001, f"{FEED}?a")}, "more than 10000 items"),
        ({"": b"<html>"}, "no JSON"),
        ({"": b"[" * 100_000}, "no JSON"),
        ({"": b"[]"}, "a page without items"),
        ({"": b'{"items": {}}'}, "a page without items"),
        ({"": NotFetched("too_slow", "example.org")}, "it takes too long"),
    ],
)  # fmt: skip
def test_a_feed_that_cannot_be_followed_says_why(pages, problem):
    result = run(Feed(**pages))
    assert problem in result.problem
    assert not result.is_complete


def test_what_came_before_a_fault_is_kept_and_taken_up_there():
    fault = NotFetched("busy", "example.org")
    result = run(Feed(**{"": ([record(1)], f"{FEED}?a"), "a": fault}))
    assert (list(result.changes), result.error) == (["Event 1"], fault)
    feed = Feed(a=([record(2)], f"{FEED}?b"), b=([], f"{FEED}?b"))
    assert list(run(feed, result.state).state.items) == ["Event 1", "Event 2"]


class Endless:
    """Gives a next page for ever, with the same items or with new ones."""

    def __init__(self, are_new):
        self.are_new, self.count = are_new, 0

    def __call__(self, url):
        self.count += 1
        number = self.count if self.are_new else 1
        return json.dumps({"items": [record(number)], "next": f"{FEED}?{self.count}"}).encode()


def test_the_same_items_on_ever_new_pages_are_seen_through():
    feed = Endless(are_new=False)
    assert "the same items" in run(feed).problem
    assert feed.count == 3


def test_pages_without_end_are_taken_in_parts():
    result = run(Endless(are_new=True), most_pages=5)
    assert (result.pages, len(result.changes)) == (5, 5)
    assert "the rest follows next time" in result.problem
    assert result.state.next_url == f"{FEED}?5"


def test_an_older_version_never_replaces_a_newer_one():
    result = run(good(record(1, 9, name="Nieuw"), record(1, 5, name="Oud"), gone(1, 4)))
    assert result.state.items["Event 1"].data["name"] == "Nieuw"
    assert result.remarks == {"an older version came after a newer one; the newer is kept": 2}


def test_what_was_deleted_does_not_come_back_by_an_older_version():
    result = run(good(gone(1, 9), record(1, 5)))
    assert result.state.items["Event 1"].data is None
    assert activities(result.state, NOW).activities == {}


def test_numbers_are_compared_as_numbers():
    result = run(good(record(1, "9"), record(1, "10", name="Nieuw"), record(1, 2)))
    assert result.state.items["Event 1"].data["name"] == "Nieuw"


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ("tekst", "not a record"),
        ({"id": "1", "modified": 1}, "a record without kind or id"),
        ({"kind": "Event", "modified": 1}, "a record without kind or id"),
        (record(1) | {"modified": None}, "a record without the moment of its change"),
        (record(1) | {"modified": [1]}, "a record without the moment of its change"),
        (record(1) | {"state": "new"}, "a record that is neither updated nor deleted"),
        (record(1) | {"data": "x"}, "a record that is neither updated nor deleted"),
        (record(1, description="x" * 60_000), "a record of more than 50000 signs"),
    ],
)  # fmt: skip
def test_a_broken_record_is_told_and_the_rest_goes_on(broken, reason):
    result = run(good(broken, record(7)))
    assert list(result.changes) == ["Event 7"]
    assert [r.reason for r in result.rejected] == [reason]


def test_an_event_is_an_activity_like_any_other():
    (activity,) = activities(run(good(record(1))).state, NOW).activities.values()
    assert (activity.source_id, activity.title, activity.keywords, activity.price_cents) == (
        "https://example.org/e/1", "Wandelen 1", ("Walking",), 0,
    )  # fmt: skip
    assert (activity.place.name, activity.place.latitude) == ("De Molen", 52.25)
    assert [f"{s.starts_at:%H:%M}-{s.ends_at:%H:%M}" for s in activity.sessions] == ["17:00-18:00"]


def series_and(*sessions):
    series = record(1, kind="SessionSeries", type="SessionSeries", startDate=None)
    return good(series, *sessions)


def session(number, day, **changes):
    data = {"type": "ScheduledSession", "id": f"https://example.org/s/{number}",
            "superEvent": "https://example.org/e/1", "startDate": f"2026-06-{day}T19:00:00+02:00",
            "endDate": f"2026-06-{day}T20:00:00+02:00"} | changes  # fmt: skip
    return {"state": "updated", "kind": "ScheduledSession", "id": f"s{number}", "modified": number,
            "data": data}  # fmt: skip


def test_sessions_go_with_their_series():
    off = session(3, 22, eventStatus="https://schema.org/EventCancelled")
    gathered = activities(run(series_and(session(2, 15), off)).state, NOW)
    (activity,) = gathered.activities.values()
    assert [(f"{s.starts_at:%m-%d}", s.is_cancelled) for s in activity.sessions] == [
        ("06-15", False), ("06-22", True),
    ]  # fmt: skip


def test_a_session_without_its_series_is_told():
    gathered = activities(run(good(session(2, 15))).state, NOW)
    assert [r.reason for r in gathered.rejected] == [
        "a session of a series that is not in the feed"
    ]


def test_a_session_that_carries_its_series_is_enough():
    carried = session(2, 15, superEvent=event() | {"type": "SessionSeries", "startDate": None})
    (activity,) = activities(run(good(carried)).state, NOW).activities.values()
    assert (activity.title, len(activity.sessions)) == ("Wandelen 1", 1)


def test_a_facility_with_its_slots():
    hall = record(1, kind="FacilityUse", type="FacilityUse", startDate=None)
    slot = {"state": "updated", "kind": "FacilityUse/Slot", "id": "s1", "modified": 2, "data": {
        "type": "Slot", "id": "https://example.org/slot/1", "facilityUse": "https://example.org/e/1",
        "startDate": "2026-06-15T19:00:00Z", "duration": "PT45M", "remainingUses": 1}}  # fmt: skip
    (activity,) = activities(run(good(hall, slot)).state, NOW).activities.values()
    assert [(s.ends_at - s.starts_at).seconds // 60 for s in activity.sessions] == [45]


def test_one_thing_under_two_ids_is_one_thing():
    first, second = record(1), record(2, id="https://example.org/e/1", name="Later")
    gathered = activities(run(good(first, second)).state, NOW)
    assert [a.title for a in gathered.activities.values()] == ["Later"]
    assert gathered.remarks["one thing under two ids; the latest is kept"] == 1


def test_a_thousand_sessions_leave_the_nearest():
    sessions = [session(n, 15, startDate=f"{2020 + n % 10}-06-{1 + n % 28:02}T{n % 24:02}:00:00Z",
                        endDate=None, duration="PT1H") for n in range(2, 1000)]  # fmt: skip
    (activity,) = activities(run(series_and(*sessions)).state, NOW).activities.values()
    assert len(activity.sessions) <= 200
    assert activity.sessions[0].starts_at.year == 2026


EXAMPLES = DATA / "openactive" / "data-models-examples" / "versions" / "2.x" / "examples"


@needs("openactive")
@pytest.mark.parametrize(
    ("names", "count"),
    [(["event_example_1"], 1), (["sessionseries_example_1"], 1), (["courseinstance_example_1"], 1),
     (["sessionseries-split_example_1", "scheduledsession-split_example_1"], 1),
     (["facilityuse_example_1", "slot_example_1"], 1)],
)  # fmt: skip
def test_the_examples_of_the_standard_are_understood(names, count):
    records = [
        item
        for name in names
        for item in json.loads((EXAMPLES / f"{name}.json").read_text())["items"]
    ]
    result = run(good(*records))
    gathered = activities(result.state, dt.datetime(2018, 6, 1, tzinfo=dt.UTC))
    assert result.rejected == []
    assert (len(gathered.activities), gathered.rejected) == (count, [])
    assert all(activity.sessions for activity in gathered.activities.values())
