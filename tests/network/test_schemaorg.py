"""Events in the words of schema.org."""

import datetime as dt
import json

import pytest

from wijkschakel.network.readers.files import Notes, UnreadableFile
from wijkschakel.network.readers.schemaorg import read_events
from wijkschakel.network.readers.themes import guess

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)


def event(**changes):
    values = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Samen wandelen",
        "startDate": "2026-06-15T18:00:00Z",
        "endDate": "2026-06-15T19:00:00Z",
        "url": "https://example.org/wandelen",
    }
    return {k: v for k, v in (values | changes).items() if v is not None}


def read(tmp_path, content):
    path = tmp_path / "events.jsonld"
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return read_events(path, NOW, Notes())


def one(tmp_path, **changes):
    gathered = read(tmp_path, event(**changes))
    assert gathered.rejected == []
    [activity] = gathered.activities.values()
    return activity, gathered


def moments(activity):
    return [(s.starts_at.isoformat()[:16], s.ends_at.isoformat()[:16]) for s in activity.sessions]


@pytest.mark.parametrize(
    "wrap",
    [
        lambda e: [e],
        lambda e: e,
        lambda e: {"@context": "https://schema.org", "@graph": [e]},
        lambda e: {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": e}]},
        lambda e: [{"@graph": [e]}],
    ],
    ids=["list", "object", "graph", "item list", "graph in list"],
)
def test_every_usual_wrapping_is_opened(tmp_path, wrap):
    gathered = read(tmp_path, wrap(event()))
    assert [a.title for a in gathered.activities.values()] == ["Samen wandelen"]
    assert gathered.rejected == []


def test_moments_without_a_zone_and_days_are_dutch(tmp_path):
    assert moments(one(tmp_path, startDate="2026-06-15T10:00", endDate=None)[0]) == [
        ("2026-06-15T08:00", "2026-06-15T09:00")
    ]
    assert moments(one(tmp_path, startDate="2026-06-15", endDate="2026-06-15")[0]) == [
        ("2026-06-14T22:00", "2026-06-15T22:00")
    ]
    assert moments(one(tmp_path, endDate=None, duration="PT2H30M")[0]) == [
        ("2026-06-15T18:00", "2026-06-15T20:30")
    ]


@pytest.mark.parametrize(
    ("changes", "cents"),
    [
        ({"isAccessibleForFree": True}, 0),
        ({"offers": {"price": "4,50", "priceCurrency": "EUR"}}, 450),
        ({"offers": [{"price": p, "priceCurrency": "EUR"} for p in (9, 3)]}, 300),
        ({"offers": {"lowPrice": 2, "priceCurrency": "eur"}}, 200),
        ({"offers": {"price": 20, "priceCurrency": "CAD"}}, None),
        ({"offers": {"price": 20}}, None),
        ({"offers": {"price": 0, "priceCurrency": "CAD"}}, 0),
        ({"offers": {"price": "NaN", "priceCurrency": "EUR"}}, None),
        ({"offers": {"price": -5, "priceCurrency": "EUR"}}, None),
        ({"offers": "gratis"}, None),
        ({}, None),
    ],
)  # fmt: skip
def test_only_euros_are_a_price(tmp_path, changes, cents):
    assert one(tmp_path, **changes)[0].price_cents == cents


def test_a_price_in_other_money_is_said(tmp_path):
    _activity, gathered = one(tmp_path, offers={"price": 20, "priceCurrency": "CAD"})
    assert gathered.notes() == ["1 times: a price in CAD; not taken over."]


def test_a_place_is_read_and_a_virtual_one_is_not(tmp_path):
    place = {
        "@type": "Place",
        "name": "De Molen",
        "address": {"streetAddress": "Molenstraat 1", "postalCode": "7411 AA",
                    "addressLocality": "Hazelrode"},
        "geo": {"latitude": "52.25", "longitude": 6.15},
    }  # fmt: skip
    found = one(tmp_path, location=[{"@type": "VirtualLocation"}, place])[0].place
    assert (found.name, found.street, found.postcode, found.town) == (
        "De Molen", "Molenstraat 1", "7411AA", "Hazelrode",
    )  # fmt: skip
    assert (found.longitude, found.latitude) == (6.15, 52.25)
    assert one(tmp_path, location={"@type": "VirtualLocation"})[0].place is None
    assert one(tmp_path, location="De Molen")[0].place.name == "De Molen"
    assert (
        one(tmp_path, location=place | {"geo": {"latitude": 999, "longitude": 1}})[0].place.latitude
        is None
    )


@pytest.mark.parametrize("status", ["EventCancelled", "https://schema.org/EventPostponed"])
def test_a_cancelled_event_is_cancelled(tmp_path, status):
    assert [s.is_cancelled for s in one(tmp_path, eventStatus=status)[0].sessions] == [True]


def test_the_same_event_on_other_moments_is_one_activity(tmp_path):
    later = event(startDate="2026-06-22T18:00:00Z", endDate="2026-06-22T19:00:00Z")
    gathered = read(tmp_path, [event(), later, event()])
    assert len(gathered.activities) == 1
    assert len(next(iter(gathered.activities.values())).sessions) == 2
    assert [r.reason for r in gathered.rejected] == [
        "duplicate id: the same event at the same moment"
    ]


def test_parts_of_an_event_are_its_sessions(tmp_path):
    parts = [{"@type": "Event", "startDate": f"2026-06-{d}T18:00:00Z"} for d in (15, 16)]
    activity, _gathered = one(tmp_path, subEvent=parts)
    assert [start for start, _end in moments(activity)] == ["2026-06-15T18:00", "2026-06-16T18:00"]


def test_a_simple_schedule_is_followed(tmp_path):
    schedule = {
        "startDate": "2026-03-24", "endDate": "2026-04-08", "startTime": "10:00",
        "endTime": "11:30", "repeatFrequency": "P1W", "exceptDate": ["2026-04-02"],
        "byDay": ["https://schema.org/Tuesday", "Thursday"], "scheduleTimezone": "Europe/Amsterdam",
    }  # fmt: skip
    activity, _gathered = one(tmp_path, eventSchedule=schedule, startDate=None, endDate=None)
    assert moments(activity) == [
        ("2026-03-24T09:00", "2026-03-24T10:30"),
        ("2026-03-26T09:00", "2026-03-26T10:30"),
        ("2026-03-31T08:00", "2026-03-31T09:30"),
        ("2026-04-07T08:00", "2026-04-07T09:30"),
    ]


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (event(name=""), "no title"),
        (event(startDate=None), "no start that can be read"),
        (event(startDate="volgende week"), "no start that can be read"),
        (event(endDate="2026-06-15T17:00:00Z"), "it ends before it starts"),
        (event(startDate="0800-01-01T10:00:00Z"), "the year 800 cannot be right"),
        (event(**{"@type": "Recipe"}), "not an event: Recipe"),
        (event(**{"@type": None}), "not an event: no @type"),
        ("tekst", "not an event: no @type"),
        (event(eventSchedule={"repeatFrequency": "P1M", "startDate": "2026-01-01",
                              "startTime": "10:00"}),
         "repeats in a way that is not read: only days and weeks are"),
        (event(eventSchedule={"repeatFrequency": "P1W"}), "a schedule without start"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_rejected_with_its_reason(tmp_path, item, reason):
    gathered = read(tmp_path, [item, event(name="Goed", url="https://example.org/goed")])
    assert [a.title for a in gathered.activities.values()] == ["Goed"]
    assert [r.reason for r in gathered.rejected] == [reason]


def test_html_and_personal_data_of_the_organiser_stay_out(tmp_path):
    activity, _gathered = one(
        tmp_path,
        name="Soep &amp; <b>brood</b>",
        description="<p>Kom!</p><img src=x onerror=alert(1)><style>p{}</style>",
        organizer={"name": "Jan", "email": "jan@example.org", "telephone": "0612345678"},
        url="data:text/html,hoi",
    )
    assert (activity.title, activity.description, activity.url) == ("Soep & brood", "Kom!", "")
    assert "jan@example.org" not in repr(activity)
    assert "0612345678" not in repr(activity)


def test_texts_with_a_language_or_in_a_list_are_read(tmp_path):
    activity, _gathered = one(
        tmp_path, name={"@value": "Wandern", "@language": "de"}, inLanguage={"alternateName": "de"},
        keywords="lopen, buiten",
    )  # fmt: skip
    assert (activity.title, activity.language, activity.keywords) == (
        "Wandern", "de", ("lopen", "buiten"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("content", "words"),
    [("[{", "not JSON"), ("geen json", "it does not start with"), ("[1,", "not JSON")],
)
def test_a_file_that_is_no_json_says_so(tmp_path, content, words):
    with pytest.raises(UnreadableFile, match=words):
        read(tmp_path, content)


@pytest.mark.parametrize(
    ("title", "theme"),
    [
        ("Samen wandelen in het park", "move"), ("Soep eten bij de buren", "eat"),
        ("Koor: zingen voor iedereen", "music"), ("Breien en haken", "make"),
        ("Computercursus", "learn"), ("Tuinieren in de buurttuin", "green"),
        ("Hulp bij formulieren", "help"), ("Xyzzy", "talk"), ("", "talk"),
    ],
)  # fmt: skip
def test_the_theme_is_guessed_from_the_words(title, theme):
    assert guess(title, (), "") == theme
