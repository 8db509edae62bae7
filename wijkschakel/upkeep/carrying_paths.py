"""The part of a path that comes along from another installation, and what it must look like."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from wijkschakel.paths.models import (
    Ambition,
    DiaryLine,
    Heading,
    Measurement,
    Mode,
    Moment,
    Need,
    Step,
)

LONG = 20_000
WORDS = {"words": LONG, "made_at": "moment"}
HEADINGS = tuple(Heading.values)
MODES = tuple(Mode.values)
# Per list: its fields. A tuple holds every value there is.
SHAPES: Mapping[str, Mapping[str, Any]] = {
    "needs": WORDS | {"heading": HEADINGS, "state": tuple(Need.State.values)},
    "goals": WORDS
    | {
        "heading": HEADINGS, "a_little_better": LONG, "reached": LONG, "outcome": LONG,
        "is_horizon": bool, "state": tuple(Ambition.State.values), "ended_at": "moment",
        "number": int,
    },
    "steps": WORDS
    | {
        "kind": tuple(Step.Kind.values), "look": LONG, "learned": LONG, "worked": bool,
        "rhythm": tuple(Step.Rhythm.values), "ends_on": "day", "state": tuple(Step.State.values),
        "ended_at": "moment", "goal": int, "days": "days",
    },
    "check_ins": {
        "mode": MODES, "at": "moment", "goal": int, "indicator": int, "mark": tuple(range(11)),
        "words": LONG, "picture": 40,
    },
    "indicators": WORDS | {"weight": (1, 2, 3), "retired_at": "moment", "number": int},
    "measurements": {
        "pack": "name", "version": int, "wording_hash": 64, "mode": MODES,
        "moment": tuple(Measurement.Moment.values), "at": "moment", "answers": "codes",
    },
    "timeline": {
        "kind": tuple(DiaryLine.Kind.values), "at": "moment", "words": LONG, "picture": 40,
        "meant": LONG,
    },
    "moments": {
        "kind": tuple(Moment.Kind.values), "at": "moment", "made_at": "moment", "myself": LONG,
        "neighbours": LONG, "informal": LONG, "needed": LONG, "outcome": LONG,
    },
}  # fmt: skip
PATH: Mapping[str, Any] = {"strengths": LONG, "follows_attendance": bool, "made_at": "moment"}
MOST_CODES = 100
MOST_DAYS = 5000


NAME = re.compile(r"[\w-]{1,60}", re.ASCII)


def kind_of(value: Any, kind: Any) -> bool | None:
    """Say whether a value of a kind that only a path has looks as it must; None: another kind.

    :raises ValueError: a day that is none.
    """
    if isinstance(kind, tuple):
        return type(value) is type(kind[0]) and value in kind
    if kind is int:
        return type(value) is int and 0 <= value < 10**6
    if kind == "name":
        return isinstance(value, str) and NAME.fullmatch(value) is not None
    if kind == "day":
        return isinstance(value, str) and bool(dt.date.fromisoformat(value))
    if kind == "codes":
        return _are_codes(value)
    if kind == "days":
        is_list = isinstance(value, list) and len(value) <= MOST_DAYS
        return is_list and all(bool(dt.date.fromisoformat(day)) for day in value)
    return None


def _are_codes(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and len(value) <= MOST_CODES
        and all(type(code) is int and len(name) <= 60 for name, code in value.items())
    )
