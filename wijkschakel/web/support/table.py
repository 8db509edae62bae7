"""Tables of organisations: who sits there, what is on it with consent, who does what."""

import uuid
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people import permissions as people_permissions
from wijkschakel.people import queries as people_queries
from wijkschakel.people.models import Organisation, Person
from wijkschakel.places.models import District
from wijkschakel.support.actions import tables as actions
from wijkschakel.support.models import CareTable, TableCase
from wijkschakel.support.permissions import referrals as permissions
from wijkschakel.support.permissions import tables as table_permissions
from wijkschakel.support.queries import colleagues as colleague_queries
from wijkschakel.support.queries import tables as queries
from wijkschakel.web.common.access import found, signed_in, visitor, with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.support.colleague_forms import (
    ActionForm,
    CaseAnswerForm,
    CaseForm,
    TableForm,
    half_a_year,
)
from wijkschakel.web.support.referral_forms import BY_CODE, CodeForm
from wijkschakel.web.support.referrals import WORKERS, count_try, resident_for

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY
FORMS = ["GET", "HEAD", "POST"]


@with_role(*WORKERS)
@never_cache
@require_http_methods(FORMS)
def tables(request: Request) -> HttpResponse:
    """Show where I sit, and begin a table."""
    me = visitor(request)
    organisations = permissions.organisations_of(me, request.now)
    near = {me.district_id, *(grant.district_id for grant in request.roles)} - {None}
    districts = District.objects.defer("boundary").filter(pk__in=list(near)).order_by("name")
    data = request.POST if request.method == "POST" else None
    initial = {"organisation": organisations.first(), "district": me.district}
    form = TableForm(data, districts=districts, organisations=organisations, initial=initial)
    if data is not None and form.is_valid():
        made = actions.make_table(by=me, now=request.now, **form.cleaned_data)
        return redirect("support:table", made.pk)
    context = {"tables": queries.tables_of(me, request.now), "form": form}
    status = INVALID if data is not None else HTTPStatus.OK
    return render(request, "support/tables.html", context, status=status)


def _table(request: Request, number: uuid.UUID) -> CareTable:
    return found(queries.find_table(visitor(request), number, request.now))


def _page(request: Request, table: CareTable, **more: Any) -> HttpResponse:
    me = visitor(request)
    seen = queries.on_table(me, table, request.now)
    people = {case.resident_id: case.resident for case in seen.cases if case.resident}
    journal.record_reads(
        action="read_table",
        now=request.now,
        by=me,
        people=people.values(),
        thing=table,
        role=next((grant.role for grant in request.roles if grant.role in WORKERS), ""),
        why="table",
    )
    members = queries.members_of(table)
    helped = [one.person for one in people_queries.helps_now(me, request.now)]
    context = {
        "table": table,
        "members": members,
        "seen": seen,
        "leads": any(one.is_lead and one.person_id == me.pk for one in members),
        "case_form": CaseForm(people=helped),
        "action_form": ActionForm(members=members, cases=seen.cases),
        "today": timezone.localdate(request.now),
        "colleagues": _colleagues(request, members),
    }
    status = INVALID if more else HTTPStatus.OK
    return render(request, "support/table.html", context | more, status=status)


def _colleagues(request: Request, members: list[Any]) -> list[Any]:
    """Give who of who is who may be asked to the table: with an organisation, not there yet."""
    there = {one.person_id for one in members}
    rows = colleague_queries.listed(request.now).filter(organisation__isnull=False)
    return [one for one in rows[:100] if one.person_id not in there]


@with_role(*WORKERS)
@never_cache
@require_safe
def show(request: Request, table: uuid.UUID) -> HttpResponse:
    """Show a table where I sit."""
    return _page(request, _table(request, table))


@with_role(*WORKERS)
@require_POST
def add_member(request: Request, table: uuid.UUID) -> HttpResponse:
    """Let a colleague of who is who sit at the table."""
    at = _table(request, table)
    chosen = request.POST.get("collega", "")
    rows = colleague_queries.listed(request.now).filter(organisation__isnull=False)
    entry = next((one for one in rows if str(one.pk) == chosen), None)
    if entry is None or entry.organisation is None:
        return _page(request, at, refusal=_("Kies een collega uit de lijst."))
    try:
        actions.add_member(
            table=at,
            person=entry.person,
            organisation=entry.organisation,
            by=visitor(request),
            now=request.now,
        )
    except Refused as refused:
        return _page(request, at, refusal=refused.sentence)
    return redirect("support:table", at.pk)


@with_role(*WORKERS)
@require_POST
def leave(request: Request, table: uuid.UUID, member: int) -> HttpResponse:
    """Leave, or let somebody leave."""
    at = _table(request, table)
    who = found(at.members.filter(pk=member).select_related("table", "person").first())
    try:
        actions.leave_table(member=who, by=visitor(request), now=request.now)
    except Refused as refused:
        return _page(request, at, refusal=refused.sentence)
    if who.person_id == visitor(request).pk:
        return redirect("support:tables")
    return redirect("support:table", at.pk)


@with_role(*WORKERS)
@require_POST
def ask_case(request: Request, table: uuid.UUID) -> HttpResponse:
    """Ask a resident whether the table may talk about it."""
    at, me = _table(request, table), visitor(request)
    helped = [one.person for one in people_queries.helps_now(me, request.now)]
    form = CaseForm(request.POST, people=helped)
    if not form.is_valid():
        return _page(request, at, case_form=form)
    who = form.cleaned_data["who"]
    resident = next((one for one in helped if who != BY_CODE and str(one.pk) == who), None)
    made = actions.ask_case(
        table=at,
        question=form.cleaned_data["question"],
        for_name=form.cleaned_data["for_name"],
        resident=resident,
        by=me,
        now=request.now,
    )
    if resident is not None:
        return redirect("support:table_case", made.pk)
    return redirect("support:case_paper", made.pk)


@with_role(*WORKERS)
@require_POST
def add_action(request: Request, table: uuid.UUID) -> HttpResponse:
    """Note who does what."""
    at, me = _table(request, table), visitor(request)
    members = queries.members_of(at)
    cases = queries.on_table(me, at, request.now).cases
    form = ActionForm(request.POST, members=members, cases=cases)
    if not form.is_valid():
        return _page(request, at, action_form=form)
    words = form.cleaned_data
    owner = next(one.person for one in members if str(one.person_id) == words["owner"])
    case = next((one for one in cases if str(one.pk) == words["case"]), None)
    try:
        actions.add_action(
            table=at, case=case, text=words["text"], owner=owner, due_on=words["due_on"],
            by=me, now=request.now,
        )  # fmt: skip
    except Refused as refused:
        return _page(request, at, action_form=form, refusal=refused.sentence)
    return redirect("support:table", at.pk)


@with_role(*WORKERS)
@require_POST
def finish(request: Request, table: uuid.UUID, action: uuid.UUID) -> HttpResponse:
    """Say that something was done."""
    at = _table(request, table)
    try:
        actions.finish_action(
            action=found(queries.find_action(at, action)), by=visitor(request), now=request.now
        )
    except Refused as refused:
        return _page(request, at, refusal=refused.sentence)
    return redirect("support:table", at.pk)


def _my_case(request: Request, number: uuid.UUID) -> tuple[TableCase, Person]:
    """Give a case to the resident or who helps them now; for others it does not exist."""
    case = found(queries.find_case(number))
    resident = found(case.resident)
    may = people_permissions.may_act_for(resident, visitor(request), request.now)
    return found(case if may else None), resident


@signed_in
@never_cache
@require_http_methods(FORMS)
def case(request: Request, case: uuid.UUID) -> HttpResponse:
    """Let the resident see what a table wants to talk about, with whom, and say yes or no."""
    asked, resident = _my_case(request, case)
    journal.record_reads(
        action="read_table", now=request.now, by=visitor(request), people=[resident],
        thing=asked, why="table",
    )  # fmt: skip
    members = queries.members_of(asked.table)
    organisations = list({one.organisation_id: one.organisation for one in members}.values())
    data = request.POST if request.method == "POST" else None
    allowed = _allowed(asked, resident, organisations, request)
    form = CaseAnswerForm(data, organisations=organisations, initial={"organisations": allowed})
    refusal = ""
    if data is not None and form.is_valid():
        chosen = set(form.cleaned_data["organisations"])
        try:
            actions.answer_case(
                case=asked,
                organisations=[one for one in organisations if str(one.pk) in chosen],
                until_on=half_a_year(timezone.localdate(request.now)),
                by=visitor(request),
                now=request.now,
            )
        except Refused as refused:
            refusal = refused.sentence
        else:
            messages.success(request, _("Bewaard. Dit werkt meteen."))
            return redirect("support:table_case", asked.pk)
    context = {
        "case": asked,
        "members": members,
        "form": form,
        "refusal": refusal,
        "actions": asked.actions.select_related("owner").order_by("due_on", "made_at"),
        "allowed": [one for one in organisations if str(one.pk) in allowed],
    }
    status = INVALID if data is not None else HTTPStatus.OK
    return render(request, "support/case.html", context, status=status)


def _allowed(
    case: TableCase, resident: Person, organisations: list[Organisation], request: Request
) -> list[str]:
    if case.state == TableCase.State.ASKED:
        return []
    live = people_queries.consents_of(resident, request.now).filter(purpose="table")
    return [str(one) for one in live.values_list("to_organisation", flat=True) if one]


@signed_in
@require_POST
def close(request: Request, case: uuid.UUID) -> HttpResponse:
    """End it: the resident, or a member who may see it."""
    asked = found(queries.find_case(case))
    me, now = visitor(request), request.now
    is_own = asked.resident and people_permissions.may_act_for(asked.resident, me, now)
    found(asked if is_own or table_permissions.sees_case(me, asked, now) else None)
    try:
        actions.close_case(case=asked, by=me, now=now)
    except Refused as refused:
        messages.error(request, refused.sentence)
    if is_own:
        return redirect("support:table_case", asked.pk)
    return redirect("support:table", asked.table_id)


@signed_in
@never_cache
@require_http_methods(FORMS)
def claim(request: Request) -> HttpResponse:
    """Type the code on a paper of a table."""
    number = request.GET.get("bewoner", "")
    resident = visitor(request)
    if number:
        try:
            resident = resident_for(request, uuid.UUID(number))
        except ValueError:
            found(None)
    data = request.POST if request.method == "POST" else None
    form = CodeForm(data)
    refusal = ""
    if data is not None and form.is_valid():
        try:
            count_try(request)
            mine = actions.claim_case(
                code=form.cleaned_data["code"], person=resident, by=visitor(request),
                now=request.now,
            )  # fmt: skip
            return redirect("support:table_case", mine.pk)
        except Refused as refused:
            refusal = refused.sentence
    status = INVALID if data is not None else HTTPStatus.OK
    context = {"form": form, "refusal": refusal, "resident": resident, "what": "case"}
    return render(request, "support/code.html", context, status=status)


@with_role(*WORKERS)
@never_cache
@require_safe
def paper(request: Request, case: uuid.UUID) -> HttpResponse:
    """Print the paper with the code of what a table wants to talk about."""
    asked = found(queries.find_case(case))
    found(asked if asked.code and asked.asked_by_id == visitor(request).pk else None)
    context = {
        "back": reverse("support:table", args=[asked.table_id]),
        "code": asked.code,
        "name": asked.for_name,
        "sender": str(asked.asked_by),
        "receiver": asked.table.name,
        "question": asked.question,
        "where": reverse("support:claim_case"),
    }
    return render(request, "support/paper.html", context)
