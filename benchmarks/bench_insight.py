"""Figures of a grown region: how long publishing takes, and how quick its pages are."""

import os
import subprocess
import sys
import time

from benchmarks.bench_agenda import cpu_per_request
from benchmarks.bench_region import server_times
from benchmarks.installation import ROOT, Installation, databases, installation
from benchmarks.report import Line

RESIDENTS = int(os.environ.get("WIJKSCHAKEL_BENCH_RESIDENTS", "5000"))
REGION = "hazelrode"
BAR = 150
PAGES = ("", "bereik/", "samen/", "vraag/", "wijken/", "alles/", "jaar/")
REQUESTS = 10


def _run(place: Installation, *words: str) -> tuple[float, float, float]:
    """Run a command; give CPU seconds, seconds on the clock and memory in MB."""
    began = time.monotonic()
    command = [sys.executable, "manage.py", *words]
    process = subprocess.Popen(
        command, cwd=ROOT, env=place.environment, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, words
    return used.ru_utime + used.ru_stime, time.monotonic() - began, used.ru_maxrss / 1024


def _measure(kind: str) -> list[Line]:
    with installation(kind) as place:
        _run(place, "demo", "--residents", str(RESIDENTS))
        publish = ("publish", "--region", REGION, "--without-argus", "--json")
        first, again = _run(place, *publish), _run(place, *publish)
        lines = [
            Line(f"{kind}: {RESIDENTS} bewoners, eerste uitgave, CPU", first[0], "s"),
            Line(f"{kind}: ... op de klok", first[1], "s"),
            Line(f"{kind}: ... geheugen", first[2], "MB", 1_024),
            Line(f"{kind}: nog eens zonder verandering, CPU", again[0], "s"),
        ]
        paths = [f"/cijfers/regio/{REGION}/{page}" for page in PAGES]
        paths += ["/cijfers/eerlijk/", "/cijfers/wijk/WK990101/"]
        with place.serve(workers=1, threads=4) as server:
            for path in paths:
                spent = cpu_per_request(server, path, requests=REQUESTS)
                lines.append(Line(f"{kind}: {path}, CPU", spent, "ms", BAR))
            lines += server_times(server, paths).lines(f"{kind}: alle bladzijden", BAR)
    return lines


def measure() -> list[Line]:
    """Measure on each database."""
    return [line for kind in databases() for line in _measure(kind)]
