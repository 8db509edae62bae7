"""What this is, what it does with data, and for whom it works."""

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wijkschakel.base import visits
from wijkschakel.web.common.access import public
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.place import place_of

DAYS = 30


@public
@require_safe
def about(request: Request) -> HttpResponse:
    """Say what this is, with how often its pages were opened."""
    since = timezone.localdate(request.now) - dt.timedelta(days=DAYS)
    counted = visits.visits_since(since)
    context = {"place": place_of(request), "visits": sum(n for _, n in counted), "since": since}
    return render(request, "home/about.html", context)


@public
@require_safe
def privacy(request: Request) -> HttpResponse:
    """Say who may see what, and what a resident can do about it."""
    return render(request, "home/privacy.html", {"place": place_of(request)})


@public
@require_safe
def accessibility(request: Request) -> HttpResponse:
    """Say what was done so that everybody can use this, and what was not tried."""
    return render(request, "home/accessibility.html", {"place": place_of(request)})
