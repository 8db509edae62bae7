"""Grows the town to a region of many residents, with a year of history."""

import datetime as dt
import random
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from wijkschakel.activities.actions import finding
from wijkschakel.activities.models import Activity, Enrolment, Lead, Session
from wijkschakel.base.models import JournalEntry
from wijkschakel.people.models import Organisation
from wijkschakel.places.models import Neighbourhood, Venue
from wijkschakel.upkeep.demo import moments, residents, store, texts
from wijkschakel.upkeep.demo.areas import Map
from wijkschakel.upkeep.demo.ids import dice, random_id

ACTIVITIES_PER_RESIDENT = 0.0247
TAKES_PART = 0.25
WEEKS_BACK = 52
WEEKS_AHEAD = 6
FIRST_NUMBER = 10_000
State = Enrolment.State
Say = Callable[[str], None]


@dataclass
class Counts:
    """What was written around the town."""

    residents: int = 0
    activities: int = 0
    sessions: int = 0
    enrolments: int = 0


@dataclass
class Country:
    """What is needed to plan: per district its people who take part, venues, organisations."""

    hoods: list[Neighbourhood]
    weights: list[float]
    venues: dict[str, list[Venue]]
    organisations: dict[str, list[Organisation]]
    active: dict[uuid.UUID, list[uuid.UUID]] = field(default_factory=dict)
    population: dict[str, int] = field(default_factory=dict)


def country_of(
    town: Map,
    around: Map,
    venues: dict[str, list[Venue]],
    organisations: dict[str, list[Organisation]],
) -> Country:
    """Bring together what the growing needs."""
    hoods = [*town.neighbourhoods.values(), *around.neighbourhoods.values()]
    weights = {**town.weights, **around.weights}
    return Country(hoods, [weights[hood.code] for hood in hoods], venues, organisations)


def write_residents(country: Country, count: int, seed: int, now: dt.datetime) -> int:
    """Write residents, neighbourhood by neighbourhood, and remember who takes part."""
    chance = dice(seed, "who takes part")
    done = 0
    whole = sum(country.weights)
    reached = 0.0
    for hood, weight in zip(country.hoods, country.weights, strict=True):
        reached += weight
        here = round(count * reached / whole) - done
        done += here
        people = list(residents.draw_residents([hood], [1], here, seed, now, FIRST_NUMBER))
        store.add(people)
        store.add(residents.account_of(p) for p in people if residents.has_account(p))
        active = country.active.setdefault(hood.district_id, [])
        active += [person.pk for person in people if chance.random() < TAKES_PART]
        country.population[hood.code] = here
    residents.date_accounts()
    return done


def write_activities(
    country: Country, count: int, seed: int, now: dt.datetime, say: Say, step: int = 250
) -> Counts:
    """Write activities with their sessions, lists and lines in the journal, some at a time."""
    total = Counts()
    chance = dice(seed, "region activities")
    is_empty = not JournalEntry.objects.exists()
    for start in range(0, count, step):
        plans = [_plan(country, chance, now) for _ in range(min(step, count - start))]
        plans = [plan for plan in plans if plan.sessions]
        store.add(plan.activity for plan in plans)
        store.add(lead for plan in plans for lead in plan.leads)
        store.add(session for plan in plans for session in plan.sessions)
        finding.put_activities([plan.activity for plan in plans], now)
        store.add_quickly(Enrolment, (vars(one) for plan in plans for one in plan.enrolments))
        lines = (line for plan in plans for line in _lines(plan, chance))
        store.add(lines) if is_empty else store.add_new(lines)
        total.activities += len(plans)
        total.sessions += sum(len(plan.sessions) for plan in plans)
        total.enrolments += sum(len(plan.enrolments) for plan in plans)
        say(f"{total.activities} activiteiten, {total.sessions} bijeenkomsten, "
            f"{total.enrolments} deelnames")  # fmt: skip
    return total


@dataclass
class Plan:
    """One activity and all that hangs on it."""

    activity: Activity
    leads: list[Lead] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)
    enrolments: list[Enrolment] = field(default_factory=list)


def _plan(country: Country, chance: random.Random, now: dt.datetime) -> Plan:
    data = texts.read("region")
    row = chance.choice(data["activity"])
    hood = chance.choices(country.hoods, country.weights)[0]
    venue = next(v for v in country.venues[hood.code] if v.kind == row["kind"])
    organisation = chance.choice([None, *country.organisations[hood.district.code]])
    plan = Plan(_activity(row, hood, venue, organisation, chance, now))
    plan.sessions = list(_sessions(plan.activity, row, chance, now))
    active = country.active[hood.district_id]
    if not active:
        return plan
    leaders = chance.sample(active, min(len(active), chance.choice([1, 1, 2])))
    for number, person in enumerate(leaders):
        role = Lead.Role.HELPER if number else Lead.Role.LEAD
        plan.leads.append(
            Lead(
                activity=plan.activity, person_id=person, role=role, since=plan.activity.created_at
            )
        )
    if row.get("capacity"):
        circle = chance.sample(active, min(len(active), row["capacity"] + chance.randrange(9)))
        plan.enrolments = list(_enrolments(plan.sessions, set(circle) - set(leaders), chance, now))
    return plan


def _activity(
    row: dict[str, Any],
    hood: Neighbourhood,
    venue: Venue,
    organisation: Organisation | None,
    chance: random.Random,
    now: dt.datetime,
) -> Activity:
    title = row["title"].format(hood=hood.name, venue=venue.name)
    made = now - dt.timedelta(days=WEEKS_BACK * 7 + chance.randrange(30))
    return Activity(
        id=random_id(chance),
        title=title,
        summary=row["summary"],
        description=row["description"],
        spoken=["nl", *chance.choice([[], [], [], ["tr"], ["ar"], ["pl"], ["en"]])],
        theme=row["theme"],
        district=hood.district,
        venue=venue,
        organisation=organisation,
        is_formal=organisation is not None and organisation.kind == "care",
        is_indoors=venue.kind != "outdoor",
        is_step_free=venue.is_step_free,
        price_cents=row["price"],
        capacity=row.get("capacity"),
        is_walk_in=row["rhythm"] == "open",
        created_at=made,
        changed_at=made,
    )


def _weeks(rhythm: str, chance: random.Random) -> range:
    """Choose in which weeks, counted from now, something takes place."""
    if rhythm == "once":
        week = chance.randrange(-WEEKS_BACK, WEEKS_AHEAD)
        return range(week, week + 1)
    if rhythm == "monthly":
        return range(-WEEKS_BACK + chance.randrange(4), WEEKS_AHEAD, 4)
    start = chance.randrange(-WEEKS_BACK, -4)
    return range(start, min(WEEKS_AHEAD, start + chance.randrange(16, 70)))


def _sessions(
    activity: Activity, row: dict[str, Any], chance: random.Random, now: dt.datetime
) -> Iterator[Session]:
    today = moments.today_in(now)
    monday = today - dt.timedelta(days=today.weekday())
    weekday = chance.choices(range(7), [6, 6, 6, 6, 5, 3, 2])[0]
    clock = dt.time(chance.randrange(9, 20), chance.choice([0, 0, 30]))
    reasons = texts.read("region")["reasons"]
    for week in _weeks(row["rhythm"], chance):
        start = moments.wall_clock(monday + dt.timedelta(days=week * 7 + weekday), clock)
        is_off = chance.random() < 0.015
        yield Session(
            id=random_id(chance),
            activity=activity,
            district_id=activity.district_id,
            starts_at=start,
            ends_at=start + dt.timedelta(minutes=row["minutes"]),
            capacity=activity.capacity,
            state=Session.State.CANCELLED if is_off else Session.State.PLANNED,
            reason=chance.choice(reasons) if is_off else "",
        )


def _enrolments(
    sessions: list[Session], circle: set[uuid.UUID], chance: random.Random, now: dt.datetime
) -> Iterator[Enrolment]:
    regulars = sorted(circle)
    fill = chance.uniform(0.1, 0.45)
    for session in sessions:
        ahead = max(0, (session.starts_at - now).days // 7)
        wanted = round(len(regulars) * fill * chance.uniform(0.7, 1.4) / (1 + ahead))
        latest = min(now, session.starts_at)
        is_over = session.ends_at <= now
        for person in chance.sample(regulars, min(wanted, session.capacity or 0, len(regulars))):
            enrolment = Enrolment(
                id=random_id(chance),
                session=session,
                person_id=person,
                state=State.JOINED,
                joined_at=latest - dt.timedelta(minutes=chance.randrange(30, 9000)),
            )
            if is_over:
                enrolment.was_there = chance.random() < 0.88
                enrolment.marked_at = session.starts_at
            session.taken += 1
            yield enrolment


def _lines(plan: Plan, chance: random.Random) -> Iterator[JournalEntry]:
    """Give a line in the journal for each time somebody joined."""
    for enrolment in plan.enrolments:
        yield JournalEntry(
            id=random_id(chance),
            at=enrolment.joined_at,
            kind=JournalEntry.Kind.WRITE,
            action="join_session",
            by=enrolment.person_id,
            about=enrolment.person_id,
            object_kind="activities.session",
            object_id=str(enrolment.session_id),
        )
