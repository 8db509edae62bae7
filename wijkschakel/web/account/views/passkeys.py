"""Coming in with a passkey, adding one and removing one."""

import json
import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from wijkschakel.base import throttle
from wijkschakel.base.errors import Refused
from wijkschakel.people import rules
from wijkschakel.people.actions import accounts, second_step
from wijkschakel.web.account import passkeys
from wijkschakel.web.account.door import show_door
from wijkschakel.web.common import signin, steps
from wijkschakel.web.common.access import found, halfway, public, signed_in
from wijkschakel.web.common.http import Request, SignedInRequest


def _answer(request: Request) -> Any:
    """Read what the device said; the script puts it in a field of the form."""
    try:
        return json.loads(request.POST.get("credential", ""))
    except ValueError as error:
        raise passkeys.NotRecognised from error


@public
@never_cache
@require_POST
def passkey_options(request: Request) -> HttpResponse:
    """Give the browser the question to ask the device."""
    return JsonResponse(passkeys.ask_to_show(request))


@public
@never_cache
@require_POST
def sign_in_with_passkey(request: Request) -> HttpResponse:
    """Come in with a key that a telephone or computer keeps."""
    address = signin.safe_next(request, request.POST.get("next"))
    try:
        if not throttle.allow(
            "passkey.network",
            signin.network_of(request),
            limit=rules.CARD_TRIES,
            window=rules.CARD_TRIES_WINDOW,
            now=request.now,
        ):
            raise passkeys.NotRecognised
        passkey = passkeys.read_shown(request, _answer(request))
    except passkeys.NotRecognised:
        refusal = _("Deze sleutel kennen we niet. Kies een code per mail of je kaart.")
        return show_door(request, address, refusal=refusal, status=422)
    accounts.use_passkey(passkey=passkey, now=request.now)
    signin.begin_session(request, passkey.account, "passkey", in_two_steps=True)
    return redirect(address or "/")


def _must_prove_first(request: SignedInRequest) -> bool:
    """Say whether a new key would go round the second step that is there."""
    return steps.must_prove(request) and second_step.has_any(request.user)


@halfway
@never_cache
@require_POST
def new_passkey_options(request: SignedInRequest) -> HttpResponse:
    """Give the browser the question to make a key."""
    found(None if _must_prove_first(request) else request.user)
    return JsonResponse(passkeys.ask_to_make(request, request.user))


@halfway
@require_POST
def add_passkey(request: SignedInRequest) -> HttpResponse:
    """Keep the public part of the key the device made; the first one is a second step as well."""
    if _must_prove_first(request):
        return redirect("account:second_step")
    is_waiting = steps.must_prove(request)
    try:
        credential_id, public_part = passkeys.read_made(request, _answer(request))
    except passkeys.NotRecognised:
        messages.error(request, _("Het toestel gaf geen sleutel. Probeer het nog eens."))
        return redirect("account:my_keys")
    try:
        accounts.add_passkey(
            account=request.user,
            credential_id=credential_id,
            public_part=public_part,
            name=_device(request),
            by=request.person,
            now=request.now,
        )
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("Klaar. Je kunt nu met dit toestel inloggen."))
        if is_waiting:
            steps.prove(request)
            return redirect(request.session.pop(steps.NEXT, "") or "account:my_keys")
    return redirect("account:my_keys")


def _device(request: Request) -> str:
    """Name the device in a word its owner knows."""
    agent = request.META.get("HTTP_USER_AGENT", "")
    for mark, name in (
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    ):
        if mark in agent:
            return name
    return _("Ander toestel")


@signed_in
@require_POST
def remove_passkey(request: SignedInRequest, passkey: uuid.UUID) -> HttpResponse:
    """Forget a key of mine."""
    mine = get_object_or_404(request.user.passkeys, pk=passkey)
    accounts.remove_passkey(passkey=mine, by=request.person, now=request.now)
    messages.success(request, _("De sleutel is weg. Dat toestel kan niet meer inloggen."))
    return redirect("account:my_keys")
