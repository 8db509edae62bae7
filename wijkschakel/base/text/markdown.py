"""Markdown of people made into HTML that can do no harm."""

from collections.abc import Sequence
from functools import cache
from html import escape

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

FIRST_HEADING = 3
LAST_HEADING = 6
LONGEST = 50_000
_TAGS = "p br hr h3 h4 h5 h6 ul ol li strong em s blockquote code pre a"
TAGS = frozenset(_TAGS.split())
SCHEMES = frozenset({"http", "https", "mailto", "tel"})


@cache
def _reader() -> MarkdownIt:
    """Make the reader: no HTML, no images, line ends stay line ends."""
    reader = MarkdownIt("commonmark", {"html": False, "breaks": True, "maxNesting": 20})
    reader.enable("strikethrough").disable(["html_block", "html_inline"])
    reader.add_render_rule("image", _words_of_image)
    return reader


def _words_of_image(
    renderer: object, tokens: Sequence[Token], position: int, options: object, env: object
) -> str:
    """Show the words that stand for an image; images from elsewhere would tell who reads here."""
    return escape(tokens[position].content)


def _lower_headings(tokens: Sequence[Token]) -> None:
    """Let headings start below those of the page."""
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            level = min(int(token.tag[1]) + FIRST_HEADING - 1, LAST_HEADING)
            token.tag = f"h{level}"


def safe_html(text: str) -> str:
    """Make Markdown into HTML without scripts, images, styles or strange links."""
    tokens = _reader().parse(text[:LONGEST])
    _lower_headings(tokens)
    html = _reader().renderer.render(tokens, _reader().options, {})
    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes={"a": {"href"}},
        url_schemes=set(SCHEMES),
        link_rel="noopener nofollow",
    )
