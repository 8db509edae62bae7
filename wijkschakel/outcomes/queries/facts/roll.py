"""Who is counted, and where: people become numbers here, before anything else is read of them.

Left out are guests, who was wiped, and who objected. Who lives elsewhere now but was in the region
when the year began to be counted, stays where they were; so does who moved within it.
"""

import base64
import os
import secrets
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.conf import settings

from wijkschakel.activities.models import Enrolment
from wijkschakel.outcomes.cube import events
from wijkschakel.outcomes.models import Objection
from wijkschakel.outcomes.queries.facts.ground import NOWHERE, Ground
from wijkschakel.outcomes.rules.periods import Span
from wijkschakel.people.models import Person
from wijkschakel.places.models import Region

KEY_VARIABLE = "WIJKSCHAKEL_OUTCOME_KEY"
KEY_FILE = "outcome-key"
KEY_BYTES = 32


@dataclass(frozen=True)
class Seat:
    """Somebody as a number, and the number of the area."""

    number: int
    area: int


@dataclass
class Roll:
    """Everybody who is counted in a year."""

    seats: dict[uuid.UUID, Seat] = field(default_factory=dict)
    outside: int = 0  # people of the region of whom no area is known

    def number(self, person: uuid.UUID | None) -> int | None:
        """Give the number of a person; nothing when they are not counted."""
        seat = self.seats.get(person) if person else None
        return seat.number if seat else None


def key() -> bytes:
    """Give the key of the pseudonyms: from the environment, else from a file made once."""
    if value := os.environ.get(KEY_VARIABLE):
        return base64.b64decode(value)
    path = settings.VAR / KEY_FILE
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode())
    return base64.b64decode(path.read_text().strip())


def pseudonym(secret: bytes, region: Region, person: uuid.UUID) -> int:
    """Give the number of a person, another one in each region."""
    return events.pseudonym(secret, f"{region.slug}:{person}")


def roll(region: Region, span: Span, ground: Ground, known: Mapping[int, int]) -> Roll:
    """Give everybody who is counted; `known`: areas of those who were counted before."""
    found, secret = Roll(), key()
    numbers = {code: place for place, code in enumerate(ground.leaves)}
    elsewhere = _moved(region, span) if known else []
    for source, lives_here in ((_residents(region), True), (elsewhere, False)):
        for person, district, hood in source:
            number = pseudonym(secret, region, person)
            area = known.get(number)
            if area is None and lives_here:
                area = numbers.get(hood or "", numbers.get(f"{district}:{NOWHERE}"))
            if area is not None:
                found.seats[person] = Seat(number, area)
            elif lives_here:
                found.outside += 1
    return found


Row = tuple[uuid.UUID, str, str | None]
COLUMNS = ("pk", "district__code", "neighbourhood__code")


def _residents(region: Region) -> Iterable[Row]:
    rows = Person.objects.filter(
        district__regions=region, erased_at__isnull=True, is_guest=False
    ).exclude(pk__in=Objection.objects.values("person"))
    return rows.values_list(*COLUMNS).iterator()


def _moved(region: Region, span: Span) -> Iterable[Row]:
    """Give who took part here this year and lives elsewhere now."""
    taking_part = Enrolment.objects.filter(
        session__district__regions=region, session__starts_at__gte=span.begin,
        session__starts_at__lt=span.end,
    )  # fmt: skip
    rows = Person.objects.filter(
        pk__in=taking_part.values("person"), erased_at__isnull=True, is_guest=False
    ).exclude(district__regions=region)
    rows = rows.exclude(pk__in=Objection.objects.values("person"))
    return rows.values_list(*COLUMNS).iterator()
