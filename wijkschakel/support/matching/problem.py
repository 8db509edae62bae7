"""The assignment itself, apart from people: pairs with a worth, offers with room and rising costs.

Needs numpy. `worth` = 1000 * priority + score is checked here once: whole numbers, and so small
that no sum overflows a 64-bit integer.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from wijkschakel.support.matching import weights as weighing
from wijkschakel.support.matching.candidates import Edges
from wijkschakel.support.matching.errors import BadInput
from wijkschakel.support.matching.instance import Array, Instance
from wijkschakel.support.matching.weights import Weights

MOST_WORTH = 2**40
SAFE_SUM = 2**62


class Problem(NamedTuple):
    """Pairs in the order of the requests; what each is worth; what offers can carry."""

    start: Array  # int64 (n + 1,)
    offer: Array  # int32 (E,)
    worth: Array  # int64 (E,)
    room: Array  # int32 (m,)
    load: Array  # int32 (m,)
    step: int  # what each match already there adds to the cost of the next

    @property
    def requests(self) -> int:
        """Count the requests."""
        return len(self.start) - 1

    def request_of_pairs(self) -> Array:
        """Give the request of each pair, int32 (E,)."""
        return np.repeat(np.arange(self.requests, dtype=np.int32), np.diff(self.start))


def make(
    start: ArrayLike,
    offer: ArrayLike,
    worth: ArrayLike,
    room: ArrayLike,
    load: ArrayLike | None = None,
    step: int = 0,
) -> Problem:
    """Make a problem of any pairs; raise BadInput for worths, rooms or places that cannot be."""
    offer, worth = np.asarray(offer, np.int64), whole(worth, "worth")
    room = whole(room, "room")
    load = np.zeros_like(room) if load is None else whole(load, "load")
    if len(room) and (room.min() < 0 or load.min() < 0 or max(room.max(), load.max()) > 2**24):
        raise BadInput("Room and load are whole numbers from 0 to 16,777,216.")
    if step < 0 or (len(worth) and np.abs(worth).max() > MOST_WORTH):
        raise BadInput(f"A pair is worth at most {MOST_WORTH}; a step costs at least 0.")
    most = int(np.abs(worth).max()) if len(worth) else 0
    steps = step * int((room.astype(np.int64) + load).max()) if len(room) else 0
    if (most + steps + 1) * (len(worth) and int(np.size(start)) + len(room) + 2) ** 2 > SAFE_SUM:
        raise BadInput("These worths are so high that sums could overflow. Make them smaller.")
    if len(offer) and not 0 <= int(offer.min()) <= int(offer.max()) < len(room):
        raise BadInput("A pair names an offer that is not there.")
    return Problem(
        np.asarray(start, np.int64),
        np.asarray(offer, np.int32),
        worth.astype(np.int64),
        room.astype(np.int32),
        load.astype(np.int32),
        int(step),
    )


def whole(values: ArrayLike, what: str) -> Array:
    """Give the values as int64; raise BadInput for NaN, infinity and halves."""
    values = np.asarray(values)
    if values.dtype.kind == "f":
        if not np.isfinite(values).all() or (values != np.floor(values)).any():
            raise BadInput(f"Not every {what} is a whole number.")
        if len(values) and np.abs(values).max() >= 2.0**62:
            raise BadInput(f"A {what} is too big.")
    elif values.dtype.kind not in "iub":
        raise BadInput(f"Not every {what} is a whole number.")
    return values.astype(np.int64)


def priorities(instance: Instance, weights: Weights) -> Array:
    """Give 1000 times the priority of each request, int64 (n,), as `weights.priority` does."""
    days = np.arange(int(instance.asked.wait.max(initial=0)) + 1)
    others = np.array([weighing.priority(int(day), False, weights) for day in days], np.int64)
    low = np.array([weighing.priority(int(day), True, weights) for day in days], np.int64)
    wait = instance.asked.wait
    return np.where(instance.asked.low_ses, low[wait], others[wait])


def of(instance: Instance, edges: Edges, weights: Weights) -> Problem:
    """Make the problem of a region."""
    worth = np.repeat(priorities(instance, weights), np.diff(edges.start)) + edges.score
    offered = instance.offered
    return make(edges.start, edges.offer, worth, offered.room, offered.load, weights.load)
