"""An umbrella: everything that carries a label; and how a district hangs together."""

from collections import Counter

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wijkschakel.activities.models import Initiative
from wijkschakel.activities.queries import hours as hour_queries
from wijkschakel.activities.queries import initiatives as queries
from wijkschakel.activities.queries import services as service_queries
from wijkschakel.web.common import service_rows
from wijkschakel.web.common.access import found, public
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.place import asked_place
from wijkschakel.web.portal import growth
from wijkschakel.web.portal.initiatives import make_cards

MOST_SERVICES = 60


@public
@require_safe
def label(request: Request, slug: str) -> HttpResponse:
    """Show everything that stands under a label."""
    one = found(queries.find_label(slug))
    carried = queries.carried_by(one)
    activities = queries.activities_numbered(carried.get("activity", ()))
    coming = queries.next_of(activities, request.now)
    visible = service_queries.visible_services(request.now)
    numbers = visible.filter(pk__in=carried.get("service", ())).values_list("pk", flat=True)
    services = service_queries.with_rows(list(numbers[:MOST_SERVICES]), whole=False)
    hours = hour_queries.visible_hours().filter(pk__in=carried.get("hour", ()))
    sitting = list(hours.select_related("venue").order_by("title", "pk")[:MOST_SERVICES])
    cards = make_cards(queries.initiatives_numbered(carried.get("initiative", ())))
    context = {
        "label": one,
        "place": one.district,
        "activities": [(activity, coming.get(activity.pk)) for activity in activities],
        "rows": service_rows.make_rows(services, request.now),
        "hours": sitting,
        "cards": cards,
        "total": len(activities) + len(services) + len(sitting) + len(cards),
    }
    return render(request, "portal/initiatives/label.html", context)


@public
@require_safe
def network(request: Request) -> HttpResponse:
    """Draw initiatives and organisations of a district, and write the same in a table."""
    district, _place = asked_place(request, request.GET.get("wijk", "")[:10])
    here = queries.network_of(district) if district else []
    context = {
        "district": district,
        "place": district,
        "rows": here,
        "drawing": _draw(here),
        "members": queries.members_of(district) if district else [],
        "beginnings": queries.beginnings_of(district) if district else [],
    }
    return render(request, "portal/initiatives/network.html", context)


def _draw(here: list[Initiative]) -> object:
    links = [
        (str(one.pk), f"o{party.organisation_id}", party.organisation.name)
        for one in here
        for party in one.organisations  # type: ignore[attr-defined]
    ]
    if not links:
        return ""
    counted = Counter(key for _one, key, _name in links)
    names = {key: name for _one, key, name in links}
    left = [
        growth.Node(str(one.pk), one.name, len(one.organisations))  # type: ignore[attr-defined]
        for one in here
    ]
    right = [growth.Node(key, names[key], counted[key]) for key in sorted(names, key=names.get)]  # type: ignore[arg-type]
    return growth.network(left, right, [(one, key) for one, key, _name in links])
