"""A study: proposed by a researcher, opened by somebody else, answered by residents, delivered."""

import base64
import csv
import datetime as dt
import hashlib
import io
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.base.text.sheets import safe_cell
from wijkschakel.outcomes import permissions
from wijkschakel.outcomes.models import Study, StudyConsent, StudyExport
from wijkschakel.outcomes.queries import study_rows
from wijkschakel.outcomes.queries.studies import asked_here, consenting
from wijkschakel.outcomes.rules import studies as rules
from wijkschakel.people.models import Organisation, Person, RoleGrant
from wijkschakel.places.models import Region

State = Study.State
KEY_BYTES = 32
LONGEST = dt.timedelta(days=5 * 366)
WHY = "study"


class MayNotStudy(Refused):
    """Only who may."""

    def __init__(self) -> None:
        super().__init__(_("Dit mag jij hier niet. Er is niets veranderd."))


class NotProposed(Refused):
    """Something is missing."""

    def __init__(self) -> None:
        super().__init__(
            _("Een onderzoek heeft een naam, een doel, een kolom en een laatste dag binnen vijf "
              "jaar. Er is niets voorgesteld.")
        )  # fmt: skip


class StudyIsOver(Refused):
    """It does not run, or not here."""

    def __init__(self) -> None:
        super().__init__(_("Dit onderzoek loopt niet. Er is niets veranderd."))


class TooFewPeople(Refused):
    """So few that somebody might be found."""

    def __init__(self) -> None:
        super().__init__(
            _("Er zijn nog te weinig mensen die ja zeiden en op elkaar lijken. Voor een levering "
              "zijn er minstens %(n)s nodig. Er is niets geleverd. Vraag minder kolommen in een "
              "nieuw onderzoek, of wacht tot meer mensen ja zeggen.") % {"n": rules.FEWEST_ROWS}
        )  # fmt: skip


class ConsentChanged(Refused):
    """Somebody took back their yes while the file was made."""

    def __init__(self) -> None:
        super().__init__(_("Er veranderde net iets. Er is niets geleverd. Probeer het opnieuw."))


@dataclass(frozen=True)
class Delivery:
    """A file for the researcher, and what was done so that nobody can be found in it."""

    content: bytes
    rows: int
    coarser: int
    left_out: int


@transaction.atomic
def propose_study(
    *,
    region: Region,
    title: str,
    purpose: str,
    columns: Sequence[str],
    until_on: dt.date,
    organisation: Organisation | None,
    by: Person,
    now: dt.datetime,
) -> Study:
    """Propose a study; nobody sees it but who decides, until it is opened.

    :raises MayNotStudy, NotProposed: nothing is kept.
    """
    if not permissions.may_propose_study(by, region, now):
        raise MayNotStudy
    chosen = [column.code for column in rules.COLUMNS if column.code in columns]
    today = timezone.localdate(now)
    is_known = chosen and len(chosen) == len(set(columns))
    if not (title.strip() and purpose.strip() and is_known and today < until_on < today + LONGEST):
        raise NotProposed
    made = Study(
        region=region,
        title=title.strip(),
        purpose=purpose.strip(),
        organisation=organisation,
        researcher=by,
        columns=chosen,
        until_on=until_on,
        made_at=now,
    )
    made.save(force_insert=True)
    journal.record(action="propose_study", now=now, by=by, thing=made)
    return made


@transaction.atomic
def open_study(*, study: Study, by: Person, now: dt.datetime) -> None:
    """Open it for answers, with a key of its own. Never by the one who does the study.

    :raises MayNotStudy, StudyIsOver: nothing changes.
    """
    if not permissions.may_open_study(by, study, now):
        raise MayNotStudy
    fresh = _locked(study)
    if fresh.state != State.PROPOSED or fresh.until_on < timezone.localdate(now):
        raise StudyIsOver
    fresh.state, fresh.opened_by, fresh.opened_at = State.OPEN, by.pk, now
    fresh.key = base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()
    fresh.save(update_fields=["state", "opened_by", "opened_at", "key"])
    journal.record(action="open_study", now=now, by=by, thing=fresh)


@transaction.atomic
def close_study(*, study: Study, by: Person, now: dt.datetime) -> None:
    """Close it and destroy its key: from now on nobody can tell whose rows they were.

    :raises MayNotStudy: nothing changes.
    """
    if not permissions.may_close_study(by, study, now):
        raise MayNotStudy
    fresh = _locked(study)
    if fresh.state == State.CLOSED:
        return
    fresh.state, fresh.closed_at, fresh.key = State.CLOSED, now, ""
    fresh.save(update_fields=["state", "closed_at", "key"])
    journal.record(action="close_study", now=now, by=by, thing=fresh)


@transaction.atomic
def join_study(*, study: Study, person: Person, by: Person, now: dt.datetime) -> None:
    """Say yes to a study; only oneself, only here, only while it runs.

    :raises MayNotStudy, StudyIsOver: nothing is kept.
    """
    if by.pk != person.pk:
        raise MayNotStudy
    if not asked_here(person, now).filter(pk=study.pk).exists():
        raise StudyIsOver
    try:
        with transaction.atomic():
            made, is_new = StudyConsent.objects.get_or_create(
                study=study, person=person, defaults={"given_at": now}
            )
    except IntegrityError:  # pressed twice at once
        return
    if not is_new and made.withdrawn_at is None:
        return
    StudyConsent.objects.filter(pk=made.pk).update(given_at=now, withdrawn_at=None)
    journal.record(action="join_study", now=now, by=by, about=person, thing=study)


@transaction.atomic
def leave_study(*, study: Study, person: Person, by: Person, now: dt.datetime) -> None:
    """Take back a yes: in the next delivery this person is not.

    :raises MayNotStudy: nothing changes.
    """
    if by.pk != person.pk:
        raise MayNotStudy
    given = StudyConsent.objects.filter(study=study, person=person, withdrawn_at__isnull=True)
    if given.update(withdrawn_at=now):
        journal.record(action="leave_study", now=now, by=by, about=person, thing=study)


def deliver(*, study: Study, by: Person, now: dt.datetime) -> Delivery:
    """Make the file for the researcher. Everybody in it reads that it was made, before it goes.

    Not one transaction: the lines of reading stay, whatever happens after them.

    :raises MayNotStudy, TooFewPeople, ConsentChanged: nothing goes out.
    """
    if not permissions.may_export(by, study, now):
        raise MayNotStudy
    people = consenting(study)
    prepared = study_rows.prepare(study, people, now)
    if len(prepared.rows) < rules.FEWEST_ROWS:
        raise TooFewPeople
    journal.record_reads(
        action="deliver_study",
        now=now,
        by=by,
        people=people,
        thing=study,
        organisation=study.organisation,
        role=RoleGrant.Role.RESEARCHER,
        why=WHY,
    )
    content = _file(study, prepared)
    _note_delivery(study, {person.pk for person in people}, content, len(prepared.rows), by, now)
    return Delivery(content, len(prepared.rows), prepared.coarser, prepared.left_out)


@transaction.atomic
def _note_delivery(
    study: Study, people: set[object], content: bytes, rows: int, by: Person, now: dt.datetime
) -> None:
    """Keep that it went out, unless somebody took back their yes meanwhile."""
    fresh = _locked(study)
    if not permissions.may_export(by, fresh, now):
        raise MayNotStudy
    if {person.pk for person in consenting(fresh)} != people:
        raise ConsentChanged
    made = StudyExport(
        study=fresh, rows=rows, digest=hashlib.sha256(content).hexdigest(), made_at=now,
        made_by=by.pk,
    )  # fmt: skip
    made.save(force_insert=True)
    details = {"rows": rows, "digest": made.digest}
    journal.record(action="deliver_study", now=now, by=by, thing=fresh, details=details)


def _file(study: Study, prepared: rules.Prepared) -> bytes:
    """Write the rows as a table, in the order of their pseudonyms: the order tells nothing."""
    key = base64.b64decode(study.key)
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow([rules.PSEUDONYM, *study.columns])
    lines = [
        [rules.pseudonym(key, whose.bytes), *(safe_cell(row[name]) for name in study.columns)]  # type: ignore[attr-defined]
        for whose, row in prepared.rows
    ]
    table.writerows(sorted(lines))
    return out.getvalue().encode("utf-8-sig")


def _locked(study: Study) -> Study:
    return Study.objects.select_for_update(of=("self",), no_key=True).get(pk=study.pk)
