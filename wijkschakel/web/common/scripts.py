"""Which way a text runs, and in which language it is: for words of residents between ours."""

import unicodedata

from django.utils.html import format_html
from django.utils.safestring import SafeString


def runs_from_right(text: str) -> bool:
    """Say whether the first letter that decides is of a script that runs from right to left."""
    for sign in text:
        way = unicodedata.bidirectional(sign)
        if way in ("L", "R", "AL"):
            return way != "L"
    return False


def own_words(text: str, language: str) -> SafeString:
    """Write the language and direction of a text as attributes of its element."""
    way = "rtl" if runs_from_right(text) else "ltr"
    return format_html(' lang="{}" dir="{}"', language, way)
