"""Who belongs to an organisation: those who do say it, and the administrator. Nobody else sees."""

import datetime as dt
import uuid
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from wijkschakel.activities.queries import services as organisation_queries
from wijkschakel.base import journal, throttle
from wijkschakel.base.errors import Refused
from wijkschakel.people import permissions
from wijkschakel.people.actions import memberships as actions
from wijkschakel.people.models import Membership, Organisation
from wijkschakel.people.queries import memberships as queries
from wijkschakel.web.common.access import found, signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.portal.member_forms import MembershipForm

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY
# Who tries addresses learns who signs in here: a colleague has enough with a few a day.
TRIES, TRIES_WINDOW = 20, dt.timedelta(days=1)


def _seen(request: Request, one: Organisation, *, sees_all: bool) -> list[Membership]:
    """Give who belongs to it; who comes later sees oneself; to anybody else it is not there."""
    rows = queries.members_of(one, timezone.localdate(request.now))
    return list(rows if sees_all else found(rows.filter(person=visitor(request)) or None))


def _sees_all(request: Request, one: Organisation) -> bool:
    return permissions.may_see_members(visitor(request), one, request.now)


def _page(
    request: Request,
    one: Organisation,
    *,
    form: MembershipForm | None = None,
    refusal: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    me, day = visitor(request), timezone.localdate(request.now)
    may_give = _sees_all(request, one)
    rows = _seen(request, one, sees_all=may_give)
    journal.record_reads(
        action="see_members",
        now=request.now,
        by=me,
        people=list({row.person_id: row.person for row in rows}.values()),
        why="membership",
    )
    today = {row.person_id for row in rows if row.starts_on <= day}
    context = {
        "place": one.district,
        "organisation": one,
        "rows": [(row, row.starts_on > day, row.person_id == me.pk) for row in rows],
        "count": len(today),
        "form": (form or MembershipForm(now=request.now)) if may_give else None,
        "is_administrator": permissions.administers(me, one.district, request.now),
        "refusal": refusal,
    }
    return render(request, "portal/services/members.html", context, status=status)


def _organisation(organisation_id: uuid.UUID) -> Organisation:
    return found(organisation_queries.find_organisation(organisation_id))


@signed_in
@never_cache
@require_safe
def members(request: Request, organisation_id: uuid.UUID) -> HttpResponse:
    """Show who belongs to it, and a form to let somebody belong to it."""
    return _page(request, _organisation(organisation_id))


def _may_try(request: Request, one: Organisation) -> bool:
    me = visitor(request)
    return permissions.administers(me, one.district, request.now) or throttle.allow(
        "membership.address", str(me.pk), limit=TRIES, window=TRIES_WINDOW, now=request.now
    )


@signed_in
@require_POST
def give(request: Request, organisation_id: uuid.UUID) -> HttpResponse:
    """Let who signs in with an address belong to it."""
    one, me = _organisation(organisation_id), visitor(request)
    found(_sees_all(request, one) or None)
    form = MembershipForm(request.POST, now=request.now)
    if not form.is_valid():
        return _page(request, one, form=form, status=INVALID)
    if not _may_try(request, one):
        sentence = _("Je probeerde vandaag te veel adressen. Morgen kan het weer.")
        return _page(request, one, form=form, refusal=sentence, status=INVALID)
    if (person := form.find_person()) is None:
        return _page(request, one, form=form, status=INVALID)
    about = {key: form.cleaned_data[key] for key in ("title", "starts_on", "ends_on")}
    try:
        actions.give_membership(person=person, organisation=one, by=me, now=request.now, **about)
    except Refused as refused:
        return _page(request, one, form=form, refusal=refused.sentence, status=INVALID)
    messages.success(
        request, _("Gelukt. %(name)s hoort erbij en krijgt bericht.") % {"name": person}
    )
    return redirect("portal:members", one.pk)


@signed_in
@require_POST
def end(request: Request, organisation_id: uuid.UUID, membership_id: int) -> HttpResponse:
    """End it, from now on."""
    one = _organisation(organisation_id)
    rows = _seen(request, one, sees_all=_sees_all(request, one))
    membership = found(next((row for row in rows if row.pk == membership_id), None))
    actions.end_membership(membership=membership, by=visitor(request), now=request.now)
    messages.success(request, _("Gestopt. Dit geldt meteen."))
    if _sees_all(request, one):
        return redirect("portal:members", one.pk)
    return redirect("portal:organisation", one.pk)
