"""Taking over referrals from the file of another system: a preview, reasons, and no overwriting.

What comes in is a draft with a code: also here nothing goes to a receiver before the resident says
yes.
"""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from wijkschakel.base import journal
from wijkschakel.people.models import Organisation, Person
from wijkschakel.support.actions import referrals
from wijkschakel.support.models import Referral
from wijkschakel.support.permissions import referrals as permissions
from wijkschakel.support.rules import fhir

# A referral that is on its way elsewhere is not sent a second time from here.
TAKEN_STATES = frozenset({"draft", "requested"})
MOST = 200


@dataclass(frozen=True)
class Row:
    """What would come, or came, of one referral in a file; `reasons` are codes."""

    place: int
    title: str
    name: str
    receiver: str
    reasons: tuple[str, ...]
    made: Referral | None = None


def preview(*, raw: bytes, by: Person, organisation: Organisation, now: dt.datetime) -> list[Row]:
    """Say of every referral in a file whether it can come, and if not why.

    :raises fhir.NotReadable: the file is no bundle with tasks.
    :raises referrals.MayNotRefer: for an organisation of others.
    """
    if not permissions.works_for(by, organisation, now):
        raise referrals.MayNotRefer
    items = fhir.read_bundle(raw)
    records = [item.record for item in items if item.record]
    names = {record.receiver for record in records}
    receivers = {one.name: one for one in Organisation.objects.filter(name__in=names)}
    numbers = {record.number for record in records}
    here = Referral.objects.filter(from_organisation=organisation, source_number__in=numbers)
    known = set(here.values_list("source_number", flat=True))
    return [_row(item, organisation, receivers, known) for item in items]


def _row(
    item: fhir.Item,
    organisation: Organisation,
    receivers: dict[str, Organisation],
    known: set[str],
) -> Row:
    record = item.record
    if record is None:
        return Row(item.place, "", "", "", item.reasons)
    reasons = [
        code
        for code, is_wrong in (
            ("here_already", record.number in known),
            ("on_its_way", record.state not in TAKEN_STATES),
            ("other_sender", record.sender.casefold() != organisation.name.casefold()),
            ("receiver_unknown", record.receiver not in receivers),
            ("no_question", not record.title or not record.question),
        )
        if is_wrong
    ]
    return Row(item.place, record.title, record.name, record.receiver, tuple(reasons))


@transaction.atomic
def take_over(*, raw: bytes, by: Person, organisation: Organisation, now: dt.datetime) -> list[Row]:
    """Make a draft with a code of every referral that can come; the same file twice is once."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    rows = preview(raw=raw, by=by, organisation=organisation, now=now)
    records = {item.place: item.record for item in fhir.read_bundle(raw)}
    done = []
    for number, row in enumerate(rows):
        record = records[row.place]
        if row.reasons or record is None or number >= MOST:
            reasons = row.reasons or ("too_many_at_once",)
            done.append(Row(row.place, row.title, row.name, row.receiver, reasons))
            continue
        made = referrals.draft_referral(
            to_organisation=Organisation.objects.get(name=record.receiver),
            title=record.title,
            question=record.question,
            note=record.note,
            for_name=record.name,
            from_organisation=organisation,
            source_number=record.number,
            by=by,
            now=now,
        )
        done.append(Row(row.place, row.title, row.name, row.receiver, (), made))
    made_count = sum(row.made is not None for row in done)
    journal.record(
        action="take_over_referrals", now=now, by=by, organisation=organisation,
        details={"made": made_count, "left_out": len(done) - made_count},
    )  # fmt: skip
    return done
