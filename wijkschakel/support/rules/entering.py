"""Entering a guide by own words: which screens answer what somebody typed."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from wijkschakel.base.text import compounds, mistyping, stems
from wijkschakel.support.rules.tree import Node, Tree

# What is explained below a title is never enough by itself.
KEYWORD, TITLE, ANSWER, MORE = 3.0, 2.0, 2.0, 0.3
# A question further up is less of an answer than the end of a walk.
QUESTION = 0.55
SYNONYM, HALF, MISTYPED = 0.75, 0.5, 0.8
ENOUGH, BESIDE = 1.6, 0.55
MOST = 3
SHORTEST_MISTYPED = 5
# Words that stand in many questions and say nothing of what is looked for.
_GENERIC = """mensen mens anderen ander andere iemand grote groot kleine klein houden halen maken
    gaan komen vinden zoeken zoek nodig graag willen samen nieuwe goed goede mooi leuke buurt wijk
    dingen ding tijd dag week keer jaar les people others other thing things time good new"""
GENERIC = frozenset(_GENERIC.split())
Index = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class Asked:
    """One word somebody typed, and other words for the same."""

    word: str
    others: Sequence[str] = field(default=())


def index(tree: Tree) -> dict[str, dict[str, float]]:
    """Give per stem the screens it stands on, and how much it says of each."""
    found: dict[str, dict[str, float]] = {}
    leading: dict[str, list[str]] = {}
    for node in tree.nodes.values():
        for answer in node.answers:
            leading.setdefault(answer.to, []).extend(answer.text.values())
    for node in tree.nodes.values():
        worth = 1.0 if node.is_leaf else QUESTION
        for text, weight in _texts(node, leading.get(node.key, [])):
            for word in stems.words(text):
                at = found.setdefault(stems.light(word), {})
                at[node.key] = max(at.get(node.key, 0.0), weight * worth)
    return found


def _texts(node: Node, leading: Sequence[str]) -> Iterator[tuple[str, float]]:
    yield from ((word, KEYWORD) for word in node.words)
    yield from ((text, TITLE) for text in node.text.values())
    yield from ((text, ANSWER) for text in leading)
    yield from ((text, MORE) for text in node.more.values())


def best(tree: Tree, asked: Sequence[Asked]) -> list[Node]:
    """Give at most three screens that answer best; none when nothing is near enough.

    The first screen is left out: everybody is there already.
    """
    known = index(tree)
    asked = [one for one in asked if one.word not in GENERIC] or asked
    scores: defaultdict[str, float] = defaultdict(float)
    for one in asked:
        for key, score in _scores_of(one, known, len(tree.nodes)).items():
            scores[key] += score
    scores.pop(tree.start, 0.0)
    order = {key: place for place, key in enumerate(tree.nodes)}
    ranked = sorted(scores, key=lambda key: (-round(scores[key], 6), order[key]))
    if not ranked or scores[ranked[0]] < ENOUGH:
        return []
    least = scores[ranked[0]] * BESIDE
    return [tree.nodes[key] for key in ranked[:MOST] if scores[key] >= max(least, ENOUGH)]


def _scores_of(one: Asked, known: Index, total: int) -> dict[str, float]:
    found: dict[str, float] = {}
    for root, quality in _roots(one, known):
        at = known.get(root, {})
        rare = 1 + math.log(total / len(at)) / math.log(total + 1) if at else 0.0
        for key, weight in at.items():
            found[key] = max(found.get(key, 0.0), weight * quality * rare)
    return found


def _roots(one: Asked, known: Index) -> Iterator[tuple[str, float]]:
    root = stems.light(one.word)
    yield root, 1.0
    for other in one.others:
        for word in stems.words(other):
            yield stems.light(word), SYNONYM
    for form, quality in stems.forms(one.word).items():
        if not form.startswith("~"):
            yield stems.light(form), quality / stems.EXACT * SYNONYM
    for half in _halves(one.word):
        yield stems.light(half), HALF
    if root not in known and len(one.word) >= SHORTEST_MISTYPED:
        yield from ((near, MISTYPED) for near in _nearby(one.word, known))


def _halves(word: str) -> Iterator[str]:
    """Give the halves of a compound that are surely words: one of the two makes compounds."""
    makers = compounds.HEADS | compounds.TAILS
    for head, tail in compounds.cuts(word):
        if head in makers or tail in makers:
            for half in (head, tail):
                if len(half) > stems.SHORTEST_STEM and half not in compounds.PLAIN_TAILS:
                    yield half


def _nearby(word: str, known: Index) -> Iterator[str]:
    root = stems.light(word).lstrip("~")
    for other in known:
        if len(other) > SHORTEST_MISTYPED and mistyping.may_mean(root, other.lstrip("~")):
            yield other


def tells(words: Sequence[str]) -> bool:
    """Say whether one of the words by which something was found says what is looked for."""
    return any(word not in GENERIC and len(word) > stems.SHORTEST_STEM for word in words)
