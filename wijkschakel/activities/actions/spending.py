"""Writing down what was spent. Lines are added; a wrong one is taken back with a reason."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from wijkschakel.activities.models import Activity, Initiative, InitiativeParty, Spending
from wijkschakel.activities.models.spending import CORRECTED
from wijkschakel.activities.permissions.spending import Spender
from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people.models import Organisation, Person
from wijkschakel.places.models import District


class NoPlace(Refused):
    """An organisation that belongs to no district spends in the district of an activity."""

    def __init__(self) -> None:
        super().__init__(_("Kies de activiteit. Anders weten we niet in welke wijk dit was."))


class BackAlready(Refused):
    """Somebody else was first."""

    def __init__(self) -> None:
        super().__init__(_("Deze regel is al weggehaald of verbeterd. Er is niets veranderd."))


@dataclass(frozen=True)
class Line:
    """What is written down of one spending."""

    on: dt.date
    what: str
    kind: str
    where: str
    cents: int
    party: Organisation | None = None
    minutes: int | None = None
    people: int | None = None
    activity: Activity | None = None


@transaction.atomic
def write_spending(
    *, spender: Spender, line: Line, by: Person, now: dt.datetime, corrects: Spending | None = None
) -> Spending:
    """Write a line down; or a better one in the place of a wrong one, which is taken back.

    :raises NoPlace: no district is known. BackAlready: what it corrects was taken back before.
    """
    activity = spender if isinstance(spender, Activity) else line.activity
    if corrects:
        _take_back(corrects, CORRECTED, now)
    row = Spending(
        district=_place(spender, activity),
        initiative=spender if isinstance(spender, Initiative) else None,
        organisation=spender if isinstance(spender, Organisation) else None,
        activity=activity,
        on=line.on, what=line.what, kind=line.kind, where=line.where, cents=line.cents,
        party=line.party, minutes=line.minutes, people=line.people,
        corrects=corrects, entered_at=now, **_side(spender),
    )  # fmt: skip
    row.save(force_insert=True)
    journal.record(
        action="correct_spending" if corrects else "write_spending", now=now, by=by, thing=row,
        organisation=row.organisation, details={"kind": row.kind, "cents": row.cents},
    )  # fmt: skip
    return row


def _place(spender: Spender, activity: Activity | None) -> District:
    place = spender.district or (activity.district if activity else None)
    if place is None:
        raise NoPlace
    return place


def _side(spender: Spender) -> dict[str, object]:
    """Say who spends, as it is today: residents, or an organisation of some kind.

    An initiative is of residents while one of them owns it; it keeps that in lines of before.
    """
    if isinstance(spender, Organisation):
        kind = spender.kind
        is_formal = kind != Organisation.Kind.RESIDENTS
        return {"by_name": spender.name, "is_formal": is_formal, "by_kind": kind}
    if isinstance(spender, Activity):
        kind = spender.organisation.kind if spender.organisation else ""
        return {"by_name": spender.title, "is_formal": spender.is_formal, "by_kind": kind}
    owners = InitiativeParty.objects.filter(
        initiative=spender, role=InitiativeParty.Role.OWNER, state=InitiativeParty.State.ACTIVE
    ).values_list("person", "organisation__kind")
    kinds = sorted(kind for _person, kind in owners if kind)
    by_residents = any(person or kind == Organisation.Kind.RESIDENTS for person, kind in owners)
    is_formal, care = bool(kinds) and not by_residents, Organisation.Kind.CARE
    kind = (care if care in kinds else kinds[0]) if is_formal else ""
    return {"by_name": spender.name, "is_formal": is_formal, "by_kind": kind}


def _take_back(row: Spending, why: str, now: dt.datetime) -> None:
    there = Spending.objects.filter(pk=row.pk, taken_back_at__isnull=True)
    if not there.update(taken_back_at=now, why_back=why):
        raise BackAlready


@transaction.atomic
def take_back(*, row: Spending, why: str, by: Person, now: dt.datetime) -> None:
    """Take a line back; it stays to be read, with the reason.

    :raises BackAlready: somebody else was first.
    """
    _take_back(row, why, now)
    journal.record(
        action="take_back_spending", now=now, by=by, thing=row, organisation=row.organisation
    )
