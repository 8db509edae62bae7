"""Draws houses that gather at one table, and the frontier of people and euros."""

from collections.abc import Sequence
from functools import lru_cache

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from wijkschakel.web.common.drawings import svg

MOST_HOUSES = 7
LETTERS = "ABCDEF"
LEFT, RIGHT, TOP, BOTTOM = 64, 474, 30, 250
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500)
TABLE = (
    '<path d="M142 208h136M156 208v32M264 208v32"/>'
    '<path d="M192 206a18 13 0 0 1 36 0zM210 190v-4"/>'
    '<path d="M152 206a9 7 0 0 1 18 0M250 206a9 7 0 0 1 18 0"/>'
)


@lru_cache(maxsize=16)
def gathering(people: int) -> SafeString:
    """Draw up to seven houses with the light on, each with a line to one large house."""
    shown = max(1, min(people, MOST_HOUSES))
    gap = 60
    first = 210 - (shown - 1) * gap / 2
    inner = ""
    for number in range(shown):
        x, to = first + number * gap, 210 + (number - (shown - 1) / 2) * 7
        inner += f'<path class="g-line" d="M{x:g} 56C{x:g} 110 {to:g} 92 {to:g} 132"/>'
    for number in range(shown):
        x = first + number * gap
        inner += f'<path class="g-house" d="M{x - 19:g} 54V25l19-16 19 16v29z"/>'
        inner += f'<path class="g-pane" d="M{x - 6:g} 29h12v15h-12z"/>'
    inner += (
        '<path class="g-big" d="M118 246V160l92-54 92 54v86z"/>'
        '<path class="g-roof" d="M100 168 210 102l110 66v11L210 116 100 179z"/>'
        f'<g class="g-ink">{TABLE}</g><path class="c-axis" d="M0 246h420"/>'
    )
    return svg("ws-gather", "0 0 420 262", inner)


def _step(most: float) -> int:
    """Give a round step that divides the axis in at most four."""
    return next((step for step in STEPS if step * 4 >= most), int(most / 4) + 1)


def frontier(points: Sequence[tuple[int, int]], chosen: int) -> SafeString:
    """Draw plans as letters: euros to the right, people upward.

    :param points: (people, cents) of each plan, the cheapest first.
    """
    people_step = _step(max(people for people, _cents in points))
    euro_step = _step(max(1, max(cents for _people, cents in points) / 100))
    tops, ends = people_step * 4, euro_step * 4

    def at(people: int, cents: int) -> tuple[int, int]:
        x = LEFT + (RIGHT - LEFT) * cents / 100 / ends
        return round(x), round(BOTTOM - (BOTTOM - TOP) * people / tops)

    inner = ""
    for mark in range(5):
        _x, y = at(mark * people_step, 0)
        x, _y = at(0, mark * euro_step * 100)
        inner += f'<path class="c-grid" d="M{LEFT} {y}H{RIGHT}"/>'
        inner += (
            f'<text class="c-t" x="52" y="{y + 6}" text-anchor="end">{mark * people_step}</text>'
        )
        if mark:
            word = f"€ {mark * euro_step}"
            inner += f'<text class="c-t" x="{x}" y="276" text-anchor="middle">{word}</text>'
    inner += f'<text class="c-tb" x="0" y="14">{_("mensen geholpen")}</text>'
    inner += (
        f'<text class="c-tb" x="{RIGHT}" y="316" text-anchor="end">{_("kosten per keer")}</text>'
    )
    inner += f'<path class="c-axis" d="M{LEFT} {TOP}V{BOTTOM}H{RIGHT}"/>'
    places = [at(people, cents) for people, cents in points]
    line = "L".join(f"{x} {y}" for x, y in places)
    inner += f'<path class="c-line" d="M{line}"/>'
    for number, (x, y) in enumerate(places):
        on, size = (" c-p--on", 23) if number == chosen else ("", 17)
        inner += f'<circle class="c-p{on}" cx="{x}" cy="{y}" r="{size}"/>'
        letter = LETTERS[number % len(LETTERS)]
        inner += (
            f'<text class="c-pl{" c-pl--on" if on else ""}" x="{x}" y="{y + 7}">{letter}</text>'
        )
    return svg("ws-chart", "0 0 500 324", inner)
