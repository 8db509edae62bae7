"""Makes referrals, who is who and tables for tests."""

import datetime as dt
from typing import Any

from tests.factories.people import (
    MOMENT,
    grant_role,
    make_membership,
    make_organisation,
    make_person,
)
from wijkschakel.people.models import Organisation, Person
from wijkschakel.places.models import District
from wijkschakel.support.actions import referrals, tables
from wijkschakel.support.models import CareTable, DirectoryEntry, Referral, TableCase


def make_worker(
    organisation: Organisation, district: District, role: str = "professional", **changes: Any
) -> Person:
    """Make somebody who works for an organisation in a district."""
    person = make_person(**{"district": district} | changes)
    grant_role(person, role, district)
    make_membership(person, organisation)
    return person


def let_work(person: Person, **changes: Any) -> Organisation:
    """Let somebody who has a role belong to an organisation of their own."""
    organisation = make_organisation(**changes)
    make_membership(person, organisation)
    return organisation


def make_draft(by: Person, to: Organisation, now: dt.datetime = MOMENT, **changes: Any) -> Referral:
    """Write a referral that waits for a yes."""
    values = {
        "title": "Samen eten",
        "question": "Ik wil niet elke avond alleen eten.",
        "note": "Fatma kookt graag.",
    }
    return referrals.draft_referral(to_organisation=to, by=by, now=now, **values | changes)


def make_sent(
    by: Person, resident: Person, to: Organisation, now: dt.datetime = MOMENT, **changes: Any
) -> Referral:
    """Write a referral and let the resident say yes."""
    words = {name: changes.pop(name) for name in ("items", "level", "until_on") if name in changes}
    draft = make_draft(by, to, now, resident=resident, **changes)
    return referrals.send_referral(referral=draft, by=resident, now=now, **words)


def make_entry(person: Person, **changes: Any) -> DirectoryEntry:
    """Let somebody stand in who is who."""
    values = {"function": "wijkverpleegkundige", "about": "Wonden", "changed_at": MOMENT}
    return DirectoryEntry.objects.create(person=person, **values | changes)


def make_table(
    by: Person, organisation: Organisation, district: District, now: dt.datetime = MOMENT
) -> CareTable:
    """Begin a table that `by` leads."""
    return tables.make_table(
        name="Tafel van de Linde", purpose="Samen om mensen heen staan", district=district,
        organisation=organisation, by=by, now=now,
    )  # fmt: skip


def make_case(
    table: CareTable, by: Person, resident: Person | None, now: dt.datetime = MOMENT
) -> TableCase:
    """Ask a resident whether the table may talk about it."""
    return tables.ask_case(
        table=table, question="Ik wil thuis blijven wonen.", resident=resident, by=by, now=now
    )
