"""Every sum of the cube: the rows that GROUP BY CUBE over all events would give.

A row: area, grp, week, theme (ALL is every one), events, people, median2. The median is of the
answers and is given twice, so that it is a whole number. DuckDB reads parts of some hundred
thousand rows; it does not matter how many events there were.
"""

from pathlib import Path
from typing import Any

from wijkschakel.outcomes.cube import manifest
from wijkschakel.outcomes.cube.engines import MEMORY, Duck, duck, quoted
from wijkschakel.outcomes.rules.troubles import BadInput

ALL = -1
AXES = ("area", "grp", "week", "theme")
KEYS = ", ".join(f"coalesce({axis}, {ALL}) as {axis}" for axis in AXES)


def cells(folder: Path, memory: str = MEMORY) -> Any:
    """Give every row of every sum as a pyarrow table, in order."""
    with duck(folder / "cube" / "spill", memory) as engine:
        return engine.table(rows_sql(engine, folder)).sort_by(
            [(axis, "ascending") for axis in AXES]
        )


def people(folder: Path) -> list[tuple[int, int, int]]:
    """Give how many people there are in each area and group: (area, grp, people)."""
    with duck(folder / "cube" / "spill") as engine:
        views(engine, folder / "cube")
        rows = engine.run("select area, grp, people from ever").fetchall()
    return sorted((int(area), int(grp), int(count)) for area, grp, count in rows)


def by_theme(
    folder: Path,
) -> tuple[dict[int, list[tuple[int, int]]], dict[int, list[tuple[int, int, int]]]]:
    """Give people of each theme (area, people), and events by answer (area, code, events)."""
    with duck(folder / "cube" / "spill") as engine:
        views(engine, folder / "cube")
        ever = engine.run(
            "select theme, area, sum(people)::bigint from ever_theme group by all order by all"
        ).fetchall()
        told = engine.run(
            "select theme, area, code, sum(n)::bigint from answers group by all order by all"
        ).fetchall()
    people: dict[int, list[tuple[int, int]]] = {}
    answers: dict[int, list[tuple[int, int, int]]] = {}
    for theme, area, count in ever:
        people.setdefault(int(theme), []).append((int(area), int(count)))
    for theme, area, code, count in told:
        answers.setdefault(int(theme), []).append((int(area), int(code), int(count)))
    return people, answers


def rows_sql(engine: Duck, folder: Path) -> str:
    """Prepare the sums; give the SQL of all rows."""
    views(engine, folder / "cube")
    codes = [
        row[0] for row in engine.run("select distinct code from answers order by 1").fetchall()
    ]
    if not codes:
        raise BadInput("There is nothing in the cube.")
    wide = ", ".join(f"sum(n) filter (code = {code}) as c{i}" for i, code in enumerate(codes))
    sums = ", ".join(f"sum(c{i})::bigint as c{i}" for i in range(len(codes)))
    engine.run(
        f"create or replace temp table wide as select {', '.join(AXES)}, sum(n) as n, {wide} "
        "from answers group by all"
    )
    engine.run(
        f"create or replace temp table rolled as select {KEYS}, sum(n)::bigint as events, {sums} "
        f"from wide group by cube ({', '.join(AXES)})"
    )
    engine.run(f"create or replace temp table counted as {_people()}")
    lower, upper = (_at(codes, f"(events + {more}) // 2") for more in (1, 2))
    return (
        f"select {', '.join(AXES)}, events, people, {lower} + {upper} as median2 "
        f"from rolled join counted using ({', '.join(AXES)})"
    )


def _people() -> str:
    """Write the counts of people: they add over area and group only."""
    found = []
    for view, kept in (("by_theme", ("week", "theme")), ("by_week", ("week",)),
                       ("ever_theme", ("theme",)), ("ever", ())):  # fmt: skip
        keys = ", ".join(
            axis if axis in kept else f"{ALL} as {axis}" if axis in ("week", "theme")
            else f"coalesce({axis}, {ALL}) as {axis}" for axis in AXES
        )  # fmt: skip
        by = ", ".join([*kept, "cube (area, grp)"])
        found.append(f"select {keys}, sum(people)::bigint as people from {view} group by {by}")
    return " union all ".join(found)


def _at(codes: list[int], place: str) -> str:
    """Write the answer at a place among the answers in order."""
    cases, so_far = [], ""
    for i, code in enumerate(codes):
        so_far += f"{' + ' if so_far else ''}coalesce(c{i}, 0)"
        cases.append(f"when {so_far} >= {place} then {code}")
    return f"case {' '.join(cases)} end"


def views(engine: Duck, cube: Path) -> None:
    """Name the parts of the cube: answers, by_theme, by_week, ever_theme, ever."""
    found = manifest.read(cube)
    if found is None:
        raise BadInput("There is no cube yet. Build it first.")
    parts = cube / "parts"
    gone = ", ".join(found.weeks) or "null"
    for kind in manifest.KINDS:
        months = _files(parts, set(found.months.values()), kind)
        sql = f"select * from read_parquet([{months}])"
        if found.weeks:
            weeks = _files(parts, set(found.weeks.values()), kind)
            sql += f" where week not in ({gone}) union all by name "
            sql += f"select * from read_parquet([{weeks}])"
        engine.run(f"create or replace temp view {kind} as {sql}")
    for kind in ("ever_theme", "ever"):
        file = parts / f"{found.ever}.{kind}.parquet"
        engine.run(f"create or replace temp view {kind} as select * from {quoted(file)}")


def _files(parts: Path, stems: set[str], kind: str) -> str:
    return ", ".join(quoted(parts / f"{stem}.{kind}.parquet") for stem in sorted(stems))
