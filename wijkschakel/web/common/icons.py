"""Pictograms: one ink line, and a colour patch (class v) printed slightly off, like a poster.

A pictogram never stands alone: a word beside it says the same.
"""

from django.utils.safestring import SafeString, mark_safe

SHAPES = {
    "alert": (
        '<path class="v" d="M13.5 6 22 21.5H5z"/>'
        '<path d="M12 3.8 21.2 20H2.8z"/>'
        '<path d="M12 9.8v4.6M12 17.2v.1"/>'
    ),
    "back": '<path d="M20 12H4.5M11 5.5 4.5 12l6.5 6.5"/>',
    "bell": (
        '<path class="v" d="M8 19c2-2 2-5 2-8a4.5 4.5 0 0 1 9 0c0 3 0 6 2.5 8z"/>'
        '<path d="M4.6 17.2C6.4 15.4 6.6 13 6.6 10a5.4 5.4 0 0 1 10.8 0c0 3 .2 5.4 2 7.2z"/>'
        '<path d="M10 20.6a2.2 2.2 0 0 0 4 0"/>'
    ),
    "bike": (
        '<circle class="v" cx="7.5" cy="17" r="4"/>'
        '<circle cx="5.8" cy="16" r="3.8"/>'
        '<circle cx="18.2" cy="16" r="3.8"/>'
        '<path d="m5.8 16 3.6-7.2h5.8L18.2 16M9.4 8.8 12.4 16l2.8-7.2M12.4 16H5.8M8'
        ' 8.8h2.6M15.2 8.8l-.8-3h2.6"/>'
    ),
    "bus": (
        '<rect class="v" x="6" y="6" width="16" height="13" rx="2"/>'
        '<rect x="3.6" y="4" width="16.8" height="13.4" rx="2.4"/>'
        '<path d="M3.6 11.4h16.8M12 4v7.4"/>'
        '<circle cx="7.8" cy="18.6" r="1.9"/>'
        '<circle cx="16.2" cy="18.6" r="1.9"/>'
    ),
    "calendar": (
        '<rect class="v" x="6.5" y="10" width="16" height="12.5" rx="2"/>'
        '<rect x="3.8" y="5.2" width="16.4" height="15" rx="2.4"/>'
        '<path d="M3.8 10h16.4M8.4 3v4.2M15.6 3v4.2"/>'
    ),
    "card": (
        '<rect class="v" x="5" y="8" width="18" height="13" rx="2"/>'
        '<rect x="2.8" y="5.4" width="18.4" height="13.2" rx="2.2"/>'
        '<path d="M2.8 9.8h18.4M6.4 14.6h5"/>'
    ),
    "check": '<path d="m4.5 12.8 5 5L19.8 7"/>',
    "clock": (
        '<circle class="v" cx="13.8" cy="13.8" r="8"/>'
        '<circle cx="12" cy="12" r="8.6"/>'
        '<path d="M12 7v5.3l3.4 2"/>'
    ),
    "close": '<path d="m5.5 5.5 13 13M18.5 5.5l-13 13"/>',
    "coffee": (
        '<path class="v" d="M6 11h13v5c0 4-2.5 6-6.5 6S6 20 6 16z"/>'
        '<path d="M4 9.4h13v5.8a4.8 4.8 0 0 1-4.8 4.8H8.8A4.8 4.8 0 0 1 4 15.2z"/>'
        '<path d="M17 11h1.6a2.5 2.5 0 0 1 0 5H17M8.4 6.4c-.8-1.2.8-1.8 0-3M12.6'
        ' 6.4c-.8-1.2.8-1.8 0-3"/>'
    ),
    "door": (
        '<path class="v" d="M9 5h11v17H9z"/>'
        '<path d="M6.6 20.6V3.2h10.8v17.4M3.6 20.6h16.8M13.8 12v.1"/>'
    ),
    "down": '<path d="m5 9 7 7 7-7"/>',
    "download": (
        '<path class="v" d="M8 12h10l-5 6z"/>'
        '<path d="M12 3.6v11.6M6.8 10.4l5.2 5.2 5.2-5.2M4 20.4h16"/>'
    ),
    "eat": (
        '<path class="v" d="M5.5 13h17c0 5-3.5 9-8.5 9s-8.5-4-8.5-9z"/>'
        '<path d="M3 11.6h18a9 9 0 0 1-5.4 8.3H8.4A9 9 0 0 1 3 11.6z"/>'
        '<path d="M8.4 8.4c-1-1.4 1-2.2 0-3.8M12 8.4c-1-1.4 1-2.2 0-3.8M15.6 8.4c-1-1.4'
        ' 1-2.2 0-3.8"/>'
    ),
    "edit": (
        '<path class="v" d="M9 14.5 18 5.5l4.5 4-9.5 10-5.5 1.5z"/>'
        '<path d="m4 20 1.2-5L16.6 3.6a1.7 1.7 0 0 1 2.4 0l1.4 1.4a1.7 1.7 0 0 1 0 2.4L9'
        ' 18.8z"/>'
        '<path d="m14.4 5.8 3.8 3.8"/>'
    ),
    "exit": (
        '<path class="v" d="M6 6h8v16H6z"/>'
        '<path d="M13 3.6H4.6v16.8H13M9.6 12H21M16.6 7.4 21 12l-4.4 4.6"/>'
    ),
    "eye": (
        '<path class="v" d="M4.5 14C7 9.5 10 8 13.5 8s6.5 1.5 9 6c-2.5 4.5-5.5 6-9'
        ' 6s-6.5-1.5-9-6z"/>'
        '<path d="M2.4 12C5 7.5 8.2 5.6 12 5.6s7 1.9 9.6 6.4C19 16.5 15.8 18.4 12 18.4S5'
        ' 16.5 2.4 12z"/>'
        '<circle cx="12" cy="12" r="2.8"/>'
    ),
    "filter": (
        '<path d="M3 7h9M17.5 7H21M3 16.8h3.5M12 16.8h9"/>'
        '<circle cx="14.8" cy="7" r="2.6"/>'
        '<circle cx="9.2" cy="16.8" r="2.6"/>'
    ),
    "flag": (
        '<path class="v" d="M8 7h13l-3 4 3 4H8z"/>'
        '<path d="M5 21.4V3.6M5 4.8h13.6l-2.8 4.4 2.8 4.4H5"/>'
    ),
    "garden": (
        '<path class="v" d="M13 13c0-4.5 3-7 9-7 0 5.5-3.5 8-9 7z"/>'
        '<path d="M12 21v-9.4"/>'
        '<path d="M12 11.6c0-4.4 3-7 8.4-7 0 5-3 7.6-8.4 7zM12 15c0-3.6-2.6-5.8-7.6-5.8 0'
        ' 4.3 2.8 6.3 7.6 5.8z"/>'
    ),
    "hand": (
        '<path class="v" d="M8 12h13v5c0 4-2.5 6-6 6s-7-3-7-6z"/>'
        '<path d="M8 13.5V6.2a1.5 1.5 0 0 1 3 0v4.6V4.4a1.5 1.5 0 0 1 3 0v6.4V5.6a1.5 1.5 0'
        " 0 1 3 0v8.6c0 4-2.2 6.6-5.6 6.6-2.8 0-4.2-1.2-5.6-3.6l-2.4-4.2a1.5 1.5 0 0 1"
        ' 2.5-1.6z"/>'
    ),
    "help": (
        '<path class="v" d="M13.5 13.2 9 8.8a3.1 3.1 0 0 1 4.5-4.2 3.1 3.1 0 0 1 4.5 4.2z"/>'
        '<path d="m12 11.6-3.7-3.7a2.6 2.6 0 0 1 3.7-3.7 2.6 2.6 0 0 1 3.7 3.7z"/>'
        '<path d="M2.6 14.4h3.2l3.9 1.7h4.1a1.5 1.5 0 0 1 0 3H9.4"/>'
        '<path d="m15.2 18 4.4-2.6a1.6 1.6 0 0 1 1.7 2.7L15.6 22H9.2l-3.4-1.6H2.6"/>'
    ),
    "home": (
        '<path class="v" d="M7 12h14v10H7z"/>'
        '<path d="M3.2 11.8 12 4l8.8 7.8"/>'
        '<path d="M5.8 10v10h12.4V10"/>'
        '<path d="M10 20v-5.2h4V20"/>'
    ),
    "info": (
        '<circle class="v" cx="13.8" cy="13.8" r="8"/>'
        '<circle cx="12" cy="12" r="8.8"/>'
        '<path d="M12 11.2v5.3M12 7.6v.1"/>'
    ),
    "key": (
        '<circle class="v" cx="9.5" cy="9.5" r="4.5"/>'
        '<circle cx="8" cy="8" r="4.6"/>'
        '<path d="m11.4 11.4 9.1 9.1M17 17l-2.4 2.4M20 20l-1.6 1.6"/>'
    ),
    "language": (
        '<circle class="v" cx="13.8" cy="13.8" r="8"/>'
        '<circle cx="12" cy="12" r="8.8"/>'
        '<path d="M3.4 12h17.2M12 3.2c-5 5-5 12.6 0 17.6M12 3.2c5 5 5 12.6 0 17.6"/>'
    ),
    "learn": (
        '<path class="v" d="M13.5 8c2-1.5 5-2 9-1.5V20c-4-.5-7 0-9 1.5z"/>'
        '<path d="M12 6.4C9.8 4.8 6.8 4.2 3 4.6v13.6c3.8-.4 6.8.2 9 1.8 2.2-1.6 5.2-2.2'
        ' 9-1.8V4.6c-3.8-.4-6.8.2-9 1.8z"/>'
        '<path d="M12 6.4V20"/>'
    ),
    "letter": (
        '<path class="v" d="M8 6h8l5 5v11H8z"/>'
        '<path d="M5 3.2h8.6L19 8.6v12.2H5z"/>'
        '<path d="M13.4 3.4v5.4h5.4M8.6 12.8h6.8M8.6 16.4h4.8"/>'
    ),
    "link": (
        '<rect class="v" x="8" y="11" width="14" height="7" rx="3.5"/>'
        '<rect x="2.4" y="8.2" width="12" height="7.6" rx="3.8"/>'
        '<path d="M11.6 12a3.8 3.8 0 0 1 3.8-3.8h2.4a3.8 3.8 0 0 1 0 7.6h-2.4"/>'
    ),
    "list": '<path d="M8.5 6.2H21M8.5 12H21M8.5 17.8H21M3.6 6.2h.1M3.6 12h.1M3.6 17.8h.1"/>',
    "lock": (
        '<rect class="v" x="7" y="12" width="14" height="10" rx="2"/>'
        '<rect x="4.8" y="10.4" width="14.4" height="10" rx="2.2"/>'
        '<path d="M8 10.4V7.6a4 4 0 0 1 8 0v2.8"/>'
    ),
    "mail": (
        '<rect class="v" x="5.5" y="8" width="17" height="13" rx="2"/>'
        '<rect x="3" y="5.2" width="18" height="13.6" rx="2.2"/>'
        '<path d="m3.6 7 8.4 6.6L20.4 7"/>'
    ),
    "map": (
        '<path class="v" d="m10.5 5.5 6 3v13l-6-3z"/>'
        '<path d="m3 6.4 6-2.6 6 2.6 6-2.6v13.8l-6 2.6-6-2.6-6 2.6z"/>'
        '<path d="M9 3.8v13.8M15 6.4v13.8"/>'
    ),
    "mic": (
        '<rect class="v" x="10.5" y="4.5" width="6" height="11" rx="3"/>'
        '<rect x="8.8" y="2.8" width="6.4" height="11.4" rx="3.2"/>'
        '<path d="M5.2 11.4a6.8 6.8 0 0 0 13.6 0M12 18.2v3.2"/>'
    ),
    "mobile": (
        '<rect class="v" x="9" y="5" width="11" height="18" rx="2"/>'
        '<rect x="6.4" y="2.6" width="11.2" height="18.8" rx="2.4"/>'
        '<path d="M11 18h2"/>'
    ),
    "money": (
        '<ellipse class="v" cx="13.5" cy="9.5" rx="8" ry="4"/>'
        '<ellipse cx="12" cy="7.6" rx="8" ry="3.8"/>'
        '<path d="M4 7.6v8.8c0 2.1 3.6 3.8 8 3.8s8-1.7 8-3.8V7.6M4 12c0 2.1 3.6 3.8 8'
        ' 3.8s8-1.7 8-3.8"/>'
    ),
    "more": (
        '<circle class="v" cx="13.5" cy="13.5" r="8"/>'
        '<circle cx="12" cy="12" r="9"/>'
        '<path d="M7.8 12h.1M12 12h.1M16.2 12h.1"/>'
    ),
    "music": (
        '<circle class="v" cx="8.5" cy="18.5" r="3.5"/>'
        '<circle cx="6.8" cy="17.6" r="3"/>'
        '<circle cx="17" cy="15.6" r="3"/>'
        '<path d="M9.8 17.6V6l10.2-2v11.6"/>'
    ),
    "next": '<path d="M4 12h15.5M13 5.5l6.5 6.5-6.5 6.5"/>',
    "path": (
        '<circle class="v" cx="9" cy="6" r="3.4"/>'
        '<circle cx="7" cy="4.8" r="2"/>'
        '<path d="M9 4.8h5.6a3.6 3.6 0 0 1 0 7.2H9.2a3.6 3.6 0 0 0 0 7.2H15"/>'
        '<circle cx="17" cy="19.2" r="2"/>'
    ),
    "people": (
        '<circle class="v" cx="10.5" cy="9.5" r="3.6"/>'
        '<circle cx="9" cy="8" r="3.6"/>'
        '<path d="M2.5 20c.6-3.7 3-5.5 6.5-5.5s5.9 1.8 6.5 5.5"/>'
        '<path d="M15.5 4.8a3.5 3.5 0 0 1 0 6.4M18 14.8c2 .8 3.2 2.5 3.6 5.2"/>'
    ),
    "person": (
        '<circle class="v" cx="13.5" cy="9.5" r="4"/>'
        '<circle cx="12" cy="8" r="4"/>'
        '<path d="M4.5 20.5c.8-4 3.6-6 7.5-6s6.7 2 7.5 6"/>'
    ),
    "phone": (
        '<path class="v" d="M7 5.5h5l1.5 5.5-2.5 2 4 4 2-2.5 5 1.5v5h-5C11 20 7 13 7 5.5z"/>'
        '<path d="M4.8 3.6h3.6l1.9 4.9-2.2 1.8a12.6 12.6 0 0 0 5.6 5.6l1.8-2.2 4.9'
        ' 1.9v3.6a1.7 1.7 0 0 1-1.8 1.7C10.6 20.4 3.6 13.4 3.1 5.4a1.7 1.7 0 0 1 1.7-1.8z"/>'
    ),
    "place": (
        '<circle class="v" cx="13.5" cy="11.5" r="4.5"/>'
        '<path d="M12 21.5S5 15.2 5 10a7 7 0 0 1 14 0c0 5.2-7 11.5-7 11.5z"/>'
        '<circle cx="12" cy="10" r="2.4"/>'
    ),
    "plus": '<path d="M12 4.5v15M4.5 12h15"/>',
    "print": (
        '<rect class="v" x="8" y="14" width="11" height="8"/>'
        '<path d="M7 8.8V3.6h10v5.2M7 17H4.8A1.8 1.8 0 0 1 3 15.2v-4.6a1.8 1.8 0 0 1'
        ' 1.8-1.8h14.4a1.8 1.8 0 0 1 1.8 1.8v4.6a1.8 1.8 0 0 1-1.8 1.8H17"/>'
        '<path d="M7 14.2h10v6.2H7z"/>'
    ),
    "search": (
        '<circle class="v" cx="12.5" cy="12.5" r="5.5"/>'
        '<circle cx="10.8" cy="10.8" r="6.6"/>'
        '<path d="m15.8 15.8 5 5"/>'
    ),
    "settings": (
        '<circle class="v" cx="13.5" cy="13.5" r="5"/>'
        '<circle cx="12" cy="12" r="3.2"/>'
        '<path d="M12 2.8v3M12 18.2v3M2.8 12h3M18.2 12h3M5.5 5.5l2.1 2.1M16.4 16.4l2.1'
        ' 2.1M18.5 5.5l-2.1 2.1M7.6 16.4l-2.1 2.1"/>'
    ),
    "share": (
        '<circle class="v" cx="8" cy="13.5" r="3.5"/>'
        '<circle cx="6" cy="12" r="2.8"/>'
        '<circle cx="17.6" cy="5.6" r="2.8"/>'
        '<circle cx="17.6" cy="18.4" r="2.8"/>'
        '<path d="m8.5 10.7 6.6-3.7M8.5 13.3l6.6 3.7"/>'
    ),
    "shopping": (
        '<path class="v" d="M7 10h14l1 12H6z"/>'
        '<path d="M5 8.2h14l1.2 12.6H3.8z"/>'
        '<path d="M8.4 11V7a3.6 3.6 0 0 1 7.2 0v4"/>'
    ),
    "speak": (
        '<path class="v" d="M6 10.5h4l4-4v14l-4-4H6z"/>'
        '<path d="M3.6 9.6v4.8h3.6l4.4 3.8V5.8L7.2 9.6z"/>'
        '<path d="M15.4 9a4.3 4.3 0 0 1 0 6M18.2 6.2a8.2 8.2 0 0 1 0 11.6"/>'
    ),
    "table": (
        '<rect class="v" x="5" y="12" width="17" height="3.5"/>'
        '<path d="M3 10.6h18M5.4 10.6V20M18.6 10.6V20"/>'
        '<path d="M8 7.4a4 4 0 0 1 8 0z"/>'
        '<path d="M12 3.4v-.6"/>'
    ),
    "talk": (
        '<path class="v" d="M11 11h12v9l-3-2h-9z"/>'
        '<path d="M3 4.4h12.4v8.8H8L4.8 16v-2.8H3z"/>'
        '<path d="M18.4 8.2H21V17h-1.6v2.8L16 17h-5.6v-.6"/>'
    ),
    "tool": (
        '<circle class="v" cx="17.5" cy="8" r="4.5"/>'
        '<path d="M14.2 9.8a4.8 4.8 0 0 1 5.9-6.2l-2.8 2.9 .6 2 2 .6 2.7-2.8a4.8 4.8 0 0'
        ' 1-6.3 5.9l-8 8.1a2.3 2.3 0 0 1-3.3-3.3z"/>'
    ),
    "trash": (
        '<path class="v" d="M8 9h13l-1.2 13H9z"/>'
        '<path d="M4 6.6h16M9 6.4V4h6v2.4M6 6.8l1 13.6h10l1-13.6M10.2 10.6v6M13.8 10.6v6"/>'
    ),
    "undo": ('<path d="M8.6 5 4 9.6l4.6 4.6"/><path d="M4 9.6h9.8a5.4 5.4 0 0 1 0 10.8H9.4"/>'),
    "vote": (
        '<path class="v" d="M6 14h16v8H6z"/>'
        '<path d="M3.6 13h16.8v7.6H3.6z"/>'
        '<path d="m7.6 13 1.6-9.4 8 1.4-1.2 8M10.8 8.2l1.6 1.6 2.4-2.8"/>'
    ),
    "walk": (
        '<circle class="v" cx="14.5" cy="6" r="3"/>'
        '<circle cx="13" cy="4.4" r="1.9"/>'
        '<path d="m12.4 9-1.6 5.4 3.4 2.7.9 4.4M10.8 14.4 8 21.5M12.4 9l2.6 2.9 3.2.7M12.4 9'
        ' 8.8 10.5l-1 3.2"/>'
    ),
    "wheelchair": (
        '<circle class="v" cx="12" cy="17" r="5"/>'
        '<circle cx="9.6" cy="4.2" r="1.8"/>'
        '<path d="M9.8 8.2v5.4h5.6l2.6 5.4 2.2-.8M9.8 10.8h4.6"/>'
        '<path d="M7 11.6a5.4 5.4 0 1 0 8 6.6"/>'
    ),
    "window": (
        '<rect class="v" x="6" y="5" width="16" height="17"/>'
        '<rect x="4" y="3.4" width="16" height="17.2"/>'
        '<path d="M12 3.4v17.2M4 11h16"/>'
    ),
}

NAMES = tuple(SHAPES)


def _draw(shapes: str, css: str) -> SafeString:
    return mark_safe(  # noqa: S308 - our own drawings only
        f'<svg class="ws-icon{css}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        f"{shapes}</svg>"
    )


LINE = {name: _draw(shapes, "") for name, shapes in SHAPES.items()}
FLIPPED = {name: _draw(shapes, " ws-flip") for name, shapes in SHAPES.items()}
DUO = {name: _draw(shapes, " ws-icon--duo") for name, shapes in SHAPES.items()}


def _box(drawn: str, css: str) -> SafeString:
    return mark_safe(  # noqa: S308
        f'<span class="ws-picto{css}" aria-hidden="true">{drawn}</span>'
    )


PICTO = {name: _box(drawn, "") for name, drawn in DUO.items()}
PICTO_BIG = {name: _box(drawn, " ws-picto--big") for name, drawn in DUO.items()}


def picto(name: str, size: str = "") -> SafeString:
    """Give a pictogram with its colour patch in a box of its own."""
    return (PICTO_BIG if size == "big" else PICTO)[name]
