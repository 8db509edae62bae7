"""What neighbourhood jobs agree on: how many, how long, and which step comes after which."""

import datetime as dt
from collections.abc import Collection, Sequence

MOST_SKILLS = 8
LONGEST_SKILL = 80
MOST_WAITING = 5  # of one person, at a coordinator
MOST_ASKED = 5  # wishes of one resident that wait for an answer
ASK_AGAIN_AFTER = dt.timedelta(days=30)  # after a no
STEP_AHEAD = dt.timedelta(days=183)
LONGEST_OPEN = dt.timedelta(days=366)
NO_YES_KEPT = dt.timedelta(days=90)
PATH_KEPT = dt.timedelta(days=730)
JOB_KEPT = dt.timedelta(days=365)
# From contributing to being paid; a step may be skipped, nobody goes back.
STEPS = ("contribution", "role_with_tasks", "trainee", "paid_work")


def skills_of(text: str) -> list[str]:
    """Read skills, one on each line: without marks in front, each once, a few at most."""
    lines = (" ".join(line.strip(" \t-*•").split())[:LONGEST_SKILL] for line in text.splitlines())
    once: dict[str, str] = {}
    for line in lines:
        if line:
            once.setdefault(line.casefold(), line)
    return list(once.values())[:MOST_SKILLS]


def steps_after(agreed: Collection[str]) -> list[str]:
    """Give the steps that may come after those both agreed on."""
    last = max((STEPS.index(kind) for kind in agreed), default=-1)
    return list(STEPS[last + 1 :])


def may_start(day: dt.date, before: Sequence[dt.date], today: dt.date) -> bool:
    """Say whether a step may start on this day: not before the last one, not too far ahead."""
    return max(before, default=day) <= day <= today + STEP_AHEAD
