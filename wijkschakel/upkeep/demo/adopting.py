"""What districts of Hazelrode took over: a programme that runs, and one that is to come."""

import datetime as dt

from wijkschakel.activities.actions import finding_initiatives
from wijkschakel.activities.models import (
    Adoption,
    Initiative,
    InitiativeParty,
    InitiativeStep,
    Phase,
)
from wijkschakel.activities.queries import packages
from wijkschakel.activities.rules import packages as rules
from wijkschakel.upkeep.demo.areas import Map
from wijkschakel.upkeep.demo.ids import demo_id
from wijkschakel.upkeep.demo.moments import today_in
from wijkschakel.upkeep.demo.residents import Town

# Which package, in which district, by whom, on which day it begins, and since how many days.
TAKEN = (
    ("wijkschakel.samen-op-stap", "WK990101", "kachel", -60, 95),
    ("wijkschakel.samen-op-stap", "WK990102", "steiger", 21, 6),
    ("wijkschakel.kleine-stappen", "WK990102", "steiger", -20, 50),
)


def write_adoptions(town: Map, people: Town, now: dt.datetime) -> None:
    """Write them, each with its phases on the calendar."""
    for code, district, owner, first, since in TAKEN:
        content = packages.find_content(code, 1)
        assert content is not None  # noqa: S101
        package = rules.package_of(content, "nl")
        adopted = now - dt.timedelta(days=since)
        day = today_in(now) + dt.timedelta(days=first)
        programme = Initiative.objects.create(
            id=demo_id("adopted", f"{code}:{district}"),
            district=town.districts[district],
            name=package.name,
            summary=package.summary,
            theme=package.theme,
            stage=Initiative.Stage.PROGRAMME,
            started_on=adopted.date(),
            created_at=adopted,
            changed_at=adopted,
        )
        finding_initiatives.put_initiatives([programme])
        InitiativeStep.objects.create(
            initiative=programme,
            kind=InitiativeStep.Kind.ADOPTED, stage=programme.stage, on=adopted.date(),
            made_at=adopted,
        )  # fmt: skip
        InitiativeParty.objects.create(
            initiative=programme,
            organisation=people.organisations[owner], role=InitiativeParty.Role.OWNER,
            since=adopted,
        )  # fmt: skip
        Adoption.objects.create(
            id=demo_id("adoption", f"{code}:{district}"), programme=programme, code=code,
            version=1, content=content, adopted_at=adopted,
        )  # fmt: skip
        _phases(programme, package, day)


def _phases(programme: Initiative, package: rules.Package, day: dt.date) -> None:
    Phase.objects.bulk_create(
        Phase(
            id=demo_id("adopted-phase", f"{programme.pk}:{dated.plan.number}"),
            programme=programme,
            number=dated.plan.number,
            name=dated.plan.name,
            goal=dated.plan.goal,
            starts_on=dated.starts_on,
            ends_on=dated.ends_on,
        )
        for dated in rules.on_the_calendar(package, day)
    )
