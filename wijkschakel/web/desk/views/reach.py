"""How many different people take part, over time and per neighbourhood. Numbers only."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from wijkschakel.activities.queries import reach as queries
from wijkschakel.web.common.access import with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.desk import scope as scopes
from wijkschakel.web.desk.scope import COORDINATOR


@with_role(COORDINATOR)
@require_GET
def reach(request: Request) -> HttpResponse:
    """Show the group that takes part, quarter by quarter."""
    scope = scopes.of(request)
    spans = queries.quarters(request.now)
    total, lines = queries.reach_of(scope.ids, request.now)
    context = {
        "place": scope.place,
        "h1": _headline(total),
        "quarters": spans,
        "steps": _steps(total, spans),
        "total": total,
        "lines": lines,
    }
    return render(request, "desk/reach.html", context)


def _headline(total: queries.Reach) -> str:
    this, before = total.people[-1], total.people[-2]
    if this is None:
        return _("Dit kwartaal zijn het er nog te weinig om te zeggen")
    said = ngettext("Dit kwartaal deed %(n)s mens mee", "Dit kwartaal deden %(n)s mensen mee", this)
    if before and this > before:
        more = _("al %(n)s meer dan vorig kwartaal") % {"n": this - before}
        return f"{said % {'n': this}}, {more}"
    return said % {"n": this}


def _steps(
    total: queries.Reach, spans: list[queries.Quarter]
) -> list[tuple[queries.Quarter, int | None, int]]:
    """Give per quarter the number and its part of the highest, for the bars."""
    highest = max((number or 0 for number in total.people), default=0) or 1
    return [
        (span, number, round((number or 0) * 100 / highest))
        for span, number in zip(spans, total.people, strict=True)
    ]
