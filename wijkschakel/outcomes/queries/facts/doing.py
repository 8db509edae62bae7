"""What people do: being there, in how many weeks, with which role, and how they liked it."""

import datetime as dt
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import Q, QuerySet

from wijkschakel.activities.models import Enrolment, Feedback, Lead, Session
from wijkschakel.outcomes.queries.facts.found import Found, week
from wijkschakel.outcomes.rules import periods
from wijkschakel.outcomes.rules.countable import FACES, ROLES
from wijkschakel.places.models import Region

WEEK_STEPS = (1, 4, 12, 26)  # the most weeks of each answer of countable.WEEKS but the last
TIME_STEPS = (1, 5)  # of countable.TIMES


def was_there(region: Region, begin: dt.datetime, end: dt.datetime) -> QuerySet[Enrolment]:
    """Give who was there between two moments: joined, it took place, not marked as missing."""
    rows = Enrolment.objects.filter(
        session__district__regions=region, session__state=Session.State.PLANNED,
        session__starts_at__gte=begin, session__starts_at__lt=end,
        state=Enrolment.State.JOINED, person__is_guest=False,
    )  # fmt: skip
    return rows.filter(Q(was_there__isnull=True) | Q(was_there=True)).order_by()


def read(found: Found, region: Region) -> None:
    """Read it all."""
    _visits(found, region)
    _feedback(found, region)


def _visits(found: Found, region: Region) -> None:
    ahead = was_there(region, found.now, dt.datetime.max.replace(tzinfo=dt.UTC))
    found.future += ahead.filter(was_there=True).count()
    columns = (
        "person", "session__starts_at", "session__activity", "session__activity__initiative",
    )  # fmt: skip
    rows = was_there(region, found.span.begin, found.until).values_list(*columns)
    times: dict[str, Counter[int]] = defaultdict(Counter)
    for person, moment, activity, initiative in rows.iterator():
        found.visit(person, moment)
        number = found.roll.number(person)
        if number is None:
            continue
        times[f"activity-{activity}"][number] += 1
        if initiative:
            times[f"initiative-{initiative}"][number] += 1
            found.parts.setdefault(f"initiative-{initiative}", set()).add(activity)
    _leads(found, region)
    _weeks(found)
    _reached(found, times)


def _weeks(found: Found) -> None:
    states = found.states["weeks", found.span.name]
    for number, weeks in found.visits.items():
        states[number] = (max(weeks), step(len(set(weeks)), WEEK_STEPS))


def _reached(found: Found, times: Mapping[str, Counter[int]]) -> None:
    for topic, counted in times.items():
        states = found.states[topic, found.span.name]
        for number, count in counted.items():
            states[number] = (max(found.visits[number]), step(count, TIME_STEPS))


def step(count: int, steps: Iterable[int]) -> int:
    """Give the number of the first step that holds a count."""
    return sum(count > most for most in steps)


def _leads(found: Found, region: Region) -> None:
    """Who leads or helps was there whenever it took place; and has the highest of the own roles."""
    rows = Session.objects.filter(
        district__regions=region, state=Session.State.PLANNED,
        starts_at__gte=found.span.begin, starts_at__lt=found.until,
        activity__leads__isnull=False,
    )  # fmt: skip
    held = defaultdict(list)
    for activity, moment in rows.values_list("activity", "starts_at").distinct():
        held[activity].append(moment)
    ranks: dict[uuid.UUID, int] = {}
    leads = Lead.objects.filter(activity__in=list(held)).values_list(
        "activity", "person", "role", "since"
    )
    for activity, person, role, since in leads:
        for moment in held[activity]:
            if moment >= since:
                found.visit(person, moment)
                ranks[person] = max(ranks.get(person, 0), ROLES.index(role))
    states = found.states["role", found.span.name]
    by_number = {found.roll.number(person): rank for person, rank in ranks.items()}
    for number, weeks in found.visits.items():
        states[number] = (max(weeks), by_number.get(number, 0))


def _feedback(found: Found, region: Region) -> None:
    rows = Feedback.objects.filter(
        session__district__regions=region, person__isnull=False,
        given_at__gte=found.span.begin, given_at__lt=found.span.end,
    )  # fmt: skip
    for person, face, moment, activity in rows.order_by("given_at", "pk").values_list(
        "person", "face", "given_at", "session__activity"
    ):
        if found.is_known(moment):
            code, quarter = FACES.index(face), periods.quarter_of(moment)
            found.state("satisfied-residents", person, moment, code, quarter)
            found.state(f"face-{activity}", person, moment, int(code != FACES.index("good")))


def weeks_between(
    region: Region, begin: dt.datetime, end: dt.datetime
) -> dict[uuid.UUID, set[int]]:
    """Give the weeks in which each was there."""
    found: dict[uuid.UUID, set[int]] = {}
    rows = was_there(region, begin, end).values_list("person", "session__starts_at")
    for person, moment in rows.iterator():
        found.setdefault(person, set()).add(week(moment))
    return found
