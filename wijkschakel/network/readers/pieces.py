"""Reads a large JSON object piece by piece: the features of a GeoJSON one at a time."""

import codecs
import json
from collections.abc import Callable, Iterator
from typing import Any

from wijkschakel.network.readers.files import Limits, Notes, Source, UnreadableFile, open_bytes

PIECE = 256 * 1024
BLANK = " \t\r\n"


def read_pieces(
    path: Source, limits: Limits, notes: Notes, list_name: str = "features"
) -> Iterator[tuple[str, Any]]:
    """Give each member of the object as (name, value); of the named list each item apart.

    Also reads one object per line and a bare list, both given as items.
    """
    with open_bytes(path, limits) as stream:
        text = _Text(lambda: stream.read(PIECE), path.name)
        yield from _Reader(text, path.name, notes).read(list_name)


class _Text:
    """A window on a long text."""

    def __init__(self, more: Callable[[], bytes], name: str) -> None:
        self.more = more
        self.name = name
        self.decode: codecs.IncrementalDecoder | None = None
        self.buffer = ""
        self.at = 0
        self.ended = False

    def fill(self, size: int = PIECE) -> bool:
        """Read on; False when the text has ended."""
        if self.ended:
            return False
        if self.at:
            self.buffer, self.at = self.buffer[self.at :], 0
        wanted = len(self.buffer) + size
        while len(self.buffer) < wanted and not self.ended:
            raw = self.more()
            self.ended = not raw
            if self.decode is None:
                name = json.detect_encoding(raw[:4] or b"{}")
                self.decode = codecs.getincrementaldecoder(name)()
            try:
                self.buffer += self.decode.decode(raw, final=self.ended)
            except UnicodeDecodeError as error:
                raise UnreadableFile(
                    f"{self.name}: not valid Unicode text. JSON must be saved as UTF-8."
                ) from error
        return True

    def peek(self) -> str:
        """Give the next sign that is not blank, or nothing at the end."""
        while True:
            while self.at < len(self.buffer) and self.buffer[self.at] in BLANK:
                self.at += 1
            if self.at < len(self.buffer):
                return self.buffer[self.at]
            if not self.fill():
                return ""


class _Reader:
    """Walks through the outermost object."""

    def __init__(self, text: _Text, name: str, notes: Notes) -> None:
        self.text = text
        self.name = name
        self.notes = notes
        self.decoder = json.JSONDecoder()

    def read(self, list_name: str) -> Iterator[tuple[str, Any]]:
        """Walk."""
        sign = self.text.peek()
        if sign == "[":
            yield from ((list_name, item) for item in self.items())
        elif sign == "{":
            yield from self.members(list_name)
        else:
            raise self.broken("it does not start with { or [")
        if self.text.peek():
            self.notes.add(f"{self.name}: text after the end of the JSON is not read.")

    def members(self, list_name: str) -> Iterator[tuple[str, Any]]:
        """Walk through the members of an object."""
        self.expect("{")
        if self.text.peek() == "}":
            self.text.at += 1
            return
        while True:
            key = self.value()
            if not isinstance(key, str):
                raise self.broken("a name is missing")
            self.expect(":")
            if key == list_name and self.text.peek() == "[":
                for item in self.items():
                    yield key, item
            else:
                yield key, self.value()
            if self.after() == "}":
                return

    def items(self) -> Iterator[Any]:
        """Walk through the items of a list."""
        self.expect("[")
        if self.text.peek() == "]":
            self.text.at += 1
            return
        while True:
            yield self.value()
            if self.after() == "]":
                return

    def value(self) -> Any:
        """Read one whole value."""
        self.text.peek()
        size = PIECE
        while True:
            text = self.text
            try:
                value, end = self.decoder.raw_decode(text.buffer, text.at)
            except json.JSONDecodeError as error:
                if text.fill(size):
                    size *= 2
                    continue
                raise self.broken(error.msg) from error
            except RecursionError as error:
                raise self.broken("it is nested too deeply") from error
            if end == len(text.buffer) and text.fill(size):
                size *= 2
                continue  # a number may go on in the next piece
            text.at = end
            return value

    def expect(self, sign: str) -> None:
        """Step over a sign."""
        if self.text.peek() != sign:
            raise self.broken(f"{sign} is missing")
        self.text.at += 1

    def after(self) -> str:
        """Step over what follows a value: a comma or an end."""
        sign = self.text.peek()
        if sign not in (",", "]", "}") or not sign:
            raise self.broken("the file stops halfway" if not sign else "a comma is missing")
        self.text.at += 1
        return sign

    def broken(self, why: str) -> UnreadableFile:
        """Give the error."""
        return UnreadableFile(f"{self.name}: this is not JSON that can be read ({why}).")
