"""Reads tables of figures: CSV of StatLine, CBS and RIVM, in the many shapes they come in."""

import csv
import itertools
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from wijkschakel.network.readers import codes, columns
from wijkschakel.network.readers.columns import Column
from wijkschakel.network.readers.files import Limits, Notes, UnreadableFile, read_lines
from wijkschakel.places import rules

SAMPLE = 200
WITHHELD = {".", "x", "*", "n.b.", "nb", "geheim"}
NOT_ASKED = {"", "na", "nan", "null", "none"}
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
MISSING_BELOW = -99_000  # CBS writes -99997, -99999999 where a number is not published


class Cell(NamedTuple):
    """One figure as a file gives it."""

    code: str
    indicator: str
    year: int | None
    ages: str
    value: float | None
    status: str
    title: str


@dataclass(frozen=True)
class Row:
    """One line: an area, perhaps its name, and its figures."""

    line: int
    code: str
    name: str
    municipality_name: str
    cells: tuple[Cell, ...]


@dataclass
class Table:
    """A file of figures, after its header was understood."""

    path: Path
    limits: Limits
    delimiter: str
    titles: list[str]
    code_column: int
    columns: list[Column]
    skipped: list[tuple[str, str]]
    year_column: int | None = None
    age_columns: list[int] = field(default_factory=list)
    margin_column: int | None = None
    name_columns: dict[str, int] = field(default_factory=dict)
    default_year: int | None = None
    default_ages: str = ""


def open_table(path: Path, limits: Limits, notes: Notes, *, all_columns: bool = False) -> Table:
    """Read the header and some lines, and say which column tells what."""
    lines = read_lines(path, limits, Notes())
    first = next(lines, "")
    delimiter = sniff(first, path.name, limits)
    reader = csv.reader(itertools.chain([first], lines), delimiter=delimiter)
    rows = _guard(reader, path.name)
    titles = [title.strip() for title in next(rows, [])]
    sample = list(itertools.islice(rows, SAMPLE))
    code_column = find_code_column(titles, sample, path.name)
    table = Table(path, limits, delimiter, titles, code_column, [], [])
    table.default_year = _year_in_name(path.name)
    _sort_columns(table, sample, all_columns)
    if not table.columns:
        notes.add(f"{path.name}: no column of figures that we know; only codes and names are used.")
    return table


def sniff(header: str, name: str, limits: Limits) -> str:
    """Give the sign between the columns, counted outside quotation marks."""
    bare = re.sub(r'"[^"]*"', "", header)
    counts = Counter({sign: bare.count(sign) for sign in ",;\t|"})
    sign, count = counts.most_common(1)[0]
    if count == 0:
        if columns.key(header) in columns.CODE_NAMES:
            return ","
        raise UnreadableFile(
            f"{name}: no columns found in the first line. A table has a header with , ; or tab."
        )
    if count + 1 > limits.columns:
        raise UnreadableFile(
            f"{name}: {count + 1} columns; more than {limits.columns} is not read. "
            "Select the columns you need."
        )
    return sign


def _guard(reader: Iterator[list[str]], name: str) -> Iterator[list[str]]:
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            line = getattr(reader, "line_num", 0)
            raise UnreadableFile(
                f"{name}: line {line} cannot be read as a table ({error}). "
                "Perhaps a quotation mark is never closed."
            ) from error
        yield row


def find_code_column(titles: list[str], sample: list[list[str]], name: str) -> int:
    """Find the column that holds CBS codes, by what stands in it."""
    hits: Counter[int] = Counter()
    for row in sample:
        for index, text in enumerate(row[: len(titles)]):
            if codes.is_area(codes.clean_code(text)):
                hits[index] += 1
    if not hits:
        raise UnreadableFile(
            f"{name}: no column with CBS codes (GM0150, WK015001, BU01500100) in the first "
            f"{SAMPLE} lines."
        )
    most = max(hits.values())
    return min(index for index, count in hits.items() if count == most)


def _year_in_name(name: str) -> int | None:
    years = {int(y) for y in re.findall(r"(?<!\d)(20[0-4]\d|199\d)(?!\d)", name)}
    return years.pop() if len(years) == 1 else None


def _sort_columns(table: Table, sample: list[list[str]], all_columns: bool) -> None:
    years: Counter[str] = Counter()
    for index, title in enumerate(table.titles):
        if index != table.code_column and not _is_about_the_row(table, index, title):
            _add_column(table, index, title, sample, all_columns)
    for column in table.columns:
        years[f"{column.indicator} {column.year}"] += 1
    twice = {name for name, count in years.items() if count > 1}
    for column in list(table.columns):
        name = f"{column.indicator} {column.year}"
        if name in twice:
            first = next(c for c in table.columns if f"{c.indicator} {c.year}" == name)
            if column is not first:
                table.columns.remove(column)
                table.skipped.append((column.title, f"tells the same as {first.title!r}"))


def _is_about_the_row(table: Table, index: int, title: str) -> bool:
    plain = columns.key(columns.split(title)[0])
    if plain in columns.YEAR_NAMES and table.year_column is None:
        table.year_column = index
    elif plain in columns.AGE_NAMES:
        table.age_columns.append(index)
    elif plain in columns.MARGIN_NAMES:
        table.margin_column = index
    elif plain in columns.KIND_NAMES:
        table.name_columns.setdefault(columns.KIND_NAMES[plain], index)
    elif plain in columns.AREA_NAMES:
        table.name_columns.setdefault("any", index)
    else:
        others = columns.CODE_NAMES | columns.ROW_NAMES | columns.TEXT_NAMES
        return plain in others or plain in columns.YEAR_NAMES
    return True


def _add_column(
    table: Table, index: int, title: str, sample: list[list[str]], all_columns: bool
) -> None:
    indicator, year = columns.meaning(title)
    if indicator is None and all_columns:
        if _is_numeric(sample, index):
            indicator = re.sub(r"\s+", " ", columns.split(title)[0])[:60]
        else:
            table.skipped.append((title, "no numbers in it"))
            return
    if indicator is None:
        table.skipped.append((title, "not a figure we know; --all-columns keeps it"))
        return
    table.columns.append(Column(index, title, indicator, year))


def _is_numeric(sample: list[list[str]], index: int) -> bool:
    texts = [row[index].strip() for row in sample if len(row) > index]
    filled = [t for t in texts if t.lower() not in WITHHELD | NOT_ASKED]
    return bool(filled) and all(number(text) is not None for text in filled)


def number(text: str) -> float | None:
    """Read a number as the Dutch and the computers write it; None when it is none."""
    word = text.strip().replace("\u00a0", "").replace("\u2212", "-")
    if "," in word:
        word = word.replace(".", "").replace(",", ".") if word.count(",") == 1 else ""
    if not NUMBER.fullmatch(word):
        return None
    value = float(word)
    return value if math.isfinite(value) else None


def read_rows(
    table: Table, notes: Notes, wanted: Callable[[str], bool] = lambda code: True
) -> Iterator[Row]:
    """Give the lines of a table one by one; only those with a wanted code are looked into."""
    reader = csv.reader(read_lines(table.path, table.limits, notes), delimiter=table.delimiter)
    rows = _guard(reader, table.path.name)
    next(rows, None)
    trouble: Counter[str] = Counter()
    for line, row in enumerate(rows, start=2):
        if not any(text.strip() for text in row):
            continue
        if len(row) < len(table.titles):
            trouble[f"{len(table.titles)} columns in the header, fewer in the line"] += 1
            if table.code_column >= len(row):
                continue
        elif len(row) > len(table.titles):
            trouble[f"{len(table.titles)} columns in the header, more in the line"] += 1
        if table.margin_column is not None and _margin(row, table.margin_column):
            trouble["a margin of uncertainty, not the figure itself"] += 1
            continue
        code = codes.clean_code(row[table.code_column])
        if wanted(code):
            yield _row(table, line, code, row, trouble)
    for reason, count in trouble.items():
        notes.add(f"{table.path.name}: {count} times: {reason}.")


def _margin(row: list[str], index: int) -> bool:
    word = row[index].strip().lower() if index < len(row) else ""
    return word not in ("mw00000", "waarde", "")


def _row(table: Table, line: int, code: str, row: list[str], trouble: Counter[str]) -> Row:
    year = _year(table, row)
    ages = _ages(table, row)
    cells: list[Cell] = []
    if ages is None:
        trouble["an age group we do not know; the figures of the line are not used"] += 1
    else:
        for column in table.columns:
            text = row[column.index] if column.index < len(row) else ""
            value, status = read_value(text, column.indicator)
            if status == "unreadable":
                trouble[f"no possible number in column {column.title!r}; not used"] += 1
                continue
            when = column.year or year
            cells.append(Cell(code, column.indicator, when, ages, value, status, column.title))
    kind = rules.kind_of(code) or ""
    return Row(line, code, _name(table, row, kind), _name(table, row, "gm"), tuple(cells))


# A file is read twice, and the same numbers stand in it again and again.
@lru_cache(maxsize=50_000)
def read_value(text: str, indicator: str) -> tuple[float | None, str]:
    """Give the value and the status of one cell."""
    word = text.strip()
    if word.lower() in NOT_ASKED:
        return None, "not_asked"
    if word.lower() in WITHHELD:
        return None, "withheld"
    value = number(word)
    if value is None:
        return None, "unreadable"
    if value <= MISSING_BELOW:
        return None, "withheld"
    known = rules.INDICATORS.get(indicator)
    if known and known.unit in ("of_people", "share") and not 0 <= value <= 100:
        return None, "unreadable"
    if known and known.unit in ("people", "homes", "kilometres") and value < 0:
        return None, "unreadable"
    return value, "published"


def _year(table: Table, row: list[str]) -> int | None:
    if table.year_column is not None and table.year_column < len(row):
        found = columns.year_of(row[table.year_column])
        if found:
            return found
    return codes.year_in_front(row[table.code_column]) or table.default_year


def _ages(table: Table, row: list[str]) -> str | None:
    if not table.age_columns:
        return table.default_ages
    for index in table.age_columns:
        found = columns.ages_of(row[index]) if index < len(row) else None
        if found is not None:
            return found
    return None


def _name(table: Table, row: list[str], kind: str) -> str:
    wanted = ("municipality",) if kind == "gm" else (kind, "any")
    for name in wanted:
        index = table.name_columns.get(name)
        if index is not None and index < len(row):
            text = " ".join(row[index].split())[:120]
            if text and not codes.is_area(codes.clean_code(text)) and text.isprintable():
                return text
    return ""
