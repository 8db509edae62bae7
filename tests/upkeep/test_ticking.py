"""The clockwork does each thing when it must, and once."""

import datetime as dt
import threading

import pytest
from django.core import mail
from django_tasks_db.models import DBTaskResult

from wijkschakel.base import outbox
from wijkschakel.upkeep import ticking

NOON = dt.datetime(2026, 3, 2, 12, 1, tzinfo=dt.UTC)
THREE_AT_NIGHT = dt.datetime(2026, 3, 2, 2, 0, tzinfo=dt.UTC)  # three o'clock in Amsterdam


@pytest.fixture(autouse=True)
def var(settings, tmp_path):
    """Give a folder of its own."""
    settings.VAR = tmp_path
    return tmp_path


@pytest.mark.parametrize(
    ("moment", "last", "is_due"),
    [
        (THREE_AT_NIGHT, "", True),
        (THREE_AT_NIGHT, "2026-03-01", True),
        (THREE_AT_NIGHT, "2026-03-02", False),
        (THREE_AT_NIGHT - dt.timedelta(minutes=1), "", False),
        (THREE_AT_NIGHT + dt.timedelta(hours=2, minutes=59), "", True),
        (THREE_AT_NIGHT + dt.timedelta(hours=3), "", False),
        (dt.datetime(2026, 7, 2, 1, 0, tzinfo=dt.UTC), "", True),  # summer time
    ],
)
def test_the_night_starts_at_three_by_the_clock_on_the_wall(moment, last, is_due):
    assert ticking.is_night_work_due(moment, last) is is_due


@pytest.mark.django_db(transaction=True)
def test_a_tick_delivers_letters_and_leaves_a_sign_of_life(var):
    outbox.queue_mail(key="a", to="jan@example.org", subject="Dag", body="Tot zo", now=NOON)
    ticking.tick(NOON)
    assert [letter.to for letter in mail.outbox] == [["jan@example.org"]]
    assert (var / "tick.alive").exists()
    assert ticking.read_mark(var / "hourly.last") == "2026-03-02T12"
    assert ticking.read_mark(var / "nightly.last") == ""


@pytest.mark.django_db(transaction=True)
def test_the_night_work_is_done_once(var):
    ticking.tick(THREE_AT_NIGHT)
    assert ticking.read_mark(var / "nightly.last") == "2026-03-02"
    assert not ticking.is_night_work_due(THREE_AT_NIGHT, "2026-03-02")


@pytest.mark.django_db  # a connection that saw an error is asked whether it still answers
def test_what_fails_is_written_down_and_does_not_stop_the_clock(caplog):
    def fail():
        raise ValueError("no")

    assert ticking.attempt("work", fail) is False
    assert "work did not work; it is tried again" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_the_worker_is_asked_for_a_sign_of_life_every_five_minutes(var):
    ticking.tick(NOON)
    ticking.tick(NOON.replace(minute=5))
    tasks = DBTaskResult.objects.filter(task_path__endswith="sign_of_life")
    assert tasks.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_clock_stops_when_asked():
    stopping = threading.Event()

    def clock():
        stopping.set()
        return NOON

    ticking.run(clock, stopping)
    assert stopping.is_set()
