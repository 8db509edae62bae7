"""Closed groups: finding one, beginning one, its rules, who is in, and leaving."""

import uuid
from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from wijkschakel.activities.actions import groups as actions
from wijkschakel.activities.models import ClosedGroup, GroupMember
from wijkschakel.activities.queries import groups as queries
from wijkschakel.base import journal, throttle
from wijkschakel.base.errors import Refused
from wijkschakel.web.common.access import found, signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.place import place_of
from wijkschakel.web.portal.group_forms import GroupForm
from wijkschakel.web.portal.group_talk import inside, inside_page

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY


@signed_in
@never_cache
@require_safe
def groups(request: Request) -> HttpResponse:
    """Show the groups somebody is in, and which may be found in the district."""
    district, mine = place_of(request), queries.mine(visitor(request))
    known = [member.group_id for member in mine]
    context = {
        "place": district,
        "mine": mine,
        "listed": queries.listed(district, known) if district else [],
    }
    return render(request, "portal/groups/groups.html", context)


def _form_page(
    request: Request, form: forms.Form, group: ClosedGroup | None = None,
    refusal: str = "", status: int = HTTPStatus.OK,
) -> HttpResponse:  # fmt: skip
    context = {"form": form, "group": group, "place": place_of(request), "refusal": refusal}
    return render(request, "portal/groups/form.html", context, status=status)


@signed_in
@never_cache
def new_group(request: Request) -> HttpResponse:
    """Begin a group in the district where the visitor is."""
    if request.method != "POST":
        return _form_page(request, GroupForm())
    form, by = GroupForm(request.POST), visitor(request)
    if not form.is_valid():
        return _form_page(request, form, status=INVALID)
    within = throttle.allow(
        "begin_group", str(by.pk), limit=actions.GROUPS_A_MONTH, window=actions.MONTH,
        now=request.now,
    )  # fmt: skip
    if not within:
        return _form_page(request, form, refusal=actions.EnoughGroups().sentence, status=INVALID)
    district = found(place_of(request))
    group = actions.begin_group(district=district, by=by, now=request.now, **form.cleaned_data)
    messages.success(request, _("De groep is er. Nodig nu iemand uit."))
    return redirect("portal:group_people", group.pk)


def _group(group_id: uuid.UUID) -> ClosedGroup:
    return found(queries.find_group(group_id))


def _kept(request: Request, group_id: uuid.UUID) -> ClosedGroup:
    """Give the group to who keeps it; for others this page does not exist."""
    group = _group(group_id)
    member = queries.membership(visitor(request), group)
    return found(group if member and member.is_keeper else None)


@signed_in
@never_cache
@require_safe
def group(request: Request, group_id: uuid.UUID) -> HttpResponse:
    """Show a group: to members all of it, to others its name when it may be found."""
    here = _group(group_id)
    member = queries.membership(visitor(request), here)
    if member is None or not member.is_in:
        found(here if here.is_listed or member else None)
        context = {"group": here, "place": here.district, "asked": member is not None}
        return render(request, "portal/groups/outside.html", context)
    if member.agreed_number != here.rules_number:
        return _rules(request, here, is_new=member.agreed_number is None)
    return inside_page(request, here, member)


def _rules(request: Request, here: ClosedGroup, *, is_new: bool, key: str = "") -> HttpResponse:
    context = {"group": here, "place": here.district, "is_new": is_new, "key": key}
    return render(request, "portal/groups/rules.html", context)


@signed_in
@require_POST
def ask(request: Request, group_id: uuid.UUID) -> HttpResponse:
    """Ask to come in."""
    here, by = _group(group_id), visitor(request)
    found(here if here.is_listed or queries.membership(by, here) else None)
    actions.ask_to_join(group=here, by=by, now=request.now)
    messages.success(request, _("Gevraagd. Je hoort het als de groep heeft gekozen."))
    return redirect("portal:groups")


@signed_in
@require_POST
def agree(request: Request, group_id: uuid.UUID) -> HttpResponse:
    """Say yes to the rules."""
    here, by = _group(group_id), visitor(request)
    found(queries.membership(by, here))
    return _agree(request, here, invited=False)


def _agree(request: Request, here: ClosedGroup, *, invited: bool) -> HttpResponse:
    number = request.POST.get("afspraken", "")
    try:
        actions.agree(
            group=here, number=int(number) if number.isdecimal() else 0, by=visitor(request),
            now=request.now, invited=invited,
        )  # fmt: skip
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect(request.path if invited else actions.link_of(here))
    return redirect("portal:group", here.pk)


@signed_in
@never_cache
def invitation(request: Request, group_id: uuid.UUID, key: str) -> HttpResponse:
    """Come in by a link that a keeper gave."""
    here = found(queries.find_group(group_id))
    found(here if queries.is_invite(here, key) else None)
    member = queries.membership(visitor(request), here)
    if member and member.is_in:
        return redirect("portal:group", here.pk)
    if request.method != "POST":
        return _rules(request, here, is_new=True, key=key)
    return _agree(request, here, invited=True)


@signed_in
@require_POST
def leave(request: Request, group_id: uuid.UUID) -> HttpResponse:
    """Leave, or take back that one asked."""
    here, by = _group(group_id), visitor(request)
    found(queries.membership(by, here))
    with_messages = request.POST.get("berichten") == "weg"
    actions.leave(group=here, person=by, by=by, now=request.now, with_messages=with_messages)
    messages.success(request, _("Je hoort niet meer bij deze groep."))
    return redirect("portal:groups")


@signed_in
@never_cache
def change(request: Request, group_id: uuid.UUID) -> HttpResponse:
    """Change the name, what it is for, and the rules."""
    here = _kept(request, group_id)
    names = ("name", "about", "rules", "is_listed")
    form = GroupForm(request.POST or None, initial={name: getattr(here, name) for name in names})
    if request.method != "POST":
        return _form_page(request, form, here)
    if not form.is_valid():
        return _form_page(request, form, here, status=INVALID)
    actions.change_group(group=here, by=visitor(request), now=request.now, **form.cleaned_data)
    return redirect("portal:group", here.pk)


@signed_in
@never_cache
@require_safe
def people(request: Request, group_id: uuid.UUID) -> HttpResponse:
    """Show who is in; to keepers also who asks, and the link that lets people in."""
    here, member = inside(request, group_id)
    rows = queries.members(here)
    asking = [row for row in rows if not row.is_in] if member.is_keeper else []
    journal.record_reads(
        action="see_group_requests", now=request.now, by=visitor(request),
        people=[row.person for row in asking], thing=here,
    )  # fmt: skip
    context = {
        "group": here, "place": here.district, "me": member, "asking": asking,
        "members": [row for row in rows if row.is_in],
        "key": queries.invite_key(here) if member.is_keeper else "",
    }  # fmt: skip
    return render(request, "portal/groups/people.html", context)


@signed_in
@require_POST
def change_member(request: Request, group_id: uuid.UUID, member_id: int) -> HttpResponse:
    """Let somebody in or not, let them keep the group too, or take them out."""
    here, by = _kept(request, group_id), visitor(request)
    row = found(here.members.filter(pk=member_id).select_related("person").first())
    try:
        _do(request.POST.get("wat", ""), here, row, request)
    except Refused as refused:
        messages.error(request, refused.sentence)
    still = queries.membership(by, here)
    return redirect("portal:group_people", here.pk) if still else redirect("portal:groups")


def _do(what: str, here: ClosedGroup, row: GroupMember, request: Request) -> None:
    by, now = visitor(request), request.now
    if what == "ja":
        actions.let_in(group=here, member=row, by=by, now=now)
    elif what == "trekt":
        actions.make_keeper(group=here, member=row, by=by, now=now)
    elif what in ("nee", "weg") and row.person_id != by.pk:
        actions.leave(group=here, person=row.person, by=by, now=now)


@signed_in
@require_POST
def renew(request: Request, group_id: uuid.UUID) -> HttpResponse:
    """Make a new link; the old one no longer works."""
    here = _kept(request, group_id)
    actions.renew_invitation(group=here, by=visitor(request), now=request.now)
    return redirect("portal:group_people", here.pk)
