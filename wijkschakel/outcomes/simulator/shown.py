"""The figures of the page about honesty: worked out once with a seed, kept as a file, read here.

`make` works them out (numpy, minutes); `read` needs nothing. A test makes a part of them again and
compares: the page shows no figure that the simulator did not give.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("shown.json")
PEOPLE = (40, 100, 340, 1000)
STUDIES = 2_000
SEED = 2026

Row = dict[str, Any]


def make(
    people: Sequence[int] = PEOPLE, studies: int = STUDIES, seed: int = SEED,
    told: Callable[[str], None] = lambda step: None,
) -> list[Row]:  # fmt: skip
    """Work out every scenario for programmes of these sizes; shares rounded to a thousandth."""
    from wijkschakel.outcomes.simulator import trials  # noqa: PLC0415  # slow import

    rows = []
    for size in people:
        told(f"{size} people")
        rows += [_plain(asdict(trial)) for trial in trials.trials(size, studies, seed)]
    return rows


def _plain(trial: Row) -> Row:
    return {
        name: (None if value != value else round(value, 3)) if isinstance(value, float) else value
        for name, value in trial.items()
    }


def write(rows: list[Row]) -> None:
    """Keep them, a row a line."""
    lines = ",\n".join(json.dumps(row, sort_keys=True) for row in rows)
    FILE.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


@cache
def read() -> tuple[Row, ...]:
    """Read what was kept."""
    return tuple(json.loads(FILE.read_text(encoding="utf-8")))


def find(scenario: str, people: int) -> Row:
    """Give the row of a scenario and size."""
    return next(row for row in read() if row["scenario"] == scenario and row["people"] == people)
