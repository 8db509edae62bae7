"""The world of series for the permission walk: the walk is a series, and somebody wants to help."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from tests.factories.people import make_person
from tests.factories.series import make_series
from wijkschakel.activities import queries
from wijkschakel.activities.models import ActivityTranslation, CircleMessage, Lead, RoleWish


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
    ActivityTranslation.objects.create(
        activity=world.activity, language="en", title="Walking", changed_at=now
    )


ARGUMENTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "portal:my_place": lambda world: {"key": queries.link_key(world.enrolment)},
}
FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "portal:drop_telling": lambda world: {"taal": "en"},
}
