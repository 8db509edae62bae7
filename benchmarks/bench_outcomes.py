"""Counting ten million events, publishing without giving away, and honest effects."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow.parquet as pq

from benchmarks import outcome_region
from benchmarks.report import Line
from tests.outcomes import table_sets
from wijkschakel.outcomes.simulator import populations, trials

EVENTS, PEOPLE = 10_000_000, 200_000
SETS, STUDIES = 1_000, 1_000
BUILD = """
import pathlib, sys
from wijkschakel.outcomes.cube import building, reading
import pyarrow.parquet as pq
folder = pathlib.Path(sys.argv[1])
building.build(folder)
pq.write_table(reading.cells(folder), sys.argv[2])
"""
ONLY_BUILD = """
import pathlib, sys
from wijkschakel.outcomes.cube import building
building.build(pathlib.Path(sys.argv[1]))
"""
# In one process, as the clockwork does it: libraries are loaded before. One week after another.
REFRESH = """
import json, pathlib, statistics, sys, time
from benchmarks import outcome_region
from wijkschakel.outcomes.cube import refreshing
import pyarrow.parquet
folder, spent = pathlib.Path(sys.argv[1]), []
for month in range(3, 18, 3):
    outcome_region.touch_a_week(folder, month)
    began = time.process_time()
    assert len(refreshing.refresh(folder)) == 1, "one week was touched"
    spent.append(time.process_time() - began)
print(json.dumps(statistics.median(spent)))
"""
RIVAL = """
import duckdb, glob, sys
from tests.outcomes import cubes
import pathlib, pyarrow.parquet as pq
duckdb.sql("set threads = 2")
duckdb.sql("set memory_limit = '16GB'")
pq.write_table(cubes.rival(pathlib.Path(sys.argv[1])), sys.argv[2])
"""


def run(program: str, *words: Path | str) -> tuple[float, float, float, str]:
    """Run a program in a process of its own: CPU s, MB at most, wall s, what it printed."""
    began = time.monotonic()
    with tempfile.TemporaryFile("w+") as out:
        child = subprocess.Popen([sys.executable, "-c", program, *map(str, words)], stdout=out)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        assert child.returncode == 0, "a measured program failed"
        spent = used.ru_utime + used.ru_stime
        return spent, used.ru_maxrss / 1024, time.monotonic() - began, out.read()


def start_up() -> float:
    """Measure what loading the libraries costs, CPU s."""
    return run("import numpy, pyarrow.parquet")[0]


def counting(folder: Path, count: int = EVENTS, people: int = PEOPLE) -> list[Line]:
    """Measure the cube beside DuckDB's own."""
    outcome_region.make(folder, count, people)
    loading = start_up()
    ours = run(BUILD, folder, folder / "ours.parquet")
    rival = run(RIVAL, folder, folder / "rival.parquet")
    same = pq.read_table(folder / "ours.parquet").equals(pq.read_table(folder / "rival.parquet"))
    shutil.rmtree(folder / "cube")
    build = run(ONLY_BUILD, folder)
    refresh = json.loads(run(REFRESH, folder)[3])
    again = run(BUILD.replace("building.build(folder)", ""), folder, folder / "ours.parquet")
    shutil.rmtree(folder / "cube")
    run(BUILD, folder, folder / "anew.parquet")
    whole = pq.read_table(folder / "ours.parquet").equals(pq.read_table(folder / "anew.parquet"))
    million = f"{count // 1_000_000} M"
    return [
        Line(f"kubus van {million} gebeurtenissen, CPU", build[0], "s", 10),
        Line(f"kubus van {million}, op de klok", build[2], "s"),
        Line(f"kubus van {million}, geheugen", build[1], "MB", 1_024),
        Line("alle sommen erbij, CPU", ours[0], "s", rival[0] / 5, f"CUBE: {rival[0]:.0f} s"),
        Line("... geheugen", ours[1], "MB", rival[1] / 5, f"CUBE: {rival[1]:.0f} MB"),
        Line("uitkomst anders dan GROUP BY CUBE", int(not same), "", 0),
        Line("een week opnieuw, CPU, midden van vijf", refresh * 1e3, "ms",
             (build[0] - loading) / 50 * 1e3,
             f"alles opnieuw, zonder laden: {build[0] - loading:.1f} s"),
        Line("... uitkomst anders dan alles opnieuw", int(not whole), "", 0),
        Line("... alle sommen lezen, CPU", again[0], "s"),
    ]  # fmt: skip


def giving_away(sets: int = SETS) -> list[Line]:
    """Publish random sets of tables three times each and attack them."""
    began, totals = (
        time.process_time(),
        {"naive": 0, "ours": 0, "audit": 0, "hidden": 0, "cells": 0},
    )
    for seed in range(sets):
        with tempfile.TemporaryDirectory() as folder:
            for name, count in table_sets.publish_and_attack(Path(folder), seed).items():
                totals[name] += count
    naive = f"naïef: {totals['naive']} geheime cellen gevonden"
    return [
        Line(f"{sets} sets tabellen: gevonden of versmald", totals["ours"], "", 0, naive),
        Line("... alle uitgaven samen nagerekend", totals["audit"], "", 0),
        Line("... cellen achtergehouden", 100 * totals["hidden"] / totals["cells"], "%"),
        Line("... CPU per set", (time.process_time() - began) / sets * 1e3, "ms"),
    ]


def honesty(studies: int = STUDIES) -> list[Line]:
    """Simulate programmes of which the truth is known."""
    lines = []
    for found in trials.trials(340, studies, scenarios=populations.SCENARIOS):
        nothing = found.truth == 0
        told = f"naïef: {found.naive:+.0%}, 'verandering' in {found.naive_change:.1%}"
        lines += [
            Line(f"{found.scenario}: echt {found.truth:+.0%}, wij", 100 * found.ours, "%",
                 None, told),
            Line(f"{found.scenario}: wij zeggen verandering", 100 * found.ours_change, "%",
                 7 if nothing else None),
            Line(f"{found.scenario}: interval mist de waarheid", 100 * (1 - found.covered), "%",
                 None if found.scenario == "spill_over" else 7),
        ]  # fmt: skip
    return lines


def measure() -> list[Line]:
    """Measure everything."""
    with tempfile.TemporaryDirectory() as folder:
        lines = counting(Path(folder))
    return [*lines, *honesty(), *giving_away()]
