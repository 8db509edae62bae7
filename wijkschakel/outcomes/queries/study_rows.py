"""The rows of a study: what its columns say of who said yes. Never a word, a name or a date.

Reads people: only a delivery to a study calls it, after consent was asked.
"""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Sequence

from django.utils import timezone

from wijkschakel.activities.models import Enrolment, Lead
from wijkschakel.outcomes.models import Study
from wijkschakel.outcomes.rules import studies as rules
from wijkschakel.outcomes.rules.countable import ASKED_IN
from wijkschakel.paths.models import Ambition, Measurement
from wijkschakel.paths.queries import following
from wijkschakel.people.models import Person
from wijkschakel.places.models import RegionDistrict

YEAR = dt.timedelta(days=365)
Cells = dict[uuid.UUID, str]
ANSWERS = {"health": "feels_healthy", "life": "is_satisfied_with_life"}


def prepare(study: Study, people: Sequence[Person], now: dt.datetime) -> rules.Prepared:
    """Give the rows of these people as the study may have them."""
    columns = [code for code in study.columns if code in rules.BY_CODE]
    found: dict[str, Cells] = {}
    for makes, codes in MAKERS.items():
        if set(codes) & set(columns):
            found |= makes(study, people, now)
    rows = [
        (person.pk, {code: found[code].get(person.pk, "") for code in columns}) for person in people
    ]
    return rules.hide(rows, columns)


def _who(study: Study, people: Sequence[Person], now: dt.datetime) -> dict[str, Cells]:
    year = timezone.localdate(now).year
    here = set(
        RegionDistrict.objects.filter(region=study.region_id).values_list("district_id", flat=True)
    )
    return {
        "age_band": {one.pk: rules.age_band(one.birth_year, year) for one in people},
        "district": {
            one.pk: one.district.code
            for one in people
            if one.district is not None and one.district_id in here
        },
    }


def _done(study: Study, people: Sequence[Person], now: dt.datetime) -> dict[str, Cells]:
    numbers = [one.pk for one in people]
    weeks: dict[uuid.UUID, set[tuple[int, int]]] = defaultdict(set)
    there = Enrolment.objects.filter(
        person__in=numbers, was_there=True, session__starts_at__range=(now - YEAR, now)
    )
    for number, moment in there.values_list("person_id", "session__starts_at"):
        weeks[number].add(timezone.localtime(moment).isocalendar()[:2])
    roles: dict[uuid.UUID, set[str]] = defaultdict(set)
    for number, role in Lead.objects.filter(person__in=numbers).values_list("person_id", "role"):
        roles[number].add(role)
    return {
        "weeks": {number: rules.weeks_band(len(weeks[number])) for number in numbers},
        "role": {number: rules.highest(roles[number]) for number in numbers},
    }


def _goals(study: Study, people: Sequence[Person], now: dt.datetime) -> dict[str, Cells]:
    """Say whether an own goal was reached; empty for who has none."""
    found: Cells = {}
    goals = Ambition.objects.filter(path__person__in=[one.pk for one in people])
    for number, state in goals.values_list("path__person_id", "state"):
        if state == Ambition.State.REACHED:
            found[number] = "yes"
        else:
            found.setdefault(number, "no")
    return {"own_goal": found}


def _answers(study: Study, people: Sequence[Person], now: dt.datetime) -> dict[str, Cells]:
    """Give the first answer as the start and the last one as later; one answer is a start.

    Other words are another question: an answer to a newer version is not later than an old one.
    """
    found: dict[str, Cells] = {f"{name}_{when}": {} for name in ANSWERS for when in WHEN}
    asked = {ASKED_IN[counted]: name for name, counted in ANSWERS.items()}
    packs = {pack: (item, name) for (pack, item), name in asked.items()}
    versions: dict[tuple[str, uuid.UUID], int] = {}
    rows = Measurement.objects.filter(
        path__person__in=[one.pk for one in people], pack__in=packs, at__lte=now
    )
    for row in rows.select_related("path").order_by("at", "pk"):
        item, name = packs[row.pack]
        code, whose = following.code_of(row, item), row.path.person_id
        if code is None:
            continue
        first = versions.setdefault((name, whose), row.version)
        is_later = whose in found[f"{name}_start"]
        if first == row.version:
            found[f"{name}_{WHEN[is_later]}"][whose] = str(code)
    return found


WHEN = ("start", "later")


MAKERS = {
    _who: ("age_band", "district"),
    _done: ("weeks", "role"),
    _goals: ("own_goal",),
    _answers: ("health_start", "health_later", "life_start", "life_later"),
}
