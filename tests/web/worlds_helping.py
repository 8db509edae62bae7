"""Requests, offers, a match, an agreement, a plan and a worry, in the world of the walk."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from tests.factories import helping, people
from wijkschakel.base import clock
from wijkschakel.support.models import MatchPlan, PlannedMatch, Worry
from wijkschakel.web.support import mine

_ONE: Callable[[Any], dict[str, Any]] = lambda world: {"request_id": world.asked.pk}  # noqa: E731
_OFFER: Callable[[Any], dict[str, Any]] = lambda world: {"offer_id": world.own_offer.pk}  # noqa: E731
_VERSION: Callable[[Any], dict[str, Any]] = lambda world: {"version": world.agreed.pk}  # noqa: E731
ARGUMENTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    **{f"support:{name}": _ONE for name in ("request", "begin", "change", "choose", "pause",
                                            "open_again", "close")},
    **{f"support:{name}": _OFFER for name in ("change_offer", "pause_offer", "switch_on",
                                              "end_offer")},
    **{f"desk:{name}": _VERSION for name in ("agreement", "agreement_checks", "new_version",
                                             "ask_signatures", "stop_agreement")},
    "support:agreement": lambda world: {"version_id": world.agreed.pk},
    "support:sign": lambda world: {
        "version_id": world.agreed.pk, "signature_id": world.agreed.signatures.first().pk,
    },
    "desk:suggest": lambda world: {
        "part": world.asked.parts.get().pk, "helper": world.their_offer.pk,
    },
    "support:who_does": lambda world: {
        "request_id": world.asked.pk, "part_id": world.asked.parts.get().pk,
    },
    "desk:who_does": lambda world: {"part": world.asked.parts.get().pk},
    "desk:accept_plan_group": lambda _world: {"kind": "along"},
    "desk:help_kind": lambda _world: {"help_kind": "along"},
    "desk:helper": lambda world: {"person": world.person.pk},
}  # fmt: skip
FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "support:choose": lambda world: {
        "wie": mine.token_of(
            world.asked, world.asked.parts.get().pk, str(world.their_offer.pk), clock.now()
        )
    }
}


def fill(world: Any, now: dt.datetime) -> None:
    """Add them: Fatma asks twice; somebody without a role helps."""
    world.district.latitude, world.district.longitude = 52.25, 6.16
    world.district.save(update_fields=["latitude", "longitude"])
    world.agreed = helping.make_agreement(
        world.district, region=world.region, ends_on=now.date() + dt.timedelta(365)
    )
    helper = people.make_person(given_name="Jan", district=world.district)
    world.their_offer = helping.make_offer(helper, "along", "letters", now=now, most=4)
    world.own_offer = helping.make_offer(world.person, "cooking", now=now)
    world.asked = helping.make_request(world.person, is_direct=True, now=now)
    other = helping.make_request(world.person, "letters", now=now)
    world.match = helping.make_match(other, world.their_offer, now=now)
    plan = MatchPlan.objects.create(region=world.region, made_at=now, figures={}, first_come={})
    world.planned = PlannedMatch.objects.create(
        plan=plan, part=world.asked.parts.get(), offer=world.their_offer, score=700,
        district=world.district, kind="along", is_first_choice=True,
    )  # fmt: skip
    world.worry = Worry(
        person=world.person, district=world.district, words="Hij vroeg om geld.", told_at=now
    )
    world.worry.save(force_insert=True)
