"""What is counted, as trees: areas in areas, answers in answers.

A frame is some trees side by side. A leaf of the frame is one leaf of each tree; every person is
counted in one leaf at most. A cell is one node of each tree and holds the leaves below it. Leaves
are numbered row-major (C order) over the leaves of the trees; counts are int64 arrays (leaves,).
"""

import hashlib
import itertools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from wijkschakel.outcomes.rules.troubles import BadInput

Array = Any
Cell = tuple[str, ...]


@dataclass(frozen=True)
class Tree:
    """One way to divide people; `parents` gives the parent of every node but the root."""

    name: str
    root: str
    parents: Mapping[str, str]

    def __post_init__(self) -> None:
        """Refuse what is no tree: a node outside, or a circle."""
        for node in self.parents:
            seen = {node}
            while node != self.root:
                node = self.parents.get(node, "")
                if node in seen or not (node == self.root or node in self.parents):
                    raise BadInput(f"{self.name} is not one tree: {sorted(seen)}.")
                seen.add(node)

    @cached_property
    def children(self) -> dict[str, tuple[str, ...]]:
        """Give the children of every node that has any, in order of name."""
        found: dict[str, list[str]] = {}
        for node in sorted(self.parents):
            found.setdefault(self.parents[node], []).append(node)
        return {node: tuple(below) for node, below in found.items()}

    @cached_property
    def levels(self) -> tuple[tuple[str, ...], ...]:
        """Give the nodes at each depth, the root first."""
        found: list[tuple[str, ...]] = [(self.root,)]
        while below := [n for node in found[-1] for n in self.children.get(node, ())]:
            found.append(tuple(below))
        return tuple(found)

    @cached_property
    def leaves(self) -> tuple[str, ...]:
        """Give the nodes without children, from left to right."""
        return tuple(self._leaves_under(self.root))

    @cached_property
    def under(self) -> dict[str, Array]:
        """Give the numbers of the leaves under each node."""
        number = {leaf: place for place, leaf in enumerate(self.leaves)}
        return {
            node: np.array([number[leaf] for leaf in self._leaves_under(node)])
            for node in (self.root, *self.parents)
        }

    def _leaves_under(self, node: str) -> Iterator[str]:
        below = self.children.get(node)
        if below is None:
            yield node
        for child in below or ():
            yield from self._leaves_under(child)


@dataclass(frozen=True)
class Frame:
    """Trees side by side."""

    trees: tuple[Tree, ...]

    @cached_property
    def shape(self) -> tuple[int, ...]:
        """Give the number of leaves of each tree."""
        return tuple(len(tree.leaves) for tree in self.trees)

    @cached_property
    def size(self) -> int:
        """Count the leaves."""
        return int(np.prod(self.shape))

    @cached_property
    def root(self) -> Cell:
        """Give the cell that holds everybody."""
        return tuple(tree.root for tree in self.trees)

    @cached_property
    def digest(self) -> str:
        """Sum up the trees: another division is another frame."""
        told = [[tree.name, tree.root, sorted(tree.parents.items())] for tree in self.trees]
        return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()

    def leaves(self, cell: Cell) -> Array:
        """Give the numbers of the leaves in a cell."""
        found = self._known.get(cell)
        if found is None:
            found = self._known[cell] = self._look_up(cell)
        return found

    @cached_property
    def _known(self) -> dict[Cell, Array]:
        return {}

    def _look_up(self, cell: Cell) -> Array:
        parts = [tree.under[node] for tree, node in zip(self.trees, cell, strict=True)]
        return np.ravel_multi_index(np.ix_(*parts), self.shape).ravel()

    def cells(self, levels: tuple[tuple[int, ...], ...]) -> list[Cell]:
        """Give the cells at these depths of each tree."""
        parts = [
            [node for depth in depths for node in tree.levels[depth]]
            for tree, depths in zip(self.trees, levels, strict=True)
        ]
        return list(itertools.product(*parts))

    def families(self, cell: Cell) -> Iterator[tuple[Cell, tuple[Cell, ...]]]:
        """Give every sum in which the cell stands: (whole, parts), along each tree."""
        for axis, node in enumerate(cell):
            tree = self.trees[axis]
            heads = [node] if node in tree.children else []
            heads += [tree.parents[node]] if node in tree.parents else []
            for head in heads:
                yield (
                    _with(cell, axis, head),
                    tuple(_with(cell, axis, child) for child in tree.children[head]),
                )


def _with(cell: Cell, axis: int, node: str) -> Cell:
    return (*cell[:axis], node, *cell[axis + 1 :])


def flat(name: str, root: str, leaves: tuple[str, ...]) -> Tree:
    """Make a tree of one level."""
    return Tree(name, root, dict.fromkeys(leaves, root))
