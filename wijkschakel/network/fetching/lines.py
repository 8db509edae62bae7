"""Connections that are counted and timed: however slowly a word comes in, the clock runs."""

import io
import socket
import ssl
import time

from wijkschakel.network.fetching.addresses import Target, is_open
from wijkschakel.network.fetching.errors import NotFetched

HEADERS = 512 * 1024  # what may come beside the page itself
PATIENCE = 15.0


class Line:
    """A connection to one host; what `http.client` needs of a socket, and no more."""

    def __init__(self, target: Target, ends: float, most_bytes: int) -> None:
        self.target = target
        self.ends = ends
        self.left = most_bytes + HEADERS
        self.socket = self._open()

    def patience(self) -> float:
        """Give how long the next step may take."""
        left = self.ends - time.monotonic()
        if left <= 0:
            raise NotFetched("too_slow", self.target.host)
        return min(left, PATIENCE)

    def makefile(self, _mode: str) -> io.BufferedReader:
        """Give a reader."""
        return io.BufferedReader(_Timed(self))  # type: ignore[arg-type]

    def sendall(self, data: bytes) -> None:
        """Send."""
        self.socket.settimeout(self.patience())
        self.socket.sendall(data)

    def close(self) -> None:
        """Stay open: the library hangs up while its reader still reads."""

    def hang_up(self) -> None:
        """Close the connection."""
        self.socket.close()

    def _open(self) -> socket.socket:
        last: OSError | None = None
        for number in self.target.numbers:
            try:
                link = socket.create_connection((number, self.target.port), self.patience())
            except OSError as error:
                last = error
                continue
            try:
                if not is_open(str(link.getpeername()[0]), is_named=self.target.is_named):
                    raise NotFetched("inside", self.target.host)
                return self._secured(link) if self.target.scheme == "https" else link
            except BaseException:
                link.close()
                raise
        raise NotFetched("unreachable", self.target.host) from last

    def _secured(self, link: socket.socket) -> socket.socket:
        try:
            context = ssl.create_default_context()
            link.settimeout(self.patience())
            return context.wrap_socket(link, server_hostname=self.target.host)
        except TimeoutError as error:
            raise NotFetched("too_slow", self.target.host) from error
        except (OSError, ValueError) as error:
            raise NotFetched("not_trusted", self.target.host) from error


class _Timed(io.RawIOBase):
    """Reads from a line until the clock or the count says stop."""

    def __init__(self, line: Line) -> None:
        self.line = line

    def readable(self) -> bool:
        """Say that this can be read."""
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        """Read what has come in."""
        line = self.line
        line.socket.settimeout(line.patience())
        try:
            count = line.socket.recv_into(buffer)
        except TimeoutError as error:
            raise NotFetched("too_slow", line.target.host) from error
        line.left -= count
        if line.left < 0:
            raise NotFetched("too_large", line.target.host)
        return count
