"""Beginning something with others out of a request: who asked writes what everyone will read."""

import uuid
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wijkschakel.base.errors import Refused
from wijkschakel.support.actions import growing
from wijkschakel.support.models import HelpRequest
from wijkschakel.web.common.access import found, signed_in, visitor
from wijkschakel.web.common.beginning import BeginForm
from wijkschakel.web.common.http import Request
from wijkschakel.web.support.seeing import find_mine

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: Request, request_id: uuid.UUID) -> HttpResponse:
    """Write what begins; what the desk proposed stands there to be read and changed first."""
    one = found(find_mine(request, request_id))
    idea = growing.idea_of(one)
    if request.method != "POST":
        return _page(request, one, BeginForm(initial=idea), idea)
    if request.POST.get("doe") == "nee":
        growing.refuse_idea(request=one, by=visitor(request), now=request.now)
        messages.success(request, _("Dat hoeft dus niet. Het voorstel is weg."))
        return redirect("support:request", one.pk)
    form = BeginForm(request.POST)
    if not form.is_valid():
        return _page(request, one, form, idea)
    try:
        begun = growing.begin_with_request(
            request=one, by=visitor(request), now=request.now, **form.cleaned_data
        )
    except Refused as refused:
        return _page(request, one, form, idea, refused.sentence)
    messages.success(request, _("Het staat erop. Buren kunnen nu meedoen."))
    return redirect("portal:initiative", begun.pk)


def _page(
    request: Request, one: HelpRequest, form: BeginForm, idea: dict[str, str], refusal: str = ""
) -> HttpResponse:
    context = {
        "place": one.district, "one": one, "form": form, "has_idea": bool(idea),
        "refusal": refusal, "is_mine": one.person_id == visitor(request).pk,
    }  # fmt: skip
    status = INVALID if form.errors or refusal else HTTPStatus.OK
    return render(request, "support/begin.html", context, status=status)
