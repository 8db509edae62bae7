"""Who stands beside the year: neighbours who help each activity, and who waits for a place."""

import datetime as dt
import uuid
from collections import defaultdict

from wijkschakel.activities.models import Enrolment, Lead, Session
from wijkschakel.upkeep.demo import store
from wijkschakel.upkeep.demo.agenda import Agenda
from wijkschakel.upkeep.demo.ids import demo_id, dice
from wijkschakel.upkeep.demo.residents import Town

HELPING = (Lead.Role.CO_ORGANISER, Lead.Role.HELPER)
WAITING = 110
TURNED_AWAY = 5  # so many days before it took place there was no place any more


def write_helpers(planned: Agenda, seed: int, since: dt.datetime) -> None:
    """Let two of who often come help with each activity: one organises along, one helps."""
    chance = dice(seed, "neighbours who help")
    busy = set(Lead.objects.values_list("person", flat=True))
    often: dict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
    there = Enrolment.objects.filter(
        was_there=True, session__activity__in=planned.activities.values()
    )
    for activity, person in (
        there.order_by("session__activity", "person")
        .values_list("session__activity", "person")
        .distinct()
    ):
        often[activity].append(person)
    rows = []
    for activity, known in often.items():
        free = [person for person in known if person not in busy]
        for role, person in zip(HELPING, chance.sample(free, min(2, len(free))), strict=False):
            busy.add(person)
            rows.append(Lead(activity_id=activity, person_id=person, role=role, since=since))
    store.add(rows)


def write_waiting(people: Town, first: dt.datetime) -> set[uuid.UUID]:
    """Let who was never there have waited for a place; give who they are."""
    busy = set(Enrolment.objects.filter(person__isnull=False).values_list("person", flat=True))
    busy |= set(Lead.objects.values_list("person", flat=True))
    cast = {person.pk for person in people.cast.values()}
    free = [
        person for person in people.residents
        if person.pk not in busy | cast and person.joined_at < first
    ][:WAITING]  # fmt: skip
    sessions: dict[uuid.UUID | None, list[Session]] = defaultdict(list)
    for session in Session.objects.filter(
        starts_at__gte=first, starts_at__lt=first + dt.timedelta(days=20), capacity__isnull=False
    ).order_by("starts_at", "pk"):
        sessions[session.district_id].append(session)
    rows = []
    for number, person in enumerate(free):
        near = sessions[person.district_id]
        session = near[number % len(near)]
        session.waiting += 1
        rows.append(
            Enrolment(
                id=demo_id("enrolment", f"waits:{person.pk}"),
                session=session,
                person=person,
                state=Enrolment.State.WAITING,
                joined_at=session.starts_at - dt.timedelta(days=TURNED_AWAY),
            )
        )
    store.add(rows)
    full = [session for near in sessions.values() for session in near if session.waiting]
    Session.objects.bulk_update(full, ["waiting"])
    return {person.pk for person in free}
