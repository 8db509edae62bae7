"""Regions: composed, counted, rolled out."""

import datetime as dt

import pytest

from tests.factories.people import make_person
from tests.factories.places import (
    make_criterion,
    make_district,
    make_figure,
    make_municipality,
    make_region,
)
from wijkschakel.base.models import JournalEntry
from wijkschakel.places import actions, privacy, queries
from wijkschakel.places.models import Region, RolloutTick

NOW = dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    municipality = make_municipality(code="GM0355", name="Zeist")
    return [make_district(municipality=municipality, code=f"WK03550{n}") for n in (1, 2)]


def compose(name="Zeist en omgeving", **places):
    return actions.compose_region(name=name, by=None, now=NOW, **places)


def test_a_region_is_made_of_all_districts_of_a_municipality_and_of_single_ones(town):
    other, left_out = make_district(), make_district()
    region = compose(municipalities=[town[0].municipality], districts=[other])
    assert set(region.districts.all()) == {*town, other}
    assert left_out not in region.districts.all()
    assert region.slug == "zeist-en-omgeving"
    assert JournalEntry.objects.filter(action="compose_region").count() == 1


def test_composing_again_gives_exactly_these_districts_and_keeps_the_ticks(town):
    region = compose(districts=town)
    criterion = make_criterion(region)
    actions.tick_criterion(criterion=criterion, district=town[0], by=None, now=NOW)
    again = compose(districts=[town[0]])
    assert again.pk == region.pk
    assert list(again.districts.all()) == [town[0]]
    assert RolloutTick.objects.count() == 1


@pytest.mark.parametrize("name", ["", "   ", "!!!"])
def test_a_region_needs_a_name_and_districts(town, name):
    with pytest.raises(actions.NothingWritten):
        compose(name, districts=town)
    with pytest.raises(actions.NoDistricts):
        compose()
    assert Region.objects.count() == 0


def test_two_regions_do_not_get_the_same_address(town):
    compose("Zeist", districts=town)
    with pytest.raises(actions.NameTaken):
        compose("zeist!", districts=town)


def test_residents_are_added_up_and_far_from_the_aim_is_said(town):
    region = compose(districts=town)
    make_figure(town[0], value=40_000.0)
    population = queries.region_population(region)
    assert (population.residents, population.is_far) == (40_000, True)
    assert population.unknown == (town[1].name,)
    make_figure(town[1], value=60_000.0)
    population = queries.region_population(region)
    assert (population.residents, population.is_far, population.unknown) == (100_000, False, ())


def test_a_whole_municipality_counts_by_its_own_figure_and_a_part_does_not(town):
    make_figure(town[0], value=40_000.0)
    make_figure(town[1], value=60_000.0)
    make_figure(town[0].municipality, value=99_950.0)
    assert queries.region_population(compose(districts=town)).residents == 99_950
    assert queries.region_population(compose(districts=[town[0]])).residents == 40_000


def test_a_district_runs_when_everything_on_the_list_is_there(town):
    region = compose(districts=town)
    first, second = make_criterion(region), make_criterion(region)
    overview = queries.region_overview(region)
    assert (overview.up, overview.total) == (0, 2)
    for criterion in (first, second, first):
        actions.tick_criterion(criterion=criterion, district=town[0], by=None, now=NOW)
    overview = queries.region_overview(region)
    assert overview.up == 1
    assert [row.is_up for row in overview.rows if row.district == town[0]] == [True]
    actions.untick_criterion(criterion=second, district=town[0], by=None, now=NOW)
    assert queries.region_overview(region).up == 0


def test_without_a_list_nothing_runs(town):
    assert queries.region_overview(compose(districts=town)).up == 0


def test_a_district_that_does_not_count_is_no_part_of_the_total(town):
    region = compose(districts=town)
    region.memberships.filter(district=town[0]).update(is_rollout=False)
    assert queries.region_overview(region).total == 1


def test_ticks_are_noted_with_who_did_it_and_once(town):
    region, noor = compose(districts=town), make_person(given_name="Noor")
    criteria = [make_criterion(region), make_criterion(region)]
    strange = make_criterion(make_region())
    ticked = {criteria[0].pk, strange.pk, 10**18}
    for _turn in range(2):
        actions.set_ticks(region=region, district=town[0], ticked=ticked, by=noor, now=NOW)
    assert [(t.criterion, t.ticked_by) for t in RolloutTick.objects.all()] == [
        (criteria[0], noor.pk)
    ]
    entries = JournalEntry.objects.filter(action="tick_criterion")
    assert [(e.by, e.details) for e in entries] == [(noor.pk, {"district": town[0].code})]
    actions.set_ticks(region=region, district=town[0], ticked=set(), by=noor, now=NOW)
    assert RolloutTick.objects.count() == 0


def test_a_district_of_another_region_is_refused(town):
    criterion = make_criterion(compose(districts=[town[0]]))
    with pytest.raises(actions.NotInRegion):
        actions.tick_criterion(criterion=criterion, district=town[1], by=None, now=NOW)
    assert RolloutTick.objects.count() == 0


def test_a_criterion_is_kept_once_and_can_be_taken_away(town):
    region = compose(districts=town)
    for _turn in range(2):
        criterion = actions.add_criterion(
            region=region, text="  Elke week   spreekuur ", by=None, now=NOW
        )
    assert [c.text for c in region.criteria.all()] == ["Elke week spreekuur"]
    with pytest.raises(actions.NothingWritten):
        actions.add_criterion(region=region, text=" ", by=None, now=NOW)
    actions.remove_criterion(criterion=criterion, by=None, now=NOW)
    assert region.criteria.count() == 0


def test_who_ticked_can_take_it_along_and_is_forgotten_when_wiped(town):
    region, noor, sam = compose(districts=town), make_person(), make_person()
    for person, district in ((noor, town[0]), (sam, town[1])):
        actions.tick_criterion(
            criterion=make_criterion(region, text=f"Van {district.code}"),
            district=district, by=person, now=NOW,
        )  # fmt: skip
    assert privacy.export(noor.pk) == {
        "ticks": [
            {
                "criterion": f"Van {town[0].code}",
                "district": town[0].name,
                "ticked_at": "2026-03-02T09:30:00+00:00",
            }
        ]
    }
    privacy.erase(noor.pk)
    assert privacy.export(noor.pk) == {"ticks": []}
    assert sorted(map(str, RolloutTick.objects.values_list("ticked_by", flat=True))) == sorted(
        [str(sam.pk), "None"]
    )
