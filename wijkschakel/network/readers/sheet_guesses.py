"""Guesses what the columns of a table tell, by what stands above them and what stands in them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from wijkschakel.network.readers import openings, sheet_words, values
from wijkschakel.network.readers.sheets import Cells, Sheet, clean_cell
from wijkschakel.network.readers.values import text_of

HEADER_WITHIN = 30
SAMPLE = 200
POINT = re.compile(
    r"(?:SRID=\d+;)?POINT\s*Z?\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+).*\)|"
    r"[\[(]?\s*(-?\d{1,3}\.\d+)\s*[,; ]\s*(-?\d{1,3}\.\d+)\s*[\])]?",
    re.IGNORECASE,
)
MANY_SIGNS = 60
# under these titles people also write what has a clear shape of its own
MIXED = {"place", "street", "days", "application", "organisation", "name"}
PLAIN = {"point", "email", "url", "hours", "phone", "postcode"}


@dataclass(frozen=True)
class ColumnGuess:
    """What a column probably tells: for a person to look at and correct."""

    index: int
    title: str
    field: str
    confidence: float
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class TableGuess:
    """How a sheet was understood. `header` counts from nought; -1: no titles above the columns."""

    sheet: str
    header: int
    columns: tuple[ColumnGuess, ...]
    row_count: int

    def index_of(self) -> dict[str, int]:
        """Give for each of our words the column it stands in."""
        return {column.field: column.index for column in self.columns if column.field}


def guess(sheet: Sheet, chosen: Mapping[int, str] | None = None) -> TableGuess:
    """Guess the titles and the columns of a sheet; what a person chose stands above any guess."""
    header = find_header(sheet.rows)
    below = sheet.rows[header + 1 :]
    titles = [text_of(cell, 80) for cell in sheet.rows[header]] if header >= 0 else []
    width = max([len(titles), *(len(row) for row in below[:SAMPLE])], default=0)
    columns = []
    for index in range(width):
        title = titles[index] if index < len(titles) else ""
        columns.append(_column(index, title, _sample(below, index)))
    columns = _best_only(columns) if chosen is None else _as_chosen(columns, chosen)
    count = sum(map(any, below))
    return TableGuess(sheet.name, header, tuple(columns), count)


def _as_chosen(columns: list[ColumnGuess], chosen: Mapping[int, str]) -> list[ColumnGuess]:
    return [
        replace(column, field=chosen.get(column.index, ""), confidence=1.0) for column in columns
    ]


def find_header(rows: list[Cells]) -> int:
    """Find the row with titles: the one that names the most columns we know."""
    best, most = -1, 0.0
    width = max(map(len, rows[:HEADER_WITHIN]), default=0)
    for number, row in enumerate(rows[:HEADER_WITHIN]):
        titles = [text_of(cell, 200) for cell in row]
        filled = [title for title in titles if title]
        fields = {field: sure for title in filled for field, sure in [sheet_words.field_of(title)]}
        fields.pop("", None)
        if not _are_titles(filled) or len(filled) == 1 < width:
            continue
        weight = sum(fields.values()) + 0.05 * len(set(filled))
        are_few = len(fields) * 3 < len(filled)
        if fields and weight > most and not (are_few and best < 0 < number and weight < 2):
            best, most = number, weight
    return best if best >= 0 else _unknown_titles(rows)


def _are_titles(texts: list[str]) -> bool:
    """Say whether these may be titles: short words, no numbers, no addresses."""
    if not texts:
        return False
    odd = [t for t in texts if len(t) > MANY_SIGNS or "@" in t or values.number_of(t) is not None]
    return not odd


def _unknown_titles(rows: list[Cells]) -> int:
    """Take the first full row as titles when none of the words is known, but it looks like it."""
    for number, row in enumerate(rows[:HEADER_WITHIN]):
        texts = [text_of(cell, 200) for cell in row if text_of(cell, 200)]
        width = max((len(r) for r in rows[number : number + 20]), default=0)
        if len(texts) >= 2 and len(texts) * 2 > width:
            below = [cell for r in rows[number + 1 : number + 20] for cell in r]
            shaped = any(_has_shape(cell) for cell in below) and not any(map(_has_shape, texts))
            return number if _are_titles(texts) and shaped else -1
    return -1


def _has_shape(value: object) -> bool:
    """Say whether this is a number, an address, a day: something that no title is."""
    return values.number_of(value) is not None or any(test(value) for test in TESTS.values())


def _sample(rows: list[Cells], index: int) -> list[object]:
    cells = (clean_cell(row[index]) for row in rows[: SAMPLE * 4] if index < len(row))
    filled = [cell for cell in cells if cell is not None and text_of(cell, 20)]
    return filled[:SAMPLE]


def _column(index: int, title: str, sample: list[object]) -> ColumnGuess:
    field, sure = sheet_words.field_of(title)
    examples = tuple(text_of(cell, 60) for cell in sample[:3])
    marks = {name: _share(test, sample) for name, test in TESTS.items()} if sample else {}
    best = max(marks, key=lambda name: marks[name], default="")
    if field in marks and sample:
        share = marks[field]
        if share >= 0.6:
            sure = min(0.99, sure + 0.09)
        elif share < 0.2 and marks[best] >= 0.8 and best in PLAIN:
            field, sure = best, 0.6
        else:
            sure = max(0.3, sure - 0.4)
    elif field in MIXED and sample and best in PLAIN and marks[best] >= 0.9:
        field, sure = best, 0.6
    elif not field and sample and marks[best] >= 0.6:
        field, sure = best, round(0.7 * marks[best], 2)
    elif not field and sample:
        field, sure = _by_shape(sample)
    return ColumnGuess(index, title[:80], field, sure if field else 0.0, examples)


def _share(test: Callable[[object], bool], sample: list[object]) -> float:
    return sum(map(test, sample)) / len(sample)


def _by_shape(sample: list[object]) -> tuple[str, float]:
    """Tell names, kinds and descriptions apart by how long and how different the texts are."""
    texts = [text_of(cell, 500) for cell in sample]
    if sum(not re.search(r"[^\W\d_]{2}", text) for text in texts) > len(texts) * 0.3:
        return "", 0.0
    average = sum(map(len, texts)) / len(texts)
    different = len(set(texts)) / len(texts)
    if average > MANY_SIGNS:
        return "description", 0.4
    if different >= 0.7:
        return "name", round(0.3 + 0.1 * different, 3)
    return ("kind", 0.35) if average <= 30 and len(texts) >= 4 else ("", 0.0)


def _best_only(columns: list[ColumnGuess]) -> list[ColumnGuess]:
    """Leave each of our words to the column that fits it best."""
    best: dict[str, ColumnGuess] = {}
    for column in columns:
        known = best.get(column.field)
        if known is None or column.confidence > known.confidence:
            best[column.field] = column
    return [
        column if best[column.field] is column else _second_best(column, best) for column in columns
    ]


def _second_best(column: ColumnGuess, best: dict[str, ColumnGuess]) -> ColumnGuess:
    """A second column of short texts beside the names is probably their kind."""
    if column.field == "name" and column.confidence <= 0.4 and "kind" not in best:
        best["kind"] = column
        return replace(column, field="kind", confidence=0.3)
    return replace(column, field="", confidence=0.0)


def _decimal(value: object, low: float, high: float) -> bool:
    number = values.number_of(value)
    return number is not None and low <= number <= high and number != int(number)


def _between(value: object, low: float, high: float) -> bool:
    number = values.number_of(value)
    return number is not None and low <= number <= high


def _is_hours(value: object) -> bool:
    times = openings.read_hours(text_of(value)) if isinstance(value, str) else ()
    return bool(times and times[0].days)


def _is_phone(value: object) -> bool:
    text = text_of(value, 60)
    return bool(re.fullmatch(r"(\+|0)[\d ()/.-]{8,20}", text) and values.phone_of(text))


TESTS: dict[str, Callable[[object], bool]] = {
    "email": lambda v: "@" in text_of(v, 200) and bool(values.email_of(v)),
    "url": lambda v: bool(re.match(r"(https?://|www\.)", text_of(v, 100).lower())),
    "postcode": lambda v: bool(re.fullmatch(r"[1-9]\d{3}\s?[A-Za-z]{2}", text_of(v, 12))),
    "phone": _is_phone,
    "point": lambda v: bool(POINT.fullmatch(text_of(v, 200))),
    "latitude": lambda v: _decimal(v, 50.5, 53.8),
    "longitude": lambda v: _decimal(v, 3.2, 7.4),
    "x": lambda v: _between(v, 10_000, 285_000),
    "y": lambda v: _between(v, 300_000, 625_000),
    "hours": _is_hours,
    "date": lambda v: not isinstance(v, int | float) and values.day_of(v) is not None,
    "opens": lambda v: (
        bool(re.fullmatch(r"\d{1,2}[:.]\d{2}(:\d{2})?( ?uur)?", text_of(v, 20)))
        and values.time_of(v) is not None
    ),
}
