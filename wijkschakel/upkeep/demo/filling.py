"""Fills the demonstration: the town, and around it a region when more residents are asked."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q

from wijkschakel.activities.models import Activity, Enrolment, Session
from wijkschakel.base.errors import Refused
from wijkschakel.people.models import Organisation, Person
from wijkschakel.places.models import Municipality, Region, Venue
from wijkschakel.upkeep.demo import (
    adopting,
    agenda,
    areas,
    commissions,
    guides,
    helping,
    hours,
    initiatives,
    jobs,
    lessons,
    networks,
    outcomes,
    paths,
    posts,
    referrals,
    region,
    residents,
    series,
    services,
    spending,
    surroundings,
    texts,
    together,
    traces,
)
from wijkschakel.upkeep.demo.ids import CODES
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
    return Municipality.objects.filter(code=CODES[0]).exists()


def has_surroundings() -> bool:
    """Say whether the town has been grown to a region."""
    return Municipality.objects.filter(code__in=CODES[1:]).exists()


def check(count: int) -> None:
    """Refuse where filling could harm.

    :raises Refused: real people, too few residents.
    """
    if settings.PRODUCTION and Person.objects.exists():
        raise NotOnRealPeople
    if count < max(TOWN_RESIDENTS, len(CAST)):
        raise TooFew


def fill(*, count: int, seed: int, now: dt.datetime, say: Say) -> Filled:
    """Write the town when it is not there yet, and around it as many residents as asked.

    :raises AlreadyThere: the town is there and no more was asked, or the region is there.
    """
    if not is_there():
        filled = fill_town(seed=seed, now=now, say=say)
    elif count <= TOWN_RESIDENTS or has_surroundings():
        raise AlreadyThere
    else:
        filled = count_town()
    if count > TOWN_RESIDENTS:
        return grow(filled, count=count, seed=seed, now=now, say=say)
    return filled


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
    networks.write_networks(people, now)
    planned = agenda.write_agenda(town, people, seed, now)
    series.write_series(people, planned, seed, now)
    hours.write_hours(town, people, now)
    say(f"{services.write_services(town, people, now)} diensten")
    guides.write_guides(town, now)
    guides.write_needs(town, planned, now)
    initiatives.write_initiatives(town, people, planned, seed, now)
    spending.write_spending(people, planned, seed, now)
    commissions.write_commissions(town, people, planned, now)
    lessons.write_lessons(town, people, now)
    adopting.write_adoptions(town, people, now)
    posts.write_posts(town, people, now)
    posts.write_rooms(town, people, now)
    together.write_together(people, planned, now)
    posts.write_debate(planned, now)
    referrals.write_referrals(town, people, now)
    helping.write_help(town, people, now)
    jobs.write_jobs(town, people, now)
    traces.write_traces(people, planned, now)
    paths.write_path(people, now)
    outcomes.write_outcomes(town, people, planned, seed, now)
    filled = count_town()
    say(_said(filled))
    return filled


@transaction.atomic
def grow(before: Filled, *, count: int, seed: int, now: dt.datetime, say: Say) -> Filled:
    """Write the districts around the town, the other residents, and a year of what they did."""
    town = areas.draw_town()
    town.region = Region.objects.get(slug=texts.read("places")["region"]["slug"])
    around = surroundings.draw_around(town, seed)
    country = region.country_of(
        town,
        around,
        surroundings.write_around(town, around, seed),
        surroundings.write_organisations(town, around, seed),
    )
    say(f"{len(around.districts)} wijken en {len(around.neighbourhoods)} buurten erbij")
    wanted = count - before.residents
    written = region.write_residents(country, wanted, seed, now)
    say(f"{written} bewoners erbij")
    planned = round(wanted * region.ACTIVITIES_PER_RESIDENT)
    region.write_activities(country, planned, seed, now, say)
    areas.write_figures(_population(town, country), {**town.shapes, **around.shapes})
    outcomes.begin_anew(town.region.slug)
    filled = count_town()
    say(_said(filled))
    return filled


def _population(town: areas.Map, country: region.Country) -> dict[str, float]:
    """Count who lives in each neighbourhood: the figures of a grown region are its residents."""
    rows = Person.objects.filter(neighbourhood__code__in=country.population)
    counted = rows.values_list("neighbourhood__code").annotate(count=Count("pk"))
    return {code: float(count) for code, count in counted.order_by("neighbourhood__code")}


def count_town() -> Filled:
    """Count what the demonstration holds."""
    inside = Q(district__municipality__code__in=CODES)
    return Filled(
        residents=Person.objects.filter(inside, is_guest=False).count(),
        organisations=Organisation.objects.filter(
            inside | Q(name__in=[row["name"] for row in texts.read("places")["organisation"]])
        ).count(),
        venues=Venue.objects.filter(inside).count(),
        activities=Activity.objects.filter(inside).count(),
        sessions=Session.objects.filter(inside).count(),
        enrolments=Enrolment.objects.filter(
            session__district__municipality__code__in=CODES
        ).count(),
    )


def _said(filled: Filled) -> str:
    return (
        f"{filled.residents} bewoners, {filled.activities} activiteiten, "
        f"{filled.sessions} bijeenkomsten, {filled.enrolments} deelnames"
    )
