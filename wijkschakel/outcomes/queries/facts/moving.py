"""From knowing to doing: who knows of the movement, was trained, and is at work; in two groups.

Residents and professionals are parts of one table, so the guard knows both and their sum. Whoever
is at work is not counted with the trained as well: each person stands in one place.
"""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from wijkschakel.outcomes.disclosure.catalogue import Measure, Table
from wijkschakel.outcomes.disclosure.frames import Frame, Tree
from wijkschakel.outcomes.queries.facts.found import Found
from wijkschakel.outcomes.queries.facts.ground import Ground
from wijkschakel.outcomes.rules import periods
from wijkschakel.outcomes.rules.countable import MOVING, MOVING_GROUPS
from wijkschakel.outcomes.rules.said import ALL
from wijkschakel.paths.models import Conversation, ConversationPartner, CourseRecord, SupportNote
from wijkschakel.people.models import RoleGrant
from wijkschakel.places.models import Region

TOPIC = "moving"
KNOWS = "answers-knows-the-movement.knows"
PROFESSIONAL = 100  # added to the code of an answer of somebody who works here
TRAINED, AT_WORK = "trained", "at_work"
LETTERS = {"residents": "r", "professionals": "p"}


def read(found: Found, region: Region) -> None:
    """Read who was trained and who is at work; who does is no longer counted as trained only."""
    found.professionals = _professionals(found, region)
    stages: dict[uuid.UUID, tuple[str, dt.datetime]] = {}
    for person, on in _trained(found, region):
        stages[person] = TRAINED, periods.midnight(on)
    for person, at in _at_work(found, region):
        if found.is_known(at):
            stages[person] = AT_WORK, at
    for person, (stage, at) in stages.items():
        group = "professionals" if person in found.professionals else "residents"
        found.state(TOPIC, person, at, MOVING.index(f"{stage}_{LETTERS[group]}"))


def _professionals(found: Found, region: Region) -> set[uuid.UUID]:
    day = periods.day_of(found.until - dt.timedelta(seconds=1))
    rows = RoleGrant.objects.active(day).filter(
        Q(region=region) | Q(district__regions=region) | Q(municipality__districts__regions=region),
        role=RoleGrant.Role.PROFESSIONAL,
    )  # fmt: skip
    return set(rows.values_list("person", flat=True))


def _trained(found: Found, region: Region) -> Any:
    """Give whoever has a training that is valid; what was ticked off by oneself is none."""
    day = periods.day_of(found.until - dt.timedelta(seconds=1))
    here = Q(person__district__regions=region)
    partners = ConversationPartner.objects.filter(here, trained_on__lte=day, valid_until__gte=day)
    records = CourseRecord.objects.filter(here, is_own=False, followed_on__lte=day).filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=day)
    )
    yield from records.values_list("person", "followed_on")
    yield from partners.values_list("person", "trained_on")


def _at_work(found: Found, region: Region) -> Any:
    """Give who held a conversation or supported a goal that was shared, in this year."""
    held = Conversation.objects.filter(
        state=Conversation.State.HELD, partner__district__regions=region,
        planned_at__gte=found.span.begin, planned_at__lt=found.span.end,
    )  # fmt: skip
    helped = SupportNote.objects.filter(
        author__district__regions=region, made_at__gte=found.span.begin,
        made_at__lt=found.span.end,
    )  # fmt: skip
    yield from held.order_by("planned_at", "pk").values_list("partner", "planned_at")
    yield from helped.order_by("made_at", "pk").values_list("author", "made_at")


def measure(year: str, ground: Ground) -> tuple[Measure, Mapping[int, str]]:
    """Give the table of a year: of the region, both groups, both stages."""
    parents = {leaf: group for leaf in MOVING for group, end in LETTERS.items()
               if leaf.endswith(f"_{end}")}  # fmt: skip
    answers = Tree("answer", ALL, parents | dict.fromkeys(MOVING_GROUPS, ALL))
    frame = Frame((ground.region_only(), answers))
    tables = (Table("by_answer", ((0,), (0, 1, 2))),)
    return Measure(TOPIC, year, frame, tables), dict(enumerate(MOVING))


def by_group(parents: Mapping[str, str], codes: tuple[int, ...]) -> tuple[
    dict[str, str], dict[int, str]
]:  # fmt: skip
    """Divide each answer over residents and professionals; give the tree, and the leaf of codes."""
    leaves = {
        code + more: f"{code}{letter}"
        for code in codes for letter, more in (("r", 0), ("p", PROFESSIONAL))
    }  # fmt: skip
    return {**parents, **{leaf: leaf[:-1] for leaf in leaves.values()}}, leaves
