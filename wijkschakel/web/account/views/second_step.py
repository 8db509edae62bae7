"""The second step of who sees data of others: setting up an app, and proving it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from wijkschakel.base.errors import Refused
from wijkschakel.people import queries
from wijkschakel.people.actions import second_step as steps_taken
from wijkschakel.web.account.forms import AppCodeForm, StepForm
from wijkschakel.web.common import signin, steps
from wijkschakel.web.common.access import found, halfway, signed_in
from wijkschakel.web.common.http import SignedInRequest

TITLE = "Wijkschakel"


def _staff(request: SignedInRequest) -> None:
    """For who sees no data of others, these pages do not exist."""
    found(steps.sees_others(request.held_roles) or None)


@halfway
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: SignedInRequest) -> HttpResponse:
    """Ask for a code of the app, a code on paper, or a key of a device."""
    values = request.POST if request.method == "POST" else request.GET
    address = signin.safe_next(request, values.get("next"))
    _staff(request)
    if steps.proven(request):
        return redirect(address or "account:my_keys")
    if not steps_taken.has_any(request.user):
        request.session[steps.NEXT] = address
        return redirect("account:my_second_step")
    form = StepForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "next": address, "has_app": steps_taken.is_on(request.user)}
    if request.method != "POST":
        return render(request, "account/second_step.html", context)
    if form.is_valid():
        try:
            steps_taken.prove_step(
                account=request.user,
                typed=form.cleaned_data["code"],
                by=request.person,
                now=request.now,
            )
        except Refused as refused:
            form.add_error("code", refused.sentence)
        else:
            steps.prove(request)
            return redirect(address or "/")
    return render(request, "account/second_step.html", context, status=422)


@halfway
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def my_second_step(request: SignedInRequest) -> HttpResponse:
    """Tie an app: scan the square, type the first code; then codes for on paper, once."""
    _staff(request)
    if _must_prove_first(request):
        return redirect("account:second_step")
    form = AppCodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            codes = steps_taken.confirm_step(
                account=request.user,
                typed=form.cleaned_data["code"],
                by=request.person,
                now=request.now,
            )
        except Refused as refused:
            form.add_error("code", refused.sentence)
        else:
            steps.prove(request)
            return _show_codes(request, codes)
    status = 422 if request.method == "POST" else 200
    return render(request, "account/my_second_step.html", _state(request, form), status=status)


def _must_prove_first(request: SignedInRequest) -> bool:
    """Say whether there is a second step already that the visitor did not prove yet."""
    return steps_taken.has_any(request.user) and not steps.proven(request)


def _state(request: SignedInRequest, form: AppCodeForm) -> dict[str, object]:
    step = queries.find_second_step(request.user)
    waiting = step if step is not None and step.confirmed_at is None else None
    return {
        "form": form,
        "step": step,
        "left": queries.recovery_codes_left(request.user),
        "has_keys": request.user.passkeys.exists(),
        "secret": waiting.secret if waiting else "",
        "square": _square(waiting.secret, request.person.given_name) if waiting else "",
        "goes_on": bool(request.session.get(steps.NEXT)),
    }


def _square(secret: str, name: str) -> SafeString:
    """Draw what the app must know as a QR code, without a style attribute."""
    import pyotp  # slow import  # noqa: PLC0415
    import segno  # slow import  # noqa: PLC0415

    address = pyotp.TOTP(secret).provisioning_uri(name=name[:40], issuer_name=TITLE)
    code = segno.make_qr(address, error="m")
    drawing = code.svg_inline(
        scale=1, border=2, omitsize=True, svgclass="ws-square", lineclass=None
    )
    return mark_safe(drawing)  # noqa: S308


def _show_codes(request: SignedInRequest, codes: list[str]) -> HttpResponse:
    address = request.session.pop(steps.NEXT, "")
    return render(request, "account/recovery_codes.html", {"codes": codes, "next": address})


@halfway
@never_cache
@require_POST
def begin_second_step(request: SignedInRequest) -> HttpResponse:
    """Make a secret for a new app."""
    _staff(request)
    if _must_prove_first(request):
        return redirect("account:second_step")
    try:
        steps_taken.begin_step(account=request.user, by=request.person, now=request.now)
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect("account:my_second_step")


@signed_in
@never_cache
@require_POST
def renew_recovery_codes(request: SignedInRequest) -> HttpResponse:
    """Make new codes for on paper."""
    _staff(request)
    if not steps_taken.is_on(request.user):
        return redirect("account:my_second_step")
    if not steps.proven(request):
        return redirect("account:second_step")
    codes = steps_taken.renew_codes(account=request.user, by=request.person, now=request.now)
    return _show_codes(request, codes)


@signed_in
@require_POST
def remove_second_step(request: SignedInRequest) -> HttpResponse:
    """Take the app away, to tie another."""
    _staff(request)
    if not steps_taken.is_on(request.user):
        return redirect("account:my_second_step")
    if not steps.proven(request):
        return redirect("account:second_step")
    steps_taken.remove_step(account=request.user, by=request.person, now=request.now)
    messages.success(request, _("De app is losgemaakt. Koppel een nieuwe."))
    return redirect("account:my_second_step")
