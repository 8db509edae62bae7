"""Looking at what comes in, and taking it over: the same work, once taken back and once kept."""

import base64
import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from wijkschakel.base import journal
from wijkschakel.base.errors import Refused
from wijkschakel.base.fields import seal, unseal
from wijkschakel.base.journal import Somebody
from wijkschakel.network import words
from wijkschakel.network.actions import reading, take_activities, take_news, take_services
from wijkschakel.network.actions.reading import SHEETS, Found
from wijkschakel.network.actions.taking import Run, Took
from wijkschakel.network.models import Import, ImportRow, Kind, Source, Upload
from wijkschakel.network.readers import reasons, sheet_guesses, sheet_rows
from wijkschakel.network.readers.files import Carried, Notes, UnreadableFile
from wijkschakel.network.readers.sheet_guesses import TableGuess
from wijkschakel.network.readers.sheets import open_sheets
from wijkschakel.network.readers.values import text_of
from wijkschakel.places.models import District

BATCH = 200
State = Import.State
TAKERS = {
    Kind.ACTIVITIES: take_activities.take,
    Kind.SERVICES: take_services.take,
    Kind.NEWS: take_news.take,
}


class NotReady(Refused):
    """An import that cannot be done now: not looked at, or done before."""

    def __init__(self) -> None:
        super().__init__(
            _("Deze overname kan nu niet verder. Ververs de pagina om te zien hoe het staat.")
        )


class NotThisFormat(Refused):
    """This kind of thing cannot be read from this format."""

    def __init__(self) -> None:
        super().__init__(
            _("Dit soort bestand past niet bij wat je wilt overnemen. Kies een ander soort.")
        )


class UploadGone(Refused):
    """What was sent along is no longer kept."""

    def __init__(self) -> None:
        super().__init__(
            _("Het bestand is niet bewaard. Er is niets overgenomen. Stuur het nog een keer mee.")
        )


@dataclass(frozen=True)
class Wish:
    """What somebody wants to take over, and from where."""

    kind: str
    form: str
    district: District
    name: str
    source: str
    url: str = ""
    language: str = "nl"
    feed: Source | None = None

    def check(self) -> None:
        """Refuse a format that does not fit."""
        if self.form not in reading.READERS.get(Kind(self.kind), []) and not self.feed:
            raise NotThisFormat


@transaction.atomic
def start_import(
    *, wish: Wish, by: Somebody | None, now: dt.datetime, upload: Carried | None = None
) -> Import:
    """Begin: keep what was sent along, sealed, until it is taken over.

    :raises NotThisFormat: the kind and the format do not go together.
    """
    wish.check()
    run = Import.objects.create(
        kind=wish.kind,
        format=wish.form,
        district=wish.district,
        feed=wish.feed,
        source=wish.source[:200],
        name=wish.name[:120],
        url=wish.url,
        language=wish.language,
        digest=hashlib.sha256(upload.data).hexdigest() if upload else "",
        state=State.COLUMNS if upload and wish.form in SHEETS else State.LOOKING,
        made_at=now,
    )
    if upload is not None:
        text = base64.b85encode(upload.data).decode()
        sealed = seal(text, _place(run)).encode()
        Upload.objects.create(run=run, name=upload.name[:120], sealed=sealed, made_at=now)
    journal.record(action="start_import", now=now, by=by, thing=run, details={"kind": run.kind})
    return run


def _place(run: Import) -> str:
    return f"network.upload.{run.pk}"


def open_upload(run: Import) -> Carried:
    """Give what was sent along.

    :raises UploadGone: it is not kept any more.
    """
    upload = Upload.objects.filter(run=run).first()
    if upload is None:
        raise UploadGone
    text = unseal(bytes(upload.sealed).decode(), _place(run))
    return Carried(upload.name, base64.b85decode(text))


def look_at_columns(run: Import) -> list[TableGuess]:
    """Say how each sheet of the upload is understood; empty when it cannot be read."""
    try:
        return sheet_rows.look_at(open_upload(run), Notes())
    except (UnreadableFile, UploadGone):
        return []


def sample_rows(run: Import, most: int) -> list[list[str]]:
    """Give the first rows below the titles of the first sheet, as text."""
    sheet = next((one for one in open_sheets(open_upload(run), Notes()) if one.rows), None)
    if sheet is None:
        return []
    below = sheet.rows[sheet_guesses.find_header(sheet.rows) + 1 :]
    rows = [[text_of(cell, 60) for cell in row] for row in below if any(row)][:most]
    width = max(map(len, sheet.rows[:200]))
    return [row + [""] * (width - len(row)) for row in rows]


def read_rows(
    *, run: Import, by: Somebody | None, now: dt.datetime, chosen: Mapping[int, str] | None = None
) -> Import:
    """Read what was sent along and keep its rows; a file that cannot be read ends it in words.

    :param chosen: per column what a person says that it tells.
    :raises UploadGone: it is not kept any more.
    """
    try:
        found = reading.read(run.kind, run.format, open_upload(run), now, chosen)
    except UnreadableFile as error:
        return _fail(run, words.sentence(str(error)))
    keep_found(run=run, found=found, by=by, now=now, chosen=chosen, state=State.LOOKING)
    return run


def preview_rows(*, run: Import, by: Somebody | None, now: dt.datetime) -> Import:
    """Do everything and take that back, batch by batch; keep what would become of each row."""
    for batch in _batches(run):
        with transaction.atomic():
            with transaction.atomic():
                tooks = _take(run, batch, by, now)
                transaction.set_rollback(True)
            _note(batch, tooks, is_done=False)
    return _finish(run, State.PREVIEWED)


@transaction.atomic
def _fail(run: Import, sentence: str) -> Import:
    run.state, run.problem = State.FAILED, sentence[:400]
    run.save(update_fields=["state", "problem"])
    Upload.objects.filter(run=run).delete()
    return run


@transaction.atomic
def keep_found(
    *,
    run: Import,
    found: Found,
    by: Somebody | None,
    now: dt.datetime,
    chosen: Mapping[int, str] | None = None,
    state: str = State.PREVIEWED,
) -> None:
    """Keep what was read as rows, each with its reason when it cannot be taken over."""
    run.rows.all().delete()
    rows = [
        ImportRow(
            run=run, number=number, source_id=key[:300], found=packed,
            title=reading.title_of(run.kind, packed),
        )
        for number, (key, packed) in enumerate(found.rows, 1)
    ]  # fmt: skip
    rows += [_rejected(run, *item) for item in enumerate(found.rejected, len(rows) + 1)]
    ImportRow.objects.bulk_create(rows, batch_size=500)
    run.notes = _notes(found)
    run.chosen = {str(key): name for key, name in chosen.items()} if chosen is not None else None
    run.total, run.state, run.problem = len(found.rows), state, ""
    run.save(update_fields=["notes", "chosen", "total", "state", "problem", "digest"])
    journal.record(
        action="preview_import", now=now, by=by, thing=run, details={"rows": len(found.rows)}
    )


def _notes(found: Found) -> list[list[Any]]:
    """Give what was read otherwise as codes, each with its facts and how often."""
    remarks = [[*reasons.code_of(text), count] for text, count in found.remarks.items()]
    return remarks + [[*reasons.code_of(text), 1] for text in found.sentences]


def _rejected(run: Import, number: int, item: tuple[str, str, str]) -> ImportRow:
    key, reason, title = item
    code, facts = reasons.code_of(reason)
    return ImportRow(
        run=run, number=number, source_id=key[:300], title=title[:200], code=code,
        facts=facts, outcome=ImportRow.Outcome.REJECTED,
    )  # fmt: skip


def _batches(run: Import) -> list[list[ImportRow]]:
    rows = run.rows.filter(is_done=False).exclude(found={}).order_by("number")
    numbers = list(rows.values_list("pk", flat=True))
    return [
        list(ImportRow.objects.filter(pk__in=numbers[at : at + BATCH]).order_by("number"))
        for at in range(0, len(numbers), BATCH)
    ]


def _take(run: Import, batch: list[ImportRow], by: Somebody | None, now: dt.datetime) -> list[Took]:
    if "ids" not in run.__dict__:
        run.__dict__["ids"] = frozenset(run.rows.values_list("source_id", flat=True))
    work = Run(run, run.district, now, by, run.__dict__["ids"])
    return TAKERS[Kind(run.kind)](work, [(row.source_id, row.found) for row in batch])


def _note(batch: list[ImportRow], tooks: list[Took], *, is_done: bool) -> None:
    """Write down what became of each row; after a look nothing was made yet."""
    for row, took in zip(batch, tooks, strict=True):
        row.outcome, row.code, row.facts = took.outcome, took.code, took.facts
        row.other_id, row.is_done = took.other_id, is_done
        made = took.outcome == ImportRow.Outcome.NEW and not is_done
        row.thing_id = None if made else took.thing_id
        row.before, row.after = (took.before, took.after) if is_done else ({}, {})
    # Written anew: changing eight fields of each row takes ten times as long.
    ImportRow.objects.filter(pk__in=[row.pk for row in batch]).delete()
    ImportRow.objects.bulk_create(batch, batch_size=500)


@transaction.atomic
def _finish(run: Import, state: str) -> Import:
    counts: dict[str, int] = {}
    for outcome in run.rows.values_list("outcome", flat=True):
        counts[outcome] = counts.get(outcome, 0) + 1
    run.counts, run.state = counts, state
    run.save(update_fields=["counts", "state", "done_at"])
    return run


@transaction.atomic
def begin_import(*, run: Import, by: Somebody | None, now: dt.datetime) -> Import:
    """Say that it is to be taken over, once.

    :raises NotReady: it was not looked at, or is done.
    """
    held = Import.objects.select_for_update(of=("self",), no_key=True).get(pk=run.pk)
    if held.state != State.PREVIEWED:
        raise NotReady
    held.state = State.WORKING
    held.save(update_fields=["state"])
    journal.record(action="begin_import", now=now, by=by, thing=held)
    return held


def do_import(*, run: Import, by: Somebody | None, now: dt.datetime) -> Import:
    """Take it over, batch by batch; what stopped halfway goes on where it was.

    :raises NotReady: it was not looked at, or is done.
    """
    if run.state == State.PREVIEWED:
        run = begin_import(run=run, by=by, now=now)
    if run.state != State.WORKING:
        raise NotReady
    for batch in _batches(run):
        with transaction.atomic():
            Import.objects.select_for_update(of=("self",), no_key=True).get(pk=run.pk)
            tooks = _take(run, batch, by, now)
            _note(batch, tooks, is_done=True)
    with transaction.atomic():
        run.done_at = now
        if run.kind == Kind.ACTIVITIES:
            touched = run.rows.filter(is_done=True, thing_id__isnull=False)
            changed = touched.exclude(outcome=ImportRow.Outcome.SAME)
            numbers = changed.values_list("thing_id", flat=True)
            take_activities.let_find([one for one in numbers if one], now)
        run = _finish(run, State.DONE)
        Upload.objects.filter(run=run).delete()
        journal.record(action="do_import", now=now, by=by, thing=run, details=run.counts)
    return run


@transaction.atomic
def drop_import(*, run: Import, by: Somebody | None, now: dt.datetime) -> None:
    """Throw away an import that was looked at and not taken over.

    :raises NotReady: it is being taken over, or was.
    """
    held = Import.objects.select_for_update(of=("self",), no_key=True).get(pk=run.pk)
    if held.state not in (State.LOOKING, State.COLUMNS, State.PREVIEWED, State.FAILED):
        raise NotReady
    journal.record(action="drop_import", now=now, by=by, thing=held)
    held.delete()
