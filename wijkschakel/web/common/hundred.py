"""Draws figures about people: a hundred of them, a bar of a hundred, a change on a line.

Beside each drawing stand the same numbers in words; screen readers skip the drawing.
"""

from functools import lru_cache

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from wijkschakel.web.common.drawings import svg

PERSON = "m13 1a6 6 0 1 1 0 12a6 6 0 1 1 0-12zm-11 34c0-13 3-19 11-19s11 6 11 19z"
WIDE, SQUARE = 20, 10
STEP_X, STEP_Y = 40, 46
LINE_FROM, LINE_TO = 20, 460
MINUS = "\N{MINUS SIGN}"


def _people(first: int, last: int) -> str:
    parts = []
    for number in range(first, last):
        row, column = divmod(number, WIDE)
        parts.append(f"M{column * 30} {row * 44}{PERSON}")
    return "".join(parts)


@lru_cache(maxsize=128)
def hundred(count: int) -> SafeString:
    """Draw a hundred people, `count` of them in colour."""
    count = max(0, min(100, count))
    inner = ""
    if count:
        inner += f'<path class="p-was" d="{_people(0, count)}"/>'
    if count < 100:
        inner += f'<path class="p-not" d="{_people(count, 100)}"/>'
    return svg("ws-array", "-2 -2 602 220", inner)


@lru_cache(maxsize=256)
def bar_of_hundred(count: int, tick: int | None) -> SafeString:
    """Draw a part of a hundred as a bar, and a line to compare it with."""
    inner = '<path class="c-bg" d="M0 3h400v20H0z"/>'
    inner += f'<path class="c-b" d="M0 3h{max(0, min(100, count)) * 4}v20H0z"/>'
    if tick is not None:
        inner += f'<path class="c-tick" d="M{max(0, min(100, tick)) * 4} 0v26"/>'
    return svg("ws-ofhundred", "0 0 400 26", inner, ' preserveAspectRatio="none"')


def _square(first: int, last: int) -> str:
    parts = []
    for number in range(first, last):
        row, column = divmod(number, SQUARE)
        parts.append(f"M{column * STEP_X} {row * STEP_Y}{PERSON}")
    return "".join(parts)


def _around(low: int, high: int) -> str:
    """Draw one line around the people from `low` to `high`, who stand in rows of ten."""
    top, left = divmod(low, SQUARE)
    bottom, right = divmod(high - 1, SQUARE)
    right += 1
    if top == bottom:
        corners = [[(left, top), (right, top), (right, top + 1), (left, top + 1)]]
    elif bottom == top + 1 and right <= left:
        corners = [
            [(left, top), (SQUARE, top), (SQUARE, bottom), (left, bottom)],
            [(0, bottom), (right, bottom), (right, bottom + 1), (0, bottom + 1)],
        ]
    else:
        corners = [
            [(left, top), (SQUARE, top), (SQUARE, bottom), (right, bottom), (right, bottom + 1),
             (0, bottom + 1), (0, top + 1), (left, top + 1)]
        ]  # fmt: skip
    return "".join(
        "M" + "L".join(f"{x * STEP_X - 6} {y * STEP_Y - 5}" for x, y in path) + "z"
        for path in corners
    )


@lru_cache(maxsize=256)
def change_of_hundred(was: int, now: int, low: int, high: int, goal: int | None) -> SafeString:
    """Draw a hundred people before and after, where it may lie, and a flag at the promise."""
    was, now, low, high = (max(0, min(100, n)) for n in (was, now, low, high))
    same, most = min(was, now), max(was, now)
    change = "p-new" if now > was else "p-gone"
    inner = ""
    if same:
        inner += f'<path class="p-was" d="{_square(0, same)}"/>'
    if most > same:
        inner += f'<path class="{change}" d="{_square(same, most)}"/>'
    if most < 100:
        inner += f'<path class="p-not" d="{_square(most, 100)}"/>'
    if low < high:
        inner += f'<path class="p-may" d="{_around(low, high)}"/>'
    if goal is not None and 0 < goal <= 100:
        row, column = divmod(goal - 1, SQUARE)
        x, y = column * STEP_X + 33, row * STEP_Y - 10
        inner += f'<path class="p-goal" d="M{x} {y}v50"/>'
        inner += f'<path class="p-goalf" d="M{x} {y - 1}h15l-4 5 4 5h-15z"/>'
    return svg("ws-array ws-array--square", "-8 -16 408 480", inner)


def _edges(low: float, high: float, goal: float | None) -> tuple[float, float]:
    ends = [0.0, low, high, *([goal] if goal is not None else [])]
    room = max(0.1, (max(ends) - min(ends)) * 0.12)
    return min(ends) - room, max(ends) + room


def percent(value: float) -> str:
    """Write a relative change: +14%, or as much less."""
    rounded = round(value * 100)
    sign = MINUS if rounded < 0 else "+" if rounded else ""
    return f"{sign}{abs(rounded)}%"


def change_on_a_line(value: float, low: float, high: float, goal: float | None) -> SafeString:
    """Draw a relative change with its interval, nothing changed, and the promise."""
    word = "" if goal is None else _("belofte %(percent)s%%") % {"percent": round(goal * 100)}
    return _line(value, low, high, goal, word)


@lru_cache(maxsize=256)
def _line(value: float, low: float, high: float, goal: float | None, word: str) -> SafeString:
    """Draw it with this word at the promise: a drawing that is kept is of one language."""
    first, last = _edges(low, high, goal)

    def at(share: float) -> int:
        return round(LINE_FROM + (LINE_TO - LINE_FROM) * (share - first) / (last - first))

    inner = f'<path class="k-line" d="M{LINE_FROM} 56H{LINE_TO}M{at(0)} 44v24"/>'
    inner += f'<text class="k-ts" x="{at(0)}" y="92" text-anchor="middle">0%</text>'
    if goal is not None:
        near = abs(at(goal) - at(0)) < 110
        inner += f'<path class="k-goal" d="M{at(goal)} 40v32"/>'
        anchor = "start" if near else "middle"
        place = at(goal) - 14 if near else min(at(goal), LINE_TO - 60)
        inner += f'<text class="k-tg" x="{place}" y="92" text-anchor="{anchor}">{word}</text>'
    inner += f'<path class="k-int" d="M{at(low)} 56H{at(high)}"/>'
    inner += f'<circle class="k-est" cx="{at(value)}" cy="56" r="12"/>'
    inner += (
        f'<text class="k-t" x="{at(value)}" y="28" text-anchor="middle">{percent(value)}</text>'
    )
    return svg("ws-range", "0 0 480 104", inner)
