"""Coming in with a code by e-mail, with a paper card, or as somebody of the demonstration."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkschakel.base import outbox
from wijkschakel.base.errors import Refused
from wijkschakel.people.actions import accounts, cards, joining
from wijkschakel.people.models import Account
from wijkschakel.web.account.door import cast, demo_card, show_door
from wijkschakel.web.account.forms import AddressForm, CardForm, CodeForm, NameForm
from wijkschakel.web.common import kept, signin
from wijkschakel.web.common.access import public
from wijkschakel.web.common.http import Request

CODE = "signin.code"
NEWCOMER = "signin.newcomer"
SHARED_DEVICE_SECONDS = 2 * 60 * 60


def _after(request: Request, address: str) -> HttpResponse:
    return redirect(address or settings.LOGIN_REDIRECT_URL)


@public
@never_cache
@require_safe
def sign_in(request: Request) -> HttpResponse:
    """Three ways to come in; in the demonstration also one click per person."""
    address = signin.safe_next(request, request.GET.get("next"))
    if request.person is not None:
        return _after(request, address)
    return show_door(request, address)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_code(request: Request) -> HttpResponse:
    """Mail a code; the answer is the same for an address we know and one we do not."""
    if request.person is not None:
        return redirect(settings.LOGIN_REDIRECT_URL)
    if request.method != "POST":
        return redirect("account:sign_in")
    address = signin.safe_next(request, request.POST.get("next"))
    form = AddressForm(request.POST)
    if not form.is_valid():
        return show_door(request, address, form, status=422)
    email = form.cleaned_data["email"]
    try:
        mailed = accounts.mail_code(
            email=email,
            network=signin.network_of(request),
            browser=signin.browser_of(request, email),
            now=request.now,
        )
    except Refused as refused:
        return show_door(request, address, form, refused.sentence, status=422)
    kept = {
        "id": mailed.id,
        "digest": mailed.digest,
        "until": mailed.until.isoformat(),
        "email": email,
        "next": address,
    }
    signin.keep_on_the_way_in(request, CODE, kept)
    return redirect("account:enter_code")


def _mailed(kept: dict[str, Any]) -> accounts.MailedCode:
    return accounts.MailedCode(kept["id"], kept["digest"], dt.datetime.fromisoformat(kept["until"]))


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter_code(request: Request) -> HttpResponse:
    """Type the six digits from the letter."""
    kept = request.session.get(CODE)
    if request.person is not None:
        return redirect(settings.LOGIN_REDIRECT_URL)
    if kept is None:
        return redirect("account:sign_in")
    form = CodeForm(request.POST if request.method == "POST" else None)
    context = {
        "form": form,
        "email": kept["email"],
        "next": kept["next"],
        "is_spent": False,
        "demo_letter": outbox.subject_of(f"code:{kept['id']}") if settings.DEMO else "",
    }
    if request.method != "POST":
        return render(request, "account/enter_code.html", context)
    if not form.is_valid():
        return render(request, "account/enter_code.html", context, status=422)
    typed = "".join(filter(str.isdecimal, form.cleaned_data["code"]))
    answer = accounts.try_code(mailed=_mailed(kept), typed=typed, now=request.now)
    if answer is accounts.Answer.RIGHT:
        return _code_was_right(request, kept["email"], kept["next"])
    context["is_spent"] = answer is accounts.Answer.SPENT
    if context["is_spent"]:
        sentence = _("Deze code werkt niet meer. Vraag een nieuwe code.")
    else:
        sentence = _("Deze code is niet goed. Kijk nog eens in je mail.")
    form.add_error("code", sentence)
    return render(request, "account/enter_code.html", context, status=422)


def _code_was_right(request: Request, email: str, address: str) -> HttpResponse:
    account = Account.objects.filter(email=accounts.clean_address(email)).first()
    if account is None:
        request.session.cycle_key()
        del request.session[CODE]
        until = request.now + dt.timedelta(seconds=signin.WAY_IN_SECONDS)
        kept = {"email": email, "next": address, "until": until.isoformat()}
        signin.keep_on_the_way_in(request, NEWCOMER, kept)
        return redirect("account:give_name")
    if not account.is_active or account.person is None:
        del request.session[CODE]
        return render(request, "account/closed.html", status=403)
    signin.begin_session(request, account, "code")
    return signin.know_browser(_after(request, address), email)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def give_name(request: Request) -> HttpResponse:
    """Ask a newcomer, whose address is proven, for a first name; then they are in."""
    kept = request.session.get(NEWCOMER)
    if request.person is not None:
        return redirect(settings.LOGIN_REDIRECT_URL)
    if kept is None:
        return redirect("account:sign_in")
    if request.now > dt.datetime.fromisoformat(kept["until"]):
        del request.session[NEWCOMER]
        return redirect("account:sign_in")
    form = NameForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        status = 200 if request.method != "POST" else 422
        return render(request, "account/give_name.html", {"form": form}, status=status)
    try:
        person = joining.welcome_person(
            given_name=form.cleaned_data["given_name"],
            email=kept["email"],
            language=translation.get_language() or settings.LANGUAGE_CODE,
            district=None,
            now=request.now,
        )
        account = person.account
    except accounts.AddressTaken:
        account = Account.objects.get(email=accounts.clean_address(kept["email"]))
    signin.begin_session(request, account, "code")
    response = _after(request, kept["next"] or reverse("account:join"))
    return signin.know_browser(response, kept["email"])


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_with_card(request: Request) -> HttpResponse:
    """Come in with the six words and the PIN of a paper card."""
    values = request.POST if request.method == "POST" else request.GET
    address = signin.safe_next(request, values.get("next"))
    if request.person is not None:
        return _after(request, address)
    form = CardForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "next": address, "demo_card": demo_card()}
    if request.method != "POST":
        return render(request, "account/card.html", context)
    if not form.is_valid():
        return render(request, "account/card.html", context, status=422)
    try:
        account = cards.sign_in_with_card(
            typed_words=form.cleaned_data["words"],
            typed_pin=form.cleaned_data["pin"],
            network=signin.network_of(request),
            now=request.now,
        )
    except Refused as refused:
        context["refusal"] = refused.sentence
        return render(request, "account/card.html", context, status=422)
    seconds = None if form.cleaned_data["is_own_device"] else SHARED_DEVICE_SECONDS
    signin.begin_session(request, account, "card", seconds)
    return _after(request, address)


@public
@require_POST
def demo_sign_in(request: Request, key: str) -> HttpResponse:
    """Come in as somebody of the demonstration; outside the demonstration this does not exist."""
    if not settings.DEMO or key not in cast():
        raise Http404
    account = Account.objects.filter(pk=cast()[key].account_id, is_active=True).first()
    if account is None:
        raise Http404
    address = signin.safe_next(request, request.POST.get("next"))
    if request.person is not None:
        logout(request)
    signin.begin_session(request, account, "demo")
    return _after(request, address)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: Request) -> HttpResponse:
    """Go out; everything of the session is gone."""
    if request.method == "POST":
        logout(request)
        request.person = None
        response = redirect("account:signed_out")
        response.delete_cookie(kept.COOKIE)
        return signin.forget_pages(response)
    return render(request, "account/sign_out.html")


@public
@require_safe
def signed_out(request: Request) -> HttpResponse:
    """Say goodbye."""
    return render(request, "account/signed_out.html")


@public
@require_POST
def set_language(request: Request) -> HttpResponse:
    """Show the pages in another language, now and the next time."""
    language = request.POST.get("language", "")
    address = signin.safe_next(request, request.POST.get("next"))
    response = _after(request, address)
    if language not in dict(settings.LANGUAGES):
        return response
    if request.person is not None:
        joining.change_person(
            person=request.person, by=request.person, now=request.now, language=language
        )
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=60 * 60 * 24 * 365,
        path=settings.LANGUAGE_COOKIE_PATH,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return response
