"""Slips of paper: what somebody did with a resident, and whether the resident finds it right."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from wijkschakel.base.errors import Refused
from wijkschakel.people import queries
from wijkschakel.people.actions import delegates
from wijkschakel.people.models import Delegate
from wijkschakel.web.common.access import with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.slips import make_slips
from wijkschakel.web.desk import scope as scopes
from wijkschakel.web.desk.forms import SlipForm
from wijkschakel.web.desk.scope import COORDINATOR

MOST = 100


@with_role(COORDINATOR)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def slips(request: Request) -> HttpResponse:
    """Look up a slip by its code, and see what still waits for an answer."""
    scope = scopes.of(request)
    form = SlipForm(request.POST if request.method == "POST" else None)
    found = None
    if form.is_valid():
        found = queries.find_slip(scope.ids, form.cleaned_data["code"])
        if found is None:
            form.add_error("code", _("Deze code kennen we hier niet. Kijk nog eens goed."))
    waiting = list(queries.slips_for(scope.ids, request.now)[:MOST])
    shown = [*waiting, *([found] if found else [])]
    people = {one.person for one in shown}
    scopes.note_reading(request, scope, people, action="see_slips")
    made = make_slips(shown)
    context = {
        "form": form,
        "found": made[-1] if found else None,
        "waiting": made[: len(waiting)],
        "place": scope.place,
        "days": queries.ANSWER_WITHIN.days,
    }
    status = 422 if request.method == "POST" and found is None else 200
    return render(request, "desk/slips.html", context, status=status)


@with_role(COORDINATOR)
@require_POST
def note_slip(request: Request, delegate: uuid.UUID) -> HttpResponse:
    """Note what the resident marked on the slip."""
    scope = scopes.of(request)
    here = Delegate.objects.filter(person__district__in=scope.ids).select_related(
        "person__district"
    )
    found = get_object_or_404(here, pk=delegate)
    is_right = request.POST.get("answer") != Delegate.Answer.WRONG
    answer = Delegate.Answer.RIGHT if is_right else Delegate.Answer.WRONG
    try:
        delegates.answer_help(delegate=found, answer=answer, by=scope.coordinator, now=request.now)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("desk:slips")
    words = _("Het briefje staat erbij: het klopt.") if is_right else _("Het briefje staat erbij.")
    messages.success(request, words)
    return redirect("desk:slips")
