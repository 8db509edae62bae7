"""A disk that is full, a database that hangs up: a clear page, and nothing is lost."""

import datetime as dt

import pytest
from django.db import connection, connections
from django.urls import reverse

from tests.client import visitor
from tests.factories.activities import make_activity, make_session
from wijkschakel.activities.models import Enrolment, Session
from wijkschakel.base import clock
from wijkschakel.people.models import Person


@pytest.fixture
def walk(transactional_db) -> Session:
    """Give a walk of tomorrow, in a database that really commits."""
    return make_session(activity=make_activity(), starts_at=clock.now() + dt.timedelta(days=1))


def join(browser, session: Session):
    form = {"given_name": "Ria", "once": "A" * 32}
    return browser.post(reverse("portal:join_session", args=[session.pk]), form)


def pragma(name: str, value: int | None = None) -> int:
    """Read a setting of SQLite, or set it."""
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}" + ("" if value is None else f" = {value}"))
        return cursor.fetchone()[0]


@pytest.mark.sqlite
def test_a_full_disk_keeps_the_form_and_joins_once_there_is_room(walk):
    browser = visitor()
    browser.raise_request_exception = False
    limit = pragma("max_page_count")
    try:
        pragma("max_page_count", pragma("page_count"))
        # Fill what is left in the last pages, so that the next write needs a new one.
        full = [join(browser, walk)]
        for number in range(200):
            if full[-1].status_code == 503:
                break
            form = {"given_name": "R" * 120, "once": f"{number:032}"}
            full.append(browser.post(reverse("portal:join_session", args=[walk.pk]), form))
        assert full[-1].status_code == 503
        page = full[-1].content.decode()
        assert "bewaren" in page
        assert "R" * 120 in page or "Ria" in page
        before = Enrolment.objects.count()
    finally:
        pragma("max_page_count", limit)
    walk.refresh_from_db()
    assert (walk.taken, Person.objects.filter(is_guest=True).count()) == (before, before)
    again = {"given_name": "Mia", "once": "B" * 32}
    address = reverse("portal:join_session", args=[walk.pk])
    assert browser.post(address, again).status_code in (302, 422)


@pytest.mark.postgresql
def test_a_database_that_hangs_up_gives_a_kind_page_and_the_next_try_works(walk):
    browser = visitor()
    browser.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        process = cursor.fetchone()[0]
    other = connections.create_connection("default")
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [process])
    other.close()
    answer = join(browser, walk)
    assert answer.status_code == 503
    assert "Ria" in answer.content.decode()
    connection.close()
    assert join(browser, walk).status_code == 302
    assert Enrolment.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("years", [-2, 2])
def test_a_clock_that_is_years_off_still_opens_the_pages(walk, monkeypatch, years):
    wrong = clock.now() + dt.timedelta(days=365 * years)
    monkeypatch.setattr(clock, "now", lambda: wrong)
    browser = visitor()
    for address in ("/", reverse("portal:agenda"), reverse("account:sign_in")):
        assert browser.get(address).status_code == 200
    answer = join(browser, walk)
    expected = 302 if years < 0 else 422
    assert answer.status_code == expected
