"""Joins boundaries and figures on the codes of CBS, and says of every code what became of it."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wijkschakel.network.readers import codes, geometry
from wijkschakel.network.readers.files import Limits, Notes, UnreadableFile
from wijkschakel.network.readers.geometry import Boundary, Wanted
from wijkschakel.network.readers.tables import Cell, Row, Table, open_table, read_rows
from wijkschakel.places import rules

Tell = Callable[[str], None]
COUNTRY = "NL"
NO_BOUNDARY = "no boundary with this code in the file"
KINDS = {"municipality": "municipalities", "district": "districts",
    "neighbourhood": "neighbourhoods"}  # fmt: skip


@dataclass
class JoinedArea:
    """An area as it will be kept."""

    code: str
    kind: str
    name: str
    polygon: dict[str, Any] | None = None
    point: tuple[float, float] | None = None
    boundary_year: int | None = None
    boundary_source: str = ""


@dataclass(frozen=True)
class FoundFigure:
    """A figure as it will be kept."""

    area_code: str
    indicator: str
    year: int
    ages: str
    value: float | None
    status: str
    is_modelled: bool
    source: str


@dataclass
class Scan:
    """What one table holds, seen once from beginning to end."""

    table: Table
    codes: set[str] = field(default_factory=set)
    filled: set[tuple[str, int | None, str]] = field(default_factory=set)
    empty: set[tuple[str, int | None, str]] = field(default_factory=set)
    years: set[int] = field(default_factory=set)
    has_no_year: bool = False
    defines: bool = True


@dataclass
class Joined:
    """What a number of files say together."""

    division_year: int
    areas: dict[str, JoinedArea]
    unmatched: list[tuple[str, str]]
    notes: Notes
    skipped: dict[str, list[tuple[str, str]]]
    scans: list[Scan]
    wanted: Wanted

    def municipalities(self) -> set[str]:
        """Give the codes of the municipalities that these files are about."""
        return {rules.municipality_of(code) for code in self.areas} | self.wanted.municipalities


@dataclass
class Joiner:
    """Reads files and joins them. `known` are the codes that the installation holds per year."""

    boundaries: list[Path]
    figures: list[Path]
    known: Callable[[int], set[str]]
    municipalities: set[str] = field(default_factory=set)
    year: int | None = None
    limits: Limits = field(default_factory=Limits)
    all_columns: bool = False
    tell: Tell = print

    def __post_init__(self) -> None:
        self.notes = Notes()
        self.wanted = Wanted(self.municipalities)
        self.unmatched: dict[tuple[str, str], None] = {}
        self.names: dict[str, str] = {}
        self.municipality_names: dict[str, str] = {}

    def join(self) -> Joined:
        """Read everything once and say what belongs together."""
        scans = [self.scan(path) for path in self.figures]
        found = [(path, b) for path in self.boundaries for b in self.outline(path)]
        year = self.choose_year(scans, [b.year for _, b in found if b.year])
        held = self.known(year)
        counted = self.figure_codes(scans, year, held, {b.code for _, b in found})
        areas = {code: self.area(code) for code in counted}
        self.add_boundaries(areas, found, counted, year, held)
        self.add_parents(areas)
        self.report_missing(areas, found, counted)
        skipped = {s.table.path.name: s.table.skipped for s in scans if s.table.skipped}
        return Joined(year, areas, list(self.unmatched), self.notes, skipped, scans, self.wanted)

    def miss(self, code: str, reason: str) -> None:
        """Note that a code could not be used."""
        self.unmatched[(code, reason)] = None

    def scan(self, path: Path) -> Scan:
        """Read a table once: which areas, which years, which columns hold anything."""
        self.tell(f"reading {path.name}")
        table = open_table(path, self.limits, self.notes, all_columns=self.all_columns)
        if table.default_year is None and (folder := geometry.year_in_name(path.parent.name)):
            table.default_year = folder
            self.notes.add(f"{path.name}: year {folder} taken from the name of the folder.")
        scan = Scan(table)
        seen: set[tuple[str, int | None, str]] = set()
        for row in read_rows(table, self.notes):
            if self.row_is_ours(row):
                self.scan_row(scan, row, seen)
        waves: dict[str, list[str]] = {}
        for indicator, when, ages in sorted(scan.empty - scan.filled, key=str):
            waves.setdefault(f"{when or ''} {ages}".strip(), []).append(indicator)
        for wave, names in waves.items():
            self.notes.add(f"{path.name}: not asked in {wave}: {', '.join(names)}.")
        return scan

    def row_is_ours(self, row: Row) -> bool:
        """Say whether a line is about an area of the selection, and note it when it is strange."""
        if codes.is_area(row.code):
            return self.wanted(row.code)
        if row.code[:2] == COUNTRY and codes.is_wider(row.code):
            return True
        if not self.municipalities:
            wider = codes.is_wider(row.code)
            reason = "larger than a municipality: not kept" if wider else "unknown code shape"
            self.miss(row.code[:40] or f"(line {row.line}: no code)", reason)
        return False

    def scan_row(self, scan: Scan, row: Row, seen: set[tuple[str, int | None, str]]) -> None:
        """Note what a line holds."""
        marks = {(row.code, cell.year, cell.ages) for cell in row.cells} or {(row.code, None, "")}
        if marks & seen:
            self.miss(row.code, f"duplicate id in {scan.table.path.name}: the first line is kept")
        seen |= marks
        for cell in row.cells:
            kind = scan.empty if cell.status == "not_asked" else scan.filled
            kind.add((cell.indicator, cell.year, cell.ages))
            if cell.year is None:
                scan.has_no_year = True
            else:
                scan.years.add(cell.year)
        if not codes.is_area(row.code):
            return
        scan.codes.add(row.code)
        if row.name:
            self.names.setdefault(row.code, rules.plain_name(row.name))
        if row.municipality_name:
            self.municipality_names.setdefault(
                rules.municipality_of(row.code), row.municipality_name
            )

    def outline(self, path: Path) -> Iterator[Boundary]:
        """Read the boundaries of a file."""
        self.tell(f"reading {path.name}")
        for found in geometry.read_boundaries(path, self.limits, self.notes, self.wanted):
            if found.problem:
                self.miss(found.code, found.problem)
            for remark in found.remarks:
                self.notes.add(f"{path.name}: {found.code}: {remark}.")
            yield found

    def choose_year(self, scans: list[Scan], others: list[int]) -> int:
        """Say of which year the division is, and check that every figure has a year."""
        years = [year for scan in scans for year in scan.years]
        year = self.year or max(years or others, default=None)
        if year is None:
            raise UnreadableFile("These files do not say of which year they are. Give --year.")
        for scan in scans:
            if scan.has_no_year and self.year is None:
                self.notes.add(f"{scan.table.path.name}: no year in it; {year} is assumed.")
            scan.table.default_year = scan.table.default_year or year
        return year

    def figure_codes(
        self, scans: list[Scan], year: int, held: set[str], drawn: set[str]
    ) -> set[str]:
        """Give the codes with figures that belong to the division."""
        for scan in scans:
            scan.defines = not scan.years or max(scan.years) == year or scan.has_no_year
        sure = {code for scan in scans if scan.defines for code in scan.codes} | held
        settled = {rules.municipality_of(code) for code in sure}
        result: set[str] = set()
        for scan in scans:
            for code in sorted(scan.codes):
                if code in sure or rules.municipality_of(code) not in settled or code in drawn:
                    result.add(code)
                else:
                    self.miss(code, f"no area with this code in division {year}")
        return result

    def area(self, code: str) -> JoinedArea:
        """Make an area of a code."""
        kind = rules.kind_of(code) or ""
        return JoinedArea(code, kind, self.names.get(code) or rules.placeholder_name(code))

    def add_boundaries(
        self,
        areas: dict[str, JoinedArea],
        found: list[tuple[Path, Boundary]],
        counted: set[str],
        year: int,
        held: set[str],
    ) -> None:
        """Give the areas their boundaries; a boundary alone makes an area in its own year."""
        for path, boundary in found:
            if not codes.is_area(boundary.code):
                continue
            alone = boundary.code not in counted and boundary.code not in held
            if alone and self.figures and boundary.year not in (None, year):
                if boundary.code not in areas:
                    self.miss(boundary.code, f"no figures for this code in division {year}")
                continue
            if boundary.code not in areas and not (boundary.problem and alone):
                areas[boundary.code] = self.area(boundary.code)
            if area := areas.get(boundary.code):
                _add_boundary(area, boundary, path.name, year)

    def add_parents(self, areas: dict[str, JoinedArea]) -> None:
        """Make the district of a neighbourhood and the municipality of a district."""
        made: Counter[str] = Counter()
        for code in [c for c in areas if c.startswith("BU")]:
            if (parent := rules.district_of(code)) not in areas:
                areas[parent] = self.area(parent)
                made["districts"] += 1
        for code in list(areas):
            if (parent := rules.municipality_of(code)) not in areas:
                areas[parent] = self.area(parent)
                made["municipalities"] += 1
        for area in areas.values():
            name = self.municipality_names.get(area.code)
            if name and area.name == rules.placeholder_name(area.code):
                area.name = name
        for kind, count in made.items():
            self.notes.add(f"{count} {kind} are known only from the codes of what lies in them.")

    def report_missing(
        self,
        areas: dict[str, JoinedArea],
        found: list[tuple[Path, Boundary]],
        counted: set[str],
    ) -> None:
        """Say which areas have no boundary, no figures, or are not there at all."""
        drawn = {b.code for _, b in found if b.polygon or b.point}
        kinds = {rules.kind_of(b.code) for _, b in found}
        broken = {code for code, reason in self.unmatched if reason.startswith("boundary")}
        if self.boundaries:
            for code in sorted(set(areas) - drawn - broken):
                kind = areas[code].kind
                missing = f"no boundaries of {KINDS[kind]} in these files"
                self.miss(code, NO_BOUNDARY if kind in kinds else missing)
        if self.figures:
            for code in sorted(set(areas) - counted):
                self.miss(code, "no figures with this code in the files")
        there = {rules.municipality_of(code) for code in areas}
        for code in sorted(self.municipalities - there):
            self.miss(code, "no area of this municipality in these files")


def _add_boundary(area: JoinedArea, found: Boundary, source: str, year: int) -> None:
    if found.name and area.name == rules.placeholder_name(area.code):
        area.name = rules.plain_name(found.name)
    if found.polygon and (area.polygon is None or _is_nearer(found.year, area, year)):
        area.polygon, area.point = found.polygon, found.point
        area.boundary_year, area.boundary_source = found.year, source
    elif found.point and area.point is None:
        area.point = found.point
        if area.polygon is None:
            area.boundary_year, area.boundary_source = found.year, source


def _is_nearer(found: int | None, area: JoinedArea, year: int) -> bool:
    if found is None or area.boundary_year is None:
        return False
    return abs(found - year) < abs(area.boundary_year - year)


def read_figures(joined: Joined, tell: Tell) -> Iterator[FoundFigure]:
    """Give the figures of all tables, each once: the first that was read is kept."""
    kept: dict[tuple[str, int, str], int] = {}
    bits: dict[tuple[str, str], int] = {}
    twice = 0
    for scan in joined.scans:
        name = scan.table.path.name
        tell(f"keeping the figures of {name}")
        for cell in _cells(joined, scan):
            year = cell.year or joined.division_year
            source = _source(cell, name)
            bit = bits.setdefault((cell.indicator, source), 1 << len(bits))
            mark = (cell.code, year, cell.ages)
            before = kept.get(mark, 0)
            if before & bit:
                twice += 1
                continue
            kept[mark] = before | bit
            known = rules.INDICATORS.get(cell.indicator)
            yield FoundFigure(cell.code, cell.indicator, year, cell.ages, cell.value, cell.status,
                bool(known and known.is_modelled), source)  # fmt: skip
    if twice:
        joined.notes.add(f"{twice} figures stand in more than one place; the first is kept.")


def _cells(joined: Joined, scan: Scan) -> Iterator[Cell]:
    not_asked = scan.empty - scan.filled

    def is_ours(code: str) -> bool:
        return (code in joined.areas and code in scan.codes) or _is_country(code)

    for row in read_rows(scan.table, Notes(), is_ours):
        is_country = _is_country(row.code)
        for cell in row.cells:
            year = None if scan.has_no_year else cell.year
            if (cell.indicator, year, cell.ages) in not_asked:
                continue
            yield cell if not is_country else _of_country(cell)


def _is_country(code: str) -> bool:
    return code[:2] == COUNTRY and codes.is_wider(code)


def _of_country(cell: Cell) -> Cell:
    return Cell(COUNTRY, cell.indicator, cell.year, cell.ages, cell.value, cell.status, cell.title)


def _source(cell: Cell, name: str) -> str:
    known = rules.INDICATORS.get(cell.indicator)
    return known.source if known else re.sub(r"\.(gz|csv|txt)", "", name)[:200]


def clean_selection(words: Iterable[str]) -> set[str]:
    """Read the municipalities that somebody asks for: GM0150, gm0150, 0150, 150."""
    selection = set()
    for word in words:
        code = word.strip().upper()
        code = f"GM{code.zfill(4)}" if re.fullmatch(r"[0-9]{1,4}", code) else code
        if rules.kind_of(code) != "municipality":
            raise UnreadableFile(
                f"{word!r} is not the code of a municipality. Codes look like GM0150."
            )
        selection.add(code)
    return selection
