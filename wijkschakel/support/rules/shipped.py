"""The guide that comes along, and the list of given names that are masked."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from wijkschakel.base.text import stems
from wijkschakel.support.rules.tree import (
    Answer,
    Kind,
    Node,
    Target,
    Tree,
    read_tree,
    write_tree,
)

DATA = resources.files("wijkschakel.support.rules") / "data"


@cache
def base_guide() -> Tree:
    """Give the guide that comes along."""
    told = tomllib.loads((DATA / "guide.toml").read_text(encoding="utf-8"))
    nodes = [_node(row) for row in told["node"]]
    tree = Tree(told["start"], {node.key: node for node in nodes})
    return read_tree(write_tree(tree))


def _node(row: dict[str, Any]) -> Node:
    return Node(
        key=row["key"],
        kind=Kind.QUESTION if "answers" in row else Kind.LEAF,
        text={"nl": row["nl"], "en": row["en"]},
        more={code: row[f"more_{code}"] for code in ("nl", "en") if f"more_{code}" in row},
        icon=row.get("icon", "help"),
        answers=tuple(
            Answer({"nl": nl, "en": en}, to, icon) for to, icon, nl, en in row.get("answers", ())
        ),
        targets=tuple(Target(*target) for target in row.get("targets", ())),
        words=tuple(row.get("words", ())),
    )


@cache
def given_names() -> frozenset[str]:
    """Give folded given names, as people here are called."""
    return frozenset(stems.fold((DATA / "given_names.txt").read_text(encoding="utf-8")).split())
