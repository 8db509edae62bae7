"""Drawings of a path: the radar of six marks, the picture of a goal; the year is in `year`.

Each has words or a table beside it; screen readers skip the drawing.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from wijkschakel.paths.queries.following import Answered
from wijkschakel.paths.rules import instruments, shipped
from wijkschakel.web.common.drawings import svg

MIDDLE, REACH = (250, 215), 150
MOST_BESIDE = 8  # letters on one line beside the drawing: more falls off a phone


@dataclass(frozen=True)
class Radar:
    """Six marks as a drawing and as rows: name, now, before."""

    picture: SafeString
    rows: list[tuple[str, int | None, int | None]]
    when: object
    before: object
    most: str


def _point(place: int, length: float) -> tuple[float, float]:
    angle = math.radians(60 * place - 90)
    return MIDDLE[0] + length * math.cos(angle), MIDDLE[1] + length * math.sin(angle)


def _shape(marks: Sequence[int | None]) -> str:
    points = [_point(n, REACH * mark / 10) for n, mark in enumerate(marks) if mark is not None]
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "z" if len(points) > 2 else ""


def _grid() -> str:
    rings = "".join(f'<path class="r-grid" d="{_shape([ring] * 6)}"/>' for ring in (2, 4, 6, 8, 10))
    axes = "".join(
        f'<path class="r-grid" d="M{MIDDLE[0]} {MIDDLE[1]}L{x:.1f} {y:.1f}"/>'
        for x, y in (_point(place, REACH) for place in range(6))
    )
    return rings + axes


def two_lines(name: str) -> list[str]:
    """Break a long name beside the drawing where its halves are most alike."""
    words = name.split()
    if len(name) <= MOST_BESIDE or len(words) == 1:
        return [name]
    breaks = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    return list(min(breaks, key=lambda halves: max(map(len, halves))))


def _labels(names: Sequence[str], marks: Sequence[int | None]) -> str:
    inner = ""
    for place, (name, mark) in enumerate(zip(names, marks, strict=True)):
        x, y = _point(place, REACH + 24)
        anchor = "middle" if place in (0, 3) else "start" if place in (1, 2) else "end"
        lines = [name] if anchor == "middle" else two_lines(name)
        for number, line in enumerate(lines):
            down = y + 24 * number - 8 * (len(lines) - 1)
            inner += f'<text class="r-label" x="{x:.1f}" y="{down:.1f}" text-anchor="{anchor}">'
            inner += f"{line}</text>"
        if mark is not None:
            x, y = _point(place, REACH * mark / 10)
            inner += f'<circle class="r-dot" cx="{x:.1f}" cy="{y:.1f}" r="16"/>'
            inner += f'<text class="r-num" x="{x:.1f}" y="{y + 6.5:.1f}">{mark}</text>'
    return inner


def radar_of(last: Answered | None, before: Answered | None, language: str) -> Radar | None:
    """Draw the six marks; those of before as a dotted line."""
    pack = shipped.instruments_shipped().get("six-marks")
    if last is None or pack is None:
        return None
    names = [instruments.words_of(item.words, language) for item in pack.items]
    marks = [last.answers.get(item.id) for item in pack.items]
    old = [before.answers.get(item.id) if before else None for item in pack.items]
    inner = _grid() + f'<path class="r-now" d="{_shape(marks)}"/>'
    if _shape(old):
        inner += f'<path class="r-old" d="{_shape(old)}"/>'
    picture = svg("ws-radar", "0 0 500 440", inner + _labels(names, marks))
    return Radar(
        picture,
        list(zip(names, marks, old, strict=True)),
        last.measurement.at,
        before.measurement.at if before else None,
        _most(names, marks, old),
    )


def _most(names: Sequence[str], marks: Sequence[int | None], old: Sequence[int | None]) -> str:
    """Say what went forward most, in one sentence; empty when nothing did."""
    rows = [
        (now - then, name, then, now)
        for name, now, then in zip(names, marks, old, strict=True)
        if now is not None and then is not None
    ]
    best = max(rows, default=None)
    if best is None or best[0] <= 0:
        return ""
    return _("%(name)s ging het meest vooruit: van %(then)s naar %(now)s.") % {
        "name": best[1],
        "then": best[2],
        "now": best[3],
    }


SUN = '<circle class="b-sun" cx="272" cy="44" r="24"/>'
ROAD = '<path class="b-g" d="M0 172h330"/>'
PERSON = (
    '<g transform="translate({x} 170) scale({s})"><path class="b-f" d="M0 0V-34M0-34l-14 34"/>'
    '<path class="b-t {coat}" d="M0-40V-78"/><path class="b-a {coat}" d="M0-74 {arm}"/>'
    '<circle class="{skin}" cx="0" cy="-104" r="14"/></g>'
)
PICTURES = {
    "happy": PERSON.format(x=110, s=1, coat="s-brick", arm="26-100", skin="a-skin1")
    + PERSON.format(x=205, s=0.8, coat="s-sun", arm="-26-100", skin="a-skin2"),
    "join_in": PERSON.format(x=80, s=0.95, coat="s-brick", arm="30-62", skin="a-skin1")
    + PERSON.format(x=150, s=1, coat="s-sun", arm="-32-62", skin="a-skin2")
    + PERSON.format(x=220, s=0.9, coat="s-sky", arm="-32-62", skin="a-skin1"),
    "healthy": PERSON.format(x=120, s=1, coat="s-sky", arm="26-52", skin="a-skin2")
    + '<path class="b-leaf" d="M238 170V118M238 118c-22 0-30-16-30-34 22 0 30 14 30 34zm0-12'
    'c0-20 10-34 32-34 0 22-12 34-32 34z"/>',
    "strength": PERSON.format(x=120, s=1, coat="s-brick", arm="40-96", skin="a-skin1")
    + '<path class="b-w" d="M160 66V20h44l-10 12 10 12h-44"/>',
}


def ambition(heading: str) -> SafeString:
    """Draw the picture of a goal, by its heading."""
    return svg("ws-ambition__art", "0 0 330 180", SUN + ROAD + PICTURES[heading])
