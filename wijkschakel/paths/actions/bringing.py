"""A path that comes along from another installation: it goes on living here, for its owner.

Needs, goals, steps, check-ins, own indicators, measurements, timeline and moments. Shares, consents
and reminders stay where they were given. What is here already is not written a second time.
"""

import datetime as dt
import json
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from wijkschakel.paths.actions import owning
from wijkschakel.paths.actions.following import content_of
from wijkschakel.paths.models import (
    Ambition,
    CheckIn,
    DiaryLine,
    Indicator,
    Measurement,
    Mode,
    Moment,
    Need,
    Path,
    Step,
    StepDay,
)
from wijkschakel.paths.queries import telling
from wijkschakel.people.models import Person

Row = Mapping[str, Any]
Part = Mapping[str, Any]
Make = Callable[[uuid.UUID, Row], models.Model]
BATCH = 500
# What makes a row the same row. Without it there is no row.
KEYS: Mapping[str, tuple[str, ...]] = {
    "needs": ("made_at", "heading", "words"),
    "goals": ("made_at", "heading", "words"),
    "indicators": ("made_at", "words"),
    "steps": ("about", "made_at", "words"),
    "check_ins": ("about", "at", "mark"),
    "measurements": ("at", "pack", "version"),
    "timeline": ("at", "kind"),
    "moments": ("made_at", "kind"),
}
PREPARED = ("myself", "neighbours", "informal", "needed", "outcome")


@transaction.atomic
def bring_path(*, person: Person, part: Part, by: Person, now: dt.datetime) -> Path:
    """Let a path that was carried here go on. Twice is once.

    :param part: rows as `queries.telling.told` gives them, each of the right shape.
    :raises NotYourPath: nobody brings a path for another.
    """
    owning.helper_of(person, by, now)
    path = _begin(person, part["path"], by, now)
    here, mine = telling.told(path), _parents(path)
    goals = _write("goals", part, here, lambda pk, row: _goal(path, pk, row, now))
    own = _write("indicators", part, here, lambda pk, row: _indicator(path, pk, row))
    theirs = {
        (name, one.row["number"]): one.pk or mine[name, one.same]
        for name, written in (("goal", goals), ("indicator", own))
        for one in written
    }
    below, known = _below(part, theirs), _below(here, mine)
    steps = _write("steps", below, known, lambda pk, row: _step(pk, row, now))
    _write_days(steps, now)
    written = [*goals, *own, *steps, *_write("check_ins", below, known, _check_in)]
    for kind, make in _others(path, now).items():
        written += _write(kind, part, here, make)
    count = sum(one.pk is not None for one in written)
    if count:
        owning.note("bring_path", path, path, by, now, {"rows": count})
    return path


def _begin(person: Person, told: Row, by: Person, now: dt.datetime) -> Path:
    known = Path.objects.filter(person=person).first()
    more = told.get("strengths") or ""
    if known is None:
        made = Path(
            person=person,
            strengths=more,
            follows_attendance=bool(told.get("follows_attendance")),
            made_at=_moment(told.get("made_at")) or now,
            changed_at=now,
        )
        made.save(force_insert=True)
        return made
    if more and more not in known.strengths:
        joined = f"{known.strengths}\n{more}".strip()
        owning.change_path(path=known, revision=known.revision, strengths=joined, by=by, now=now)
    return known


def _moment(text: Any) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None


def _at(row: Row, name: str) -> dt.datetime:
    return dt.datetime.fromisoformat(row[name])


def _key(kind: str, row: Row) -> tuple[Any, ...] | None:
    key = tuple(row.get(name) for name in KEYS[kind])
    return None if any(value in (None, "") for value in key) else key


def _parents(path: Path) -> dict[tuple[str, int], uuid.UUID]:
    """Give what the numbers of goals and indicators mean here, as `told` counts them."""
    found: dict[tuple[str, int], uuid.UUID] = {}
    for name, rows in (("goal", path.ambitions), ("indicator", path.indicators)):
        numbers = rows.order_by("made_at", "pk").values_list("pk", flat=True)
        found |= {(name, number): pk for number, pk in enumerate(numbers, start=1)}
    return found


def _below(part: Part, parents: Mapping[tuple[str, int], uuid.UUID]) -> dict[str, list[Row]]:
    """Give steps and check-ins with the goal or indicator they are about."""

    def about(row: Row) -> uuid.UUID | None:
        name = "goal" if row.get("goal") else "indicator"
        return parents.get((name, row.get(name) or 0))

    return {
        kind: [{**row, "about": about(row)} for row in part[kind]]
        for kind in ("steps", "check_ins")
    }


def _pairs(kind: str, part: Part, here: Part) -> Iterator[tuple[Row, Row | None]]:
    """Give every row of the file with the same row here, when there is one."""
    known: dict[tuple[Any, ...] | None, list[Row]] = defaultdict(list)
    for row in here[kind]:
        known[_key(kind, row)].append(row)
    for row in part[kind]:
        key = _key(kind, row)
        if key is not None:
            yield row, known[key].pop(0) if known[key] else None


@dataclass(frozen=True)
class Written:
    """A row of the file: its new key, or the number of the row that was here already."""

    row: Row
    pk: uuid.UUID | None
    same: int


def _write(kind: str, part: Part, here: Part, make: Make) -> list[Written]:
    """Write what is not here yet. Keys go up: rows of one moment stay in the order of the file."""
    pairs = list(_pairs(kind, part, here))
    keys = iter(sorted(uuid.uuid4() for _pair in pairs))
    written, made = [], []
    for row, same in pairs:
        pk = next(keys) if same is None else None
        written.append(Written(row, pk, (same or {}).get("number") or 0))
        if pk is not None:
            made.append(make(pk, row))
    if made:
        type(made[0])._default_manager.bulk_create(made, batch_size=BATCH)
    return written


def _goal(path: Path, pk: uuid.UUID, row: Row, now: dt.datetime) -> Ambition:
    return Ambition(
        pk=pk,
        path=path,
        heading=row["heading"],
        words=row["words"],
        a_little_better=row.get("a_little_better") or "",
        reached=row.get("reached") or "",
        outcome=row.get("outcome") or "",
        is_horizon=bool(row.get("is_horizon")),
        state=row.get("state") or Ambition.State.ACTIVE,
        made_at=_at(row, "made_at"),
        changed_at=now,
        ended_at=_moment(row.get("ended_at")),
    )


def _indicator(path: Path, pk: uuid.UUID, row: Row) -> Indicator:
    return Indicator(
        pk=pk,
        path=path,
        words=row["words"],
        weight=row.get("weight") or 1,
        made_at=_at(row, "made_at"),
        retired_at=_moment(row.get("retired_at")),
    )


def _step(pk: uuid.UUID, row: Row, now: dt.datetime) -> Step:
    state = row.get("state") or Step.State.DOING
    has_ended = state != Step.State.DOING
    return Step(
        pk=pk,
        ambition_id=row["about"],
        kind=row.get("kind") or Step.Kind.OWN,
        words=row["words"],
        look=row.get("look") or "",
        learned=row.get("learned") or "",
        worked=row.get("worked"),
        rhythm=row.get("rhythm") or Step.Rhythm.ONCE,
        ends_on=dt.date.fromisoformat(row["ends_on"]) if row.get("ends_on") else None,
        state=state,
        made_at=_at(row, "made_at"),
        ended_at=_moment(row.get("ended_at")) or (now if has_ended else None),
    )


def _write_days(steps: Iterable[Written], now: dt.datetime) -> None:
    days = [
        StepDay(step_id=one.pk, day=dt.date.fromisoformat(day), made_at=now)
        for one in steps
        if one.pk is not None
        for day in sorted(set(one.row.get("days") or []))
    ]
    StepDay.objects.bulk_create(days, batch_size=BATCH)


def _check_in(pk: uuid.UUID, row: Row) -> CheckIn:
    parts = {name: row.get(name) for name in ("mark", "words", "picture")}
    return CheckIn(
        pk=pk,
        ambition_id=row["about"] if row.get("goal") else None,
        indicator_id=None if row.get("goal") else row["about"],
        content=content_of(**parts),
        mode=row.get("mode") or Mode.SELF,
        at=_at(row, "at"),
    )


def _others(path: Path, now: dt.datetime) -> dict[str, Make]:
    def need(pk: uuid.UUID, row: Row) -> Need:
        return Need(
            pk=pk, path=path, heading=row["heading"], words=row["words"],
            state=row.get("state") or Need.State.WISH, made_at=_at(row, "made_at"),
            changed_at=now,
        )  # fmt: skip

    def measurement(pk: uuid.UUID, row: Row) -> Measurement:
        return Measurement(
            pk=pk, path=path, pack=row["pack"], version=row["version"],
            wording_hash=row.get("wording_hash") or "", mode=row.get("mode") or Mode.SELF,
            moment=row.get("moment") or Measurement.Moment.LOOSE,
            answers=json.dumps(row.get("answers") or {}, sort_keys=True), at=_at(row, "at"),
        )  # fmt: skip

    def line(pk: uuid.UUID, row: Row) -> DiaryLine:
        parts = {name: row.get(name) for name in ("words", "picture", "meant")}
        return DiaryLine(
            pk=pk, path=path, kind=row["kind"], content=content_of(**parts), at=_at(row, "at")
        )

    def moment(pk: uuid.UUID, row: Row) -> Moment:
        return Moment(
            pk=pk, path=path, kind=row["kind"], at=_moment(row.get("at")),
            content=content_of(**{name: row.get(name) for name in PREPARED}),
            made_at=_at(row, "made_at"), changed_at=now,
        )  # fmt: skip

    return {"needs": need, "measurements": measurement, "timeline": line, "moments": moment}
