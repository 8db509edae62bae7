"""Changing the address I sign in with: the new address proves itself with a code."""

import datetime as dt

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wijkschakel.base.errors import Refused
from wijkschakel.people.actions import accounts
from wijkschakel.web.account.forms import AddressForm, CodeForm
from wijkschakel.web.common import signin
from wijkschakel.web.common.access import signed_in
from wijkschakel.web.common.http import SignedInRequest

CODE = "address.code"


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_address(request: SignedInRequest) -> HttpResponse:
    """Ask for the new address and mail it a code."""
    form = AddressForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return render(request, "account/address.html", {"form": form})
    if not form.is_valid():
        return render(request, "account/address.html", {"form": form}, status=422)
    email = form.cleaned_data["email"]
    try:
        mailed = accounts.mail_code(
            email=email, network=signin.network_of(request), now=request.now
        )
    except Refused as refused:
        form.add_error("email", refused.sentence)
        return render(request, "account/address.html", {"form": form}, status=422)
    request.session[CODE] = {
        "id": mailed.id,
        "digest": mailed.digest,
        "until": mailed.until.isoformat(),
        "email": email,
    }
    return redirect("account:confirm_address")


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_address(request: SignedInRequest) -> HttpResponse:
    """Take the code, and sign in with the new address from now on."""
    kept = request.session.get(CODE)
    if kept is None:
        return redirect("account:sign_in_address")
    form = CodeForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "email": kept["email"]}
    if request.method != "POST":
        return render(request, "account/address_code.html", context)
    if form.is_valid() and _accept(request, form, kept):
        del request.session[CODE]
        messages.success(request, _("Klaar. Je logt nu in met dit adres."))
        return redirect("account:my_keys")
    return render(request, "account/address_code.html", context, status=422)


def _accept(request: SignedInRequest, form: CodeForm, kept: dict[str, str]) -> bool:
    until = dt.datetime.fromisoformat(kept["until"])
    answer = accounts.try_code(
        mailed=accounts.MailedCode(kept["id"], kept["digest"], until),
        typed="".join(filter(str.isdecimal, form.cleaned_data["code"])),
        now=request.now,
    )
    if answer is accounts.Answer.WRONG:
        form.add_error("code", _("Deze code is niet goed. Kijk nog eens in je mail."))
        return False
    if answer is accounts.Answer.SPENT:
        form.add_error("code", _("Deze code werkt niet meer. Vraag een nieuwe code."))
        return False
    try:
        accounts.change_sign_in_address(
            account=request.user, email=kept["email"], by=request.person, now=request.now
        )
    except Refused as refused:
        form.add_error("code", refused.sentence)
        return False
    return True
