"""Gets pages of a few known services, and of nobody else.

The address is checked at the moment the connection opens, so a name that leads to a machine
inside is refused however it got there. Redirects are not followed.
"""

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from wijkschakel.network.readers.files import MEGABYTE, UnreadableFile

PIECE = 256 * 1024


@dataclass(frozen=True)
class Door:
    """Where a service is reached. Tests open a door to a server of their own."""

    host: str
    port: int = 443
    is_secure: bool = True
    address: str = ""


@dataclass
class Fetcher:
    """Gets paths of one service within a size and a time."""

    door: Door
    most_bytes: int = 600 * MEGABYTE
    seconds: float = 30.0
    total_seconds: float = 900.0

    def __post_init__(self) -> None:
        self.count = 0
        self.ends = time.monotonic() + self.total_seconds

    def get(self, path: str) -> Iterator[bytes]:
        """Give what stands at a path, piece by piece."""
        connection = self._connect()
        try:
            headers = {"Accept": "application/json", "User-Agent": "wijkschakel"}
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            self._check(answer, path)
            while piece := answer.read(PIECE):
                self.count += len(piece)
                if self.count > self.most_bytes:
                    raise self.fault(f"more than {self.most_bytes // MEGABYTE} MB")
                if time.monotonic() > self.ends:
                    raise self.fault(f"it takes longer than {self.total_seconds:.0f} seconds")
                yield piece
        except (OSError, http.client.HTTPException) as error:
            raise self.fault(f"no good connection ({type(error).__name__})") from error
        finally:
            connection.close()

    def path_of(self, address: str) -> str:
        """Give the path of a link to a next page; a link elsewhere is refused."""
        parts = urlsplit(address)
        scheme = "https" if self.door.is_secure else "http"
        here = self.door.host if self.door.is_secure else f"{self.door.host}:{self.door.port}"
        if (parts.scheme, parts.netloc) != (scheme, here):
            raise self.fault("it points to another address for the next page")
        return f"{parts.path}?{parts.query}" if parts.query else parts.path

    def fault(self, why: str) -> UnreadableFile:
        """Give the error."""
        return UnreadableFile(f"{self.door.host}: {why}.")

    def _check(self, answer: http.client.HTTPResponse, path: str) -> None:
        if 300 <= answer.status < 400:
            raise self.fault("it answers with a redirect; those are not followed")
        if answer.status != 200:
            raise self.fault(f"it answers {answer.status} for {path[:120]}")

    def _connect(self) -> http.client.HTTPConnection:
        door = self.door
        address = door.address or safe_address(door.host, door.port)
        try:
            link = socket.create_connection((address, door.port), timeout=self.seconds)
        except OSError as error:
            raise self.fault(f"no connection ({type(error).__name__})") from error
        connection = http.client.HTTPConnection(door.host, door.port, timeout=self.seconds)
        if door.is_secure:
            context = ssl.create_default_context()
            try:
                link = context.wrap_socket(link, server_hostname=door.host)
            except OSError as error:
                link.close()
                raise self.fault(f"no safe connection ({type(error).__name__})") from error
        connection.sock = link
        return connection


def safe_address(host: str, port: int) -> str:
    """Look a name up; every address it has must be one of the open internet."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise UnreadableFile(f"{host}: this name cannot be found. Is there internet?") from error
    addresses = [str(entry[4][0]) for entry in found]
    for text in addresses:
        address = ipaddress.ip_address(text.split("%")[0])
        inner = getattr(address, "ipv4_mapped", None) or address
        if not inner.is_global or inner.is_multicast:
            raise UnreadableFile(f"{host}: leads to an address inside a network; refused.")
    return addresses[0]
