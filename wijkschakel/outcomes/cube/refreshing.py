"""Brings the cube up to date for the weeks that changed, without counting the others again.

The old and the new file of a month are compared week by week. A week that differs is counted
anew; who is new to a theme, or gone from it, changes the counts over all weeks. The result is the
cube that a whole build gives.
"""

from pathlib import Path

from wijkschakel.outcomes.cube import building, events, manifest
from wijkschakel.outcomes.cube.building import Counting, Told, silent
from wijkschakel.outcomes.cube.engines import MEMORY, Duck, duck, quoted
from wijkschakel.outcomes.cube.manifest import Manifest
from wijkschakel.outcomes.rules.troubles import BadInput

PRINT = """
select week, sum(hash(event, person, theme, code))::varchar as print from {} group by week
"""
DELTA = """
create or replace temp table delta as
select person, place, theme, sum(way)::bigint as times from (
  select person, place, theme, 1 as way from pairs
  union all select person, place, theme, -1 from old_pairs
) group by all having sum(way) <> 0
"""
TOUCHED = """
create or replace temp table touched as
select * from read_parquet([{}]) where person in (select person from delta)
"""
BEFORE = "create or replace temp view parts as select * from touched"
AFTER = BEFORE + " union all by name select * from delta"
CHANGED = """
copy (select {keys}, sum(people)::bigint as people from (
  select * from {source}
  union all by name select {keys}, people from {kind}_after
  union all by name select {keys}, -people as people from {kind}_before
) group by all having sum(people) <> 0) to {target} (format parquet)
"""


def refresh(folder: Path, told: Told = silent, memory: str = MEMORY) -> list[int]:
    """Count the weeks that changed again; give them."""
    cube = folder / "cube"
    new = manifest.read(cube)
    months, people = events.months(folder), folder / "persons.parquet"
    if not _may_refresh(new, people) or new is None:
        raise BadInput("There is no cube of these people to refresh. Build it as a whole.")
    if set(new.events) != set(months):
        raise BadInput("There are other months than the cube has. Build it as a whole.")
    done: list[int] = []
    with duck(cube / "spill", memory) as engine:
        counting = None
        for month, file in months.items():
            old = folder / new.events[month]
            if old == file:
                continue
            for week in touched(engine, old, file):
                counting = counting or Counting(engine, people)
                _week(counting, cube, new, week, (old, file))
                told(f"week {week}")
                done.append(week)
            new.events[month] = file.relative_to(folder).as_posix()
    manifest.write(cube, new)
    return done


def _may_refresh(found: Manifest | None, people: Path) -> bool:
    """Say whether a cube was counted here, from these people, in the form of now."""
    if found is None or found.engine != "duckdb" or found.form != building.FORM:
        return False
    return found.persons == manifest.digest(people)


def touched(engine: Duck, old: Path, new: Path) -> list[int]:
    """Name the weeks whose events differ between two files of a month."""
    sql = (
        f"select coalesce(a.week, b.week) from ({PRINT.format(quoted(old))}) a full join "
        f"({PRINT.format(quoted(new))}) b using (week) where a.print is distinct from b.print"
    )
    return sorted(int(row[0]) for row in engine.run(sql).fetchall())


def _week(
    counting: Counting, cube: Path, new: Manifest, week: int, files: tuple[Path, Path]
) -> None:
    """Count one week again and change the counts over all weeks by what that changed."""
    run, parts = counting.engine.run, cube / "parts"
    counting.located(f"select * from {quoted(files[0])} where week = {week}")
    run("create or replace temp table old_pairs as select * from pairs")
    counting.located(f"select * from {quoted(files[1])} where week = {week}")
    stem = f"week-{week}-{manifest.digest(files[1])}"
    for kind in manifest.KINDS:
        counting.keep(kind, parts / f"{stem}.{kind}.parquet")
    run(DELTA)
    run(f"copy delta to {quoted(parts / f'{stem}.seen.parquet')} (format parquet)")
    names = ", ".join(quoted(parts / f"{part}.seen.parquet") for part in new.seen)
    after = f"ever-{stem}"
    run(TOUCHED.format(names))
    for moment, rows in (("before", BEFORE), ("after", AFTER)):
        run(rows)
        counting.table("seen", "together")
        counting.table(f"ever_theme_{moment}", "ever_theme")
        counting.table(f"ever_{moment}", "ever")
    for kind, keys in (("ever_theme", "area, grp, theme"), ("ever", "area, grp")):
        source, target = (quoted(parts / f"{ever}.{kind}.parquet") for ever in (new.ever, after))
        run(CHANGED.format(keys=keys, kind=kind, source=source, target=target))
    new.weeks[str(week)] = stem
    new.seen = [*new.seen, stem]
    new.ever = after
