"""A guide as a tree: questions with answers, and leaves that end in something to do."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise
from typing import Any

MOST_NODES = 400
MOST_ANSWERS = 12
MOST_TARGETS = 8
MOST_WORDS = 60
LONGEST_TEXT = 300
KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_KEY = 40
LANGUAGES = ("nl", "en")
Words = Mapping[str, str]


class Kind(StrEnum):
    """What a screen is."""

    QUESTION = "question"
    LEAF = "leaf"


class TargetKind(StrEnum):
    """Where the end of a walk points to."""

    ACTIVITIES = "activities"
    SERVICES = "services"
    HOURS = "hours"


class PersonKind(StrEnum):
    """Who is there at the end of a walk."""

    NOBODY = ""
    DISTRICT = "district"
    HOUR = "hour"


class NotATree(ValueError):
    """The content is not a guide; the message says where it goes wrong, for who maintains it."""


@dataclass(frozen=True)
class Answer:
    """One answer to a question, and the screen it leads to."""

    text: Words
    to: str
    icon: str = "next"


@dataclass(frozen=True)
class Target:
    """Something to do: activities of a theme, services of a kind, hours, found by words."""

    kind: str
    topic: str = ""
    words: str = ""


@dataclass(frozen=True)
class Node:
    """One screen: a question with answers, or a leaf with something to do and somebody."""

    key: str
    kind: str
    text: Words
    more: Words = field(default_factory=dict)
    icon: str = "help"
    answers: tuple[Answer, ...] = ()
    targets: tuple[Target, ...] = ()
    person: str = PersonKind.DISTRICT
    words: tuple[str, ...] = ()

    @property
    def is_leaf(self) -> bool:
        """Say whether the walk ends here."""
        return self.kind == Kind.LEAF


@dataclass(frozen=True)
class Tree:
    """A whole guide."""

    start: str
    nodes: Mapping[str, Node]

    def get(self, key: str) -> Node | None:
        """Give a screen."""
        return self.nodes.get(key)

    @property
    def first(self) -> Node:
        """Give the first screen."""
        return self.nodes[self.start]

    def leaves(self) -> Iterator[Node]:
        """Give the ends, in the order of the guide."""
        return (node for node in self.nodes.values() if node.is_leaf)

    def parents(self, key: str) -> list[Node]:
        """Give the questions that lead to this screen."""
        return [
            node for node in self.nodes.values() if any(answer.to == key for answer in node.answers)
        ]

    def with_node(self, node: Node) -> "Tree":
        """Give the tree with this screen in it, in its own place or at the end."""
        return replace(self, nodes={**self.nodes, node.key: node})

    def without(self, key: str) -> "Tree":
        """Give the tree without a screen, and without the answers that led there."""
        kept = {
            name: replace(node, answers=tuple(one for one in node.answers if one.to != key))
            for name, node in self.nodes.items()
            if name != key
        }
        return replace(self, nodes=kept)


def said(words: Words, language: str) -> str:
    """Give the words in this language, else in Dutch, else in any."""
    return words.get(language) or words.get("nl") or next(iter(words.values()), "")


def path_to(tree: Tree, key: str) -> list[str]:
    """Give the shortest way from the start to a screen, both included; empty when there is none."""
    before: dict[str, str] = {tree.start: ""}
    queue = [tree.start]
    for here in queue:
        node = tree.get(here)
        for answer in node.answers if node else ():
            if answer.to not in before and answer.to in tree.nodes:
                before[answer.to] = here
                queue.append(answer.to)
    if key not in before:
        return []
    way = [key]
    while before[way[-1]]:
        way.append(before[way[-1]])
    return way[::-1]


def is_way(tree: Tree, way: list[str]) -> bool:
    """Say whether somebody can walk these screens one after the other from the start."""
    if not way or way[0] != tree.start:
        return False
    for here, there in pairwise(way):
        node = tree.get(here)
        if node is None or there not in {answer.to for answer in node.answers}:
            return False
    return True


def steps_left(tree: Tree, key: str) -> int:
    """Give the largest number of screens that may still follow; a loop is cut."""
    return _deepest(tree, key, frozenset()) - 1


def _deepest(tree: Tree, key: str, seen: frozenset[str]) -> int:
    node = tree.get(key)
    if node is None or key in seen:
        return 0
    below = (_deepest(tree, answer.to, seen | {key}) for answer in node.answers)
    return 1 + max(below, default=0)


def digest(node: Node | None) -> str:
    """Give a short number of how a screen reads, to notice that somebody changed it meanwhile."""
    told = json.dumps(write_node(node) if node else None, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def new_key(tree: Tree, text: str) -> str:
    """Make a name for a new screen out of its first words."""
    plain = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:28].strip("-") or "scherm"
    key, number = plain, 2
    while key in tree.nodes:
        key, number = f"{plain}-{number}", number + 1
    return key


def write_node(node: Node) -> dict[str, Any]:
    """Write a screen as it is kept."""
    kept: dict[str, Any] = {
        "kind": str(node.kind),
        "text": dict(node.text),
        "more": dict(node.more),
        "icon": node.icon,
        "words": list(node.words),
    }
    if node.is_leaf:
        kept["person"] = str(node.person)
        kept["targets"] = [
            {"kind": str(one.kind), "topic": one.topic, "words": one.words} for one in node.targets
        ]
    else:
        kept["answers"] = [
            {"text": dict(one.text), "to": one.to, "icon": one.icon} for one in node.answers
        ]
    return kept


def write_tree(tree: Tree) -> dict[str, Any]:
    """Write a guide as it is kept. Nodes stand in a list: their order says something."""
    nodes = [{"key": key, **write_node(node)} for key, node in tree.nodes.items()]
    return {"start": tree.start, "nodes": nodes}


def read_tree(content: Any) -> Tree:
    """Read a guide as it is kept.

    :raises NotATree: for anything that is not one, however it came there.
    """
    if not isinstance(content, dict) or not isinstance(content.get("nodes"), list):
        raise NotATree("no list of nodes")
    rows = content["nodes"]
    if not 1 <= len(rows) <= MOST_NODES:
        raise NotATree(f"{len(rows)} nodes")
    nodes = {}
    for row in rows:
        node = _read_node(row)
        if node.key in nodes:
            raise NotATree(f"{node.key}: twice")
        nodes[node.key] = node
    start = content.get("start")
    if not isinstance(start, str) or start not in nodes:
        raise NotATree("no start")
    return Tree(start, nodes)


def _read_node(row: Any) -> Node:
    if not isinstance(row, dict):
        raise NotATree("a node that is no table")
    key = _read_key(row.get("key"))
    kind = row.get("kind")
    if kind not in set(Kind):
        raise NotATree(f"{key}: no kind")
    person = row.get("person", PersonKind.DISTRICT)
    if person not in set(PersonKind):
        raise NotATree(f"{key}: no such person")
    return Node(
        key=key,
        kind=kind,
        text=_read_words(key, row.get("text")),
        more=_read_words(key, row.get("more", {})),
        icon=_read_text(key, row.get("icon", "help")),
        answers=tuple(_read_answer(key, one) for one in _some(key, row, "answers", MOST_ANSWERS)),
        targets=tuple(_read_target(key, one) for one in _some(key, row, "targets", MOST_TARGETS)),
        person=person,
        words=tuple(_read_text(key, one) for one in _some(key, row, "words", MOST_WORDS)),
    )


def _some(key: str, row: Mapping[str, Any], name: str, most: int) -> list[Any]:
    found = row.get(name, [])
    if not isinstance(found, list) or len(found) > most:
        raise NotATree(f"{key}: {name}")
    return found


def _read_key(key: Any) -> str:
    if not isinstance(key, str) or len(key) > LONGEST_KEY or not KEY.fullmatch(key):
        raise NotATree(f"not a key: {str(key)[:40]}")
    return key


def _read_text(key: str, text: Any) -> str:
    if not isinstance(text, str) or len(text) > LONGEST_TEXT:
        raise NotATree(f"{key}: a text that is none, or too long")
    return text


def _read_words(key: str, words: Any) -> dict[str, str]:
    if not isinstance(words, dict) or set(words) - set(LANGUAGES):
        raise NotATree(f"{key}: words")
    return {language: _read_text(key, text) for language, text in words.items()}


def _read_answer(key: str, row: Any) -> Answer:
    if not isinstance(row, dict):
        raise NotATree(f"{key}: an answer")
    to = row.get("to", "")
    icon = _read_text(key, row.get("icon", "next"))
    return Answer(_read_words(key, row.get("text")), _read_key(to) if to else "", icon)


def _read_target(key: str, row: Any) -> Target:
    if not isinstance(row, dict) or row.get("kind") not in set(TargetKind):
        raise NotATree(f"{key}: a target")
    topic, words = row.get("topic", ""), row.get("words", "")
    return Target(row["kind"], _read_text(key, topic), _read_text(key, words))
