"""What a person has in referrals, who is who and tables, marked to be found again."""

from typing import Any

from tests.factories.people import MOMENT, make_organisation, make_person
from tests.factories.services import make_service
from wijkschakel.people.models import Person
from wijkschakel.places.models import District
from wijkschakel.support.models import (
    CapacityQuestion,
    CareTable,
    ColleagueQuestion,
    DirectoryEntry,
    Referral,
    ReferralStep,
    TableAction,
    TableCase,
    TableMember,
)

MARKS = {str(number) for number in range(80, 94)}


def _save(row: Any) -> Any:
    row.save(force_insert=True)
    return row


def add(person: Person, district: District, mark: str) -> None:
    """Let the person be referred, refer, be listed, ask, answer, and sit at a table."""
    there = make_organisation()
    own = _save(
        Referral(
            resident=person, to_organisation=there, state="rejected", made_at=MOMENT,
            title=f"eten {mark}-80", question=f"samen {mark}-81", note=f"kookt {mark}-82",
            words=f"goed {mark}-83", reason=f"vol {mark}-84", sent_at=MOMENT, changed_at=MOMENT,
            ended_at=MOMENT,
        )
    )  # fmt: skip
    _save(ReferralStep(referral=own, number=1, state="draft", by=person, at=MOMENT))
    other = {"resident": make_person(), "to_organisation": there, "title": "x", "question": "y"}
    moments = {"made_at": MOMENT, "sent_at": MOMENT, "changed_at": MOMENT}
    _save(Referral(from_person=person, taken_by=person, state="accepted", **other, **moments))
    _save(Referral(from_person=person, made_at=MOMENT, changed_at=MOMENT, **other))
    DirectoryEntry.objects.create(
        person=person, function=f"werk {mark}-85", about=f"over {mark}-86", where=f"wijk {mark}-87",
        phone=f"{mark}-88", email=f"{mark}-89@example.org", changed_at=MOMENT,
    )  # fmt: skip
    asked = {"asked_at": MOMENT, "answered_at": MOMENT, "state": "answered"}
    _save(ColleagueQuestion(from_person=person, text=f"vraag {mark}-90", answer="ja", **asked))
    _save(ColleagueQuestion(to_person=person, text="waar?", answer=f"daar {mark}-91", **asked))
    CapacityQuestion.objects.create(service=make_service(), asked_by=person, asked_at=MOMENT)
    table = CareTable.objects.create(name="Tafel", district=district, made_at=MOMENT)
    TableMember.objects.create(table=table, person=person, organisation=there, since=MOMENT)
    case = _save(
        TableCase(table=table, resident=person, question=f"thuis {mark}-92", made_at=MOMENT)
    )
    plan = {"table": table, "due_on": MOMENT.date(), "made_at": MOMENT}
    _save(TableAction(case=case, text=f"trap {mark}-93", owner=person, **plan))
    _save(TableAction(text="koffie", owner=person, **plan))
