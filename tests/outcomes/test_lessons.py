"""Lessons count among what is done: in their year, in their place, and never as a person."""

import datetime as dt

import pytest

from tests.factories.lessons import CAME, make_lesson, make_use
from tests.factories.people import make_organisation
from tests.factories.places import make_district, make_region
from wijkschakel.outcomes.queries.facts import balance, lessons
from wijkschakel.outcomes.rules import ripeness
from wijkschakel.outcomes.rules.ripeness import Thing

pytestmark = pytest.mark.django_db
FIRST, LAST = dt.date(2026, 1, 1), dt.date(2026, 12, 31)
SPRING = dt.datetime(2026, 4, 1, 12, tzinfo=dt.UTC)
YEAR = dt.timedelta(days=365)


@pytest.fixture
def here():
    return make_district()


@pytest.fixture
def there():
    return make_district()


@pytest.fixture
def region(here, there):
    return make_region(here, there)


def lesson(district, moment=SPRING, **more):
    words = {"until_on": moment.date() + dt.timedelta(days=60), "published_at": moment}
    return make_lesson(district=district, **words | more)


def placed(region):
    return dict(lessons.placed(region, FIRST, LAST))


def ripe(region):
    return balance.ripe(balance.things_of_districts(region, FIRST, LAST), LAST)


def test_a_lesson_counts_in_the_year_it_was_tried_told_or_used(region, here):
    lesson(here)
    lesson(here, state="draft")
    lesson(here, state="withdrawn", withdrawn_at=SPRING, why_withdrawn="Dubbel.")
    old = lesson(here, SPRING - 2 * YEAR)
    lesson(here, SPRING + YEAR)
    lesson(make_district())
    assert placed(region) == {("resident", "learning"): 1}
    make_use(old, organisation=make_organisation(), since=SPRING - YEAR, ended_at=SPRING)
    assert placed(region) == {("resident", "learning"): 2}
    lesson(here, SPRING - 2 * YEAR, **CAME | {"told_at": SPRING})
    assert placed(region) == {("resident", "learning"): 3}


def test_a_lesson_begins_a_block_and_another_party_carries_it(region, here, there):
    one = lesson(here, block="data")
    assert ripe(region) == {f"ripe:{here.code}:data": ripeness.BEGUN}
    use = make_use(one, organisation=make_organisation(district=there), since=SPRING)
    assert ripe(region) == {
        f"ripe:{here.code}:data": ripeness.CARRIED, f"ripe:{there.code}:data": ripeness.BEGUN,
    }  # fmt: skip
    use.ended_at = use.since = SPRING - YEAR
    use.save()
    assert ripe(region) == {f"ripe:{here.code}:data": ripeness.BEGUN}


def test_an_old_lesson_does_not_go_on_by_itself():
    def step(**more):
        return ripeness.step(Thing("WK1", "data", FIRST - YEAR, **more), LAST)

    assert step(parties=1, is_lesson=True) == ripeness.BEGUN
    assert step(parties=2, is_lesson=True) == ripeness.CARRIED
    assert step(parties=1) == ripeness.GOES_ON
