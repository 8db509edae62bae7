"""Fetches one page: asks, follows redirects with care, unpacks within the limits."""

import http.client
import re
import time
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from typing import cast
from urllib.parse import urljoin

from wijkschakel.network.fetching.addresses import Target, safe_target
from wijkschakel.network.fetching.errors import NotChanged, NotFetched
from wijkschakel.network.fetching.lines import Line

AGENT = "Wijkschakel (open software for neighbourhoods; reads feeds once a day)"
REDIRECTS = {301, 302, 303, 307, 308}
MOST_REDIRECTS = 5
PIECE = 256 * 1024
FIELD = re.compile(r"[\x21-\x7e][\x20-\x7e]{0,299}")
MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """How much and how long; the size holds before and after unpacking."""

    most_bytes: int = 20 * MEGABYTE
    seconds: float = 60.0


@dataclass(frozen=True)
class Fetched:
    """A page, and what is needed to ask next time whether it changed."""

    body: bytes
    content_type: str
    final_url: str
    etag: str = ""
    last_modified: str = ""


def fetch(
    url: str,
    *,
    etag: str = "",
    last_modified: str = "",
    accept: str = "*/*",
    agent: str = AGENT,
    limits: Limits = Limits(),
    allowed: Collection[str] = (),
) -> Fetched:
    """Get a page, or raise `NotFetched`, or `NotChanged` when it still is the one we have.

    :param allowed: hosts inside that this installation needs, as `name` or `name:port`.
    """
    headers = {"Accept": accept, "User-Agent": agent, "Accept-Encoding": "gzip"}
    headers |= {"If-None-Match": etag, "If-Modified-Since": last_modified}
    headers = {name: value for name, value in headers.items() if FIELD.fullmatch(value)}
    ends = time.monotonic() + limits.seconds
    for _turn in range(MOST_REDIRECTS + 1):
        target = safe_target(url, allowed)
        answer = _Answer(target, headers, ends, limits)
        if isinstance(answer.result, Fetched):
            return answer.result
        url = _next(target, answer.result)
    raise NotFetched("redirects", target.host, most=MOST_REDIRECTS)


def _next(target: Target, location: str) -> str:
    try:
        url = urljoin(target.url, location.strip())
    except ValueError as error:
        raise NotFetched("address", target.host) from error
    if target.scheme == "https" and url.lower().startswith("http:"):
        raise NotFetched("downgrade", target.host)
    return url.partition("#")[0]


class _Answer:
    """One question and its answer: the page, or where it went."""

    def __init__(
        self, target: Target, headers: dict[str, str], ends: float, limits: Limits
    ) -> None:
        self.target = target
        self.limits = limits
        line = Line(target, ends, limits.most_bytes)
        try:
            self.result = self._ask(line, headers)
        except (http.client.HTTPException, ValueError) as error:
            cut = isinstance(error, http.client.IncompleteRead | http.client.RemoteDisconnected)
            raise self.fault("cut_off" if cut else "garbled") from error
        except TimeoutError as error:
            raise self.fault("too_slow") from error
        except OSError as error:
            raise self.fault("cut_off") from error
        finally:
            line.hang_up()

    def fault(self, code: str, **facts: object) -> NotFetched:
        """Give the error."""
        return NotFetched(code, self.target.host, **facts)

    def _ask(self, line: Line, headers: dict[str, str]) -> Fetched | str:
        connection = http.client.HTTPConnection(self.target.host, self.target.port)
        connection.sock = cast("http.client.socket.socket", line)  # type: ignore[name-defined]
        connection.request("GET", self.target.path, headers={"Host": self.target.label} | headers)
        answer = connection.getresponse()
        if answer.status in REDIRECTS and answer.headers.get("Location"):
            return str(answer.headers["Location"])
        self._check(answer, headers)
        header = answer.headers.get
        return Fetched(
            body=self._body(answer),
            content_type=str(header("Content-Type", ""))[:200],
            final_url=self.target.url,
            etag=_field(header("ETag", "")),
            last_modified=_field(header("Last-Modified", "")),
        )

    def _check(self, answer: http.client.HTTPResponse, headers: dict[str, str]) -> None:
        status = answer.status
        if status == 304 and {"If-None-Match", "If-Modified-Since"} & set(headers):
            raise NotChanged(self.target.host)
        if status in (404, 410):
            raise self.fault("gone", status=status)
        if status in (429, 503):
            raise self.fault("busy", status=status)
        if status != 200:
            raise self.fault("answer", status=status)

    def _body(self, answer: http.client.HTTPResponse) -> bytes:
        most = self.limits.most_bytes
        promised = answer.length  # what Content-Length says; None when it comes in chunks
        if promised is not None and promised > most:
            raise self.fault("too_large", most_megabytes=most // MEGABYTE)
        packing = str(answer.headers.get("Content-Encoding", "")).strip().lower()
        if packing not in ("", "identity", "gzip", "x-gzip"):
            raise self.fault("packed")
        taker = _Unpacked(self, most) if "gzip" in packing else _Plain(self, most)
        count = 0
        while piece := answer.read(PIECE):
            count += len(piece)
            taker.take(piece)
        if promised is not None and count < promised:
            raise self.fault("cut_off")
        return taker.whole()


class _Plain:
    """Gathers what comes in, up to the limit."""

    def __init__(self, answer: _Answer, most: int) -> None:
        self.answer = answer
        self.most = most
        self.held = bytearray()

    def take(self, piece: bytes) -> None:
        """Keep a piece."""
        self.keep(piece)

    def keep(self, piece: bytes) -> None:
        """Keep what was read."""
        self.held += piece
        if len(self.held) > self.most:
            raise self.answer.fault("too_large", most_megabytes=self.most // MEGABYTE)

    def whole(self) -> bytes:
        """Give all of it."""
        return bytes(self.held)


class _Unpacked(_Plain):
    """Unpacks on the way, never more than the limit at once."""

    def __init__(self, answer: _Answer, most: int) -> None:
        super().__init__(answer, most)
        self.packer = zlib.decompressobj(31)

    def take(self, piece: bytes) -> None:
        """Unpack a piece; a file may be packed in several parts."""
        try:
            while piece:
                if self.packer.eof:
                    self.packer = zlib.decompressobj(31)
                self.keep(self.packer.decompress(piece, PIECE))
                piece = self.packer.unconsumed_tail or self.packer.unused_data
        except zlib.error as error:
            raise self.answer.fault("packed") from error

    def whole(self) -> bytes:
        """Give all of it, if the end was there."""
        while not self.packer.eof and (rest := self.packer.decompress(b"", PIECE)):
            self.keep(rest)
        if not self.packer.eof:
            raise self.answer.fault("cut_off")
        return super().whole()


def _field(value: object) -> str:
    text = str(value)
    return text if FIELD.fullmatch(text) else ""
