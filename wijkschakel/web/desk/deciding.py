"""What waits at the desk is placed, declined with a reason, or closed: one shape for all of it."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from wijkschakel.base.errors import Refused
from wijkschakel.web.common.http import Request
from wijkschakel.web.desk.post_forms import DeclineForm
from wijkschakel.web.desk.scope import Scope

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY


@dataclass(frozen=True)
class Pile:
    """A list at the desk: the page that shows it, and its address."""

    page: Callable[..., HttpResponse]
    address: str

    def decide(
        self, request: Request, scope: Scope, said: str, action: Callable[..., Any], **about: Any
    ) -> HttpResponse:
        """Do it and go back to the list; a refusal stands on the page."""
        try:
            action(by=scope.coordinator, now=request.now, **about)
        except Refused as refused:
            return self.page(request, scope, refusal=refused.sentence, status=INVALID)
        messages.success(request, said)
        return redirect(self.address)

    def decline(
        self, request: Request, scope: Scope, action: Callable[..., Any], **about: Any
    ) -> HttpResponse:
        """Decline it with a reason; without one it is asked again, beside what it is about."""
        form = DeclineForm(request.POST)
        if not form.is_valid():
            (thing,) = about.values()
            return self.page(request, scope, form=form, about=thing, status=INVALID)
        reason = form.cleaned_data["reason"]
        said = _("De schrijver leest waarom.")
        return self.decide(request, scope, said, action, reason=reason, **about)
