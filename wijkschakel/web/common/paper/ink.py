"""Our drawings in ink: an SVG of its own each, with fixed colours, for the style sheet of paper.

The style sheet names them as `drawing:street-dusk`; nothing is fetched for them.
"""

from collections.abc import Callable
from functools import lru_cache

from wijkschakel.web.common import drawings, icons, scenes, street

DAY = {
    "back": "#b9d3d1", "brick": "#b9553a", "brick2": "#8f3c29", "plaster": "#fbf3e1",
    "sand": "#e0b878", "petrol": "#2f7f85", "roof": "#23454b", "roof2": "#6d2f24",
    "pane": "#8fb3b8", "lit": "#ffd567", "frame": "#fffaf0", "leaf": "#6d8f4b",
    "leaf2": "#4f7338", "ground": "#faf6ed", "skin1": "#8a5a3c", "skin2": "#e7b690",
    "water": "#9cc7cc", "sky": "#d8e8e5", "cloud": "#e9f2ee", "path": "#e0b878",
    "note-dot": "#23454b", "ray": "#f3e3ae", "halo": "#f3e3ae",
}  # fmt: skip
DUSK = DAY | {"back": "#e6c3a6", "sky": "#fbe3c6", "cloud": "#fdf0de", "ground": "#f0dcc0"}
LINES = {
    "bar": ("#fffaf0", 2), "rail": ("#b9d3d1", 4), "trunk": ("#6d2f24", 5),
    "leg": ("#23454b", 4), "arm": ("#23454b", 4), "bike": ("#23454b", 3),
    "line": ("#766e5d", 2), "bench": ("#6d2f24", 4), "wheel": ("#23454b", 3.5),
    "ripple": ("#e9f2ee", 3), "strand": ("#4f7338", 3), "plan": ("#766e5d", 3),
    "note": ("#23454b", 4), "steam": ("#fffaf0", 3), "tool": ("#23454b", 4),
}  # fmt: skip
# Evening in November: most windows are lit.
MONTH, HOUR = 11, 18
INK, PETROL, OCHRE, SUN, WHITE = "#18262a", "#044b54", "#8a5b00", "#f6bf4f", "#ffffff"
BRICK = "#932d19"
CUT = (
    "M50 8a18 18 0 1 1 0 36a18 18 0 1 1 0-36M37.5 39 26 60"
    "M0.5 0.5h99v249h-99z"
)  # fmt: skip


def _style(colours: dict[str, str]) -> str:
    fills = (f".a-{name}{{fill:{colour}}}" for name, colour in colours.items())
    lines = (
        f".a-{name}{{fill:none;stroke:{colour};stroke-width:{width};stroke-linecap:round}}"
        for name, (colour, width) in LINES.items()
    )
    return "".join([*fills, *lines])


def _inked(drawn: str, style: str) -> str:
    """Make a drawing of a page stand alone: its name space, and its colours inside."""
    head, rest = drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1).split(">", 1)
    return f"{head}><style>{style}</style>{rest}"


def _mark(left: str, right: str, dot: str) -> str:
    style = f".ws-mark__l{{stroke:{left}}}.ws-mark__r{{stroke:{right}}}.ws-mark__dot{{fill:{dot}}}"
    lines = ".ws-mark__l,.ws-mark__r{fill:none;stroke-width:6;stroke-linecap:round}"
    return _inked(drawings.mark(), lines + style)


def _icon(name: str) -> str:
    lines = f"svg{{fill:none;stroke:{INK};stroke-width:1.7;stroke-linecap:round}}"
    return _inked(icons.DUO[name], f"{lines}.v{{fill:{SUN};stroke:none}}")


def _lamp() -> str:
    window = (
        f'<path d="M3 12C3 5 8 2 11 2s8 3 8 10v16H3z" fill="#ffd567" stroke="{INK}"'
        f' stroke-width="2.4"/><path d="M11 3v25M3 15h16" stroke="{INK}" stroke-width="2"/>'
    )
    return _inked(drawings.svg("lamp", "0 0 22 30", window), "")


def _cut() -> str:
    """The line to cut a door-hanger along: its shape, a hole for the handle and a slit."""
    line = (
        f'<path d="{CUT}" fill="none" stroke="{INK}" stroke-width="0.4" stroke-dasharray="2 1.4"/>'
    )
    hole = f'<circle cx="50" cy="26" r="18" fill="{WHITE}"/>'
    return _inked(drawings.svg("cut", "0 0 100 250", hole + line), "")


def _scene(name: str) -> Callable[[], str]:
    return lambda: _inked(scenes.scene(name), _style(DAY))


def _picto(name: str) -> Callable[[], str]:
    return lambda: _icon(name)


DRAWINGS: dict[str, Callable[[], str]] = {
    "mark": lambda: _mark(PETROL, OCHRE, INK),
    "mark-light": lambda: _mark(WHITE, SUN, WHITE),
    "lamp": _lamp,
    "cut": _cut,
    "street-dusk": lambda: _inked(street.street(MONTH, HOUR), _style(DUSK)),
    "street-mini-dusk": lambda: _inked(street.mini_street(MONTH, HOUR), _style(DUSK)),
    **{f"scene-{name}": _scene(name) for name in scenes.SCENES},
    **{f"icon-{name}": _picto(name) for name in ("calendar", "place", "money", "people")},
}

# The drawings of figures: what a style sheet gives them on a page, in ink.
FIGURES = (
    f".p-was,.c-b,.g-bar,.s-0{{fill:{PETROL}}}"
    f".p-not{{fill:none;stroke:#766e5d;stroke-width:1.5}}"
    f".p-new,.s-1{{fill:{SUN};stroke:{OCHRE};stroke-width:2}}"
    f".p-gone{{fill:#f3d5ca;stroke:{BRICK};stroke-width:2}}.s-2,.p-goalf{{fill:{BRICK}}}"
    f".p-may{{fill:none;stroke:{INK};stroke-width:3;stroke-dasharray:1 7}}"
    f".p-goal,.k-goal{{fill:none;stroke:{BRICK};stroke-width:3.5}}"
    f".c-bg{{fill:#ece4d3}}.c-tick{{stroke:{INK};stroke-width:4}}"
    f".k-line{{fill:none;stroke:#766e5d;stroke-width:2.5}}"
    f".k-int{{fill:none;stroke:{PETROL};stroke-width:10;stroke-linecap:round}}"
    f".k-est{{fill:{SUN};stroke:{INK};stroke-width:3.5}}"
    # Paper does not understand the short `font`: letters would fill the page.
    f"text{{fill:{INK};font-family:'Atkinson Hyperlegible Next Variable',sans-serif;"
    f"font-size:19px;font-weight:700}}.k-ts{{font-weight:500}}.k-tg{{fill:{BRICK}}}"
)


def figure(drawn: str) -> str:
    """Make a drawing of figures stand alone, in ink."""
    return _inked(drawn, FIGURES)


@lru_cache(maxsize=64)
def draw(name: str) -> str:
    """Give a drawing by its name.

    :raises KeyError: there is no such drawing.
    """
    return DRAWINGS[name]()
