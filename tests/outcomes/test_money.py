"""Euros of a quarter, and how far a district is: things that are counted, and never a few."""

import datetime as dt

import pytest

from tests.factories import initiatives
from tests.factories.people import make_organisation
from tests.factories.places import make_venue
from tests.outcomes.small_region import DAY, JUNE, NOW, Town
from wijkschakel.activities.models import FreePlace, InitiativeParty, SupportAsk
from wijkschakel.outcomes.actions import saying
from wijkschakel.outcomes.queries.facts import balance, money, things
from wijkschakel.outcomes.rules import periods, ripeness
from wijkschakel.support.models import Arrangement

pytestmark = pytest.mark.django_db
QUARTER = periods.Span(
    "2026-Q2",
    periods.midnight(dt.date(2026, 4, 1)),
    periods.midnight(dt.date(2026, 7, 1)),
)


@pytest.fixture
def town(db):
    """Give a region where a walk costs two euros and a half."""
    made = Town()
    made.activity.price_cents = 250
    made.activity.is_free_with_little_money = True
    made.activity.save()
    return made


def test_what_people_paid_is_told_of_ten_or_more_and_not_of_who_came_for_free(town):
    who = town.people(9)
    session = town.meet(who)
    assert money.paid(town.region, QUARTER) is None
    more = town.people(5)
    town.meet(more)
    town.meet(town.people(3), JUNE + 40 * DAY)  # another quarter
    FreePlace.objects.bulk_create(
        FreePlace(session=session, person=one, price_cents=250, asked_at=JUNE) for one in more[:2]
    )
    assert money.paid(town.region, QUARTER) == 30  # twelve times 2.50
    assert money.free(town.region, QUARTER) == 5
    for day in range(1, 20):  # one pays more than all others together
        town.meet(who[:1], JUNE - day * DAY)
    assert money.paid(town.region, QUARTER) is None


def test_what_was_found_and_saved_is_told_and_never_of_a_few_requests(town):
    one = initiatives.make_initiative(district=town.districts[0])
    for state, cents in (("met", 20_000), ("met", 5_000), ("open", 90_000)):
        SupportAsk.objects.create(
            initiative=one, kind="money", what="Zaden", amount_cents=cents, state=state,
            asked_at=JUNE, met_at=JUNE if state == "met" else None,
        )  # fmt: skip
    assert money.found(town.region, QUARTER) == 250
    venue = make_venue(district=town.districts[0])

    def arrange(solved):
        Arrangement.objects.create(
            district=town.districts[0], theme="meal", venue=venue, starts_at=JUNE + 9 * DAY,
            minutes=90, smallest=4, largest=8, cost_cents=2_000, alone_cents=1_000, solved=solved,
            alone_minutes=0, together_minutes=0, state="going", made_at=JUNE,
            answer_until=JUNE + DAY, settled_at=JUNE,
        )  # fmt: skip

    arrange(5)
    assert money.saved(town.region, QUARTER) is None
    arrange(5)
    arrange(6)
    assert money.saved(town.region, QUARTER) == 100  # sixteen times 10 less three times 20


def test_euros_of_a_quarter_are_told_once_and_never_anew(town):
    town.meet(town.people(20))
    span = periods.year(2026)
    first = saying._once(town.region, span, NOW, {})
    assert (first["euros_paid:2026-Q2"], first["euros_paid"]) == (50, 50)
    assert "euros_paid:2026-Q4" not in first  # is not over
    town.meet(town.people(1), JUNE + DAY)
    assert saying._once(town.region, span, NOW, first) == first


def test_how_far_a_district_is_goes_up_with_time_and_parties(town):
    last = dt.date(2026, 11, 25)
    here, there = (district.code for district in town.districts)

    def steps():
        rows = balance.things_of_districts(town.region, dt.date(2026, 1, 1), last)
        return balance.ripe(rows, last)

    one = initiatives.make_initiative(
        district=town.districts[0], level="resident", block="learning",
        started_on=dt.date(2026, 3, 1),
    )  # fmt: skip
    initiatives.make_initiative(
        district=town.districts[1], started_on=dt.date(2020, 1, 1), block="", level=""
    )
    assert steps() == {f"ripe:{here}:learning": ripeness.BEGUN}
    one.started_on = dt.date(2025, 11, 1)
    one.save()
    assert steps() == {f"ripe:{here}:learning": ripeness.GOES_ON}
    for state in ("active", "active", "invited"):
        InitiativeParty.objects.create(
            initiative=one, organisation=make_organisation(), role="owner", state=state,
            since=JUNE,
        )  # fmt: skip
    assert steps() == {f"ripe:{here}:learning": ripeness.CARRIED}
    one.started_on = dt.date(2026, 12, 1)
    one.save()
    assert steps() == {}  # is yet to come
    assert there not in str(steps())


def test_growth_begins_with_the_first_thing_held_begun_or_arranged(town):
    town.begins(0, JUNE - 4 * 365 * DAY)
    spans = [periods.year(2025), periods.year(2026)]

    def grown(key):
        found = things.by_year(town.region, spans, NOW)
        return [found[year][key] for year in range(2021, 2027)]

    assert (grown("districts_started"), grown("sessions")) == ([0, 1, 1, 1, 1, 1], [0] * 6)
    town.meet(town.people(1), JUNE - 2 * 365 * DAY)
    assert (grown("sessions"), grown("activities")) == ([0, 0, 0, 1, 0, 0], [0, 0, 0, 1, 0, 0])
    initiatives.make_initiative(
        district=town.districts[0], started_on=(JUNE - 3 * 365 * DAY).date()
    )
    assert grown("initiatives") == [0, 0, 1, 1, 1, 1]
