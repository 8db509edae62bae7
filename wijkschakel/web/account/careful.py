"""Fetching from an organisation without waiting long or reading much, whatever it sends."""

import time
from typing import Any

from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from requests.exceptions import ConnectionError as Away
from requests.exceptions import Timeout
from urllib3.exceptions import HTTPError

CONNECT_SECONDS = 4


class Careful(HTTPAdapter):
    """Reads an answer whole within a number of seconds and bytes, or not at all."""

    def __init__(self, *, seconds: float, most: int) -> None:
        self.seconds = seconds
        self.most = most
        super().__init__()

    def send(self, request: PreparedRequest, *args: Any, **options: Any) -> Response:
        """Send, and read with an eye on the clock: one byte a second is no answer."""
        end = time.monotonic() + self.seconds
        wait = (min(CONNECT_SECONDS, self.seconds), self.seconds / 2)
        response = super().send(request, **options | {"stream": True, "timeout": wait})
        try:
            response._content = self._read(response, end)
        except HTTPError as error:
            raise Away("broke off") from error
        finally:
            response.close()
        response._content_consumed = True
        return response

    def _read(self, response: Response, end: float) -> bytes:
        """Take what comes, piece by piece, so that a slow drip is noticed."""
        body = b""
        while piece := response.raw.read1(16 * 1024, decode_content=True):
            body += piece
            if time.monotonic() > end:
                raise Timeout("too slow")
            if len(body) > self.most:
                raise Away("too much")
        return body
