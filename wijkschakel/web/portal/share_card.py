"""The picture that goes along when somebody shares a page: our houses, the title, the place."""

import hashlib
import uuid
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from wijkschakel.activities import queries
from wijkschakel.web.common.access import found, public
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.pictures import share_picture

KEPT = 60 * 60 * 24


def _post_words(request: Request, number: uuid.UUID) -> tuple[str, str] | None:
    post = queries.readable_posts(request.now).filter(pk=number).first()
    return (post.title, post.district.name) if post else None


def _session_words(request: Request, number: uuid.UUID) -> tuple[str, str] | None:
    session = queries.find_session(number)
    return (session.activity.title, session.district.name) if session else None


WORDS: dict[str, Callable[[Request, uuid.UUID], tuple[str, str] | None]] = {
    "bericht": _post_words,
    "bijeenkomst": _session_words,
}


@public
@require_safe
def share_card(request: Request, kind: str, thing_id: uuid.UUID) -> HttpResponse:
    """Give the picture of something anyone may read; nothing about who asks is kept."""
    words = found(WORDS[kind](request, thing_id))
    tag = hashlib.sha256("\n".join(words).encode()).hexdigest()[:16]
    if request.headers.get("If-None-Match") == f'"{tag}"':
        return HttpResponse(status=HTTPStatus.NOT_MODIFIED)
    response = HttpResponse(share_picture(*words), content_type="image/png")
    response["Cache-Control"] = f"public, max-age={KEPT}"
    response["ETag"] = f'"{tag}"'
    return response
