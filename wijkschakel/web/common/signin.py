"""Finds the account behind a session, and begins a session."""

import datetime as dt
import ipaddress
import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from wijkschakel.base import clock
from wijkschakel.people import queries
from wijkschakel.people.actions import accounts
from wijkschakel.people.models import Account
from wijkschakel.web.common import kept, steps
from wijkschakel.web.common.http import Request

BACKEND = "wijkschakel.web.common.signin.AccountBackend"


class AccountBackend:
    """Gives the signed-in account; signing in itself is done by code, passkey or paper card."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> None:
        """Passwords do not exist here."""
        return

    def get_user(self, user_id: uuid.UUID) -> Account | None:
        """Give the active account with its person, where they live, and their roles of today."""
        return queries.find_signed_in(user_id, timezone.localdate(clock.now()))


WAY_IN_SECONDS = 30 * 60
KNOWN = "ws_known"
KNOWN_LASTS = dt.timedelta(days=180)


def keep_on_the_way_in(request: Request, key: str, value: object) -> None:
    """Keep something while somebody comes in; a session that comes to nothing is short."""
    request.session[key] = value
    if request.person is None:
        request.session.set_expiry(WAY_IN_SECONDS)


def browser_of(request: Request, email: str) -> str:
    """Give the number of this browser when it came in with this address before, else empty."""
    try:
        number, digest = signing.loads(
            request.COOKIES.get(KNOWN, ""), salt=KNOWN, max_age=KNOWN_LASTS
        )
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return number if constant_time_compare(digest, _known_as(email, number)) else ""


def know_browser(response: HttpResponse, email: str) -> HttpResponse:
    """Let a browser that came in be known by this address: a keyed hash, never the address."""
    number = uuid.uuid4().hex
    response.set_cookie(
        KNOWN,
        signing.dumps([number, _known_as(email, number)], salt=KNOWN),
        max_age=KNOWN_LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _known_as(email: str, number: str) -> str:
    address = accounts.clean_address(email)
    return salted_hmac(f"{KNOWN}.{number}", address, algorithm="sha256").hexdigest()


def begin_session(
    request: Request,
    account: Account,
    way: str,
    seconds: int | None = None,
    *,
    in_two_steps: bool = False,
) -> None:
    """Sign this visitor in: a new session key, and nothing left of how they came in.

    :param way: code, card, passkey, organisation or demo; for the journal.
    :param seconds: how long the session lasts; None is the usual time.
    :param in_two_steps: this way proves the second step as well.
    """
    kept.drop_of_others(request, account)
    for key, _value in list(request.session.items()):
        if key.startswith("signin."):
            del request.session[key]
    login(request, account, backend=BACKEND)
    request.session.set_expiry(seconds)
    request.session.pop(steps.PROVEN, None)
    request.person = account.person
    if in_two_steps:
        steps.prove(request)
    accounts.note_sign_in(account=account, way=way, now=request.now)
    if account.person is not None and queries.unread_notices(account.person).exists():
        messages.info(request, _("Er is een bericht voor je. Het staat bij Mijn gegevens."))


def safe_next(request: HttpRequest, address: str | None) -> str:
    """Give the page somebody was on their way to, when it is a page of ours; else empty."""
    if address and url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return address
    return ""


def forget_pages(response: HttpResponse) -> HttpResponse:
    """Let the browser forget the pages it keeps: who sits here next presses back, and sees nothing.

    Until then they stay, so that going back brings a half-filled form as it was.
    """
    response["Clear-Site-Data"] = '"cache"'
    return response


def network_of(request: HttpRequest) -> str:
    """Give the internet address that limits count for; of IPv6 the half that is one household."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.PROXIES:
        passed = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        address = passed[-settings.PROXIES :][0].strip() or address
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(known, ipaddress.IPv6Address) and not known.ipv4_mapped:
        return str(ipaddress.ip_network((known, 64), strict=False))
    return str(known)
