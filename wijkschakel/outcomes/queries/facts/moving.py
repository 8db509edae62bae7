"""From knowing to doing: who knows of the movement, was trained, and is at work; in two groups.

Residents and professionals stand in tables of their own, of other people each, and no table tells
both together: else a handful of professionals would hide what there is to say of many residents.
Whoever is at work is not counted with the trained as well: each person stands in one place.
"""

import datetime as dt
import uuid
from collections.abc import Iterator

from django.db.models import Q
from django.db.models.functions import Coalesce

from wijkschakel.outcomes.queries.facts.found import Found
from wijkschakel.outcomes.rules import periods
from wijkschakel.outcomes.rules.countable import KNOW, MOVING, STAGES, YES_NO
from wijkschakel.paths.models import Conversation, ConversationPartner, CourseRecord, SupportNote
from wijkschakel.people.models import RoleGrant
from wijkschakel.places.models import Region

KNOWS = "answers-knows-the-movement.knows"
TRAINED, AT_WORK = STAGES
Moments = Iterator[tuple[uuid.UUID, dt.datetime]]


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
        found.state(f"{MOVING}{group}", person, at, STAGES.index(stage))


def note_answer(found: Found, person: uuid.UUID, at: dt.datetime, code: int) -> bool:
    """Count in its own table that a professional knows of it; say whether that was done."""
    if person not in found.professionals:
        return False
    found.state(KNOW, person, at, YES_NO.index("yes" if code == 1 else "no"),
                periods.quarter_of(at))  # fmt: skip
    return True


def _professionals(found: Found, region: Region) -> set[uuid.UUID]:
    day = periods.day_of(found.until - dt.timedelta(seconds=1))
    rows = RoleGrant.objects.active(day).filter(
        Q(region=region) | Q(district__regions=region) | Q(municipality__districts__regions=region)
        | Q(region__isnull=True, district__isnull=True, municipality__isnull=True),
        role=RoleGrant.Role.PROFESSIONAL,
    )  # fmt: skip
    return set(rows.values_list("person", flat=True))


def _trained(found: Found, region: Region) -> Iterator[tuple[uuid.UUID, dt.date]]:
    """Give whoever has a training that is valid; what was ticked off by oneself is none."""
    day = periods.day_of(found.until - dt.timedelta(seconds=1))
    here = Q(person__district__regions=region)
    partners = ConversationPartner.objects.filter(here, trained_on__lte=day, valid_until__gte=day)
    records = CourseRecord.objects.filter(here, is_own=False, followed_on__lte=day).filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=day)
    )
    yield from records.values_list("person", "followed_on")
    yield from partners.values_list("person", "trained_on")


def _at_work(found: Found, region: Region) -> Moments:
    """Give who held a conversation or supported a goal that was shared, in this year."""
    held = (
        Conversation.objects.filter(
            state=Conversation.State.HELD, partner__district__regions=region
        )
        .annotate(at=Coalesce("planned_at", "changed_at"))  # some are held without a plan
        .filter(at__gte=found.span.begin, at__lt=found.span.end)
    )
    helped = SupportNote.objects.filter(
        author__district__regions=region, made_at__gte=found.span.begin,
        made_at__lt=found.span.end,
    )  # fmt: skip
    yield from held.order_by("at", "pk").values_list("partner", "at")
    yield from helped.order_by("made_at", "pk").values_list("author", "made_at")
