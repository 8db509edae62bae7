"""Makes plain text of what others write: no HTML, no signs that do not show."""

import html
import re
import unicodedata
from functools import lru_cache
from html.parser import HTMLParser
from urllib.parse import urlsplit

LOOKS_LIKE_HTML = re.compile(r"</?[a-zA-Z][^<>]{0,400}>|&(?:[a-zA-Z]{2,8}|#\d{1,6});")
BLOCKS = {"p", "div", "br", "li", "ul", "ol", "tr", "h1", "h2", "h3", "h4", "h5", "h6"}
SILENT = {"script", "style", "head", "title", "template", "noscript"}
MOST = 20_000
SHORT = 200


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self.silent += 1
        elif tag in BLOCKS:
            self.parts.append("\n- " if tag == "li" else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in BLOCKS and tag != "br":
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data)


def strip_html(text: str) -> str:
    """Leave the words of a text, without its HTML; twice, for HTML that was written as text."""
    for _turn in range(2):
        if not LOOKS_LIKE_HTML.search(text):
            return text
        reader = _Text()
        reader.feed(text)
        reader.close()
        text = "".join(reader.parts)
    return text


def _visible(sign: str) -> bool:
    if sign in "\n\t\u200c\u200d":  # these two join letters in Persian and emoji
        return True
    return unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn")


def _is_plain_line(value: str) -> bool:
    """Say that there is nothing to take away: most cells of a table, so this is the fast way."""
    return len(value) <= MOST and value.isprintable() and "<" not in value and "&" not in value


def plain(value: object, most: int = MOST) -> str:
    """Give a text of several lines."""
    if not isinstance(value, str):
        return ""
    if _is_plain_line(value):
        return " ".join(value.split())[:most]
    text = strip_html(value[: MOST * 4]).replace("\r\n", "\n").replace("\r", "\n")
    if not text.isprintable():
        text = "".join(sign for sign in text if _visible(sign))
    lines = [re.sub(r"[ \t\u00a0]+", " ", line).strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()[:most]


def line(value: object, most: int = 500) -> str:
    """Give a text of one line, cut at a word."""
    if isinstance(value, str) and len(value) <= SHORT:
        return _short_line(value, most)
    return _line(value, most)


@lru_cache(maxsize=4096)  # one cell is asked for in several ways, and kinds and towns come back
def _short_line(value: str, most: int) -> str:
    if len(value) <= most and _is_plain_line(value):
        return " ".join(value.split())
    return _line(value, most)


def _line(value: object, most: int) -> str:
    text = plain(value)
    if "&" in text or not text.isprintable():
        text = " ".join(html.unescape(text).split())
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[most // 2 :] else cut) + "…"


def web_address(value: object, most: int = 600) -> str:
    """Give an address that may be a link: http or https; anything else gives nothing."""
    if not isinstance(value, str):
        return ""
    text = value.strip()
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname or len(text) > most:
        return ""
    return "" if re.search(r"[\s<>\"\x00-\x1f]", text) else text
