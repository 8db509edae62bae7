"""Draws areas on a map: an SVG with a link per area, on tiles when there are any."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

SIDE = 640.0
MARGIN = 26.0
TILE = 256.0
MOST_TILES = 30
Point = tuple[float, float]


@dataclass(frozen=True)
class Shape:
    """One area on the map: a number, a name, where it leads, how it looks."""

    number: int
    name: str
    url: str
    boundary: dict[str, Any] | None
    longitude: float | None
    latitude: float | None
    look: str = ""
    note: str = ""


@dataclass(frozen=True)
class Frame:
    """The part of the world that is drawn."""

    west: float
    north: float
    scale: float
    width: float
    height: float

    def place(self, longitude: float, latitude: float) -> Point:
        """Give the place on the drawing of a point on earth."""
        x, y = mercator(longitude, latitude)
        return (x - self.west) * self.scale, (y - self.north) * self.scale


def mercator(longitude: float, latitude: float) -> Point:
    """Give a point on the square of the web map, from 0 to 1."""
    latitude = max(-85.0, min(85.0, latitude))
    y = math.asinh(math.tan(math.radians(latitude)))
    return longitude / 360 + 0.5, 0.5 - y / (2 * math.pi)


def rings(boundary: dict[str, Any] | None) -> list[list[Point]]:
    """Give all rings of a boundary; a boundary that is no MultiPolygon has none."""
    if not boundary or boundary.get("type") != "MultiPolygon":
        return []
    return [ring for polygon in boundary["coordinates"] for ring in polygon]


def frame_of(shapes: Iterable[Shape], air: float = 0.0) -> Frame | None:
    """Fit the areas in a square, or in a lower drawing when they are wide.

    :param air: how much of the surroundings is shown, as a part of the size.
    """
    points = [mercator(*point[:2]) for s in shapes for ring in rings(s.boundary) for point in ring]
    if not points:
        return None
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    room = (SIDE - 2 * MARGIN) / (1 + air)
    scale = room / max(wide, high, 1e-9)
    height = min(SIDE, max(high * scale * (1 + air) + 2 * MARGIN, SIDE * 0.6))
    west = min(xs) - (SIDE / scale - wide) / 2
    north = min(ys) - (height / scale - high) / 2
    return Frame(west, north, scale, SIDE, height)


def draw(title: str, shapes: Sequence[Shape], around: Sequence[Shape] = ()) -> SafeString:
    """Draw areas, each a link; nothing when there is no boundary to draw.

    :param around: what is drawn behind them, as far as it falls within the frame.
    """
    frame = frame_of(shapes, air=0.35 if around else 0.0)
    if frame is None:
        return SafeString("")
    drawn = [*around, *shapes]
    dense = len(shapes) > 22
    return format_html(
        '<svg viewBox="0 0 {} {}" role="group" aria-label="{}">'
        '<rect class="m-land" width="{}" height="{}"/>{}{}{}</svg>',
        round(frame.width),
        round(frame.height),
        title,
        round(frame.width),
        round(frame.height),
        _tiles(frame),
        format_html_join("", "{}", ((_area(s, frame),) for s in drawn if s.boundary)),
        format_html_join("", "{}", ((_label(s, frame, dense),) for s in shapes)),
    )


def _area(shape: Shape, frame: Frame) -> SafeString:
    drawing = format_html(
        '<path d="{}"><title>{}</title></path>', _path(shape.boundary, frame), _words(shape)
    )
    return _link(shape, f"m-area m-area--{shape.look}" if shape.look else "m-area", drawing)


def _words(shape: Shape) -> str:
    return f"{shape.name}: {shape.note}" if shape.note else shape.name


def _link(shape: Shape, css: str, drawing: SafeString) -> SafeString:
    if not shape.url:
        return format_html('<g class="{}">{}</g>', css, drawing)
    return format_html(
        '<a class="{}" href="{}" aria-label="{}">{}</a>', css, shape.url, _words(shape), drawing
    )


def _label(shape: Shape, frame: Frame, dense: bool) -> SafeString:
    """Write the number that stands in the list too; without a boundary it is the link itself."""
    if not shape.number or shape.longitude is None or shape.latitude is None:
        return SafeString("")
    x, y = frame.place(shape.longitude, shape.latitude)
    if not (0 <= x <= frame.width and 0 <= y <= frame.height):
        return SafeString("")
    text = format_html(
        '<text class="m-areano{}" x="{}" y="{}" aria-hidden="true">{}</text>',
        " m-areano--small" if dense else "",
        round(x),
        round(y) + 8,
        shape.number,
    )
    if shape.boundary:
        return text
    dot = format_html('<circle cx="{}" cy="{}" r="19"/>{}', round(x), round(y), text)
    here = " m-area--dothere" if shape.look == "here" else ""
    return _link(shape, f"m-area m-area--dot{here}", dot)


def _path(boundary: dict[str, Any] | None, frame: Frame) -> str:
    parts = []
    for ring in rings(boundary):
        places = [frame.place(*point[:2]) for point in ring[:-1]]
        parts.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in places) + "Z")
    return "".join(parts)


def _tiles(frame: Frame) -> SafeString:
    """Lay tiles under the areas when the installation names a place to get them."""
    address = settings.MAP_TILES
    if not address:
        return SafeString("")
    zoom = max(0, min(19, math.ceil(math.log2(frame.scale / TILE) - 0.4)))
    count = 2**zoom
    columns = _span(frame.west, frame.width / frame.scale, count)
    rows = _span(frame.north, frame.height / frame.scale, count)
    if len(columns) * len(rows) > MOST_TILES:
        return SafeString("")
    size = frame.scale / count
    return format_html_join(
        "",
        '<image href="{}" x="{}" y="{}" width="{}" height="{}" aria-hidden="true"/>',
        (
            (
                _address(address, zoom, x, y),
                f"{(x / count - frame.west) * frame.scale:.1f}",
                f"{(y / count - frame.north) * frame.scale:.1f}",
                f"{size + 0.5:.1f}",
                f"{size + 0.5:.1f}",
            )
            for x in columns
            for y in rows
        ),
    )


def _address(pattern: str, zoom: int, x: int, y: int) -> str:
    for sign, number in (("{z}", zoom), ("{x}", x), ("{y}", y)):
        pattern = pattern.replace(sign, str(number))
    return pattern


def _span(start: float, length: float, count: int) -> range:
    first = max(0, math.floor(start * count))
    last = min(count - 1, math.floor((start + length) * count))
    return range(first, last + 1)
