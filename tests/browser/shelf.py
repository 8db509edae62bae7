"""A web server that gives one page, seen before: as it was answered, with the files it asks for."""

import mimetypes
from functools import cache
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders

from tests.serving import Server
from tests.web.album import Picture

ABOUT_THE_LINE = {"content-length", "connection", "transfer-encoding"}


@cache
def static_file(path: str) -> tuple[str, bytes] | None:
    """Give kind and content of a file that pages ask for."""
    found = finders.find(path.removeprefix(settings.STATIC_URL))
    if not found:
        return None
    return mimetypes.guess_type(path)[0] or "application/octet-stream", Path(found).read_bytes()


class Shelf:
    """Shows what was put on it last; what else is asked is not there."""

    def __init__(self) -> None:
        """Open it."""
        self.shown: Picture | None = None
        handler = type("Handler", (Handler,), {"shelf": self})
        self.server = Server(handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def close(self) -> None:
        """Take it away."""
        self.server.close()


class Handler(BaseHTTPRequestHandler):
    """Answers the browser."""

    shelf: Shelf
    protocol_version = "HTTP/1.1"
    # Head and page leave at once: the second does not wait until the first was received.
    disable_nagle_algorithm = True
    wbufsize = -1

    def do_GET(self) -> None:
        """Give the page or a file."""
        shown, path = self.shelf.shown, self.path.split("?")[0]
        if path.startswith(settings.STATIC_URL) and (file := static_file(path)):
            kept = {"Content-Type": file[0], "Cache-Control": "max-age=3600"}
            self.give(200, kept, file[1])
        elif shown and self.path == shown.path and self.headers.get("HX-Request"):
            self.give(204, {}, b"")  # asks for news every few seconds: there is none
        elif shown and self.path == shown.path:
            self.give(int(shown.status), shown.headers, shown.html.encode())
        else:
            self.give(404, {"Content-Type": "text/plain"}, b"not on the shelf")

    def give(self, status: int, headers: dict[str, str], content: bytes) -> None:
        """Answer."""
        self.send_response(status)
        for name, value in headers.items():
            if name.lower() not in ABOUT_THE_LINE:
                self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
        self.wfile.flush()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""
