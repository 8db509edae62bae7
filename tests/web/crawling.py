"""Follows links as somebody who clicks on all there is; names what leads nowhere or asks too much.

A shape is a page whatever it is about: the name of its address, the kind of thing and the names of
what is asked behind the question mark. Of each shape some are opened. Every day a page that led
two others to the same is not opened by a third: it is the frame that differs, which is on all.
"""

import html
import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import Resolver404, resolve

from tests.web.matrix import is_word, known

LINK = re.compile(r'<(?:a|link|img|source)\b[^>]*?\s(?:href|src)="([^"]+)"')
FETCHED = re.compile(r'\sdata-hx-get="([^"]+)"')
FORM = re.compile(r"<form\b[^>]*>")
SENT_TO = re.compile(r'\saction="([^"]+)"')
LEFTOVERS = ("{{", "{%", "{#")
ON = (301, 302, 303)
MOST_STEPS = 5  # of a link that leads on and on
MOST_QUESTIONS = 10  # of one page to the database, without lines of the journal
Shape = tuple[str, ...]


@dataclass
class Crawl:
    """What visitors opened, and what went wrong."""

    per_shape: int
    enough: int
    led: dict[Shape, list[frozenset[Shape]]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def walk(self, visitor: Client, who: str, start: str = "/") -> None:
        """Open the start page and what it leads to; note every bad link and where it stood."""
        seen, waiting = {start}, deque([(start, "the start")])
        opened = Counter([shape_of(start)])
        while waiting:
            here, before = waiting.popleft()
            page = self._open(visitor, who, here, before)
            self._remember(who, here, page)
            chosen: set[Shape] = set()
            for link in links_of(page, here):
                shape = self._shape_of(who, link, here) if link not in seen else ()
                if not shape or shape in chosen or opened[shape] >= self.per_shape:
                    continue
                if self._tells_more(shape):
                    chosen.add(shape)
                    seen.add(link)
                    opened[shape] += 1
                    waiting.append((link, here))

    def _remember(self, who: str, here: str, page: str) -> None:
        """Remember where a page leads."""
        to = {self._shape_of(who, link, here) for link in links_of(main_of(page), here)}
        self.led.setdefault(shape_of(here), []).append(frozenset(to))

    def _tells_more(self, shape: Shape) -> bool:
        """Say whether a page may lead elsewhere: not when it led some others all to the same."""
        led = self.led.get(shape, [])
        return len(led) < self.enough or len(set(led)) > 1

    def _shape_of(self, who: str, link: str, here: str) -> Shape:
        """Give the shape of a link; of one that no page answers, say so."""
        try:
            return shape_of(link)
        except Resolver404:
            self._note(f"{who}: {here} leads to {link}, which is no address")
            return ()

    def _open(self, visitor: Client, who: str, path: str, before: str) -> str:
        """Open a page, go on where it leads, and give its HTML; say what is wrong with it."""
        response, asked = ask(visitor, path)
        at = path
        for _step in range(MOST_STEPS):
            if response.status_code not in ON:
                break
            at = urljoin(at, response["Location"])
            if not is_ours(at):
                return ""
            response, asked = ask(visitor, at)
        if response.status_code >= 400 or response.status_code in ON:
            self._note(f"{who}: {before} leads to {path}, which answers {response.status_code}")
        text = text_of(response)
        if text and asked > MOST_QUESTIONS:
            self._note(f"{who}: {at} asks the database {asked} times")
        for leftover in LEFTOVERS:
            if leftover in text:
                self._note(f"{who}: {path} shows {leftover}")
        return text

    def _note(self, sentence: str) -> None:
        if sentence not in self.wrong:
            self.wrong.append(sentence)


def ask(visitor: Client, path: str) -> tuple[Any, int]:
    """Open a page; give the answer, and how many questions it asked the database."""
    asked = 0

    def count(execute: Any, sql: str, *more: Any) -> Any:
        nonlocal asked
        asked += sql.startswith(("SELECT", "UPDATE", "DELETE"))
        return execute(sql, *more)

    with connection.execute_wrapper(count):
        return visitor.get(path), asked


def text_of(response: Any) -> str:
    """Give the HTML of an answer; of another kind of answer, nothing."""
    if response.streaming:
        response.close()
        return ""
    is_html = response.headers.get("Content-Type", "").startswith("text/html")
    return response.content.decode(response.charset) if is_html else ""


def main_of(page: str) -> str:
    """Leave out the frame, which is on every page."""
    start = page.find("<main")
    return page[start : page.find("</main>")] if start >= 0 else page


@cache  # the frame of every page holds the same links
def shape_of(link: str) -> Shape:
    """Give the shape of a page."""
    parts = urlsplit(link)
    match = resolve(parts.path)
    converters = known()[match.view_name].pattern.pattern.converters
    kinds = [str(match.kwargs[name]) for name, part in converters.items() if is_word(part)]
    return (match.view_name, *kinds, *sorted({name for name, _v in parse_qsl(parts.query)}))


def is_ours(link: str) -> bool:
    """Say whether a page of ours must answer a link."""
    parts = urlsplit(link)
    is_here = parts.scheme in ("", "http", "https") and parts.netloc in ("", "testserver")
    return is_here and not parts.path.startswith(settings.STATIC_URL)


def links_of(page: str, here: str) -> Iterator[str]:
    """Give what a page leads to, without what others serve."""
    gotten = [tag for tag in FORM.findall(page) if 'method="post"' not in tag]
    sent = [found.group(1) for tag in gotten if (found := SENT_TO.search(tag))]
    for written in [*LINK.findall(page), *FETCHED.findall(page), *sent]:
        link = urljoin(here, html.unescape(written).partition("#")[0])
        if is_ours(link):
            parts = urlsplit(link)
            yield parts.path + (f"?{parts.query}" if parts.query else "")
