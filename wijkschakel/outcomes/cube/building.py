"""Builds the cube: a month at a time, then the sums over all weeks, then one swap.

A month that was counted before from the same file is not counted again, so a build that was
killed goes on where it was, and a nightly build costs what changed. Until the last step the old
cube stays. Memory is that of one month and of one row per person and theme.
"""

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from wijkschakel.outcomes.cube import events, expression, manifest
from wijkschakel.outcomes.cube.engines import MEMORY, Duck, duck, quoted, spark
from wijkschakel.outcomes.cube.manifest import Manifest

Told = Callable[[str], None]
# While counting, a person is a number of four bytes and area and group are one place: hashing ten
# million rows takes a fifth less. What is kept has areas and groups again, but for who was seen.
PLACE = ("place",)
FORM = 2  # of the parts: those of another form are counted anew
PEOPLE = """
create or replace table persons as
select person, row_number() over (order by person)::int as number,
       dense_rank() over (order by area, grp)::int as place, area, grp from {}
"""
PLACES = "create or replace table places as select distinct place, area, grp from persons"
EVENTS = {"person": "int64", "week": "int32", "theme": "int16", "code": "int16"}
PERSONS = {"person": "int64", "number": "int32", "place": "int32"}
SEEN = {"person": "int32", "place": "int32", "theme": "int16", "times": "int64"}
WITH_AREAS = (
    "select areas.area, areas.grp, told.* exclude (place) from ({}) told "
    "join places areas using (place)"
)


def silent(_: str) -> None:
    """Tell nobody."""


def build(folder: Path, told: Told = silent, memory: str = MEMORY) -> Manifest:
    """Build the cube of a folder of events with DuckDB, in folder/cube."""
    cube = folder / "cube"
    (cube / "parts").mkdir(parents=True, exist_ok=True)
    months = events.months(folder)
    people = folder / "persons.parquet"
    new = Manifest(persons=manifest.digest(people), form=FORM)
    with duck(cube / "spill", memory) as engine:
        counting = Counting(engine, people)
        for number, (month, file) in enumerate(months.items(), 1):
            stem = f"{month}-{FORM}-{manifest.digest(file, people)}"
            new.months[month], new.events[month] = stem, file.relative_to(folder).as_posix()
            if not (cube / "parts" / f"{stem}.seen.parquet").exists():
                counting.month(file, cube / "parts" / stem)
            told(f"{month} ({number} / {len(months)})")
        parts = [cube / "parts" / f"{stem}.seen.parquet" for stem in new.months.values()]
        new.ever = f"ever-{FORM}-{manifest.digest(*parts)}"
        new.seen = [new.ever]
        told("all weeks")
        if not (cube / "parts" / f"{new.ever}.seen.parquet").exists():
            counting.ever(parts, cube / "parts" / new.ever)
    manifest.write(cube, new)
    _tidy(folder, cube, new)
    return new


def _tidy(folder: Path, cube: Path, new: Manifest) -> None:
    """Take away what no cube needs any more."""
    manifest.sweep(cube, new)
    events.forget_old(folder, [folder / name for name in new.events.values()])


@cache
def statements() -> dict[str, str]:
    """Write the expressions in SQL, once in a process: writing takes longer than a week takes."""
    import ibis  # noqa: PLC0415  # slow import

    rows, people = ibis.table(EVENTS, name="events"), ibis.table(PERSONS, name="persons")
    found = ibis.table(EVENTS | {"person": "int32", "place": "int32"}, name="located")
    pairs = ibis.table(SEEN | {"week": "int32"}, name="pairs")
    seen, parts = ibis.table(SEEN, name="seen"), ibis.table(SEEN, name="parts")
    once = expression.once(pairs, "week", who=PLACE)
    of_people = {
        "located": expression.located(rows, people, PLACE, "number"),
        "pairs": expression.once(found, "week", "theme", who=PLACE),
        "month_seen": expression.once(pairs, "theme", who=PLACE),
        "together": expression.together(parts, PLACE),
    }
    kept = {
        "answers": expression.answers(found, PLACE),
        "by_theme": expression.people(pairs, "week", "theme", who=PLACE),
        "by_week": expression.people(once, "week", who=PLACE),
        "ever_theme": expression.by_theme_ever(seen, PLACE),
        "ever": expression.ever(seen, PLACE),
    }
    said = {name: str(ibis.to_sql(each, dialect="duckdb")) for name, each in of_people.items()}
    return said | {
        name: WITH_AREAS.format(ibis.to_sql(each, dialect="duckdb")) for name, each in kept.items()
    }


class Counting:
    """The expressions, written in SQL once, done for one file after another."""

    def __init__(self, engine: Duck, people: Path) -> None:
        """Read who is where, and prepare what will be asked."""
        self.engine = engine
        self.sql = statements()
        engine.run(PEOPLE.format(quoted(people)))
        engine.run(PLACES)

    def located(self, rows: str) -> None:
        """Take the events (a piece of SQL) as those to be counted."""
        self.engine.run(f"create or replace temp view events as {rows}")
        self.table("located", "located")
        self.table("pairs", "pairs")

    def table(self, name: str, asked: str) -> None:
        """Keep what was asked as a table in memory."""
        self.engine.run(f"create or replace temp table {name} as {self.sql[asked]}")

    def keep(self, asked: str, target: Path) -> None:
        """Keep what was asked as a file, whole or not at all."""
        beside = target.with_suffix(".new")
        self.engine.run(f"copy ({self.sql[asked]}) to {quoted(beside)} (format parquet)")
        os.replace(beside, target)

    def month(self, file: Path, stem: Path) -> None:
        """Count a month; the last file says that all are there."""
        self.located(f"select * from {quoted(file)}")
        for kind in manifest.KINDS:
            self.keep(kind, stem.with_name(f"{stem.name}.{kind}.parquet"))
        self.keep("month_seen", stem.with_name(f"{stem.name}.seen.parquet"))

    def ever(self, parts: list[Path], stem: Path) -> None:
        """Add the months; count people over all weeks."""
        names = ", ".join(map(quoted, parts))
        self.engine.run("drop table if exists located")
        self.engine.run("drop table if exists pairs")
        self.engine.run(
            f"create or replace temp view parts as select * from read_parquet([{names}])"
        )
        self.table("seen", "together")
        target = stem.with_name(f"{stem.name}.seen.parquet")
        beside = target.with_suffix(".new")
        self.engine.run(f"copy (select * from seen) to {quoted(beside)} (format parquet)")
        self.keep("ever_theme", stem.with_name(f"{stem.name}.ever_theme.parquet"))
        self.keep("ever", stem.with_name(f"{stem.name}.ever.parquet"))
        os.replace(beside, target)


def build_on_spark(folder: Path, master: str, told: Told = silent) -> Manifest:
    """Build the same cube with Spark: all months in one go, the same integers."""
    cube = folder / "cube"
    (cube / "parts").mkdir(parents=True, exist_ok=True)
    months, people = events.months(folder), folder / "persons.parquet"
    stem = f"spark-{manifest.digest(*months.values(), people)}"
    with spark(master) as backend:
        rows = [backend.read_parquet(file.as_posix()) for file in months.values()]
        whole = rows[0] if len(rows) == 1 else rows[0].union(*rows[1:])
        found = expression.located(whole, backend.read_parquet(people.as_posix()))
        pairs = expression.once(found, "week", "theme")
        seen = expression.once(pairs, "theme")
        asked = {
            "answers": expression.answers(found),
            "by_theme": expression.people(pairs, "week", "theme"),
            "by_week": expression.people(expression.once(pairs, "week"), "week"),
            "ever_theme": expression.by_theme_ever(seen),
            "ever": expression.ever(seen),
        }
        for name, question in asked.items():
            told(name)
            _write(backend.to_pyarrow(question), cube / "parts" / f"{stem}.{name}.parquet")
    new = Manifest(
        persons=manifest.digest(people), engine="spark", months=dict.fromkeys(months, stem),
        events={m: f.relative_to(folder).as_posix() for m, f in months.items()}, ever=stem,
    )  # fmt: skip
    manifest.write(cube, new)
    _tidy(folder, cube, new)
    return new


def _write(table: Any, target: Path) -> None:
    import pyarrow.parquet as pq  # noqa: PLC0415  # slow import

    beside = target.with_suffix(".new")
    pq.write_table(table, beside)
    os.replace(beside, target)
