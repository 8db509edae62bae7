"""Drawings of initiatives: a house that lights up as it grows, and its family."""

import itertools
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString

from wijkschakel.activities.models import Initiative
from wijkschakel.activities.rules import growing
from wijkschakel.web.common.drawings import svg

WINDOWS = ((38, 104), (72, 104), (38, 66), (72, 66))
BOX, GAP, ROW = 164, 12, 96
MOST_LETTERS, MOST_LINES = 17, 2


def _window(x: int, y: int, lit: bool) -> str:
    colour = "lit" if lit else "pane"
    return (
        f'<path class="a-frame" d="M{x} {y}h20v26h-20z"/>'
        f'<path class="a-{colour}" d="M{x + 2} {y + 2}h16v22h-16z"/>'
        f'<path class="a-bar" d="M{x + 10} {y + 2}v22"/>'
    )


@lru_cache(maxsize=16)
def house(stage: str, size: str = "") -> SafeString:
    """Draw a house with as many lit windows as it has stages behind it."""
    css = f"ws-grow ws-grow--{size}" if size else "ws-grow"
    walls = '<path class="a-brick" d="M24 148V58L65 20l41 38v90z"/>'
    roof = '<path class="a-roof2" d="M82 12h11v22H82z"/><path class="a-roof" d="M12 62 65 8l53 54-8 6-45-44-45 44z"/>'  # noqa: E501
    lit = growing.floors(stage)
    panes = "".join(_window(x, y, on) for (x, y), on in zip(WINDOWS, lit, strict=True))
    return svg(css, "0 0 130 150", f"{walls}{roof}{panes}")


@dataclass(frozen=True)
class Relative:
    """Somebody of the family of an initiative, and how they belong."""

    initiative: Initiative
    words: str


def family(before: list[Relative], one: Initiative, after: list[Relative]) -> SafeString:
    """Draw where an initiative came from and what came of it; a list beside it says the same."""
    rows = [[r.initiative for r in before], [one], [r.initiative for r in after]]
    rows = [row[:4] for row in rows if row]
    width = 2 * BOX + GAP
    parts: list[str] = []
    top, joints = 0.0, []
    for row in rows:
        lines = [row[place : place + 2] for place in range(0, len(row), 2)]
        joints.append((top, top + len(lines) * ROW - 28))
        for line in lines:
            parts += _line(line, one, top, width)
            top += ROW
    links = [
        f'<path class="ws-family__link" d="M{width / 2:g} {bottom:g}V{begin:g}"/>'
        for (_top, bottom), (begin, _bottom) in itertools.pairwise(joints)
    ]
    height = top - 24
    return svg("ws-family", f"0 -2 {width} {height + 4:g}", "".join([*links, *parts]))


def _line(line: list[Initiative], one: Initiative, top: float, width: int) -> list[str]:
    total = len(line) * BOX + (len(line) - 1) * GAP
    left = (width - total) / 2
    return [
        _box(initiative, initiative == one, left + place * (BOX + GAP), top)
        for place, initiative in enumerate(line)
    ]


def _box(initiative: Initiative, is_here: bool, x: float, y: float) -> str:
    css = "ws-family__box ws-family__box--here" if is_here else "ws-family__box"
    here = ' class="ws-family__here"' if is_here else ""
    lines = wrap(initiative.name)
    begin = y + (42 if len(lines) == 1 else 31)
    words = "".join(
        f'<text{here} x="{x + BOX / 2:g}" y="{begin + 22 * number:g}">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )
    return f'<rect class="{css}" x="{x + 1:g}" y="{y:g}" width="{BOX - 2}" height="68" rx="12"/>{words}'  # noqa: E501


def wrap(name: str, letters: int = MOST_LETTERS, most: int = MOST_LINES) -> list[str]:
    """Break a name in a few short lines; what does not fit ends in an ellipsis."""
    lines: list[str] = [""]
    for word in name.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= letters or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    cut = [line if len(line) <= letters else f"{line[: letters - 1]}…" for line in lines[:most]]
    if len(lines) > most and not cut[-1].endswith("…"):
        cut[-1] = f"{cut[-1][: letters - 1]}…"
    return cut


@dataclass(frozen=True)
class Node:
    """A point in the drawing of a network."""

    key: str
    name: str
    weight: int = 1


def network(left: list[Node], right: list[Node], links: list[tuple[str, str]]) -> SafeString:
    """Draw initiatives on the left, organisations on the right, and a line for each link."""
    step, width, side = 56, 640, 210
    height = max(len(left), len(right), 1) * step + 16
    places = {node.key: (side, _y(n, len(left), height)) for n, node in enumerate(left)}
    places |= {node.key: (width - side, _y(n, len(right), height)) for n, node in enumerate(right)}
    lines = "".join(_curve(places[a], places[b]) for a, b in links)
    dots = "".join(_dot(node, places[node.key], "left") for node in left)
    dots += "".join(_dot(node, places[node.key], "right") for node in right)
    return svg("ws-net", f"0 0 {width} {height}", f"{lines}{dots}")


def _y(number: int, total: int, height: int) -> float:
    return round((number + 0.5) * height / total, 1)


def _curve(begin: tuple[float, float], end: tuple[float, float]) -> str:
    middle = (begin[0] + end[0]) / 2
    return (
        f'<path class="ws-net__link" d="M{begin[0]:g} {begin[1]:g}'
        f'C{middle:g} {begin[1]:g} {middle:g} {end[1]:g} {end[0]:g} {end[1]:g}"/>'
    )


def _dot(node: Node, place: tuple[float, float], side: str) -> str:
    x, y = place
    radius = min(16, 7 + node.weight)
    anchor = x - 22 if side == "left" else x + 22
    lines = wrap(node.name, 20)
    begin = y + 6 - 10 * (len(lines) - 1)
    words = "".join(
        f'<text class="ws-net__{side}" x="{anchor:g}" y="{begin + 20 * n:g}">{escape(line)}</text>'
        for n, line in enumerate(lines)
    )
    return f'<circle class="ws-net__{side}dot" cx="{x:g}" cy="{y:g}" r="{radius}"/>{words}'
