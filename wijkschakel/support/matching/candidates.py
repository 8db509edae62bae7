"""Every allowed pair, with its score. Needs numba.

For each request the stretches of the index around it are read; what is near enough, free at the
same time, trusted and speaks the language is kept. The result agrees with `rules.why_not` and
`weights.score` for every pair.
"""

from typing import NamedTuple

import numpy as np

from wijkschakel.support.matching.errors import TooManyPairs
from wijkschakel.support.matching.index import ACTIVITIES, Index, Words, asking, build, words
from wijkschakel.support.matching.instance import Array, Instance
from wijkschakel.support.matching.native import compiled, inner, inner_unchecked
from wijkschakel.support.matching.weights import Weights

MOST_PAIRS = 60_000_000
FIRST_PAIRS = 1 << 16


class Edges(NamedTuple):
    """The allowed pairs, request after request."""

    start: Array  # int64 (n + 1,): pairs of request i stand at start[i] .. start[i + 1]
    offer: Array  # int32 (E,)
    score: Array  # int16 (E,), 0 to 1,000

    @property
    def pairs(self) -> int:
        """Count the pairs."""
        return len(self.offer)

    def requests(self) -> Array:
        """Give the request of each pair, int32 (E,)."""
        return np.repeat(np.arange(len(self.start) - 1, dtype=np.int32), np.diff(self.start))


def find(
    instance: Instance, weights: Weights, index: Index | None = None, most: int = MOST_PAIRS
) -> Edges:
    """Find every allowed pair; raise TooManyPairs beyond `most` (6 bytes each)."""
    index = index or build(instance)
    rows = asking(instance.asked)
    start, offer, score = _find(rows, index, words(instance), scale(weights), most)
    if start[-1] < 0:
        raise TooManyPairs(
            f"There are more than {most} allowed pairs. Make smaller regions, or allow more pairs."
        )
    return Edges(start, offer, score)


def find_one(request: Array, index: Index, around: Words, parts: Array) -> tuple[Array, Array]:
    """Find the allowed offers (int32) and scores (int16) of one row of `asking`."""
    _, offer, score = _find(np.atleast_1d(request), index, around, parts, MOST_PAIRS)
    return offer, score


def scale(weights: Weights) -> Array:
    """Put the parts of the score in an array of int64."""
    return np.array(
        [
            weights.distance,
            weights.times,
            weights.first_kind,
            weights.other_kind,
            weights.first_language,
            weights.other_language,
            weights.interests,
        ],
        np.int64,
    )


@inner
def _buffers(size):
    return np.empty(size, np.int32), np.empty(size, np.int16)


@inner
def _grown(offer, score, count, size):
    larger_offer, larger_score = _buffers(size)
    for at in range(count):
        larger_offer[at], larger_score[at] = offer[at], score[at]
    return larger_offer, larger_score


@inner
def ones(bits):
    """Count the ones of a uint64."""
    bits = np.uint64(bits)
    bits = bits - ((bits >> np.uint64(1)) & np.uint64(0x5555555555555555))
    bits = (bits & np.uint64(0x3333333333333333)) + (
        (bits >> np.uint64(2)) & np.uint64(0x3333333333333333)
    )
    bits = (bits + (bits >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return np.int64((bits * np.uint64(0x0101010101010101)) >> np.uint64(56))


@inner
def _further(mine, theirs):
    """Count the words in common over all columns."""
    found = np.int64(0)
    for column in range(len(mine)):
        found += ones(mine[column] & theirs[column])
    return found


@inner
def _layer(layers, number):
    return (
        layers[number, 0], layers[number, 1], layers[number, 2], layers[number, 3],
        layers[number, 4], layers[number, 5], layers[number, 6],
    )  # fmt: skip


@inner
def _half_width(away, reach):
    return np.int64(np.sqrt(np.float64(reach * reach - away * away))) + 1


@inner_unchecked
def _score(first, parts, square, reach, overlap, wanted, speaks, shared):
    away = np.sqrt(np.float64(square)) / np.float64(max(1, reach))
    found = np.int64(np.float64(parts[0]) * (1.0 - away) + 0.5)
    found += parts[1] * min(overlap, wanted) // wanted
    found += parts[2] if first else parts[3]
    found += parts[4] if speaks else parts[5]
    return found + parts[6] * min(shared, 4) // 4


@inner
def _shared_wide(mine, row, around):
    """Compare all words of languages and interests."""
    first, theirs = mine.first, around.languages[row.offer]
    speaks = first >= 0 and (theirs[first // 64] >> np.uint64(first % 64)) & np.uint64(1) != 0
    language = _further(around.asked_languages[mine.number], theirs) != 0
    return (
        language,
        speaks,
        _further(around.asked_interests[mine.number], around.interests[row.offer]),
    )


@inner
def _fits(mine, row, own):
    """Give the square of the distance, the reach and the overlap; overlap -1 when forbidden."""
    reach = own if own >= 0 else np.int64(row.radius)
    dx, dy = row.x - mine.x, row.y - mine.y
    square = dx * dx + dy * dy
    overlap = ones(mine.times & np.uint64(row.times))
    trusted = row.trust & mine.required == mine.required and row.trust & mine.forbidden == 0
    if square > reach * reach or overlap < mine.need or not trusted:
        overlap = np.int64(-1)
    return square, reach, overlap


@inner_unchecked
def _scan(mine, rows, parts, own, first, last, offer, score, count):
    """Look at postings first .. last and keep the allowed ones.

    What does not change is read before the loop: the compiler cannot know that writing a pair
    leaves the request alone.
    """
    x, y, need, wanted = mine.x, mine.y, mine.need, 2 * mine.need
    times, language, interest = mine.times, mine.language, mine.interest
    required, forbidden = mine.required, mine.forbidden
    knows_first, first_bit = mine.first >= 0, np.uint64(max(0, mine.first))
    for p in range(first, last):
        row = rows[p]
        reach = own if own >= 0 else np.int64(row.radius)
        dx, dy = row.x - x, row.y - y
        square = dx * dx + dy * dy
        if square > reach * reach:
            continue
        overlap = ones(times & np.uint64(row.times))
        if overlap < need or row.trust & required != required or row.trust & forbidden != 0:
            continue
        if language & row.language == 0:
            continue
        speaks = knows_first and (row.language >> first_bit) & np.uint64(1) != 0
        shared = ones(interest & row.interest)
        offer[count] = row.offer
        score[count] = _score(row.first, parts, square, reach, overlap, wanted, speaks, shared)
        count += 1
    return count


@inner
def _scan_wide(mine, rows, around, parts, own, first, last, offer, score, count):
    """Do the same where one word is not enough."""
    for p in range(first, last):
        row = rows[p]
        square, reach, overlap = _fits(mine, row, own)
        if overlap < 0:
            continue
        language, speaks, shared = _shared_wide(mine, row, around)
        if language:
            offer[count] = row.offer
            wanted = 2 * mine.need
            score[count] = _score(row.first, parts, square, reach, overlap, wanted, speaks, shared)
            count += 1
    return count


@inner
def _without_refused(mine, around, offer, score, start, count):
    """Take out the offers that said no to this request, or were told no."""
    low, high = around.refused_from[mine.number], around.refused_from[mine.number + 1]
    kept = start
    for at in range(start, count):
        if low == high or not np.any(around.refused[low:high] == offer[at]):
            offer[kept], score[kept] = offer[at], score[at]
            kept += 1
    return kept


@inner
def _search(mine, index, around, parts, offer, score, count):
    """Search all layers for one request; the buffers grow when they are full."""
    before = count
    for number in range(len(index.layers) if mine.group >= 0 else 0):
        start, x0, y0, cell, columns, height, radius = _layer(index.layers, number)
        own = mine.reach if radius == ACTIVITIES else np.int64(-1)
        reach = max(own, radius)
        low = max(0, (mine.y - reach - y0) // cell)
        high = min(height - 1, (mine.y + reach - y0) // cell)
        for row in range(low, high + 1):
            top = y0 + row * cell
            half = _half_width(max(0, top - mine.y, mine.y - (top + cell - 1)), reach)
            left = max(0, (mine.x - half - x0) // cell)
            right = min(columns - 1, (mine.x + half - x0) // cell)
            if right < left:
                continue
            at = start + (mine.group * height + row) * columns
            first, last = index.starts[at + left], index.starts[at + right + 1]
            if count + last - first > len(offer):
                offer, score = _grown(offer, score, count, 2 * len(offer) + last - first)
            if around.wide:
                count = _scan_wide(
                    mine, index.rows, around, parts, own, first, last, offer, score, count
                )
            else:
                count = _scan(mine, index.rows, parts, own, first, last, offer, score, count)
    if around.refused_from[mine.number] < around.refused_from[mine.number + 1]:
        count = _without_refused(mine, around, offer, score, before, count)
    return offer, score, count


@compiled
def _find(asking, index, around, parts, most):
    n = len(asking)
    start = np.zeros(n + 1, np.int64)
    offer, score = _buffers(FIRST_PAIRS)
    count = np.int64(0)
    for i in range(n):
        offer, score, count = _search(asking[i], index, around, parts, offer, score, count)
        start[i + 1] = count
        if count > most:
            start[n] = -1
            break
    return start, offer[:count].copy(), score[:count].copy()
