"""Pages of regions, municipalities, districts and neighbourhoods."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wijkschakel.base.errors import Refused
from wijkschakel.people.queries import networks
from wijkschakel.places import actions as place_actions
from wijkschakel.places import permissions
from wijkschakel.places import queries as place_queries
from wijkschakel.places.models import (
    District,
    Municipality,
    Neighbourhood,
    Region,
    RolloutCriterion,
)
from wijkschakel.places.permissions import COORDINATOR
from wijkschakel.web.common.access import public, with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.portal import area_adoption
from wijkschakel.web.portal import area_pages as pages


def _region(slug: str) -> Region:
    return get_object_or_404(Region, slug=slug)


def _own_region(request: Request, slug: str) -> Region:
    region = _region(slug)
    if not permissions.may_choose_criteria(request.roles, region):
        raise Http404
    return region


@public
@require_safe
def regions(request: Request) -> HttpResponse:
    """List the regions."""
    return render(request, "portal/areas/regions.html", {"regions": place_queries.regions()})


@public
@require_safe
def region(request: Request, region: str) -> HttpResponse:
    """Show a region: its districts on a map, and what was taken over where."""
    found = _region(region)
    return _show_region(request, found)


def _show_region(request: Request, region: Region, error: str = "") -> HttpResponse:
    overview = place_queries.region_overview(region)
    taken = area_adoption.adoption(overview, request.GET.get("wat", ""), request.now)
    page = pages.region_page(
        overview, lambda district: permissions.may_tick_criteria(request.roles, district)
    )
    for item in page["rows"]:
        item["told"] = taken["told"][item["row"].district.pk]
    context = {
        **page,
        **taken,
        "networks": networks.networks_in([item["row"].district.pk for item in page["rows"]]),
        "may_compose": permissions.may_choose_criteria(request.roles, region),
        "error": error,
        "text": request.POST.get("text", "") if error else "",
    }
    return render(request, "portal/areas/region.html", context, status=422 if error else 200)


@with_role(COORDINATOR)
@require_POST
def add_criterion(request: Request, region: str) -> HttpResponse:
    """Add a criterion of the roll-out."""
    found = _own_region(request, region)
    try:
        place_actions.add_criterion(
            region=found, text=request.POST.get("text", ""), by=request.person, now=request.now
        )
    except Refused as refused:
        return _show_region(request, found, refused.sentence)
    messages.success(request, _("De eis staat erbij."))
    return redirect("portal:region", region=found.slug)


@with_role(COORDINATOR)
@require_POST
def remove_criterion(request: Request, region: str, criterion: int) -> HttpResponse:
    """Take a criterion away."""
    found = _own_region(request, region)
    chosen = get_object_or_404(RolloutCriterion, region=found, pk=criterion)
    place_actions.remove_criterion(criterion=chosen, by=request.person, now=request.now)
    messages.success(request, _("De eis is weg."))
    return redirect("portal:region", region=found.slug)


@with_role(COORDINATOR)
@require_POST
def tick_criteria(request: Request, region: str, district: str) -> HttpResponse:
    """Keep which criteria a district meets."""
    found = _region(region)
    member = get_object_or_404(
        found.memberships.select_related("district"), district__code=district
    )
    if not permissions.may_tick_criteria(request.roles, member.district):
        raise Http404
    chosen = {int(pk) for pk in request.POST.getlist("criterion") if pk.isascii() and pk.isdigit()}
    place_actions.set_ticks(
        region=found, district=member.district, ticked=chosen, by=request.person, now=request.now
    )
    messages.success(request, _("Bewaard voor %(name)s.") % {"name": member.district.name})
    return redirect("portal:region", region=found.slug)


@public
@require_safe
def municipality(request: Request, municipality: str) -> HttpResponse:
    """Show a municipality: its districts and its figures."""
    found = place_queries.find_area(municipality)
    if not isinstance(found, Municipality):
        raise Http404
    return render(request, "portal/areas/area.html", pages.municipality_page(found))


@public
@require_safe
def district(request: Request, district: str) -> HttpResponse:
    """Show a district: map, figures, what there is to do, whom to call."""
    found = place_queries.find_area(district)
    if not isinstance(found, District):
        raise Http404
    return render(request, "portal/areas/area.html", pages.district_page(found, request.now))


@public
@require_safe
def neighbourhood(request: Request, neighbourhood: str) -> HttpResponse:
    """Show a neighbourhood among the others of its district."""
    found = place_queries.find_area(neighbourhood)
    if not isinstance(found, Neighbourhood):
        raise Http404
    return render(request, "portal/areas/area.html", pages.neighbourhood_page(found, request.now))
