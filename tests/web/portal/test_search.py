"""One box to ask anything."""

import datetime as dt

import pytest

from tests.factories.activities import make_activity, make_session
from tests.factories.places import make_venue
from tests.factories.services import make_service
from wijkschakel.activities.actions import finding_services
from wijkschakel.base import clock

ADDRESS = "/zoeken/"


@pytest.fixture
def walk(district):
    venue = make_venue(district=district, name="De Kachel", latitude=52.25, longitude=6.16)
    activity = make_activity(district=district, title="Samen wandelen", venue=venue)
    return make_session(activity=activity, starts_at=clock.now() + dt.timedelta(days=1))


def page(client, question):
    """Ask, and give the page."""
    response = client.get(ADDRESS, {"vraag": question})
    assert response.status_code == 200
    return response.content.decode()


def test_an_english_word_finds_the_walk_with_where_and_why(client, walk):
    answer = page(client, "hiking")
    assert f'href="/bijeenkomst/{walk.pk}/"' in answer
    assert "De Kachel" in answer
    assert '<span dir="auto">wandelen</span>' in answer


def test_why_is_not_said_when_it_is_the_word_that_was_typed(client, walk):
    assert "Gevonden op" not in page(client, "wandelen")


def test_who_helps_is_found_too_under_a_heading_of_its_own(client, district, walk):
    service = make_service(district=district, name="Wandelcoach", assured_on=clock.now().date())
    finding_services.put_services([service.pk], clock.now())
    answer = page(client, "wandelen")
    assert 'id="te-doen"' in answer
    assert f'href="/hulp/{service.pk}/"' in answer or str(service.pk) in answer


def test_what_has_no_session_to_come_is_not_shown(client, district):
    make_activity(district=district, title="Samen wandelen")
    assert "Dit vonden we niet" in page(client, "wandelen")


def test_nothing_found_gives_a_person_to_call(client, walk):
    answer = page(client, "xqzzyk")
    assert "Vraag het een mens" in answer
    assert "088 000 12 34" in answer


def test_a_word_too_many_is_left_out_in_the_suggestion(client, district):
    make_activity(district=district, title="Samen wandelen")
    assert "?vraag=wandelen" in page(client, "wandlen")


@pytest.mark.parametrize(
    "strange", ["", "\0", "x" * 10_000, "de het een", "🙂", "\u202eabc", "' OR 1=1 --", "%s %(x)s"]
)
def test_strange_questions_give_a_page(client, walk, strange):
    assert "Waar zoek je naar?" in page(client, strange)


def test_what_was_typed_is_shown_as_text(client, walk):
    assert "<script>alert" not in page(client, '"><script>alert(1)</script>')


@pytest.mark.parametrize("rows", [1, 12])
def test_the_page_takes_ten_queries_however_much_is_found(
    client, district, walk, rows, django_assert_max_num_queries
):
    for number in range(rows):
        service = make_service(
            district=district, name=f"Wandelhulp {number}", assured_on=clock.now().date()
        )
        finding_services.put_services([service.pk], clock.now())
        activity = make_activity(district=district, title=f"Wandelen {number}")
        make_session(activity=activity, starts_at=clock.now() + dt.timedelta(days=1))
    page(client, "wandelen")
    with django_assert_max_num_queries(10):
        page(client, "wandelen")
    for side in ("informeel", "formeel"):
        with django_assert_max_num_queries(10):
            client.get("/zoeken/", {"vraag": "wandelen", "wie": side})
