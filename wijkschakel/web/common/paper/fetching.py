"""What a printed product may use: our own drawings and built files, nothing of a network."""

import base64
import io
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from django.conf import settings

from wijkschakel.web.common.paper import ink

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcherResponse

SCHEME = "drawing"
DRAWN = "data:image/svg+xml;base64,"


class NotOurs(ValueError):
    """Something else than our own files was asked for."""


def folder() -> Path:
    """Give the folder of the built style sheets and letters."""
    return Path(settings.STATICFILES_DIRS[0]).resolve()


def fetch(url: str) -> "URLFetcherResponse":
    """Give a drawing or a file of ours.

    :raises NotOurs: any other address, also one of this machine.
    """
    from weasyprint.urls import URLFetcherResponse  # noqa: PLC0415  # slow import

    if url.startswith(DRAWN):  # stands in the page itself: nothing is fetched
        drawn = base64.b64decode(url.removeprefix(DRAWN))
        return URLFetcherResponse(url, drawn, {"Content-Type": "image/svg+xml"})
    parts = urlsplit(url)
    if parts.scheme == SCHEME and parts.path in ink.DRAWINGS:
        kind = {"Content-Type": "image/svg+xml"}
        return URLFetcherResponse(url, ink.draw(parts.path), kind)
    file = Path(unquote(parts.path)).resolve()
    if parts.scheme != "file" or not file.is_relative_to(folder()):
        raise NotOurs(url)
    if file.suffix == ".woff2" and file.exists():
        return URLFetcherResponse(url, unpacked(file, file.stat().st_mtime_ns))
    return URLFetcherResponse(url, file.read_bytes())


@lru_cache(maxsize=4)
def unpacked(file: Path, changed: int) -> bytes:
    """Give the letters of a file as they are used: unpacking them takes long, for each sheet."""
    from fontTools.ttLib import woff2  # noqa: PLC0415  # slow import

    letters = io.BytesIO()
    woff2.decompress(io.BytesIO(file.read_bytes()), letters)
    return letters.getvalue()


fetch._fail_on_errors = False  # type: ignore[attr-defined]  # what is not ours is left out
