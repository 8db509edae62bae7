"""Inside a closed group: what members write, the support they ask, and when they meet."""

import uuid
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from wijkschakel.activities.actions import group_talk as actions
from wijkschakel.activities.models import ClosedGroup, GroupMember, GroupMessage
from wijkschakel.activities.queries import groups as queries
from wijkschakel.base import throttle
from wijkschakel.base.errors import Refused
from wijkschakel.web.common import dates
from wijkschakel.web.common.access import found, signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.portal.group_forms import DateForm, ReplyForm, WriteForm

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY
Written = WriteForm | ReplyForm


def inside(request: Request, group_id: uuid.UUID) -> tuple[ClosedGroup, GroupMember]:
    """Give the group to a member who agreed to its rules; for others this page is not there."""
    group = found(queries.find_group(group_id))
    member = found(queries.membership(visitor(request), group))
    agreed = member.is_in and member.agreed_number == group.rules_number
    return group, found(member if agreed else None)


def inside_page(
    request: Request, group: ClosedGroup, member: GroupMember, *,
    form: Written | None = None, answers: GroupMessage | None = None, refusal: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:  # fmt: skip
    """Draw the group as its members see it; `form` holds what was typed, to all or as an answer."""
    talk = [
        (one, form if answers and one.pk == answers.pk else ReplyForm(under=one))
        for one in queries.messages_of(group)
    ]
    context = {
        "group": group,
        "place": group.district,
        "me": member,
        "talk": talk,
        "dates": [
            (date, member.person_id in {one.person_id for one in date.comings.all()})
            for date in queries.dates_ahead(group, request.now)
        ],
        "members": [row for row in queries.members(group) if row.is_in],
        "form": WriteForm() if form is None or answers else form,
        "open": answers,
        "refusal": refusal,
    }
    return render(request, "portal/groups/group.html", context, status=status)


@signed_in
@require_POST
def write(request: Request, group_id: uuid.UUID) -> HttpResponse:
    """Write to the group, ask for support, or answer."""
    group, member = inside(request, group_id)
    asked, answers = request.POST.get("antwoord", ""), None
    if asked:
        answers = found(queries.find_message(group, _number(asked)))
    form: Written = WriteForm(request.POST)
    if answers:
        form = ReplyForm(request.POST, under=answers)
    if not form.is_valid():
        return inside_page(request, group, member, form=form, answers=answers, status=INVALID)
    try:
        _write(request, group, form, answers)
    except Refused as refused:
        return inside_page(
            request, group, member, form=form, answers=answers, refusal=refused.sentence,
            status=INVALID,
        )  # fmt: skip
    return redirect("portal:group", group.pk)


def _number(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.UUID(int=0)


def _write(
    request: Request, group: ClosedGroup, form: Written, answers: GroupMessage | None
) -> None:
    by = visitor(request)
    within = throttle.allow(
        "write_in_group", str(by.pk), limit=actions.MESSAGES_A_DAY, window=actions.WINDOW,
        now=request.now,
    )  # fmt: skip
    if not within:
        raise actions.EnoughWritten
    kind = form.cleaned_data.get("kind") or GroupMessage.Kind.TELL
    actions.write(
        group=group, text=form.cleaned_data["text"], kind=kind, answers=answers, by=by,
        now=request.now,
    )  # fmt: skip


@signed_in
@require_POST
def take_back(request: Request, group_id: uuid.UUID, message_id: uuid.UUID) -> HttpResponse:
    """Take away what I wrote, or as keeper what somebody wrote."""
    group, member = inside(request, group_id)
    message = found(queries.find_message(group, message_id))
    may = member.is_keeper or message.author_id == member.person_id
    actions.take_back(message=found(message if may else None), by=visitor(request), now=request.now)
    messages.success(request, _("Het bericht is weg."))
    return redirect("portal:group", group.pk)


@signed_in
@require_POST
def settle(request: Request, group_id: uuid.UUID, message_id: uuid.UUID) -> HttpResponse:
    """Say that my question found support."""
    group, member = inside(request, group_id)
    message = found(queries.find_message(group, message_id))
    found(message if message.author_id == member.person_id else None)
    actions.settle(message=message, by=visitor(request), now=request.now)
    return redirect("portal:group", group.pk)


@signed_in
@never_cache
def plan(request: Request, group_id: uuid.UUID) -> HttpResponse:
    """Put a date in the agenda of the group."""
    group, _member = inside(request, group_id)
    start = {"day": dates.local(request.now).date()}
    form = DateForm(request.POST or None, now=request.now, initial=start)
    if request.method != "POST":
        return _plan_page(request, group, form)
    if not form.is_valid():
        return _plan_page(request, group, form, status=INVALID)
    words = form.cleaned_data
    try:
        actions.plan_date(
            group=group, title=words["title"], where=words["where"],
            starts_at=form.moment("start"), ends_at=form.moment("end"), by=visitor(request),
            now=request.now,
        )  # fmt: skip
    except Refused as refused:
        return _plan_page(request, group, form, refused.sentence, INVALID)
    return redirect("portal:group", group.pk)


def _plan_page(
    request: Request, group: ClosedGroup, form: DateForm, refusal: str = "", status: int = 200
) -> HttpResponse:
    context = {"group": group, "place": group.district, "form": form, "refusal": refusal}
    return render(request, "portal/groups/plan.html", context, status=status)


@signed_in
@require_POST
def come(request: Request, group_id: uuid.UUID, date_id: uuid.UUID) -> HttpResponse:
    """Say that I come, or that I do not after all."""
    group, _member = inside(request, group_id)
    date = found(queries.find_date(group, date_id))
    comes = request.POST.get("kom") == "ja"
    actions.come(date=date, comes=comes, by=visitor(request), now=request.now)
    return redirect("portal:group", group.pk)


@signed_in
@require_POST
def cancel(request: Request, group_id: uuid.UUID, date_id: uuid.UUID) -> HttpResponse:
    """Take a date away: who planned it, or a keeper."""
    group, member = inside(request, group_id)
    date = found(queries.find_date(group, date_id))
    may = member.is_keeper or date.made_by_id == member.person_id
    actions.cancel_date(date=found(date if may else None), by=visitor(request), now=request.now)
    messages.success(request, _("De afspraak is weg. Wie zou komen, krijgt bericht."))
    return redirect("portal:group", group.pk)
