"""What it brings, for partners and whoever pays: the promises, how sure, what is not known."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from wijkschakel.outcomes.queries import living, published
from wijkschakel.people.models import RoleGrant
from wijkschakel.places import queries as place_queries
from wijkschakel.web.common.access import public
from wijkschakel.web.common.http import Request
from wijkschakel.web.insight import claims, reaching, shelves

HERE = "insight:results"
CLAIMS = "claim-"
PARTNERS = (RoleGrant.Role.FUNDER, RoleGrant.Role.RESEARCHER)


@public
@require_safe
def start(request: Request) -> HttpResponse:
    """Go to the figures of the own neighbourhood or region; else let somebody choose one."""
    person = request.person
    if person is not None and person.district is not None:
        region = published.region_of(person.district)
        if region is not None and any(grant.role in PARTNERS for grant in request.roles):
            return redirect("insight:results", region=region.slug)
        return redirect("insight:neighbourhood", district=person.district.code)
    return render(request, "insight/start.html", {"regions": place_queries.regions()})


@public
@require_safe
def results(request: Request, region: str) -> HttpResponse:
    """Show what was promised and what came of it, one page for a partner or funder."""
    area = shelves.find_region(region)
    one = shelves.opened(request, area, [CLAIMS, "counts"])
    promises = published.promises(area)
    told = claims.told(one.shelf, one.period, published.definitions(area), promises)
    return render(
        request,
        "insight/results.html",
        {
            **shelves.context(request, one, HERE),
            "first": told[0] if told else None,
            "others": told[1:],
            "claims": told,
            "promises": promises,
            "reach": reaching.reach_of(one, living.low_neighbourhoods(area)),
        },
    )
