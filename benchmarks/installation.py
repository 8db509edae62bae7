"""An installation of its own: folder, database, web server; gone afterwards."""

import base64
import contextlib
import http.client
import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent
POSTGRESQL = os.environ.get("WIJKSCHAKEL_TEST_PG", "postgresql://postgres@127.0.0.1:5432/postgres")
TICK = os.sysconf("SC_CLK_TCK")
READY_SECONDS = 60
INSIDE = (
    "import sys, django; django.setup(); from benchmarks import inside; inside.main(*sys.argv[1:])"
)


@dataclass
class Installation:
    """Where it is, and how to run something in it."""

    folder: Path
    database: str
    environment: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Give it keys and settings, apart from any other on this machine."""
        key = base64.b64encode(secrets.token_bytes(32)).decode()
        kept = {k: v for k, v in os.environ.items() if not k.startswith("WIJKSCHAKEL_")}
        self.environment = kept | {
            "WIJKSCHAKEL_VAR": str(self.folder),
            "WIJKSCHAKEL_DATABASE": self.database,
            "WIJKSCHAKEL_SECRET_KEY": secrets.token_urlsafe(48),
            "WIJKSCHAKEL_FIELD_KEYS": f"k1:{key}",
            "WIJKSCHAKEL_DEMO": "true",
            "DJANGO_SETTINGS_MODULE": "wijkschakel.config.settings",
            "PYTHONPATH": str(ROOT),
        }

    def manage(self, *arguments: str) -> None:
        """Run a management command."""
        command = [sys.executable, "manage.py", *arguments]
        subprocess.run(command, cwd=ROOT, env=self.environment, check=True)

    def ask(self, what: str, *arguments: str) -> Any:
        """Run a function of benchmarks.inside in this installation and read its answer."""
        command = [sys.executable, "-c", INSIDE, what, *arguments]
        ran = subprocess.run(
            command, cwd=ROOT, env=self.environment, check=True, stdout=subprocess.PIPE
        )
        return json.loads(ran.stdout)

    @contextlib.contextmanager
    def serve(self, *, workers: int, threads: int) -> Iterator["Server"]:
        """Start gunicorn as it runs in production, on a free port, and stop it."""
        port = free_port()
        environment = self.environment | {
            "PORT": str(port),
            "WIJKSCHAKEL_WORKERS": str(workers),
            "WIJKSCHAKEL_THREADS": str(threads),
        }
        command = [sys.executable, "-m", "gunicorn", "-c", "python:wijkschakel.config.gunicorn"]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL)
        try:
            server = Server(port, process.pid)
            server.wait()
            yield server
        finally:
            process.terminate()
            process.wait(20)


def free_port() -> int:
    """Ask the system for a port that is free."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Server:
    """A running gunicorn."""

    port: int
    pid: int

    def wait(self) -> None:
        """Wait until it answers."""
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError):
                if self.get("/").status < 500:
                    return
            time.sleep(0.1)
        raise RuntimeError("gunicorn does not answer")

    def get(self, path: str, **headers: str) -> "Answer":
        """Ask for a page over a new connection."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            return ask(connection, path, headers)
        finally:
            connection.close()

    def workers(self) -> list[int]:
        """Give the processes that answer requests."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text()
        return [int(child) for child in children.split()]

    def cpu_seconds(self) -> float:
        """Give the processor time the workers have used, in user and system mode."""
        return sum(_cpu_ticks(pid) for pid in self.workers()) / TICK

    def memory_mb(self) -> tuple[float, float]:
        """Give PSS and RSS of the largest worker, in megabytes."""
        return max(_memory(pid) for pid in self.workers())


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(
    connection: http.client.HTTPConnection, path: str, headers: dict[str, str] | None = None
) -> Answer:
    """Ask for a page over a connection that stays open."""
    connection.request("GET", path, headers=headers or {})
    response = connection.getresponse()
    return Answer(response.status, dict(response.getheaders()), response.read())


def _cpu_ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def _memory(pid: int) -> tuple[float, float]:
    found = {}
    for row in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]:
        name, value = row.split(":")
        found[name] = int(value.split()[0]) / 1024
    return found["Pss"], found["Rss"]


def postgresql_answers() -> bool:
    """Say whether there is a server to measure on."""
    try:
        psycopg.connect(POSTGRESQL, connect_timeout=3).close()
    except psycopg.Error:
        return False
    return True


def databases() -> list[str]:
    """Name the databases that can be measured here."""
    return ["SQLite", "PostgreSQL"] if postgresql_answers() else ["SQLite"]


@contextlib.contextmanager
def installation(kind: str) -> Iterator[Installation]:
    """Make an empty installation with its tables, and take it away afterwards."""
    with tempfile.TemporaryDirectory(prefix="wijkschakel-bench-") as name:
        folder = Path(name)
        with _database(kind, folder) as address:
            made = Installation(folder, address)
            made.manage("migrate", "--verbosity", "0")
            made.manage("createcachetable", "--verbosity", "0")
            made.manage("collectstatic", "--no-input", "--verbosity", "0")
            yield made


@contextlib.contextmanager
def _database(kind: str, folder: Path) -> Iterator[str]:
    if kind == "SQLite":
        yield f"sqlite:///{folder / 'bench.sqlite3'}"
        return
    name = f"wijkschakel_bench_{secrets.token_hex(4)}"
    with psycopg.connect(POSTGRESQL, autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield urlunsplit(urlsplit(POSTGRESQL)._replace(path=f"/{name}"))
        finally:
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            server.execute(drop)
