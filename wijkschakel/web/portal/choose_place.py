"""Choosing the district or neighbourhood one looks at."""

from http import HTTPStatus

from django.db.models import Prefetch
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from wijkschakel.places.models import District, Neighbourhood
from wijkschakel.web.common.access import public
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.place import COOKIE, COOKIE_AGE, find_place, whereabouts
from wijkschakel.web.common.signin import safe_next


def _back(request: Request) -> str:
    return safe_next(request, request.POST.get("next") or request.GET.get("next")) or "/"


@public
def choose_place(request: Request) -> HttpResponse:
    """Show the list of districts and neighbourhoods, or keep the choice in a cookie."""
    status, refusal = HTTPStatus.OK, ""
    if request.method == "POST":
        code = request.POST.get("place", "")
        if find_place(code):
            response = HttpResponseRedirect(_back(request))
            response.set_cookie(
                COOKIE, code, max_age=COOKIE_AGE, httponly=True, samesite="Lax",
                secure=request.is_secure(),
            )  # fmt: skip
            return response
        status, refusal = HTTPStatus.UNPROCESSABLE_ENTITY, _("Kies een wijk of buurt uit de lijst.")
    neighbourhoods = Neighbourhood.objects.defer("boundary").order_by("name")
    districts = (
        District.objects.select_related("municipality")
        .defer("boundary", "municipality__boundary")
        .prefetch_related(Prefetch("neighbourhoods", queryset=neighbourhoods))
        .order_by("municipality__name", "name")
    )
    where = whereabouts(request)
    context = {
        "districts": districts,
        "where": where,
        "place": where.district,
        "next": _back(request),
        "refusal": refusal,
    }
    return render(request, "portal/choose_place.html", context, status=status)
