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
BAR = 150


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


@dataclass(frozen=True)
class Times:
    """Time on the clock of each answer, and processor time per answer, in milliseconds."""

    clock: list[float]
    cpu: float

    def lines(self, what: str, bar: float) -> list[Line]:
        """Write them down."""
        return [
            Line(f"{what}, p50", statistics.median(self.clock), "ms"),
            Line(f"{what}, p95", statistics.quantiles(self.clock, n=20)[-1], "ms", bar),
            Line(f"{what}, CPU", self.cpu, "ms"),
        ]


def server_times(server: Server, paths: list[str]) -> Times:
    """Ask for each page many times, one after another, from question to whole answer."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    for path in paths * 2:
        assert ask(connection, path).status == 200, path
    used, times = server.cpu_seconds(), []
    for path in paths * REQUESTS:
        began = time.perf_counter()
        assert ask(connection, path).status == 200, path
        times.append((time.perf_counter() - began) * 1000)
    connection.close()
    return Times(times, (server.cpu_seconds() - used) * 1000 / len(times))


def _region(kind: str) -> list[Line]:
    with installation(kind) as place:
        made = make(place)
        found = place.ask("districts")
        agendas = [row["agenda"] for row in found.values()]
        sessions = [row["session"] for row in found.values() if row["session"]]
        maps = [row["map"] for row in found.values()]
        areas = [row["area"] for row in found.values()]
        paper = place.ask("fullest_week")
        searches = [f"{path}&zoek=wandelen" for path in agendas]
        with place.serve(workers=1, threads=4) as server:
            lines = [
                *server_times(server, agendas).lines(f"{kind}: agenda van een wijk", BAR),
                *server_times(server, searches).lines(f"{kind}: zoeken in een wijk", BAR),
                *server_times(server, maps).lines(f"{kind}: kaart van wie helpt", BAR),
                *server_times(server, areas).lines(f"{kind}: kaart van een wijk", BAR),
                *server_times(server, sessions).lines(f"{kind}: een bijeenkomst", BAR),
            ]
    return [
        Line(f"{kind}: {RESIDENTS} bewoners maken", made.seconds, "s", 900),
        Line(f"{kind}: geheugen daarbij", made.memory_mb, "MB", 1024),
        Line(f"{kind}: weekagenda met {paper['sessions']} bijeenkomsten", paper["seconds"], "s", 5),
        Line(f"{kind}: weekagenda, CPU", paper["cpu"], "s"),
        *lines,
    ]


def measure() -> list[Line]:
    """Measure on every database there is."""
    return [line for kind in databases() for line in _region(kind)]
