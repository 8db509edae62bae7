"""The whole suite: on SQLite, on PostgreSQL when one answers, in Chromium when there is one.

Run by `make test` and `make check`, and by `make thorough` in full. The last lines say what ran,
how thoroughly, and what was skipped and why.
"""

import atexit
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from tests import levels

ROOT = Path(__file__).resolve().parent.parent
POSTGRESQL = "postgresql://postgres@127.0.0.1:5432/postgres"
WORDS = ("passed", "failed", "skipped")
HEAD_START = 10  # seconds; what two runs read is compiled by then
NOTHING_TO_RUN = 5  # what pytest answers then
# The first is the same browser without windows, which opens a page for half the work.
CHROMIUMS = ("chromium-headless-shell", "chromium", "chromium-browser")
CHROMIUMS += ("google-chrome", "google-chrome-stable")
# What schemathesis would add to each test takes long to read, and one test uses it by itself.
WITHOUT = ["-p", "no:schemathesis"]
# Every process of the tests reads Python that was compiled once, also where that is switched off.
SAME = {"PYTHONDONTWRITEBYTECODE": "", "WIJKSCHAKEL_TEST_RUN": str(time.time_ns())}


EVERYDAY = """Every day's level: every test that can run, in the size of every day.
  The permission walk tried every cell as every role, and drew each page as one role per kind of
  answer, in Dutch or in English; the validator judged those, and the browser in one width and
  colour scheme. PostgreSQL ran what a database can make different, and one in {one_in} of the other
  tests. Tests by chance tried fewer examples.
  `make thorough` (WIJKSCHAKEL_TEST_THOROUGH=1) adds: each page drawn and judged as every role, in
  both languages once, in light and dark; all tests on PostgreSQL; all migrations anew on each
  database; and all examples."""
ALL = """Thorough: each page drawn and judged as every role that sees it, all that asks a database
  on both, all migrations anew on each database, all examples. `make test` does less of these."""


@dataclass
class Outcome:
    """What one run brought."""

    name: str
    counts: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    seconds: float = 0
    busy: float = 0
    failed: bool = False


def find_postgresql() -> tuple[str | None, str]:
    """Give the address of a database of our own on a server that answers, or why not."""
    address = os.environ.get("WIJKSCHAKEL_TEST_PG", POSTGRESQL)
    try:
        with psycopg.connect(address, connect_timeout=3, autocommit=True) as connection:
            connection.execute("SELECT 1")
    except psycopg.Error as error:
        reason = str(error).strip().splitlines()[0]
        return None, f"no PostgreSQL answers (WIJKSCHAKEL_TEST_PG): {reason}"
    own = "wijkschakel_" + hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]
    return urlunsplit(urlsplit(address)._replace(path=f"/{own}")), ""


def find_chromium() -> str | None:
    """Give the path of an installed Chromium."""
    named = os.environ.get("WIJKSCHAKEL_CHROMIUM")
    if named:
        return named if shutil.which(named) else None
    return next((path for name in CHROMIUMS if (path := shutil.which(name))), None)


def read_report(outcome: Outcome, report: Path) -> None:
    """Count what pytest wrote down."""
    if not report.exists():
        return
    told = ElementTree.parse(report)  # noqa: S314
    # Who ran beside others was ready before somebody came to look.
    outcome.seconds = min(
        outcome.seconds, sum(float(s.get("time", 0)) for s in told.iter("testsuite"))
    )
    for case in told.iter("testcase"):
        state = next(
            (child for child in case if child.tag in ("failure", "error", "skipped")), None
        )
        if state is None:
            outcome.counts["passed"] += 1
        elif state.tag == "skipped":
            outcome.counts["skipped"] += 1
            outcome.reasons[re.sub(r"\s+", " ", state.get("message") or "")] += 1
        else:
            outcome.counts["failed"] += 1


@dataclass
class Run:
    """One run of pytest that goes on."""

    outcome: Outcome
    process: subprocess.Popen[bytes]
    report: Path
    said: Path | None
    started: float = field(default_factory=time.monotonic)


def start(name: str, marks: str, *words: str, beside: bool = False, **environment: str) -> Run:
    """Begin a run of pytest: on both cores, or in one process beside one that does."""
    folder = ROOT / "var" / "test"
    folder.mkdir(parents=True, exist_ok=True)
    report = folder / f"{name.lower()}.xml"
    report.unlink(missing_ok=True)
    command = [sys.executable, "-m", "pytest", "-q", "-m", marks, *WITHOUT, f"--junitxml={report}"]
    command += ["-p", "no:cacheprovider"] if beside else ["-n", "2", "--dist", "worksteal"]
    said = folder / f"{name.lower()}.log" if beside else None
    with said.open("wb") if said else nullcontext() as output:
        if not said:
            print(f"\n== {name} ==", flush=True)
        process = subprocess.Popen(
            [*command, *words],
            cwd=ROOT,
            env=os.environ | SAME | environment,
            stdout=output,
            stderr=output,
        )
    atexit.register(stop, process)
    return Run(Outcome(name), process, report, said)


def stop(process: subprocess.Popen[bytes]) -> None:
    """Leave nobody behind when this is ended halfway."""
    if process.returncode is None:
        process.terminate()


def finish(run: Run) -> Outcome:
    """Wait for a run, show what it said unless it did so itself, and give what it brought."""
    _, status, used = os.wait4(run.process.pid, 0)
    returned = run.process.returncode = os.waitstatus_to_exitcode(status)
    outcome = run.outcome
    outcome.seconds = time.monotonic() - run.started
    outcome.busy = used.ru_utime + used.ru_stime  # a server of a database and a browser are not in
    if run.said:
        print(f"\n== {outcome.name} ==\n{run.said.read_text()}", flush=True)
    read_report(outcome, run.report)
    outcome.failed = returned not in (0, NOTHING_TO_RUN)
    if outcome.failed and not outcome.counts["failed"]:
        outcome.counts["failed"] = 1
    if returned == NOTHING_TO_RUN:
        outcome.reasons["no test of this kind"] += 1
    return outcome


def files_with(*marks: str) -> list[str]:
    """Name the files with such tests: the others need not be read for a run without them."""
    words = [f"pytest.mark.{mark}" for mark in marks]
    files = [(file, file.read_text()) for file in sorted((ROOT / "tests").rglob("test_*.py"))]
    return [str(file) for file, text in files if any(word in text for word in words)]


def skipped(name: str, reason: str) -> Outcome:
    """Write down a run that could not be; where everything must run, that is a failure."""
    must = os.environ.get("CI", "").lower() == "true"
    outcome = Outcome(name, reasons=Counter({reason: 1}), failed=must)
    outcome.counts["failed" if must else "skipped"] = 1
    return outcome


def run_all(words: list[str]) -> list[Outcome]:
    """Run everything that can run here; what the walk on SQLite saw is judged at the end."""
    sqlite = f"sqlite:///{ROOT / 'var' / 'test' / 'base.sqlite3'}"
    address, reason = find_postgresql()
    marks = "not browser and not album"
    sqlite_run = start("SQLite", marks, *words, WIJKSCHAKEL_DATABASE=sqlite)
    # Who waits for the server of a database leaves a core to the others.
    time.sleep(HEAD_START if address and not words else 0)
    beside = address and start(
        "PostgreSQL",
        "not browser and not once",
        *words,
        beside=True,
        WIJKSCHAKEL_DATABASE=address,
        WIJKSCHAKEL_VAR=str(ROOT / "var" / "test" / "postgresql"),
    )
    outcomes = [finish(sqlite_run)]
    outcomes.append(finish(beside) if beside else skipped("PostgreSQL", reason))
    if chromium := find_chromium():
        seen = {"WIJKSCHAKEL_DATABASE": sqlite, "WIJKSCHAKEL_CHROMIUM": chromium}
        pages = [] if any(Path(word).exists() for word in words) else files_with("browser", "album")
        outcomes.append(finish(start("Chromium", "browser or album", *words, *pages, **seen)))
    else:
        reason = "no Chromium is installed (chromium, google-chrome or WIJKSCHAKEL_CHROMIUM)"
        outcomes.append(finish(start("HTML", "album", *words, WIJKSCHAKEL_DATABASE=sqlite)))
        outcomes.append(skipped("Chromium", reason))
    return outcomes


def main(words: list[str]) -> int:
    """Run, sum up, and give the exit status."""
    outcomes = run_all(words)
    total: Counter[str] = Counter()
    print("\n== what ran ==")
    for outcome in outcomes:
        counts = ", ".join(f"{outcome.counts[what]} {what}" for what in WORDS)
        took = f"{outcome.seconds:.0f} s, {outcome.busy:.0f} s of work"
        print(f"{outcome.name}: {counts} in {took}")
        for reason, times in outcome.reasons.items():
            print(f"  not run ({times}x): {reason}")
        total += outcome.counts
    print(ALL if levels.THOROUGH else EVERYDAY.format(one_in=levels.ONE_IN))
    print(f"{total['passed']} passed, {total['failed']} failed, {total['skipped']} skipped")
    return int(any(outcome.failed for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
