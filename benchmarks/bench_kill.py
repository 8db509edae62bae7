"""Everything is killed while people join, again and again: what was promised must still be there.

The web server is killed with signal 9, and with it SQLite; of PostgreSQL a server of our own is
killed too. It does not show what a power cut does.
"""

import contextlib
import getpass
import http.client
import os
import random
import secrets
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import psycopg

from benchmarks.installation import ROOT, Installation, Server, free_port
from benchmarks.report import Line

ROUNDS = int(os.environ.get("WIJKSCHAKEL_BENCH_KILLS", "100"))
PEOPLE = 120
CLIENTS = 4
ACKNOWLEDGED = 3  # so many answers are waited for before the kill
WEB = [sys.executable, "-m", "gunicorn", "-c", "python:wijkschakel.config.gunicorn"]


class Killable:
    """Processes in a group of their own, that can be killed all at once."""

    def __init__(self, command: list[str], ready: Callable[[], bool], **how: object) -> None:
        self.command, self.ready, self.how = command, ready, how
        self.start()

    def start(self) -> None:
        """Start, and wait until it answers."""
        self.process = subprocess.Popen(
            self.command, start_new_session=True, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **self.how,  # type: ignore[call-overload]
        )  # fmt: skip
        deadline = time.monotonic() + 180
        while not self.ready():
            if time.monotonic() > deadline:
                raise RuntimeError(f"{self.command[0]} does not answer")
            time.sleep(0.05)

    def kill(self) -> None:
        """Kill all of it; nothing gets the time to finish."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@contextlib.contextmanager
def _database(kind: str, folder: Path) -> Iterator[tuple[str, Killable | None]]:
    if kind == "SQLite":
        yield f"sqlite:///{folder / 'kill.sqlite3'}", None
        return
    tools, data, port = _tools()[-1], folder / "cluster", free_port()
    owner = "postgres" if os.geteuid() == 0 else getpass.getuser()
    as_owner = {"user": owner} if os.geteuid() == 0 else {}
    data.mkdir()
    if as_owner:
        folder.chmod(0o711)
        subprocess.run(["chown", owner, str(data)], check=True)
    initdb = [tools / "initdb", "-D", data, "-U", "postgres", "--auth=trust", "--encoding=UTF8"]
    subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, cwd="/", **as_owner)  # type: ignore[call-overload]
    address = f"postgresql://postgres@127.0.0.1:{port}/postgres"
    command = [
        str(tools / "postgres"),
        "-D",
        str(data),
        "-p",
        str(port),
        "-k",
        "",
        "-h",
        "127.0.0.1",
    ]
    server = Killable(command, lambda: _answers(address), cwd="/", **as_owner)
    try:
        yield address, server
    finally:
        server.kill()


def _tools() -> list[Path]:
    """Find the folders with tools of PostgreSQL that make a server, the newest last."""
    return [found.parent for found in sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))]


def _answers(address: str) -> bool:
    with contextlib.suppress(psycopg.Error):
        psycopg.connect(address, connect_timeout=3).close()
        return True
    return False


class Round:
    """People join one session until the server dies; it notes who was told that they are in."""

    def __init__(self, server: Server, path: str, names: dict[str, str], keys: list[str]) -> None:
        self.server, self.path, self.names = server, path, names
        self.waiting = list(enumerate(keys))
        self.acknowledged: list[int] = []
        self.is_over = threading.Event()

    def client(self) -> None:
        """Join as one after the other."""
        while self.waiting and not self.is_over.is_set():
            number, key = self.waiting.pop()
            with contextlib.suppress(OSError, http.client.HTTPException):
                if self._join(key) == 302:
                    self.acknowledged.append(number)

    def _join(self, key: str) -> int:
        token = secrets.token_hex(16)
        jar = f"{self.names['session']}={key}; {self.names['csrf']}={token}"
        headers = {"Cookie": jar, "Content-Type": "application/x-www-form-urlencoded"}
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=30)
        with contextlib.closing(connection):
            connection.request(
                "POST", self.path, urlencode({"csrfmiddlewaretoken": token}), headers
            )
            return connection.getresponse().status

    def run(self, kill: Callable[[], None]) -> list[int]:
        """Let them join, kill while they do, and give who was told."""
        clients = [threading.Thread(target=self.client) for _ in range(CLIENTS)]
        for client in clients:
            client.start()
        deadline = time.monotonic() + 30
        while len(self.acknowledged) < ACKNOWLEDGED and time.monotonic() < deadline:
            time.sleep(0.005)
        time.sleep(random.uniform(0, 0.15))
        kill()
        self.is_over.set()
        for client in clients:
            client.join()
        return self.acknowledged


def _kills(kind: str) -> list[Line]:
    with (
        tempfile.TemporaryDirectory(prefix="wijkschakel-kill-") as name,
        _database(kind, Path(name)) as (address, database),
    ):
        folder = Path(name) / "var"
        folder.mkdir()
        place = Installation(folder, address)
        for command in ("migrate", "createcachetable"):
            place.manage(command, "--verbosity", "0")
        place.manage("collectstatic", "--no-input", "--verbosity", "0")
        filled = place.ask("fill_race", str(PEOPLE))
        names = place.ask("cookie_names")
        sessions = place.ask("new_races", str(PEOPLE), str(ROUNDS))
        told = _rounds(place, database, sessions, names, filled)
        there = place.ask("who_is_in", *(session["id"] for session in sessions))
    lost = sum(len(set(mine) - set(found)) for mine, found in zip(told, there, strict=True))
    return [
        Line(f"{kind}: rondes waarin alles werd gedood", len(told), "", ROUNDS, is_exact=True),
        Line(f"{kind}: beloofde aanmeldingen", sum(map(len, told)), ""),
        Line(f"{kind}: daarvan verloren", lost, "", 0, is_exact=True),
    ]


def _rounds(
    place: Installation,
    database: Killable | None,
    sessions: list[dict[str, str]],
    names: dict[str, str],
    filled: dict[str, list[str]],
) -> list[list[str]]:
    port = free_port()
    environment = place.environment | {
        "PORT": str(port), "WIJKSCHAKEL_WORKERS": "1", "WIJKSCHAKEL_THREADS": "8",
    }  # fmt: skip
    server = Server(port, 0)
    told: list[list[str]] = []

    def answers() -> bool:
        """Read a page with what was promised in the last round: an answer alone is not enough."""
        with contextlib.suppress(OSError, http.client.HTTPException):
            page = sessions[max(0, len(told) - 1)]["join"].removesuffix("meedoen/")
            return server.get(page).status == 200
        return False

    web = Killable(WEB, answers, cwd=ROOT, env=environment)

    def kill() -> None:
        if database:
            database.kill()
        web.kill()

    try:
        for session in sessions:
            one = Round(server, session["join"], names, filled["cookies"])
            acknowledged = one.run(kill)
            assert acknowledged, "nobody was told anything before the kill"
            assert not answers(), "it still answers"
            told.append([filled["people"][number] for number in acknowledged])
            print(f"  ronde {len(told)}: {len(acknowledged)} beloofd", flush=True)
            if database:
                database.start()
            web.start()
    finally:
        web.kill()
    return told


def measure() -> list[Line]:
    """Kill on every database that can be started here."""
    kinds = ["SQLite", "PostgreSQL"] if _tools() else ["SQLite"]
    return [line for kind in kinds for line in _kills(kind)]
