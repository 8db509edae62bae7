"""A commission of each stage in the region of Lindewijk, with bids of Wil's organisation."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from tests.factories import activities, commissions, people

ARGUMENTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "portal:take_back_bid": lambda world: {"bid": world.bid.pk},
    "portal:carry_out": lambda world: _chosen(world),
    "portal:unlink_activity": lambda world: _chosen(world) | {"delivery": world.delivery.pk},
    "desk:commission": lambda world: {"commission": world.decided_commission.pk},
    "desk:change_commission": lambda world: {"commission": world.draft_commission.pk},
    "desk:open_commission": lambda world: {"commission": world.draft_commission.pk},
    "desk:drop_commission": lambda world: {"commission": world.draft_commission.pk},
    "desk:propose_award": lambda world: {"commission": world.to_choose_commission.pk},
    "desk:confirm_award": lambda world: _award(world),
    "desk:return_award": lambda world: _award(world),
    "desk:finish_commission": lambda world: {"commission": world.running_commission.pk},
}


def _chosen(world: Any) -> dict[str, Any]:
    return {"commission": world.running_commission.pk, "bid": world.chosen_bid.pk}


def _award(world: Any) -> dict[str, Any]:
    return {"commission": world.decided_commission.pk, "award": world.proposed_award.pk}


def fill(world: Any, now: dt.datetime) -> None:
    """Add them."""

    def make(**changes: Any) -> Any:
        return commissions.make_commission(world.region, now=now, **changes)

    day = dt.timedelta(days=1)
    club = people.make_organisation(name="Club <b>Zon</b>", district=world.district)
    people.make_membership(world.people["organiser"], club)
    other = people.make_organisation(district=world.district)
    people.make_membership(people.make_person(), other)
    somebody = people.make_person(given_name="Kees")
    world.draft_commission = make(state="draft")
    world.commission = make(needed="Samen <script>boe()</script>")
    commissions.make_figure(world.commission)
    commissions.make_figure(world.commission, topic="asked", code="open", number=None)
    world.bid = commissions.make_bid(world.commission, organisation=club)
    world.to_choose_commission = make(bids_until=now - day)
    commissions.make_bid(world.to_choose_commission, organisation=other)
    returned = commissions.make_award(world.to_choose_commission, by=somebody, now=now)
    returned.returned_at, returned.why_returned = now, "Te duur."
    returned.save()
    decided = world.decided_commission = make(bids_until=now - day)
    first = commissions.make_bid(decided, organisation=other, what="Koken <i>zo</i>")
    world.proposed_award = commissions.make_award(decided, first, by=somebody, now=now)
    running = world.running_commission = make(
        bids_until=now - 40 * day, state="running", starts_on=(now - 20 * day).date()
    )
    world.chosen_bid = commissions.make_bid(running, organisation=club)
    bas = world.people["funder"]
    commissions.make_award(running, world.chosen_bid, by=somebody, second=bas, now=now)
    running.state = "running"
    running.save()
    lunch = activities.make_activity(district=world.district, organisation=club)
    world.delivery = commissions.make_delivery(world.chosen_bid, lunch)
