"""What free places cost: a list per quarter for who pays, without anybody on it."""

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from wijkschakel.activities.queries import settling as queries
from wijkschakel.web.common.access import with_role
from wijkschakel.web.common.dates import start_of
from wijkschakel.web.common.http import Request
from wijkschakel.web.desk import scope as scopes
from wijkschakel.web.desk.scope import COORDINATOR

# Free places are kept for two years; the quarter that runs is not told: it would move.
QUARTERS = 7
MONTHS = 3


def quarters(today: dt.date) -> list[tuple[dt.date, dt.date]]:
    """Give the quarters that are over, the last one first: first day, and first day after it."""
    found = []
    year, month = today.year, today.month - (today.month - 1) % MONTHS
    for _number in range(QUARTERS):
        after = dt.date(year, month, 1)
        year, month = (year, month - MONTHS) if month > MONTHS else (year - 1, month + 9)
        found.append((dt.date(year, month, 1), after))
    return found


@with_role(COORDINATOR)
@never_cache
@require_GET
def free_places(request: Request) -> HttpResponse:
    """Show per activity how many free places there were and what they cost."""
    scope = scopes.of(request)
    known = quarters(timezone.localdate(request.now))
    asked = request.GET.get("kwartaal", "")
    chosen = next((one for one in known if one[0].isoformat() == asked), known[0])
    context = {
        "place": scope.place,
        "quarters": [(begin, end - dt.timedelta(days=1)) for begin, end in known],
        "begin": chosen[0],
        "last": chosen[1] - dt.timedelta(days=1),
        "settlement": queries.settlement(scope.ids, start_of(chosen[0]), start_of(chosen[1])),
    }
    return render(request, "desk/free_places.html", context)
