"""A check-in: a mark, a sentence or a picture. Half a minute."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wijkschakel.base.errors import Refused
from wijkschakel.paths.actions import following
from wijkschakel.paths.models import Ambition
from wijkschakel.paths.queries.opening import Opened
from wijkschakel.paths.rules import shipped
from wijkschakel.web.common.access import signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.place import place_of
from wijkschakel.web.path.forms import CheckInForm
from wijkschakel.web.path.owner import again, form_key, language, once, own_goal


def pictures(chosen: str = "") -> list[tuple[shipped.Picture, str, bool]]:
    """Give the pictures with their words, and whether each was chosen."""
    code = language()
    return [
        (one, one.words.get(code, one.words["nl"]), one.key == chosen)
        for one in shipped.pictures().values()
    ]


def _context(request: Request, ambition: Ambition, form: CheckInForm) -> dict[str, Any]:
    return {
        "place": place_of(request),
        "ambition": ambition,
        "words": Opened().text(ambition, "words"),
        "pictures": pictures(form.data.get("picture", "") if form.is_bound else ""),
        "form": form,
        "once": form_key(request),
    }


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request: Request, goal_id: uuid.UUID) -> HttpResponse:
    """Note how close it is."""
    ambition = own_goal(request, goal_id)
    if request.method != "POST":
        return render(request, "path/check_in.html", _context(request, ambition, CheckInForm()))
    form = CheckInForm(request.POST)
    if not form.is_valid():
        return again(request, "path/check_in.html", _context(request, ambition, form))
    try:
        following.check_in(
            about=ambition, by=visitor(request), now=request.now, once=once(request),
            **form.cleaned_data,
        )  # fmt: skip
    except Refused as refused:
        return again(request, "path/check_in.html", _context(request, ambition, form), refused)
    messages.success(request, _("Bewaard. Zo zie je straks hoe het gaat."))
    return redirect("path:show")
