"""What a programme offers its participants to answer, and what its organiser hears of that."""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Max, Min, Subquery, UUIDField
from django.utils import timezone

from wijkschakel.activities.models import Adoption, Enrolment, Initiative, Phase
from wijkschakel.paths.models import Path
from wijkschakel.paths.queries.following import Answered, packs_for
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
    rows = Adoption.objects.filter(programme__activities__in=mine.values("session__activity"))
    # All phases first, what is long over after: the first day is that of the first phase.
    there = rows.annotate(
        first=Min("programme__phases__starts_on"), last=Max("programme__phases__ends_on")
    ).filter(last__gte=today - rules.AFTER_END)
    found = []
    for row in there.select_related("programme").order_by("adopted_at", "pk"):
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


def path_with_offers(person: Person, now: dt.datetime) -> Path | None:
    """Give a path with the programmes that offer questions now: one question for all of it."""
    today = timezone.localdate(now)
    mine = Enrolment.objects.filter(person=person, state=Enrolment.State.JOINED)
    spans = Adoption.objects.filter(
        programme__activities__in=mine.values("session__activity")
    ).annotate(
        first=Min("programme__phases__starts_on"), last=Max("programme__phases__ends_on")
    )  # fmt: skip
    begins = spans.filter(first__lte=today, first__gte=today - rules.AFTER_START)
    ends = spans.filter(
        last__lte=today + rules.BEFORE_END, last__gte=today - rules.AFTER_END
    ).exclude(first__gte=today - rules.AFTER_START)
    rows = Path.objects.filter(person=person).select_related("person")
    return rows.annotate(
        at_start=Subquery(begins.values("programme")[:1], output_field=UUIDField()),
        at_end=Subquery(ends.values("programme")[:1], output_field=UUIDField()),
    ).first()


def is_offered(path: Path, measured: Sequence[Answered]) -> bool:
    """Say whether a programme of `path_with_offers` waits: not answered at all, not passed by."""
    waiting = {
        (programme, moment)
        for programme, moment in (
            (path.at_start, rules.START),  # type: ignore[attr-defined]
            (path.at_end, rules.END),  # type: ignore[attr-defined]
        )
        if programme and key_of(programme, moment) not in path.passed_by
    }
    done = {(one.measurement.programme_id, one.measurement.moment) for one in measured}
    return bool(waiting - done)


@dataclass(frozen=True)
class Told:
    """What an organiser hears of one moment: that it was offered, and when."""

    moment: str
    begin: dt.date
    end: dt.date

    @property
    def is_end(self) -> bool:
        """Say whether it is about the end."""
        return self.moment == rules.END


def told_of(adoption: Adoption, phases: Collection[Phase], now: dt.datetime) -> list[Told]:
    """Tell of each moment that it was offered; of who answered nothing, and no number.

    :param phases: of the programme; nothing more is asked of the database.
    """
    starts = [phase.starts_on for phase in phases if phase.starts_on]
    ends = [phase.ends_on for phase in phases if phase.ends_on]
    if not (starts and ends):
        return []
    today = timezone.localdate(now)
    return [
        Told(moment, begin, end)
        for moment, (begin, end) in rules.windows(min(starts), max(ends)).items()
        if begin <= today and _asks(adoption, moment)
    ]
