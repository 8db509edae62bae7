"""One service, one organisation, and the whole map as a table."""

import uuid
from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wijkschakel.activities import rules
from wijkschakel.activities.models import Service
from wijkschakel.activities.queries import services as queries
from wijkschakel.activities.rules import services as service_rules
from wijkschakel.web.common import linked_data, service_rows, service_table
from wijkschakel.web.common.access import found, public
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.languages import language_name
from wijkschakel.web.common.place import asked_place, said
from wijkschakel.web.common.rows import point_of


@public
@require_safe
def service(request: Request, service_id: uuid.UUID) -> HttpResponse:
    """Show one service: how to reach it, when, for whom, and how sure we are."""
    one = found(queries.find_service(service_id))
    is_gone = one.state == Service.State.CLOSED
    context = page_of(request, one) | {
        "is_gone": is_gone,
        "others": queries.like(one, request.now) if is_gone or _is_full(one) else [],
    }
    status = HTTPStatus.GONE if is_gone else HTTPStatus.OK
    return render(request, "portal/services/service.html", context, status=status)


def _is_full(one: Service) -> bool:
    return one.capacity in (Service.Capacity.NONE, Service.Capacity.WAITING)


def page_of(request: Request, one: Service) -> dict[str, object]:
    """Give what a page of a service shows."""
    row = service_rows.make_row(one, request.now)
    here = said(request)
    places = [
        (at, rules.walk_minutes(here.point if here else None, point_of(at.venue)))
        for at in one.places.all()
    ]
    return {
        "service": one,
        "place": one.district,
        "row": row,
        "week": service_rows.week(one, request.now),
        "places": places,
        "freshness": queries.freshness_of(one, request.now),
        "checked": service_rows.freshness_sentence(one, request.now),
        "capacity_day": service_rows.capacity_moment(one, request.now),
        "spoken": ", ".join(language_name(code) for code in one.spoken),
        "asked_first": service_rules.thresholds(
            price_cents=one.price_cents,
            by_appointment=one.is_by_appointment,
            documents=one.documents_needed,
            needs_referral=one.needs_referral,
        ),
        "scene": service_rows.SCENES.get(one.kind, "help"),
        "linked_data": linked_data.script(linked_data.service(one)),
    }


@public
@require_safe
def services_csv(request: Request) -> HttpResponse:
    """Give the service map of a district as a table, for anyone to use."""
    district, _place = asked_place(request, request.GET.get("wijk", "")[:10])
    rows = queries.search_services(queries.ServiceWish(request.now, district))
    name = f"wie-helpt-{district.code}" if district else "wie-helpt"
    return service_table.answer(queries.exported(rows), name)
