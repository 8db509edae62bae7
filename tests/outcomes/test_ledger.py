"""The record of what was published: only grows, notices everything, survives everything."""

import json
import subprocess
import sys

import numpy as np
import pytest

from tests.outcomes import attackers, table_sets
from wijkschakel.outcomes.disclosure import argus, frames
from wijkschakel.outcomes.disclosure.catalogue import Catalogue, Measure, Table
from wijkschakel.outcomes.disclosure.gateway import Gateway
from wijkschakel.outcomes.rules.troubles import BadInput, LedgerBroken, SomebodyElsePublishes

pytestmark = pytest.mark.once
FRAME = frames.Frame((attackers.town(),))
MEASURE = Measure("joined", "2026", FRAME, (Table("by_area", ((0, 1, 2),)),))
COUNTS = np.array([4, 40, 30, 50, 60, 35])
PUBLISH = """
import pathlib, resource, sys
from tests.outcomes import test_ledger as t
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
gate = t.Gateway(pathlib.Path(sys.argv[1]), t.Catalogue([t.MEASURE]), ask_argus=False)
try:
    gate.publish("joined.2026", t.COUNTS + 30, "2026-12-01")
except OSError:
    sys.exit(7)
"""


@pytest.fixture
def gate(tmp_path):
    """Give a gateway with one release."""
    made = Gateway(tmp_path, Catalogue([MEASURE]), ask_argus=False)
    made.publish(MEASURE.name, COUNTS, "2026-11-29")
    return made


def test_a_line_that_was_changed_or_taken_away_is_noticed(gate):
    gate.publish(MEASURE.name, COUNTS + 30, "2026-12-01")
    assert gate.audit() == {"joined.2026": 0}
    path, whole = gate.ledger.path, gate.ledger.path.read_bytes()
    for damaged in (
        whole.replace(b'"at":"2026-11-29"', b'"at":"2026-11-28"'),
        whole.split(b"\n", 1)[1],
        b"{\n" + whole,
    ):
        path.write_bytes(damaged)
        with pytest.raises(LedgerBroken):
            gate.publish(MEASURE.name, COUNTS + 60, "2026-12-08")
    path.write_bytes(whole)
    (gate.folder / "public" / "joined.2026.by_area.json").write_bytes(b"{}")
    with pytest.raises(LedgerBroken, match="not what was published"):
        gate.audit()


def test_a_release_that_gives_away_what_an_earlier_one_hid_is_noticed(gate):
    shown = {tuple(cell): value for cell, value in gate.ledger.entries()[0]["shown"]}
    hidden = sorted(set(MEASURE.cells) - set(shown))
    assert len(hidden) >= 2
    entry = gate.ledger.entries()[0] | {"changed": []}
    entry["shown"] = [[list(c), int(COUNTS[FRAME.leaves(c)].sum())] for c in hidden[1:]]
    gate.ledger.append({key: entry[key] for key in entry if key not in ("number", "before")})
    with pytest.raises(LedgerBroken):
        gate.audit()  # the public file is the old one
    gate.write_public(MEASURE)
    assert gate.audit()["joined.2026"] >= 1


def test_a_half_written_line_goes_and_the_last_release_stays(gate):
    before, whole = gate.answer(MEASURE.name, "by_area"), gate.ledger.path.read_bytes()
    for cut in (1, len(whole) // 2, len(whole) - 1):
        gate.ledger.path.write_bytes(whole + whole[:cut])
        assert len(gate.ledger.entries()) == 1
        assert gate.publish(MEASURE.name, COUNTS, "2026-12-01").number is None
        assert (gate.ledger.path.read_bytes(), gate.answer(MEASURE.name, "by_area")) == (
            *(whole, before),
        )
    assert gate.ledger.path.stat().st_mode & 0o777 == 0o600


def test_two_publishers_at_once_are_one_after_the_other(gate):
    with gate.ledger.only_one(), pytest.raises(SomebodyElsePublishes, match="try again"):
        Gateway(gate.folder, gate.catalogue, ask_argus=False).publish(MEASURE.name, COUNTS, "now")
    assert gate.publish(MEASURE.name, COUNTS + 30, "2026-12-01").number == 2


@pytest.mark.skipif(sys.platform != "linux", reason="limits the size of files")
def test_a_full_disk_leaves_the_last_release(gate):
    before, size = gate.answer(MEASURE.name, "by_area"), gate.ledger.path.stat().st_size
    command = [sys.executable, "-c", PUBLISH, str(gate.folder), str(size + 200)]
    assert subprocess.run(command, check=False).returncode == 7
    gate.publish(MEASURE.name, COUNTS, "2026-12-01")
    assert (gate.ledger.path.stat().st_size, gate.answer(MEASURE.name, "by_area")) == (size, before)


def test_counts_that_cannot_be_are_refused(gate):
    for counts in (COUNTS - 50, COUNTS[:5], COUNTS / 2):
        with pytest.raises(BadInput, match="6 whole numbers"):
            gate.publish(MEASURE.name, counts, "2026-12-01")


def test_people_who_go_leave_what_was_published_and_no_trace_of_themselves(gate):
    before = gate.answer(MEASURE.name, "by_area")
    assert gate.publish(MEASURE.name, COUNTS - 1, "2026-12-01").number is None
    assert gate.answer(MEASURE.name, "by_area") == before
    fewer = COUNTS - np.array([0, 0, 0, 0, 40, 0])
    assert gate.publish(MEASURE.name, fewer, "2026-12-08").number == 2
    cells = json.loads(gate.answer(MEASURE.name, "by_area"))["cells"]
    assert {row[0]: row[1] for row in cells}["b03"] == 20


@pytest.mark.parametrize("seed", range(6))
def test_random_sets_of_tables_give_nothing_away(tmp_path, seed):
    found = table_sets.publish_and_attack(tmp_path, seed)
    assert (found["ours"], found["audit"]) == (0, 0)


def test_the_proposal_of_tau_argus_is_used_and_audited(tmp_path, monkeypatch):
    pytest.importorskip("pytauargus")
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    frame = frames.Frame((attackers.town(5, 1), attackers.answers(2)))
    counts = np.array([5, 20, 30, 40, 20, 30, 25, 35, 44, 28])
    proposal = argus.propose(frame, counts, {0})
    assert ("b00", "a0") in proposal
    assert list(here.iterdir()) == []  # its solvers leave nothing behind where we stand
    assert len(proposal) == 4  # itself, one in its row, one in its column, and their corner
    measure = Measure("joined", "2026", frame, (Table("t", ((0, 2), (0, 1))),))
    gate = Gateway(tmp_path, Catalogue([measure]))
    gate.publish(measure.name, counts, "2026-11-29")
    hidden = set(measure.cells) - set(attackers.our_cells(gate, measure))
    assert (("b00", "a0") in hidden, gate.audit()) == (True, {"joined.2026": 0})


def test_the_audit_writes_nothing_where_commands_write_json():
    program = """
import numpy as np
from wijkschakel.outcomes.disclosure.system import Audit, Told, key_of
told = Told()
told.tell(np.array([0, 1]), 12, 12)
assert Audit(told, np.array([12.0, 0.0])).unprotected([key_of(np.array([0]))]) == []
"""
    asked = [sys.executable, "-c", program]
    done = subprocess.run(asked, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")
