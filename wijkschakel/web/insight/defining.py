"""Indicators of a region: the list, making one by choosing, changing it, ending it, its page."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkschakel.base.errors import Refused
from wijkschakel.outcomes.actions import definitions as actions
from wijkschakel.outcomes.models import Definition
from wijkschakel.outcomes.queries import deciding, published
from wijkschakel.outcomes.rules import definitions as rules
from wijkschakel.outcomes.rules.definitions import Choice
from wijkschakel.places.models import Region
from wijkschakel.web.common import regions
from wijkschakel.web.common.access import found, public, visitor, with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.regions import COORDINATOR, READERS
from wijkschakel.web.insight import definition_words as words
from wijkschakel.web.insight.definition_forms import DefinitionForm

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY
Register = Callable[[Choice], Definition]


@with_role(*READERS)
@require_safe
def own_definitions(request: Request) -> HttpResponse:
    """Go to the indicators of the own region; choose when there are more."""
    found_regions = regions.regions_for(request, READERS)
    if len(found_regions) == 1:
        return redirect("insight:definitions", found_regions[0].slug)
    context = {"regions": found_regions}
    return render(request, "insight/define/choose_region.html", context)


@with_role(*READERS)
@require_safe
def definitions(request: Request, region: str) -> HttpResponse:
    """Show what is counted in a region, and where nothing is counted yet."""
    return _list(request, regions.get_region(request, region, READERS))


def _list(request: Request, region: Region, refusal: str = "") -> HttpResponse:
    rows = published.definitions(region)
    said = [(row, words.title_of(row), words.sentence(actions.choice_of(row))) for row in rows]
    context = {
        "place": region.name,
        "region": region,
        "rows": sorted(said, key=lambda each: each[1]),
        "axes": deciding.axes(rows),
        "blocks": [str(block.label) for block in Definition.Block],
        "decides": regions.decides(request, region),
        "refusal": refusal,
    }
    status = INVALID if refusal else HTTPStatus.OK
    return render(request, "insight/define/definitions.html", context, status=status)


@with_role(COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def new_definition(request: Request, region: str) -> HttpResponse:
    """Make an indicator by choosing, read it in plain words, and only then register it."""
    where = regions.get_region(request, region, {COORDINATOR})
    by = visitor(request)

    def register(choice: Choice) -> Definition:
        return actions.register_definition(region=where, choice=choice, by=by, now=request.now)

    return _form(request, where, None, register)


@with_role(COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def change_definition(request: Request, region: str, key: str) -> HttpResponse:
    """Make the next version; the page says that the series breaks."""
    where = regions.get_region(request, region, {COORDINATOR})
    old = found(deciding.find_own(where, key))
    by = visitor(request)

    def register(choice: Choice) -> Definition:
        return actions.change_definition(definition=old, choice=choice, by=by, now=request.now)

    return _form(request, where, old, register)


def _form(
    request: Request, region: Region, old: Definition | None, register: Register
) -> HttpResponse:
    """Ask, preview, register: what is registered is what was read."""
    posted = request.POST if request.method == "POST" else None
    initial = vars(actions.choice_of(old)) if old else None
    form = DefinitionForm(posted, initial=initial)
    refusal, preview, seen = "", None, ""
    if form.is_valid():
        choice = form.choice()
        preview, seen = choice, rules.digest("", 0, choice)
        if request.POST.get("gezien") == seen and "leg_vast" in request.POST:
            try:
                made = register(choice)
            except Refused as refused:
                refusal = refused.sentence
            else:
                return redirect("insight:definition", made.key)
    context = {
        "place": region.name,
        "region": region,
        "old": old,
        "form": form,
        "refusal": refusal,
        "preview": preview,
        "sentence": words.sentence(preview) if preview else "",
        "seen": seen,
    }
    is_fine = posted is None or (preview is not None and not refusal)
    status = HTTPStatus.OK if is_fine else INVALID
    return render(request, "insight/define/definition_form.html", context, status=status)


@with_role(COORDINATOR)
@require_POST
def end_definition(request: Request, region: str, key: str) -> HttpResponse:
    """Count it no more."""
    where = regions.get_region(request, region, {COORDINATOR})
    old = found(deciding.find_own(where, key))
    try:
        actions.end_definition(definition=old, by=visitor(request), now=request.now)
    except Refused as refused:
        return _list(request, where, refused.sentence)
    return redirect("insight:definitions", where.slug)


@public
@require_safe
def definition(request: Request, key: str) -> HttpResponse:
    """Show exactly what an indicator counts, in all its versions, for everybody."""
    rows = deciding.versions_of(key)
    newest = found(rows[0] if rows else None)
    told = [
        {
            "row": row,
            "said": words.explain(row, actions.choice_of(row)),
            "is_as_registered": actions.is_as_registered(row),
        }
        for row in rows
    ]
    region = newest.region
    context = {
        "newest": newest,
        "now": told[0],
        "earlier": told[1:],
        "region": region,
        "may_change": region is not None
        and newest.ended_at is None
        and regions.decides(request, region),
    }
    return render(request, "insight/define/definition.html", context)
