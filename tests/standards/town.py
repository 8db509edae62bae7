"""What the demonstration town publishes, asked for as a machine would."""

import datetime as dt
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.db import transaction

from tests.client import visitor
from wijkschakel.activities.actions import organising
from wijkschakel.activities.models import Activity
from wijkschakel.base import clock
from wijkschakel.network.actions import publishing
from wijkschakel.upkeep.demo import filling

PATIENCE = 60


@contextmanager
def filled() -> Iterator[None]:
    """Fill the town, publish it, hide one activity again; all of it is gone afterwards."""
    with transaction.atomic():
        now = clock.now()
        filling.fill_town(seed=1, now=now, say=lambda sentence: None)
        publishing.publish_marked(now=now)
        walk = Activity.objects.get(title="Rustig bewegen in het park")
        organising.change_activity(
            activity=walk, by=None, now=now + dt.timedelta(minutes=1), state="stopped"
        )
        publishing.publish_marked(now=now + dt.timedelta(minutes=2))
        yield
        transaction.set_rollback(True)


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
