"""Real offers and needs as they came in, day by day: the planner beside first come, first served.

Each batch of some days: open needs and idle gifts of one kind within reach; a need is served by
one gift. Quantities are left out: our model counts people, not pieces.
"""

import csv
import datetime as dt
import gzip
from collections import defaultdict

import numpy as np
import pytest

from tests.support.matching.worlds import DATA
from wijkschakel.support.matching import assignment, first_come, problem

FOLDER = DATA / "ppe-match"
pytestmark = [
    pytest.mark.once,
    pytest.mark.real_data,
    pytest.mark.skipif(not FOLDER.is_dir(), reason=f"no real data in {DATA}"),
]
KIND, EVERY_DAYS, REACH_MILES = "faceShields", 7, 100


def read(name, column):
    """Read (day, id) of one kind, once for each id, in the order of the days."""
    found = {}
    with (FOLDER / name).open() as file:
        for row in csv.DictReader(file):
            if row["ppe"] == KIND:
                day = dt.datetime.fromisoformat(row["date"]).date().toordinal()
                found.setdefault(row[column], day)
    return sorted((day, name) for name, day in found.items())


@pytest.fixture(scope="module")
def stream():
    """Give needs, gifts, and the miles between those within reach."""
    needs, gifts = read("anon_recipients.csv", "rec_id"), read("anon_donors.csv", "don_id")
    wanted, given = {name for _, name in needs}, {name for _, name in gifts}
    miles = defaultdict(dict)
    with gzip.open(FOLDER / "anon_distance_matrix_rounded_miles.csv.gz", "rt") as file:
        next(file)
        for line in file:
            giver, taker, far = line.rstrip("\n").split(",")
            if giver in given and taker in wanted and int(far) <= REACH_MILES:
                miles[taker][giver] = int(far)
    return needs, gifts, miles


def run(stream, choose):
    """Match every week; give (served, mean miles, mean days waited)."""
    needs, gifts, miles = stream
    first, last = min(needs[0][0], gifts[0][0]), max(needs[-1][0], gifts[-1][0])
    open_needs, idle, served = {}, set(), []
    for day in range(first, last + EVERY_DAYS, EVERY_DAYS):
        open_needs |= {n: d for d, n in needs if day - EVERY_DAYS < d <= day}
        idle |= {g for d, g in gifts if day - EVERY_DAYS < d <= day}
        takers, givers = sorted(open_needs, key=open_needs.get), sorted(idle)
        place = {giver: number for number, giver in enumerate(givers)}
        rows = [sorted(place[g] for g in miles[taker] if g in place) for taker in takers]
        start = np.cumsum([0, *map(len, rows)])
        pairs = np.array([j for row in rows for j in row], np.int64)
        far = [miles[t][givers[j]] for t, row in zip(takers, rows, strict=True) for j in row]
        waited = np.repeat([day - open_needs[t] for t in takers], np.diff(start))
        score = 100 - np.array(far, np.int64)
        asked = problem.make(start, pairs, 1_000 + waited + score, np.ones(len(givers), np.int64))
        for i, pair in enumerate(choose(asked, score)):
            if pair >= 0:
                served.append((far[pair], day - open_needs.pop(takers[i])))
                idle.discard(givers[asked.offer[pair]])
    return len(served), *np.mean(served, axis=0)


def test_a_real_stream_is_served_at_least_as_well_as_first_come_first_served(stream):
    ours = run(stream, lambda asked, score: assignment.solve(asked).match)
    simple = run(
        stream,
        lambda asked, score: first_come.serve(asked, score, np.arange(asked.requests)),
    )
    assert ours[0] >= simple[0] > 100
    assert ours[1] <= simple[1]  # miles
    assert ours[2] <= simple[2]  # days
