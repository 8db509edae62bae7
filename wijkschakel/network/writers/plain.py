"""Text of residents for formats that know no Markdown."""

import html
import re

from wijkschakel.base.text import markdown

BREAKS = re.compile(r"</(?:p|li|h[1-6]|blockquote|pre)>|<(?:br|hr) ?/?>")
TAGS = re.compile(r"<[^>]*>")
# What neither XML nor a calendar may hold.
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def text(written: str) -> str:
    """Give the words of a Markdown text, without its signs.

    >>> text("Kom **erbij**!")
    'Kom erbij!'
    """
    lines = TAGS.sub("", BREAKS.sub("\n", markdown.safe_html(written)))
    return clean(
        "\n".join(line.strip() for line in html.unescape(lines).splitlines() if line.strip())
    )


def clean(written: str) -> str:
    """Leave out signs that break a format."""
    return CONTROLS.sub("", written)
