"""Makes services, owners' links and suggestions for tests."""

import datetime as dt
import itertools
from typing import Any

from tests.factories.people import MOMENT
from tests.factories.places import make_district
from wijkschakel.activities.actions import finding_services, service_editors
from wijkschakel.activities.models import (
    OpeningTime,
    Phone,
    Service,
    ServiceEditor,
    ServicePlace,
    ServiceSuggestion,
)
from wijkschakel.places.models import Venue

_number = itertools.count(1)


def make_service(
    *,
    venue: Venue | None = None,
    phone: str = "",
    times: dict[int, str] | None = None,
    **changes: Any,
) -> Service:
    """Make a free walk-in of residents, checked at MOMENT, in a district of its own.

    :param times: per day of the week "9:00-12:00".
    """
    values = {
        "name": f"Inloop {next(_number)}",
        "kind": Service.Kind.MEETING,
        "is_formal": False,
        "price_cents": 0,
        "needs_referral": False,
        "assured_on": MOMENT.date(),
        "assured_by": "Buurthuis De Linde",
        "created_at": MOMENT,
        "changed_at": MOMENT,
    }
    values |= changes
    values["district"] = values.get("district") or (venue.district if venue else make_district())
    service = Service.objects.create(**values)
    if venue:
        ServicePlace.objects.create(service=service, venue=venue)
    if phone:
        Phone.objects.create(service=service, number=phone)
    for day, span in (times or {}).items():
        opens, closes = (dt.time.fromisoformat(f"{part:0>5}") for part in span.split("-"))
        OpeningTime.objects.create(service=service, weekday=day, opens=opens, closes=closes)
    finding_services.put_services([service.pk], MOMENT)
    return service


def make_editor(service: Service | None = None, **changes: Any) -> tuple[ServiceEditor, str]:
    """Give somebody a link to a service; give the owner and the token of the link."""
    values = {"email": "balie@example.org", "function": "Buurthuis De Linde", "now": MOMENT}
    editor = service_editors.give_link(
        service=service or make_service(), by=None, **values | changes
    )
    return editor, service_editors.token_of(editor)


def make_suggestion(service: Service | None = None, **changes: Any) -> ServiceSuggestion:
    """Let somebody say that the name is different."""
    service = service or make_service()
    values = {
        "service": service,
        "changes": {"name": {"from": service.name, "to": "Andere naam"}},
        "made_at": MOMENT,
    }
    suggestion = ServiceSuggestion(**values | changes)
    suggestion.save(force_insert=True)
    return suggestion
