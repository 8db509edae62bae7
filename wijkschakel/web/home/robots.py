"""Words for machines: what search engines leave alone, and whom to tell of a hole (RFC 9116)."""

import datetime as dt

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from wijkschakel.web.common.access import public
from wijkschakel.web.common.http import Request

KIND = "text/plain; charset=utf-8"
# Pages of persons, and addresses that only their owner knows.
LEFT_ALONE = (
    "/werkplek/",
    "/mijn",
    "/namens/",
    "/inloggen/",
    "/uitnodiging/",
    "/deelname/",
    "/zoeken/",
)
HOLDS_FOR = dt.timedelta(days=180)


@public
@require_safe
def robots(request: Request) -> HttpResponse:
    """Ask search engines to leave pages of persons alone. It guards nothing: access does that."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in LEFT_ALONE)]
    return HttpResponse("\n".join(lines) + "\n", content_type=KIND)


@public
@require_safe
def security(request: Request) -> HttpResponse:
    """Say whom to tell of a hole in the security."""
    midnight = request.now.astimezone(dt.UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {_contact()}",
        f"Expires: {(midnight + HOLDS_FOR).strftime('%Y-%m-%dT%H:%M:%SZ')}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.BASE_URL}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type=KIND)


def _contact() -> str:
    contact: str = settings.SECURITY_CONTACT
    if contact.startswith("https://"):
        return contact
    if contact:
        return f"mailto:{contact.removeprefix('mailto:')}"
    digits = "".join(sign for sign in settings.HELP_PHONE if sign.isdigit())
    return f"tel:+31{digits.removeprefix('0')}"
