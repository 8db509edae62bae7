"""What was spent is written down; a line is never changed, and says by whom it was."""

import datetime as dt

import pytest
from django.db import IntegrityError

from tests.factories.activities import make_activity, make_lead
from tests.factories.initiatives import make_initiative, make_party
from tests.factories.people import (
    MOMENT,
    grant_role,
    make_membership,
    make_organisation,
    make_person,
)
from tests.factories.places import make_district
from tests.factories.spending import make_pay, make_spending
from wijkschakel.activities import privacy
from wijkschakel.activities.actions import spending as actions
from wijkschakel.activities.models import Spending
from wijkschakel.activities.permissions.spending import may_write_spending
from wijkschakel.activities.queries import spending as queries
from wijkschakel.base.models import JournalEntry
from wijkschakel.outcomes.rules import sides

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
COFFEE = actions.Line(MOMENT.date(), "Koffie", "food", "near", 1_250)


@pytest.fixture
def wil():
    return make_person(given_name="Wil")


@pytest.fixture
def walk(wil):
    return make_initiative(wil)


def write(spender, by, **more):
    return actions.write_spending(spender=spender, line=COFFEE, by=by, now=MOMENT, **more)


def tags(row):
    return sides.of_spending(is_formal=row.is_formal, organisation=row.by_kind)


def test_a_line_says_where_and_by_whom_it_was_and_stands_in_the_journal(walk, wil):
    row = write(walk, wil)
    assert (row.district, row.by_name, row.cents) == (walk.district, walk.name, 1_250)
    entry = JournalEntry.objects.get(action="write_spending")
    assert (entry.by, entry.object_id) == (wil.pk, str(row.pk))
    assert "Koffie" not in str(entry.details)


def test_the_tags_follow_from_who_spends(walk, wil):
    care, shop = make_organisation(kind="care"), make_organisation(kind="business")
    group = make_organisation(kind="residents", district=walk.district)
    assert tags(write(walk, wil)) == ("informal", "health")
    make_party(walk, organisation=care)
    assert tags(write(walk, wil)) == ("informal", "health")  # a resident owns it too
    walk.parties.filter(person=wil).delete()
    assert tags(write(walk, wil)) == ("formal", "care")
    lesson = make_activity(organisation=shop, is_formal=True)
    assert tags(write(lesson, wil)) == ("formal", "health")
    assert tags(write(make_activity(is_formal=False), wil)) == ("informal", "health")
    assert tags(write(group, wil)) == ("informal", "health")


def test_a_line_keeps_its_side_when_who_owned_it_goes(walk, wil):
    row = write(walk, wil)
    make_party(walk, organisation=make_organisation(kind="care"))
    privacy.erase(wil, MOMENT)
    row.refresh_from_db()
    assert tags(row) == ("informal", "health")


def test_a_correction_is_a_new_line_and_the_wrong_one_can_be_read(walk, wil):
    wrong = write(walk, wil)
    right = write(walk, wil, corrects=wrong)
    wrong.refresh_from_db()
    assert (wrong.taken_back_at, wrong.why, right.corrects) == (MOMENT, "verbeterd", wrong)
    assert queries.spent_by(walk, MOMENT.year) == 1_250
    assert len(queries.lines_of(walk)) == 2
    with pytest.raises(actions.BackAlready):
        write(walk, wil, corrects=wrong)
    assert Spending.objects.count() == 2  # nothing was written then


def test_taking_back_keeps_the_reason_and_is_in_the_journal(walk, wil):
    row = write(walk, wil)
    actions.take_back(row=row, why="Dubbel", by=wil, now=MOMENT + DAY)
    row.refresh_from_db()
    assert (row.why, row.cents, queries.spent_by(walk, MOMENT.year)) == ("Dubbel", 1_250, 0)
    assert JournalEntry.objects.filter(action="take_back_spending", object_id=row.pk).exists()
    with pytest.raises(actions.BackAlready):
        actions.take_back(row=row, why="Nog eens", by=wil, now=MOMENT + DAY)


def test_an_organisation_of_no_district_says_for_which_activity(wil):
    organisation = make_organisation(district=None)
    with pytest.raises(actions.NoPlace):
        write(organisation, wil)
    activity = make_activity(organisation=organisation)
    line = actions.Line(MOMENT.date(), "Koffie", "food", "near", 1_250, activity=activity)
    row = actions.write_spending(spender=organisation, line=line, by=wil, now=MOMENT)
    assert row.district == activity.district


@pytest.mark.parametrize(
    "wrong",
    [
        {"cents": 0},
        {"what": ""},
        {"kind": "pay", "people": 1},
        {"minutes": 60},
        {"kind": "allowance"},
        {"people": 3},
        {"taken_back_at": MOMENT},
    ],
)
def test_the_database_refuses_a_line_that_cannot_be(walk, wrong):
    with pytest.raises(IntegrityError):
        make_spending(walk, **wrong)


def test_a_party_that_is_known_here_is_near(walk):
    with pytest.raises(IntegrityError):
        make_spending(walk, where="elsewhere", party=make_organisation())


def test_who_carries_it_writes_and_coordinators_of_the_district(walk, wil):
    stranger, helper, noor, joke = (make_person() for _ in range(4))
    grant_role(noor, "coordinator", walk.district)
    grant_role(joke, "coordinator", make_district())
    activity = make_activity(district=walk.district)
    make_lead(activity, wil)
    make_lead(activity, helper, role="helper")
    organisation = make_organisation(district=walk.district)
    make_membership(stranger, organisation, ends_on=(MOMENT - 2 * DAY).date())
    member = make_person()
    make_membership(member, organisation)
    for spender, allowed in ((walk, {wil, noor}), (activity, {wil, noor}), (organisation,
                             {member, noor})):  # fmt: skip
        everybody = {wil, stranger, helper, noor, joke, member}
        assert {p for p in everybody if may_write_spending(p, spender, MOMENT)} == allowed
        assert not may_write_spending(None, spender, MOMENT)


def test_the_desk_sees_sums_of_its_own_districts_only(walk, wil):
    write(walk, wil)
    other = make_initiative(wil)
    write(other, wil)
    write(make_organisation(name="De Kachel", district=walk.district), wil)
    totals = queries.totals_in([walk.district_id], MOMENT.year)
    assert {(one.kind, one.name, one.lines, one.cents) for one in totals} == {
        ("initiatief", walk.name, 1, 1_250),
        ("organisatie", "De Kachel", 1, 1_250),
    }
    assert queries.totals_in([walk.district_id], MOMENT.year - 1) == []
    found = queries.may_spend_in([walk.district_id], "kach")
    assert [(kind, one.name) for kind, one in found] == [("organisatie", "De Kachel")]


def test_a_line_goes_after_seven_years_and_not_a_day_before(walk):
    make_pay(walk)
    kept = privacy.spending.SPENDING_KEPT
    assert privacy.retention(MOMENT + kept - DAY)["spendings"] == 0
    assert privacy.retention(MOMENT + kept + DAY)["spendings"] == 1
