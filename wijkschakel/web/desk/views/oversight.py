"""Watching over breaking the glass: the report of a month, and telling who cannot read it here."""

import csv
import datetime as dt
import uuid
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from wijkschakel.base.text.sheets import safe_cell
from wijkschakel.people import queries
from wijkschakel.people.actions import emergency
from wijkschakel.people.models import RoleGrant
from wijkschakel.people.queries import EmergencyLine
from wijkschakel.web.common.access import with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.desk import scope as scopes

COORDINATOR, SAFEGUARDING = RoleGrant.Role.COORDINATOR, RoleGrant.Role.SAFEGUARDING
FIRST_YEAR, LAST_YEAR = 2000, 2200


@dataclass(frozen=True)
class Month:
    """A month, and the ones beside it."""

    first: dt.date

    @property
    def following(self) -> dt.date:
        """The first day of the month after."""
        return (self.first + dt.timedelta(days=32)).replace(day=1)

    @property
    def before(self) -> dt.date:
        """The first day of the month before."""
        return (self.first - dt.timedelta(days=1)).replace(day=1)


def _month(request: Request) -> Month:
    """Read the month from the address; what is strange is this month."""
    typed = request.GET.get("maand", "")
    try:
        found = dt.datetime.strptime(typed, "%Y-%m").date()  # noqa: DTZ007  # a month has no zone
    except ValueError:
        found = timezone.localdate(request.now)
    is_known = FIRST_YEAR <= found.year <= LAST_YEAR
    return Month((found if is_known else timezone.localdate(request.now)).replace(day=1))


def _report(request: Request) -> dict[str, object]:
    scope = scopes.of(request, COORDINATOR, SAFEGUARDING)
    month = _month(request)
    lines = queries.emergency_report(month.first, month.following, scope.ids, request.now)
    return {
        "month": month,
        "back": f"{reverse('desk:emergency_report')}?maand={month.first:%Y-%m}",
        "is_next": month.following <= timezone.localdate(request.now),
        "lines": lines,
        "total": sum(line.times for line in lines),
        "late": sum(line.told_late for line in lines),
        "place": scope.place,
        "may_tell": any(grant.role == COORDINATOR for grant in scope.grants),
    }


@with_role(COORDINATOR, SAFEGUARDING)
@require_safe
def report(request: Request) -> HttpResponse:
    """Show how often the glass was broken in a month, without names."""
    return render(request, "desk/emergency_report.html", _report(request))


@with_role(COORDINATOR, SAFEGUARDING)
@require_safe
def report_print(request: Request) -> HttpResponse:
    """Show the report as a sheet of paper."""
    return render(request, "desk/emergency_report_print.html", _report(request))


@with_role(COORDINATOR, SAFEGUARDING)
@require_safe
def report_csv(request: Request) -> HttpResponse:
    """Give the report as a sheet."""
    scope = scopes.of(request, COORDINATOR, SAFEGUARDING)
    month = _month(request)
    lines = queries.emergency_report(month.first, month.following, scope.ids, request.now)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    name = f"noodtoegang-{month.first:%Y-%m}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    sheet = csv.writer(response, delimiter=";")
    sheet.writerow([_("maand"), _("wijk"), _("rol"), _("reden"), _("aantal"), _("verteld"),
                    _("te laat verteld"), _("nog niet verteld")])  # fmt: skip
    for line in lines:
        sheet.writerow([safe_cell(cell) for cell in _cells(month, line)])
    return response


def _cells(month: Month, line: EmergencyLine) -> list[object]:
    return [
        f"{month.first:%Y-%m}",
        line.district,
        role_word(line.role),
        line.category,
        line.times,
        line.told,
        line.told_late,
        line.not_told,
    ]


def role_word(role: str) -> str:
    """Say a role."""
    return str(RoleGrant.Role(role).label)


@with_role(COORDINATOR)
@never_cache
@require_safe
def to_tell(request: Request) -> HttpResponse:
    """List the residents who must hear it from a person: they have no way to read it here."""
    scope = scopes.of(request)
    waiting = list(queries.to_tell_in_person(scope.ids)[:100])
    people = {access.person for access in waiting}
    scopes.note_reading(request, scope, people, action="see_emergencies")
    context = {"waiting": waiting, "place": scope.place}
    return render(request, "desk/to_tell.html", context)


@with_role(COORDINATOR)
@require_POST
def told(request: Request, access: uuid.UUID) -> HttpResponse:
    """Note that it was said."""
    scope = scopes.of(request)
    found = get_object_or_404(queries.to_tell_in_person(scope.ids), pk=access)
    emergency.note_told_in_person(access=found, by=scope.coordinator, now=request.now)
    return redirect("desk:to_tell")
