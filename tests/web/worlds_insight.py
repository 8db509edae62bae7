"""An indicator, a promise on it and two studies in the region of Lindewijk, for the walk."""

import base64
import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from tests.factories import outcomes as make
from wijkschakel.outcomes.actions import definitions
from wijkschakel.outcomes.models import StudyConsent
from wijkschakel.outcomes.rules.definitions import Choice
from wijkschakel.people.models import Person

# What stands in an indicator never changes: it holds hostile words from the start.
TITLE = "Gezond <script>boe()</script>"
ARGUMENTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "insight:definition": lambda world: {"key": world.definition.key},
    "insight:change_definition": lambda world: {"key": world.definition.key},
    "insight:end_definition": lambda world: {"key": world.definition.key},
    "insight:open_study": lambda world: {"study": world.proposed.pk},
}
FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "account:answer_study": lambda world: {"zeg": "ja"},
}


def fill(world: Any, now: dt.datetime) -> None:
    """Let Noor define and promise, and Hanna study twelve people who said yes."""
    noor, hanna = world.people["coordinator_own"], world.people["researcher"]
    choice = Choice(TITLE, "Hoe het gaat.", "feels_healthy", "participants")
    world.definition = definitions.register_definition(
        region=world.region, choice=choice, by=noor, now=now
    )
    world.promise = make.make_promise(
        world.region, world.definition, organisation=world.organisation, made_by=noor.pk
    )
    later = timezone.localdate(now) + dt.timedelta(days=200)
    world.proposed = make.make_study(world.region, hanna, until_on=later)
    world.study = make.make_study(
        world.region, hanna, until_on=later, state="open", opened_by=noor.pk, opened_at=now,
        key=base64.b64encode(bytes(32)).decode(),
    )  # fmt: skip
    people = Person.objects.bulk_create(
        Person(given_name="Buur", birth_year=1950, district=world.district, joined_at=now)
        for _number in range(12)
    )
    StudyConsent.objects.bulk_create(
        StudyConsent(study=world.study, person=person, given_at=now) for person in people
    )
