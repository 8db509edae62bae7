"""Draws figures of areas: people of every hundred, houses with the light on."""

from functools import lru_cache

from django.utils.safestring import SafeString

from wijkschakel.web.common.drawings import svg

PERSON = "m13 1a6 6 0 1 1 0 12a6 6 0 1 1 0-12zm-11 34c0-13 3-19 11-19s11 6 11 19z"
PER_ROW = 20


def _people(first: int, last: int) -> str:
    parts = []
    for number in range(first, last):
        row, column = divmod(number, PER_ROW)
        parts.append(f"M{column * 30} {row * 44}{PERSON}")
    return "".join(parts)


@lru_cache(maxsize=128)
def hundred(count: int) -> SafeString:
    """Draw a hundred people, `count` of them in colour."""
    count = max(0, min(100, count))
    inner = ""
    if count:
        inner += f'<path class="p-was" d="{_people(0, count)}"/>'
    if count < 100:
        inner += f'<path class="p-not" d="{_people(count, 100)}"/>'
    return svg("ws-array", "-2 -2 602 220", inner)


@lru_cache(maxsize=256)
def bar_of_hundred(count: int, country: int | None) -> SafeString:
    """Draw a part of a hundred as a bar, and a line where the whole country stands."""
    inner = '<path class="c-bg" d="M0 3h400v20H0z"/>'
    inner += f'<path class="c-b" d="M0 3h{max(0, min(100, count)) * 4}v20H0z"/>'
    if country is not None:
        inner += f'<path class="c-tick" d="M{max(0, min(100, country)) * 4} 0v26"/>'
    return svg("ws-ofhundred", "0 0 400 26", inner, ' preserveAspectRatio="none"')


@lru_cache(maxsize=256)
def houses(lit: int, total: int) -> SafeString:
    """Draw a row of houses, the light on in `lit` of them; more than sixty are drawn in part."""
    shown = min(total, 60)
    lights = lit if total <= shown else round(lit * shown / total)
    inner = ""
    for number in range(shown):
        row, column = divmod(number, 20)
        x, y = column * 30, row * 42
        pane = "a-lit" if number < lights else "a-pane"
        inner += (
            f'<path class="a-roof" d="M{x} {y + 15}l13-13 13 13v23H{x}z"/>'
            f'<path class="{pane}" d="M{x + 7} {y + 17}h12v13h-12z"/>'
        )
    width = min(shown, 20) * 30 - 2 if shown else 1
    return svg("ws-houses", f"0 0 {width} {((shown - 1) // 20 + 1) * 42 if shown else 1}", inner)
