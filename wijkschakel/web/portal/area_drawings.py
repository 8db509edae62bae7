"""Draws houses with the light on."""

from functools import lru_cache

from django.utils.safestring import SafeString

from wijkschakel.web.common.drawings import svg


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
