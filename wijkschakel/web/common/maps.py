"""Maps drawn by the server: the boundary of a district, its neighbourhoods, pins with numbers.

Shapes come from GeoJSON in degrees. Over a few kilometres the earth is flat enough: a degree
of longitude is made shorter by the cosine of the latitude, and that is all.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

SIZE = 640
EDGE = 44
# A pin is a small house: its point stands on the place.
GABLE = "M0 0-9-12h-9v-24L0-52l18 16v24H9z"
PIN_HEIGHT = 52
# Circles of walking: the smallest that can be told from its middle, and at most two.
WALKS = (5, 10, 15, 20, 30, 45)
SMALLEST_CIRCLE = 64
METRES_PER_DEGREE = 111_195
# Points nearer than this to the one before are left out of a drawing.
FINE = 0.8

Point = tuple[float, float]
Geometry = dict[str, object]


@dataclass(frozen=True)
class Pin:
    """A numbered place on the map. `point` is latitude, longitude."""

    number: int
    point: Point
    is_now: bool = False


@dataclass(frozen=True)
class Shape:
    """An area with its name, and where the name stands (latitude, longitude)."""

    name: str
    boundary: Geometry | None
    label: Point | None = None
    is_mine: bool = False


@dataclass(frozen=True)
class Here:
    """Where the visitor is (latitude, longitude), and the words: "jij", "%(n)s min"."""

    point: Point
    word: str
    minutes: str
    metres_per_minute: float


@dataclass(frozen=True)
class Frame:
    """How degrees become places on the drawing."""

    west: float
    north: float
    stretch: float
    scale: float
    left: float
    top: float
    height: float

    def place(self, longitude: float, latitude: float) -> Point:
        """Give x and y of a point."""
        x = self.left + (longitude - self.west) * self.stretch * self.scale
        return x, self.top + (self.north - latitude) * self.scale

    def length(self, metres: float) -> float:
        """Give the length on the drawing of so many metres."""
        return metres / METRES_PER_DEGREE * self.scale


def rings(geometry: Geometry | None) -> Iterator[Sequence[Sequence[float]]]:
    """Give every ring of a GeoJSON polygon or multipolygon."""
    coordinates = geometry.get("coordinates") if geometry else None
    if not isinstance(coordinates, list):
        return
    polygons = [coordinates] if geometry and geometry.get("type") == "Polygon" else coordinates
    for polygon in polygons:
        yield from polygon


def frame_of(points: Iterable[Sequence[float]]) -> Frame | None:
    """Make a frame in which all points (longitude, latitude) fit; None without points."""
    found = list(points)
    if not found:
        return None
    west, east = min(p[0] for p in found), max(p[0] for p in found)
    south, north = min(p[1] for p in found), max(p[1] for p in found)
    stretch = math.cos(math.radians((south + north) / 2))
    # Never closer than about 400 metres across: one point alone is not a map.
    across = max((east - west) * stretch, north - south, 0.0036)
    scale = (SIZE - 2 * EDGE) / across
    wide, high = (east - west) * stretch * scale, (north - south) * scale
    # Room above for a pin on the northern edge, and never flatter than two to one.
    height = max(high + 2 * EDGE + PIN_HEIGHT / 2, SIZE / 2)
    top = (height - high) / 2 + PIN_HEIGHT / 4
    return Frame(west, north, stretch, scale, (SIZE - wide) / 2, top, height)


def path_of(geometry: Geometry | None, frame: Frame) -> str:
    """Write a geometry as the path of a drawing, without points too close to see."""
    parts: list[str] = []
    for ring in rings(geometry):
        last: Point | None = None
        kept: list[str] = []
        for point in ring:
            x, y = frame.place(point[0], point[1])
            if last is None or abs(x - last[0]) + abs(y - last[1]) >= FINE:
                kept.append(f"{x:.1f} {y:.1f}")
                last = x, y
        if len(kept) > 2:
            parts.append(f"M{'L'.join(kept)}z")
    return "".join(parts)


def _pin(pin: Pin, frame: Frame) -> str:
    x, y = frame.place(pin.point[1], pin.point[0])
    css = "m-pin m-pin--now" if pin.is_now else "m-pin"
    return (
        f'<g class="{css}" transform="translate({x:.0f} {y:.0f})"><g><path d="{GABLE}"/>'
        f'<text y="-19">{pin.number}</text></g></g>'
    )


def _circles(here: Here, frame: Frame) -> list[tuple[int, float]]:
    """Give minutes and radius of the circles that can be told apart."""
    sizes = [(minutes, frame.length(minutes * here.metres_per_minute)) for minutes in WALKS]
    found: list[tuple[int, float]] = []
    for minutes, size in sizes:
        last = found[-1][1] if found else 0.0
        if last + SMALLEST_CIRCLE <= size <= SIZE / 2 and len(found) < 2:
            found.append((minutes, size))
    return found


def _here(here: Here, frame: Frame) -> str:
    x, y = frame.place(here.point[1], here.point[0])
    circles = "".join(
        f'<circle class="m-ring" cx="{x:.0f}" cy="{y:.0f}" r="{size:.0f}"/>'
        f'<text class="m-ringlabel" x="{x:.0f}" y="{y + size + 8:.0f}"'
        f' text-anchor="middle">{escape(here.minutes % {"n": minutes})}</text>'
        for minutes, size in _circles(here, frame)
    )
    return (
        f'{circles}<g class="m-you" transform="translate({x:.0f} {y:.0f})">'
        f'<g><circle r="9"/><text y="33">{escape(here.word)}</text></g></g>'
    )


def _area(shape: Shape, frame: Frame) -> str:
    css = "m-area m-area--mine" if shape.is_mine else "m-area"
    return f'<path class="{css}" d="{path_of(shape.boundary, frame)}"/>'


def _label(shape: Shape, frame: Frame) -> str:
    if shape.label is None:
        return ""
    x, y = frame.place(shape.label[1], shape.label[0])
    return (
        f'<text class="m-label m-label--opt" x="{x:.0f}" y="{y:.0f}" text-anchor="middle">'
        f"{escape(shape.name)}</text>"
    )


def draw(
    *,
    title: str,
    area: Shape | None = None,
    parts: Sequence[Shape] = (),
    pins: Sequence[Pin] = (),
    here: Here | None = None,
) -> SafeString | None:
    """Draw a map; None when there is nothing to draw.

    :param title: what a screen reader says; the list beside it holds the same facts.
    :param here: where the visitor is; circles around it say how far one walks.
    """
    shown = [area] if area and area.boundary else []
    points = [
        point for shape in (*shown, *parts) for ring in rings(shape.boundary) for point in ring
    ]
    points = points or [(pin.point[1], pin.point[0]) for pin in pins]
    frame = frame_of(points)
    if frame is None:
        return None
    inside = [
        *(_area(part, frame) for part in parts),
        *(f'<path class="m-edge" d="{path_of(shape.boundary, frame)}"/>' for shape in shown),
        *(_label(part, frame) for part in parts),
        _here(here, frame) if here else "",
        # From north to south, so that the one in front covers the one behind.
        *(_pin(pin, frame) for pin in sorted(pins, key=lambda pin: -pin.point[0])),
    ]
    return mark_safe(  # noqa: S308 - numbers, and words that were escaped
        f'<svg viewBox="0 0 {SIZE} {frame.height:.0f}" role="img" aria-label="{escape(title)}">'
        f'<path class="m-ground" d="M0 0h{SIZE}v{frame.height:.0f}H0z"/>{"".join(inside)}</svg>'
    )
