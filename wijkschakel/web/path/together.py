"""Filling in together: a helper beside the resident, for as long as the hour lasts.

The helper sees the goals to give a mark to, and no path. When the hour is over, nothing that was
typed is lost, and nothing of the path is shown.
"""

import datetime as dt
import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.paths import permissions
from wijkschakel.paths.actions import following
from wijkschakel.paths.actions import goals as goal_actions
from wijkschakel.paths.actions.owning import NotYourPath
from wijkschakel.paths.models import Ambition
from wijkschakel.paths.queries import goals
from wijkschakel.paths.queries.opening import Opened
from wijkschakel.people.models import Person
from wijkschakel.web.common.access import found, signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.place import place_of
from wijkschakel.web.path.forms import CheckInForm, NeedForm
from wijkschakel.web.path.owner import again, form_key, language, once

GRACE = dt.timedelta(hours=12)


def _resident(request: Request, person_id: uuid.UUID) -> Person:
    """Give who this visitor helps, or helped just now; anybody else does not exist."""
    helped = visitor(request).delegate_for.filter(
        person=person_id, starts_at__lte=request.now, ends_at__gt=request.now - GRACE
    )
    one = found(helped.select_related("person").first())
    return found(None if one.person.erased_at else one.person)


def _goals(request: Request, person: Person) -> list[tuple[Ambition, str]]:
    """Give the goals to give a mark to; reading them is noted for the resident."""
    path = goals.find_path(person)
    if path is None:
        return []
    journal.record_read(
        action="fill_in_path_together",
        now=request.now,
        by=visitor(request),
        about=person,
        thing=path,
        why="together",
    )
    opened = Opened()
    rows = path.ambitions.filter(state=Ambition.State.ACTIVE).order_by("-made_at")
    return [(one, opened.text(one, "words")) for one in rows]


def _context(request: Request, person: Person, form: NeedForm) -> dict[str, Any]:
    is_open = permissions.may_write(person, visitor(request), request.now)
    return {
        "place": place_of(request),
        "resident": person,
        "is_open": is_open,
        "goals": _goals(request, person) if is_open else [],
        "form": form,
        "mark_form": CheckInForm(),
        "typed": request.POST.get("words", ""),
        "once": form_key(request),
    }


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def together(request: Request, person_id: uuid.UUID) -> HttpResponse:
    """Write down a wish or give a mark, together; it is marked so."""
    person = _resident(request, person_id)
    if request.method != "POST":
        found(person if permissions.may_write(person, visitor(request), request.now) else None)
        return render(request, "path/together.html", _context(request, person, NeedForm()))
    try:
        if "doel" in request.POST:
            return _mark(request, person)
        form = NeedForm(request.POST)
        if not form.is_valid():
            return again(request, "path/together.html", _context(request, person, form))
        heading, words = form.need(language())
        goal_actions.note_need(
            person=person, heading=heading, words=words,
            strengths=form.cleaned_data["strengths"], by=visitor(request), now=request.now,
            once=once(request),
        )  # fmt: skip
    except Refused as refused:
        form = NeedForm(request.POST)
        return again(request, "path/together.html", _context(request, person, form), refused)
    messages.success(request, _("Bewaard op het pad van %(name)s. Het staat er als: samen "
                                "ingevuld.") % {"name": person.given_name})  # fmt: skip
    return redirect("path:together", person.pk)


def _mark(request: Request, person: Person) -> HttpResponse:
    if not permissions.may_write(person, visitor(request), request.now):
        raise NotYourPath
    form = CheckInForm(request.POST)
    try:
        number = uuid.UUID(request.POST["doel"])
    except ValueError:
        number = uuid.UUID(int=0)
    ambition = found(goals.find_ambition(person, number))
    mark = form.cleaned_data.get("mark") if form.is_valid() else None
    following.check_in(
        about=ambition, mark=mark, words=request.POST.get("words", "")[:10_000],
        by=visitor(request), now=request.now, once=once(request),
    )  # fmt: skip
    messages.success(request, _("Bewaard."))
    return redirect("path:together", person.pk)
