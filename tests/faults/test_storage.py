"""A disk that is full, a database that hangs up: a clear page, and nothing is lost."""

import contextlib
import datetime as dt

import pytest
from django.db import OperationalError, connection, connections
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


def fill_the_disk() -> None:
    """Let the database not grow any more, and use up the pages it has free."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS filler (stuff BLOB)")
        pragma("max_page_count", pragma("page_count"))
        for size in (3000, 300, 30):
            with contextlib.suppress(OperationalError):
                while True:
                    cursor.execute("INSERT INTO filler VALUES (zeroblob(%s))", [size])


@pytest.mark.sqlite
def test_a_full_disk_keeps_the_form_and_loses_nothing(transactional_db):
    walk = make_session(
        activity=make_activity(capacity=None), starts_at=clock.now() + dt.timedelta(days=1)
    )
    browser = visitor()
    browser.raise_request_exception = False
    address = reverse("portal:join_session", args=[walk.pk])
    limit = pragma("max_page_count")
    try:
        fill_the_disk()
        # The last pages of the tables have some room left; soon that is gone too.
        for number in range(20):
            answer = browser.post(address, {"given_name": "Ria" * 30, "once": f"{number:032}"})
            if answer.status_code == 503:
                break
        joined = number
    finally:
        pragma("max_page_count", limit)
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE filler")
    page = answer.content.decode()
    assert (answer.status_code, "Ria" * 30 in page) == (503, True)
    walk.refresh_from_db()
    guests = Person.objects.filter(is_guest=True).count()
    assert (walk.taken, guests, Enrolment.objects.count()) == (joined, joined, joined)
    again = browser.post(address, {"given_name": "Ria" * 30, "once": f"{joined:032}"})
    assert (again.status_code, Enrolment.objects.count()) == (302, joined + 1)


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
