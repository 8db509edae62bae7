"""Which files are the cube. Changed in one step: either the old cube or the new one is there.

Parts are files that never change after their name is there. `months`: stem of the parts of each
month; `weeks`: stems that took the place of a week; `events`: the file each month was counted from.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from wijkschakel.outcomes.rules.troubles import BadInput, SomebodyElseCounts

KINDS = ("answers", "by_theme", "by_week")


@dataclass
class Manifest:
    """The cube at one moment."""

    persons: str = ""  # digest of persons.parquet
    people: str = ""  # generation of their numbers
    strangers: bool = False  # some events are of nobody who is counted
    engine: str = "duckdb"  # or who counted it; the sums are always DuckDB's
    form: int = 1  # of the parts
    months: dict[str, str] = field(default_factory=dict)
    weeks: dict[str, str] = field(default_factory=dict)
    events: dict[str, str] = field(default_factory=dict)
    ever: str = ""  # stem of the counts over all weeks
    base: str = ""  # stem of the weeks of each person and theme, as the last build left them
    delta: str = ""  # stem of what weeks since then changed in them

    def stems(self) -> set[str]:
        """Name every part in use."""
        return {*self.months.values(), *self.weeks.values(), self.ever, self.base, self.delta}


@contextmanager
def only_one(cube: Path) -> Iterator[None]:
    """Keep others from counting in the same folder."""
    cube.mkdir(parents=True, exist_ok=True)
    file = os.open(cube / "busy.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise SomebodyElseCounts(
                "Somebody else counts here now. Nothing was changed; try again later."
            ) from error
        yield
    finally:
        os.close(file)


def read(cube: Path) -> Manifest | None:
    """Read which files are the cube; None when there is none yet."""
    path = cube / "cube.json"
    if not path.exists():
        return None
    known = {each.name for each in fields(Manifest)}
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return Manifest(**{name: value for name, value in told.items() if name in known})
    except (ValueError, TypeError, AttributeError) as error:
        raise BadInput(f"{path.name} is damaged. Take it away and build the cube anew.") from error


def write(cube: Path, manifest: Manifest) -> None:
    """Make these files the cube."""
    beside = cube / "cube.json.new"
    text = json.dumps(asdict(manifest), sort_keys=True, indent=1)
    with beside.open("w", encoding="utf-8") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, cube / "cube.json")


def sweep(cube: Path, stems: Collection[str]) -> int:
    """Take away parts of earlier cubes; say how many."""
    old = [file for file in (cube / "parts").iterdir() if file.name.split(".")[0] not in stems]
    for file in old:
        file.unlink()
    return len(old)


def digest(*files: Path) -> str:
    """Sum up names, sizes and moments of files that are never written twice under one name."""
    return summed([(f.as_posix(), f.stat().st_size, f.stat().st_mtime_ns) for f in files])


def summed(told: object) -> str:
    """Sum up anything that can be written as JSON."""
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]


def keep_array(target: Path, values: Any) -> None:
    """Keep an array of numpy, whole or not at all."""
    import numpy as np  # noqa: PLC0415  # slow import

    beside = target.with_suffix(".new")
    with beside.open("wb") as file:
        np.lib.format.write_array(file, np.ascontiguousarray(values))
    os.replace(beside, target)
