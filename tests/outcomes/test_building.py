"""The work of publishing: attacked, killed, doubled, without room; what was published stays."""

import errno
import itertools
import json
import shutil

import pytest
from django.db.models import F

from tests import levels
from tests.factories import activities, places
from tests.outcomes.small_region import DAY, JUNE, NOW, Town, grant
from wijkschakel.outcomes.actions import building, claiming, saying, tasks, work
from wijkschakel.outcomes.cube import building as cubes
from wijkschakel.outcomes.cube import filing
from wijkschakel.outcomes.disclosure.ledger import Ledger
from wijkschakel.outcomes.models import Build, Objection, PublishedTable
from wijkschakel.outcomes.queries import facts, published
from wijkschakel.places.models import Figure
from wijkschakel.upkeep import privacy

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db):
    """Give a region in which sixty people took part."""
    made = Town()
    made.here = [*made.people(20), *made.people(20, hood=1), *made.people(20, district=1)]
    made.meet(made.here)
    return made


def tables():
    """Give every published table."""
    return dict(PublishedTable.objects.values_list("topic", "body"))


def values(town):
    """Give the numbers of who took part."""
    return {c: n for c, n in town.told("taking-part").items() if n is not None}


def test_weekly_rebuilds_tell_no_increment_of_fewer_than_ten(town):
    series, truth = [], []
    weeks = levels.size(5, 8)
    for week in range(weeks):
        town.meet(town.people(4), JUNE + week * 7 * DAY)
        town.meet(town.people(3, district=1), JUNE + week * 7 * DAY)
        town.publish(NOW + week * 7 * DAY)
        names = {"taking-part": "by_area", "weeks": "by_answer", "role": "by_answer"}
        series.append(
            {
                (topic, cell): n
                for topic, name in names.items()
                for cell, n in town.told(topic, name=name).items()
                if n is not None
            }
        )
        truth.append(60 + 7 * (week + 1))
    totals = [told["taking-part", ("proef", "all")] for told in series]
    assert truth[-1] - totals[-1] < 25  # it runs behind, and is of use
    assert any(b - a < 10 for a, b in itertools.pairwise(truth))  # what a naive one would tell
    everything = [  # also between tables of the same people
        (cell, n) for told in series for (_, cell), n in told.items() if cell[1] == "all"
    ]
    steps = {abs(n - m) for (c, n), (d, m) in itertools.combinations(everything, 2) if c == d}
    assert sorted(step for step in steps if 0 < step < 10) == []


def test_a_table_waits_when_its_total_would_tell_how_far_another_one_runs_behind(town):
    town.publish()
    # Twelve come in one neighbourhood and five in the other: the first may be told, the second not
    # yet. Of all seventeen it is the first week, so that table could tell them at once.
    town.meet([*town.people(12), *town.people(5, hood=1)], JUNE + 7 * DAY)
    town.publish(NOW + DAY)
    taking_part, weeks = town.told("taking-part"), town.told("weeks", name="by_answer")
    for area in ("proef", town.node(0), town.node(1)):
        apart = abs(taking_part[area, "all"] - weeks[area, "all"])
        assert apart == 0 or apart >= 10
    assert taking_part["proef", "all"] == 72


def test_tables_of_the_same_people_do_not_tell_what_one_of_them_hides(town):
    town.publish()
    role = town.told("role", name="by_answer")
    assert role["proef", "all"] == town.told("taking-part")["proef", "all"] == 60
    # Everybody came as a visitor: told beside the total it would say that nobody leads.
    assert role["proef", "visitor"] is None


def test_an_activity_of_nearly_everybody_does_not_tell_who_did_not_come(town, monkeypatch):
    other = activities.make_activity(district=town.districts[0], capacity=None)
    town.meet(town.people(4), JUNE + DAY, activity=other)
    town.meet(town.here[:20], JUNE + DAY)  # twice
    walk = f"activity-{town.activity.pk}"
    with monkeypatch.context() as patch:  # each table safe on its own: four people are read
        patch.setattr(saying, "nearly_the_same", lambda *_: {})
        town.publish()
    apart = town.told("taking-part")["proef", "all"], town.told(walk, name="by_answer")
    assert (apart[0], apart[1]["proef", "all"]) == (64, 60)
    shutil.rmtree(work.folder_of(town.region))
    PublishedTable.objects.all().delete()
    town.publish()
    assert town.told("taking-part")["proef", "all"] == 64
    assert town.told(walk, name="by_answer")["proef", "all"] is None
    town.meet(town.people(8), JUNE + 2 * DAY, activity=other)  # twelve: now it may be told
    new = town.people(24)
    town.meet(new, JUNE + 3 * DAY)
    town.meet(new[:12], JUNE + 4 * DAY)
    town.publish(NOW + DAY)
    assert town.told("taking-part")["proef", "all"] == 96
    assert town.told(walk, name="by_answer")["proef", "all"] == 84


def test_a_small_group_is_not_told_and_not_worked_out(town):
    town.meet(town.people(4, district=1, hood=1))
    town.publish()
    told = town.told("taking-part")
    assert told[town.node(1, 1), "all"] is None
    assert told[town.node(1, 0), "all"] is None  # 20, and 24 together would tell of the four
    assert told[town.node(1), "all"] == 24


def test_another_division_in_the_same_year_is_not_made(town):
    town.publish()
    before = values(town)
    Figure.objects.filter(indicator="ses_score").update(value=F("value") * -1)
    places.make_neighbourhood(district=town.districts[0])
    town.region.memberships.create(district=places.make_district())
    town.publish(NOW + DAY)
    assert values(town) == before
    town.meet(town.people(40), JUNE + 7 * DAY)
    town.publish(NOW + DAY)
    assert town.told("taking-part")["proef", "all"] == 100  # as it was drawn


def test_wiping_somebody_and_publishing_again_tells_nothing_of_them(town):
    town.publish()
    before = tables()
    privacy.erase_person(person=town.here[0], by=None, now=NOW)
    town.publish(NOW + DAY)
    assert {t: b for t, b in tables().items() if t != "counts"} == {
        t: b for t, b in before.items() if t != "counts"
    }


def test_an_objection_holds_from_the_next_release_on(town):
    town.publish()
    before = tables()["taking-part"]
    so_far = 0
    for number in (1, 9, 10, 12):
        for person in town.here[so_far:number]:
            Objection.objects.create(person=person, made_at=NOW)
        so_far = number
        town.publish(NOW + DAY)
        assert (tables()["taking-part"] != before) == (number >= 10)
    assert town.told("taking-part")["proef", "all"] == 50


def test_somebody_with_two_roles_reads_the_same_tables_as_everybody(town):
    town.publish()
    before = tables()
    noor = town.people(1)[0]
    for role in ("coordinator", "funder"):
        grant(noor, role, town.districts[0])
    town.publish(NOW + DAY, by=noor)
    assert tables() == before
    shelf = published.shelf(town.region, ["taking-part", "role"])
    assert {row.body for row in shelf.tables.values()} == {
        body for topic, body in tables().items() if topic in ("taking-part", "role")
    }


STEPS = (
    (facts, "read"), (filing, "write"), (cubes, "build"), (saying, "say"), (claiming, "say"),
    (saying, "counts"), (building, "keep_tables"),
)  # fmt: skip


# Every day it is killed at each step in turn before it goes on; thoroughly it goes on after each.
@pytest.mark.parametrize("steps", [[one] for one in STEPS] if levels.THOROUGH else [STEPS])
def test_killed_at_a_step_the_last_release_stays_and_the_next_time_goes_on(
    town, monkeypatch, steps
):
    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    town.publish()
    before = tables()
    town.meet(town.people(40), JUNE + 7 * DAY)
    for place, name in steps:
        with monkeypatch.context() as patch:
            patch.setattr(place, name, die)
            with pytest.raises(KeyboardInterrupt):
                town.publish(NOW + DAY)
        assert tables() == before, name
        assert Build.objects.order_by("-started_at").first().state == "failed"
    town.publish(NOW + DAY)
    assert town.told("taking-part")["proef", "all"] == 100
    assert Build.objects.filter(state="running").count() == 0


def test_a_work_that_was_killed_without_a_word_is_told_as_not_finished(town):
    Build.objects.create(region=town.region, started_at=NOW - DAY, step="cube 2026", done=55)
    town.publish()
    old, new = Build.objects.order_by("started_at")
    assert (old.state, old.trouble) == ("failed", work.STOPPED)
    assert (new.state, new.done, new.step) == ("done", 100, "keep")


def test_two_publishers_at_once_are_refused_in_a_sentence(town):
    with work.only_one(town.region), pytest.raises(work.AlreadyBusy) as refused:
        town.publish()
    assert "niets veranderd" in refused.value.sentence
    assert not PublishedTable.objects.exists()
    assert town.publish().state == "done"


def test_a_full_disk_leaves_the_last_release_and_says_so(town, monkeypatch):
    town.publish()
    before = tables()
    town.meet(town.people(40), JUNE + 7 * DAY)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "append", full)
        with pytest.raises(building.CannotPublish, match="No space left"):
            town.publish(NOW + DAY)
    assert tables() == before
    assert Build.objects.order_by("-started_at").first().trouble == "No space left on device"


def test_without_its_record_nothing_is_published_anew(town):
    town.publish()
    (work.folder_of(town.region) / "published" / "ledger.jsonl").unlink()
    before = tables()
    with pytest.raises(building.CannotPublish, match="Put the copy back"):
        town.publish(NOW + DAY)
    assert tables() == before


def test_tables_come_in_one_go(town, monkeypatch):
    town.publish()
    before = tables()

    def die(**_: object) -> None:
        assert tables() != before  # they are written, and go back
        raise KeyboardInterrupt

    town.meet(town.people(40), JUNE + 7 * DAY)
    monkeypatch.setattr(building.journal, "record", die)
    with pytest.raises(KeyboardInterrupt):
        town.publish(NOW + DAY)
    assert tables() == before


def test_nothing_new_gives_the_same_bytes_and_no_line(town):
    town.publish()
    before, lines = tables(), len(Ledger(_ledger(town)).entries())
    town.publish(NOW + DAY)
    assert (tables(), len(Ledger(_ledger(town)).entries())) == (before, lines)
    assert json.loads(before["taking-part"])["at"] == "2026-11-25"


def _ledger(town):
    return work.folder_of(town.region) / "published" / "ledger.jsonl"


def test_every_night_each_region_is_published_and_one_in_trouble_stops_no_other(town):
    other = Town(1, slug="ander")
    other.meet(other.people(30))
    with work.only_one(town.region):
        assert building.publish_regions(NOW) == {
            "regions_published": 1, "regions_not_published": 1,
        }  # fmt: skip
    assert other.told("taking-part")["ander", "all"] == 30
    tasks.publish_figures.call("proef", ask_argus=False)
    tasks.publish_figures.call("weg")
    assert Build.objects.filter(region=town.region, state="done").count() == 1
