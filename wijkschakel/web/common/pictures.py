"""Pictures in pixels, for where a drawing of lines is not understood."""

import io
from functools import lru_cache
from pathlib import Path
from typing import Any

FONT = Path("dist/fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2")
STATIC = Path(__file__).resolve().parent.parent / "static"
SIZE = (1200, 630)
EDGE = 72
PAPER, INK, SOFT, GROUND = "#faf6ed", "#18262a", "#384548", "#f0e9da"
WINDOW = "#f6bf4f"
# Left, width, height to the gutter, wall and roof of the houses along the bottom.
HOUSES = (
    (40, 150, 110, "#b4513a", "#6d2a22"),
    (210, 130, 140, "#e2b873", "#6d2a22"),
    (360, 170, 100, "#2f7f86", "#044b54"),
    (820, 140, 130, "#e2b873", "#6d2a22"),
    (980, 180, 105, "#b4513a", "#6d2a22"),
)
LINES = 4


@lru_cache(maxsize=1)
def _letters() -> bytes:
    """Give our letters in the shape that the drawing library reads."""
    from fontTools.ttLib import TTFont  # slow import  # noqa: PLC0415

    font = TTFont(STATIC / FONT)
    font.flavor = None
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _font(size: int, weight: int) -> Any:
    from PIL import ImageFont  # slow import  # noqa: PLC0415

    if not (STATIC / FONT).exists():
        return ImageFont.load_default(size)
    font = ImageFont.truetype(io.BytesIO(_letters()), size)
    font.set_variation_by_axes([weight])
    return font


def _wrap(draw: Any, text: str, font: Any, width: int) -> list[str]:
    """Break words over lines; what is left after the last line ends with three dots."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and draw.textlength(longer, font=font) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], f"{lines[LINES - 1]}..."]
    return [_cut(draw, line, font, width) for line in lines]


def _drawable(text: str) -> str:
    """Leave out signs that turn a line around or end it: the drawing library stops at those."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _cut(draw: Any, line: str, font: Any, width: int) -> str:
    while len(line) > 1 and draw.textlength(line, font=font) > width:
        line = line[:-1]
    return line


def _houses(draw: Any) -> None:
    bottom = SIZE[1] - 20
    draw.rectangle((0, bottom, *SIZE), fill=GROUND)
    for left, width, height, wall, roof in HOUSES:
        top = bottom - height
        draw.rectangle((left, top, left + width, bottom), fill=wall)
        gable = [(left - 8, top), (left + width / 2, top - 70), (left + width + 8, top)]
        draw.polygon(gable, fill=roof)
        for place in (0.2, 0.6):
            x = left + width * place
            draw.rectangle((x, top + 24, x + width * 0.2, top + 64), fill=WINDOW)


@lru_cache(maxsize=64)
def share_picture(title: str, place: str = "") -> bytes:
    """Draw a title and a place above our street, as PNG of 1200 by 630 pixels."""
    from PIL import Image, ImageDraw  # slow import  # noqa: PLC0415

    image = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(image)
    _houses(draw)
    big, small = _font(68, 760), _font(34, 600)
    draw.text((EDGE, 52), f"Wijkschakel {_drawable(place)}".strip(), font=small, fill=SOFT)
    for number, line in enumerate(_wrap(draw, _drawable(title), big, SIZE[0] - 2 * EDGE)):
        draw.text((EDGE, 112 + number * 78), line, font=big, fill=INK)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()
