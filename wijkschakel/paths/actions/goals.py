"""Needs and ambitions: from something I want to a picture of what reached looks like."""

import datetime as dt

from django.db import transaction

from wijkschakel.paths import rules
from wijkschakel.paths.actions import owning
from wijkschakel.paths.models import Ambition, Need, Path, Reminder
from wijkschakel.people.models import Person

State = Ambition.State


@transaction.atomic
def note_need(
    *,
    person: Person,
    heading: str,
    words: str,
    by: Person,
    now: dt.datetime,
    strengths: str = "",
    once: str | None = None,
) -> Need:
    """Write down what somebody wants; the first one begins the path.

    :param once: key of the form: sending it twice writes one need.
    :raises NothingWritten, NotYourPath: nothing is kept.
    """
    helper = owning.helper_of(person, by, now)
    words = rules.clean_words(words)
    if not words:
        raise owning.NothingWritten
    path = owning.begin_path(person=person, by=by, now=now)
    same = path.needs.filter(once=once).first() if once else None
    if same is not None:
        return same
    need = Need(
        path=path,
        heading=heading,
        words=words,
        helped_by=helper.pk if helper else None,
        once=once,
        made_at=now,
        changed_at=now,
    )
    need.save(force_insert=True)
    _add_strengths(path, rules.clean_words(strengths), by, now)
    owning.note("note_need", path, need, by, now, {"heading": heading})
    return need


def _add_strengths(path: Path, words: str, by: Person, now: dt.datetime) -> None:
    if words and words not in path.strengths:
        joined = f"{path.strengths}\n{words}".strip()[: rules.LONGEST]
        owning.change_path(path=path, revision=path.revision, strengths=joined, by=by, now=now)


@transaction.atomic
def let_go_of_need(*, need: Need, by: Person, now: dt.datetime) -> None:
    """Lay a wish aside. Twice is once."""
    owning.helper_of(need.path.person, by, now)
    waiting = Need.objects.filter(pk=need.pk, state=Need.State.WISH)
    if waiting.update(state=Need.State.LET_GO, changed_at=now):
        owning.note("let_go_of_need", need.path, need, by, now)


@transaction.atomic
def make_ambition(
    *,
    need: Need,
    by: Person,
    now: dt.datetime,
    a_little_better: str = "",
    reached: str = "",
    is_horizon: bool = False,
) -> Ambition:
    """Make a goal of a need, with an agreed picture of a little better and of reached.

    The same need becomes a goal once.

    :raises EnoughOfThese: a dozen goals at a time is enough.
    """
    owning.helper_of(need.path.person, by, now)
    fresh = Need.objects.select_for_update(of=("self",), no_key=True).get(pk=need.pk)
    known = Ambition.objects.filter(need=fresh).first()
    if known is not None:
        return known
    path = need.path
    if path.ambitions.filter(state=State.ACTIVE).count() >= rules.MOST_ACTIVE:
        raise owning.EnoughOfThese
    ambition = Ambition(
        path=path,
        need=fresh,
        heading=fresh.heading,
        words=fresh.words,
        a_little_better=rules.clean_words(a_little_better),
        reached=rules.clean_words(reached),
        is_horizon=is_horizon,
        made_at=now,
        changed_at=now,
    )
    ambition.save(force_insert=True)
    fresh.state, fresh.changed_at = Need.State.AMBITION, now
    fresh.save(update_fields=["state", "changed_at"])
    owning.note("make_ambition", path, ambition, by, now)
    return ambition


@transaction.atomic
def change_ambition(
    *,
    ambition: Ambition,
    revision: int,
    words: str,
    a_little_better: str,
    reached: str,
    is_horizon: bool,
    by: Person,
    now: dt.datetime,
) -> Ambition:
    """Put a goal in other words.

    :raises ChangedElsewhere: another device was first. NothingWritten: no words are left.
    """
    owning.helper_of(ambition.path.person, by, now)
    fresh = _locked(ambition)
    if fresh.revision != revision:
        raise owning.ChangedElsewhere
    words = rules.clean_words(words)
    if not words:
        raise owning.NothingWritten
    owning.read_first(fresh, "words", "a_little_better", "reached")
    fresh.words, fresh.is_horizon = words, is_horizon
    fresh.a_little_better = rules.clean_words(a_little_better)
    fresh.reached = rules.clean_words(reached)
    fresh.revision += 1
    fresh.changed_at = now
    fresh.save(
        update_fields=[
            "words", "a_little_better", "reached", "is_horizon", "revision", "changed_at",
        ]
    )  # fmt: skip
    owning.note("change_ambition", ambition.path, fresh, by, now)
    return fresh


@transaction.atomic
def move_ambition(
    *, ambition: Ambition, state: str, by: Person, now: dt.datetime, outcome: str = ""
) -> None:
    """Reach it, let it rest, let it go, or take it up again. Only the resident says so.

    A day that has passed ends nothing. Its reminders stop.
    """
    owning.helper_of(ambition.path.person, by, now)
    fresh = _locked(ambition)
    fresh.state, fresh.changed_at = state, now
    fresh.ended_at = now if state in (State.REACHED, State.LET_GO) else None
    if outcome:
        owning.read_first(fresh, "outcome")
        fresh.outcome = rules.clean_words(outcome)
    fresh.revision += 1
    fresh.save(update_fields=["state", "ended_at", "changed_at", "outcome", "revision"])
    if state != State.ACTIVE:
        Reminder.objects.filter(ambition=fresh).update(next_at=None)
        Reminder.objects.filter(step__ambition=fresh).update(next_at=None)
    owning.note("move_ambition", ambition.path, fresh, by, now, {"state": state})


def _locked(ambition: Ambition) -> Ambition:
    rows = Ambition.objects.select_for_update(of=("self",), no_key=True)
    return rows.get(pk=ambition.pk)
