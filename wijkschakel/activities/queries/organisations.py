"""What an organisation does, for anybody: its hours, its initiatives, and who one meets there."""

import uuid
from dataclasses import dataclass

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Coalesce

from wijkschakel.activities.models import Activity, Initiative, InitiativeParty, Lead
from wijkschakel.activities.queries.hours import visible_hours
from wijkschakel.activities.queries.initiatives import Member
from wijkschakel.people.models import Organisation

MOST_SHOWN = 60


@dataclass(frozen=True)
class Named:
    """Something with a page of its own, and where it is."""

    pk: uuid.UUID
    name: str
    where: str


@dataclass(frozen=True)
class Does:
    """What an organisation does beside services and activities."""

    hours: list[Named]
    initiatives: list[Named]
    known: list[Member]


def _text(kind: str) -> Cast:
    return Cast(Value(kind), CharField())


def what_it_does(organisation: Organisation) -> Does:
    """Give all three in one question to the database.

    Of people only who leads something and lets a first name stand with that.
    """
    hours = visible_hours().filter(organisation=organisation).select_related(None)
    there = InitiativeParty.objects.filter(
        organisation=organisation, state=InitiativeParty.State.ACTIVE
    )
    initiatives = Initiative.objects.filter(
        pk__in=there.values("initiative"), state=Initiative.State.ACTIVE
    )
    leads = Lead.objects.filter(
        shows_name=True,
        activity__organisation=organisation,
        activity__state=Activity.State.PUBLISHED,
    )
    where = Coalesce("venue__name", Value(""), output_field=CharField())
    rows = hours.order_by().values_list(_text("hour"), "pk", F("title"), where).union(
        initiatives.order_by().values_list(_text("initiative"), "pk", F("name"), _text("")),
        leads.order_by().values_list(F("role"), "activity", F("activity__title"),
                                     F("person__given_name")),
        all=True,
    )  # fmt: skip
    told = sorted(rows[: MOST_SHOWN * 3], key=lambda row: (row[2], str(row[1]), row[3]))
    return Does(
        [Named(pk, name, at) for kind, pk, name, at in told if kind == "hour"],
        [Named(pk, name, at) for kind, pk, name, at in told if kind == "initiative"],
        [
            Member(name, what, str(Lead.Role(kind).label))
            for kind, _pk, what, name in told
            if kind in Lead.Role.values
        ],
    )
