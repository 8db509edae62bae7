"""When somebody may be asked to help somebody: the readable truth.

The fast code of `candidates` must say the same of every pair; a property test holds them together.
Places are whole metres on a flat map (RD New, or `places_on_a_map` of `tables`), dates are given,
never looked up. Rules are never weights: a pair that breaks one is no candidate at any price.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

# Why a pair is not allowed, in the order in which it is told.
NO_PLACE = "no_place"  # the request or the offer has no place on the map
NO_TIME = "no_time"  # the request names no time at all
KIND = "kind"  # this helper does not offer this kind of help
AGREEMENT = "agreement"  # no agreement in force covers this kind for this helper
CHECKS = "checks"  # a required check is not held, or no longer valid
RISK = "risk"  # the agreement does not go as far as this request
DISTANCE = "distance"  # too far
TIMES = "times"  # too few blocks of the week in common
LANGUAGE = "language"  # no language in common
HELPER = "helper"  # the resident asked for another kind of helper
REFUSED = "refused"  # one of both said no before
FULL = "full"  # the helper has no room left
REASONS = (
    NO_PLACE, NO_TIME, KIND, AGREEMENT, CHECKS, RISK,
    DISTANCE, TIMES, LANGUAGE, HELPER, REFUSED, FULL,
)  # fmt: skip

HELPERS = ("neighbour", "volunteer", "student", "professional", "entrepreneur", "activity")
RISKS = (0, 1, 2, 3)  # none, some, much, only for professionals
MOST_ROOM = 1_000  # more matches at once than anybody can have


@dataclass(frozen=True, slots=True)
class Request:
    """One request for help. Places in metres; None when there is no place."""

    id: str
    kind: str
    x_m: int | None = None
    y_m: int | None = None
    radius_m: int = 1_000  # how far the resident goes for an activity
    times: int = 0  # blocks of the week that suit, see `times`
    need: int = 1  # how many of those blocks are needed
    languages: tuple[str, ...] = ("nl",)  # the preferred one first
    interests: frozenset[str] = frozenset()
    helpers: frozenset[str] = frozenset()  # who may help; empty is anybody
    checks: frozenset[str] = frozenset()  # checks the resident asks for
    risk: int = 0
    wait_days: int = 0
    low_ses: bool = False  # lives in one of the neighbourhoods with the lowest SES score
    refused: frozenset[str] = frozenset()  # ids of offers not to propose again


@dataclass(frozen=True, slots=True)
class Offer:
    """One offer of help: a person who comes along, or an activity with room."""

    id: str
    kinds: tuple[str, ...]  # the one most liked first
    x_m: int | None = None
    y_m: int | None = None
    radius_m: int = 2_000  # how far the helper goes
    comes: bool = True  # False: an activity; then the radius of the resident counts
    times: int = 0
    languages: tuple[str, ...] = ("nl",)
    interests: frozenset[str] = frozenset()
    helper: str = "volunteer"
    checks: Mapping[str, dt.date] = field(default_factory=dict)  # check -> last valid day
    load: int = 0  # matches running now
    most: int = 1  # matches at once that the helper wants at most


@dataclass(frozen=True, slots=True)
class Terms:
    """What an agreement asks for one kind of help."""

    checks: frozenset[str] = frozenset()
    max_risk: int = max(RISKS)


@dataclass(frozen=True, slots=True)
class Agreement:
    """One signed version of an agreement between parties."""

    id: str
    kinds: Mapping[str, Terms]
    starts_on: dt.date
    ends_on: dt.date  # the last day
    parties: tuple[str, ...] = ()
    signed: bool = True
    helpers: frozenset[str] = frozenset()  # which helpers it covers; empty is all
    most_per_helper: int = MOST_ROOM

    def in_force(self, on: dt.date) -> bool:
        """Say whether it holds on this day."""
        return self.signed and self.starts_on <= on <= self.ends_on


def valid_checks(offer: Offer, on: dt.date) -> frozenset[str]:
    """Name the checks that are held on this day."""
    return frozenset(check for check, until in offer.checks.items() if until >= on)


def covering(
    offer: Offer, kind: str, agreements: Iterable[Agreement], on: dt.date
) -> list[Agreement]:
    """List the agreements in force that cover this kind of help by this helper."""
    return [
        agreement
        for agreement in agreements
        if agreement.in_force(on)
        and kind in agreement.kinds
        and (not agreement.helpers or offer.helper in agreement.helpers)
    ]


def room(offer: Offer, agreements: Sequence[Agreement], on: dt.date) -> int:
    """Count the matches that can be added: the wish of the helper and the limit agreed upon."""
    limits = [
        agreement.most_per_helper
        for agreement in agreements
        if agreement.in_force(on)
        and not agreement.kinds.keys().isdisjoint(offer.kinds)
        and (not agreement.helpers or offer.helper in agreement.helpers)
    ]
    return max(0, min(offer.most, max(limits, default=0), MOST_ROOM) - offer.load)


def trust_trouble(
    request: Request, offer: Offer, agreements: Iterable[Agreement], on: dt.date
) -> str | None:
    """Say which part of every agreement stands in the way, or None when one allows the pair."""
    found = covering(offer, request.kind, agreements, on)
    if not found:
        return AGREEMENT
    held = valid_checks(offer, on)
    terms = [agreement.kinds[request.kind] for agreement in found]
    checked = [each for each in terms if each.checks <= held]
    if not checked or not request.checks <= held:
        return CHECKS
    return None if any(request.risk <= each.max_risk for each in checked) else RISK


def squared_distance(request: Request, offer: Offer) -> int | None:
    """Give the square of the distance in metres, exact; None without a place."""
    if request.x_m is None or request.y_m is None or offer.x_m is None or offer.y_m is None:
        return None
    return (request.x_m - offer.x_m) ** 2 + (request.y_m - offer.y_m) ** 2


def reach_m(request: Request, offer: Offer) -> int:
    """Give the radius that counts: the helper's, or the resident's for an activity."""
    return offer.radius_m if offer.comes else request.radius_m


def overlap(request: Request, offer: Offer) -> int:
    """Count the blocks of the week that suit both."""
    return (request.times & offer.times).bit_count()


def why_not(
    request: Request, offer: Offer, agreements: Sequence[Agreement], on: dt.date
) -> list[str]:
    """List every rule that this pair breaks, in the order of REASONS; empty when it is allowed."""
    broken = []
    square = squared_distance(request, offer)
    if square is None:
        broken.append(NO_PLACE)
    if not request.times:
        broken.append(NO_TIME)
    if request.kind not in offer.kinds:
        broken.append(KIND)
    elif trouble := trust_trouble(request, offer, agreements, on):
        broken.append(trouble)
    if square is not None and square > reach_m(request, offer) ** 2:
        broken.append(DISTANCE)
    if request.times and overlap(request, offer) < max(1, request.need):
        broken.append(TIMES)
    if set(request.languages).isdisjoint(offer.languages):
        broken.append(LANGUAGE)
    if request.helpers and offer.helper not in request.helpers:
        broken.append(HELPER)
    if offer.id in request.refused:
        broken.append(REFUSED)
    if not room(offer, agreements, on):
        broken.append(FULL)
    return broken


def is_allowed(
    request: Request, offer: Offer, agreements: Sequence[Agreement], on: dt.date
) -> bool:
    """Say whether this pair may be proposed."""
    return not why_not(request, offer, agreements, on)
