"""After helping: the slip on paper, and what the resident says of it."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from wijkschakel.people import queries
from wijkschakel.people.actions import delegates
from wijkschakel.people.models import Delegate
from wijkschakel.web.common.access import signed_in
from wijkschakel.web.common.http import SignedInRequest
from wijkschakel.web.common.slips import make_slips


def _mine(request: SignedInRequest, number: uuid.UUID) -> Delegate:
    """Give an hour of helping in which the visitor was the helper or the resident."""
    found = get_object_or_404(Delegate.objects.select_related("person", "helper"), pk=number)
    if request.person.pk not in (found.person_id, found.helper_id):
        raise Http404
    return found


@signed_in
@never_cache
@require_safe
def slip(request: SignedInRequest, delegate: uuid.UUID) -> HttpResponse:
    """Show the slip that the resident signs, in the words of the resident."""
    mine = _mine(request, delegate)
    [made] = make_slips([mine])
    with translation.override(queries.screen_language(mine.person)):
        return render(request, "account/slip_print.html", {"slip": made})


@signed_in
@require_POST
def answer_help(request: SignedInRequest, delegate: uuid.UUID) -> HttpResponse:
    """Say whether it is right what somebody did with me."""
    mine = _mine(request, delegate)
    if request.person.pk != mine.person_id:
        raise Http404
    is_right = request.POST.get("answer") != Delegate.Answer.WRONG
    answer = Delegate.Answer.RIGHT if is_right else Delegate.Answer.WRONG
    delegates.answer_help(delegate=mine, answer=answer, by=request.person, now=request.now)
    if is_right:
        messages.success(request, _("Bedankt. Het staat vast dat dit klopt."))
    else:
        messages.success(request, _("We weten het. De coördinator van je wijk zoekt het uit."))
    return redirect("account:together")
