"""We do this too: for an organisation or initiative that somebody leads; and no longer."""

import uuid
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wijkschakel.base.errors import Refused
from wijkschakel.learning import permissions, queries
from wijkschakel.learning.actions import using as actions
from wijkschakel.web.common.access import found, signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.learn.forms import UseForm
from wijkschakel.web.learn.reading import found_lesson, show

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY


@signed_in
@require_POST
def use(request: Request, lesson_id: uuid.UUID) -> HttpResponse:
    """Say for a party one leads: we do this too."""
    person, one = visitor(request), found_lesson(request, lesson_id)
    mine = found(queries.parties_of(person, request.now) or None)
    form = UseForm(request.POST, parties=mine)
    if not form.is_valid():
        return show(request, one, form=form, status=INVALID)
    try:
        actions.use_lesson(
            lesson=one, party=form.who, words=form.cleaned_data["words"], by=person,
            now=request.now,
        )  # fmt: skip
    except Refused as refused:
        return show(request, one, form=form, refusal=refused.sentence, status=INVALID)
    messages.success(request, _("Fijn. Wie het schreef, hoort het ook."))
    return redirect("learn:lesson", one.pk)


@signed_in
@require_POST
def take_back(request: Request, lesson_id: uuid.UUID, use_id: uuid.UUID) -> HttpResponse:
    """Say that a party does it no longer."""
    person, one = visitor(request), found_lesson(request, lesson_id)
    row = found(queries.find_use(one, use_id))
    found(row if permissions.may_take_back(person, row, request.now) else None)
    actions.take_back_use(use=row, by=person, now=request.now)
    messages.success(request, _("Het staat er niet meer bij."))
    return redirect("learn:lesson", one.pk)
