"""An organiser says which needs an activity is there for."""

import uuid
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from wijkschakel.base.errors import Refused
from wijkschakel.support.actions import needs as actions
from wijkschakel.support.queries import needs as queries
from wijkschakel.web.common.access import signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.portal.organisers import activity_to_organise


@signed_in
def cite(request: Request, activity_id: uuid.UUID) -> HttpResponse:
    """Choose among the needs of the district."""
    activity = activity_to_organise(request, activity_id)
    choices = queries.to_cite(activity)
    chosen = {need.pk for need in queries.cited_by(activity)}
    refusal, status = "", HTTPStatus.OK
    if request.method == "POST":
        wanted = set(request.POST.getlist("behoefte"))
        picked = [need for need in choices if str(need.pk) in wanted]
        try:
            actions.cite_needs(
                activity=activity, needs=picked, by=visitor(request), now=request.now
            )
        except Refused as refused:
            refusal, status = refused.sentence, HTTPStatus.UNPROCESSABLE_ENTITY
            chosen = {need.pk for need in picked}
        else:
            messages.success(request, _("Opgeslagen."))
            return redirect("portal:change_activity", activity_id)
    context = {
        "activity": activity,
        "place": activity.district,
        "needs": choices,
        "chosen": chosen,
        "refusal": refusal,
    }
    return render(request, "portal/cite_needs.html", context, status=status)
