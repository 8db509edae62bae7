"""What there is to do in the town: activities, sessions, who takes part."""

import datetime as dt
import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from wijkschakel.activities.actions import finding
from wijkschakel.activities.models import Activity, Enrolment, Lead, Session
from wijkschakel.people.models import Person
from wijkschakel.upkeep.demo import moments, store, texts
from wijkschakel.upkeep.demo.areas import Map
from wijkschakel.upkeep.demo.ids import demo_id, dice
from wijkschakel.upkeep.demo.residents import Town

WEEKS_BACK = 4
WEEKS = 8
OUTDOORS = "outdoor"
State = Enrolment.State


@dataclass
class Agenda:
    """What was planned, for whoever needs it next."""

    activities: dict[str, Activity] = field(default_factory=dict)
    leads: list[Lead] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)
    enrolments: list[Enrolment] = field(default_factory=list)

    def sessions_of(self, key: str) -> list[Session]:
        """Give the sessions of one activity, in order of time."""
        activity = self.activities[key]
        return sorted(
            (session for session in self.sessions if session.activity_id == activity.pk),
            key=lambda session: session.starts_at,
        )


def write_agenda(town: Map, people: Town, seed: int, now: dt.datetime) -> Agenda:
    """Write forty activities over eight weeks, with everybody who came or will come."""
    agenda = Agenda()
    for row in texts.read("activities")["activity"]:
        plan(agenda, town, people, row, seed, now)
    store.add(agenda.activities.values())
    store.add(agenda.leads)
    store.add(agenda.sessions)
    finding.put_activities(list(agenda.activities.values()), now)
    store.add(agenda.enrolments)
    return agenda


def plan(
    agenda: Agenda, town: Map, people: Town, row: dict[str, Any], seed: int, now: dt.datetime
) -> None:
    """Plan one activity with all that hangs on it."""
    chance = dice(seed, f"activity:{row['key']}")
    activity = activity_of(town, people, row, now)
    agenda.activities[row["key"]] = activity
    leads = list(_leads(activity, people, row, chance, now))
    agenda.leads += leads
    sessions = list(planned(activity, row, now))
    if reason := row.get("cancel"):
        coming = min((s for s in sessions if s.starts_at > now), key=lambda s: s.starts_at)
        coming.state, coming.reason = Session.State.CANCELLED, reason
    agenda.sessions += sessions
    if row["fill"]:
        leading = {lead.person_id for lead in leads}
        crowd = _crowd(activity, people, leading, row, chance)
        regulars = [people.cast[who] for who in row.get("known", ())]
        agenda.enrolments += _take_part(sessions, crowd, regulars, row, chance, now)


def activity_of(town: Map, people: Town, row: dict[str, Any], now: dt.datetime) -> Activity:
    """Make the activity as its text says."""
    venue = town.venues[row["venue"]]
    made = now - dt.timedelta(days=70 + len(row["key"]) * 5)
    return Activity(
        id=demo_id("activity", row["key"]),
        title=row["title"],
        summary=row["summary"],
        description=row["description"].strip(),
        language=row.get("language", "nl"),
        spoken=row["spoken"],
        theme=row["theme"],
        district=venue.district,
        venue=venue,
        organisation=people.organisations.get(row.get("org", "")),
        audience=row.get("for", Activity.Audience.EVERYONE),
        is_formal=row.get("formal", False),
        is_resident_run="org" not in row,
        is_indoors=row.get("indoors", venue.kind != OUTDOORS),
        is_step_free=row.get("step_free", venue.is_step_free),
        price_cents=row["price"],
        capacity=row.get("capacity"),
        is_walk_in=row.get("walk_in", False),
        created_at=made,
        changed_at=made,
    )


def _leads(
    activity: Activity, people: Town, row: dict[str, Any], chance: random.Random, now: dt.datetime
) -> Iterator[Lead]:
    chosen: set[uuid.UUID] = set()
    for text in row["leads"]:
        who, role = text.split(":")
        person = people.cast.get(who) or _neighbour(activity, people, who[1:], chosen, chance)
        chosen.add(person.pk)
        yield Lead(
            activity=activity,
            person=person,
            role=role,
            shows_name=who in people.cast or chance.random() < 0.6,
            since=now - dt.timedelta(days=60),
        )


def _neighbour(
    activity: Activity, people: Town, language: str, chosen: set[uuid.UUID], chance: random.Random
) -> Person:
    """Choose a resident of the district, who speaks the language when one is asked."""
    near = [
        person
        for person in people.residents
        if person.district_id == activity.district_id and person.pk not in chosen
    ]
    able = [person for person in near if person.language == (language or "nl")]
    return chance.choice(able or near)


def planned(activity: Activity, row: dict[str, Any], now: dt.datetime) -> Iterator[Session]:
    """Give each session of an activity in the eight weeks around now."""
    today = moments.today_in(now)
    first = today - dt.timedelta(weeks=WEEKS_BACK)
    for number, text in enumerate(row["when"]):
        slot = moments.read_slot(text)
        for start, end in moments.occurrences(slot, first, WEEKS * 7, today):
            yield Session(
                id=demo_id("session", f"{row['key']}:{number}:{start:%Y-%m-%dT%H:%M}"),
                activity=activity,
                district_id=activity.district_id,
                starts_at=start,
                ends_at=end,
                capacity=activity.capacity,
            )


def _crowd(
    activity: Activity,
    people: Town,
    leading: set[uuid.UUID],
    row: dict[str, Any],
    chance: random.Random,
) -> list[Person]:
    """Choose who comes here now and then: mostly neighbours, some who speak its language."""
    language = row.get("language", "nl")

    def closeness(person: Person) -> float:
        near = 3.0 if person.district_id == activity.district_id else 0.25
        return near * (6.0 if language != "nl" and person.language == language else 1.0)

    size = (activity.capacity or 20) * 3
    pool = chance.choices(people.residents, [closeness(p) for p in people.residents], k=size)
    unique = {person.pk: person for person in pool if person.pk not in leading}
    return list(unique.values())


def _take_part(
    sessions: list[Session],
    crowd: list[Person],
    regulars: list[Person],
    row: dict[str, Any],
    chance: random.Random,
    now: dt.datetime,
) -> Iterator[Enrolment]:
    """Let people join each session; regulars come first, later sessions are emptier."""
    upcoming = sorted(s.starts_at for s in sessions if s.starts_at > now)
    for session in sessions:
        weeks_ahead = max(0, (session.starts_at - now).days // 7)
        wanted = round(session.capacity * min(1, row["fill"] * chance.uniform(0.8, 1.2)))
        wanted = round(wanted / (1 + 0.6 * weeks_ahead))
        is_next = bool(upcoming) and session.starts_at == upcoming[0]
        waiting = 0
        if is_next and row.get("full"):
            wanted, waiting = session.capacity, 2
        ranks = {person.pk: crowd_rank(person, chance) for person in crowd}
        by_number = {person.pk: person for person in crowd}
        order = [*regulars, *(by_number[pk] for pk in sorted(ranks, key=ranks.__getitem__))]
        joined = order[: min(wanted, session.capacity)]
        queue = order[len(joined) : len(joined) + waiting]
        yield from _enrol(session, joined, queue, chance, now)


def crowd_rank(person: Person, chance: random.Random) -> float:
    """Give a rank in which regulars come first more often."""
    return (person.pk.int % 97) / 97 + chance.random() * 1.2


def _enrol(
    session: Session,
    joined: list[Person],
    queue: list[Person],
    chance: random.Random,
    now: dt.datetime,
) -> Iterator[Enrolment]:
    latest = min(now, session.starts_at)
    is_over = session.ends_at <= now
    for number, person in enumerate([*joined, *queue]):
        is_waiting = number >= len(joined)
        hours = 300 * (1 - number / (len(joined) + len(queue) + 1)) * chance.uniform(0.2, 1)
        enrolment = Enrolment(
            id=demo_id("enrolment", f"{session.pk}:{person.pk}"),
            session=session,
            person=person,
            state=State.WAITING if is_waiting else State.JOINED,
            joined_at=latest - dt.timedelta(hours=hours + 1),
        )
        if is_over and not is_waiting and chance.random() < 0.94:
            enrolment.was_there = chance.random() < 0.88
            enrolment.marked_at = session.starts_at + dt.timedelta(minutes=chance.randrange(5, 50))
        elif number > 1 and not queue and chance.random() < 0.05:
            enrolment.state = State.LEFT
            enrolment.left_at = latest - dt.timedelta(minutes=chance.randrange(5, 55))
        session.taken += enrolment.state == State.JOINED
        session.waiting += is_waiting
        yield enrolment
