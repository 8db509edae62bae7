"""The world of series for the permission walk: the walk is a series, and somebody wants to help."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from tests.factories.activities import make_enrolment, make_session
from tests.factories.people import make_person
from tests.factories.series import make_series
from wijkschakel.activities import queries
from wijkschakel.activities.models import (
    ActivityTranslation,
    CircleMessage,
    Lead,
    RoleWish,
    Session,
)


def add(world: Any, now: dt.datetime) -> None:
    """Make the session part of a series, and let Fatma ask to help with another walk of Wil."""
    world.series = make_series(
        activity=world.activity, first_on=world.session.starts_at.date(), created_at=now
    )
    world.session.series = world.series
    world.session.series_on = world.session.starts_at.date()
    world.session.save(update_fields=["series", "series_on"])
    helper = make_person(given_name="Joke", district=world.district)
    world.wish = RoleWish.objects.create(
        activity=world.activity, person=helper, asked_by=helper, role=Lead.Role.HELPER, asked_at=now
    )
    world.message = CircleMessage(
        activity=world.activity, author=world.person, text="Tot dinsdag!", made_at=now
    )
    world.message.save(force_insert=True)
    _other_days(world, now)
    ActivityTranslation.objects.create(
        activity=world.activity, language="en", title="Walking", changed_at=now
    )


def _other_days(world: Any, now: dt.datetime) -> None:
    """Let a time be over and one called off, and somebody wait for a place."""
    on = {"activity": world.activity, "capacity": None}
    world.over = make_session(starts_at=now - dt.timedelta(days=2), **on)
    world.called_off = make_session(
        starts_at=now + dt.timedelta(days=9), state=Session.State.CANCELLED, reason="Storm", **on
    )
    world.was_there = make_enrolment(session=world.over, person=world.person)
    world.in_vain = make_enrolment(session=world.called_off, person=world.person)
    waits = make_person(given_name="Sien", district=world.district)
    world.queued = make_enrolment(session=world.session, person=waits, state="waiting")


ARGUMENTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "portal:my_place coming": lambda world: {"key": queries.link_key(world.enrolment)},
    "portal:my_place waiting": lambda world: {"key": queries.link_key(world.queued)},
    "portal:my_place called_off": lambda world: {"key": queries.link_key(world.in_vain)},
    "portal:my_place over": lambda world: {"key": queries.link_key(world.was_there)},
    "portal:session coming": lambda world: {"session_id": world.session.pk},
    "portal:session called_off": lambda world: {"session_id": world.called_off.pk},
    "portal:session over": lambda world: {"session_id": world.over.pk},
}
FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "portal:drop_telling": lambda world: {"taal": "en"},
}
