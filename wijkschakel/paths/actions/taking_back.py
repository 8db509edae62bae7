"""Taking a brought path away again: what is as it came goes, what was changed since stays."""

import datetime as dt
import json
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db import models, transaction

from wijkschakel.paths.actions import owning
from wijkschakel.paths.models import Path
from wijkschakel.paths.queries import telling
from wijkschakel.people.models import Person

Row = Mapping[str, Any]
Part = Mapping[str, Any]
# A number counts within one file; everything else of a row must be as it was.
NUMBERS = frozenset({"number", "goal", "indicator"})
LOOSE = {"needs": "needs", "measurements": "measurements", "timeline": "diary",
         "moments": "moments"}  # fmt: skip


@transaction.atomic
def take_back_path(*, person: Person, part: Part, by: Person, now: dt.datetime) -> None:
    """Take away what came along. A goal with something new beneath it stays as it is.

    :raises NotYourPath: nobody takes away the path of another.
    """
    path = Path.objects.filter(person=person).first()
    if path is None:
        return
    owning.helper_of(person, by, now)
    owning.note("take_back_path", path, path, by, now)
    here = telling.told(path)
    for kind, name in (("goals", "goal"), ("indicators", "indicator")):
        rows = path.ambitions if name == "goal" else path.indicators
        numbers = list(rows.order_by("made_at", "pk").values_list("pk", flat=True))
        _drop(rows, _same_with_all(kind, name, here, part), numbers)
    orders = {"measurements": "at", "timeline": "at"}
    for kind, name in LOOSE.items():
        rows = getattr(path, name)
        numbers = list(
            rows.order_by(orders.get(kind, "made_at"), "pk").values_list("pk", flat=True)
        )
        _drop(rows, _same(here[kind], part[kind]), numbers)
    left = telling.told(path)
    told = left["path"]
    is_as_it_came = {name: told[name] for name in told} == dict(part["path"])
    if is_as_it_came and not any(left[kind] for kind in (*LOOSE, "goals", "indicators")):
        path.delete()


def _drop(rows: Any, places: Iterable[int], numbers: list[uuid.UUID]) -> None:
    found: models.QuerySet[Any] = rows.filter(pk__in=[numbers[place] for place in places])
    found.delete()


def _plain(row: Row) -> str:
    """Write a row without numbers and without what is empty."""
    kept = {
        name: value
        for name, value in row.items()
        if name not in NUMBERS and value not in (None, "", [], {})
    }
    return json.dumps(kept, sort_keys=True)


def _same(here: Iterable[Row], part: Iterable[Row]) -> Iterator[int]:
    """Give the places of rows that are in the file just so."""
    left = Counter(_plain(row) for row in part)
    for place, row in enumerate(here):
        if left[_plain(row)] > 0:
            left[_plain(row)] -= 1
            yield place


def _same_with_all(kind: str, name: str, here: Part, part: Part) -> Iterator[int]:
    """Give the places of goals or indicators that are in the file just so, with all below them."""
    left = Counter(_whole(row, name, part) for row in part[kind])
    for place, row in enumerate(here[kind]):
        if left[_whole(row, name, here)] > 0:
            left[_whole(row, name, here)] -= 1
            yield place


def _whole(row: Row, name: str, part: Part) -> str:
    below = [
        _plain(one)
        for kind in ("steps", "check_ins")
        for one in part[kind]
        if one.get(name) == row["number"]
    ]
    return json.dumps([_plain(row), sorted(below)])
