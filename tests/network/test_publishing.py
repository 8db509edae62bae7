"""What machines are told: it changes when anything about it does, and never about persons."""

import datetime as dt
import json

import pytest

from tests.factories.activities import make_activity, make_lead, make_session
from tests.factories.people import MOMENT, make_person
from tests.factories.places import make_venue
from wijkschakel.activities.actions import finding, joining, organising
from wijkschakel.activities.models import PublicItem, PublicMark
from wijkschakel.network.actions import publishing

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)
DAY = dt.timedelta(days=1)
SERIES, SCHEDULED = PublicItem.Kind.SERIES, PublicItem.Kind.SCHEDULED


@pytest.fixture
def walk(district):
    """Give a session of a walk with twelve places, two days ahead, in a park with an address."""
    venue = make_venue(
        district=district, name="De Kachel", street="Kade 1", postcode="1234 AB", town="Lindedorp"
    )
    activity = make_activity(district=district, venue=venue, title="Samen wandelen")
    return make_session(activity=activity, starts_at=MOMENT + 2 * DAY)


def publish(after=MINUTE):
    """Publish what was marked."""
    return publishing.publish_marked(now=MOMENT + after)


def items(kind):
    """Give everything of a kind, by number."""
    return list(PublicItem.objects.filter(kind=kind).order_by("number"))


def data(kind):
    """Give what is told of the only thing of a kind."""
    [item] = items(kind)
    return json.loads(item.text)


def test_a_walk_is_published_and_a_second_time_nothing_changes(walk):
    assert publish() == 3
    assert data(SERIES)["activity"][0]["prefLabel"] == "Walking"
    assert data(SCHEDULED)["remainingAttendeeCapacity"] == 12
    finding.set_next(walk.activity, MOMENT)
    assert publish() == 0
    assert not PublicMark.objects.exists()


def test_who_joins_takes_a_place_in_the_feed_and_leaves_no_trace(walk, fatma):
    publish()
    before = items(SCHEDULED)[0].number
    joining.join_session(session=walk, person=fatma, by=fatma, now=MOMENT)
    assert publish(2 * MINUTE) == 1
    [item] = items(SCHEDULED)
    assert item.number > before
    assert json.loads(item.text)["remainingAttendeeCapacity"] == 11
    assert "Fatma" not in item.text


def test_a_lead_who_shows_a_name_is_in_no_feed(walk):
    wil = make_person(given_name="Wilhelmina", district=walk.district)
    make_lead(walk.activity, wil, shows_name=True)
    publish()
    told = "".join(PublicItem.objects.values_list("text", flat=True))
    assert "Samen wandelen" in told
    assert "Wilhelmina" not in told
    assert data(SERIES)["organizer"]["name"] == f"Bewoners van {walk.district.name}"


def test_a_venue_with_a_new_name_changes_what_holds_it(walk):
    publish()
    venue = walk.activity.venue
    venue.name = "De Haard"
    venue.save()
    before = items(SERIES)[0].number
    assert publishing.publish_all(now=MOMENT + DAY) == 2
    assert data(SERIES)["location"]["name"] == "De Haard"
    assert items(SERIES)[0].number > before


def test_a_cancelled_session_stays_and_says_so(walk):
    publish()
    organising.cancel_session(session=walk, reason="Storm", by=None, now=MOMENT)
    publish(2 * MINUTE)
    assert data(SCHEDULED)["eventStatus"] == "https://schema.org/EventCancelled"
    assert items(PublicItem.Kind.SESSION)[0].version == 1


def test_what_was_wiped_is_told_for_a_month_and_then_forgotten(walk):
    publish()
    pk = walk.activity.pk
    finding.drop_activities([pk])
    walk.activity.delete()
    assert publish(2 * MINUTE) == 3
    assert [(item.is_deleted, item.text) for item in items(SERIES)] == [(True, "")]
    publishing.publish_all(now=MOMENT + 29 * DAY)
    assert len(items(SERIES)) == 1
    publishing.publish_all(now=MOMENT + 31 * DAY)
    assert items(SERIES) == []


def test_what_went_without_a_mark_is_found_at_night(walk):
    publish()
    walk.activity.delete()
    assert publish(2 * MINUTE) == 0
    publishing.publish_all(now=MOMENT + DAY)
    assert [item.is_deleted for item in items(SERIES)] == [True]


def test_what_is_hidden_and_shown_again_is_one_item_with_a_new_number(walk):
    publish()
    first = items(SERIES)[0]
    for state in ("stopped", "published"):
        organising.change_activity(activity=walk.activity, by=None, now=MOMENT, state=state)
        publish(2 * MINUTE)
    [item] = items(SERIES)
    assert (item.pk, item.is_deleted, item.version) == (first.pk, False, 2)
    assert item.number > first.number


def test_a_session_that_is_over_goes_a_day_later(walk):
    publish()
    publishing.publish_all(now=walk.ends_at + DAY - MINUTE)
    assert [item.is_deleted for item in items(SCHEDULED)] == [False]
    publishing.publish_all(now=walk.ends_at + DAY)
    assert [item.is_deleted for item in items(SCHEDULED)] == [True]


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Samen koken", "theme": "eat"},
        {"title": "Wandelen door kookboeken", "theme": "eat"},
        {"price_cents": None},
        {"venue": None},
    ],
)
def test_what_openactive_has_no_honest_words_for_is_not_in_its_feeds(walk, changes):
    organising.change_activity(activity=walk.activity, by=None, now=MOMENT, **changes)
    publish()
    assert (items(SERIES), items(SCHEDULED)) == ([], [])
    assert len(items(PublicItem.Kind.SESSION)) == 1


def test_numbers_never_come_back(walk):
    publish()
    highest = PublicItem.objects.order_by("-number").values_list("number", flat=True)[0]
    walk.activity.delete()
    publishing.publish_all(now=MOMENT + DAY)
    publishing.publish_all(now=MOMENT + 40 * DAY)
    assert not PublicItem.objects.exists()
    make_session(activity=make_activity())
    publish()
    assert PublicItem.objects.get().number > highest + 3
