"""Beginning with six words from a card that came through the door."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wijkschakel.base.errors import Refused
from wijkschakel.people.actions import invitations
from wijkschakel.web.account.forms import InvitationForm
from wijkschakel.web.common import signin
from wijkschakel.web.common.access import public
from wijkschakel.web.common.http import Request


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invited(request: Request, words: str = "") -> HttpResponse:
    """Ask for the words and a first name; then they are in, without an address."""
    if request.person is not None:
        return redirect("account:join")
    initial = {"words": words.replace("-", " ")}
    form = InvitationForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method != "POST":
        return render(request, "account/invited.html", {"form": form})
    if not form.is_valid():
        return render(request, "account/invited.html", {"form": form}, status=422)
    try:
        invitations.count_try(network=signin.network_of(request), now=request.now)
        account = invitations.begin_with_invitation(
            typed_words=form.cleaned_data["words"],
            given_name=form.cleaned_data["given_name"],
            language=translation.get_language() or settings.LANGUAGE_CODE,
            now=request.now,
        )
    except Refused as refused:
        context = {"form": form, "refusal": refused.sentence}
        return render(request, "account/invited.html", context, status=422)
    signin.begin_session(request, account, "invitation")
    messages.success(request, _("Fijn dat je er bent. Wil je vaker komen? Maak dan een sleutel."))
    return redirect("account:join")
