"""What was spent in the districts of a coordinator: by whom, and where to write it down."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from wijkschakel.activities.queries import spending as queries
from wijkschakel.web.common.access import with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.desk import scope as scopes
from wijkschakel.web.desk.scope import COORDINATOR


@with_role(COORDINATOR)
@never_cache
@require_GET
def spending(request: Request) -> HttpResponse:
    """Show who wrote down how much this year, and find who else may."""
    scope = scopes.of(request)
    year = timezone.localdate(request.now).year
    said = {
        "initiatief": _("initiatief"),
        "activiteit": _("activiteit"),
        "organisatie": _("organisatie"),
    }
    words = request.GET.get("wie", "").strip()[:80]
    context = {
        "place": scope.place,
        "year": year,
        "words": words,
        "matches": [
            (kind, said[kind], one)
            for kind, one in (queries.may_spend_in(scope.ids, words) if words else [])
        ],
        "totals": queries.totals_in(scope.ids, year),
    }
    return render(request, "desk/spending.html", context)
