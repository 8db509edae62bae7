"""A commission keeps its figures as they were, is open for everybody or for nobody, and ends."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from tests.factories.commissions import DAY, make_award, make_bid, make_commission, make_figure
from tests.factories.people import MOMENT, grant_role
from tests.factories.places import make_region
from wijkschakel.base.models import JournalEntry
from wijkschakel.funding import rules
from wijkschakel.funding.actions import commissions as actions
from wijkschakel.funding.models import Commission, CommissionFigure
from wijkschakel.funding.queries import commissions as queries

pytestmark = pytest.mark.django_db
FIGURE = actions.Figure("need-join_in", "2026", "by_area", "linde", "all", 84, digest="d" * 64)


@pytest.fixture
def region(district):
    return make_region(district)


def terms(**changes):
    values = {
        "title": "Samen eten", "needed": "Elke week.", "heading": "join_in",
        "starts_on": dt.date(2026, 6, 1), "ends_on": dt.date(2026, 9, 1), "moments": 10,
        "places": 20, "bids_until": MOMENT + DAY,
    }  # fmt: skip
    return actions.Terms(**values | changes)


def write(region, by, figures=(FIGURE,), **changes):
    return actions.write_commission(
        region=region, terms=terms(**changes), figures=figures, by=by, now=MOMENT
    )


def test_a_commission_begins_in_the_making_with_its_figures(region, district, noor):
    row = write(region, noor, districts=[district], ceiling_cents=500_000, weighs=["near"])
    told = queries.find_commission(row.pk)
    assert (told.state, told.districts, told.weighs) == ("draft", [district], ["near"])
    figure = told.figures.get()
    assert (figure.number, figure.digest) == (84, "d" * 64)
    assert queries.public_in(region) == []


def test_changing_it_leaves_its_figures_as_they_were(region, noor):
    row = write(region, noor)
    actions.change_commission(commission=row, terms=terms(title="Samen koken"), by=noor, now=MOMENT)
    assert Commission.objects.get().title == "Samen koken"
    assert CommissionFigure.objects.get().number == 84


def test_a_figure_that_was_kept_back_stays_so(region, noor):
    hidden = actions.Figure("asked", "2026", "by_answer", "linde", "open", None)
    row = write(region, noor, figures=[hidden])
    assert row.figures.get().number is None


def test_opening_it_is_once_and_from_then_on_it_is_fixed(region, noor):
    row = write(region, noor)
    actions.open_commission(commission=row, by=noor, now=MOMENT)
    actions.open_commission(commission=row, by=noor, now=MOMENT)
    assert JournalEntry.objects.filter(action="open_commission").count() == 1
    with pytest.raises(actions.IsOpenAlready):
        actions.change_commission(commission=row, terms=terms(title="Anders"), by=noor, now=MOMENT)
    with pytest.raises(actions.IsOpenAlready):
        actions.drop_commission(commission=row, by=noor, now=MOMENT)
    assert [one.title for one in queries.public_in(region)] == ["Samen eten"]


def test_what_closes_in_the_past_does_not_open(region, noor):
    row = write(region, noor, bids_until=MOMENT)
    with pytest.raises(actions.ClosesTooSoon):
        actions.open_commission(commission=row, by=noor, now=MOMENT)


def test_what_is_in_the_making_can_be_thrown_away(region, noor):
    actions.drop_commission(commission=write(region, noor), by=noor, now=MOMENT)
    assert not Commission.objects.exists()


@pytest.mark.parametrize("role", ["funder", "organiser", "administrator", "professional"])
def test_only_who_coordinates_in_the_region_asks(region, jan, role):
    grant_role(jan, role, region)
    with pytest.raises(actions.MayNotAsk):
        write(region, jan)


def test_a_coordinator_of_another_region_asks_and_changes_nothing_here(
    region, noor, sam, elsewhere
):
    grant_role(sam, "coordinator", make_region(elsewhere))
    row = write(region, noor)
    with pytest.raises(actions.MayNotAsk):
        actions.open_commission(commission=row, by=sam, now=MOMENT)
    with pytest.raises(actions.MayNotAsk):
        actions.change_commission(commission=row, terms=terms(), by=sam, now=MOMENT)


def test_looking_back_is_once_and_only_on_what_was_chosen(region, noor, bas):
    row = make_commission(region)
    with pytest.raises(actions.NotRunning):
        actions.finish_commission(commission=row, review="Goed.", by=noor, now=MOMENT)
    make_award(row, make_bid(row), by=noor, second=bas)
    actions.finish_commission(commission=row, review=" Goed. ", by=noor, now=MOMENT)
    row.refresh_from_db()
    assert (row.state, row.review) == ("finished", "Goed.")
    with pytest.raises(actions.NotRunning):
        actions.finish_commission(commission=row, review="Anders.", by=noor, now=MOMENT)


def test_the_database_keeps_a_figure_once_and_days_in_order(region):
    row = make_commission(region)
    make_figure(row)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_figure(row, number=85)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_commission(region, ends_on=dt.date(2020, 1, 1))


def test_what_waits_at_the_desk(region, noor, bas):
    late = MOMENT + 2 * DAY
    row = make_commission(region)
    assert list(queries.to_choose(MOMENT)) == []
    assert list(queries.to_choose(late)) == [row]
    award = make_award(row, make_bid(row), by=noor, now=late)
    assert list(queries.to_choose(late)) == []
    assert list(queries.to_confirm(late)) == [award]
    award.confirmed_by, award.confirmed_at = bas, late
    award.save()
    Commission.objects.update(state="awarded")
    assert list(queries.to_confirm(late)) == []
    assert list(queries.to_look_back(late)) == []
    assert list(queries.to_look_back(late + 90 * DAY)) == [row]


def test_amounts_are_divided_to_the_nearest_cent():
    assert rules.total_cents(9_500, "moment", 48) == 456_000
    assert rules.total_cents(580_000, "all", 40) == 580_000
    assert [rules.cents_per(*pair) for pair in ((100, 3), (200, 3), (5, 2), (0, 7))] == [
        33, 67, 3, 0,
    ]  # fmt: skip
