"""Organising together: adding a participant, inviting by mail, stopping."""

import uuid
from http import HTTPStatus

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from wijkschakel.activities import queries
from wijkschakel.activities.actions import organising
from wijkschakel.activities.models import Activity, Lead
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.web.common.access import found, signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.portal.organisers import activity_to_organise, role_of

SALT = "wijkschakel.invite-lead"
INVITATION_LASTS = 14 * 24 * 60 * 60
ROLES = {"mede": Lead.Role.CO_ORGANISER, "helper": Lead.Role.HELPER}


def _page(
    request: Request,
    activity: Activity,
    *,
    refusal: str = "",
    email: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    leads = queries.leads_of(activity)
    people = queries.took_part(activity, exclude=[lead.person_id for lead in leads])
    journal.record_reads(
        action="read_possible_leads",
        now=request.now,
        by=visitor(request),
        people=people,
        thing=activity,
        role=role_of(request, activity),
        why="organise_activity",
    )
    context = {
        "activity": activity,
        "place": activity.district,
        "leads": leads,
        "people": people,
        "refusal": refusal,
        "email": email,
    }
    return render(request, "portal/together.html", context, status=status)


@signed_in
def together(request: Request, activity_id: uuid.UUID) -> HttpResponse:
    """Show who leads and helps, and let somebody join them."""
    activity = activity_to_organise(request, activity_id)
    if request.method != "POST":
        return _page(request, activity)
    if request.POST.get("email"):
        return _invite(request, activity)
    people = queries.took_part(activity, exclude=())
    chosen = [one for one in people if str(one.pk) == request.POST.get("person")]
    role = ROLES.get(request.POST.get("role", ""), Lead.Role.CO_ORGANISER)
    if not chosen:
        refusal = _("Kies iemand uit de lijst, of vul een mailadres in.")
        return _page(request, activity, refusal=refusal, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        organising.add_lead(
            activity=activity, person=chosen[0], role=role, by=visitor(request), now=request.now
        )
    except Refused as refused:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return _page(request, activity, refusal=refused.sentence, status=status)
    return redirect("portal:together", activity_id)


def _invite(request: Request, activity: Activity) -> HttpResponse:
    """Send an invitation; the answer is the same whether we know the address or not."""
    email = request.POST["email"].strip()[:254]
    try:
        validate_email(email)
    except ValidationError:
        refusal = _("Dit mailadres klopt niet. Een voorbeeld: naam@voorbeeld.nl.")
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return _page(request, activity, refusal=refusal, email=email, status=status)
    role = ROLES.get(request.POST.get("role", ""), Lead.Role.CO_ORGANISER)
    token = signing.dumps({"activity": str(activity.pk), "role": role, "to": email}, salt=SALT)
    organising.invite_lead(
        activity=activity, email=email, token=token, by=visitor(request), now=request.now
    )
    messages.success(request, _("De uitnodiging is onderweg. De link werkt twee weken."))
    return redirect("portal:together", activity.pk)


@signed_in
def remove(request: Request, activity_id: uuid.UUID, lead_id: int) -> HttpResponse:
    """Let somebody stop leading or helping."""
    activity = activity_to_organise(request, activity_id)
    lead = found(next((one for one in queries.leads_of(activity) if one.pk == lead_id), None))
    if request.method != "POST":
        return redirect("portal:together", activity_id)
    try:
        organising.remove_lead(lead=lead, by=visitor(request), now=request.now)
    except Refused as refused:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return _page(request, activity, refusal=refused.sentence, status=status)
    if lead.person_id == visitor(request).pk:
        return redirect("portal:organise")
    return redirect("portal:together", activity_id)


@signed_in
def show_name(request: Request, activity_id: uuid.UUID) -> HttpResponse:
    """Let a lead decide whether their own first name stands on the page."""
    activity = activity_to_organise(request, activity_id)
    mine = [one for one in queries.leads_of(activity) if one.person_id == visitor(request).pk]
    lead = found(mine[0] if mine else None)
    if request.method == "POST":
        organising.show_name(
            lead=lead, shows=request.POST.get("shows") == "ja", by=lead.person, now=request.now
        )
    return redirect("portal:together", activity_id)


def _read_token(token: str) -> dict[str, str]:
    try:
        read: dict[str, str] = signing.loads(token, salt=SALT, max_age=INVITATION_LASTS)
    except signing.BadSignature:
        return {}
    return read


@signed_in
def accept_lead(request: Request, token: str) -> HttpResponse:
    """Say yes to an invitation to organise along."""
    read = _read_token(token)
    activity = queries.find_activity(uuid.UUID(read["activity"])) if read else None
    if activity is None:
        return render(request, "portal/invitation_gone.html", status=HTTPStatus.GONE)
    if request.method == "POST":
        person = visitor(request)
        # Who leads or helps already keeps that role, whatever the invitation says.
        if all(lead.person_id != person.pk for lead in queries.leads_of(activity)):
            organising.add_lead(
                activity=activity, person=person, role=read["role"], by=person, now=request.now
            )
        return redirect("portal:organise")
    context = {"activity": activity, "place": activity.district}
    return render(request, "portal/invitation.html", context)
