"""One row of a table, asked for by what its columns tell."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from wijkschakel.network.readers import found, openings, rd, sheet_guesses, values
from wijkschakel.network.readers.files import Notes, Source, UnreadableFile
from wijkschakel.network.readers.found import Gathering, Unusable
from wijkschakel.network.readers.plaintext import plain
from wijkschakel.network.readers.services import FoundTimes
from wijkschakel.network.readers.sheet_guesses import TableGuess
from wijkschakel.network.readers.sheets import Sheet, clean_cell, open_sheets
from wijkschakel.network.readers.values import text_of

FEW = re.compile(r"[,;/|\n]")
Point = tuple[float, float]


@dataclass
class Line:
    """A row that tells what stands in it by our words for the columns."""

    number: int
    cells: list[Any]
    columns: Mapping[str, int]
    gathered: Gathering
    sheet: str = ""

    def __post_init__(self) -> None:
        width = len(self.cells)
        self.is_placed = False
        self.placed: Point | None = None
        self.values = {
            name: self.clean(self.cells[index])
            for name, index in self.columns.items()
            if index < width
        }

    def clean(self, value: Any) -> Any:
        """Give a cell without formulas."""
        clean = clean_cell(value)
        if clean is not value:
            self.gathered.remark("a formula, or one that went wrong; only its text is kept")
        return clean

    def raw(self, name: str) -> Any:
        """Give a cell as it stands."""
        return self.values.get(name)

    def text(self, name: str, most: int = 200) -> str:
        """Give one line."""
        value = self.values.get(name)
        return "" if value is None or value == "" else text_of(value, most)

    def long(self, name: str, most: int = 5000) -> str:
        """Give a text of several lines."""
        value = self.values.get(name)
        if value is None or value == "":
            return ""
        return plain(value, most) if isinstance(value, str) else text_of(value, most)

    def few(self, name: str) -> tuple[str, ...]:
        """Give a list of words in one cell."""
        if not self.values.get(name):
            return ()
        words = [text_of(word, 80) for word in FEW.split(self.long(name, 1000))]
        return tuple(dict.fromkeys(word for word in words if word))[:20]

    def street(self) -> str:
        """Give street and number, which may stand in columns of their own."""
        parts = [self.text("street", 120), self.text("house_number", 12), self.text("addition", 8)]
        return " ".join(part for part in parts if part)[:160]

    def postcode(self) -> str:
        """Give the postcode; also one that stands in the column of the town or the street."""
        own = values.postcode_of(self.raw("postcode"))
        if own:
            return own
        match = re.search(r"\b([1-9]\d{3}) ?([A-Z]{2})\b", f"{self.street()} {self.text('town')}")
        return f"{match[1]}{match[2]}" if match else self.text("postcode", 7)

    @property
    def point(self) -> Point | None:
        """Give the point on the map, however it was written."""
        if not self.is_placed:
            self.is_placed, self.placed = True, self.find_point()
        return self.placed

    def find_point(self) -> Point | None:
        """Find the point in the columns that may hold it."""
        for east, north in (("longitude", "latitude"), ("x", "y")):
            first, second = self.raw(east), self.raw(north)
            if text_of(first) and text_of(second):
                point = on_the_map(values.number_of(first), values.number_of(second))
                if point is None:
                    self.gathered.remark("a point that is not on earth; left out")
                return point
        return self.written_point()

    def written_point(self) -> Point | None:
        """Read POINT(6.1 52.2), or 52.2, 6.1."""
        match = sheet_guesses.POINT.fullmatch(self.text("point"))
        if not match:
            return None
        words = match.groups()[:2] if match[1] else match.groups()[:1:-1]
        return on_the_map(*(values.number_of(word) for word in words))

    def times(self) -> tuple[FoundTimes, ...]:
        """Give the hours: in one text, or days, from and till apart."""
        days = self.text("days", 120)
        if days:
            opens = values.time_of(self.raw("opens"))
            closes = values.time_of(self.raw("closes"))
            if opens and closes:
                return openings.read_hours(f"{days} {opens:%H:%M}-{closes:%H:%M}")
        return openings.read_hours(self.text("hours", 500)) or openings.read_hours(days)


def on_the_map(east: float | None, north: float | None) -> Point | None:
    """Give longitude and latitude of a point in any of the ways used here, also turned round."""
    if east is None or north is None or (east == 0 and north == 0):
        return None
    if 50 <= east <= 54 and 3 <= north <= 8:
        east, north = north, east
    if abs(east) <= 180 and abs(north) <= 90:
        return round(east, 6), round(north, 6)
    if 300_000 <= east <= 629_000 and 7_000 <= north < 300_000:
        east, north = north, east
    if 7_000 <= east < 300_000 and 300_000 <= north <= 629_000:
        longitude, latitude = rd.from_rd(east, north)
    elif 330_000 <= east <= 840_000 and 6_500_000 <= north <= 7_200_000:
        longitude, latitude = rd.from_mercator(east, north)
    else:
        return None
    return round(longitude, 6), round(latitude, 6)


def lines_of(
    path: Source,
    notes: Notes,
    gathered: Gathering,
    *,
    sheet: str = "",
    chosen: Mapping[int, str] | None = None,
) -> Iterator[Line]:
    """Give the rows below the titles of every sheet that holds things with a name."""
    tables = chosen_tables(path, notes, sheet=sheet, chosen=chosen)
    for made, table in tables:
        columns = table.index_of()
        titles = made.rows[table.header] if table.header >= 0 else None
        for number, cells in enumerate(made.rows[table.header + 1 :], table.header + 2):
            if cells != titles and any(text_of(cell, 20) for cell in cells):
                name = made.name if len(tables) > 1 else ""
                yield Line(number, cells, columns, gathered, name)


def chosen_tables(
    path: Source, notes: Notes, *, sheet: str = "", chosen: Mapping[int, str] | None = None
) -> list[tuple[Sheet, TableGuess]]:
    """Open a file and give the sheets that can be used, each with what its columns tell."""
    sheets = [made for made in open_sheets(path, notes) if made.rows]
    tables = [(made, sheet_guesses.guess(made, chosen)) for made in sheets]
    named = [pair for pair in tables if sheet in ("", pair[0].name)]
    usable = [pair for pair in named if {"name", "organisation"} & set(pair[1].index_of())]
    if not usable:
        raise UnreadableFile(
            f"{path.name}: no column with names was found. Put titles above the columns, "
            "or say which column holds the name."
        )
    return usable[:1] if chosen is not None else usable


def look_at(path: Source, notes: Notes) -> list[TableGuess]:
    """Say how each sheet is understood, for a person to correct."""
    return [sheet_guesses.guess(sheet) for sheet in open_sheets(path, notes) if sheet.rows]


def named(line: Line) -> str:
    """Give the name of what a row is about; that of the organisation when it has none."""
    name = line.text("name") or line.text("organisation")
    if not name:
        raise Unusable("no name")
    if not re.search(r"[^\W_]", name):
        raise Unusable("a name without letters")
    return name


def identifier(line: Line, name: str) -> str:
    """Give what names a row: its own id, else its name with its place."""
    if own := line.text("id", 300):
        return own
    parts = (name, line.text("organisation"), line.street(), line.postcode(), line.text("town"))
    return f"made:{found.digest(*(part.casefold() for part in parts), line.point)}"
