"""A region of 100,000 residents: how long it takes to make, and how quick its agenda is."""

import http.client
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass

from benchmarks.installation import ROOT, Installation, Server, ask, databases, installation
from benchmarks.report import Line

RESIDENTS = int(os.environ.get("WIJKSCHAKEL_BENCH_RESIDENTS", "100000"))
REQUESTS = 25


@dataclass(frozen=True)
class Made:
    """How a region was made."""

    seconds: float
    memory_mb: float


def make(place: Installation) -> Made:
    """Fill the region in a process of its own and watch the clock and its memory."""
    began = time.monotonic()
    command = [sys.executable, "manage.py", "demo", "--residents", str(RESIDENTS), "--json"]
    process = subprocess.Popen(command, cwd=ROOT, env=place.environment)
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return Made(time.monotonic() - began, usage.ru_maxrss / 1024)


def server_times(server: Server, paths: list[str]) -> list[float]:
    """Give the time from question to whole answer of each page, one after another, in ms."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    times = []
    for number in range(REQUESTS + 2):
        for path in paths:
            began = time.perf_counter()
            assert ask(connection, path).status == 200, path
            if number > 1:
                times.append((time.perf_counter() - began) * 1000)
    connection.close()
    return times


def _region(kind: str) -> list[Line]:
    with installation(kind) as place:
        made = make(place)
        found = place.ask("districts")
        agendas = [row["agenda"] for row in found.values()]
        sessions = [row["session"] for row in found.values() if row["session"]]
        searches = [f"{path}&zoek=wandelen" for path in agendas]
        with place.serve(workers=1, threads=4) as server:
            lines = [
                *_times(f"{kind}: agenda van een wijk", server_times(server, agendas), 150),
                *_times(f"{kind}: zoeken in een wijk", server_times(server, searches), 150),
                *_times(f"{kind}: een bijeenkomst", server_times(server, sessions), 150),
            ]
    return [
        Line(f"{kind}: {RESIDENTS} bewoners maken", made.seconds, "s", 900),
        Line(f"{kind}: geheugen daarbij", made.memory_mb, "MB", 1024),
        *lines,
    ]


def _times(what: str, times: list[float], bar: float) -> list[Line]:
    return [
        Line(f"{what}, p50", statistics.median(times), "ms"),
        Line(f"{what}, p95", statistics.quantiles(times, n=20)[-1], "ms", bar),
    ]


def measure() -> list[Line]:
    """Measure on every database there is."""
    return [line for kind in databases() for line in _region(kind)]
