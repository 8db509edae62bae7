"""The menu, and the look chosen for this installation."""

from functools import lru_cache

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from wijkschakel.web.common import icons

OWN_THEME = "wijkschakel"
# Their address begins the address of other pages.
FRONT_PAGES = ("/", "/werkplek/")


def item(
    request: HttpRequest | None, url_name: str, pictogram: str, word: str, css: str = ""
) -> SafeString:
    """Write an item of the menu; nothing when that page does not exist in this installation."""
    try:
        address = reverse(url_name)
    except NoReverseMatch:
        return SafeString("")
    here = request.path if request else ""
    inside = here == address or (address not in FRONT_PAGES and here.startswith(address))
    current = SafeString(' aria-current="page"' if inside else "")
    return format_html(
        '<li{}><a href="{}"{}>{}<span>{}</span></a></li>',
        format_html(' class="{}"', css) if css else "",
        address,
        current,
        icons.LINE[pictogram],
        word,
    )


@lru_cache(maxsize=8)
def theme_link(theme: str) -> SafeString:
    """Link the tokens of another theme; our own look needs none."""
    if theme == OWN_THEME:
        return SafeString("")
    return format_html('<link rel="stylesheet" href="{}">', static(f"css/themes/{theme}.css"))
