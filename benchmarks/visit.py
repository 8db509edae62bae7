"""What a first visit costs in bytes, as a browser fetches it."""

import re
from dataclasses import dataclass
from urllib.parse import urljoin

from benchmarks.installation import Server

LINKED = re.compile(r"<(?:link|script|img|use)\b[^>]*?\b(?:href|src)=\"(/[^\"#]+)")
FETCHED = re.compile(r"rel=\"(?:stylesheet|icon|preload|modulepreload)\"|<script|<img|<use")
FACE = re.compile(r"@font-face\s*{([^}]*)}")
URL = re.compile(r"url\(\s*['\"]?([^'\")]+)")
ENCODING = {"Accept-Encoding": "br, gzip"}


@dataclass
class Visit:
    """Bytes of the page, and of everything together."""

    page: int
    total: int
    files: dict[str, int]


def first_visit(server: Server, path: str) -> Visit:
    """Fetch a page and every file it needs for Dutch text, and count headers out."""
    page = server.get(path, **ENCODING)
    files: dict[str, int] = {}
    for tag in re.findall(r"<[^>]+>", server.get(path).body.decode()):
        if FETCHED.search(tag) and (found := LINKED.search(tag)):
            _fetch(server, found.group(1), files)
    return Visit(len(page.body), len(page.body) + sum(files.values()), files)


def _fetch(server: Server, path: str, files: dict[str, int]) -> None:
    if path in files:
        return
    answer = server.get(path, **ENCODING)
    assert answer.status == 200, (path, answer.status)
    files[path] = len(answer.body)
    if path.endswith(".css"):
        text = server.get(path).body.decode()
        for face in FACE.findall(text):
            if _is_for_dutch(face):
                for found in URL.findall(face)[:1]:
                    _fetch(server, urljoin(path, found), files)
        for found in re.findall(r"@import\s+(?:url\()?['\"]?([^'\")]+)", text):
            _fetch(server, urljoin(path, found), files)


def _is_for_dutch(face: str) -> bool:
    """Say whether a browser needs this font for a page in Dutch, upright."""
    ranges = re.search(r"unicode-range:\s*([^;]+)", face)
    covers = ranges is None or "U+0000-00FF" in ranges.group(1).upper().replace("U+00-", "U+0000-")
    return covers and "italic" not in face
