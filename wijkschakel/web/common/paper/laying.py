"""Laying out a page of HTML on paper, with our own letters and nothing of a network."""

import atexit
import threading
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from wijkschakel.web.common.paper import fetching

if TYPE_CHECKING:
    from weasyprint import CSS, Document
    from weasyprint.text.fonts import FontConfiguration


def lay_out(page: str) -> "Document":
    """Lay out a page; only the task worker does so, as it takes seconds."""
    from weasyprint import HTML  # noqa: PLC0415  # slow import

    base = fetching.folder().as_uri() + "/"
    letters, style = _letters_and_style(base, threading.get_ident())
    html = HTML(string=page, base_url=base, url_fetcher=fetching.fetch)
    return html.render(font_config=letters, stylesheets=[style])


@lru_cache(maxsize=2)
def _letters_and_style(base: str, thread: int) -> "tuple[FontConfiguration, CSS]":
    """Read our letters and how paper looks; once, as that takes as long as a page. Per thread."""
    from weasyprint import CSS  # noqa: PLC0415  # slow import
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415  # slow import

    letters = FontConfiguration()
    sheet = base + "css/paper.css"
    return letters, CSS(url=sheet, url_fetcher=fetching.fetch, font_config=letters)


# Letters are given back while all that does so is still there.
atexit.register(_letters_and_style.cache_clear)


def qr_code(address: str) -> SafeString:
    """Draw an address as a QR code that says what it is to who does not see it."""
    import segno  # noqa: PLC0415  # slow import

    drawn = segno.make_qr(address, error="m").svg_inline(
        border=1, omitsize=True, title=_("Vierkant voor je camera: %(address)s")
        % {"address": address}, lineclass=None, svgclass=None,
    )  # fmt: skip
    return mark_safe(drawn)  # noqa: S308 - drawn by segno, the address is escaped
