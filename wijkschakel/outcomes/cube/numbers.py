"""The number and the place of each person while counting: small, kept, and only added to.

`cube/numbers.json` says which files hold them. Who comes in gets the next number, so what was
counted before stays true. Who leaves, or lives elsewhere, makes all numbers anew: another
generation, of which nothing old is used. It is written before anything is counted with it.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from wijkschakel.outcomes.cube import events, manifest
from wijkschakel.outcomes.rules.troubles import BadInput

Array = Any
FIELDS = ("person", "number", "place", "area", "grp")
POINTER = "numbers.json"
MOST = (1 << 31) - 1


@dataclass(frozen=True)
class Numbers:
    """Everybody who is counted. Files are mapped into memory and read where they are needed."""

    generation: str
    person: Array  # int64, in order
    number: Array  # int32, of each person
    place: Array  # int32, by number
    area: Array  # int32, by place
    grp: Array  # int16, by place

    def of(self, persons: Array) -> Array:
        """Give the number of each person, -1 of who is not counted."""
        if not len(self.person):
            return np.full(len(persons), -1, np.int32)
        at: Array = np.searchsorted(self.person, persons)
        at[at == len(self.person)] = 0
        return np.where(self.person[at] == persons, self.number[at], -1)


def current(folder: Path) -> Numbers:
    """Give the numbers of the people of now; kept for the next time."""
    cube, people = folder / "cube", folder / "persons.parquet"
    digest = manifest.digest(people)
    kept = _kept(cube)
    if kept and kept["persons"] == digest:
        return _load(cube, kept)
    table = _read(people)
    before = _load(cube, kept) if kept else None
    found = _grown(before, table) if before else None
    found = found or _anew(table, digest)
    stem = f"numbers-{digest}"
    for field in FIELDS:
        manifest.keep_array(cube / "parts" / f"{stem}.{field}.npy", getattr(found, field))
    told = {"generation": found.generation, "persons": digest, "stem": stem}
    beside = cube / f"{POINTER}.new"
    beside.write_text(json.dumps(told), encoding="utf-8")
    os.replace(beside, cube / POINTER)
    return found


def stem(cube: Path) -> str:
    """Name the files that are in use."""
    kept = _kept(cube)
    return kept["stem"] if kept else ""


def _kept(cube: Path) -> dict[str, str] | None:
    try:
        told = json.loads((cube / POINTER).read_text(encoding="utf-8"))
        return {name: str(told[name]) for name in ("generation", "persons", "stem")}
    except (OSError, ValueError, KeyError, TypeError):
        return None  # made anew


def _load(cube: Path, kept: dict[str, str]) -> Numbers:
    try:
        arrays = [
            np.load(cube / "parts" / f"{kept['stem']}.{field}.npy", mmap_mode="r")
            for field in FIELDS
        ]
    except (OSError, ValueError) as error:
        raise BadInput(f"{POINTER} is damaged. Take the folder of the cube away.") from error
    return Numbers(kept["generation"], *arrays)


def _read(people: Path) -> dict[str, Array]:
    found = events.read(people, columns=events.PERSON)
    if len(found["person"]) > MOST:
        raise BadInput(f"{len(found['person'])} people are too many for one cube.")
    order = np.argsort(found["person"], kind="stable")
    return {name: column[order] for name, column in found.items()}


def _places(area: Array, grp: Array) -> Array:
    return (area.astype(np.int64) << 16) | (grp.astype(np.int64) & 0xFFFF)


def _anew(table: dict[str, Array], digest: str) -> Numbers:
    whole = _places(table["area"], table["grp"])
    _, first, place = np.unique(whole, return_index=True, return_inverse=True)
    number = np.arange(len(whole), dtype=np.int32)
    return Numbers(
        digest, table["person"], number, place.astype(np.int32),
        table["area"][first], table["grp"][first],
    )  # fmt: skip


def _grown(before: Numbers, table: dict[str, Array]) -> Numbers | None:
    """Add who is new; None when somebody is gone or has another place."""
    person = table["person"]
    if not len(before.person) or len(person) < len(before.person):
        return None
    at: Array = np.searchsorted(person, before.person)
    at[at == len(person)] = 0
    whole = _places(table["area"], table["grp"])
    places = _places(before.area, before.grp)
    was = places[before.place[before.number]]
    if (person[at] != before.person).any() or (whole[at] != was).any():
        return None
    is_new = np.ones(len(person), bool)
    is_new[at] = False
    number = np.empty(len(person), np.int32)
    number[at] = before.number
    number[is_new] = len(before.place) + np.arange(int(is_new.sum()))
    new_places = np.setdiff1d(whole[is_new], places)
    every = np.concatenate([places, new_places])
    order = np.argsort(every)
    place = order[np.searchsorted(every, whole[is_new], sorter=order)]
    return Numbers(
        before.generation, person, number,
        np.concatenate([before.place, place]).astype(np.int32),
        np.concatenate([before.area, new_places >> 16]).astype(np.int32),
        np.concatenate([before.grp, new_places & 0xFFFF]).astype(np.uint16).view(np.int16),
    )  # fmt: skip
