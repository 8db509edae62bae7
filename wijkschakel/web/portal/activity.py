"""The lasting address of an activity: it leads to the session that comes next."""

import uuid
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from wijkschakel.activities.queries import open_data
from wijkschakel.web.common.access import found, public
from wijkschakel.web.common.http import Request


@public
@require_safe
def activity(request: Request, activity_id: uuid.UUID) -> HttpResponse:
    """Go to the next session, or the last one; what is hidden or never took place is not there."""
    session = found(open_data.find_nearest(activity_id, request.now))
    address = reverse("portal:session", args=[session])
    language = request.GET.get("taal", "")[:12]
    return redirect(f"{address}?{urlencode({'taal': language})}" if language else address)
