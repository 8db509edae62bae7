"""The cube gives what DuckDB's own CUBE gives, whole or a week at a time, stopped or not."""

import datetime as dt
import json
import subprocess
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.core.management import CommandError, call_command

from tests.outcomes import cubes
from wijkschakel.outcomes.cube import building, events, manifest, reading, refreshing
from wijkschakel.outcomes.rules.troubles import BadInput, SomebodyElseCounts

pytestmark = pytest.mark.once


@pytest.fixture
def region(tmp_path):
    """Give a region with a cube."""
    folder = tmp_path / "it's a region"
    cubes.region(folder)
    building.build(folder)
    return folder


def test_every_sum_is_that_of_group_by_cube_with_distinct_and_median(region):
    assert reading.cells(region).to_pylist() == cubes.rival(region).to_pylist()


def test_weeks_that_changed_are_counted_again_and_no_others(region):
    month = sorted(events.months(region))[1]
    weeks = {row["week"] for row in reading.cells(region).to_pylist()} - {reading.ALL}
    first, second = [week for week in sorted(weeks) if events.month_of(week) == month][:2]

    def change(rows):
        gone = next(row["person"] for row in rows if row["week"] == first)
        late = {**rows[0], "event": 10**9, "week": second}
        kept = [row for row in rows if row["week"] != first or row["person"] != gone]
        return [*kept, late, {**late, "code": 5}]  # the same event twice: the last counts

    before = reading.cells(region)
    cubes.change_month(region, month, change)
    assert (refreshing.refresh(region), refreshing.refresh(region)) == ([first, second], [])
    after = reading.cells(region)
    assert after.to_pylist() == cubes.rival(region).to_pylist() != before.to_pylist()
    cubes.change_month(region, month, lambda rows: [r for r in rows if r["week"] != second])
    refreshing.refresh(region)
    assert reading.cells(region).to_pylist() == cubes.rival(region).to_pylist()
    building.build(region)
    assert manifest.read(region / "cube").weeks == {}
    assert reading.cells(region).to_pylist() == cubes.rival(region).to_pylist()


def test_a_build_that_is_stopped_leaves_the_last_cube_and_goes_on_later(region):
    before = reading.people(region)
    for month in events.months(region):
        cubes.change_month(region, month, lambda rows: rows[::2])
    steps = []
    building_steps = len(events.months(region)) + 1
    for stop in range(building_steps):
        told = []

        def stop_there(step, stop=stop, told=told):
            told.append(step)
            if len(told) > stop:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            building.build(region, stop_there)
        (region / "cube" / "parts" / "half.new").write_bytes(b"half")
        assert reading.people(region) == before
        steps.append(told)
    counted = {f.name for f in (region / "cube" / "parts").glob("*.pairs.npy")}
    building.build(region)
    assert steps[-1][-1] == "all weeks"
    assert reading.people(region) != before
    assert reading.cells(region).to_pylist() == cubes.rival(region).to_pylist()
    kept = {f.name for f in (region / "cube" / "parts").glob("*.pairs.npy")}
    assert len(kept & counted) == building_steps - 1  # months were not counted again
    assert list((region / "cube" / "parts").glob("half*")) == []


def _persons(region, change):
    """Write the people anew with what a function makes of their rows."""
    rows = pq.read_table(region / "persons.parquet").to_pylist()
    events.write_persons(region, pa.Table.from_pylist(change(rows)))


def test_who_comes_in_gets_a_number_and_what_was_counted_stays(region):
    month = sorted(events.months(region))[1]
    new = [{"person": -5, "area": 7, "grp": 9}, {"person": 2**62 + 1, "area": 3, "grp": 1}]
    _persons(region, lambda rows: [*rows, *new])

    def come(rows):
        late = [
            {**rows[0], "event": 10**9 + n, "person": one["person"]} for n, one in enumerate(new)
        ]
        return [*rows, *late]

    cubes.change_month(region, month, come)
    assert len(refreshing.refresh(region)) == 1
    assert reading.cells(region).to_pylist() == cubes.rival(region).to_pylist()
    parts = region / "cube" / "parts"
    counted = {file.name for file in parts.glob("20*.pairs.npy")}
    building.build(region)
    assert reading.cells(region).to_pylist() == cubes.rival(region).to_pylist()
    kept = {file.name for file in parts.glob("20*.pairs.npy")}
    assert len(kept & counted) == len(kept) - 1  # only the month that changed was counted again


@pytest.mark.parametrize("what", ["moved", "gone"])
def test_who_moved_or_left_is_counted_there_or_not_at_all(region, what):
    def change(rows):
        moved = [{**row, "area": row["area"] + 1} for row in rows[:40]]
        return (moved if what == "moved" else []) + rows[40:]

    _persons(region, change)
    with pytest.raises(BadInput, match="as a whole"):
        refreshing.refresh(region)
    building.build(region)
    assert reading.cells(region).to_pylist() == cubes.rival(region).to_pylist()
    # Who is gone comes back: their events lay there, and were of nobody who was counted.
    _persons(region, lambda rows: [*rows, {"person": -7, "area": 1, "grp": 1}])
    cubes.change_month(region, sorted(events.months(region))[0], lambda rows: [
        *rows, {**rows[0], "event": 10**9, "person": -7},
    ])  # fmt: skip
    if what == "gone":
        with pytest.raises(BadInput, match="as a whole"):
            refreshing.refresh(region)
    else:
        refreshing.refresh(region)
    building.build(region)
    assert reading.cells(region).to_pylist() == cubes.rival(region).to_pylist()


def test_a_build_killed_after_somebody_came_in_does_not_mix_up_numbers(region):
    first, *_, last = sorted(events.months(region))
    new = {"person": -5, "area": 7, "grp": 9}

    def killed(_):
        raise KeyboardInterrupt

    _persons(region, lambda rows: [*rows, new])
    cubes.change_month(region, first, lambda rows: [*rows, {**rows[0], "event": -1, "person": -5}])
    with pytest.raises(KeyboardInterrupt):
        building.build(region, killed)  # the first month was counted with the new one
    _persons(region, lambda rows: [{**new, "person": -6, "area": 8}, *rows])
    cubes.change_month(region, last, lambda rows: [*rows, {**rows[0], "event": -1, "person": -6}])
    building.build(region)
    assert reading.cells(region).to_pylist() == cubes.rival(region).to_pylist()


FULL = """
import pathlib, resource, sys
from wijkschakel.outcomes.cube import building, refreshing
resource.setrlimit(resource.RLIMIT_FSIZE, (4_000,) * 2)
try:
    count = refreshing.refresh if sys.argv[2] == "week" else building.build
    count(pathlib.Path(sys.argv[1]))
except OSError:
    sys.exit(7)
"""


@pytest.mark.parametrize("what", ["week", "all"])
def test_a_full_disk_leaves_the_last_cube(region, what):
    before = reading.cells(region).to_pylist()
    cubes.change_month(region, sorted(events.months(region))[0], lambda rows: rows[::2])
    done = subprocess.run([sys.executable, "-c", FULL, region, what], check=False)
    assert done.returncode == 7
    assert reading.cells(region).to_pylist() == before
    building.build(region)
    assert reading.cells(region).to_pylist() == cubes.rival(region).to_pylist()


def test_two_who_count_in_one_folder_are_one_after_the_other(region):
    with manifest.only_one(region / "cube"):
        for count in (building.build, refreshing.refresh):
            with pytest.raises(SomebodyElseCounts, match="Nothing was changed"):
                count(region)
    assert refreshing.refresh(region) == []


def test_a_month_that_was_damaged_is_named(region):
    month = sorted(events.months(region))[0]
    last = events.months(region)[month]
    last.with_name("0009.parquet").write_bytes(last.read_bytes()[:-40])
    for count in (refreshing.refresh, building.build):
        with pytest.raises(BadInput, match=f"month={month} is damaged"):
            count(region)


def test_thousands_of_things_are_counted_as_well_as_a_few(region):
    month = sorted(events.months(region))[0]
    cubes.change_month(region, month, lambda rows: [
        {**row, "theme": n * 31 % 32_000 - (n % 3 == 0) * 32_000, "code": n * 7 % 30_000}
        for n, row in enumerate(rows[:900])
    ])  # fmt: skip
    refreshing.refresh(region)
    assert reading.by_theme(region) == _rebuilt(region)


def _rebuilt(region):
    building.build(region)
    return reading.by_theme(region)


def test_what_cannot_be_right_is_refused(region, tmp_path):
    week = events.week_of(dt.date(2026, 11, 29))
    row = {"event": [1], "person": [1], "week": [week], "theme": [1], "code": [1]}
    assert events.month_of(week) == "2026-11"
    with pytest.raises(BadInput, match="clock"):
        events.write_month(tmp_path, "2024-11", pa.table(row))
    with pytest.raises(BadInput, match="one area"):
        events.write_persons(tmp_path, pa.table({"person": [1, 1], "area": [1, 2], "grp": [1, 1]}))
    with pytest.raises(BadInput, match="no months"):
        building.build(tmp_path / "nothing")
    moved = pa.table({"person": [1], "area": [1], "grp": [1]})
    events.write_persons(region, moved)
    with pytest.raises(BadInput, match="as a whole"):
        refreshing.refresh(region)
    (region / "cube" / "cube.json").write_text("{")
    with pytest.raises(BadInput, match="damaged"):
        reading.people(region)


def test_a_pseudonym_needs_its_key():
    one, other = (events.pseudonym(key * 16, "person-7") for key in (b"a", b"b"))
    assert one == events.pseudonym(b"a" * 16, "person-7") != other
    assert (0 <= one < 2**63, 0 <= other < 2**63) == (True, True)
    with pytest.raises(BadInput, match="16 bytes"):
        events.pseudonym(b"short", "person-7")


def test_from_files_to_published_tables_with_commands(region, capsys):
    areas = {f"w{n}": "region" for n in range(6)} | {str(n): f"w{n // 10}" for n in range(60)}
    catalogue = {
        "topic": "taking_part", "period": "2025", "areas": areas, "groups": list("01234"),
        "tables": [{"name": "by_area", "levels": [[0, 1, 2], [0]]}],
    }  # fmt: skip
    with pytest.raises(CommandError, match="catalogue"):
        call_command("publish", region)
    (region / "catalogue.json").write_text(json.dumps(catalogue))
    call_command("build_cube", region, "--json")
    call_command("build_cube", region, "--refresh", "--json")
    call_command("publish", region, "--json", "--without-argus")
    call_command("audit_releases", region, "--json")
    built, again, published, audited = map(json.loads, capsys.readouterr().out.splitlines())
    people = sum(count for _, _, count in reading.people(region))
    assert (len(built["months"]), again["weeks"]) == (len(events.months(region)), [])
    assert (published["number"], published["shown"] + published["hidden"]) == (1, 67)
    assert audited == {"releases": 1, "given_away": {"taking_part.2025": 0}}
    public = json.loads(next((region / "published" / "public").iterdir()).read_text())
    told = {row[0]: row[2] for row in public["cells"]}
    assert (told["region"], len(told)) == (people, 67)
    assert min(value for value in told.values() if value is not None) >= 10
    ledger = region / "published" / "ledger.jsonl"
    ledger.write_text(ledger.read_text().replace('"number":1', '"number":2'))
    with pytest.raises(CommandError, match="does not follow on"):
        call_command("audit_releases", region)


def test_simulated_outcomes_are_told_as_json(capsys):
    call_command("simulate_outcomes", "--people", "60", "--studies", "3", "--json")
    found = json.loads(capsys.readouterr().out)
    assert [line["scenario"] for line in found] == [
        *("no_effect", "real_effect", "selection", "drop_out", "trend", "spill_over")
    ]
    assert found[0]["truth"] == 0
    with pytest.raises(CommandError):
        call_command("simulate_outcomes", "--people", "0")
