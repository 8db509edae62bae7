"""Tables of organisations: where I sit, who else does, what is on it, who does what."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from wijkschakel.people.models import Person
from wijkschakel.support.models import CareTable, TableAction, TableCase, TableMember
from wijkschakel.support.permissions import tables as permissions


def tables_of(person: Person, now: dt.datetime) -> QuerySet[CareTable]:
    """Give where somebody sits today."""
    seats = permissions.seats_of(person, now).values("table")
    return CareTable.objects.filter(pk__in=seats).select_related("district").order_by("name")


def find_table(person: Person, number: uuid.UUID, now: dt.datetime) -> CareTable | None:
    """Give a table where somebody sits; another one does not exist for them."""
    return tables_of(person, now).filter(pk=number).first()


def members_of(table: CareTable) -> list[TableMember]:
    """Give who sits there now, who leads it first."""
    rows = table.members.filter(until=None).select_related("person", "organisation")
    return list(rows.order_by("-is_lead", "organisation__name", "person__given_name", "pk"))


@dataclass(frozen=True)
class OnTable:
    """What a member sees: cases with consent, actions of those and of none, and own drafts."""

    cases: list[TableCase]
    actions: list[TableAction]
    asked: list[TableCase]


def on_table(person: Person, table: CareTable, now: dt.datetime) -> OnTable:
    """Give what this member may see now, in three questions."""
    cases = list(permissions.open_cases(person, table, now))
    may = Q(case=None) | Q(case__in=cases)
    recent = Q(done_at=None) | Q(done_at__gt=now - dt.timedelta(days=30))
    actions = table.actions.filter(may, recent).select_related("owner", "case__resident")
    asked = table.cases.filter(asked_by=person, state=TableCase.State.ASKED)
    ordered = list(actions.order_by("due_on", "made_at", "pk"))
    return OnTable(
        cases=cases,
        actions=sorted(ordered, key=lambda one: one.done_at is not None),
        asked=list(asked.select_related("resident").order_by("made_at", "pk")),
    )


def find_action(table: CareTable, number: uuid.UUID) -> TableAction | None:
    """Give an action of a table; who may finish it is for the action."""
    rows = table.actions.select_related("case__resident", "case__table", "table")
    return rows.filter(pk=number).first()


def cases_of(person: Person) -> list[TableCase]:
    """Give what tables talk, or would like to talk, about with this resident."""
    rows = TableCase.objects.filter(resident=person).select_related("table", "asked_by")
    return list(rows.order_by("-made_at", "pk")[:50])


def find_case(number: uuid.UUID) -> TableCase | None:
    """Give a case by number; who may see it is for permissions."""
    rows = TableCase.objects.select_related("resident", "table", "asked_by")
    return rows.filter(pk=number).first()


def my_actions(person: Person, now: dt.datetime) -> QuerySet[TableAction]:
    """Give what somebody still does for the tables where they sit."""
    tables = permissions.seats_of(person, now).values("table")
    return TableAction.objects.filter(owner=person, done_at=None, table__in=tables)
