"""Fills the demonstration: the town, and around it a region when more residents are asked."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from wijkschakel.base.errors import Refused
from wijkschakel.people.models import Person
from wijkschakel.places.models import Municipality
from wijkschakel.upkeep.demo import agenda, areas, residents, traces
from wijkschakel.upkeep.demo.ids import TOWN_CODE
from wijkschakel.upkeep.demo.people import CAST

TOWN_RESIDENTS = 600
Say = Callable[[str], None]


class NotOnRealPeople(Refused):
    """Real people live in this database."""

    def __init__(self) -> None:
        super().__init__(
            "In deze database staan al mensen, en dit is een echte omgeving. Er is niets "
            "veranderd. Gebruik voor de demonstratie een lege database."
        )


class AlreadyThere(Refused):
    """The town has been filled before."""

    def __init__(self) -> None:
        super().__init__(
            "Hazelrode staat al in deze database. Er is niets veranderd. "
            "Opnieuw beginnen kan met --reset."
        )


class TooFew(Refused):
    """The people with a part would not fit."""

    def __init__(self) -> None:
        super().__init__(
            f"Kies {TOWN_RESIDENTS} bewoners of meer: zoveel heeft Hazelrode er altijd."
        )


@dataclass(frozen=True)
class Filled:
    """What was written."""

    residents: int
    organisations: int
    venues: int
    activities: int
    sessions: int
    enrolments: int


def is_there() -> bool:
    """Say whether the town stands in this database."""
    return Municipality.objects.filter(code=TOWN_CODE).exists()


def check(count: int) -> None:
    """Refuse where filling could harm.

    :raises Refused: real people, too few residents.
    """
    if settings.PRODUCTION and Person.objects.exists():
        raise NotOnRealPeople
    if count < max(TOWN_RESIDENTS, len(CAST)):
        raise TooFew


@transaction.atomic
def fill_town(*, seed: int, now: dt.datetime, say: Say) -> Filled:
    """Write the town with its six hundred residents.

    :raises AlreadyThere: it stands here already.
    """
    if is_there():
        raise AlreadyThere
    town = areas.draw_town()
    areas.write_town(town, now)
    say(
        f"{len(town.districts)} wijken, {len(town.neighbourhoods)} buurten, "
        f"{len(town.venues)} plekken"
    )
    people = residents.write_people(town, TOWN_RESIDENTS, seed, now)
    say(f"{TOWN_RESIDENTS} bewoners, {len(people.organisations)} organisaties")
    planned = agenda.write_agenda(town, people, seed, now)
    say(f"{len(planned.activities)} activiteiten, {len(planned.sessions)} bijeenkomsten, "
        f"{len(planned.enrolments)} deelnames")  # fmt: skip
    traces.write_traces(people, planned, now)
    return Filled(
        residents=TOWN_RESIDENTS,
        organisations=len(people.organisations),
        venues=len(town.venues),
        activities=len(planned.activities),
        sessions=len(planned.sessions),
        enrolments=len(planned.enrolments),
    )


def fill(*, count: int, seed: int, now: dt.datetime, say: Say) -> Filled:
    """Write the town."""
    return fill_town(seed=seed, now=now, say=say)
