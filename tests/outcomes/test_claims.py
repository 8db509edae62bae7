"""Claims about a promise: what is said, what is kept back, and when it may be said again."""

import pytest

from tests.factories.people import make_organisation
from tests.factories.places import make_venue
from tests.outcomes.small_region import DAY, NOW, Town
from wijkschakel.outcomes.disclosure import claims
from wijkschakel.outcomes.models import Definition, Promise, PublishedTable
from wijkschakel.support.models import Arrangement, ArrangementParty

pytestmark = pytest.mark.django_db
THEN, LATER = NOW - 380 * DAY, NOW - 30 * DAY
WELL, ILL = 2, 4


@pytest.fixture
def town(db):
    """Give a region of which the first two districts began long ago, the third did not."""
    made = Town(3)
    for district in (0, 1):
        made.begins(district, NOW - 500 * DAY)
    return made


def answers(town, district, *, stays=(60, 10), turns=(30, 20), lost=0, then=THEN, later=LATER):
    """Let people answer twice: stay well, fall ill, get well, stay ill; or only once."""
    well = town.people(stays[0] + stays[1], district)
    ill = town.people(turns[0] + turns[1], district)
    gone = town.people(lost, district)
    town.answer([*well, *gone], WELL, then)
    town.answer(ill, ILL, then)
    town.answer([*well[: stays[0]], *ill[: turns[0]]], WELL, later)
    town.answer([*well[stays[0] :], *ill[turns[0] :]], ILL, later)
    return well + ill + gone


def test_a_change_is_told_beside_people_of_districts_that_did_not_begin(town):
    town.promise()
    answers(town, 0, lost=12)
    answers(town, 1)
    answers(town, 2, stays=(50, 10), turns=(10, 30))
    town.publish()
    claim = town.claim()
    assert (claim.grade, claim.comparison, claim.registered) == ("C", "other_districts", True)
    assert (claim.pairs, claim.dropped, claim.compared) == (240, 12, 100)
    # 140 (152 with who dropped out) of 240 felt well, 180 later; of the others 60 both times.
    assert claim.before == pytest.approx(0.59, abs=0.02)
    assert claim.after == pytest.approx(0.75, abs=0.02)
    assert claim.low < claim.after < claim.high
    assert claim.naive == pytest.approx(180 / 240 / (152 / 252) - 1, abs=0.02)
    assert (claim.verdict, claim.goal, claim.goal_level) == ("change", 0.25, claim.before * 1.25)
    assert town.claim(area=town.node(0)).pairs == 120
    assert town.claim(area=town.node(2)) is None  # is the comparison


def test_a_change_is_told_beside_people_who_waited_until_they_came(town):
    town.promise(comparison="waiting")
    took_part = answers(town, 0)
    town.meet(took_part, THEN - 5 * DAY)
    wait = {"state": "waiting", "joined_at": THEN - 10 * DAY, "was_there": None}
    town.meet(answers(town, 0, stays=(50, 10), turns=(10, 30)), THEN - 5 * DAY, **wait)
    came = answers(town, 0, stays=(0, 0), turns=(30, 0))
    town.meet(came, THEN - 5 * DAY, **wait)
    town.meet(came, LATER - 20 * DAY)  # before they answered again: no longer a comparison
    town.meet(answers(town, 1, stays=(0, 0), turns=(0, 10)), THEN - 5 * DAY, **wait | {
        "state": "left", "left_at": THEN - 8 * DAY,
    })  # fmt: skip  # wanted it no more
    town.publish()
    claim = town.claim()
    assert (claim.grade, claim.comparison) == ("C", "waiting")
    assert (claim.pairs, claim.compared) == (120 + 10, 100)
    assert claim.low < claim.after < claim.high


def test_who_went_alike_before_makes_it_an_effect_over_time(town):
    town.promise(comparison="waiting", registered=NOW - 700 * DAY)
    sooner = THEN - 100 * DAY
    took_part = answers(town, 0)
    town.meet(took_part, THEN - 5 * DAY)
    waited = answers(town, 0, stays=(50, 10), turns=(10, 30))
    wait = {"state": "waiting", "joined_at": THEN - 10 * DAY, "was_there": None}
    town.meet(waited, THEN - 5 * DAY, **wait)
    town.publish()
    assert town.claim().grade == "C"  # nothing is known of before
    for group in (took_part, waited):
        half = len(group) // 2
        town.answer(group[:half], WELL, sooner)
        town.answer(group[half:], ILL, sooner)
    town.publish(NOW + DAY)
    assert town.claim().grade == "C"  # nobody changed since, so it is not told anew
    town.meet(answers(town, 0, stays=(20, 0), turns=(0, 0)), THEN - 4 * DAY)
    town.publish(NOW + 2 * DAY)
    assert (town.claim().grade, town.claim().comparison) == ("B", "waiting")


def test_without_others_it_is_an_indication_and_written_down_too_late_no_more(town):
    town.promise(comparison="none")
    answers(town, 0)
    town.publish()
    assert (town.claim().grade, town.claim().comparison) == ("D", "none")
    late = Town(3, slug="later")
    late.begins(0, NOW - 500 * DAY)
    late.promise(registered=NOW - 10 * DAY)
    answers(late, 0)
    answers(late, 1, stays=(50, 10), turns=(10, 30))
    late.publish()
    assert (late.claim().grade, late.claim().registered) == ("D", False)
    assert late.claim().comparison == "other_districts"


@pytest.mark.parametrize(
    ("people", "pairs", "missing"), [(0, None, None), (9, None, None), (12, 12, 8), (18, 18, 2)]
)
def test_below_twenty_pairs_nothing_is_told_but_too_few(town, people, pairs, missing):
    town.promise()
    if people:
        half = people // 2  # neither answer is told beside them
        answers(town, 0, stays=(half - 1, 1), turns=(1, people - half - 1))
    town.publish()
    claim = town.claim()
    assert (claim.verdict, claim.pairs, claim.missing_pairs) == ("too_few", pairs, missing)
    assert [claim.before, claim.after, claim.low, claim.change, claim.naive] == [None] * 5


def test_when_all_drop_out_it_is_too_few(town):
    town.promise()
    town.answer(town.people(80), WELL, THEN)
    town.publish()
    claim = town.claim()
    assert (claim.verdict, claim.dropped, claim.pairs, claim.after) == ("too_few", 80, None, None)


def test_a_baseline_of_ninety_percent_tells_no_numbers_and_why(town):
    town.promise()
    answers(town, 0, stays=(270, 3), turns=(24, 3))
    town.publish()
    claim = town.claim()
    assert (claim.verdict, claim.reached, claim.pairs) == ("ceiling", "unknown", 300)
    assert [claim.before, claim.after, claim.change, claim.low] == [None] * 4


def test_a_pack_that_changed_breaks_the_series(town):
    town.promise()
    people = town.people(60)
    town.answer(people, ILL, THEN)
    town.answer(people[:25], WELL, LATER)
    town.answer(people[25:], WELL, LATER, wording="w" * 64)
    town.publish()
    assert (town.claim().pairs, town.claim().dropped) == (25, 35)


def test_it_is_told_again_only_when_ten_people_changed_since_every_time(town):
    town.promise()
    answers(town, 0)
    town.publish()
    first = PublishedTable.objects.get(topic="claim-feels-healthy", name="claim").body
    for more in (4, 4):
        answers(town, 0, stays=(more, 0), turns=(0, 0))
        town.publish(NOW + DAY)
        row = PublishedTable.objects.get(topic="claim-feels-healthy", name="claim")
        assert row.body == first
    answers(town, 0, stays=(2, 0), turns=(0, 0))
    town.publish(NOW + DAY)
    assert (town.claim().pairs, town.claim().at) == (130, "2026-11-26")


def test_a_new_version_stands_under_the_guard_of_the_old_one_and_shows_its_number(town):
    promise = town.promise()
    answers(town, 0)
    town.publish()
    Promise.objects.update(ended_at=NOW)
    Definition.objects.update(ended_at=NOW)
    town.promise(version=2)
    answers(town, 0, stays=(3, 0), turns=(0, 0))
    town.publish(NOW + DAY)
    assert (town.claim().version, town.claim().pairs) == (1, 120)
    answers(town, 0, stays=(9, 0), turns=(0, 0))
    town.publish(NOW + DAY)
    assert (town.claim().version, town.claim().pairs) == (2, 132)
    assert promise.definition.version == 1


def test_a_small_district_is_not_found_by_taking_others_from_the_region(town):
    town.promise()
    answers(town, 0)
    answers(town, 1, stays=(3, 1), turns=(1, 1))
    town.publish()
    region, first, second = (town.claim(area=area) for area in ("", town.node(0), town.node(1)))
    assert region.pairs == 126
    assert [first.pairs, first.verdict, second.pairs] == [None, "too_few", None]
    assert claims.hidden_districts({"a": 5, "b": 12, "c": 90}) == {"a", "b"}
    assert claims.hidden_districts({"a": 5, "b": 7, "c": 90}) == {"a", "b"}
    assert claims.hidden_districts({"a": 40, "b": 30}) == set()


def test_the_least_number_who_changed_is_known_without_knowing_who():
    then = {"p0>1": 20, "p1>1": 30}
    assert claims.least_changed(then, then) == 0
    assert claims.least_changed({"p0>1": 25, "p1>1": 25}, then) == 5
    assert claims.least_changed({"p0>1": 20, "p1>1": 30, "p0>0": 11}, then) == 11


def test_active_weeks_are_compared_over_windows_of_the_same_length(town):
    town.promise("active_weeks")
    more, same = town.people(30), town.people(30, district=2)
    for number in range(4):
        town.meet([*more, *same], THEN + number * 7 * DAY)
        town.meet([*more, *same], NOW - (5 + number * 7) * DAY)
    for number in range(4, 6):
        town.meet(more, NOW - (5 + number * 7) * DAY)
    town.meet(town.people(40, joined=NOW - 20 * DAY), NOW - 12 * DAY)  # was not here then
    town.publish()
    claim = town.claim("active-weeks")
    assert (claim.unit, claim.pairs, claim.compared) == ("weeks", 30, 30)
    assert claim.after / claim.before == pytest.approx(1.5, abs=0.01)


def test_tailor_made_support_is_a_rate_and_too_few_say_nothing(town):
    town.promise("tailor_made")
    town.meet(town.people(100), THEN)
    town.meet(town.people(100), NOW - 9 * DAY)
    venue = make_venue(district=town.districts[0])
    parties = [make_organisation(), make_organisation()]

    def arrange(at, number):
        for _ in range(number):
            one = Arrangement.objects.create(
                district=town.districts[0], theme="meal", venue=venue, starts_at=at + 9 * DAY,
                minutes=90, smallest=4, largest=8, cost_cents=0, alone_cents=0, alone_minutes=0,
                together_minutes=0, state="going", made_at=at, answer_until=at + DAY, settled_at=at,
            )  # fmt: skip
            for party in parties:
                ArrangementParty.objects.create(arrangement=one, organisation=party)

    arrange(THEN, 3)
    arrange(NOW - 8 * DAY, 4)
    town.publish()
    assert (town.claim("tailor-made").verdict, town.claim("tailor-made").after) == ("too_few", None)
    arrange(NOW - 8 * DAY, 20)
    town.meet(town.people(12), NOW - 8 * DAY)
    town.publish(NOW)
    claim = town.claim("tailor-made")
    assert (claim.grade, claim.before, claim.pairs) == ("E", 30.0, None)
    assert claim.change == pytest.approx(24 / 112 / (3 / 100) - 1, abs=0.01)
    assert claim.change_low < claim.change < claim.change_high
