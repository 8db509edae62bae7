"""What a programme offers its participants to answer, and what its organiser hears of that."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Max, Min, Q
from django.utils import timezone

from wijkschakel.activities.models import Adoption, Enrolment, Initiative, Phase
from wijkschakel.paths.models import Measurement, Path
from wijkschakel.paths.queries.following import packs_for
from wijkschakel.paths.rules import instruments
from wijkschakel.paths.rules import programmes as rules
from wijkschakel.people.models import Person


@dataclass(frozen=True)
class Offered:
    """Questions that a programme offers now: at its start or at its end."""

    programme: uuid.UUID
    name: str
    moment: str
    packs: tuple[instruments.Pack, ...]

    @property
    def key(self) -> str:
        """Give what a path keeps when the resident passes it by."""
        return key_of(self.programme, self.moment)

    @property
    def is_end(self) -> bool:
        """Say whether it is about the end."""
        return self.moment == rules.END


def key_of(programme: uuid.UUID, moment: str) -> str:
    """Name one moment of one programme."""
    return f"{programme}:{moment}"


def offered_to(
    person: Person,
    path: Path | None,
    now: dt.datetime,
    packs: Mapping[str, instruments.Pack] | None = None,
) -> list[Offered]:
    """Give what is offered now to somebody who takes part, and was not answered or passed by."""
    today = timezone.localdate(now)
    mine = Enrolment.objects.filter(person=person, state=Enrolment.State.JOINED)
    rows = Adoption.objects.filter(
        programme__activities__in=mine.values("session__activity"),
        programme__phases__ends_on__gte=today - rules.AFTER_END,
    )
    there = rows.annotate(
        first=Min("programme__phases__starts_on"), last=Max("programme__phases__ends_on")
    ).select_related("programme")
    found = []
    for row in there.order_by("adopted_at", "pk"):
        moment = rules.open_on(row.first, row.last, today) if row.first and row.last else ""
        if moment and _asks(row, moment):
            found.append((row.programme, moment))
    if not found:
        return []
    return _left(found, path, packs or packs_for(person.district))


def _asks(adoption: Adoption, moment: str) -> bool:
    wanted = "end" if moment == rules.END else "start"
    return any(row["moment"] == wanted for row in adoption.content.get("measure", ()))


def _left(
    found: list[tuple[Initiative, str]],
    path: Path | None,
    packs: Mapping[str, instruments.Pack],
) -> list[Offered]:
    """Leave out what was answered, and what the resident passed by."""
    shared = [one for one in packs.values() if one.in_shared_set and one.for_whom == "self"]
    known: set[tuple[uuid.UUID | None, str, str]] = set()
    if path is not None:
        done = path.measurements.filter(programme__in=[one.pk for one, _moment in found])
        known = set(done.values_list("programme", "moment", "pack"))
    offers = [
        Offered(
            one.pk, one.name, moment,
            tuple(pack for pack in shared if (one.pk, moment, pack.id) not in known),
        )
        for one, moment in found
    ]  # fmt: skip
    passed = set(path.passed_by) if path else set()
    return [one for one in offers if one.packs and one.key not in passed]


@dataclass(frozen=True)
class Told:
    """What an organiser hears of one moment: when it was offered, and afterwards tens of people."""

    moment: str
    begin: dt.date
    end: dt.date
    is_over: bool
    people: int | None

    @property
    def is_end(self) -> bool:
        """Say whether it is about the end."""
        return self.moment == rules.END


def told_of(programme: Initiative, now: dt.datetime) -> list[Told]:
    """Tell of each moment that it was offered; how many answered only when it is over, in tens."""
    adoption = Adoption.objects.filter(programme=programme).first()
    span = Phase.objects.filter(programme=programme).aggregate(
        first=Min("starts_on"), last=Max("ends_on")
    )
    if adoption is None or not (span["first"] and span["last"]):
        return []
    today = timezone.localdate(now)
    counted = _counted(programme)
    return [
        Told(
            moment, begin, end, end < today,
            rules.in_tens(counted[moment]) if end < today else None,
        )
        for moment, (begin, end) in rules.windows(span["first"], span["last"]).items()
        if begin <= today and _asks(adoption, moment)
    ]  # fmt: skip


def _counted(programme: Initiative) -> dict[str, int]:
    rows = Measurement.objects.filter(
        Q(moment=rules.START) | Q(moment=rules.END), programme=programme
    )
    people: dict[str, set[uuid.UUID]] = {rules.START: set(), rules.END: set()}
    for moment, path in rows.values_list("moment", "path"):
        people[moment].add(path)
    return {moment: len(found) for moment, found in people.items()}
