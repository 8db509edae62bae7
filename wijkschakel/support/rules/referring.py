"""What may happen to a referral, who does it, and what the sender hears: plain Python.

The ten states are those of a task in the HL7 guide for social care: TaskStatus of FHIR R4 without
"ready" and "received". Everything else here follows from two tables.
"""

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum


class State(StrEnum):
    """How far a referral is; the value is the code of FHIR."""

    DRAFT = "draft"
    REQUESTED = "requested"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    IN_PROGRESS = "in-progress"
    FAILED = "failed"
    COMPLETED = "completed"
    ENTERED_IN_ERROR = "entered-in-error"
    ON_HOLD = "on-hold"


class Actor(StrEnum):
    """Who does something with a referral."""

    RESIDENT = "resident"
    SENDER = "sender"
    RECEIVER = "receiver"


class Level(StrEnum):
    """How much the sender hears, chosen by the resident."""

    NOTHING = "nothing"
    STARTED = "started"
    WORDS = "words"


_RESIDENT = frozenset({Actor.RESIDENT})
_RECEIVER = frozenset({Actor.RECEIVER})
_BEHIND = frozenset({Actor.RESIDENT, Actor.SENDER})
_UNDER_WAY = {
    State.ON_HOLD: _RECEIVER,
    State.COMPLETED: _RECEIVER,
    State.FAILED: _RECEIVER,
    State.CANCELLED: _RESIDENT,
}
# From each state: what may follow, and who does that. Only the resident sends.
TRANSITIONS: dict[State, dict[State, frozenset[Actor]]] = {
    State.DRAFT: {
        State.REQUESTED: _RESIDENT,
        State.CANCELLED: _BEHIND,
        State.ENTERED_IN_ERROR: frozenset({Actor.SENDER}),
    },
    State.REQUESTED: {
        State.ACCEPTED: _RECEIVER,
        State.REJECTED: _RECEIVER,
        State.ON_HOLD: _RECEIVER,
        State.CANCELLED: _BEHIND,
        State.ENTERED_IN_ERROR: frozenset({Actor.SENDER}),
    },
    State.ON_HOLD: {
        State.ACCEPTED: _RECEIVER,
        State.IN_PROGRESS: _RECEIVER,
        State.REJECTED: _RECEIVER,
        State.FAILED: _RECEIVER,
        State.CANCELLED: _RESIDENT,
    },
    State.ACCEPTED: {State.IN_PROGRESS: _RECEIVER, **_UNDER_WAY},
    State.IN_PROGRESS: _UNDER_WAY,
    State.REJECTED: {},
    State.CANCELLED: {},
    State.COMPLETED: {},
    State.FAILED: {},
    State.ENTERED_IN_ERROR: {},
}
ENDED = frozenset(state for state, following in TRANSITIONS.items() if not following)
# What the receiver says no with, or lets somebody wait with, is said in words.
NEEDS_REASON = frozenset({State.REJECTED, State.FAILED, State.ON_HOLD})
# The resident says how it went once somebody took it on.
MAY_TELL = frozenset({State.ACCEPTED, State.IN_PROGRESS, State.COMPLETED, State.FAILED})

CAPACITY_FRESH = dt.timedelta(days=14)
DRAFT_KEPT = dt.timedelta(days=30)
OPEN_AT_RECEIVER = dt.timedelta(days=90)
ANSWER_WITHIN = dt.timedelta(days=5)
# What goes to the receiver: name and question always, the others when the resident says so.
ALWAYS = ("name", "question")
OPTIONAL = ("phone", "email")
PURPOSE = "referral"
FEEDBACK = "feedback"


def next_states(state: State, actor: Actor) -> list[State]:
    """Give what this actor may make of it now, in a fixed order."""
    return [one for one in State if actor in TRANSITIONS[state].get(one, frozenset())]


def may_become(state: State, wanted: State, actors: Iterable[Actor]) -> bool:
    """Say whether one of these actors may take this step."""
    return bool(TRANSITIONS[state].get(wanted, frozenset()) & frozenset(actors))


def needs_reason(wanted: State) -> bool:
    """Say whether this step is told with a reason."""
    return wanted in NEEDS_REASON


def may_send(capacity: str, asked_at: dt.datetime | None, now: dt.datetime) -> bool:
    """Say whether a referral may go: not when the receiver said lately that there is no room."""
    is_fresh = asked_at is not None and now - asked_at <= CAPACITY_FRESH
    return not (capacity == "none" and is_fresh)


def should_ask_first(capacity: str, asked_at: dt.datetime | None, now: dt.datetime) -> bool:
    """Say whether nobody said lately if there is room."""
    return capacity == "unknown" or asked_at is None or now - asked_at > CAPACITY_FRESH


def feedback_items(level: Level) -> list[str]:
    """Give the items of the consent that belongs to a level of feedback."""
    return {
        Level.NOTHING: [],
        Level.STARTED: ["started"],
        Level.WORDS: ["started", "words"],
    }[level]


def heard(level: Level, allowed: Iterable[str]) -> Level:
    """Give what the sender hears: the chosen level, as far as the consent still reaches."""
    items = set(allowed)
    if level == Level.WORDS and "words" in items:
        return Level.WORDS
    if level != Level.NOTHING and "started" in items:
        return Level.STARTED
    return Level.NOTHING


def shown_to_sender(state: State, level: Level) -> State:
    """Give the state that the sender sees: no more than the resident allows.

    Who may hear that it started, hears of a yes, a no and a start; not how it ended.
    """
    if state in (State.DRAFT, State.ENTERED_IN_ERROR) or level == Level.WORDS:
        return state
    if level == Level.NOTHING:
        return State.REQUESTED
    return State.IN_PROGRESS if state in (State.COMPLETED, State.FAILED) else state
