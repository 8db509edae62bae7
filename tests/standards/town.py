"""What the demonstration town publishes, asked for as a machine would."""

import datetime as dt
import fcntl
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.conf import settings
from django.db import connection, transaction

from tests import tables
from tests.client import visitor
from wijkschakel.activities.actions import organising
from wijkschakel.activities.models import Activity
from wijkschakel.base import clock
from wijkschakel.network.actions import publishing
from wijkschakel.upkeep.demo import filling

PATIENCE = 60
RUN = os.environ.get("WIJKSCHAKEL_TEST_RUN") or str(time.time_ns())


@contextmanager
def filled() -> Iterator[None]:
    """Give the town in a database of its own, made once in a run; afterwards ours is back."""
    made = settings.VAR / f"town-{RUN}.sqlite3"
    own = settings.VAR / f"town-of-{os.getpid()}.sqlite3"
    ours = connection.settings_dict["NAME"]
    with (settings.VAR / "town.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if made.exists():
            own.write_bytes(made.read_bytes())
        else:
            for older in settings.VAR.glob("town-[0-9]*"):
                older.unlink()
            tables.copy_of_tables(own)
            look_in(own)
            fill()
            connection.close()
            made.write_bytes(own.read_bytes())
    look_in(own)
    try:
        yield
    finally:
        look_in(ours)
        for file in settings.VAR.glob(f"{own.name}*"):
            file.unlink()


def look_in(file: Path | str) -> None:
    """Ask another file from now on."""
    connection.close()
    connection.settings_dict["NAME"] = str(file)


def fill() -> None:
    """Fill the town, publish it, and hide one activity again."""
    with transaction.atomic():
        now = clock.now()
        filling.fill_town(seed=1, now=now, say=lambda sentence: None)
        publishing.publish_marked(now=now)
        walk = Activity.objects.get(title="Rustig bewegen in het park")
        organising.change_activity(
            activity=walk, by=None, now=now + dt.timedelta(minutes=1), state="stopped"
        )
        publishing.publish_marked(now=now + dt.timedelta(minutes=2))


def pages(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """Answer from our pages, inside the transaction of the test."""
    headers = {name: value for name, value in environ.items() if name.startswith("HTTP_")}
    headers.pop("HTTP_ACCEPT_ENCODING", None)
    query = environ.get("QUERY_STRING", "")
    path = f"{environ['PATH_INFO']}{'?' if query else ''}{query}"
    response = visitor().generic(environ["REQUEST_METHOD"], path, **headers)
    status = f"{response.status_code} {response.reason_phrase}"
    start_response(status, list(response.headers.items()))
    return [response.content]


class Quiet(WSGIRequestHandler):
    """Writes nothing down."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def served(app: Any = None) -> Iterator[WSGIServer]:
    """Serve pages on this machine; `ask` answers them in this thread, with this database."""
    server = make_server("127.0.0.1", 0, app or pages, handler_class=Quiet)
    server.timeout = 0.1
    try:
        yield server
    finally:
        server.server_close()


def ask(server: WSGIServer, command: list[str]) -> str:
    """Run a program that asks our pages, and answer it until it ends; give what it printed."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        deadline = clock.now() + dt.timedelta(seconds=PATIENCE)
        while program.poll() is None and clock.now() < deadline:
            server.handle_request()
        program.kill()
        assert program.stdout is not None
        return program.stdout.read()
