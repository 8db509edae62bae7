"""What the permission walk saw, kept for those who look at pages: nobody asks for them again.

One file per role, in a folder of this run of the whole suite. Whoever looks without such a run, or
when the walk stopped halfway, walks first.
"""

import json
import os
import shutil
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from tests import levels
from tests.web.matrix import ROLES, Row, rows
from tests.web.sights import bare, skeleton

LANGUAGES = ("nl", "en")
SHOWN = ("200", "422")  # a page, and a form that comes back with a sentence


@dataclass(frozen=True)
class Picture:
    """A whole page of HTML as somebody saw it; two of the same look are made alike."""

    url: str
    method: str
    role: str
    language: str
    status: str
    path: str
    headers: dict[str, str]
    html: str
    look: str


def languages(row: Row, role: str) -> tuple[str, ...]:
    """Give in which languages a page is drawn for a role: the first that is let in, in both.

    Every day one role sees each page in one language, not always the same: the others are only
    asked whether the door opens.
    """
    inside = [one for one in ROLES if row.cells[one] in SHOWN]
    if levels.THOROUGH:
        return () if role not in inside else LANGUAGES if role == inside[0] else LANGUAGES[:1]
    alike = [one for one in inside if row.cells[one] == row.cells[role]]
    turn = zlib.crc32(f"{row.method} {row.url}".encode())
    if not alike or role != alike[turn % len(alike)]:
        return ()
    return (LANGUAGES[turn // 16 % 2],) if row.method == "GET" else LANGUAGES[:1]


def picture(row: Row, role: str, language: str, path: str, response: Any) -> Picture | None:
    """Make a picture of an answer, unless it is another answer than a whole page."""
    status = str(response.status_code)
    if status not in SHOWN or not response.headers.get("Content-Type", "").startswith("text/html"):
        return None
    html = response.content.decode(response.charset)
    look = skeleton(html if row.url == "home:today" else bare(html))
    headers = dict(response.headers)
    return Picture(row.url, row.method, role, language, status, path, headers, html, look)


def _folder() -> Path | None:
    run = os.environ.get("WIJKSCHAKEL_TEST_RUN")
    return Path(settings.VAR, f"album-{run}") if run else None


def keep(role: str, pictures: list[Picture]) -> None:
    """Put what a role saw in the album of this run; those of earlier runs are thrown away."""
    folder = _folder()
    if folder is None:
        return
    for older in folder.parent.glob("album-*"):
        if older != folder:
            shutil.rmtree(older, ignore_errors=True)
    folder.mkdir(exist_ok=True)
    half = folder / f"{role}.half"
    half.write_text("".join(json.dumps(asdict(one)) + "\n" for one in pictures))
    half.replace(folder / f"{role}.jsonl")


def is_whole() -> bool:
    """Say whether every role walked in this run."""
    folder = _folder()
    return folder is not None and all((folder / f"{role}.jsonl").exists() for role in ROLES)


def _kept() -> Iterator[Picture]:
    folder = _folder()
    assert folder is not None
    for role in ROLES:
        with (folder / f"{role}.jsonl").open() as lines:
            yield from (Picture(**json.loads(line)) for line in lines)


@cache
def opened() -> dict[tuple[str, str], list[Picture]]:
    """Give the album of this run, by page; roles stand in the order of the matrix."""
    found: dict[tuple[str, str], list[Picture]] = {(row.url, row.method): [] for row in rows()}
    for one in _kept():
        found[one.url, one.method].append(one)
    return found
