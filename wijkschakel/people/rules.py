"""Purposes of consent, limits of cards, helpers and emergencies: plain Python."""

import datetime as dt
from dataclasses import dataclass

DELEGATE_MAXIMUM = dt.timedelta(minutes=60)
CARD_ATTEMPTS = 5
CARD_TRIES = 30
CARD_TRIES_WINDOW = dt.timedelta(minutes=15)
CODE_DIGITS = 6
CODE_ATTEMPTS = 3
CODE_LASTS = dt.timedelta(minutes=15)
CODES_WINDOW = dt.timedelta(hours=1)
CODES_PER_ADDRESS = 5
# From all places together: what guessing costs at most. A browser known to this address passes.
CODES_PER_ADDRESS_EVERYWHERE = 30
CODES_PER_NETWORK = 60

# The second step: codes of an app as in RFC 6238, one step earlier or later is fine.
STEP_SECONDS = 30
STEP_DRIFT = 1
STEP_TRIES = 5
STEP_TRIES_WINDOW = dt.timedelta(minutes=15)
STEP_TRIES_A_DAY = 30
STEP_LASTS = dt.timedelta(hours=12)
RECOVERY_CODES = 10

EMERGENCY_LASTS = dt.timedelta(hours=3)
EMERGENCY_REASON_MINIMUM = 20
EMERGENCY_TOLD_WITHIN = dt.timedelta(hours=24)
EMERGENCY_POSTPONED_AT_MOST = dt.timedelta(days=30)
# What no emergency opens: what somebody said in a conversation.
EMERGENCY_NEVER = frozenset({"paths.conversationnote"})

# After helping: what counts as done for somebody, and how long an answer may take.
DONE_TOGETHER = frozenset({"join_session", "leave_session", "wait_for_place"})
ANSWER_WITHIN = dt.timedelta(days=7)
SLIP_LETTERS = "ACDEFHJKLMNPRTUVWXY34679"
SLIP_LENGTH = 6

CONSENT_AT_MOST = dt.timedelta(days=365)


@dataclass(frozen=True)
class Purpose:
    """What data may be shared for, and which items go with it at most."""

    items: frozenset[str]


PURPOSES = {
    "contact": Purpose(frozenset({"phone", "email"})),
    "plan": Purpose(frozenset({"phone", "email", "week"})),
    "match": Purpose(frozenset({"phone", "email", "likes", "brings"})),
    "path_support": Purpose(frozenset({"path_goal", "path_steps", "path_follow"})),
    "path_talk": Purpose(frozenset({"path_goal", "path_steps", "path_follow"})),
    "path_moment": Purpose(frozenset({"path_goal", "path_moment"})),
    "referral": Purpose(frozenset({"name", "question", "phone", "email"})),
    "feedback": Purpose(frozenset({"started", "words"})),
    "table": Purpose(frozenset({"name", "question", "actions"})),
}

# Given for one goal or one moment of a path: what was stopped is shared anew there, not here.
GIVEN_WITH_A_PATH = frozenset({"path_support", "path_talk", "path_moment"})


def items_beyond(purpose: str, items: list[str]) -> list[str]:
    """Give the items that do not belong to a purpose; everything when we do not know it."""
    known = PURPOSES.get(purpose)
    return [item for item in items if known is None or item not in known.items]


def read_slip(typed: str) -> str:
    """Take the code of a slip from what somebody typed: any case, spaces and dashes."""
    return "".join(letter for letter in typed.upper() if letter in SLIP_LETTERS)


def is_reason(text: str, minimum: int = EMERGENCY_REASON_MINIMUM) -> bool:
    """Say whether somebody gave a reason: long enough, and more than one letter repeated."""
    letters = "".join(text.split())
    return len(" ".join(text.split())) >= minimum and len(set(letters.casefold())) >= 5


def must_tell_now(
    *,
    opened_at: dt.datetime,
    postponed_until: dt.datetime | None,
    now: dt.datetime,
    next_round: dt.timedelta,
) -> bool:
    """Say whether a resident must be told in this round, so that a day is never exceeded."""
    if postponed_until is not None:
        return postponed_until <= now
    return opened_at + EMERGENCY_TOLD_WITHIN <= now + next_round
