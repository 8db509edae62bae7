"""What two people sign, where a region looks first, and on which side an entry is."""

import datetime as dt

import pytest
from django.db import IntegrityError

from tests.factories.initiatives import make_initiative
from tests.factories.outcomes import make_definition, make_promise
from tests.factories.people import MOMENT, grant_role, make_person
from tests.factories.places import make_district, make_neighbourhood, make_region
from tests.outcomes.test_definitions import terms
from wijkschakel.activities.actions import initiatives, placing
from wijkschakel.base.models import JournalEntry
from wijkschakel.outcomes.actions import definitions, focus, promises
from wijkschakel.outcomes.models import FocusArea, Promise
from wijkschakel.outcomes.queries import deciding, published
from wijkschakel.outcomes.rules import sides
from wijkschakel.people.models import Notice

LATER = MOMENT + dt.timedelta(days=30)


@pytest.fixture
def region(db):
    return make_region(make_district(name="Lindewijk"))


def holder(region, role, name):
    person = make_person(given_name=name)
    grant_role(person, role, region.districts.get())
    return person


@pytest.fixture
def noor(region):
    return holder(region, "coordinator", "Noor")


@pytest.fixture
def bas(region):
    return holder(region, "funder", "Bas")


def test_a_promise_counts_when_a_second_person_signed_it(region, noor, bas, sam):
    made = promises.write_promise(
        region=region, terms=terms(make_definition(region)), by=noor, now=LATER
    )
    assert published.promises(region) == []
    told = Notice.objects.filter(link=f"/cijfers/beloften/{region.slug}/")
    assert set(told.values_list("person", flat=True)) == {bas.pk}
    for person in (noor, sam):
        with pytest.raises(promises.MayNotSign):
            promises.sign_promise(promise=made, by=person, now=LATER)
    for moment in (LATER, LATER + dt.timedelta(days=1)):
        promises.sign_promise(promise=made, by=bas, now=moment)
    assert [row.signed_at for row in published.promises(region)] == [LATER]
    assert JournalEntry.objects.filter(action="sign_promise").count() == 1


def test_the_database_refuses_that_who_wrote_a_promise_signs_it(region, noor):
    made = make_promise(region, make_definition(region), made_by=noor.pk)
    with pytest.raises(IntegrityError):
        Promise.objects.filter(pk=made.pk).update(signed_by=noor.pk)


def test_neighbourhoods_that_get_attention_first_are_chosen_and_end(region, noor, sam):
    district = region.districts.first()
    first, second = (make_neighbourhood(district=district) for _ in range(2))
    elsewhere = make_neighbourhood()
    with pytest.raises(definitions.MayNotDefine):
        focus.choose_focus(region=region, neighbourhoods=[first.pk], by=sam, now=LATER)
    for wanted in ([first.pk, elsewhere.pk], [first.pk], [second.pk]):
        focus.choose_focus(region=region, neighbourhoods=wanted, by=noor, now=LATER)
    assert [row.neighbourhood for row in deciding.focus_areas(region)] == [second]
    assert FocusArea.objects.filter(ended_at=LATER).count() == 1
    assert JournalEntry.objects.filter(action="choose_focus").count() == 2


def test_an_initiative_has_a_place_on_both_axes_or_on_none(noor):
    one = make_initiative()
    with pytest.raises(placing.HalfPlaced):
        placing.place_initiative(initiative=one, level="resident", block="", by=noor, now=LATER)
    with pytest.raises(placing.HalfPlaced):
        placing.place_initiative(initiative=one, level="x", block="data", by=noor, now=LATER)
    kept = [
        placing.place_initiative(
            initiative=one, level="resident", block="learning", by=noor, now=LATER
        )
        for _twice in range(2)
    ]
    one.refresh_from_db()
    assert (kept, one.level, one.block) == ([True, False], "resident", "learning")
    initiatives.end_initiative(initiative=one, note="Klaar.", by=noor, now=LATER)
    with pytest.raises(initiatives.AlreadyEnded):
        placing.place_initiative(initiative=one, level="", block="", by=noor, now=LATER)


CLUB = sides.of_visit(is_formal=False, organisation="welfare")
COURSE = sides.of_visit(is_formal=True, organisation="welfare")
CLINIC = sides.of_visit(is_formal=True, organisation="care")


def test_every_entry_is_formal_or_informal_and_care_or_health():
    assert [CLUB, COURSE, CLINIC] == [
        ("informal", "health"), ("formal", "health"), ("formal", "care"),
    ]  # fmt: skip
    assert sides.of_request() == sides.of_match("student") == ("informal", "health")
    assert sides.of_match("professional") == ("formal", "health")
    assert sides.of_referral("care") == ("formal", "care")


@pytest.mark.parametrize(
    ("before", "now", "where"),
    [
        ([CLINIC], [CLUB], "to_neighbours"),
        ([CLUB], [CLUB, COURSE], "to_organisations"),
        ([CLUB] * 10, [CLUB] * 19 + [COURSE], "as_before"),
        ([], [CLUB], "new_here"),
    ],
)
def test_a_shift_is_told_from_a_tenth_of_the_entries_on(before, now, where):
    assert sides.shift_of(before, now) == where
