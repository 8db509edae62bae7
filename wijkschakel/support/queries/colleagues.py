"""Who is who, what colleagues ask one another, and how many find each other."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone

from wijkschakel.base.text import folding
from wijkschakel.people.models import Person, RoleGrant
from wijkschakel.support.models import ColleagueQuestion, DirectoryEntry
from wijkschakel.support.permissions.referrals import WORKERS

LONGEST_LIST = 100
State = ColleagueQuestion.State


def listed(now: dt.datetime) -> QuerySet[DirectoryEntry]:
    """Give who chose to be found and works here today."""
    day = timezone.localdate(now)
    works = RoleGrant.objects.active(day).filter(role__in=WORKERS)
    rows = DirectoryEntry.objects.filter(is_listed=True, person__in=works.values("person"))
    related = rows.select_related("person", "organisation")
    return related.order_by("person__given_name", "person__family_name", "pk")


def search(words: str, now: dt.datetime, *, only_advisers: bool = False) -> list[DirectoryEntry]:
    """Give who fits every word: name, work, organisation, place, what may be asked."""
    rows = listed(now)
    if only_advisers:
        rows = rows.filter(advises_groups=True)
    wanted = folding.fold(words).split()[:6]
    found = [one for one in rows[:2000] if all(word in _said(one) for word in wanted)]
    return found[:LONGEST_LIST]


def _said(entry: DirectoryEntry) -> str:
    organisation = entry.organisation.name if entry.organisation else ""
    parts = (str(entry.person), entry.function, organisation, entry.where, entry.about)
    return folding.fold(" ".join(parts))


def find_entry(number: uuid.UUID, now: dt.datetime) -> DirectoryEntry | None:
    """Give somebody who is listed, by number."""
    return listed(now).filter(pk=number).first()


def entry_of(person: Person) -> DirectoryEntry | None:
    """Give how somebody stands in who is who."""
    return DirectoryEntry.objects.filter(person=person).select_related("organisation").first()


def _questions() -> QuerySet[ColleagueQuestion]:
    return ColleagueQuestion.objects.select_related(
        "from_person", "from_organisation", "from_initiative", "to_person", "to_organisation"
    )


def questions_of(person: Person) -> tuple[list[ColleagueQuestion], list[ColleagueQuestion]]:
    """Give what somebody was asked, and what they asked: what is open first."""
    got = _questions().filter(to_person=person).order_by("-state", "-asked_at", "pk")
    asked = _questions().filter(from_person=person).order_by("-state", "-asked_at", "pk")
    return list(got[:LONGEST_LIST]), list(asked[:LONGEST_LIST])


def find_question(person: Person, number: uuid.UUID) -> ColleagueQuestion | None:
    """Give a question to or from this person."""
    mine = Q(from_person=person) | Q(to_person=person)
    return _questions().filter(mine, pk=number).first()


def open_questions(person: Person) -> int:
    """Say how many questions wait for this person."""
    return ColleagueQuestion.objects.filter(to_person=person, state=State.OPEN).count()


@dataclass(frozen=True)
class Ties:
    """How professionals find each other in a month: questions, answers, and new pairs."""

    month: dt.date
    asked: int
    answered: int
    new: int


def count_ties(since: dt.datetime, now: dt.datetime) -> list[Ties]:
    """Count per month; names play no part in it."""
    rows = ColleagueQuestion.objects.filter(asked_at__gte=since, asked_at__lte=now)
    counted: dict[dt.date, list[int]] = {}
    values = rows.annotate(month=TruncMonth("asked_at")).values_list("month", "state", "is_first")
    for moment, state, is_first in values:
        line = counted.setdefault(timezone.localtime(moment).date().replace(day=1), [0, 0, 0])
        line[0] += 1
        line[1] += state == State.ANSWERED
        line[2] += is_first and state == State.ANSWERED
    return [Ties(month, *line) for month, line in sorted(counted.items())]
