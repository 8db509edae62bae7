"""A district begins: choose it, answer what you can, skip what you want, come back tomorrow."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from wijkschakel.base.errors import Refused
from wijkschakel.places.models import District
from wijkschakel.web.common.access import found, with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.desk import scope as scopes
from wijkschakel.web.desk.beginning import steps
from wijkschakel.web.desk.paper_forms import KINDS
from wijkschakel.web.desk.scope import OPENERS, Scope

SHOWN = 30


@with_role(*OPENERS)
@require_GET
def begin(request: Request) -> HttpResponse:
    """Choose the district that begins."""
    scope = scopes.of(request, *OPENERS)
    words = request.GET.get("zoek", "").strip()[:80]
    rows = District.objects.filter(pk__in=scope.ids).defer("boundary").order_by("name", "code")
    if words:
        rows = rows.filter(name__icontains=words)
    page = Paginator(rows, SHOWN).get_page(request.GET.get("blad"))
    here = rows.filter(pk__in=[one.pk for one in page.object_list])
    context = {
        "place": scope.place,
        "words": words,
        "is_at_desk": scope.is_at_desk,
        "page": page,
        "standings": steps.standing_of(here),
    }
    return render(request, "desk/beginning/begin.html", context)


def _standing(scope: Scope, code: str) -> steps.Standing:
    rows = District.objects.filter(pk__in=scope.ids, code=code).defer("boundary")
    standings = steps.standing_of(rows.order_by("-division_year")[:1])
    return found(standings[0] if standings else None)


@with_role(*OPENERS)
@require_GET
def beginning(request: Request, district: str) -> HttpResponse:
    """Show what is there and what is missing, and print what hangs in the hall."""
    scope = scopes.of(request, *OPENERS)
    standing = _standing(scope, district)
    context = {"place": scope.place, "standing": standing, "kinds": [kind for kind, _w in KINDS]}
    return render(request, "desk/beginning/list.html", context)


@with_role(*OPENERS)
@require_http_methods(["GET", "HEAD", "POST"])
def begin_step(request: Request, district: str, step: str) -> HttpResponse:
    """Ask one thing; then go on to the next."""
    scope = scopes.of(request, *OPENERS)
    standing, asked = _standing(scope, district), steps.BY_KEY[step]
    form = asked.form(
        request.POST if request.method == "POST" else None, district=standing.district
    )
    if request.method != "POST":
        return _page(request, scope, standing, asked, form)
    if not form.is_valid():
        return _page(request, scope, standing, asked, form, status=422)
    try:
        asked.act(standing.district, form, scope.coordinator, request.now)
    except Refused as refused:
        form.add_error(None, refused.sentence)
        return _page(request, scope, standing, asked, form, status=422)
    messages.success(request, _("Dat staat erin."))
    if following := steps.after(asked):
        return redirect("desk:begin_step", district, following.key)
    return redirect("desk:beginning", district)


def _page(
    request: Request, scope: Scope, standing: steps.Standing, step: steps.Step, form: Any,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    context = {
        "place": scope.place,
        "standing": standing,
        "step": step,
        "form": form,
        "rows": form.shown() if hasattr(form, "shown") else None,
        "number": steps.STEPS.index(step) + 1,
        "total": len(steps.STEPS),
        "following": steps.after(step),
    }
    return render(request, "desk/beginning/step.html", context, status=status)
