"""Brings the cube up to date for the weeks that changed, without counting the others again.

A file of a month says for each week a digest of what it holds, so two files are compared without
reading them. A week that differs is counted anew; who is new to a theme, or gone from it, changes
the counts over all weeks. The result is the cube that a whole build gives.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from wijkschakel.outcomes.cube import building, events, manifest, numbers, tallying
from wijkschakel.outcomes.cube.building import Told, silent
from wijkschakel.outcomes.cube.manifest import Manifest
from wijkschakel.outcomes.cube.numbers import Numbers
from wijkschakel.outcomes.cube.tallying import THEME, Array, Columns
from wijkschakel.outcomes.rules.troubles import BadInput


def refresh(folder: Path, told: Told = silent) -> list[int]:
    """Count the weeks that changed again; give them."""
    months = events.months(folder)
    with manifest.only_one(folder / "cube"):
        return _refresh(folder, months, told)


def _refresh(folder: Path, months: dict[str, Path], told: Told) -> list[int]:
    cube = folder / "cube"
    new = manifest.read(cube)
    people = _people(folder, new)
    if new is None or people is None:
        raise BadInput("There is no cube of these people to refresh. Build it as a whole.")
    if set(new.events) != set(months):
        raise BadInput("There are other months than the cube has. Build it as a whole.")
    done: list[int] = []
    for month, file in months.items():
        old = folder / new.events[month]
        if old == file:
            continue
        for week in touched(old, file):
            _week(cube / "parts", new, people, (month, week), file)
            told(f"week {week}")
            done.append(week)
        new.events[month] = file.relative_to(folder).as_posix()
    new.persons = manifest.digest(folder / "persons.parquet")
    manifest.write(cube, new)
    return done


def _people(folder: Path, found: Manifest | None) -> Numbers | None:
    """Give the people, when what was counted of them is still true."""
    if found is None or found.form != building.FORM or not found.base:
        return None
    if found.persons != manifest.digest(folder / "persons.parquet") and found.strangers:
        return None
    people = numbers.current(folder)
    return people if people.generation == found.people else None


def touched(old: Path, new: Path) -> list[int]:
    """Name the weeks whose events differ between two files of a month."""
    was, now = events.digests(old), events.digests(new)
    return sorted(week for week in {*was, *now} if was.get(week) != now.get(week))


def _week(parts: Path, new: Manifest, people: Numbers, which: tuple[str, int], file: Path) -> None:
    """Count one week again and change the counts over all weeks by what that changed."""
    month, week = which
    before = _pairs(parts, new, month, week)
    found = tallying.of_events(events.read(file, week), people)
    stem = f"week-{week}-{manifest.digest(file)}-{people.generation}"
    building.keep(parts, stem, found, people)
    step = _step(before, found.pairs)
    sums = Sums(parts, new)
    after = f"ever-{stem}"
    for kind, columns in sums.changed(step, people).items():
        building.table(parts / f"{after}.{kind}.parquet", columns)
    since = sums.with_step(step)
    manifest.keep_array(parts / f"{after}.keys.npy", since.keys)
    manifest.keep_array(parts / f"{after}.times.npy", since.times)
    new.weeks[str(week)] = stem
    new.strangers = new.strangers or found.strangers > 0
    new.ever = new.delta = after


def _pairs(parts: Path, new: Manifest, month: str, week: int) -> Array:
    """Give the pairs of a week as it was counted last."""
    if str(week) in new.weeks:
        return np.load(parts / f"{new.weeks[str(week)]}.pairs.npy", mmap_mode="r")
    whole = np.load(parts / f"{new.months[month]}.pairs.npy", mmap_mode="r")
    return tallying.week_slice(whole, week)


@dataclass(frozen=True)
class Step:
    """By how many weeks each person with a theme changed."""

    keys: Array  # int64, in order
    times: Array  # int32, not 0


def _step(before: Array, after: Array) -> Step:
    """Give who came (+1) and who went (-1)."""
    both = np.concatenate([before << 1, (after << 1) | 1])
    both.sort()
    same = np.diff(both >> 1) == 0
    alone = np.ones(len(both), bool)
    alone[1:] &= ~same
    alone[:-1] &= ~same
    changed = both[alone]
    times = np.where(changed & 1, 1, -1).astype(np.int32)
    return Step(tallying.without_week(changed >> 1), times)


class Sums:
    """In how many weeks each person was there with each theme: the last build, and steps since."""

    def __init__(self, parts: Path, found: Manifest) -> None:
        """Open the files; they are read where they are needed."""

        def load(stem: str, field: str) -> Array:
            return np.load(parts / f"{stem}.{field}.npy", mmap_mode="r")

        self.parts, self.ever = parts, found.ever
        self.keys, self.times, self.total = (
            load(found.base, field) for field in ("keys", "times", "total")
        )
        none = Step(np.zeros(0, np.int64), np.zeros(0, np.int32))
        self.so_far = (
            Step(load(found.delta, "keys"), load(found.delta, "times")) if found.delta else none
        )

    def with_step(self, step: Step) -> Step:
        """Add a step to those since the last build."""
        keys = np.concatenate([self.so_far.keys, step.keys])
        found, place = np.unique(keys, return_inverse=True)
        times = np.zeros(len(found), np.int32)
        np.add.at(times, place, np.concatenate([self.so_far.times, step.times]))
        return Step(found[times != 0], times[times != 0])

    def changed(self, step: Step, people: Numbers) -> dict[str, Columns]:
        """Give the counts over all weeks after a step."""
        was = _look_up(self.keys, self.times, step.keys)
        was = was + _look_up(self.so_far.keys, self.so_far.times, step.keys)
        now = was + step.times
        turned = (now > 0).astype(np.int64) - (was > 0)
        _, number, theme = tallying.apart(step.keys)
        by_theme = {"place": people.place[number], "theme": theme, "people": turned}
        who, first = np.unique(number, return_index=True)
        before = self._weeks_of(who)
        after = before + np.add.reduceat(step.times, first) if len(who) else before
        came = (after > 0).astype(np.int64) - (before > 0)
        by_place = {"place": people.place[who], "people": came}
        return {
            "ever_theme": self._add("ever_theme", building.placed(by_theme, people)),
            "ever": self._add("ever", building.placed(by_place, people)),
        }

    def _weeks_of(self, who: Array) -> Array:
        """Give in how many weeks and themes people were there before the step."""
        found = np.zeros(len(who), np.int64)
        known = who < len(self.total)
        found[known] = self.total[who[known]]
        mine = np.searchsorted(self.so_far.keys, [who << THEME, (who + 1) << THEME])
        sums = np.concatenate([[0], np.cumsum(self.so_far.times)])
        return found + sums[mine[1]] - sums[mine[0]]

    def _add(self, kind: str, change: Columns) -> Columns:
        """Add a change to the counts as they were."""
        file = self.parts / f"{self.ever}.{kind}.parquet"
        was = events.read(file, columns=tuple(change))
        both = {name: np.concatenate([was[name], change[name]]) for name in change}
        who = tallying.packed([both[name] for name in change if name != "people"])
        found, first, place = np.unique(who, return_index=True, return_inverse=True)
        people = np.zeros(len(found), np.int64)
        np.add.at(people, place, both["people"])
        there = people != 0
        rest = {name: column[first[there]] for name, column in both.items()}
        return rest | {"people": people[there]}


def _look_up(keys: Array, times: Array, wanted: Array) -> Array:
    """Give the times of each wanted key, 0 where it is not there."""
    if not len(keys):
        return np.zeros(len(wanted), np.int64)
    at: Array = np.searchsorted(keys, wanted)
    at[at == len(keys)] = 0
    return np.where(keys[at] == wanted, times[at], 0).astype(np.int64)
