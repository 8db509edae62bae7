"""Opens files of others with care: limits, compression, encodings."""

import codecs
import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Protocol

MEGABYTE = 1024 * 1024
ARCHIVES = {
    b"PK\x03\x04": "a zip archive or a spreadsheet; unpack it, or save it as CSV",
    b"7z\xbc\xaf": "a 7-zip archive; unpack it first",
    b"%PDF": "a PDF",
    b"\xd0\xcf\x11\xe0": "an old spreadsheet; save it as CSV",
}


class UnreadableFile(ValueError):
    """A file that cannot be read, said in a sentence for whoever brought it."""


@dataclass(frozen=True)
class Carried:
    """What was fetched or sent along, read as if it were a file."""

    name: str
    data: bytes

    @property
    def size(self) -> int:
        """Give the number of bytes."""
        return len(self.data)

    def open_binary(self) -> BinaryIO:
        """Give a reader."""
        return io.BytesIO(self.data)


class Openable(Protocol):
    """Something else with bytes in it: a part of an archive."""

    @property
    def name(self) -> str:
        """Give its name."""

    @property
    def size(self) -> int:
        """Give the number of bytes."""

    def open_binary(self) -> BinaryIO:
        """Give a reader."""


Source = Path | Openable


@dataclass(frozen=True)
class Limits:
    """How much we are willing to read."""

    file_bytes: int = 512 * MEGABYTE
    ratio: int = 200
    ratio_from: int = 20 * MEGABYTE
    line_characters: int = 1_000_000
    columns: int = 5_000
    cell_characters: int = 100_000
    hint: str = "Select fewer areas, or raise the limit with --max-megabytes."


@dataclass
class Notes:
    """What a reader wants to say about a file; each sentence once, at most a hundred."""

    sentences: list[str] = field(default_factory=list)

    def add(self, sentence: str) -> None:
        """Add a sentence."""
        if sentence not in self.sentences and len(self.sentences) < 100:
            self.sentences.append(sentence)


class Guarded(io.RawIOBase):
    """Reads bytes and stops when there are too many of them."""

    def __init__(self, source: BinaryIO, name: str, limits: Limits, packed: int | None) -> None:
        self.source = source
        self.name = name
        self.limits = limits
        self.packed = packed
        self.count = 0

    def readable(self) -> bool:
        """Say that this can be read."""
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        """Read into the buffer, counting."""
        try:
            piece = self.source.read(len(buffer))
        except (EOFError, zlib.error, zipfile.BadZipFile, OSError) as error:
            raise UnreadableFile(
                f"{self.name}: the file is cut off or damaged ({error}). Download it again."
            ) from error
        self.count += len(piece)
        if self.count > self.limits.file_bytes:
            raise UnreadableFile(
                f"{self.name}: more than {self.limits.file_bytes // MEGABYTE} MB of text. "
                f"{self.limits.hint}"
            )
        if self._swells():
            raise UnreadableFile(
                f"{self.name}: the compressed file swells more than {self.limits.ratio} times. "
                "That is no table; it is not read any further."
            )
        buffer[: len(piece)] = piece
        return len(piece)

    def _swells(self) -> bool:
        if self.packed is None or self.count < self.limits.ratio_from:
            return False
        return self.count > self.packed * self.limits.ratio


@contextmanager
def open_raw(path: Source) -> Iterator[tuple[BinaryIO, int]]:
    """Open a file as it stands; give it with its size."""
    try:
        size = path.stat().st_size if isinstance(path, Path) else path.size
        raw = path.open("rb") if isinstance(path, Path) else path.open_binary()
    except OSError as error:
        raise UnreadableFile(f"{path.name}: cannot be opened ({error.strerror}).") from error
    with raw:
        yield raw, size


@contextmanager
def open_bytes(path: Source, limits: Limits) -> Iterator[io.BufferedReader]:
    """Open a file, unpacking gzip on the way."""
    with open_raw(path) as (raw, size):
        start = raw.read(4)
        raw.seek(0)
        if start in ARCHIVES:
            raise UnreadableFile(f"{path.name}: this is {ARCHIVES[start]}.")
        if not start:
            raise UnreadableFile(f"{path.name}: the file is empty.")
        packed = start[:2] == b"\x1f\x8b"
        if not packed and size > limits.file_bytes:
            raise UnreadableFile(
                f"{path.name}: {size // MEGABYTE} MB is more than "
                f"{limits.file_bytes // MEGABYTE} MB. {limits.hint}"
            )
        source: BinaryIO = gzip.GzipFile(fileobj=raw) if packed else raw  # type: ignore[assignment]
        yield io.BufferedReader(
            Guarded(source, path.name, limits, size if packed else None),  # type: ignore[arg-type]
            256 * 1024,
        )


def guess_encoding(start: bytes) -> str | None:
    """Name the encoding when the first bytes tell; None: UTF-8 or Windows-1252, line by line."""
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = start[: len(start) // 2 * 2]
    if len(sample) >= 4:
        if not any(sample[0::2]) or not any(sample[1::2]):
            return "utf-16-be" if not any(sample[0::2]) else "utf-16-le"
        zeros_even, zeros_odd = sample[0::2].count(0), sample[1::2].count(0)
        half = len(sample) // 2
        if zeros_odd > half * 0.6 and zeros_even < half * 0.1:
            return "utf-16-le"
        if zeros_even > half * 0.6 and zeros_odd < half * 0.1:
            return "utf-16-be"
    return None


def read_lines(path: Source, limits: Limits, notes: Notes) -> Iterator[str]:
    """Give the lines of a text file, whatever its encoding."""
    with open_bytes(path, limits) as stream:
        encoding = guess_encoding(stream.peek(4096)[:4096])
        if encoding in ("utf-16", "utf-16-le", "utf-16-be"):
            yield from _lines_of_utf16(stream, encoding, path.name, limits)
            return
        if encoding == "utf-8-sig":
            stream.read(3)
        yield from _lines_of_bytes(stream, path.name, limits, notes)


def _lines_of_utf16(
    stream: io.BufferedReader, encoding: str, name: str, limits: Limits
) -> Iterator[str]:
    text = io.TextIOWrapper(stream, encoding=encoding, newline="")
    number = 0
    while True:
        number += 1
        try:
            line = text.readline(limits.line_characters + 1)
        except UnicodeError as error:
            raise UnreadableFile(
                f"{name}: line {number} is not the UTF-16 text that the file says it is."
            ) from error
        if not line:
            return
        _check_line(line, number, name, limits)
        yield line.lstrip("\ufeff") if number == 1 else line


def _lines_of_bytes(
    stream: io.BufferedReader, name: str, limits: Limits, notes: Notes
) -> Iterator[str]:
    windows: list[int] = []
    wide = False
    number = 0
    while raw := stream.readline(limits.line_characters * 4 + 1):
        number += 1
        if raw.isascii():
            line = raw.decode("ascii")
        else:
            line, is_windows = _decode(raw, number, name)
            if is_windows:
                windows.append(number)
            else:
                wide = True
        _check_line(line, number, name, limits)
        yield line
    if windows and wide:
        few = ", ".join(str(n) for n in windows[:5]) + (", …" if len(windows) > 5 else "")
        notes.add(
            f"{name}: mixed encodings. Most lines are UTF-8; {len(windows)} were read as "
            f"Windows-1252 (line {few}). Check the names in them."
        )
    elif windows:
        notes.add(f"{name}: not UTF-8; read as Windows-1252.")


def _decode(raw: bytes, number: int, name: str) -> tuple[str, bool]:
    try:
        return raw.decode("utf-8"), False
    except UnicodeDecodeError:
        pass
    try:
        return raw.decode("cp1252"), True
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            f"{name}: line {number} is neither UTF-8 nor Windows-1252. Save the file as UTF-8."
        ) from error


def _check_line(line: str, number: int, name: str, limits: Limits) -> None:
    if len(line) > limits.line_characters:
        signs = max(line.count(sign) for sign in ",;\t|")
        if number == 1 and signs > limits.columns:
            raise UnreadableFile(
                f"{name}: more than {signs} columns; more than {limits.columns} is not read. "
                "Select the columns you need."
            )
        raise UnreadableFile(
            f"{name}: line {number} is longer than {limits.line_characters} characters. "
            "That is no table."
        )
    if "\x00" in line:
        raise UnreadableFile(f"{name}: line {number} holds a NUL byte. That is no text.")
