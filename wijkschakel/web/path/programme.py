"""A programme in my path: its parts kept together under a goal, and its questions passed by."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from wijkschakel.activities.models import Initiative, Session, SupportAsk
from wijkschakel.activities.queries import initiatives
from wijkschakel.base.errors import Refused
from wijkschakel.paths import permissions
from wijkschakel.paths.actions import programmes as actions
from wijkschakel.paths.models import Ambition, Heading
from wijkschakel.paths.queries import programmes
from wijkschakel.paths.queries.opening import Opened
from wijkschakel.people.models import Person
from wijkschakel.web.common.access import found, signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.path.bundle_form import GoalOfBundleForm
from wijkschakel.web.path.owner import again, form_key, number_of, once, path_of

LOOKED_AT = 200


def _programme(programme_id: uuid.UUID) -> Initiative:
    one = found(initiatives.find_initiative(programme_id))
    is_on = one.state == Initiative.State.ACTIVE and one.stage == Initiative.Stage.PROGRAMME
    return found(one if is_on else None)


def _for_whom(request: Request) -> Person:
    """Give the visitor, or the resident whom the visitor helps now; nobody else exists."""
    asked = request.POST.get("voor") or request.GET.get("voor", "")
    if not asked:
        return visitor(request)
    helped = visitor(request).delegate_for.filter(person=number_of(asked))
    one = found(helped.select_related("person__district").first()).person
    return found(one if permissions.may_write(one, visitor(request), request.now) else None)


def _first_of_each(programme: Initiative, request: Request) -> list[Session]:
    """Give the next day of every activity of a programme."""
    first: dict[uuid.UUID, Session] = {}
    for session in initiatives.coming_sessions(programme, request.now, LOOKED_AT):
        first.setdefault(session.activity_id, session)
    return list(first.values())


def _goals(request: Request, person: Person) -> list[tuple[Ambition, str]]:
    """Give the active goals of the owner; a helper sees none and writes a new one along."""
    path = path_of(request) if person.pk == visitor(request).pk else None
    if path is None:
        return []
    opened = Opened()
    rows = path.ambitions.filter(state=Ambition.State.ACTIVE).order_by("-made_at")
    return [(one, opened.text(one, "words")) for one in rows]


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def bundle(request: Request, programme_id: uuid.UUID) -> HttpResponse:
    """Show what to do, with whom and what everybody gives; join it in one go under a goal."""
    one, person = _programme(programme_id), _for_whom(request)
    days, goals = _first_of_each(one, request), _goals(request, person)
    asks = list(one.asks.filter(state=SupportAsk.State.OPEN).order_by("asked_at", "pk"))
    form = GoalOfBundleForm(request.POST or None, goals=goals)
    context = _context(request, one, person, days, asks, form)
    if request.method != "POST":
        return render(request, "path/bundle.html", context)
    if not form.is_valid():
        return again(request, "path/bundle.html", context, form=form)
    picked, gives = set(request.POST.getlist("doe")), set(request.POST.getlist("geef"))
    chosen = actions.Bundle(
        one,
        [day for day in days if str(day.activity_id) in picked],
        [ask for ask in asks if str(ask.pk) in gives],
    )
    try:
        goal = actions.keep_together(
            bundle=chosen, person=person, by=visitor(request), now=request.now,
            once=once(request), **form.facts(),
        )  # fmt: skip
    except Refused as refused:
        return again(request, "path/bundle.html", context, refused)
    messages.success(request, _("Je doet mee. Alles staat bij elkaar."))
    is_mine = person.pk == visitor(request).pk
    return redirect("path:goal", goal.pk) if is_mine else redirect("path:together", person.pk)


def _context(
    request: Request,
    one: Initiative,
    person: Person,
    days: list[Session],
    asks: list[SupportAsk],
    form: GoalOfBundleForm,
) -> dict[str, Any]:
    sent = request.method == "POST"
    return {
        "place": one.district,
        "programme": one,
        "helped": person if person.pk != visitor(request).pk else None,
        "days": [(day, not sent or str(day.activity_id) in request.POST.getlist("doe"))
                 for day in days],
        "asks": [(ask, str(ask.pk) in request.POST.getlist("geef")) for ask in asks],
        "people": initiatives.who_is_there(one),
        "form": form,
        "headings": Heading.choices,
        "once": form_key(request),
    }  # fmt: skip


@signed_in
@require_POST
def pass_by(request: Request) -> HttpResponse:
    """Do not offer these questions again."""
    me = visitor(request)
    offers = programmes.offered_to(me, path_of(request), request.now)
    if any(one.key == request.POST.get("wat") for one in offers):
        actions.pass_by(person=me, key=request.POST["wat"], by=me, now=request.now)
        messages.success(request, _("Goed. We vragen het niet nog eens."))
    return redirect("path:questions")
