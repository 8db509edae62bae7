"""Ten states, who takes which step, and what a sender hears: every combination."""

import datetime as dt
import itertools

import pytest

from wijkschakel.support.rules import fhir, referring
from wijkschakel.support.rules.referring import Actor, Level, State

pytestmark = pytest.mark.once
NOW = dt.datetime(2026, 11, 5, 9, tzinfo=dt.UTC)


def test_the_states_are_those_of_the_guide_for_social_care():
    assert sorted(State) == sorted(fhir.STATES)
    assert len(State) == 10
    assert not {"ready", "received"} & set(State)


def test_every_state_is_reached_from_a_draft_and_every_way_ends():
    reached, waiting = set(), [State.DRAFT]
    while waiting:
        state = waiting.pop()
        if state not in reached:
            reached.add(state)
            waiting += referring.TRANSITIONS[state]
    assert reached == set(State)
    assert {
        State.REJECTED, State.CANCELLED, State.COMPLETED, State.FAILED, State.ENTERED_IN_ERROR
    } == referring.ENDED  # fmt: skip


def test_only_the_resident_sends_and_may_always_stop_what_runs():
    sends = [
        (state, actor)
        for state, actor in itertools.product(State, Actor)
        if State.REQUESTED in referring.next_states(state, actor)
    ]
    assert sends == [(State.DRAFT, Actor.RESIDENT)]
    stops = {
        state for state in State if State.CANCELLED in referring.next_states(state, Actor.RESIDENT)
    }
    assert stops == set(State) - referring.ENDED
    assert not referring.may_become(State.COMPLETED, State.ACCEPTED, Actor)


def test_a_sender_takes_nothing_on_and_says_nothing_done():
    taken = {one for state in State for one in referring.next_states(state, Actor.SENDER)}
    assert taken == {State.CANCELLED, State.ENTERED_IN_ERROR}


@pytest.mark.parametrize("state", State)
def test_a_sender_sees_no_more_than_was_chosen(state):
    shown = {level: referring.shown_to_sender(state, level) for level in Level}
    assert shown[Level.WORDS] == state
    if state in (State.DRAFT, State.ENTERED_IN_ERROR):
        assert set(shown.values()) == {state}
    else:
        assert shown[Level.NOTHING] == State.REQUESTED
        assert shown[Level.STARTED] not in (State.COMPLETED, State.FAILED)


def test_what_is_heard_is_never_more_than_chosen_nor_than_allowed():
    order = list(Level)
    for level, allowed in itertools.product(Level, ([], ["started"], ["started", "words"])):
        heard = referring.heard(level, allowed)
        assert order.index(heard) <= order.index(level)
        assert set(referring.feedback_items(heard)) <= set(allowed)


@pytest.mark.parametrize(
    ("capacity", "days", "may", "asks"),
    [
        ("room", 1, True, False), ("waiting", 1, True, False), ("talk", 1, True, False),
        ("none", 1, False, False), ("none", 15, True, True), ("unknown", None, True, True),
    ],
)  # fmt: skip
def test_capacity_is_asked_first_and_no_room_is_no(capacity, days, may, asks):
    asked_at = NOW - dt.timedelta(days=days) if days else None
    assert referring.may_send(capacity, asked_at, NOW) == may
    assert referring.should_ask_first(capacity, asked_at, NOW) == asks
