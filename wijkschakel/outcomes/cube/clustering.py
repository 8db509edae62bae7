"""Builds the same cube from the one expression of Ibis, on Spark or another engine."""

from pathlib import Path
from typing import Any

from wijkschakel.outcomes.cube import building, events, expression, manifest
from wijkschakel.outcomes.cube.building import Told, silent
from wijkschakel.outcomes.cube.engines import spark
from wijkschakel.outcomes.cube.manifest import Manifest


def build_on_spark(folder: Path, master: str, told: Told = silent) -> Manifest:
    """Build the cube with Spark: all months in one go, the same integers."""
    with spark(master) as backend:
        return build_with(backend, "spark", folder, told)


def build_with(backend: Any, engine: str, folder: Path, told: Told = silent) -> Manifest:
    """Build the cube with a backend of Ibis."""
    cube = folder / "cube"
    (cube / "parts").mkdir(parents=True, exist_ok=True)
    months, people = events.months(folder), folder / "persons.parquet"
    stem = f"{engine}-{manifest.digest(*months.values(), people)}"
    rows = [backend.read_parquet(file.as_posix()) for file in months.values()]
    whole = rows[0] if len(rows) == 1 else rows[0].union(*rows[1:])
    for name, question in questions(whole, backend.read_parquet(people.as_posix())).items():
        told(name)
        building.write(backend.to_pyarrow(question), cube / "parts" / f"{stem}.{name}.parquet")
    new = Manifest(
        persons=manifest.digest(people), engine=engine, months=dict.fromkeys(months, stem),
        events={m: f.relative_to(folder).as_posix() for m, f in months.items()}, ever=stem,
    )  # fmt: skip
    manifest.write(cube, new)
    building.tidy(folder, cube, new)
    return new


def questions(rows: Any, people: Any) -> dict[str, Any]:
    """Give the expression of each part of the cube."""
    found = expression.located(rows, people)
    pairs = expression.once(found, "week", "theme")
    seen = expression.once(pairs, "theme")
    return {
        "answers": expression.answers(found),
        "by_theme": expression.people(pairs, "week", "theme"),
        "by_week": expression.people(expression.once(pairs, "week"), "week"),
        "ever_theme": expression.by_theme_ever(seen),
        "ever": expression.ever(seen),
    }
