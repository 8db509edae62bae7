"""The part of a path that comes along from another installation, and what it must look like."""

from collections.abc import Mapping
from typing import Any

LONG = 20_000
WORDS = {"words": LONG, "made_at": "moment"}
# Per list: its fields. A dictionary inside is a mapping of names to whole numbers.
SHAPES: Mapping[str, Mapping[str, Any]] = {
    "needs": WORDS | {"heading": 20, "state": 20},
    "goals": WORDS
    | {
        "heading": 20, "a_little_better": LONG, "reached": LONG, "outcome": LONG,
        "is_horizon": bool, "state": 20, "ended_at": "moment", "number": int,
    },
    "steps": WORDS
    | {
        "kind": 20, "look": LONG, "learned": LONG, "worked": bool, "rhythm": 20, "ends_on": 10,
        "state": 20, "ended_at": "moment", "goal": int, "days": "days",
    },
    "check_ins": {
        "mode": 20, "at": "moment", "goal": int, "indicator": int, "mark": int, "words": LONG,
        "picture": 40,
    },
    "indicators": WORDS | {"weight": int, "retired_at": "moment", "number": int},
    "measurements": {
        "pack": 60, "version": int, "wording_hash": 64, "mode": 20, "moment": 20, "at": "moment",
        "answers": "codes",
    },
    "timeline": {"kind": 20, "at": "moment", "words": LONG, "picture": 40, "meant": LONG},
    "moments": {
        "kind": 20, "at": "moment", "made_at": "moment", "myself": LONG, "neighbours": LONG,
        "informal": LONG, "needed": LONG, "outcome": LONG,
    },
}  # fmt: skip
PATH: Mapping[str, Any] = {"strengths": LONG, "follows_attendance": bool, "made_at": "moment"}
MOST_CODES = 100
MOST_DAYS = 5000


def kind_of(value: Any, kind: Any) -> bool | None:
    """Say whether a value of a kind that only a path has looks as it must; None: another kind."""
    if kind is int:
        return type(value) is int and -(10**6) < value < 10**6
    if kind == "codes":
        return (
            isinstance(value, dict)
            and len(value) <= MOST_CODES
            and all(type(code) is int and len(name) <= 60 for name, code in value.items())
        )
    if kind == "days":
        is_list = isinstance(value, list) and len(value) <= MOST_DAYS
        return is_list and all(isinstance(day, str) and len(day) == 10 for day in value)
    return None
