"""Opens spreadsheets, CSV and xlsx, as plain rows: bounded, seen sheets only, no formulas."""

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from wijkschakel.network.readers.files import (
    MEGABYTE,
    Limits,
    Notes,
    Source,
    UnreadableFile,
    open_raw,
)
from wijkschakel.network.readers.rows import csv_rows

HINT = "Split the table into smaller ones."
LIMITS = Limits(file_bytes=64 * MEGABYTE, columns=200, hint=HINT)
MOST_ROWS = 50_000
MOST_CELLS = 3_000_000
MOST_SHEETS = 40
MOST_PARTS = 2000
MOST_MERGES = 5000
PIECE = 256 * 1024
ZIP = b"PK\x03\x04"
WENT_WRONG = {"#N/A", "#N/B", "#REF!", "#VALUE!", "#WAARDE!", "#DIV/0!", "#DEEL/0!", "#NAME?",
    "#NAAM?", "#NULL!", "#NUM!", "#GETAL!", "#VERW!"}  # fmt: skip
FORMULA = re.compile(r"[\s\u00a0]*(?:[=@\uff1d\uff20]|[+\-\u2212\uff0b\uff0d](?![\d\s(.,]|$))+")
MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s+ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
BROKEN = (OSError, EOFError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError,
    RuntimeError, SyntaxError, AssertionError, zlib.error, zipfile.BadZipFile)  # fmt: skip
Cells = list[Any]


@dataclass
class Sheet:
    """One sheet: its rows as they stand, the first is line 1."""

    name: str
    rows: list[Cells] = field(default_factory=list)


def open_sheets(path: Source, notes: Notes) -> list[Sheet]:
    """Read the sheets that can be seen; a CSV is one sheet."""
    with open_raw(path) as (raw, size):
        start = raw.read(4)
        if start == ZIP:
            if size > LIMITS.file_bytes:
                raise UnreadableFile(f"{path.name}: {size // MEGABYTE} MB is too large. {HINT}")
            return list(_read_workbook(raw, path.name, notes))
    stem = Path(path.name).stem
    return [Sheet(stem, _bounded(csv_rows(path, LIMITS, notes), path.name, notes))]


def _bounded(rows: Iterator[Any], name: str, notes: Notes) -> list[Cells]:
    kept: list[Cells] = []
    count = 0
    for row in rows:
        cells = list(row[: LIMITS.columns])
        if len(row) > LIMITS.columns:
            notes.add(f"{name}: more than {LIMITS.columns} columns; the rest is not read.")
        while cells and (cells[-1] is None or cells[-1] == ""):
            cells.pop()
        count += len(row)
        if len(kept) >= MOST_ROWS or count > MOST_CELLS:
            notes.add(f"{name}: more than {len(kept)} rows; the rest is not read. {HINT}")
            break
        kept.append(cells)
    return kept


def _read_workbook(raw: BinaryIO, name: str, notes: Notes) -> Iterator[Sheet]:
    import openpyxl  # slow import  # noqa: PLC0415
    from openpyxl.utils.exceptions import InvalidFileException  # slow import  # noqa: PLC0415

    raw.seek(0)
    try:
        with zipfile.ZipFile(raw) as archive, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of drawings and checks that are not read
            _check(archive, name)
            book = openpyxl.load_workbook(raw, read_only=True, data_only=True, keep_links=False)
            with closing(book):
                for sheet in book.worksheets[:MOST_SHEETS]:
                    if sheet.sheet_state != "visible":
                        notes.add(f"{name}: the sheet {sheet.title[:40]!r} is hidden; not read.")
                        continue
                    yield _read_sheet(sheet, archive, name, notes)
    except (*BROKEN, InvalidFileException) as error:
        if isinstance(error, UnreadableFile):
            raise
        raise UnreadableFile(
            f"{name}: this spreadsheet is damaged ({type(error).__name__}). Save it again as xlsx."
        ) from error


def _check(archive: zipfile.ZipFile, name: str) -> None:
    """Look at the parts before anything is unpacked."""
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names:
        raise UnreadableFile(f"{name}: a zip, but no spreadsheet. Save it as xlsx or CSV.")
    total = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or total > 3 * LIMITS.file_bytes:
        raise UnreadableFile(f"{name}: unpacks to {total // MEGABYTE} MB; that is no table. {HINT}")
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            if part.file_size > LIMITS.file_bytes:
                size = part.file_size // MEGABYTE
                raise UnreadableFile(f"{name}: a sheet of {size} MB; that is no table. {HINT}")
            with archive.open(part) as stream:
                start = stream.read(PIECE).replace(b"\0", b"").upper()
            if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
                raise UnreadableFile(f"{name}: holds definitions that a spreadsheet never has.")


def _read_sheet(sheet: Any, archive: zipfile.ZipFile, name: str, notes: Notes) -> Sheet:
    sheet.reset_dimensions()  # what the file says of its size need not be true
    rows = sheet.iter_rows(values_only=True, max_row=MOST_ROWS + 1)
    made = Sheet(str(sheet.title)[:60], _bounded(rows, name, notes))
    _fill_merged(made, _merges(archive, getattr(sheet, "_worksheet_path", "")))
    return made


def _merges(archive: zipfile.ZipFile, part: str) -> list[tuple[int, int, int]]:
    """Find cells that were merged downwards: column, first row, last row."""
    found: list[tuple[int, int, int]] = []
    with archive.open(part.lstrip("/")) as stream:
        tail = b""
        while (piece := stream.read(PIECE)) and len(found) < MOST_MERGES:
            for match in MERGE.finditer(tail + piece):
                column, first, last = _column(match[1]), int(match[2]), int(match[4])
                if column < LIMITS.columns and first < last <= MOST_ROWS:
                    found.append((column, first - 1, last - 1))
            tail = piece[-80:]
    return list(dict.fromkeys(found))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _fill_merged(sheet: Sheet, merges: list[tuple[int, int, int]]) -> None:
    """Repeat what stands in a merged cell on each of its rows."""
    for column, first, last in merges:
        if first >= len(sheet.rows) or column >= len(sheet.rows[first]):
            continue
        value = sheet.rows[first][column]
        for row in sheet.rows[first + 1 : last + 1]:
            row.extend([None] * (column + 1 - len(row)))
            if row[column] is None:
                row[column] = value


def clean_cell(value: Any) -> Any:
    """Give what a cell holds: never a formula, nor the word that it went wrong."""
    if not isinstance(value, str) or value[:1].isalnum():
        return value
    if value.strip().upper() in WENT_WRONG:
        return None
    match = FORMULA.match(value)
    return value[match.end() :] if match else value
