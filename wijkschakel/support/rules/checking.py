"""Looking a guide over before people walk it: no dead ends, no loops, always somebody."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from wijkschakel.base.text import reading
from wijkschakel.support.rules.tree import LANGUAGES, Node, PersonKind, Tree, said

MOST_ANSWERS = 6
FEWEST_ANSWERS = 2
MOST_SCREENS = 6
LONGEST_QUESTION = 90
LONGEST_ANSWER = 60
EASY_ENOUGH = 45
# The score says nothing of a few words.
ENOUGH_WORDS = 6


class Fault(StrEnum):
    """What may be wrong."""

    EMPTY = "empty"
    FEW_ANSWERS = "few_answers"
    MANY_ANSWERS = "many_answers"
    DEAD_END = "dead_end"
    LOOP = "loop"
    TOO_DEEP = "too_deep"
    NOTHING_TO_DO = "nothing_to_do"
    NOBODY = "nobody"
    NOBODY_NOW = "nobody_now"
    NOTHING_NOW = "nothing_now"
    UNREACHABLE = "unreachable"
    TOO_LONG = "too_long"
    TOO_HARD = "too_hard"
    NOT_TRANSLATED = "not_translated"
    SAME_ANSWERS = "same_answers"


# A guide with one of these is not published; the others are advice.
STOPS = frozenset(
    {
        Fault.EMPTY, Fault.FEW_ANSWERS, Fault.MANY_ANSWERS, Fault.DEAD_END, Fault.LOOP,
        Fault.TOO_DEEP, Fault.NOTHING_TO_DO, Fault.NOBODY, Fault.NOBODY_NOW, Fault.SAME_ANSWERS,
    }
)  # fmt: skip


@dataclass(frozen=True)
class Finding:
    """One thing on one screen; `about` is the word, the answer or the number it is about."""

    node: str
    fault: Fault
    about: str = ""

    @property
    def stops(self) -> bool:
        """Say whether a guide with this is not published."""
        return self.fault in STOPS


@dataclass(frozen=True)
class Live:
    """What a leaf gives at this moment: how many things to do, and whether somebody is there."""

    things: int
    somebody: bool


def check(tree: Tree, live: Mapping[str, Live] | None = None) -> list[Finding]:
    """Give what is wrong with a guide, screen by screen; first what stops, then advice.

    :param live: what the leaves give now, by the name of the leaf; left out: not looked at.
    """
    reached = _reached(tree)
    found = [finding for node in tree.nodes.values() for finding in _of_node(tree, node)]
    found += [Finding(key, Fault.UNREACHABLE) for key in tree.nodes if key not in reached]
    found += _of_ways(tree)
    for leaf in tree.leaves() if live is not None else ():
        found += _of_now(leaf, (live or {}).get(leaf.key))
    return sorted(dict.fromkeys(found), key=lambda one: not one.stops)


def stops(findings: Iterable[Finding]) -> list[Finding]:
    """Keep what must be mended first."""
    return [finding for finding in findings if finding.stops]


def _of_node(tree: Tree, node: Node) -> Iterator[Finding]:
    if not said(node.text, "nl").strip():
        yield Finding(node.key, Fault.EMPTY)
    if node.is_leaf:
        yield from _of_leaf(node)
    else:
        yield from _of_question(tree, node)
    yield from _of_words(node)


def _of_leaf(node: Node) -> Iterator[Finding]:
    if not node.targets:
        yield Finding(node.key, Fault.NOTHING_TO_DO)
    if node.person == PersonKind.NOBODY:
        yield Finding(node.key, Fault.NOBODY)


def _of_question(tree: Tree, node: Node) -> Iterator[Finding]:
    number = len(node.answers)
    if number < FEWEST_ANSWERS:
        yield Finding(node.key, Fault.FEW_ANSWERS, str(number))
    if number > MOST_ANSWERS:
        yield Finding(node.key, Fault.MANY_ANSWERS, str(number))
    told: set[str] = set()
    for answer in node.answers:
        text = said(answer.text, "nl").strip()
        if not text:
            yield Finding(node.key, Fault.EMPTY)
        if text.casefold() in told:
            yield Finding(node.key, Fault.SAME_ANSWERS, text)
        told.add(text.casefold())
        if answer.to not in tree.nodes:
            yield Finding(node.key, Fault.DEAD_END, text)


def _of_words(node: Node) -> Iterator[Finding]:
    lines = [(said(node.text, "nl"), LONGEST_QUESTION)]
    lines += [(said(answer.text, "nl"), LONGEST_ANSWER) for answer in node.answers]
    for text, longest in lines:
        if len(text) > longest:
            yield Finding(node.key, Fault.TOO_LONG, text)
        if word := hard_word(text):
            yield Finding(node.key, Fault.TOO_HARD, word)
    every = [node.text, *(answer.text for answer in node.answers)]
    missing = {code for code in LANGUAGES for words in every if not words.get(code, "").strip()}
    for code in sorted(missing - {"nl"}):
        yield Finding(node.key, Fault.NOT_TRANSLATED, code)


def hard_word(text: str) -> str:
    """Give what makes a line hard: an office word, or the line; empty when it is easy."""
    level = reading.measure(text)
    if level.banned:
        return level.banned[0][0]
    if level.sentence_length > reading.PLAIN_SENTENCE:
        return text
    if level.words >= ENOUGH_WORDS and level.flesch_douma < EASY_ENOUGH:
        return level.long_words[0] if level.long_words else text
    return ""


def _of_now(leaf: Node, now: Live | None) -> Iterator[Finding]:
    if now is None or not now.somebody:
        yield Finding(leaf.key, Fault.NOBODY_NOW)
    if now is None or not now.things:
        yield Finding(leaf.key, Fault.NOTHING_NOW)


def _reached(tree: Tree) -> Collection[str]:
    seen, queue = {tree.start}, [tree.start]
    for here in queue:
        for answer in tree.nodes[here].answers:
            if answer.to in tree.nodes and answer.to not in seen:
                seen.add(answer.to)
                queue.append(answer.to)
    return seen


def _of_ways(tree: Tree) -> list[Finding]:
    """Find the answers that lead back, and the screens that lie too far."""
    looping = _looping(tree)
    found = [Finding(key, Fault.LOOP, about) for key, about in looping]
    if not looping:
        depths = _depths(tree)
        found += [
            Finding(key, Fault.TOO_DEEP, str(depth))
            for key, depth in depths.items()
            if depth > MOST_SCREENS
        ]
    return found


def _looping(tree: Tree) -> list[tuple[str, str]]:
    """Walk every answer once, without recursion; give those that lead to a screen of the walk."""
    done: set[str] = set()
    found: list[tuple[str, str]] = []
    for root in tree.nodes:
        walk: list[tuple[str, int]] = [(root, 0)]
        on_walk = {root} if root not in done else set()
        while walk and root not in done:
            key, number = walk.pop()
            answers = tree.nodes[key].answers
            if number == len(answers):
                on_walk.discard(key)
                done.add(key)
                continue
            walk.append((key, number + 1))
            to = answers[number].to
            if to in on_walk:
                found.append((key, said(answers[number].text, "nl")))
            elif to in tree.nodes and to not in done:
                on_walk.add(to)
                walk.append((to, 0))
    return found


def _depths(tree: Tree) -> dict[str, int]:
    """Give for each screen the longest walk from the start, itself counted; no loops allowed."""
    depths = {tree.start: 1}
    queue = [tree.start]
    for here in queue:
        for answer in tree.nodes[here].answers:
            deeper = depths[here] + 1
            if answer.to in tree.nodes and deeper > depths.get(answer.to, 0):
                depths[answer.to] = deeper
                queue.append(answer.to)
    return depths
