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
QUARTER = "2026-Q3"
TOLD: dict[str, dict[str, int | str | None]] = {
    "role": {"all": 112, "visitor": 80, "helper": 20, "co_organiser": 12, "lead": None},
    "need-join_in": {"all": 40},
    "asked": {"all": 50, "met": 30, "together": 20, "open": None},
    "goals": {"all": 60, "reached": 20, "busy": 40, "resting": None, "let_go": None},
    "get-by": {"all": 90, "hard": 20, "fine": 70},
    "answers-perceived-health.health": {"all": 100, "good": 68, "rest": 32},
    "answers-strong-neighbourhood.safe": {"all": 100, "good": 68, "rest": 32},
    "answers-seven-outcomes.own": {"all": 100, "good": 74, "rest": 26},
    "answers-knows-the-movement.knows": {"all": 90, "good": 60, "rest": 30},
    "moving-residents": {"all": 28, "trained": 18, "at_work": 10},
    "moving-professionals": {"all": 12, "trained": None, "at_work": None},
    "satisfied-residents": {"all": 100, "good": 80, "fair": 20, "bad": "under_10_percent"},
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
    _publish(world)


def _publish(world: Any) -> None:
    """Publish a year of the region, so that pages of figures have something to show."""
    region, district, hood = world.region, world.district.code, world.neighbourhood.code
    root = region.slug
    make.publish_table(
        region,
        "taking-part",
        {(root, "all"): 112, (district, "all"): 112, (f"{district}:low", "all"): 21,
         (f"{district}:other", "all"): 80, (f"{district}:unknown", "all"): 11, (hood, "all"): None},
    )  # fmt: skip
    for topic, answers in TOLD.items():
        cells = {(area, code): n for area in (root, district) for code, n in answers.items()}
        make.publish_table(region, topic, cells, QUARTER if "answers" in topic else "2026")
    make.publish_table(
        region, f"activity-{world.activity.pk}",
        {(root, "all"): 61, (root, "once"): 40, (root, "few"): 21, (root, "often"): None},
    )  # fmt: skip
    make.publish_claim(region)
    make.publish_claim(
        region, key="taking-part", unit="weeks", before=21.0, after=24.0, low=22.0, high=26.7,
        comparison="waiting", compared=188, grade="C",
    )  # fmt: skip
    make.publish_claim(
        region, key="life-satisfaction", verdict="too_few", before=None, after=None, low=None,
        high=None, change=None, change_low=None, change_high=None, pairs=14, missing_pairs=6,
    )  # fmt: skip
