"""What is in a grown region: grown once, and looked at from many sides."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Count, F, Q

from tests import levels
from tests.upkeep.demo_digest import digest
from wijkschakel.activities.models import Activity, Session
from wijkschakel.base.models import SearchDocument
from wijkschakel.people.models import Person
from wijkschakel.places.models import District, Figure, Neighbourhood, Region
from wijkschakel.upkeep import searching
from wijkschakel.upkeep.demo import filling, outcomes, reset

NOW = dt.datetime(2026, 11, 24, 12, 20, tzinfo=dt.UTC)
RESIDENTS = 1000
pytestmark = pytest.mark.django_db


def fill(count: int, seed: int = 1) -> filling.Filled:
    """Fill without a word."""
    return filling.fill(count=count, seed=seed, now=NOW, say=lambda sentence: None)


@pytest.fixture(scope="module", autouse=True)
def filled(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Fill once; each test takes back what it changed, and in the end everything is."""
    with (
        django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch,
    ):  # fmt: skip
        if not levels.THOROUGH:  # the year of the town, which growing leaves as it is
            patch.setattr(outcomes, "write_outcomes", lambda *given: None)
        fill(RESIDENTS)
        yield
        transaction.set_rollback(True)


def test_counters_of_a_grown_region_are_right_and_all_of_it_can_be_found() -> None:
    counted = Session.objects.annotate(
        in_list=Count("enrolments", filter=Q(enrolments__state="joined"))
    )
    assert counted.filter(taken__gt=0).count() > 100
    assert not counted.exclude(taken=F("in_list")).exists()
    put = set(SearchDocument.objects.filter(kind="activity").values_list("thing_id", flat=True))
    assert put == set(Activity.objects.values_list("pk", flat=True))
    counts = searching.rebuild(NOW, say=lambda sentence: None)
    assert counts["activity"] == Activity.objects.count()
    before = digest()
    searching.rebuild(NOW, say=lambda sentence: None)
    assert digest() == before


def test_a_region_has_twelve_districts_sixty_neighbourhoods_and_a_history() -> None:
    assert Person.objects.count() == RESIDENTS
    assert (District.objects.count(), Neighbourhood.objects.count()) == (12, 60)
    assert Region.objects.get().districts.count() == 12
    first = Session.objects.order_by("starts_at").values_list("starts_at", flat=True)[0]
    assert (NOW - first).days > (330 if levels.THOROUGH else 240)


def test_the_figures_of_a_grown_region_are_its_own_residents() -> None:
    rows = Figure.objects.filter(indicator="residents")
    assert sum(rows.filter(area_code__startswith="BU").values_list("value", flat=True)) == RESIDENTS
    assert sum(rows.filter(area_code__startswith="GM").values_list("value", flat=True)) == RESIDENTS


def test_a_grown_region_is_not_grown_again() -> None:
    with pytest.raises(filling.AlreadyThere):
        fill(RESIDENTS + 100)


def test_it_is_taken_out_whole_and_the_same_seed_gives_the_same_also_in_two_goes() -> None:
    at_once = digest()
    reset.take_out()
    assert not Person.objects.exists()
    assert not District.objects.exists()
    assert not Activity.objects.exists()
    fill(600)
    fill(RESIDENTS)
    assert digest() == at_once
