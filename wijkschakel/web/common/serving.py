"""How anything is handed to a machine: kept a while, open to every site, and at a calm pace."""

import hashlib
import threading
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from wijkschakel.network.writers import calendar
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.signin import network_of

View = Callable[..., HttpResponse]
SECONDS = 60
MOST_NETWORKS = 10_000


class Pace:
    """Counts questions of this minute per network, in memory: nothing of it is kept."""

    def __init__(self) -> None:
        self.minute = 0
        self.counts: dict[str, int] = {}
        self.lock = threading.Lock()

    def allows(self, network: str, second: float, limit: int) -> bool:
        """Count one question and say whether it stays within the limit."""
        minute = int(second // SECONDS)
        with self.lock:
            if minute != self.minute or len(self.counts) > MOST_NETWORKS:
                self.minute, self.counts = minute, {}
            count = self.counts.get(network, 0) + 1
            self.counts[network] = count
        return count <= limit


pace = Pace()


def for_machines(max_age: int = 300, is_open: bool = True) -> Callable[[View], View]:
    """Answer in Dutch, with how long it may be kept; ask who asks too often to wait a minute.

    :param is_open: pages of other sites may read it, and anybody may keep a copy.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def served(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
            network = network_of(request)
            if not pace.allows(network, request.now.timestamp(), settings.API_PER_MINUTE):
                return opened(too_often()) if is_open else too_often()
            with translation.override("nl"):
                response = _answer(view, request, *args, **kwargs)
            if not is_open:
                response["Cache-Control"] = "private, no-store"
                return response
            response.headers.setdefault("Cache-Control", f"public, max-age={max_age}")
            return opened(known_already(request, response))

        return served

    return decorate


def _answer(view: View, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
    """Ask the view; a machine hears in words of its own that something is not there."""
    try:
        return view(request, *args, **kwargs)
    except Http404:
        return wrong("Dit is er niet.", HTTPStatus.NOT_FOUND)


def too_often() -> HttpResponse:
    """Ask to wait."""
    words = {"detail": f"Te veel vragen. Wacht {SECONDS} seconden."}
    headers = {"Retry-After": str(SECONDS), "Cache-Control": "no-store"}
    return JsonResponse(words, status=HTTPStatus.TOO_MANY_REQUESTS, headers=headers)


def wrong(detail: str, status: int = HTTPStatus.BAD_REQUEST) -> HttpResponse:
    """Say what was wrong with the question."""
    return JsonResponse({"detail": detail}, status=status, headers={"Cache-Control": "no-store"})


def opened(response: HttpResponse) -> HttpResponse:
    """Let pages of every site read it."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def known_already(request: Request, response: HttpResponse) -> HttpResponse:
    """Give nothing again to who has it already."""
    if response.status_code != HTTPStatus.OK:
        return response
    etag = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
    response["ETag"] = etag
    answer = get_conditional_response(request, etag=etag, response=response)
    return answer if isinstance(answer, HttpResponse) else response


def calendar_file(name: str, rows: list[calendar.Entry], file: str) -> HttpResponse:
    """Give entries as a file for a calendar."""
    headers = {"Content-Disposition": f'attachment; filename="{file}.ics"'}
    text = calendar.write(name, rows)
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)
