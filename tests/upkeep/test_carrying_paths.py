"""A path goes along to another installation and lives on there: the same words, the same digest."""

import datetime as dt
import json

import pytest
from django.urls import reverse

from tests.factories.paths import make_check_in, make_goal, make_step
from tests.factories.people import MOMENT, grant_role, make_person
from wijkschakel.base.models import JournalEntry
from wijkschakel.paths.actions import bringing, following, goals, owning, sharing, steps, talking
from wijkschakel.paths.models import (
    Ambition,
    CheckIn,
    Indicator,
    Measurement,
    Path,
    Reminder,
    Share,
    Step,
    StepDay,
)
from wijkschakel.paths.queries import following as follow_queries
from wijkschakel.paths.queries import goals as queries
from wijkschakel.paths.rules import shipped
from wijkschakel.people.models import CarriedRecord, Person
from wijkschakel.upkeep import carrying, privacy

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.VAR = tmp_path


def live_a_year(person, other):
    """Fill a path with one of everything, several of them at the same moment."""
    goal, other_goal = make_goal(person, reached="Twee buren"), make_goal(person, words="Zingen")
    path = owning.change_path(
        path=goal.path, revision=1, strengths="Ik kook", by=person, now=MOMENT
    )
    goals.note_need(person=person, heading="happy", words="Meer zon", by=person, now=MOMENT)
    for number in range(5):
        step = make_step(goal, words=f"Stap {number}", rhythm="weekly")
    for number in range(3):
        steps.do_step(step=step, by=person, now=MOMENT + number * 7 * DAY)
    own = following.pick_indicator(path=path, words="Uitgerust", weight=3, by=person, now=MOMENT)
    for number in range(6):
        make_check_in(goal, number, words=f"Week {number}", now=MOMENT)
    following.check_in(about=own, mark=0, by=person, now=MOMENT)
    goals.move_ambition(
        ambition=other_goal, state="reached", outcome="In een koor", by=person, now=MOMENT + DAY
    )
    pack = shipped.instruments_shipped()["six-marks"]
    following.measure(
        path=path, pack=pack, asked_hash=pack.wording_hash, answers={"body": 8, "mind": 0},
        by=person, now=MOMENT,
    )  # fmt: skip
    following.write_line(path=path, kind="gave", words="Soep", meant="Warm", by=person, now=MOMENT)
    talking.prepare_moment(
        path=path, kind="reindication", at=None, words={"myself": "Koken"}, by=person, now=MOMENT
    )
    sharing.share_part(
        path=path, ambition=goal, purpose="path_support", parts=["path_goal"],
        until_on=MOMENT.date() + 30 * DAY, to_person=other, by=person, now=MOMENT,
    )  # fmt: skip


def file_with_a_path():
    """Give the file of somebody with a path who is not known here any more."""
    person = make_person(given_name="Fatma")
    live_a_year(person, make_person(given_name="Anke"))
    raw = privacy.export_person(person).as_json()
    privacy.erase_person(person=person, by=person, now=MOMENT)
    Person.objects.all().delete()
    assert Path.objects.count() == 0
    return raw


def bring(raw, person, by=None):
    record = carrying.bring(raw=raw, person=person, by=person, now=MOMENT + DAY)
    carrying.confirm(record=record, by=by or person, now=MOMENT + DAY)
    record.refresh_from_db()
    return record


def path_of(raw):
    """Give the part of a file that is the path, and its digest."""
    part = carrying.read_file(raw)["rooms"]["paths"]
    return part, privacy.digest_of(part)


def test_a_path_lives_on_and_tells_the_same_when_it_goes_along_again():
    raw = file_with_a_path()
    fatma = make_person(given_name="Fatma")
    bring(raw, fatma)
    path = queries.find_path(fatma)
    whole = queries.whole_path(path, MOMENT + DAY)
    first = whole.goals[0]
    assert (first.words, first.reached) == ("Ik wil weer onder de mensen", "Twee buren")
    assert sorted(one.words for one in first.marks) == [f"Week {number}" for number in range(6)]
    assert sorted(len(row.days) for row in first.steps) == [0, 0, 0, 0, 3]
    assert [words for _need, words in whole.wishes] == ["Meer zon"]
    assert (whole.strengths, whole.unreadable) == ("Ik kook", 0)
    [own] = follow_queries.indicators_of(path)
    assert (own.words, own.last.mark, own.indicator.weight) == ("Uitgerust", 0, 3)
    [measured] = follow_queries.measurements_of(path)
    assert measured.answers == {"body": 8, "mind": 0}
    again = privacy.export_person(Person.objects.get(pk=fatma.pk)).as_json()
    assert path_of(again) == path_of(raw)
    # It goes on: a check-in here stands beside those of before.
    make_check_in(first.ambition, 9, now=MOMENT + DAY)
    assert queries.whole_path(path, MOMENT + DAY).goals[0].last.mark == 9


def test_through_a_third_installation_it_is_still_one_path():
    raw = file_with_a_path()
    second = make_person(given_name="Fatma")
    bring(raw, second)
    goals.change_ambition(
        ambition=Ambition.objects.filter(state="active").get(), revision=1, words="Anders",
        a_little_better="", reached="Twee buren", is_horizon=False, by=second, now=MOMENT + DAY,
    )  # fmt: skip
    middle = privacy.export_person(Person.objects.get(pk=second.pk)).as_json()
    privacy.erase_person(person=second, by=second, now=MOMENT)
    Person.objects.all().delete()
    third = make_person(given_name="Fatma")
    bring(middle, third)
    last = privacy.export_person(Person.objects.get(pk=third.pk)).as_json()
    assert path_of(last) == path_of(middle)
    assert sorted(one.words for one in Ambition.objects.all()) == ["Anders", "Zingen"]


def test_shares_consents_and_reminders_stay_where_they_were():
    raw = file_with_a_path()
    fatma = make_person(given_name="Fatma")
    bring(raw, fatma)
    assert [Share.objects.count(), fatma.consents.count(), Reminder.objects.count()] == [0, 0, 0]


def test_the_same_path_twice_is_once_and_what_was_here_stays():
    raw = file_with_a_path()
    fatma = make_person(given_name="Fatma")
    make_goal(fatma, words="Van hier", now=MOMENT + DAY)
    record = bring(raw, fatma)
    counts = [kind.objects.count() for kind in (Ambition, Step, StepDay, CheckIn, Indicator)]
    lines = JournalEntry.objects.count()
    carrying.confirm(record=record, by=fatma, now=MOMENT + DAY)
    assert counts == [
        kind.objects.count() for kind in (Ambition, Step, StepDay, CheckIn, Indicator)
    ]
    assert (counts, JournalEntry.objects.count()) == ([3, 5, 3, 7, 1], lines)
    assert "Van hier" in {one.words for one in Ambition.objects.all()}


def test_taken_away_again_all_of_it_goes_but_what_was_changed_since():
    raw = file_with_a_path()
    fatma = make_person(given_name="Fatma")
    carrying.take_away(record=bring(raw, fatma), by=fatma, now=MOMENT + DAY)
    assert (Path.objects.count(), CarriedRecord.objects.count()) == (0, 0)
    record = bring(raw, fatma)
    make_check_in(Ambition.objects.get(state="active"), 9, now=MOMENT + 2 * DAY)
    carrying.take_away(record=record, by=fatma, now=MOMENT + 2 * DAY)
    assert [one.words for one in Ambition.objects.all()] == ["Ik wil weer onder de mensen"]
    assert (CheckIn.objects.count(), Measurement.objects.count()) == (7, 0)


def test_a_desk_opens_no_path_and_the_resident_does_so_alone(visit, district):
    raw = file_with_a_path()
    fatma = make_person(given_name="Fatma", district=district)
    noor = make_person(given_name="Noor", district=district)
    grant_role(noor, "coordinator", district)
    record = bring(raw, fatma, by=noor)
    with pytest.raises(owning.NotYourPath):
        bringing.bring_path(person=fatma, part=carrying.path_in(record), by=noor, now=MOMENT + DAY)
    assert Path.objects.count() == 0
    me = visit(fatma)
    assert "Zet mijn pad hier neer" in me.get(reverse("account:bring")).content.decode()
    me.post(reverse("account:brought", args=[record.pk]))
    assert Ambition.objects.count() == 2
    assert "Zet mijn pad hier neer" not in me.get(reverse("account:bring")).content.decode()


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("goals", {"heading": "wmo"}), ("goals", {"state": "verplicht"}),
        ("steps", {"ends_on": "morgen"}), ("steps", {"days": ["altijd"]}),
        ("check_ins", {"mark": 11}), ("check_ins", {"mark": True}), ("indicators", {"weight": 9}),
        ("measurements", {"pack": "../six"}), ("measurements", {"answers": {"body": "8"}}),
        ("timeline", {"kind": "secret"}), ("moments", {"at": "2026-01-01"}),
    ],
)  # fmt: skip
def test_a_path_of_a_strange_shape_is_refused_and_nothing_is_kept(name, change):
    content = json.loads(file_with_a_path())
    content["rooms"]["paths"][name][0].update(change)
    export = privacy.Export(person=content["person"], rooms=content["rooms"])
    with pytest.raises(privacy.ExportDamaged):
        bring(export.as_json(), make_person(given_name="Fatma"))
    assert (Path.objects.count(), CarriedRecord.objects.count()) == (0, 0)
