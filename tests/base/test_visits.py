"""Counting visits without knowing visitors."""

import datetime as dt

import pytest
from django.db import DatabaseError

from wijkschakel.base import visits
from wijkschakel.base.models import Visit

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


def rows():
    return sorted(Visit.objects.values_list("day", "page", "count"))


def test_visits_are_written_once_a_minute_and_add_up():
    counter = visits.VisitCounter()
    for seconds in (0, 1, 59):
        counter.add("portal:agenda", NOW + dt.timedelta(seconds=seconds))
    assert rows() == []
    counter.add("home:today", NOW + dt.timedelta(seconds=60))
    assert rows() == [(NOW.date(), "home:today", 1), (NOW.date(), "portal:agenda", 3)]
    counter.add("portal:agenda", NOW)
    counter.write(NOW)
    assert rows() == [(NOW.date(), "home:today", 1), (NOW.date(), "portal:agenda", 4)]


def test_the_most_visited_page_comes_first():
    Visit.objects.create(day=NOW.date(), page="a", count=1)
    Visit.objects.create(day=NOW.date(), page="b", count=5)
    Visit.objects.create(day=NOW.date() - dt.timedelta(days=40), page="a", count=100)
    assert visits.visits_since(NOW.date()) == [("b", 5), ("a", 1)]


def test_what_could_not_be_written_is_held(monkeypatch):
    counter = visits.VisitCounter()
    counter.add("home:today", NOW)

    def away(counts):
        raise DatabaseError

    with monkeypatch.context() as broken:
        broken.setattr(visits, "_add", away)
        counter.write(NOW)
    assert rows() == []
    counter.write(NOW)
    assert rows() == [(NOW.date(), "home:today", 1)]
