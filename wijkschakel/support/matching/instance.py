"""Requests and offers as arrays: packed once, read by every algorithm. Needs numpy.

Shapes: n requests, m offers, W words of 64 languages, V words of 64 interests. Places in metres
(int32), radii in metres, times as 21 bits, waiting in days. Words that occur on one side only are
left out, because they can never be shared.
"""

import datetime as dt
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from wijkschakel.support.matching import rules
from wijkschakel.support.matching.errors import BadInput
from wijkschakel.support.matching.rules import Agreement, Offer, Request

Array = NDArray[Any]
WORD = 64
CHECK_BITS = 40  # the low bits of the trust word are checks, the others kinds of helper
FARTHEST_M = 10_000_000
LONGEST_WAIT = 36_500
NOWHERE = -1


class Asked(NamedTuple):
    """The requests, as arrays of n; `group` is the (kind, risk), -1 when nobody can be found."""

    x: Array  # int32, metres
    y: Array  # int32, metres
    reach: Array  # int32, metres the resident goes
    group: Array  # int32
    times: Array  # uint32, bits
    need: Array  # int32, blocks
    languages: Array  # uint64 (n, W)
    first: Array  # int32, bit of the preferred language, -1 when no offer has it
    interests: Array  # uint64 (n, V)
    required: Array  # uint64, bits of the trust word that must be there
    forbidden: Array  # uint64, bits of the trust word that may not be there
    refused_from: Array  # int64 (n + 1), where the refusals of a request start
    refused: Array  # int32, places of offers
    wait: Array  # int32, days
    low_ses: Array  # bool


class Offered(NamedTuple):
    """The offers, as arrays of m."""

    x: Array  # int32, metres
    y: Array  # int32, metres
    radius: Array  # int32, metres the helper goes
    comes: Array  # bool
    times: Array  # uint32, bits
    languages: Array  # uint64 (m, W)
    interests: Array  # uint64 (m, V)
    trust: Array  # uint64, checks held and kind of helper
    load: Array  # int32, matches running
    room: Array  # int32, matches that can be added


class Postings(NamedTuple):
    """Which offers may serve which group of requests: one row per (offer, group)."""

    offer: Array  # int32
    group: Array  # int32
    first: Array  # bool, the kind this helper likes most


@dataclass(frozen=True)
class Instance:
    """One region on one day."""

    request_ids: list[str]
    offer_ids: list[str]
    asked: Asked
    offered: Offered
    postings: Postings
    groups: list[tuple[str, int]]  # (kind, risk)


def pack(
    requests: Sequence[Request],
    offers: Sequence[Offer],
    agreements: Sequence[Agreement],
    on: dt.date,
) -> Instance:
    """Pack a region; raise BadInput for values that cannot be right or ids that occur twice."""
    _check(requests, offers)
    groups = sorted({(request.kind, request.risk) for request in requests})
    checks = _vocabulary((request.checks for request in requests), CHECK_BITS, "checks")
    helpers = _vocabulary(
        ({offer.helper} for offer in offers), WORD - CHECK_BITS, "kinds of helper"
    )
    languages = _shared((r.languages for r in requests), (o.languages for o in offers))
    interests = _shared((r.interests for r in requests), (o.interests for o in offers))
    asked = _asked(requests, offers, groups, checks, helpers, languages, interests)
    offered = _offered(offers, agreements, on, checks, helpers, languages, interests)
    return Instance(
        [request.id for request in requests],
        [offer.id for offer in offers],
        asked,
        offered,
        _postings(offers, offered, groups, agreements, on),
        groups,
    )


def _check(requests: Sequence[Request], offers: Sequence[Offer]) -> None:
    for things, word in ((requests, "request"), (offers, "offer")):
        if len({thing.id for thing in things}) != len(things):
            seen: set[str] = set()
            twice = next(t.id for t in things if t.id in seen or seen.add(t.id))  # type: ignore[func-returns-value]
            raise BadInput(f"The id {twice!r} belongs to more than one {word}.")
    for request in requests:
        _whole(request.id, "wait_days", request.wait_days, LONGEST_WAIT)
        _whole(request.id, "need", request.need, 21)
        _whole(request.id, "risk", request.risk, max(rules.RISKS))
        _whole(request.id, "radius_m", request.radius_m, FARTHEST_M)
        _place(request.id, request.x_m, request.y_m)
    for offer in offers:
        _whole(offer.id, "load", offer.load, FARTHEST_M)
        _whole(offer.id, "most", offer.most, FARTHEST_M)
        _whole(offer.id, "radius_m", offer.radius_m, FARTHEST_M)
        _place(offer.id, offer.x_m, offer.y_m)


def _whole(name: str, field: str, value: object, most: int) -> None:
    if type(value) is not int or not 0 <= value <= most:
        raise BadInput(f"{name}: {field} is {value!r}; it must be a whole number, 0 to {most}.")


def _place(name: str, x: object, y: object) -> None:
    for value in (x, y):
        if value is not None and (type(value) is not int or abs(value) > FARTHEST_M):
            raise BadInput(f"{name}: the place {value!r} is not a whole number of metres.")


def _vocabulary(sets: Iterable[Iterable[str]], most: int, what: str) -> dict[str, int]:
    words = sorted({word for each in sets for word in each})
    if len(words) > most:
        raise BadInput(f"There are {len(words)} different {what}; {most} is the most.")
    return {word: place for place, word in enumerate(words)}


def _shared(ours: Iterable[Iterable[str]], theirs: Iterable[Iterable[str]]) -> dict[str, int]:
    both = {w for each in ours for w in each} & {w for each in theirs for w in each}
    return {word: place for place, word in enumerate(sorted(both))}


def _bits(words: Iterable[str], places: dict[str, int]) -> int:
    return sum(1 << places[word] for word in set(words) if word in places)


def _column(values: Iterable[Any], kind: type, count: int) -> Array:
    return np.fromiter(values, kind, count)


def _words(sets: Sequence[Iterable[str]], places: dict[str, int]) -> Array:
    """Pack sets of words in rows of uint64, 64 words to a column."""
    width = max(1, -(-len(places) // WORD))
    found = np.zeros((len(sets), width), np.uint64)
    known: dict[Hashable, int] = {}
    for row, words in enumerate(sets):
        key = words if isinstance(words, Hashable) else tuple(words)
        if key not in known:
            known[key] = _bits(words, places)
        value = known[key]
        for column in range(width):
            found[row, column] = value >> (WORD * column) & (2**WORD - 1)
    return found


def _asked(
    requests: Sequence[Request],
    offers: Sequence[Offer],
    groups: list[tuple[str, int]],
    checks: dict[str, int],
    helpers: dict[str, int],
    languages: dict[str, int],
    interests: dict[str, int],
) -> Asked:
    n = len(requests)
    number = {group: place for place, group in enumerate(groups)}
    placed = [r.x_m is not None and r.y_m is not None and r.times != 0 for r in requests]
    groups_of = (
        number[r.kind, r.risk] if good else NOWHERE
        for r, good in zip(requests, placed, strict=True)
    )
    starts, refused = _refusals(requests, {offer.id: j for j, offer in enumerate(offers)})
    return Asked(
        x=_column((r.x_m or 0 for r in requests), np.int32, n),
        y=_column((r.y_m or 0 for r in requests), np.int32, n),
        reach=_column((r.radius_m for r in requests), np.int32, n),
        group=_column(groups_of, np.int32, n),
        times=_column((r.times for r in requests), np.uint32, n),
        need=_column((max(1, r.need) for r in requests), np.int32, n),
        languages=_words([r.languages for r in requests], languages),
        first=_column((languages.get((*r.languages, "")[0], -1) for r in requests), np.int32, n),
        interests=_words([r.interests for r in requests], interests),
        required=_column((_bits(r.checks, checks) for r in requests), np.uint64, n),
        forbidden=_column((_forbidden(r, helpers) for r in requests), np.uint64, n),
        refused_from=starts,
        refused=refused,
        wait=_column((r.wait_days for r in requests), np.int32, n),
        low_ses=_column((r.low_ses for r in requests), np.bool_, n),
    )


def _forbidden(request: Request, helpers: dict[str, int]) -> int:
    if not request.helpers:
        return 0
    return sum(1 << (CHECK_BITS + h) for name, h in helpers.items() if name not in request.helpers)


def _refusals(requests: Sequence[Request], offers: dict[str, int]) -> tuple[Array, Array]:
    rows = [sorted(offers[name] for name in r.refused if name in offers) for r in requests]
    starts = np.zeros(len(requests) + 1, np.int64)
    np.cumsum([len(row) for row in rows], out=starts[1:])
    return starts, np.array([j for row in rows for j in row], np.int32)


def _offered(
    offers: Sequence[Offer],
    agreements: Sequence[Agreement],
    on: dt.date,
    checks: dict[str, int],
    helpers: dict[str, int],
    languages: dict[str, int],
    interests: dict[str, int],
) -> Offered:
    m = len(offers)
    trust = (
        _bits(rules.valid_checks(o, on), checks) | 1 << (CHECK_BITS + helpers[o.helper])
        for o in offers
    )
    placed = [o.x_m is not None and o.y_m is not None for o in offers]
    room = (
        rules.room(o, agreements, on) if good else 0 for o, good in zip(offers, placed, strict=True)
    )
    return Offered(
        x=_column((o.x_m or 0 for o in offers), np.int32, m),
        y=_column((o.y_m or 0 for o in offers), np.int32, m),
        radius=_column((o.radius_m for o in offers), np.int32, m),
        comes=_column((o.comes for o in offers), np.bool_, m),
        times=_column((o.times for o in offers), np.uint32, m),
        languages=_words([o.languages for o in offers], languages),
        interests=_words([o.interests for o in offers], interests),
        trust=_column(trust, np.uint64, m),
        load=_column((o.load for o in offers), np.int32, m),
        room=_column(room, np.int32, m),
    )


def _postings(
    offers: Sequence[Offer],
    offered: Offered,
    groups: list[tuple[str, int]],
    agreements: Sequence[Agreement],
    on: dt.date,
) -> Postings:
    of_kind: dict[str, list[tuple[int, int]]] = {}
    for number, (kind, risk) in enumerate(groups):
        of_kind.setdefault(kind, []).append((number, risk))
    known: dict[tuple[Any, ...], list[int]] = {}
    rows: list[tuple[int, int, bool]] = []
    for j, offer in enumerate(offers):
        if not offered.room[j]:
            continue
        held = rules.valid_checks(offer, on)
        for kind in set(offer.kinds) & of_kind.keys():
            key = (kind, offer.helper, held)
            if key not in known:
                known[key] = [
                    number
                    for number, risk in of_kind[kind]
                    if rules.trust_trouble(Request("", kind, risk=risk), offer, agreements, on)
                    is None
                ]
            rows += [(j, number, offer.kinds[0] == kind) for number in known[key]]
    table = np.array(rows, np.int32).reshape(-1, 3)
    return Postings(table[:, 0].copy(), table[:, 1].copy(), table[:, 2] != 0)
