"""Beginning a district like another one. Nothing about people comes along."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from wijkschakel.activities.actions import initiatives
from wijkschakel.activities.models import (
    Activity,
    DistrictBeginning,
    Initiative,
    InitiativeParty,
    InitiativeStep,
    Label,
    Lead,
)
from wijkschakel.activities.queries import packages as queries
from wijkschakel.activities.rules.packages import without_people
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people.models import Person
from wijkschakel.places.models import District

LABELS, INITIATIVES, ACTIVITIES = "labels", "initiatives", "activities"
# What holds anywhere: no venue, no organisation, no people, no days, no long text.
TAKEN = (
    "title", "language", "spoken", "theme", "audience", "is_resident_run", "price_cents",
    "capacity", "is_walk_in", "newcomer_places", "is_free_with_little_money",
)  # fmt: skip


class BeganBefore(Refused):
    """This was done before, or it is the same district."""

    def __init__(self) -> None:
        super().__init__(
            _("Deze wijk begon al zoals die wijk, of het is dezelfde. Er is niets veranderd.")
        )


@transaction.atomic
def begin_like(
    *,
    district: District,
    source: District,
    take: Collection[str],
    by: Person,
    now: dt.datetime,
) -> DistrictBeginning:
    """Take labels, initiatives and activities along from another district.

    Initiatives begin again as a question without owners, activities as drafts without days.

    :raises BeganBefore: it was done before, or the districts are one.
    """
    if district.pk == source.pk:
        raise BeganBefore
    try:
        with transaction.atomic():
            beginning = DistrictBeginning.objects.create(
                district=district, source=source, began_at=now
            )
    except IntegrityError:
        raise BeganBefore from None
    taken: dict[str, int] = {}
    if LABELS in take:
        taken[LABELS] = _labels(district, source, now)
    if INITIATIVES in take:
        taken[INITIATIVES] = _initiatives(district, source, now)
    if ACTIVITIES in take:
        taken[ACTIVITIES] = _activities(district, source, now)
    beginning.taken = taken
    beginning.save(update_fields=["taken"])
    journal.record(action="begin_like", now=now, by=by, thing=beginning, details=dict(taken))
    return beginning


def _names(rows: Iterable[Lead] | Iterable[InitiativeParty]) -> list[str]:
    return [row.person.given_name for row in rows if row.person]


def _labels(district: District, source: District, now: dt.datetime) -> int:
    rows = [
        Label(
            name=label.name,
            slug=f"{label.slug[:100]}-{uuid.uuid4().hex[:8]}",
            description=label.description,
            district=district,
            created_at=now,
        )
        for label in queries.source_labels(source)
    ]
    return len(Label.objects.bulk_create(rows))


def _initiatives(district: District, source: District, now: dt.datetime) -> int:
    rows = list(queries.initiatives_to_take(source))
    for row in rows:
        fresh = initiatives.make(
            district=district,
            name=row.name,
            now=now,
            summary=without_people(row.summary, _names(row.parties.all())),
            language=row.language,
            theme=row.theme,
            stage=Initiative.Stage.QUESTION,
            grown_from=row,
        )
        initiatives.add_step(fresh, InitiativeStep.Kind.ADOPTED, now, other=row)
    return len(rows)


def _activities(district: District, source: District, now: dt.datetime) -> int:
    rows = [
        Activity(
            district=district,
            state=Activity.State.DRAFT,
            created_at=now,
            changed_at=now,
            summary=without_people(row.summary, _names(row.leads.all())),
            **{name: getattr(row, name) for name in TAKEN},
        )
        for row in queries.activities_to_take(source)
    ]
    return len(Activity.objects.bulk_create(rows))


@transaction.atomic
def note_taken(
    *, beginning: DistrictBeginning, kind: str, number: int, by: Person, now: dt.datetime
) -> None:
    """Note what another room took along."""
    beginning.taken = beginning.taken | {kind: number}
    beginning.save(update_fields=["taken"])
    journal.record(action="note_taken", now=now, by=by, thing=beginning, details={"kind": kind})
