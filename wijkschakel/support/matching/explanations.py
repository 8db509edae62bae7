"""Why these two: reasons as codes with numbers, which pages put into plain words.

Plain Python: works without numpy. What a coordinator may see only (checks) is marked.
"""

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from wijkschakel.support.matching import rules, times
from wijkschakel.support.matching import weights as weighing
from wijkschakel.support.matching.rules import Agreement, Offer, Request
from wijkschakel.support.matching.weights import Score, Weights

EVERYBODY = "everybody"
COORDINATOR = "coordinator"


@dataclass(frozen=True)
class Reason:
    """One reason: a code, its numbers and words, and who may read it."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)
    reader: str = EVERYBODY


@dataclass(frozen=True)
class Explanation:
    """Why a pair is allowed, how well it fits, whose turn it is, and what it asks of the helper."""

    request: str
    offer: str
    allowed: tuple[Reason, ...]
    score: Score
    turn: tuple[Reason, ...]
    load: tuple[Reason, ...]
    not_first: tuple[Reason, ...] = ()

    @property
    def total(self) -> int:
        """Give the score, 0 to 1,000."""
        return self.score.total


def explain(
    request: Request,
    offer: Offer,
    agreements: Sequence[Agreement],
    on: dt.date,
    weights: Weights,
    not_first: tuple[Reason, ...] = (),
) -> Explanation:
    """Explain an allowed pair; raise ValueError, with the rules broken, for another."""
    if broken := rules.why_not(request, offer, agreements, on):
        raise ValueError(f"{request.id} and {offer.id} may not be matched: {', '.join(broken)}")
    return Explanation(
        request.id,
        offer.id,
        _allowed(request, offer, agreements, on),
        weighing.score(request, offer, weights),
        _turn(request, weights),
        (Reason("load", {"now": offer.load, "after": offer.load + 1, "most": offer.most}),),
        not_first,
    )


def _allowed(
    request: Request, offer: Offer, agreements: Sequence[Agreement], on: dt.date
) -> tuple[Reason, ...]:
    metres = round(math.sqrt(rules.squared_distance(request, offer) or 0))
    shared = [language for language in request.languages if language in offer.languages]
    both = times.names(request.times & offer.times)
    found = rules.covering(offer, request.kind, agreements, on)
    held = sorted(rules.valid_checks(offer, on))
    place = "near_enough" if offer.comes else "near_enough_to_go"
    return (
        Reason("kind", {"kind": request.kind, "first": offer.kinds[0] == request.kind}),
        Reason(place, {"metres": metres, "most": rules.reach_m(request, offer)}),
        Reason("same_times", {"blocks": both, "needed": max(1, request.need)}),
        Reason("same_language", {"languages": shared}),
        *_interests(request, offer),
        Reason("agreement", {"agreements": [each.id for each in found]}, COORDINATOR),
        Reason("checks_held", {"checks": held}, COORDINATOR),
    )


def _interests(request: Request, offer: Offer) -> tuple[Reason, ...]:
    shared = sorted(request.interests & offer.interests)
    return (Reason("same_interests", {"interests": shared}),) if shared else ()


def _turn(request: Request, weights: Weights) -> tuple[Reason, ...]:
    waiting = Reason("waited", {"days": request.wait_days})
    tiers = [days for days, _ in weights.tiers if request.wait_days >= days]
    first = (Reason("waits_long", {"days": max(tiers)}),) if tiers else ()
    fair = request.low_ses and weights.low_ses > 0
    return (waiting, *first, *((Reason("neighbourhood", {}, COORDINATOR),) if fair else ()))


def why_not_first(
    request: Request, best: Offer, holders: Iterable[tuple[Request, int]], weights: Weights
) -> tuple[Reason, ...]:
    """Say why the best-fitting helper went to others: `holders` are requests with their score.

    Names nobody: days waited and what the helper means to them, highest turn first.
    """
    reasons = []
    mine = weighing.priority(request.wait_days, request.low_ses, weights)
    for other, score in holders:
        theirs = weighing.priority(other.wait_days, other.low_ses, weights)
        code = "other_waited_longer" if other.wait_days > request.wait_days else "other_needs_more"
        facts = {"days": other.wait_days, "score": score, "turn": theirs - mine}
        reasons.append(Reason(code, facts))
    reasons.sort(key=lambda reason: -int(str(reason.facts["turn"])))
    return (*reasons, *((Reason("helper_is_full", {"most": best.most}),) if reasons else ()))


def failed(
    request: Request, offers: Iterable[Offer], agreements: Sequence[Agreement], on: dt.date
) -> dict[str, int]:
    """Count the offers that fail on each rule; an offer may fail on several."""
    counts: Counter[str] = Counter()
    for offer in offers:
        counts.update(rules.why_not(request, offer, agreements, on))
    return {reason: counts[reason] for reason in rules.REASONS if counts[reason]}
