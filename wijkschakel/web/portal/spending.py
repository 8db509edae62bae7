"""What did we spend: for who carries an initiative, an activity or an organisation."""

import uuid
from http import HTTPStatus
from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wijkschakel.activities.actions import spending as actions
from wijkschakel.activities.models import Activity, Initiative, Spending
from wijkschakel.activities.permissions.spending import Spender, may_write_spending
from wijkschakel.activities.queries import spending as queries
from wijkschakel.base.errors import Refused
from wijkschakel.web.common.access import found, signed_in, visitor
from wijkschakel.web.common.http import Request
from wijkschakel.web.portal.spending_forms import BackForm, SpendingForm, start_of

INVALID = HTTPStatus.UNPROCESSABLE_ENTITY
SHOWN = 10


def _spender(request: Request, kind: str, number: uuid.UUID) -> Spender:
    """Give what the visitor writes for; any other does not exist here."""
    one = cast("Spender", found(queries.find_spender(kind, number)))
    found(one if may_write_spending(visitor(request), one, request.now) else None)
    return one


def _line(lines: list[Spending], number: str) -> Spending | None:
    """Give a line that stands."""
    return next((row for row in lines if str(row.pk) == number and not row.taken_back_at), None)


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def spending(request: Request, kind: str, number: uuid.UUID) -> HttpResponse:
    """Show what was written down, and write a line; `verbeter` names the line it stands for."""
    one = _spender(request, kind, number)
    lines = queries.lines_of(one)
    wrong = _line(lines, request.GET.get("verbeter", ""))
    is_post = request.method == "POST"
    today = timezone.localdate(request.now)
    form = SpendingForm(
        request.POST if is_post else None,
        near=queries.parties_near(one.district), activities=queries.activities_of(one),
        today=today, initial=start_of(wrong) if wrong else {"on": today},
    )  # fmt: skip
    if not form.is_valid():
        return _page(request, one, lines, INVALID if is_post else HTTPStatus.OK, form=form,
                     wrong=wrong)  # fmt: skip
    try:
        actions.write_spending(
            spender=one, line=form.line(), by=visitor(request), now=request.now, corrects=wrong
        )
    except Refused as refused:
        return _page(request, one, lines, INVALID, form=form, refusal=refused.sentence)
    messages.success(request, _("Verbeterd.") if wrong else _("Opgeschreven."))
    return redirect("portal:spending", kind, one.pk)


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: Request, kind: str, number: uuid.UUID, line: uuid.UUID) -> HttpResponse:
    """Take a line back, with a reason."""
    one = _spender(request, kind, number)
    row = found(_line(queries.lines_of(one), str(line)))
    is_post = request.method == "POST"
    form = BackForm(request.POST if is_post else None)
    if form.is_valid():
        why = form.cleaned_data["why"]
        actions.take_back(row=row, why=why, by=visitor(request), now=request.now)
        messages.success(request, _("Weggehaald. De regel telt niet meer mee."))
        return redirect("portal:spending", kind, one.pk)
    context = {"row": row, "form": form, "back": reverse("portal:spending", args=[kind, one.pk])}
    context["place"] = one.district
    status = INVALID if is_post else HTTPStatus.OK
    return render(request, "portal/initiatives/spending_back.html", context, status=status)


def _back(one: Spender) -> tuple[str, str]:
    """Say where the page of what spends is: its address and its name."""
    if isinstance(one, Initiative):
        return reverse("portal:manage_initiative", args=[one.pk]), one.name
    if isinstance(one, Activity):
        return reverse("portal:organise"), one.title
    return reverse("portal:business"), one.name


def _page(
    request: Request, one: Spender, lines: list[Spending], status: int, **more: Any
) -> HttpResponse:
    year = timezone.localdate(request.now).year
    address, name = _back(one)
    standing = [row for row in lines if not row.taken_back_at]
    context = {
        "place": one.district,
        "kind": queries.kind_of(one),
        "number": one.pk,
        "name": name,
        "back": address,
        "year": year,
        "cents": queries.spent_by(one, year),
        "lines": standing,
        "newest": standing[:SHOWN],
        "older": standing[SHOWN:],
        "gone": [row for row in lines if row.taken_back_at],
    }
    return render(request, "portal/initiatives/spending.html", context | more, status=status)
