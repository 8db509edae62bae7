"""Saying that one comes on behalf of an organisation: for meetings where organisations count."""

import uuid
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wijkschakel.activities import queries
from wijkschakel.activities.actions import coming_for
from wijkschakel.activities.models import Enrolment, Session
from wijkschakel.base.errors import Refused
from wijkschakel.people import queries as people_queries
from wijkschakel.web.common.access import found, signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.portal.sessions import load


def _own_place(request: Request, session: Session) -> Enrolment:
    enrolment = queries.find_enrolment(visitor(request), session)
    is_mine = enrolment is not None and enrolment.state == Enrolment.State.JOINED
    return found(enrolment if is_mine else None)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def come_for(request: Request, session_id: uuid.UUID) -> HttpResponse:
    """Choose for whom I come: as a neighbour, or for an organisation where I belong."""
    session = load(session_id)
    enrolment = _own_place(request, session)
    own = people_queries.organisations_of(visitor(request), timezone.localdate(request.now))
    refusal = ""
    if request.method == "POST":
        chosen = next((one for one in own if str(one.pk) == request.POST.get("voor")), None)
        if chosen or request.POST.get("voor") == "":
            try:
                coming_for.come_for(
                    enrolment=enrolment, organisation=chosen, by=visitor(request), now=request.now
                )
            except Refused as refused:
                refusal = refused.sentence
            else:
                messages.success(request, _("Het staat erbij."))
                return redirect("portal:session", session_id)
        refusal = refusal or _("Kies uit de lijst. Je plek is nog van jou.")
    context = {
        "session": session, "activity": session.activity, "place": session.district, "own": own,
        "chosen": enrolment.organisation_id, "refusal": refusal,
    }  # fmt: skip
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    return render(request, "portal/come_for.html", context, status=status)
