"""Makes commissions, bids and choices for tests."""

import datetime as dt
from typing import Any

from tests.factories.people import MOMENT, make_organisation
from wijkschakel.activities.models import Activity
from wijkschakel.funding.models import (
    Award,
    AwardPart,
    Bid,
    Commission,
    CommissionFigure,
    Delivery,
)
from wijkschakel.people.models import Person
from wijkschakel.places.models import Region

DAY = dt.timedelta(days=1)


def make_commission(region: Region, *, now: dt.datetime = MOMENT, **changes: Any) -> Commission:
    """Make an open commission that closes tomorrow at the same hour, unless told otherwise."""
    values: dict[str, Any] = {
        "title": "Samen eten",
        "needed": "Elke week een tafel vol.",
        "heading": "join_in",
        "starts_on": (now + 30 * DAY).date(),
        "ends_on": (now + 90 * DAY).date(),
        "moments": 10,
        "places": 20,
        "bids_until": now + DAY,
        "state": "open",
        "made_at": now - 2 * DAY,
    }
    if changes.get("state") != "draft":
        values["opened_at"] = now - DAY
    return Commission.objects.create(region=region, **values | changes)


def make_figure(commission: Commission, **changes: Any) -> CommissionFigure:
    """Keep that 84 people want to take part."""
    values: dict[str, Any] = {
        "topic": "need-join_in",
        "period": "2026",
        "table": "by_area",
        "area": commission.region.slug,
        "code": "all",
        "number": 84,
        "released_on": dt.date(2026, 2, 1),
    }
    return CommissionFigure.objects.create(commission=commission, **values | changes)


def make_bid(commission: Commission, **changes: Any) -> Bid:
    """Let an organisation bid a hundred euros a moment, ten moments of twenty places."""
    organisation = changes.pop("organisation", None) or make_organisation()
    made = commission.bids_until - DAY / 2
    values: dict[str, Any] = {
        "organisation": organisation,
        "by_name": organisation.name,
        "what": "Wij koken elke week.",
        "moments": 10,
        "places": 20,
        "price_cents": 10_000,
        "per": "moment",
        "where": "Buurthuis",
        "is_near": True,
        "is_resident_run": False,
        "made_at": made,
        "changed_at": made,
    }
    return Bid.objects.create(commission=commission, **values | changes)


def make_award(
    commission: Commission, *chosen: Bid, by: Person | None, second: Person | None = None,
    now: dt.datetime = MOMENT,
) -> Award:  # fmt: skip
    """Propose these bids and not the others; with a second person it is confirmed."""
    award = Award.objects.create(
        commission=commission, reason="Dicht bij huis.", proposed_by=by, proposed_at=now,
        confirmed_by=second, confirmed_at=now if second else None,
    )  # fmt: skip
    for bid in commission.bids.all():
        AwardPart.objects.create(
            award=award, bid=bid, is_chosen=bid in chosen, reason=f"Over {bid.by_name}."
        )
    if second:
        commission.state = "awarded" if chosen else "not_awarded"
        commission.save(update_fields=["state"])
    return award


def make_delivery(bid: Bid, activity: Activity, **changes: Any) -> Delivery:
    """Let an activity carry a bid out."""
    return Delivery.objects.create(bid=bid, activity=activity, **{"linked_at": MOMENT} | changes)
