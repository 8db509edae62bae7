"""The menu, and the look chosen for this installation."""

from functools import lru_cache

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from wijkschakel.web.common import icons

OWN_THEME = "wijkschakel"
FONT = "fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2"
# Their address begins the address of other pages.
FRONT_PAGES = ("/", "/werkplek/")


def page(url_name: str) -> str:
    """Give the address of a page that is one; empty when this installation has no such page."""
    return _page(url_name, get_urlconf(), get_script_prefix())


@lru_cache(maxsize=256)
def _page(url_name: str, _urls: str | None, _prefix: str) -> str:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def item(
    request: HttpRequest | None, url_name: str, pictogram: str, word: str, css: str = ""
) -> SafeString:
    """Write an item of the menu; nothing when that page does not exist in this installation."""
    address = page(url_name)
    if not address:
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


def theme_file(theme: str) -> str:
    """Name the built file of tokens of a theme."""
    return f"css/themes/{theme}.css"


@lru_cache(maxsize=8)
def theme_link(theme: str) -> SafeString:
    """Link the tokens of another theme; our own look needs none."""
    if theme == OWN_THEME:
        return SafeString("")
    return format_html('<link rel="stylesheet" href="{}">', static(theme_file(theme)))


@lru_cache(maxsize=8)
def font_link(theme: str) -> SafeString:
    """Fetch our letters early, so that words do not jump; another theme brings its own."""
    if theme != OWN_THEME:
        return SafeString("")
    return format_html(
        '<link rel="preload" href="{}" as="font" type="font/woff2" crossorigin>', static(FONT)
    )
