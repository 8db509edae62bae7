"""Scenes: one drawing for each kind of thing to do, and one for a page that is not there."""

from collections.abc import Callable
from functools import lru_cache

from django.utils.safestring import SafeString

from wijkschakel.web.common.drawings import svg

BACK = (
    "M0 150V104l30-24 30 24v-14h60v-18l28-22 28 22v22h70V74h56v30l26-20 26 20h60V88l30-26 30 26"
    "v16h70V92h66v14l28-22 28 22h40V88h54v62z"
)


def shape(css: str, d: str) -> str:
    """Draw one path in one of our colours."""
    return f'<path class="a-{css}" d="{d}"/>'


def box(css: str, x: float, y: float, w: float, h: float) -> str:
    """Draw a rectangle."""
    return shape(css, f"M{x:g} {y:g}h{w:g}v{h:g}h{-w:g}z")


def disc(css: str, x: float, y: float, r: float) -> str:
    """Draw a circle."""
    return f'<circle class="a-{css}" cx="{x:g}" cy="{y:g}" r="{r:g}"/>'


def at(x: float, y: float, inner: str, way: int = 1) -> str:
    """Put a drawing somewhere; `way` -1 turns it round."""
    turn = " scale(-1 1)" if way < 0 else ""
    return f'<g transform="translate({x:g} {y:g}){turn}">{inner}</g>'


def person(coat: str, skin: str, arm: str = "M3-30 10-21") -> str:
    """Draw somebody who stands or walks."""
    return (
        shape("leg", "M-3-16-6 0M3-16 8-1")
        + shape(coat, "M-8-14c0-14 2-21 8-21s8 7 8 21z")
        + disc(skin, 1, -40, 6)
        + shape("arm", arm)
    )


def seated(coat: str, skin: str, arm: str = "M3-28 14-22") -> str:
    """Draw somebody who sits, looking to the right."""
    return (
        shape("bench", "M-9-9H5M-2-8V0")
        + shape("leg", "M0-14H13V0")
        + shape(coat, "M-8-11c0-15 2-22 8-22s7 8 8 22z")
        + disc(skin, 1, -39, 6)
        + shape("arm", arm)
    )


def wheels(coat: str, skin: str) -> str:
    """Draw somebody in a wheelchair."""
    return (
        disc("wheel", 0, -12, 12)
        + disc("wheel", 20, -5, 5)
        + shape("leg", "M4-18h14l4 14")
        + shape(coat, "M-10-18c0-14 2-21 9-21s9 7 9 21z")
        + disc(skin, 1, -45, 6)
        + shape("arm", "M2-32 14-24")
    )


def tree(size: float = 1) -> str:
    """Draw a tree on the ground."""
    rx, ry, top = 17 * size, 22 * size, 46 * size
    return (
        shape("trunk", f"M0 0V{-top + ry / 2:g}")
        + f'<ellipse class="a-leaf" cx="0" cy="{-top:g}" rx="{rx:g}" ry="{ry:g}"/>'
        + shape(
            "leaf2",
            f"M0 {-top + ry:g}a{rx:g} {ry:g} 0 0 0 0 {-2 * ry:g}"
            f"a{rx * 1.4:g} {ry * 1.25:g} 0 0 1 0 {2 * ry:g}z",
        )
    )


def willow() -> str:
    """Draw a willow, its branches hanging."""
    crown = "M-48-40C-52-118-24-132 0-132S52-118 48-40"
    fringe = "q-4 21-16-6q-4-17-16 6q-4 21-16-6q-4-17-16 6q-4 21-16-6q-4-17-16 6z"
    strands = "M-30-106q-6 21-4 42M-10-106q-2 34-1 67M12-106q2 30 2 61M32-106q7 20 4 40"
    return shape("trunk", "M0 0v-63") + shape("leaf", crown + fringe) + shape("strand", strands)


def outside(ground: str = "path", sun: bool = True) -> str:
    """Draw sky, clouds, the roofs behind, and the ground."""
    return (
        box("sky", 0, 0, 760, 200)
        + (disc("lit", 640, 46, 22) if sun else "")
        + shape(
            "cloud",
            "M70 52h120a20 20 0 0 0-30-22 28 28 0 0 0-50-2 22 22 0 0 0-40 24z"
            "M452 38h90a16 16 0 0 0-24-17 22 22 0 0 0-40-2 17 17 0 0 0-26 19z",
        )
        + shape("back", BACK)
        + box(ground, 0, 150, 760, 50)
    )


def room() -> str:
    """Draw a room in the evening: a wall, a floor, windows with light behind."""
    panes = "".join(
        box("frame", x, 28, 76, 72) + box("pane", x + 4, 32, 68, 64) + window_bar(x)
        for x in (60, 624)
    )
    return box("sky", 0, 0, 760, 200) + panes + box("path", 0, 158, 760, 42)


def window_bar(x: float) -> str:
    """Draw the cross of a window in a room."""
    return shape("bar", f"M{x + 38:g} 32v64M{x + 4:g} 60h68")


def hanging_lamp(x: float) -> str:
    """Draw a lamp above a table, with its light on."""
    return shape("line", f"M{x:g} 0v34") + shape("lit", f"M{x - 24:g} 56q24-44 48 0z")


def move() -> str:
    """Walk along the water."""
    walkers = (
        at(300, 162, person("brick", "skin1"))
        + at(340, 162, person("petrol", "skin2") + shape("arm", "M10-21 14 0"))
        + at(420, 162, person("sand", "skin2"))
        + at(478, 162, wheels("brick2", "skin1"))
    )
    duck = shape("plaster", "M-14 0c0 8 26 8 28 0l-6-2c-8 2-14 2-22 2z") + disc(
        "plaster", 13, -7, 5.5
    )
    return (
        outside()
        + box("water", 0, 168, 760, 32)
        + shape("ripple", "M60 182h50M150 192h30M260 180h70M420 190h50M560 182h60M690 192h40")
        + at(84, 150, willow())
        + at(690, 150, willow())
        + at(552, 150, tree())
        + shape("bench", "M150 128h54M150 138h54M158 138v12M196 138v12")
        + walkers
        + at(230, 178, duck + shape("sand", "M17-7h7l-7 3z"))
    )


def eat() -> str:
    """Eat together at one long table."""
    guests = "".join(
        at(x, 176, seated(coat, skin), way)
        for x, coat, skin, way in (
            (196, "brick", "skin2", 1),
            (276, "petrol", "skin1", 1),
            (484, "brick2", "skin1", -1),
            (566, "sand", "skin2", -1),
        )
    )
    cook = at(380, 150, person("plaster", "skin1", "M-3-29-13-24M4-29 14-24"))
    pot = shape("roof", "M350 128h60l-5 20h-50z") + shape(
        "steam", "M366 118c-6-8 6-12 0-20M380 118c-6-8 6-12 0-20M394 118c-6-8 6-12 0-20"
    )
    bowls = "".join(shape("frame", f"M{x} 140h26q-2 9-13 9t-13-9z") for x in (226, 292, 440, 508))
    table = box("roof2", 210, 149, 340, 9) + shape("bench", "M232 158v34M528 158v34")
    lamps = hanging_lamp(270) + hanging_lamp(380) + hanging_lamp(490)
    return room() + lamps + cook + guests + pot + bowls + table


def talk() -> str:
    """Sit on a bench and talk."""
    bench = shape("bench", "M322 132h116M322 144h116M334 144v22M426 144v22")
    bubbles = shape(
        "frame", "M296 62h70q8 0 8 8v22q0 8-8 8h-34l-14 13v-13h-22q-8 0-8-8V70q0-8 8-8z"
    )
    bubbles += shape("lit", "M398 46h64q8 0 8 8v20q0 8-8 8h-20v13l-14-13h-30q-8 0-8-8V54q0-8 8-8z")
    words = shape("line", "M300 76h60M300 87h40M402 60h56M402 70h34")
    people = at(352, 160, seated("brick", "skin2")) + at(410, 160, seated("petrol", "skin1"), -1)
    dog = shape("roof2", "M-12-12h18l6-8 6 4-4 6v10h-4v-8h-16v8h-5z")
    return (
        outside("path")
        + at(212, 158, tree(1.7))
        + at(560, 156, tree(1.3))
        + at(640, 158, person("sand", "skin1"), -1)
        + bubbles
        + words
        + bench
        + people
        + at(602, 162, dog, -1)
    )


def make() -> str:
    """Repair things together."""
    tools = (
        box("sand", 286, 26, 190, 58)
        + shape("tool", "M308 36v34M300 36h16M342 38v30M334 38h16v10h-16z")
        + shape("tool", "M384 38v32M376 70l8-8 8 8M424 36l14 14-14 14M452 38v34")
    )
    bench = box("roof2", 270, 140, 220, 10) + shape("bench", "M292 150v42M468 150v42")
    bike = (
        '<g class="a-bike" transform="translate(378 140) scale(1.25)">'
        '<circle cx="-16" cy="-9" r="9"/><circle cx="16" cy="-9" r="9"/>'
        '<path d="M-16-9-7-26H9L16-9M-7-26 0-9 9-26M0-9H-16M-11-26h8M9-26 7-34h6"/></g>'
    )
    helpers = (
        at(246, 176, person("petrol", "skin2", "M3-30 16-36"))
        + at(516, 176, person("brick", "skin1", "M3-30 15-30"), -1)
        + at(580, 176, person("sand", "skin1"), -1)
    )
    radio = (
        box("brick2", 302, 122, 30, 18)
        + disc("frame", 311, 131, 5)
        + shape("line", "M326 122l8-12")
    )
    return room() + hanging_lamp(230) + hanging_lamp(530) + tools + bike + radio + bench + helpers


def learn() -> str:
    """Learn together between the books."""
    colours = ("brick", "petrol", "sand", "roof", "leaf", "brick2")
    books = ""
    for shelf, y in enumerate((34, 80)):
        for n in range(15):
            height = 24 + (n * 7 + shelf * 5) % 11
            books += box(colours[(n * 5 + shelf) % 6], 254 + n * 17, y + 36 - height, 13, height)
        books += box("roof2", 246, y + 36, 268, 5)
    table = box("roof2", 290, 150, 180, 8) + shape("bench", "M308 158v34M452 158v34")
    open_book = shape("frame", "M352 148q14-9 28 0q14-9 28 0v-9q-14-9-28 0q-14-9-28 0z")
    people = (
        at(276, 180, seated("brick", "skin1"))
        + at(486, 180, seated("petrol", "skin2"), -1)
        + at(560, 176, person("sand", "skin1", "M3-30 12-34"), -1)
    )
    return room() + books + hanging_lamp(200) + hanging_lamp(560) + people + table + open_book


def music() -> str:
    """Make music for each other."""
    stage = box("roof2", 220, 150, 320, 14) + box("brick2", 220, 164, 320, 28)
    rays = shape("ray", "M262 0 226 150h92L278 0zM498 0l-36 150h92L514 0z")
    guitar = shape("sand", "M4-24c-5 0-8 4-6 8s9 5 13 1 1-9-3-9z") + shape("leg", "M10-22 26-34")
    band = (
        at(310, 150, person("petrol", "skin1", "M3-30 10-20") + guitar)
        + at(
            380, 150, person("sand", "skin2", "M3-30 12-38") + shape("line", "M14-40v40M14-40l4-3")
        )
        + at(452, 150, person("brick", "skin1", "M3-30 12-24"), -1)
    )
    notes = "".join(
        shape("note", f"M{x} {y}v-26l20-5v26")
        + disc("note-dot", x - 5, y, 5)
        + disc("note-dot", x + 15, y - 5, 5)
        for x, y in ((214, 78), (552, 96), (606, 62))
    )
    crowd = "".join(
        at(x, 198, person(coat, skin, "M3-30 10-40"), way)
        for x, coat, skin, way in (
            (150, "sand", "skin2", 1),
            (186, "brick", "skin1", 1),
            (584, "petrol", "skin2", -1),
            (620, "plaster", "skin1", -1),
        )
    )
    return (
        box("sky", 0, 0, 760, 200)
        + box("path", 0, 176, 760, 24)
        + rays
        + stage
        + band
        + notes
        + crowd
    )


def green() -> str:
    """Work in the garden of the neighbourhood."""
    beds = ""
    for x in (200, 340, 480):
        beds += box("roof2", x, 164, 110, 14)
        beds += "".join(
            shape("leaf2", f"M{px} 164c-9-4-9-13-9-17 7 2 9 7 9 11 0-6 3-13 10-14 0 6-2 15-10 20z")
            for px in range(x + 16, x + 110, 26)
        )
    shed = (
        box("sand", 596, 88, 84, 74)
        + shape("roof2", "M586 92l52-34 52 34z")
        + box("petrol", 624, 112, 28, 50)
    )
    sunflowers = "".join(
        shape("strand", f"M{x} 158v{-h}")
        + disc("lit", x, 158 - h, 9)
        + disc("roof2", x, 158 - h, 4)
        for x, h in ((560, 54), (574, 40), (700, 58))
    )
    can = shape("petrol", "M0-16h18V0H0zM18-12l12-8 2 3-14 12z") + shape("arm", "M3-16q6-9 12 0")
    people = (
        at(166, 170, person("brick", "skin1", "M3-30 14-26") + at(14, -14, can))
        + at(322, 166, person("petrol", "skin2", "M3-30 10-16"))
        + at(466, 166, wheels("sand", "skin2"))
    )
    return outside("leaf") + at(86, 156, tree(1.9)) + shed + sunflowers + people + beds


def help_scene() -> str:
    """Bring something to a neighbour; the light is on."""
    house = (
        shape("brick", "M420 162V66l85-50 85 50v96z")
        + shape("roof", "M408 72 505 12l97 60-8 8-89-54-89 54z")
        + box("frame", 438, 88, 48, 44)
        + box("lit", 441, 91, 42, 38)
        + shape("bar", "M462 91v38M441 110h42")
        + box("frame", 526, 96, 40, 66)
        + box("lit", 530, 100, 32, 62)
    )
    bag = shape("brick", "M7-22h14v15H7z") + shape("arm", "M10-22q4-7 8 0")
    visitor = at(380, 172, person("petrol", "skin1", "M3-30 12-24") + bag)
    neighbour = at(546, 162, person("brick2", "skin2", "M3-30 12-36"), -1)
    return (
        outside("path")
        + at(650, 160, tree(1.5))
        + at(208, 160, tree(1.2))
        + house
        + neighbour
        + visitor
    )


def lost() -> str:
    """Look for a house that is not there."""
    plot = shape("plan", "M330 150V84l50-50 50 50v66z") + shape("plan", "M366 150v-36h28v36")
    left = (
        shape("brick", "M214 150V84l45-42 45 42v66z")
        + shape("roof", "M204 90 259 40l55 50-7 7-48-43-48 43z")
        + box("frame", 234, 98, 22, 28)
        + box("pane", 236, 100, 18, 24)
        + box("petrol", 270, 116, 20, 34)
    )
    right = (
        shape("sand", "M456 150V84l45-42 45 42v66z")
        + shape("roof2", "M446 90 501 40l55 50-7 7-48-43-48 43z")
        + box("frame", 504, 98, 22, 28)
        + box("lit", 506, 100, 18, 24)
        + box("brick", 470, 116, 20, 34)
    )
    lantern = disc("halo", 17, -16, 20) + box("lit", 12, -22, 10, 13) + shape("arm", "M12-23h10")
    seeker = at(372, 176, lantern + person("petrol", "skin1", "M3-30 16-24"))
    return outside("path", sun=False) + plot + left + right + at(620, 158, tree(1.5)) + seeker


SCENES: dict[str, Callable[[], str]] = {
    "move": move,
    "eat": eat,
    "talk": talk,
    "make": make,
    "learn": learn,
    "music": music,
    "green": green,
    "help": help_scene,
    "lost": lost,
}


@lru_cache(maxsize=64)
def scene(name: str, sky: str = "") -> SafeString:
    """Draw a scene under a sky; an unknown name shows people who talk."""
    return svg(
        f"ws-scene {sky}".rstrip(),
        "0 0 760 200",
        SCENES.get(name, talk)(),
        ' preserveAspectRatio="xMidYMax slice"',
    )
