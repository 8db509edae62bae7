"""Months of pseudonymised events in Parquet, and the people they are of.

folder/events/month=2026-11/0001.parquet   event int64, person int64, week int32, theme int16,
                                           code int16 (the answer)
folder/persons.parquet                     person int64, area int32, grp int16: one row a person

Each file of a month says of every week it holds a digest, and has row groups of one week each.
A week is counted in Mondays since 1970 and lies in the month of its Monday. A month is written
anew as a whole with the next number: what a cube was built from stays until the cube is another.
Persons have one area and group in a period, so people add up over areas and groups; who moves is
counted where the period began.
"""

import datetime as dt
import hashlib
import hmac
import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from wijkschakel.outcomes.rules.troubles import BadInput

FIRST_MONDAY = dt.date(1970, 1, 5)
ROWS_PER_GROUP = 120_000
DIGESTS = b"weeks"  # the key of what a file says of its weeks
EVENT = ("event", "person", "week", "theme", "code")
PERSON = ("person", "area", "grp")
MONTH = re.compile(r"month=(\d{4}-\d{2})")


def week_of(day: dt.date) -> int:
    """Give the number of the week of a day."""
    return (day - FIRST_MONDAY).days // 7


def month_of(week: int) -> str:
    """Give the month in which a week is kept."""
    return (FIRST_MONDAY + dt.timedelta(weeks=week)).strftime("%Y-%m")


def pseudonym(key: bytes, person: str) -> int:
    """Give the number that stands for a person: keyed, so without the key nobody finds it back."""
    if len(key) < 16:
        raise BadInput("The key of the pseudonyms is at least 16 bytes.")
    return int.from_bytes(hmac.digest(key, person.encode(), hashlib.sha256)[:8], "big") >> 1


def arrow() -> Any:
    """Give pyarrow, which loads slowly."""
    import pyarrow as pa  # noqa: PLC0415  # slow import

    return pa


def event_schema() -> Any:
    """Give the columns of events."""
    pa = arrow()
    kinds = (pa.int64(), pa.int64(), pa.int32(), pa.int16(), pa.int16())
    return pa.schema(list(zip(EVENT, kinds, strict=True)))


def person_schema() -> Any:
    """Give the columns of people."""
    pa = arrow()
    return pa.schema(list(zip(PERSON, (pa.int64(), pa.int32(), pa.int16()), strict=True)))


def write_month(folder: Path, month: str, table: Any) -> Path:
    """Write a month as its next file; an event that is there twice counts once, the last one."""
    import numpy as np  # noqa: PLC0415  # slow import

    pa = arrow()
    table = table.select(list(EVENT)).cast(event_schema())
    ids = table.column("event").to_numpy()
    _, last = np.unique(ids[::-1], return_index=True)
    table = table.take(pa.array(np.sort(len(ids) - 1 - last)))
    weeks = set(table.column("week").unique().to_pylist())
    strange = sorted(week for week in weeks if month_of(week) != month)
    if strange:
        raise BadInput(f"Weeks {strange} are not of {month}: a clock may be wrong.")
    target = folder / "events" / f"month={month}" / f"{_last(folder, month) + 1:04d}.parquet"
    keys = [(name, "ascending") for name in ("week", "person", "theme", "code", "event")]
    _write(table.sort_by(keys), target, by_week=True)
    return target


def _digests(table: Any) -> dict[str, str]:
    """Sum up what each week holds; the number of an event does not count. In order of week."""
    columns = [table.column(name).to_numpy() for name in ("person", "theme", "code")]
    return {
        str(week): hashlib.sha256(b"".join(c[a:b].tobytes() for c in columns)).hexdigest()[:16]
        for week, a, b in _weeks(table)
    }


def _weeks(table: Any) -> list[tuple[int, int, int]]:
    """Give each week with its first row and the row after its last; of a table in that order."""
    import numpy as np  # noqa: PLC0415  # slow import

    weeks, first = np.unique(table.column("week").to_numpy(), return_index=True)
    ends = [*first[1:], table.num_rows]
    return [(int(w), int(a), int(b)) for w, a, b in zip(weeks, first, ends, strict=True)]


def digests(file: Path) -> dict[int, str]:
    """Give the digest of each week in a file; a file that does not say them is read."""
    import pyarrow.parquet as pq  # noqa: PLC0415  # slow import

    with _readable(file):
        told = (pq.read_metadata(file).metadata or {}).get(DIGESTS)
    if told is None:
        table = pq.read_table(file, partitioning=None)
        keys = [(name, "ascending") for name in ("week", "person", "theme", "code")]
        found = _digests(table.sort_by(keys))
    else:
        found = json.loads(told)
    return {int(week): digest for week, digest in found.items()}


def read(file: Path, week: int | None = None, columns: Sequence[str] = EVENT[1:]) -> dict[str, Any]:
    """Read a file, or one week of it: arrays of numpy by column."""
    import pyarrow.parquet as pq  # noqa: PLC0415  # slow import

    with _readable(file):
        opened = pq.ParquetFile(file)
        groups = [n for n in range(opened.num_row_groups) if _may_hold(opened, n, week)]
        table = opened.read_row_groups(groups, columns=list(columns), use_threads=False)
        found = {name: array(table.column(name)) for name in columns}
    if week is not None:
        inside = found["week"] == week
        found = {name: column[inside] for name, column in found.items()}
    return found


@contextmanager
def _readable(file: Path) -> Iterator[None]:
    try:
        yield
    except (arrow().ArrowException, KeyError, BufferError) as error:
        raise BadInput(f"{file.name} of {file.parent.name} is damaged. Write it again.") from error


def array(column: Any) -> Any:
    """Give a column of pyarrow as an array, without pandas, which loads for half a second."""
    import numpy as np  # noqa: PLC0415  # slow import

    parts = [np.from_dlpack(part) for part in column.chunks]
    return parts[0] if len(parts) == 1 else np.concatenate([*parts, np.zeros(0, np.int8)])


def _may_hold(opened: Any, group: int, week: int | None) -> bool:
    if week is None:
        return True
    column = opened.schema_arrow.get_field_index("week")
    found = opened.metadata.row_group(group).column(column).statistics
    return not (found and found.has_min_max) or found.min <= week <= found.max


def _last(folder: Path, month: str) -> int:
    files = (folder / "events" / f"month={month}").glob("[0-9]*.parquet")
    return max((int(file.stem) for file in files), default=0)


def write_persons(folder: Path, table: Any) -> None:
    """Write who is where; refuse a person who is there twice."""
    table = table.select(list(PERSON)).cast(person_schema())
    if len(table.column("person").unique()) != len(table):
        raise BadInput("A person has one area and one group in a period.")
    _write(table.sort_by("person"), folder / "persons.parquet")


def _write(table: Any, target: Path, *, by_week: bool = False) -> None:
    import pyarrow.parquet as pq  # noqa: PLC0415  # slow import

    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_suffix(".new")
    if by_week:
        table = table.replace_schema_metadata({DIGESTS: json.dumps(_digests(table))})
    parts = [table.slice(a, b - a) for _, a, b in _weeks(table)] if by_week else [table]
    with pq.ParquetWriter(beside, table.schema, compression="zstd") as writer:
        for part in parts:
            writer.write_table(part, row_group_size=ROWS_PER_GROUP)
    os.replace(beside, target)


def months(folder: Path) -> dict[str, Path]:
    """Give the newest file of each month."""
    found: dict[str, Path] = {}
    for file in sorted((folder / "events").glob("month=*/[0-9]*.parquet")):
        name = MONTH.fullmatch(file.parent.name)
        if name:
            found[name[1]] = file
    if not found:
        raise BadInput(f"There are no months of events in {folder.name}/events.")
    if not (folder / "persons.parquet").exists():
        raise BadInput(f"There is no persons.parquet in {folder.name}.")
    return found


def forget_old(folder: Path, keep: Iterable[Path]) -> None:
    """Take away files of months that neither the cube nor the next build needs."""
    kept = {*keep, *months(folder).values()}
    for file in (folder / "events").glob("month=*/[0-9]*.parquet"):
        if file not in kept:
            file.unlink()
