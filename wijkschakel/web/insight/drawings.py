"""Drawings of these pages: growth over years, the five of a neighbourhood, naive beside honest."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString

from wijkschakel.web.common.drawings import svg
from wijkschakel.web.common.hundred import percent

GROUND, TOP = 150, 34
MIDDLE, REACH = (250, 190), 130


@dataclass(frozen=True)
class Growing:
    """Something that grew, year by year."""

    title: str
    series: list[tuple[str, int]]
    picture: SafeString

    @property
    def first(self) -> tuple[str, int]:
        """Give the first year."""
        return self.series[0]

    @property
    def last(self) -> tuple[str, int]:
        """Give the newest year."""
        return self.series[-1]


@lru_cache(maxsize=64)
def growth(series: tuple[tuple[str, int], ...], words: tuple[str, ...] = ()) -> SafeString:
    """Draw a number over years as bars that stand on the ground; `words`: above them instead."""
    most = max((value for _year, value in series), default=0) or 1
    step = 400 / max(4, len(series))
    inner = f'<path class="k-line" d="M0 {GROUND}H400"/>'
    for place, (year, value) in enumerate(series):
        x = round(place * step + step * 0.15)
        height = round((GROUND - TOP) * value / most)
        inner += f'<path class="g-bar" d="M{x} {GROUND}v-{height}h{round(step * 0.7)}v{height}z"/>'
        middle = round(place * step + step / 2)
        inner += (
            f'<text class="g-t" x="{middle}" y="{GROUND - height - 8}"'
            f' text-anchor="middle">{escape(words[place]) if words else value}</text>'
            f'<text class="g-t" x="{middle}" y="{GROUND + 24}" text-anchor="middle">'
            f"{escape(year)}</text>"
        )
    return svg("ws-growth", "0 0 400 180", inner)


@lru_cache(maxsize=64)
def stack(parts: tuple[int | None, ...]) -> SafeString:
    """Draw parts of a hundred side by side in one bar; what may not be told stays open."""
    inner, x = '<path class="c-bg" d="M0 3h400v26H0z"/>', 0
    for place, part in enumerate(parts):
        if part:
            inner += f'<path class="s-{place}" d="M{x} 3h{part * 4}v26h-{part * 4}z"/>'
            x += part * 4
    return svg("ws-ofhundred", "0 0 400 32", inner, ' preserveAspectRatio="none"')


def _at(angle: float, share: float) -> str:
    x = MIDDLE[0] + REACH * share * math.sin(angle)
    y = MIDDLE[1] - REACH * share * math.cos(angle)
    return f"{x:.0f} {y:.0f}"


def radar(shares: Sequence[float | None]) -> SafeString:
    """Draw shares of a hundred around a point; what may not be told has no dot."""
    corners = [2 * math.pi * place / len(shares) for place in range(len(shares))]
    inner = ""
    for ring in (0.25, 0.5, 0.75, 1.0):
        inner += f'<path class="r-grid" d="M{"L".join(_at(a, ring) for a in corners)}z"/>'
    for angle in corners:
        inner += f'<path class="r-axis" d="M{MIDDLE[0]} {MIDDLE[1]}L{_at(angle, 1)}"/>'
    told = [(a, s) for a, s in zip(corners, shares, strict=True) if s is not None]
    if len(told) > 2:
        inner += f'<path class="r-now" d="M{"L".join(_at(a, s) for a, s in told)}z"/>'
    for number, angle in enumerate(corners):
        share = shares[number]
        if share is not None:
            x, y = _at(angle, share).split()
            inner += f'<circle class="r-dot" cx="{x}" cy="{y}" r="8"/>'
        x, y = _at(angle, 1.18).split()
        label = f'x="{x}" y="{int(y) + 7}" text-anchor="middle">{number + 1}'
        inner += f'<text class="r-label" {label}</text>'
    return svg("ws-radar", "0 0 500 370", inner)


@lru_cache(maxsize=64)
def two_claims(naive: float, ours: float, truth: float) -> SafeString:
    """Draw what plain counting says, what we say, and what is true, on one line."""
    ends = (naive, ours, truth, 0.0)
    room = max(0.05, (max(ends) - min(ends)) * 0.1)
    first, last = min(ends) - room, max(ends) + room

    def at(share: float) -> int:
        return round(16 + 448 * (share - first) / (last - first))

    inner = f'<path class="k-line" d="M16 80H464M{at(0)} 68v24"/>'
    inner += f'<text class="k-ts" x="{at(0)}" y="116" text-anchor="middle">0%</text>'
    inner += f'<path class="h-truth" d="M{at(truth)} 10v84"/>'
    inner += f'<circle class="k-est" cx="{at(ours)}" cy="80" r="12"/>'
    x = at(naive)
    inner += f'<path class="h-naive" d="M{x - 14} 80l14-14 14 14-14 14z"/>'
    inner += f'<text class="k-tg" x="{x}" y="54" text-anchor="middle">{percent(naive)}</text>'
    return svg("ws-range", "0 0 480 126", inner)


@lru_cache(maxsize=64)
def hundred_times(count: int, *, is_right: bool) -> SafeString:
    """Draw a hundred programmes as blocks; in colour those of which a change is told."""

    def blocks(first: int, last: int) -> str:
        places = (divmod(number, 20) for number in range(first, last))
        return "".join(f"M{column * 20} {row * 20}h16v16h-16z" for row, column in places)

    told = max(0, min(100, count))
    inner = f'<path class="{"c-b" if is_right else "h-naive"}" d="{blocks(0, told)}"/>'
    inner += f'<path class="p-not" d="{blocks(told, 100)}"/>'
    return svg("ws-growth", "-1 -1 398 98", inner)
