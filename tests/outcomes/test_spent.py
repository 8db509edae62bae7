"""What was spent: counted as written, told once, and never so that one fee can be read from it."""

import datetime as dt
import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.factories import initiatives
from tests.factories.people import make_organisation, make_person
from tests.factories.places import make_region
from tests.factories.spending import day, make_pay, make_spending
from tests.outcomes.small_region import NOW, Town
from wijkschakel.outcomes.actions import saying
from wijkschakel.outcomes.actions import spent as actions
from wijkschakel.outcomes.disclosure import spenders
from wijkschakel.outcomes.disclosure.spenders import Part
from wijkschakel.outcomes.queries.facts import spent
from wijkschakel.outcomes.rules import periods

QUARTER = periods.Span(
    "2026-Q2",
    periods.midnight(dt.date(2026, 4, 1)),
    periods.midnight(dt.date(2026, 7, 1)),
)
MAY, Q = day(2026, 5, 12), "2026-Q2"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.VAR = tmp_path


@pytest.fixture
def town(db):
    """Give a region of three districts in which nobody spent anything."""
    return Town(districts=3)


def spend(town, district, *euros, **changes):
    """Let as many initiatives of a district spend so many euros, each carried by somebody else."""
    return [
        make_spending(
            initiatives.make_initiative(make_person(), district=town.districts[district]),
            cents=100 * euro, **MAY | changes,
        )
        for euro in euros
    ]  # fmt: skip


def told(town, key="spent", district=None):
    """Give what is told of a quarter."""
    where = f"{town.districts[district].code}:" if district is not None else ""
    return spent.spent(town.region, QUARTER).get(f"{key}:{where}{Q}")


def test_three_who_spend_may_be_told_and_two_may_not(town):
    spend(town, 0, 100, 100)
    assert told(town) is None
    spend(town, 0, 100)
    assert (told(town), told(town, district=0), told(town, district=1)) == (300, 300, None)


def test_who_spends_most_of_it_is_not_told(town):
    spend(town, 0, 30, 40, 500)
    assert told(town) is None


def test_lines_of_one_initiative_and_its_activity_are_of_one_spender(town):
    line, *_rest = spend(town, 0, 100, 100)
    town.activity.initiative = line.initiative
    town.activity.save()
    make_spending(activity=town.activity, district=town.districts[0], cents=10_000, **MAY)
    assert told(town) is None


def test_what_is_told_is_told_with_its_parts_only_when_the_rest_is_of_three_too(town):
    spend(town, 0, 100, 100, 100)
    spend(town, 0, 50, 60, 70, where="elsewhere")
    assert (told(town), told(town, "spent_near"), told(town, "spent_informal")) == (480, 300, 480)
    spend(town, 0, 40, 40, is_formal=True, by_kind="welfare")
    assert (told(town), told(town, "spent_informal")) == (560, None)
    spend(town, 0, 40, is_formal=True, by_kind="welfare")
    assert (told(town, "spent_informal"), told(town, "spent_care")) == (480, 0)


def test_care_is_not_told_when_the_rest_of_what_is_formal_is_of_two(town):
    spend(town, 0, 100, 100, 100)
    spend(town, 0, 50, 60, 70, is_formal=True, by_kind="care")
    spend(town, 0, 50, 60, is_formal=True, by_kind="welfare")
    assert (told(town, "spent_informal"), told(town, "spent_care")) == (300, None)
    spend(town, 0, 70, is_formal=True, by_kind="welfare")
    assert told(town, "spent_care") == 180


def test_the_region_less_its_other_districts_does_not_tell_of_one_fee(town):
    spend(town, 0, 100, 100, 100)
    spend(town, 1, 100, 100, 100)
    make_pay(initiatives.make_initiative(district=town.districts[2]), cents=30_000, **MAY)
    assert told(town) == 900
    areas = [told(town, district=number) for number in range(3)]
    assert sorted(areas, key=str) == [300, None, None]  # with two of them 300 is left: the fee
    make_region(*town.districts[:2], slug="zonder")  # tells of both: then not of all
    assert [told(town), told(town, district=0), told(town, district=1)] == [None, 300, 300]
    spend(town, 2, 250, 300)
    assert (told(town), told(town, district=2)) == (1450, 850)


def test_two_districts_that_are_kept_back_hide_each_other(town):
    spend(town, 0, 100, 100, 100)
    spend(town, 1, 100, 90)
    spend(town, 2, 80, 110)
    assert told(town) == 680
    assert (told(town, district=1), told(town, district=2)) == (None, None)
    make_region(town.districts[2], slug="ernaast")  # tells of it too: with that it could be found
    assert (told(town), told(town, district=0)) == (None, 300)


def test_who_carries_two_of_three_does_not_learn_of_the_third(town):
    lines = spend(town, 0, 100, 100, 100)
    assert told(town) == 300
    organisation = make_organisation()
    for line in lines[:2]:
        initiatives.make_party(line.initiative, organisation=organisation)
    assert told(town) is None


def test_hours_are_told_of_ten_who_are_paid_by_three(town):
    group = [initiatives.make_initiative(district=town.districts[0]) for _ in range(3)]
    for one in group:
        for _week in range(8):
            make_pay(one, people=3, **MAY)
    assert (told(town), told(town, "paid_hours")) == (4800, None)  # the same nine, week after week
    make_pay(group[0], people=4, **MAY)
    assert told(town, "paid_hours") == told(town, "paid_hours", 0) == 250
    make_pay(group[0], where="elsewhere", minutes=6_000, **MAY)
    assert told(town, "paid_hours") == 250  # of residents only


def test_a_fee_cannot_be_read_from_two_quarters_or_from_writing_later(town):
    """Whoever looks before and after a late line, or at a correction, sees the same number."""
    line = spend(town, 0, 100, 100, 100, 100)[0]
    year, before = periods.year(2026), {}
    early = spent.closes(QUARTER) - dt.timedelta(hours=1)
    assert f"spent:{Q}" not in actions.once(town.region, year, early, before)
    before = actions.once(town.region, year, NOW, before)
    assert before[f"spent:{Q}"] == 400
    make_pay(line.initiative, **MAY | {"entered_at": NOW})  # written too late
    line.taken_back_at, line.why_back = NOW, "Dubbel"
    line.save()
    assert actions.once(town.region, year, NOW, before) == before
    # Not even when it is counted anew, in another region or from an empty folder.
    assert told(town) == 400
    line.taken_back_at = QUARTER.end
    line.save()
    assert told(town) == 300


def test_what_was_spent_stands_among_the_published_counts(town, tmp_path):
    spend(town, 0, 100, 110, 120)
    tables = saying.counts(town.region, [periods.year(2026)], NOW, tmp_path / town.region.slug)
    body, _number = tables["counts", "2026", "counts"]
    assert f'"spent:{Q}":330' in body
    assert f'"spent:{town.districts[0].code}:{Q}":330' in body


def test_a_part_is_kept_back_in_a_district_of_which_the_whole_is_not_told(town):
    spend(town, 0, 100, 100, 100)
    spend(town, 0, 100, 100, 100, where="elsewhere")
    spend(town, 1, 100, 100, 100, 100)
    spend(town, 1, 100, 100, 100, where="elsewhere")
    make_pay(initiatives.make_initiative(district=town.districts[2]), cents=30_000, **MAY)
    whole, part = spent.spent(town.region, QUARTER), "spent_near"
    assert (told(town), told(town, district=0), told(town, district=1)) == (1600, None, 700)
    assert (told(town, part), told(town, part, 0), told(town, part, 1)) == (1000, None, 400)
    assert not [name for name in whole if town.districts[2].code in name]


def test_a_part_is_told_beside_its_whole_only(town):
    """Where the parts alone would hide each other otherwise than the wholes do."""
    spend(town, 0, 100, 100, 100)
    spend(town, 0, 100, 100, 100, where="elsewhere")
    spend(town, 1, 300, 300)
    spend(town, 1, 100, 100, 100, where="elsewhere")
    make_pay(initiatives.make_initiative(district=town.districts[2]), cents=30_000, **MAY)
    assert (told(town), told(town, district=0), told(town, district=1)) == (1800, None, 900)
    assert (told(town, "spent_near"), told(town, "spent_near", 0)) == (1200, None)


parts = st.lists(
    st.builds(
        Part,
        spender=st.integers(0, 6),
        amount=st.integers(0, 5_000),
        carriers=st.frozensets(st.integers(0, 4), max_size=2),
    ),
    max_size=12,
)


@given(parts)
@example([Part(1, 90), Part(2, 100), Part(3, 110)])
@example([Part(1, 90, frozenset({1})), Part(2, 100, frozenset({1})), Part(3, 110)])
def test_nobody_finds_another_within_a_tenth_from_a_sum_that_is_told(some):
    """Try it as each carrier and each spender would: take off what one knows."""
    mine = {}
    for part in some:
        mine.setdefault(part.spender, [0, set()])
        mine[part.spender][0] += part.amount
        if part.amount:
            mine[part.spender][1] |= part.carriers
    amounts = {who: amount for who, (amount, _carriers) in mine.items() if amount}
    if not spenders.may_tell(some) or not amounts:
        return
    knows = [{who} for who in amounts]
    knows += [{w for w in amounts if carrier in mine[w][1]} for carrier in range(5)]
    for known in [set(), *knows]:
        left = {who: amount for who, amount in amounts.items() if who not in known}
        guess = sum(left.values())  # nobody spent less than nothing: each spent this at most
        assert all(10 * (guess - amount) >= amount for amount in left.values())


@given(st.lists(parts, min_size=1, max_size=4), st.sets(st.integers(0, 3)))
def test_what_is_left_of_a_region_is_a_sum_that_may_be_told(districts, elsewhere):
    by_code = {str(place): {"all": some} for place, some in enumerate(districts)}
    there = {str(place) for place in elsewhere}
    is_told, areas = spenders.told_areas(by_code, there)
    assert all(spenders.may_tell(by_code[code]["all"]) for code in areas)
    if not is_told:
        return
    kept = [code for code in by_code if code not in areas]
    left = list(itertools.chain(*(by_code[code]["all"] for code in kept)))
    assert spenders.may_tell(left)
    assert not there & {code for code in kept if any(p.amount for p in by_code[code]["all"])}
