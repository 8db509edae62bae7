"""What the region of Hazelrode asks for: one is open, one runs, and for one nobody was chosen."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from wijkschakel.funding.models import (
    Award,
    AwardPart,
    Bid,
    Commission,
    CommissionDistrict,
    CommissionFigure,
    Delivery,
)
from wijkschakel.places.models import Region
from wijkschakel.upkeep.demo import texts
from wijkschakel.upkeep.demo.agenda import Agenda
from wijkschakel.upkeep.demo.areas import Map
from wijkschakel.upkeep.demo.ids import demo_id
from wijkschakel.upkeep.demo.moments import today_in, wall_clock
from wijkschakel.upkeep.demo.residents import Town

State = Commission.State
DAY = dt.timedelta(days=1)
NOON = dt.time(12)


def write_commissions(town: Map, people: Town, planned: Agenda, now: dt.datetime) -> int:
    """Write them with their bids and choices; give how many."""
    region = Region.objects.get(slug=texts.read("places")["region"]["slug"])
    rows = texts.read("commissions")["commission"]
    for row in rows:
        one = _commission(row, region, town, people, now)
        bids = [_bid(one, told, people, now) for told in row["bid"]]
        if "reason" in row:
            _award(one, row, bids, people, planned, now)
    return len(rows)


def _moment(now: dt.datetime, days: int) -> dt.datetime:
    return wall_clock(today_in(now) + days * DAY, NOON)


def _commission(
    row: Mapping[str, Any], region: Region, town: Map, people: Town, now: dt.datetime
) -> Commission:
    today, opened = today_in(now), _moment(now, row["opened"])
    same = ("title", "needed", "heading", "theme", "moments", "places", "weighs")
    one = Commission.objects.create(
        id=demo_id("commission", row["key"]), region=region,
        starts_on=today + row["days"][0] * DAY, ends_on=today + row["days"][1] * DAY,
        ceiling_cents=row["ceiling"] * 100, bids_until=_moment(now, row["closes"]),
        state=State.OPEN, made_by=people.cast[row["by"]], made_at=opened - DAY, opened_at=opened,
        **{name: row[name] for name in same},
    )  # fmt: skip
    CommissionDistrict.objects.bulk_create(
        CommissionDistrict(commission=one, district=town.districts[code])
        for code in row["districts"]
    )
    year = str((today + row["opened"] * DAY).year)
    CommissionFigure.objects.bulk_create(
        CommissionFigure(
            commission=one, topic=topic, code=code, number=number or None, period=year,
            table="counts" if topic == "counts" else "by_area", area=region.slug,
            released_on=opened.date() - 3 * DAY,
        )
        for topic, code, number in row["figures"]
    )  # fmt: skip
    return one


def _bid(one: Commission, told: Mapping[str, Any], people: Town, now: dt.datetime) -> Bid:
    organisation = people.organisations[told["org"]]
    made = min(one.bids_until, now) - 2 * DAY
    return Bid.objects.create(
        id=demo_id("bid", f"{one.pk}:{told['org']}"), commission=one, organisation=organisation,
        by_name=organisation.name, price_cents=told["price"] * 100, is_near=told["near"],
        is_resident_run=told["residents"], made_at=made, changed_at=made,
        **{name: told[name] for name in ("what", "moments", "places", "per", "where")},
    )  # fmt: skip


def _award(
    one: Commission, row: Mapping[str, Any], bids: list[Bid], people: Town, planned: Agenda,
    now: dt.datetime,
) -> None:  # fmt: skip
    proposer, second = people.cast[row["proposed"][0]], people.cast[row["confirmed"][0]]
    award = Award.objects.create(
        id=demo_id("award", row["key"]), commission=one, reason=row["reason"],
        proposed_by=proposer, proposed_at=_moment(now, row["proposed"][1]),
        confirmed_by=second, confirmed_at=_moment(now, row["confirmed"][1]),
    )  # fmt: skip
    for bid, told in zip(bids, row["bid"], strict=True):
        is_chosen = told.get("chosen", False)
        AwardPart.objects.create(award=award, bid=bid, is_chosen=is_chosen, reason=told["why"])
        Delivery.objects.bulk_create(
            Delivery(bid=bid, activity=planned.activities[key], linked_at=now - 28 * DAY)
            for key in told.get("activities", ())
        )
    is_chosen = any(told.get("chosen") for told in row["bid"])
    one.state = State.RUNNING if is_chosen else State.NOT_AWARDED
    one.save(update_fields=["state"])


def take_out(inside: list[uuid.UUID]) -> None:
    """Delete what the regions of these districts ask for."""
    Commission.objects.filter(region__districts__in=inside).delete()
