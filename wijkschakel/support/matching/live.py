"""A plan that stays the best while requests and offers come, change and go. Needs numba.

Every method repairs the plan at once and exactly; `prices` and `gains` prove it (`certificate`).
Requests and offers are numbers in the order in which they came.
"""

import numpy as np

from wijkschakel.support.matching import graph as network
from wijkschakel.support.matching import moves, near
from wijkschakel.support.matching.certificate import Plan
from wijkschakel.support.matching.graph import NOBODY, Graph
from wijkschakel.support.matching.instance import Array
from wijkschakel.support.matching.problem import Problem, make

SPARE = 1_024
_REQUESTS = (
    "request_low", "request_near", "request_high", "request_head", "gain", "high_gain", "match",
    "helper", "taken_next",
)  # fmt: skip
_OFFERS = (
    "offer_low", "offer_near", "offer_high", "offer_head", "open", "taken_head", "used", "room",
    "load", "price", "high_price", "distance", "before", "seen", "done",
)  # fmt: skip
_PAIRS = ("pair_request", "pair_offer", "worth", "request_next", "offer_next")
_HEAPS = ("heap", "heap_distance")


def order_of(problem: Problem) -> Array:
    """Give the order in which bringing requests in costs least: the most worth first."""
    worth = np.zeros(problem.requests, np.int64)
    rows = np.flatnonzero(np.diff(problem.start))
    if len(rows):
        worth[rows] = np.maximum.reduceat(problem.worth, problem.start[rows])
    return np.argsort(-worth, kind="stable")


class LivePlan:
    """A plan, and the changes that keep it the best."""

    def __init__(self, problem: Problem, plan: Plan | None = None) -> None:
        """Start from a proven plan, or from nothing and bring everybody in (slow when big)."""
        self.graph = network.of(problem, is_near_apart=True)
        self.requests, self.offers = problem.requests, len(problem.room)
        self.pairs = len(problem.offer)
        if plan is None:
            moves.insert_all(self.graph, order_of(problem))
        else:
            moves.repair(self.graph, plan.match, plan.prices)
        near.keep_apart(self.graph)

    @property
    def match(self) -> Array:
        """Give the pair of each request, int32, -1 for none."""
        return self.graph.match[: self.requests]

    def offer_of(self, request: int) -> int:
        """Give the offer that helps this request, -1 for none."""
        pair = int(self.graph.match[request])
        return int(self.graph.pair_offer[pair]) if pair >= 0 else NOBODY

    def value(self) -> int:
        """Add up what the plan is worth now."""
        graph = self.graph
        used, load = graph.used.astype(np.int64), graph.load.astype(np.int64)
        cost = int((load * used + used * (used - 1) // 2).sum()) * int(graph.step[0])
        return int(graph.worth[self.match[self.match >= 0]].sum()) - cost

    def add_request(self, offers: Array, worth: Array) -> int:
        """Add a request that these offers may help; give its number."""
        self._make_room(1, 0, len(offers))
        i = self.requests
        self.requests += 1
        network.link(self.graph, np.full(len(offers), i, np.int32), offers, worth, self.pairs)
        self.pairs += len(offers)
        moves.insert(self.graph, i)
        return i

    def add_offer(self, room: int, load: int, requests: Array, worth: Array) -> int:
        """Add an offer that may help these requests; give its number."""
        self._make_room(0, 1, len(requests))
        j = self.offers
        self.offers += 1
        self.graph.room[j], self.graph.load[j] = room, load
        network.link(self.graph, requests, np.full(len(requests), j, np.int32), worth, self.pairs)
        self.pairs += len(requests)
        moves.open_offer(self.graph, j)
        return j

    def remove_request(self, request: int) -> None:
        """Take a request out: solved elsewhere, withdrawn, paused."""
        moves.remove(self.graph, request)

    def restore_request(self, request: int) -> None:
        """Bring a request back that was taken out."""
        if self.graph.gain[request] == network.AWAY:
            moves.insert(self.graph, request)

    def close_offer(self, offer: int) -> list[int]:
        """Take an offer out: paused, quit; give the requests that had to look elsewhere."""
        return moves.close_offer(self.graph, offer)

    def reopen_offer(self, offer: int) -> None:
        """Bring an offer back that was taken out."""
        if not self.graph.open[offer]:
            moves.open_offer(self.graph, offer)

    def set_room(self, offer: int, room: int) -> None:
        """Change how many matches an offer can take."""
        self.graph.room[offer] = room
        if self.graph.open[offer]:
            while self.graph.used[offer] > room:
                moves.give_up_one(self.graph, offer)
            moves.fill_all(self.graph, np.array([offer]))

    def accept(self, request: int) -> None:
        """Make a match real: the request leaves, the helper has one place less and carries more.

        The plan stays the best without a repair: the costs of the places left do not change.
        """
        offer = network.leave(self.graph, request)
        self.graph.gain[request] = network.AWAY
        self.graph.room[offer] -= 1
        self.graph.load[offer] += 1

    def problem(self) -> tuple[Problem, Array]:
        """Give what stands now as a problem, and for each of its requests the number here.

        For a fresh solve to compare with; closed offers have no room in it.
        """
        graph = self.graph
        here = np.flatnonzero(graph.gain[: self.requests] < network.AWAY)
        number = np.full(self.requests, NOBODY, np.int64)
        number[here] = np.arange(len(here))
        pairs = np.flatnonzero(number[graph.pair_request[: self.pairs]] >= 0)
        owner = number[graph.pair_request[pairs]]
        order = np.argsort(owner, kind="stable")
        start = np.zeros(len(here) + 1, np.int64)
        np.cumsum(np.bincount(owner, minlength=len(here)), out=start[1:])
        pairs = pairs[order]
        room = np.where(graph.open, graph.room, 0)[: self.offers]
        return make(
            start, graph.pair_offer[pairs], graph.worth[pairs], room,
            graph.load[: self.offers], int(graph.step[0]),
        ), here  # fmt: skip

    def _make_room(self, requests: int, offers: int, pairs: int) -> None:
        """Enlarge the arrays when they are full."""
        needs = (
            (_REQUESTS, self.requests, requests),
            (_OFFERS, self.offers, offers),
            (_PAIRS, self.pairs, pairs),
            (_HEAPS, self.offers + self.pairs, offers + pairs),
        )
        for names, used, more in needs:
            size = len(getattr(self.graph, names[0]))
            if used + more > size:
                larger = max(2 * size, used + more, SPARE)
                changes = {name: _enlarged(name, self.graph, larger) for name in names}
                self.graph = self.graph._replace(**changes)


_ZERO = (
    "request_low", "request_near", "request_high", "offer_low", "offer_near", "offer_high",
    "high_gain", "high_price", "room", "used", "load", "price", "open", "worth", "heap", "seen",
    "done",
)  # fmt: skip
_EMPTY = dict.fromkeys(_ZERO, 0) | {"gain": int(network.AWAY), "distance": int(network.FAR)}


def _enlarged(name: str, graph: Graph, size: int) -> Array:
    old = getattr(graph, name)
    larger = np.full(size, _EMPTY.get(name, NOBODY), old.dtype)
    larger[: len(old)] = old
    return larger
