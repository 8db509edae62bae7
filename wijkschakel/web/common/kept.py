"""Words that somebody typed when their session had ended: kept for half an hour, for them only.

They are encrypted, with a mark of who typed them: a signed cookie with a keyed hash of the account,
which stays when the session ends. Somebody else who signs in never sees them. Files, PINs and codes
are not kept.
"""

import datetime as dt
import json
from typing import Any

from django.conf import settings
from django.core import signing
from django.forms import BaseForm, BoundField, CheckboxInput, FileInput
from django.http import HttpResponse
from django.utils.crypto import salted_hmac

from wijkschakel.base.fields import CannotDecrypt, seal, unseal
from wijkschakel.people.models import Account
from wijkschakel.web.common.errors import SECRETS, kept_form
from wijkschakel.web.common.http import KeptWords, Request

COOKIE = "ws_typist"
COOKIE_SECONDS = settings.SESSION_COOKIE_AGE + 24 * 60 * 60
KEPT = "kept.words"
LASTS = dt.timedelta(minutes=30)
MOST = 64 * 1024
NOT_WORDS = ("next", "once")
PLACE = "session.kept"


def mark_of(account: Account) -> str:
    """Give a mark of an account that tells nobody who it is."""
    return salted_hmac("wijkschakel.typist", str(account.pk), algorithm="sha256").hexdigest()


def _typist(request: Request) -> str:
    """Give the mark of who was signed in here last; empty when nobody, or when it was made up."""
    if request.person is not None:
        return mark_of(request.user)  # type: ignore[arg-type]
    try:
        return signing.Signer(salt=COOKIE).unsign(request.COOKIES.get(COOKIE, ""))
    except signing.BadSignature:
        return ""


def mark_browser(request: Request, response: HttpResponse) -> None:
    """Leave the mark of who is signed in, so that words typed later are known to be theirs."""
    if request.person is None:
        return
    value = signing.Signer(salt=COOKIE).sign(mark_of(request.user))  # type: ignore[arg-type]
    if request.COOKIES.get(COOKIE) != value:
        response.set_cookie(
            COOKIE,
            value,
            max_age=COOKIE_SECONDS,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def keep(request: Request, page: str) -> None:
    """Keep what was typed on `page`, when it is known who typed it."""
    mark = _typist(request)
    fields: dict[str, list[str]] = {}
    for name, value in kept_form(request):
        if name not in NOT_WORDS:
            fields.setdefault(name, []).append(value)
    words = {"path": page.split("?")[0], "fields": fields, "had_files": bool(request.FILES)}
    text = json.dumps(words)
    if not mark or not any("".join(values).strip() for values in fields.values()):
        return
    if len(text) > MOST:
        return
    until = (request.now + LASTS).isoformat()
    sealed = seal(text, f"{PLACE}:{mark}")
    request.session[KEPT] = {"mark": mark, "until": until, "text": sealed}
    if request.person is None:
        request.session.set_expiry(int(LASTS.total_seconds()))


def is_waiting(request: Request) -> bool:
    """Say whether words wait for somebody who signs in."""
    return request.person is None and KEPT in request.session


def drop_of_others(request: Request, account: Account) -> None:
    """Throw away what somebody else typed, when this account signs in."""
    kept = request.session.get(KEPT)
    if kept is not None and kept["mark"] != mark_of(account):
        del request.session[KEPT]


def find(request: Request) -> KeptWords | None:
    """Give what the visitor typed on this page before; what is sent again is kept no longer."""
    kept: dict[str, Any] | None = request.session.get(KEPT) if request.person else None
    if kept is None:
        return None
    words = _open(kept, mark_of(request.user), request.now)  # type: ignore[arg-type]
    if words is None or (request.method == "POST" and _is_the_form(request, words)):
        del request.session[KEPT]
        return None
    return words if words.path == request.path and request.method == "GET" else None


def _open(kept: dict[str, Any], mark: str, now: dt.datetime) -> KeptWords | None:
    if kept["mark"] != mark or now > dt.datetime.fromisoformat(kept["until"]):
        return None
    try:
        return KeptWords(**json.loads(unseal(kept["text"], f"{PLACE}:{mark}")))
    except CannotDecrypt:
        return None


def _is_the_form(request: Request, words: KeptWords) -> bool:
    return set(words.fields) <= set(request.POST)


def belongs(form: BaseForm, words: KeptWords | None) -> bool:
    """Say whether these words were typed in this form, which was not sent again yet."""
    if words is None or form.is_bound:
        return False
    lines = {field.html_name for field in form if _is_always_sent(field)}
    names = {field.html_name for field in form}
    return bool(names & set(words.fields)) and lines <= set(words.fields) | _left_out(lines)


def _is_always_sent(field: BoundField) -> bool:
    widget = field.field.widget
    is_other = widget.use_fieldset or isinstance(widget, CheckboxInput | FileInput)
    return not (field.is_hidden or is_other)


def _left_out(names: set[str]) -> set[str]:
    return {name for name in names if any(word in name.lower() for word in SECRETS)}


def fill_in(field: BoundField, words: KeptWords | None) -> None:
    """Put back what was typed in one field."""
    if words is None or not belongs(field.form, words) or _left_out({field.html_name}):
        return
    typed = words.fields.get(field.html_name)
    widget = field.field.widget
    if isinstance(widget, CheckboxInput):
        field.initial = typed is not None
    elif typed is not None or widget.use_fieldset:
        several = getattr(widget, "allow_multiple_selected", False)
        field.initial = (typed or []) if several else (typed or [""])[-1]
