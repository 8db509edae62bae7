"""What was published, line after line, never changed: one JSON object a line, each with the digest
of the line before.

The file also holds guarded values that were kept back, so it is for nobody but the gateway (mode
0600). One process at a time may add; a line that was being written when the power went is taken
away at the next start, all others must agree or nothing is published any more.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from wijkschakel.outcomes.rules.troubles import LedgerBroken, SomebodyElsePublishes

Entry = dict[str, Any]
BEGIN = "0" * 64


def canonical(thing: object) -> bytes:
    """Write the same thing as the same bytes, always."""
    return json.dumps(thing, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


class Ledger:
    """The file of what was published."""

    def __init__(self, path: Path) -> None:
        """Open nothing yet."""
        self.path = path
        self._read: list[bytes] = []  # lines that were found good, and what they say
        self._said: list[Entry] = []

    def entries(self) -> list[Entry]:
        """Read all entries; raise LedgerBroken when one was changed or taken away."""
        lines, good = self._lines(), len(self._read)
        if lines[:good] != self._read:
            good = 0
        found = self._said[:good]
        before = hashlib.sha256(lines[good - 1]).hexdigest() if good else BEGIN
        for number, line in enumerate(lines[good:], good + 1):
            try:
                entry = json.loads(line)
            except ValueError as error:
                raise LedgerBroken(f"Line {number} of {self.path.name} is damaged.") from error
            if entry.get("before") != before or entry.get("number") != number:
                raise LedgerBroken(f"Line {number} of {self.path.name} does not follow on.")
            before = hashlib.sha256(line).hexdigest()
            found.append(entry)
        self._read, self._said = lines, found
        return list(found)

    def _lines(self) -> list[bytes]:
        """Give the whole lines; what follows the last end of line was never finished."""
        if not self.path.exists():
            return []
        return self.path.read_bytes().split(b"\n")[:-1]

    @contextmanager
    def only_one(self) -> Iterator[None]:
        """Keep others from adding; take away a line that was never finished."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise SomebodyElsePublishes(
                    "Somebody else publishes now. Nothing was changed; try again later."
                ) from error
            os.ftruncate(file, sum(len(line) + 1 for line in self._lines()))
            yield
        finally:
            os.close(file)

    def append(self, entry: Entry) -> Entry:
        """Add an entry at the end, on disk before this returns; call inside `only_one`."""
        lines = self._lines()
        before = hashlib.sha256(lines[-1]).hexdigest() if lines else BEGIN
        whole = entry | {"number": len(lines) + 1, "before": before}
        file = os.open(self.path, os.O_WRONLY | os.O_APPEND)
        size = os.fstat(file).st_size
        try:
            data = canonical(whole) + b"\n"
            if os.write(file, data) != len(data):
                raise OSError("The disk is full.")
            os.fsync(file)
        except OSError:
            os.ftruncate(file, size)
            raise
        finally:
            os.close(file)
        return whole
