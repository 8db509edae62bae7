"""Counting attempts over all processes."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from tests.factories.people import MOMENT
from wijkschakel.base import throttle
from wijkschakel.base.models import Attempts

MINUTE = dt.timedelta(minutes=1)


def attempt(subject="ip", now=MOMENT, limit=3):
    return throttle.allow("test", subject, limit=limit, window=MINUTE, now=now)


@pytest.mark.django_db
def test_the_limit_holds_within_the_window_and_starts_again_after_it():
    assert [attempt() for _try in range(5)] == [True, True, True, False, False]
    assert attempt("another") is True
    assert attempt(now=MOMENT + dt.timedelta(seconds=61)) is True


@pytest.mark.django_db
def test_a_clock_that_is_set_back_does_not_lock_anybody_out():
    future = MOMENT + dt.timedelta(days=730)
    assert [attempt(now=future) for _try in range(4)] == [True, True, True, False]
    assert attempt(now=MOMENT) is True


@pytest.mark.django_db
def test_who_tried_is_kept_as_a_hash_only():
    attempt("fatma@example.org")
    assert "fatma" not in str(Attempts.objects.values().get())


@pytest.mark.django_db
def test_old_counts_are_forgotten():
    attempt("old")
    attempt("new", now=MOMENT + MINUTE)
    assert throttle.forget_old(now=MOMENT + MINUTE) == 1
    assert Attempts.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_trying_at_the_same_moment_gives_exactly_the_limit():
    def one(_number):
        try:
            return attempt(limit=5)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(one, range(40)))
    assert answers.count(True) == 5
