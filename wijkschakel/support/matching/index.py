"""An inverted index of offers, so that allowed pairs lie side by side in memory. Needs numpy.

Postings of offers are sorted by (layer, group, cell): all offers for one group of requests in a
row of cells are one stretch. A layer holds the helpers whose radius is about the same, with cells
of a size that fits; activities have a layer of their own, because there the radius of the
resident counts. Trust is looked up when the index is made, the rest per posting.
"""

from typing import NamedTuple

import numpy as np

from wijkschakel.support.matching.instance import Array, Asked, Instance, Offered

SMALLEST_M = 500
SMALLEST_CELL_M = 300
CELLS_PER_RADIUS = 4
MOST_CELLS = 16_000_000
ACTIVITIES = 0  # the "radius" of the layer of activities
POSTING = np.dtype(
    [
        ("x", np.int32),  # metres
        ("y", np.int32),
        ("radius", np.int32),  # metres the helper goes; unused in the layer of activities
        ("times", np.uint32),
        ("language", np.uint64),  # the first word
        ("interest", np.uint64),  # the first word
        ("trust", np.uint64),
        ("offer", np.int32),
        ("first", np.int32),  # 1 for the kind this helper likes most
    ]
)
REQUEST = np.dtype(
    [
        ("x", np.int64),  # metres
        ("y", np.int64),
        ("reach", np.int64),  # metres the resident goes
        ("group", np.int64),
        ("need", np.int64),
        ("first", np.int64),  # bit of the preferred language, -1 when no offer has it
        ("times", np.uint64),
        ("language", np.uint64),  # the first word
        ("interest", np.uint64),  # the first word
        ("required", np.uint64),
        ("forbidden", np.uint64),
        ("number", np.int64),  # its place in the instance
    ]
)


class Index(NamedTuple):
    """Postings in the order of the cells, and where each cell starts."""

    rows: Array  # POSTING (P,)
    starts: Array  # int32, per layer, group and cell where its postings start
    layers: Array  # int64 (L, 7): start in `starts`, x0, y0, cell, columns, rows, radius


class Words(NamedTuple):
    """What does not fit in one word, and who said no: looked at only where there is any."""

    wide: bool  # more than 64 languages or interests are in use
    asked_languages: Array  # uint64 (n, W)
    asked_interests: Array  # uint64 (n, V)
    languages: Array  # uint64 (m, W)
    interests: Array  # uint64 (m, V)
    refused_from: Array  # int64 (n + 1,)
    refused: Array  # int32


def build(instance: Instance) -> Index:
    """Build the index of the offers."""
    postings, offered = instance.postings, instance.offered
    j = postings.offer
    layer = _layer_of(offered, j)
    layers: list[list[int]] = []
    starts: list[Array] = []
    orders: list[Array] = []
    at = 0
    for number in np.unique(layer):
        chosen = np.flatnonzero(layer == number)
        grid, cells = _grid(offered, j[chosen], int(number), len(instance.groups))
        key = postings.group[chosen].astype(np.int64) * (grid[3] * grid[4]) + cells
        order = np.argsort(key, kind="stable")
        counts = np.bincount(key, minlength=len(instance.groups) * grid[3] * grid[4])
        first = sum(len(each) for each in orders)
        layers.append([at, *grid])
        starts.append(first + np.concatenate(([0], np.cumsum(counts))))
        orders.append(chosen[order])
        at += len(counts) + 1
    order = np.concatenate([np.zeros(0, np.int64), *orders]).astype(np.int64)
    j = j[order]
    return Index(
        _rows(offered, j, postings.first[order]),
        np.concatenate([np.zeros(0, np.int32), *starts]).astype(np.int32),
        np.array(layers, np.int64).reshape(-1, 7),
    )


def _rows(offered: Offered, j: Array, first: Array) -> Array:
    rows = np.zeros(len(j), POSTING)
    for name in ("x", "y", "radius", "times", "trust"):
        rows[name] = getattr(offered, name)[j]
    rows["language"], rows["interest"] = offered.languages[j, 0], offered.interests[j, 0]
    rows["offer"], rows["first"] = j, first
    return rows


def asking(asked: Asked) -> Array:
    """Put the requests in one table, REQUEST (n,)."""
    rows = np.zeros(len(asked.x), REQUEST)
    for name in ("x", "y", "reach", "group", "need", "first", "times", "required", "forbidden"):
        rows[name] = getattr(asked, name)
    rows["language"], rows["interest"] = asked.languages[:, 0], asked.interests[:, 0]
    rows["number"] = np.arange(len(rows))
    return rows


def words(instance: Instance) -> Words:
    """Gather what the fast path does not look at."""
    asked, offered = instance.asked, instance.offered
    return Words(
        asked.languages.shape[1] > 1 or asked.interests.shape[1] > 1,
        asked.languages,
        asked.interests,
        offered.languages,
        offered.interests,
        asked.refused_from,
        asked.refused,
    )


def _layer_of(offered: Offered, j: Array) -> Array:
    """Number the layer of each posting: -1 for activities, else by powers of two of the radius."""
    radius = np.maximum(offered.radius[j].astype(np.float64), 1.0)
    number = np.ceil(np.log2(np.maximum(radius / SMALLEST_M, 1.0))).astype(np.int64)
    return np.where(offered.comes[j], number, -1)


def _grid(offered: Offered, j: Array, layer: int, groups: int) -> tuple[list[int], Array]:
    """Choose cells for a layer; give [x0, y0, cell, columns, rows, radius] and each cell."""
    x, y = offered.x[j].astype(np.int64), offered.y[j].astype(np.int64)
    radius = ACTIVITIES if layer < 0 else max(1, int(offered.radius[j].max()))
    cell = max(SMALLEST_CELL_M, radius // CELLS_PER_RADIUS)
    x0, y0, width, height = int(x.min()), int(y.min()), int(np.ptp(x)), int(np.ptp(y))
    while (width // cell + 1) * (height // cell + 1) * groups > MOST_CELLS:
        cell *= 2
    columns, rows = width // cell + 1, height // cell + 1
    cells = (y - y0) // cell * columns + (x - x0) // cell
    return [x0, y0, cell, columns, rows, radius], cells
