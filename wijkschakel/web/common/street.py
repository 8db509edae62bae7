"""The street: a row of houses; a lit window means somebody is there for you."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from random import Random

from django.utils.safestring import SafeString

from wijkschakel.web.common.drawings import svg

GROUND = 208
LAYERS = (
    "back", "rail", "trunk", "leaf", "leaf2", "plaster", "brick", "brick2", "sand", "petrol",
    "roof", "roof2", "frame", "pane", "lit", "bar",
)  # fmt: skip
Lights = Iterator[bool]


@dataclass
class Canvas:
    """Collects shapes of one colour in one path, so that a street stays small."""

    paths: dict[str, list[str]] = field(default_factory=dict)
    front: list[str] = field(default_factory=list)

    def path(self, colour: str, d: str) -> None:
        """Add a shape to the path of this colour."""
        self.paths.setdefault(colour, []).append(d)

    def rect(self, colour: str, x: float, y: float, w: float, h: float) -> None:
        """Add a rectangle."""
        self.path(colour, f"M{x:g} {y:g}h{w:g}v{h:g}h{-w:g}z")

    def disc(self, colour: str, x: float, y: float, rx: float, ry: float) -> None:
        """Add an ellipse."""
        self.path(
            colour,
            f"M{x - rx:g} {y:g}a{rx:g} {ry:g} 0 1 0 {2 * rx:g} 0"
            f"a{rx:g} {ry:g} 0 1 0 {-2 * rx:g} 0z",
        )

    def render(self) -> str:
        """Give the shapes, what lies behind first."""
        layers = (
            f'<path class="a-{colour}" d="{"".join(self.paths[colour])}"/>'
            for colour in LAYERS
            if colour in self.paths
        )
        return "".join([*layers, *self.front])


def window(c: Canvas, x: float, y: float, w: float, h: float, lit: bool) -> None:
    """Draw a window; the light is on or off."""
    c.rect("frame", x, y, w, h)
    c.rect("lit" if lit else "pane", x + 2, y + 2, w - 4, h - 4)
    c.path("bar", f"M{x + w / 2:g} {y + 2:g}v{h - 4:g}")


def door(c: Canvas, x: float, colour: str, w: float = 22, h: float = 38) -> None:
    """Draw a door that stands on the ground, above what is behind it."""
    c.rect("frame", x, GROUND - h, w, h)
    leaf = f"M{x + 2:g} {GROUND}v{2 - h:g}h{w - 4:g}v{h - 2:g}z"
    pane = f"M{x + 6:g} {GROUND - h + 7:g}h{w - 12:g}v8h{12 - w:g}z"
    c.front.append(f'<path class="a-{colour}" d="{leaf}"/><path class="a-pane" d="{pane}"/>')


def gable(
    c: Canvas, x: float, w: float, top: float, wall: str, roof: str, entry: str, lights: Lights
) -> None:
    """Draw a house with a pointed gable."""
    mid, eave = x + w / 2, top + w / 2 + 2
    c.rect(roof, x + w * 0.7, top + 15, 11, 26)
    c.path(wall, f"M{x:g} {GROUND}V{eave:g}L{mid:g} {top + 6:g}L{x + w:g} {eave:g}V{GROUND}z")
    c.path(
        roof,
        f"M{x - 7:g} {eave + 4:g}L{mid:g} {top:g}L{x + w + 7:g} {eave + 4:g}l-6 6"
        f"L{mid:g} {top + 14:g}L{x - 1:g} {eave + 10:g}z",
    )
    floor = eave + 12
    while floor + 28 < GROUND - 8:
        window(c, x + 10, floor, 20, 28, next(lights))
        if floor + 28 <= GROUND - 40:
            window(c, x + w - 30, floor, 20, 28, next(lights))
        floor += 40
    door(c, x + w - 34, entry)


def stepped(
    c: Canvas, x: float, w: float, top: float, wall: str, entry: str, lights: Lights
) -> None:
    """Draw a house with a stepped gable, as on an old canal."""
    step = w / 8
    steps = f"h{step:g}v-15" * 3
    down = f"v15h{step:g}" * 3
    c.path(wall, f"M{x:g} {GROUND}V{top + 45:g}{steps}h{2 * step:g}{down}V{GROUND}z")
    c.disc("frame", x + w / 2, top + 29, 10, 10)
    c.disc("lit" if next(lights) else "pane", x + w / 2, top + 29, 7.5, 7.5)
    places = (x + 10, x + w / 2 - 10, x + w - 30) if w >= 76 else (x + 10, x + w - 30)
    for place in places:
        window(c, place, top + 51, 20, 30, next(lights))
    door(c, x + w / 2 - 11, entry)


def row(
    c: Canvas, x: float, homes: int, top: float, roof: str, entries: tuple[str, ...], lights: Lights
) -> None:
    """Draw a row of terraced homes under one roof."""
    w = homes * 74
    c.rect("plaster", x, top + 37, w, GROUND - top - 37)
    c.path(roof, f"M{x - 8:g} {top + 40:g}l20 -40h{w - 24:g}l20 40z")
    for n in range(homes):
        left = x + n * 74
        if n % 2 == 0:
            c.front.append(f'<path class="a-petrol" d="M{left + 23:g} {top + 27:g}v-18h28v18z"/>')
            c.front.append(f'<path class="a-frame" d="M{left + 25:g} {top + 10:g}h24v17h-24z"/>')
            c.front.append(
                f'<path class="a-{"lit" if next(lights) else "pane"}"'
                f' d="M{left + 27:g} {top + 12:g}h20v13h-20z"/>'
            )
        window(c, left + 8, top + 47, 56, 28, next(lights))
        window(c, left + 8, top + 85, 34, 32, next(lights))
        door(c, left + 46, entries[n % len(entries)], 18, 36)


def flat(c: Canvas, x: float, columns: int, floors: int, lights: Lights) -> None:
    """Draw a block of flats with galleries."""
    w, h = columns * 30, floors * 27 + 17
    top = GROUND - h
    c.rect("plaster", x, top, w, h)
    c.rect("roof", x - 4, top - 7, w + 8, 7)
    for floor in range(floors):
        y = top + 10 + floor * 27
        for column in range(columns):
            c.rect("lit" if next(lights) else "pane", x + 7 + column * 30, y, 16, 11)
        c.path("rail", f"M{x:g} {y + 18:g}h{w:g}")


def tree(c: Canvas, x: float, height: float) -> None:
    """Draw a tree; its shadow side is a second green."""
    rx, ry = height * 0.26, height * 0.34
    middle = GROUND - height + ry
    c.path("trunk", f"M{x:g} {GROUND}V{middle:g}")
    c.disc("leaf", x, middle, rx, ry)
    c.path(
        "leaf2",
        f"M{x:g} {middle + ry:g}a{rx:g} {ry:g} 0 0 0 0 {-2 * ry:g}"
        f"a{rx * 1.4:g} {ry * 1.25:g} 0 0 1 0 {2 * ry:g}z",
    )


def bicycle(c: Canvas, x: float) -> None:
    """Draw a parked bicycle."""
    c.front.append(
        f'<g class="a-bike" transform="translate({x:g} {GROUND})">'
        '<circle cx="-14" cy="-9" r="9"/><circle cx="16" cy="-9" r="9"/>'
        '<path d="M-14-9-6-25H10L16-9M-6-25 1-9 10-25M1-9H-14M-10-25h8M10-25 8-33h6"/></g>'
    )


def walker(c: Canvas, x: float, coat: str, skin: str, way: int = 1) -> None:
    """Draw a neighbour who walks by; `way` 1 or -1 is the direction."""
    c.front.append(
        f'<g transform="translate({x:g} {GROUND}) scale({way} 1)">'
        '<path class="a-leg" d="M-3-16-6 0M3-16 8-1"/>'
        f'<path class="a-{coat}" d="M-8-14c0-14 2-21 8-21s8 7 8 21z"/>'
        f'<circle class="a-{skin}" cx="1" cy="-40" r="6"/><path class="a-arm" d="M3-30 10-21"/></g>'
    )


SKYLINE = (
    "M0 208V150h70v-34l40-30 40 30v40h90v-26h120v20l34-44 34 44v-10h110v-30h60v40l46-36 46 36h90"
    "v-40l38-32 38 32v36h120v-24h110v30l40-40 40 40v-16h120v-38l30-24 30 24v50h94v74z"
)


def lights(seed: int, share: float) -> Lights:
    """Say of each next window whether its light is on; the same seed gives the same street."""
    chance = Random(seed)  # noqa: S311 - a drawing, not a secret
    while True:
        yield chance.random() < share


# When the sun comes up and goes down, halfway each month, in hours of the clock here.
SUN = (
    (8.7, 16.8), (8.0, 17.7), (7.0, 18.6), (6.8, 20.5), (5.8, 21.3), (5.3, 22.0),
    (5.6, 21.9), (6.3, 21.1), (7.2, 20.0), (8.0, 18.8), (7.8, 16.8), (8.6, 16.5),
)  # fmt: skip
TWILIGHT = 0.75


def sky_at(month: int, hour: int) -> str:
    """Name the sky of an hour, a class: none by day, else dusk (and dawn) or night."""
    up, down = SUN[month - 1]
    middle = hour + 0.5
    if min(abs(middle - up), abs(middle - down)) <= TWILIGHT:
        return "ws-sky--dusk"
    return "" if up < middle < down else "ws-sky--night"


def share_at(month: int, hour: int) -> float:
    """Say which part of the windows is lit: many in the evening, few when people sleep."""
    if hour < 6 or hour == 23:
        return 0.12
    return 0.7 if sky_at(month, hour) else 0.3


@lru_cache(maxsize=256)
def street(month: int = 6, hour: int = 12, seed: int = 1) -> SafeString:
    """Draw the wide street of the first screen at this hour of the day."""
    c, on = Canvas(), lights(seed, share_at(month, hour))
    c.path("back", SKYLINE)
    flat(c, 18, 5, 5, on)
    tree(c, 192, 76)
    gable(c, 218, 86, 60, "brick", "roof", "sand", on)
    gable(c, 304, 80, 50, "sand", "roof2", "petrol", on)
    stepped(c, 384, 92, 59, "brick2", "petrol", on)
    tree(c, 498, 96)
    row(c, 524, 4, 79, "roof2", ("petrol", "brick", "sand", "brick2"), on)
    tree(c, 846, 82)
    stepped(c, 872, 88, 53, "petrol", "sand", on)
    gable(c, 960, 84, 52, "plaster", "roof", "brick", on)
    gable(c, 1044, 88, 68, "brick", "roof", "petrol", on)
    tree(c, 1160, 90)
    row(c, 1190, 3, 84, "roof", ("brick", "petrol", "sand"), on)
    bicycle(c, 470)
    walker(c, 202, "brick", "skin1")
    walker(c, 1134, "petrol", "skin2")
    walker(c, 1172, "sand", "skin1", -1)
    return svg(
        "ws-street",
        "0 0 1440 220",
        f'{c.render()}<path class="a-ground" d="M0 208h1440v12H0z"/>',
        ' preserveAspectRatio="xMidYMax slice"',
    )


@lru_cache(maxsize=256)
def mini_street(month: int = 6, hour: int = 12, seed: int = 1) -> SafeString:
    """Draw the short street of a footer or an empty list."""
    c, on = Canvas(), lights(seed + 7, share_at(month, hour))
    tree(c, 16, 64)
    gable(c, 38, 70, 106, "brick", "roof", "petrol", on)
    gable(c, 108, 66, 98, "sand", "roof2", "brick", on)
    stepped(c, 174, 72, 88, "petrol", "sand", on)
    tree(c, 266, 68)
    row(c, 288, 2, 92, "roof2", ("petrol", "brick"), on)
    walker(c, 252, "brick", "skin1")
    return svg(
        "ws-street ws-street--mini",
        "0 88 440 122",
        f'{c.render()}<path class="a-line" d="M0 209h440"/>',
        ' preserveAspectRatio="xMidYMax meet"',
    )


DRAWINGS: dict[str, Callable[[int, int, int], SafeString]] = {"wide": street, "mini": mini_street}
