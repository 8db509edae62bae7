"""Reads news of others, RSS and Atom: words only, bounded, dates that can be right."""

import calendar
import codecs
import datetime as dt
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

from wijkschakel.network.readers import found
from wijkschakel.network.readers.files import (
    MEGABYTE,
    Limits,
    Notes,
    Source,
    UnreadableFile,
    open_bytes,
)
from wijkschakel.network.readers.found import Gathering, Unusable
from wijkschakel.network.readers.plaintext import line, plain, web_address

LIMITS = Limits(file_bytes=20 * MEGABYTE, hint="A feed holds what is new, not everything.")
MOST_ITEMS = 1000
LONGEST = 10_000
OLDEST = dt.timedelta(days=3660)
SOON = dt.timedelta(days=2)
ENCODING = re.compile(rb"<\?xml[^>]{0,200}encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,30})[\"']")
DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
PLAIN_ENCODINGS = ("utf-8", "iso8859-", "cp125", "ascii")
FORBIDDEN = re.compile(r"<!\s*(?:ENTITY|DOCTYPE[^>]*\[)", re.IGNORECASE)
ENDS = re.compile(r"</(?:\w{1,20}:)?(?:item|entry)\s*>", re.IGNORECASE)
START = re.compile(r"<(?:\w{1,20}:)?(rss|feed|rdf)[\s>]", re.IGNORECASE)
BROKEN = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError,
    AssertionError)  # fmt: skip


@dataclass(frozen=True)
class FoundNews:
    """One item of news. `keys` are all names under which it may have been seen before."""

    source_id: str
    title: str
    text: str = ""
    url: str = ""
    published_at: dt.datetime | None = None
    author: str = ""
    keywords: tuple[str, ...] = ()
    image_url: str = ""
    image_alt: str = ""
    keys: tuple[str, ...] = ()


@dataclass
class GatheredNews(Gathering):
    """Every item that was found, newest first, and everything that was not taken over."""

    title: str = ""
    items: list[FoundNews] = field(default_factory=list)


def read_feed(path: Source, now: dt.datetime, notes: Notes, *, address: str = "") -> GatheredNews:
    """Read a feed.

    :param address: where it came from; links in it may leave that out.
    """
    import feedparser  # slow import  # noqa: PLC0415

    gathered = GatheredNews()
    text = _bounded(_text(path), gathered)
    try:
        # In memory and as bytes: the library opens whatever looks like a name or an address.
        parsed = feedparser.parse(
            io.BytesIO(text.encode("utf-8", "replace")),
            sanitize_html=False,
            resolve_relative_uris=False,
            response_headers={"content-type": "application/xml; charset=utf-8"},
        )
    except BROKEN as error:
        raise UnreadableFile(f"{path.name}: this feed is damaged.") from error
    gathered.title = line(_word(parsed.get("feed"), "title"), 200)
    if parsed.get("bozo"):
        notes.add(f"{path.name}: not well-formed; read as far as it goes.")
    _gather(parsed.get("entries") or [], gathered, now, address)
    return gathered


def _text(path: Source) -> str:
    """Read the text by ourselves, so that what is checked is what is parsed."""
    with open_bytes(path, LIMITS) as stream:
        data = stream.read()
    name = _encoding(data)
    try:
        text = data.decode(name)
    except (UnicodeDecodeError, LookupError):
        text = data.decode("cp1252", "replace")
    text = DECLARATION.sub("", text.lstrip("\ufeff").replace("\x00", ""), count=1)
    if not START.search(text[:20_000]):
        raise UnreadableFile(f"{path.name}: this is no RSS and no Atom.")
    if FORBIDDEN.search(text):
        raise UnreadableFile(f"{path.name}: holds definitions that a feed never needs; refused.")
    return text


def _encoding(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    match = ENCODING.match(data.removeprefix(codecs.BOM_UTF8)[:400])
    try:
        name = codecs.lookup(match[1].decode()).name if match else "utf-8"
    except LookupError:
        return "utf-8"
    return name if name.startswith(PLAIN_ENCODINGS) else "utf-8"


def _bounded(text: str, gathered: GatheredNews) -> str:
    """Cut a feed of very many items to the first ones, before anything slow looks at it."""
    last, cut = 0, 0
    for number, match in enumerate(ENDS.finditer(text), 1):
        last = match.end()
        if number == MOST_ITEMS:
            cut = last
    if not cut or last == cut:
        return text
    gathered.remark(f"more than {MOST_ITEMS} items; the first are read")
    return text[:cut] + text[last:]


def _gather(entries: list[Any], gathered: GatheredNews, now: dt.datetime, address: str) -> None:
    seen: set[str] = set()
    links = Counter(_word(entry, "link").strip() for entry in entries[:MOST_ITEMS])
    shared = {link for link, count in links.items() if count > 1}
    for entry in entries[:MOST_ITEMS]:
        name = line(_word(entry, "id") or _word(entry, "link"), 300)
        title = line(_word(entry, "title"), 120)
        try:
            item = _item(entry, gathered, now, address, shared)
        except Unusable as error:
            gathered.reject(name, str(error), title)
            continue
        except BROKEN as error:
            gathered.reject(name, f"cannot be understood ({type(error).__name__})", title)
            continue
        if seen & set(item.keys):
            gathered.reject(item.source_id, "twice in the feed: the first is kept", item.title)
            continue
        seen.update(item.keys)
        gathered.items.append(item)
    past = dt.datetime.min.replace(tzinfo=dt.UTC)
    gathered.items.sort(key=lambda item: item.published_at or past, reverse=True)


def _item(
    entry: Any, gathered: GatheredNews, now: dt.datetime, address: str, shared: set[str]
) -> FoundNews:
    html = _content(entry)
    text = plain(html, LONGEST)
    title = line(_word(entry, "title"), 200) or line(text.split("\n", 1)[0], 80)
    if not title:
        raise Unusable("no title and no text")
    url = _link(_word(entry, "link"), address)
    picture, words = _picture(entry, html, address)
    own_page = "" if _word(entry, "link").strip() in shared else url
    keys = _keys(line(_word(entry, "id"), 300), own_page, title, text)
    return FoundNews(
        source_id=keys[0],
        title=title,
        text="" if text == title else text,
        url=url,
        published_at=_when(entry, gathered, now),
        author=line(_word(entry, "author"), 120),
        keywords=_keywords(entry),
        image_url=picture,
        image_alt=words,
        keys=keys,
    )


def _word(entry: Any, name: str) -> str:
    value = entry.get(name) if isinstance(entry, dict) else None
    return value if isinstance(value, str) else ""


def _content(entry: Any) -> str:
    parts = entry.get("content") or []
    longest = max((_word(part, "value") for part in parts), key=len, default="")
    return longest or _word(entry, "summary")


def _link(link: str, address: str) -> str:
    try:
        return web_address(urljoin(address, link.strip()) if link.strip() else "")
    except ValueError:
        return ""


def _keys(own: str, url: str, title: str, text: str) -> tuple[str, ...]:
    """Name an item in every way that may stay the same while another changes."""
    keys = [own] if own else []
    if url:
        keys.append(f"url:{found.digest(url.partition('#')[0].casefold())}")
    keys.append(f"text:{found.digest(title.casefold(), text[:500].casefold())}")
    return tuple(keys)


def _when(entry: Any, gathered: GatheredNews, now: dt.datetime) -> dt.datetime | None:
    """Give when it was published; a day that cannot be right gives nothing."""
    for name in ("published_parsed", "updated_parsed", "created_parsed"):
        moment = dict.get(entry, name)  # its own way of asking looks for other names too
        if moment is None:
            continue
        try:
            when = dt.datetime.fromtimestamp(calendar.timegm(moment), dt.UTC)
        except (ValueError, OverflowError, OSError, TypeError):
            when = now + 2 * SOON
        if now - OLDEST <= when <= now + SOON:
            return min(when, now)
        gathered.remark("a date that cannot be right; left out")
        return None
    return None


def _keywords(entry: Any) -> tuple[str, ...]:
    words = [line(_word(tag, "term"), 60) for tag in (entry.get("tags") or [])[:20]]
    return tuple(dict.fromkeys(word for word in words if word))


class _Pictures(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            values = dict(attrs)
            self.found.append((values.get("src") or "", values.get("alt") or ""))


def _picture(entry: Any, html: str, address: str) -> tuple[str, str]:
    """Give the first picture and the words that stand for it; it is not fetched here."""
    reader = _Pictures()
    reader.feed(html[: LONGEST * 4])
    for source, words in [*reader.found[:5], *_enclosed(entry)]:
        url = _link(source, address)
        if url:
            return url, line(words, 300)
    return "", ""


def _enclosed(entry: Any) -> Iterator[tuple[str, str]]:
    for name, key in (("media_content", "url"), ("media_thumbnail", "url"), ("enclosures", "href")):
        for part in (entry.get(name) or [])[:5]:
            kind = _word(part, "type") or _word(part, "medium")
            if name == "media_thumbnail" or kind.startswith("image"):
                yield _word(part, key), ""
