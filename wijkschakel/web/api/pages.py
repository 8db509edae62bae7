"""The page that explains the open data to people."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wijkschakel.web.api import openapi
from wijkschakel.web.common import linked_data
from wijkschakel.web.common.access import public
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.place import place_of


@public
@require_safe
def open_data(request: Request) -> HttpResponse:
    """Tell what anybody may take and use, and how."""
    district = place_of(request)
    path = f"{reverse('portal:agenda_calendar')}?wijk={district.code}" if district else ""
    context = {
        "district": district,
        "address": f"{settings.BASE_URL}{path}",
        "follow": f"webcal://{urlsplit(settings.BASE_URL).netloc}{path}",
        "licence": settings.OPEN_DATA_LICENCE,
        "is_cc_by": "creativecommons.org/licenses/by/" in settings.OPEN_DATA_LICENCE,
        "linked_data": linked_data.script(openapi.about()),
    }
    return render(request, "api/open_data.html", context)
