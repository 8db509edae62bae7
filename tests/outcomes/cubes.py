"""Small regions of events, and what DuckDB itself says of them."""

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks import outcome_region
from wijkschakel.outcomes.cube import events
from wijkschakel.outcomes.cube.engines import quoted
from wijkschakel.outcomes.cube.reading import ALL, AXES


def region(folder, count=4_000, people=500, weeks=12):
    """Write a small region."""
    outcome_region.make(folder, count, people, weeks)


def rival(folder):
    """Ask DuckDB's own GROUP BY CUBE, with distinct people and the median."""
    files = ", ".join(quoted(file) for file in events.months(folder).values())
    persons = quoted(folder / "persons.parquet")
    keys = ", ".join(f"coalesce({axis}, {ALL}) as {axis}" for axis in AXES)
    found = duckdb.sql(
        f"select {keys}, count(*) as events, count(distinct person) as people, "  # noqa: S608
        f"(2 * median(code))::int as median2 from read_parquet([{files}]) "
        f"join {persons} using (person) group by cube ({', '.join(AXES)})"
    )
    return found.to_arrow_table().sort_by([(axis, "ascending") for axis in AXES])


def change_month(folder, month, change):
    """Write a month anew with what a function makes of its rows."""
    file = events.months(folder)[month]
    rows = pq.read_table(file, partitioning=None).to_pylist()
    events.write_month(folder, month, pa.Table.from_pylist(change(rows)))
