"""Coming in by the own organisation, for staff who have a login there."""

import datetime as dt
import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkschakel.base import throttle
from wijkschakel.base.errors import Refused
from wijkschakel.base.providers import Provider
from wijkschakel.people import rules
from wijkschakel.people.actions import accounts, identities
from wijkschakel.people.models import Account
from wijkschakel.web.account import organisations
from wijkschakel.web.account.door import show_door
from wijkschakel.web.account.forms import CodeForm
from wijkschakel.web.common import signin
from wijkschakel.web.common.access import found, public, signed_in
from wijkschakel.web.common.http import Request, SignedInRequest

TYING = "signin.tying"
WORKDAY_SECONDS = 12 * 60 * 60


def _organisation(key: str) -> Provider:
    one: Provider | None = settings.ORGANISATIONS.get(key)
    return found(one)


def _refused(request: Request, sentence: str, address: str) -> HttpResponse:
    """Say why, where the other ways in are; who is in already sees it with the keys."""
    if request.person is None:
        return show_door(request, address, refusal=sentence, status=422)
    messages.error(request, sentence)
    return redirect("account:my_keys")


@public
@never_cache
@require_POST
def organisation(request: Request, key: str) -> HttpResponse:
    """Go to the organisation, to sign in there."""
    one, address = _organisation(key), signin.safe_next(request, request.POST.get("next"))
    network = signin.network_of(request)
    limit, window = rules.CARD_TRIES, rules.CARD_TRIES_WINDOW
    if not throttle.allow(
        "organisation.network", network, limit=limit, window=window, now=request.now
    ):
        sentence = _("Er is te vaak geprobeerd in te loggen. Wacht een kwartier.")
        return _refused(request, sentence, address)
    try:
        return redirect(organisations.ask(request, one, address))
    except Refused as refused:
        return _refused(request, refused.sentence, address)


@public
@never_cache
@require_safe
def organisation_back(request: Request, key: str) -> HttpResponse:
    """Come back from the organisation, which says who this is."""
    one, address = _organisation(key), ""
    try:
        kept = organisations.asked(request, one)
        address = kept["next"]
        told = organisations.hear(request, one, kept)
        if request.person is not None:
            return _tie_own(request, one, told)
        return _come_in(request, one, told, address)
    except Refused as refused:
        return _refused(request, refused.sentence, address)


def _tie_own(request: Request, one: Provider, told: organisations.Told) -> HttpResponse:
    """Tie the login to who is signed in already."""
    assert request.person is not None  # noqa: S101
    identities.tie_identity(
        account=request.user,  # type: ignore[arg-type]
        issuer=told.issuer,
        subject=told.subject,
        name=one.name,
        by=request.person,
        now=request.now,
    )
    return redirect("account:my_keys")


def _come_in(
    request: Request, one: Provider, told: organisations.Told, address: str
) -> HttpResponse:
    account = identities.find_account(told.issuer, told.subject)
    if account is not None:
        return _begin(request, account, told, address)
    if identities.is_known(told.issuer, told.subject):
        return render(request, "account/closed.html", status=403)
    known = identities.find_staff(told.email, request.now) if told.email else None
    if known is None:
        sentence = _(
            "%(name)s kent je, maar wij nog niet. Vraag de beheerder om een rol. "
            "Of log in met een code per mail."
        )
        return _refused(request, sentence % {"name": one.name}, address)
    mailed = accounts.mail_code(
        email=told.email,
        network=signin.network_of(request),
        browser=signin.browser_of(request, told.email),
        now=request.now,
    )
    kept = {
        "id": mailed.id,
        "digest": mailed.digest,
        "until": mailed.until.isoformat(),
        "key": one.key,
        "account": str(known.pk),
        "email": told.email,
        "subject": told.subject,
        "in_two_steps": told.in_two_steps,
        "next": address,
    }
    signin.keep_on_the_way_in(request, TYING, kept)
    return redirect("account:tie_organisation")


def _begin(
    request: Request, account: Account, told: organisations.Told, address: str
) -> HttpResponse:
    identities.use_identity(issuer=told.issuer, subject=told.subject, now=request.now)
    signin.begin_session(
        request, account, "organisation", WORKDAY_SECONDS, in_two_steps=told.in_two_steps
    )
    return redirect(address or settings.LOGIN_REDIRECT_URL)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tie_organisation(request: Request) -> HttpResponse:
    """The first time: prove with a code by mail that this login belongs to this account."""
    kept = request.session.get(TYING)
    if request.person is not None:
        return redirect(settings.LOGIN_REDIRECT_URL)
    if kept is None or kept["key"] not in settings.ORGANISATIONS:
        return redirect("account:sign_in")
    one = _organisation(kept["key"])
    form = CodeForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "email": kept["email"], "name": one.name}
    if request.method != "POST":
        return render(request, "account/tie_organisation.html", context)
    if form.is_valid():
        answer = _try(request, kept, form.cleaned_data["code"])
        if answer is accounts.Answer.RIGHT:
            return _tie(request, one, kept)
        context["is_spent"] = answer is accounts.Answer.SPENT
        spent = _("Deze code werkt niet meer. Begin opnieuw.")
        wrong = _("Deze code is niet goed. Kijk nog eens in je mail.")
        form.add_error("code", spent if context["is_spent"] else wrong)
    return render(request, "account/tie_organisation.html", context, status=422)


def _try(request: Request, kept: dict[str, Any], code: str) -> accounts.Answer:
    until = dt.datetime.fromisoformat(kept["until"])
    mailed = accounts.MailedCode(kept["id"], kept["digest"], until)
    typed = "".join(filter(str.isdecimal, code))
    return accounts.try_code(mailed=mailed, typed=typed, now=request.now)


def _tie(request: Request, one: Provider, kept: dict[str, Any]) -> HttpResponse:
    del request.session[TYING]
    account = Account.objects.select_related("person").filter(pk=kept["account"]).first()
    if account is None or not account.is_active or account.person is None:
        return render(request, "account/closed.html", status=403)
    try:
        identities.tie_identity(
            account=account,
            issuer=one.issuer,
            subject=kept["subject"],
            name=one.name,
            by=account.person,
            now=request.now,
        )
    except Refused as refused:
        return _refused(request, refused.sentence, kept["next"])
    told = organisations.Told(one.issuer, kept["subject"], kept["email"], kept["in_two_steps"])
    return _begin(request, account, told, kept["next"])


@signed_in
@require_POST
def untie_organisation(request: SignedInRequest, identity: uuid.UUID) -> HttpResponse:
    """Forget a login at an organisation of mine."""
    mine = get_object_or_404(request.user.identities, pk=identity)
    identities.untie_identity(identity=mine, by=request.person, now=request.now)
    messages.success(request, _("Klaar. Je kunt daar niet meer mee inloggen."))
    return redirect("account:my_keys")
