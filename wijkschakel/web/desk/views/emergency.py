"""Breaking the glass: who keeps watch looks at one resident, with a reason, for three hours."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people import permissions, queries
from wijkschakel.people.actions import emergency as emergency_actions
from wijkschakel.people.models import EmergencyAccess, Person, RoleGrant
from wijkschakel.web.common.access import with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.desk import scope as scopes
from wijkschakel.web.desk.forms import PostponeForm, ReasonForm
from wijkschakel.web.desk.scope import Scope

SAFEGUARDING = RoleGrant.Role.SAFEGUARDING
MOST_FOUND = 5
MOST_SHOWN = 100


@dataclass(frozen=True)
class Line:
    """An emergency in the list, and what may be done with it."""

    access: EmergencyAccess
    is_open: bool
    form: PostponeForm | None


@with_role(SAFEGUARDING)
@never_cache
@require_safe
def emergencies(request: Request) -> HttpResponse:
    """Search one resident, and see the emergencies of this month."""
    return _emergencies(request, scopes.of(request, SAFEGUARDING))


def _emergencies(
    request: Request, scope: Scope, refused: str = "", typed: PostponeForm | None = None
) -> HttpResponse:
    words = request.GET.get("naam", "").strip()
    people = list(queries.people_named(scope.ids, words)[:MOST_FOUND])
    _note(request, people, "search_in_emergency")
    found = list(queries.emergencies_in(scope.ids, request.now)[:MOST_SHOWN])
    _note(request, {access.person for access in found}, "see_emergencies")
    context = {
        "words": words,
        "people": people,
        "lines": [_line(request, access) for access in found],
        "refused": refused,
        "typed": typed,
    }
    return render(request, "desk/emergencies.html", context, status=422 if refused else 200)


def _note(request: Request, people: Iterable[Person], action: str) -> None:
    """Note what is shown before it is; residents see it from the moment they are told."""
    assert request.person is not None  # noqa: S101
    journal.record_reads(
        action=action,
        now=request.now,
        by=request.person,
        people=people,
        role=SAFEGUARDING,
        why="emergency",
        is_emergency=True,
    )


def _line(request: Request, access: EmergencyAccess) -> Line:
    is_own = access.opened_by == request.person
    may_postpone = access.told_at is None and not is_own
    return Line(
        access=access,
        is_open=is_own and access.closes_at > request.now,
        form=PostponeForm(auto_id=f"id_{access.pk}_%s") if may_postpone else None,
    )


@with_role(SAFEGUARDING)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def break_glass(request: Request, person: uuid.UUID) -> HttpResponse:
    """Ask for a reason, and open what is known of one resident."""
    scope = scopes.of(request, SAFEGUARDING)
    resident = scopes.get_resident(scope, person)
    if resident == scope.coordinator:
        raise Http404
    form = ReasonForm(request.POST if request.method == "POST" else None)
    refused = ""
    if form.is_valid():
        try:
            access = emergency_actions.break_glass(
                person=resident,
                thing=resident,
                reason=form.cleaned_data["reason"],
                category=form.cleaned_data["category"] or EmergencyAccess.Category.OTHER,
                by=scope.coordinator,
                now=request.now,
            )
        except Refused as refusal:
            refused = refusal.sentence
        else:
            return redirect("desk:emergency", access.pk)
    _note(request, [resident], "search_in_emergency")
    context = {"resident": resident, "form": form, "refused": refused}
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/break_glass.html", context, status=status)


@with_role(SAFEGUARDING)
@never_cache
@require_safe
def emergency(request: Request, access: uuid.UUID) -> HttpResponse:
    """Show what was opened, to who opened it, while it lasts."""
    found = get_object_or_404(EmergencyAccess.objects.select_related("person"), pk=access)
    live = permissions.open_emergency(
        request.person, found.object_kind, found.object_id, request.now
    )
    if live is None or not permissions.may_break_glass(
        request.person, found.person, found.object_kind, request.now
    ):
        raise Http404
    _note(request, [found.person], "see_in_emergency")
    context = {
        "access": live,
        "resident": found.person,
        "address": queries.mail_address(found.person),
    }
    return render(request, "desk/emergency.html", context)


@with_role(SAFEGUARDING)
@require_POST
def postpone_telling(request: Request, access: uuid.UUID) -> HttpResponse:
    """Tell the resident later: a second person decides, with a reason."""
    scope = scopes.of(request, SAFEGUARDING)
    found = get_object_or_404(queries.emergencies_in(scope.ids, request.now), pk=access)
    form = PostponeForm(request.POST, auto_id=f"id_{found.pk}_%s")
    if not form.is_valid():
        words = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return _emergencies(request, scope, words, form)
    day = dt.datetime.combine(
        form.cleaned_data["until"], dt.time(9), timezone.get_current_timezone()
    )
    try:
        emergency_actions.postpone_telling(
            access=found,
            until=day,
            reason=form.cleaned_data["reason"],
            by=scope.coordinator,
            now=request.now,
        )
    except Refused as refusal:
        return _emergencies(request, scope, refusal.sentence, form)
    return redirect("desk:emergencies")
