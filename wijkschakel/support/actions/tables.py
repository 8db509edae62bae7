"""Tables of organisations: members, what a resident lets them talk about, and who does what."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.people import permissions as people_permissions
from wijkschakel.people.actions import consent as consents
from wijkschakel.people.models import Consent, Organisation, Person
from wijkschakel.people.rules import read_slip
from wijkschakel.places.models import District
from wijkschakel.support.actions import referral_letters as letters
from wijkschakel.support.actions.referrals import CodeUnknown, NoConsent, NotNow, free_code
from wijkschakel.support.models import CareTable, TableAction, TableCase, TableMember
from wijkschakel.support.permissions import referrals as permissions
from wijkschakel.support.permissions import tables as table_permissions

ITEMS = ["actions", "name", "question"]
TEXT_VERSION = "table-1"
State = TableCase.State


class NotAMember(Refused):
    """Only who sits at the table."""

    def __init__(self) -> None:
        super().__init__(_("Dit kan alleen wie aan deze tafel zit. Er is niets veranderd."))


class WorksNowhere(Refused):
    """A member sits there for an organisation it works for."""

    def __init__(self) -> None:
        super().__init__(
            _("Aan tafel zit alleen wie hier werkt, voor de eigen organisatie. "
              "Er is niets veranderd.")
        )  # fmt: skip


@transaction.atomic
def make_table(
    *,
    name: str,
    purpose: str,
    district: District,
    organisation: Organisation,
    by: Person,
    now: dt.datetime,
) -> CareTable:
    """Begin a table; who begins it leads it.

    :raises WorksNowhere.
    """
    if not permissions.works_for(by, organisation, now):
        raise WorksNowhere
    table = CareTable.objects.create(name=name, purpose=purpose, district=district, made_at=now)
    TableMember.objects.create(
        table=table, person=by, organisation=organisation, is_lead=True, since=now
    )
    journal.record(action="make_table", now=now, by=by, thing=table, organisation=organisation)
    return table


@transaction.atomic
def add_member(
    *,
    table: CareTable,
    person: Person,
    organisation: Organisation,
    by: Person,
    now: dt.datetime,
) -> TableMember:
    """Let somebody sit at the table. What residents shared before, they do not see.

    :raises NotAMember: only who leads it. WorksNowhere: for the own organisation.
    """
    CareTable.objects.select_for_update(no_key=True).get(pk=table.pk)
    if not table_permissions.leads(by, table, now):
        raise NotAMember
    if not permissions.works_for(person, organisation, now):
        raise WorksNowhere
    known = TableMember.objects.filter(table=table, person=person, until=None).first()
    if known is not None:
        return known
    member = TableMember.objects.create(
        table=table, person=person, organisation=organisation, since=now
    )
    letters.tell(person, letters.TABLE, _link(table), f"table:{table.pk}:{now.isoformat()}", now)
    journal.record(action="add_member", now=now, by=by, about=person, thing=table)
    return member


@transaction.atomic
def leave_table(*, member: TableMember, by: Person, now: dt.datetime) -> None:
    """Leave the table: oneself, or by who leads it. Twice is once."""
    is_own = by.pk == member.person_id
    if not is_own and not table_permissions.leads(by, member.table, now):
        raise NotAMember
    TableMember.objects.filter(pk=member.pk, until=None).update(until=now)
    journal.record(action="leave_table", now=now, by=by, about=member.person, thing=member.table)


def _link(table: CareTable) -> str:
    return f"/hulp/tafel/{table.pk}/"


def _case_link(case: TableCase) -> str:
    return f"/hulp/bespreking/{case.pk}/"


@transaction.atomic
def ask_case(
    *,
    table: CareTable,
    question: str,
    by: Person,
    now: dt.datetime,
    resident: Person | None = None,
    for_name: str = "",
) -> TableCase:
    """Ask a resident whether the table may talk about a question; nobody sees it before the yes.

    :raises NotAMember.
    """
    if not table_permissions.sits_at(by, table, now):
        raise NotAMember
    case = TableCase(
        table=table,
        resident=resident,
        for_name="" if resident else for_name,
        code=None if resident else free_code(TableCase),
        asked_by=by,
        question=question,
        made_at=now,
    )
    case.save(force_insert=True)
    if resident is not None and not people_permissions.may_act_for(resident, by, now):
        letters.tell(resident, letters.CASE_ASKED, _case_link(case), f"case:{case.pk}", now)
    journal.record(action="ask_case", now=now, by=by, about=resident, thing=case, why="table")
    return case


@transaction.atomic
def claim_case(*, code: str, person: Person, by: Person, now: dt.datetime) -> TableCase:
    """Let the resident with the code on paper say: this one is mine. Nothing is shared yet."""
    if not people_permissions.may_act_for(person, by, now):
        raise consents.NotYourData
    rows = TableCase.objects.select_for_update(no_key=True)
    found = rows.filter(code=read_slip(code), state=State.ASKED, resident=None).first()
    if found is None or found.asked_by_id == person.pk:
        raise CodeUnknown
    found.resident, found.for_name, found.code = person, "", None
    found.save(update_fields=["resident", "for_name", "code"])
    journal.record(action="claim_case", now=now, by=by, about=person, thing=found, why="table")
    return found


@transaction.atomic
def answer_case(
    *,
    case: TableCase,
    organisations: Collection[Organisation],
    by: Person,
    now: dt.datetime,
    until_on: dt.date | None = None,
) -> TableCase:
    """Let the resident say which organisations at the table may talk about it; none is a no.

    Each gets a consent of its own, to be taken back one by one.

    :raises NotNow: answered before. consents.NotYourData.
    """
    rows = TableCase.objects.select_for_update(of=("self",), no_key=True)
    fresh = rows.select_related("table", "resident").get(pk=case.pk)
    resident = fresh.resident
    if resident is None or fresh.state not in (State.ASKED, State.OPEN):
        raise NotNow
    if not people_permissions.may_act_for(resident, by, now):
        raise consents.NotYourData
    there = {one.organisation_id for one in fresh.table.members.filter(until=None)}
    chosen = [one for one in organisations if one.pk in there]
    for organisation in chosen:
        consents.give_consent(
            person=resident, purpose="table", items=ITEMS, text_version=TEXT_VERSION,
            to_organisation=organisation, until_on=until_on, by=by, now=now,
        )  # fmt: skip
    fresh.state = State.OPEN if chosen else State.DECLINED
    fresh.answered_at = now
    fresh.closed_at = None if chosen else now
    fresh.save(update_fields=["state", "answered_at", "closed_at"])
    _tell_members(fresh, chosen, by, now)
    journal.record(
        action="answer_case", now=now, by=by, about=resident, thing=fresh, why="table",
        on_behalf_of=resident if by != resident else None,
        details={"organisations": len(chosen)},
    )  # fmt: skip
    return fresh


def _tell_members(
    case: TableCase, chosen: list[Organisation], by: Person, now: dt.datetime
) -> None:
    members = case.table.members.filter(until=None, organisation__in=chosen)
    key = f"case-open:{case.pk}:{now.isoformat()}"
    for member in members.select_related("person__account"):
        if member.person_id != by.pk:
            letters.tell(member.person, letters.CASE_OPEN, _link(case.table), key, now)


@transaction.atomic
def close_case(*, case: TableCase, by: Person, now: dt.datetime) -> None:
    """End talking about it: the resident, or a member who may see it. Consents of it end too."""
    rows = TableCase.objects.select_for_update(of=("self",), no_key=True)
    fresh = rows.select_related("table", "resident").get(pk=case.pk)
    resident = fresh.resident
    is_own = resident is not None and people_permissions.may_act_for(resident, by, now)
    if not is_own and not table_permissions.sees_case(by, fresh, now):
        raise NoConsent
    if fresh.state != State.OPEN:
        raise NotNow
    fresh.state, fresh.closed_at = State.CLOSED, now
    fresh.save(update_fields=["state", "closed_at"])
    others = TableCase.objects.filter(resident=resident, state=State.OPEN)
    if is_own and not others.exists():
        live = Consent.objects.filter(
            people_permissions.live_consents(now), person=resident, purpose="table"
        )
        for consent in live:
            consents.withdraw_consent(consent=consent, by=by, now=now)
    journal.record(action="close_case", now=now, by=by, about=resident, thing=fresh, why="table")


@transaction.atomic
def add_action(
    *,
    table: CareTable,
    text: str,
    owner: Person,
    due_on: dt.date,
    by: Person,
    now: dt.datetime,
    case: TableCase | None = None,
) -> TableAction:
    """Note who does what before which day; about a resident only with consent of both sides.

    :raises NotAMember, NoConsent.
    """
    sits = table_permissions.sits_at
    if not sits(by, table, now) or not sits(owner, table, now):
        raise NotAMember
    if case is not None and not (
        case.table_id == table.pk
        and table_permissions.sees_case(by, case, now)
        and table_permissions.sees_case(owner, case, now)
    ):
        raise NoConsent
    action = TableAction(table=table, case=case, text=text, owner=owner, due_on=due_on, made_at=now)
    action.save(force_insert=True)
    if owner.pk != by.pk:
        letters.tell(owner, letters.ACTION, _link(table), f"action:{action.pk}", now)
    journal.record(
        action="add_action", now=now, by=by, about=case.resident if case else None, thing=action,
        why="table",
    )  # fmt: skip
    return action


@transaction.atomic
def finish_action(*, action: TableAction, by: Person, now: dt.datetime) -> None:
    """Say that it was done: who sits there and may see it. Twice is once."""
    if not table_permissions.sits_at(by, action.table, now):
        raise NotAMember
    if action.case is not None and not table_permissions.sees_case(by, action.case, now):
        raise NoConsent
    if TableAction.objects.filter(pk=action.pk, done_at=None).update(done_at=now):
        journal.record(
            action="finish_action", now=now, by=by,
            about=action.case.resident if action.case else None, thing=action, why="table",
        )  # fmt: skip
