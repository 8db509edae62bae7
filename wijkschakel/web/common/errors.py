"""What a visitor reads when something goes wrong: what happened, what is kept, what to do.

None of these pages asks the database anything.
"""

import logging
import sys
import uuid
from http import HTTPStatus

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from wijkschakel.base.errors import Refused
from wijkschakel.base.fields import CannotDecrypt

log = logging.getLogger("wijkschakel.faults")
# What a form may hold that must not come back on a page.
SECRETS = ("csrfmiddlewaretoken", "password", "code", "pin", "words", "token", "key", "secret")


class Gone(Exception):
    """What was here is no more, and will not come back."""


def _number(request: HttpRequest, error: BaseException | None) -> str:
    """Log a fault under a number that a visitor can read out on the telephone."""
    number = uuid.uuid4().hex[:6].upper()
    match = request.resolver_match
    page = match.view_name if match else "?"
    log.error("fault %s: %s at %s %s", number, type(error).__name__, request.method, page)
    return number


def kept_form(request: HttpRequest) -> list[tuple[str, str]]:
    """Give what was filled in, without secrets, so that sending again is one press."""
    match = request.resolver_match
    # On a path it is what somebody wrote, elsewhere the words of a card to sign in with.
    kept = ("words",) if match and match.app_name == "path" else ()
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name in kept or not any(word in name.lower() for word in SECRETS)
        for value in values
    ]


def _back(request: HttpRequest) -> str:
    """Give the page of ours that the visitor came from."""
    came_from = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, request.is_secure())
    return came_from if came_from and ours else "/"


def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    """Show the sentence of something that cannot be done now; htmx shows it above the page."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if getattr(request, "htmx", False):
        sentence = {"sentence": error.sentence}
        notice = render(request, "errors/_refused.html", sentence, status=status)
        notice.headers["HX-Retarget"] = "#meldingen"
        notice.headers["HX-Reswap"] = "innerHTML show:window:top"
        return notice
    context = {"sentence": error.sentence, "back": _back(request)}
    return render(request, "errors/422.html", context, status=status)


def unavailable(
    request: HttpRequest, error: BaseException | None = None, *, is_sealed: bool = False
) -> HttpResponse:
    """Say that the site is away for a moment; a form that was sent is kept on the page.

    :param is_sealed: a key is missing: what is written cannot be read, and is not lost.
    """
    context = {
        "number": _number(request, error),
        "is_sealed": is_sealed,
        "form": kept_form(request) if request.method == "POST" else [],
        "files": bool(request.FILES) if request.method == "POST" else False,
    }
    status = HTTPStatus.SERVICE_UNAVAILABLE
    response = render(request, "errors/503.html", context, status=status)
    response.headers["Retry-After"] = "30"
    return response


def answer(request: HttpRequest, error: BaseException | None) -> HttpResponse | None:
    """Give a page for an exception that was foreseen, None for a real fault."""
    if isinstance(error, Refused):
        return refused(request, error)
    if isinstance(error, Gone):
        return render(request, "errors/410.html", status=HTTPStatus.GONE)
    if isinstance(error, CannotDecrypt):
        return unavailable(request, error, is_sealed=True)
    if isinstance(error, OperationalError | InterfaceError):
        return unavailable(request, error)
    return None


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that cannot be read."""
    return render(request, "errors/400.html", status=HTTPStatus.BAD_REQUEST)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer as if it were not there: who may not see it need not know it exists."""
    return not_found(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page."""
    return render(request, "errors/404.html", status=HTTPStatus.NOT_FOUND)


def fault(request: HttpRequest) -> HttpResponse:
    """Say that we made a mistake, with a number to read out on the telephone."""
    error = sys.exc_info()[1]
    if foreseen := answer(request, error):
        return foreseen
    number = _number(request, error)
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    try:
        return render(request, "errors/500.html", {"number": number}, status=status)
    except Exception:  # noqa: BLE001 - whatever is broken, the visitor gets a sentence
        plain = _(
            "Dit is onze fout. Probeer het straks nog eens, of bel %(phone)s. Zeg: %(number)s."
        )
        words = plain % {"phone": settings.HELP_PHONE, "number": number}
        return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form was open for too long, and keep what was filled in."""
    context = {"form": kept_form(request), "files": bool(request.FILES)}
    return render(request, "errors/403_csrf.html", context, status=HTTPStatus.FORBIDDEN)
