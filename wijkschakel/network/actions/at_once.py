"""Takes a file over in one go, as a command does, and tells what became of it."""

import datetime as dt
import hashlib
import uuid
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction

from wijkschakel.activities.models import Activity, Post, Service, Session
from wijkschakel.base.journal import Somebody
from wijkschakel.network import words
from wijkschakel.network.actions import imports, reading, undoing
from wijkschakel.network.actions.imports import Wish
from wijkschakel.network.actions.reading import Found
from wijkschakel.network.models import Import, ImportRow, Kind
from wijkschakel.network.readers import packing
from wijkschakel.network.readers.found import Rejected
from wijkschakel.places.models import District, Venue

Outcome = ImportRow.Outcome
# what is decided here, in the words of the command
TOLD = {
    "led_here": "led by a resident here; its words are left as they are",
    "changed_here": "changed here since the last import; what stands here is kept",
    "looks_like": "looks like something that is here already; look whether it is the same",
    "already_here": "here already from elsewhere; only what was not known is filled in",
    "id_changed": "the source gave it another id; still the same",
    "removed_here": "was removed here; not brought back",
}


@dataclass
class ImportReport:
    """What became of an import."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    kept: int = 0
    merged: int = 0
    venues: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    number: uuid.UUID | None = field(default=None, compare=False)


@dataclass
class ActivityReport(ImportReport):
    """What became of an import of activities; the counts tell what the source brought in all."""

    activities: int = 0
    sessions: int = 0
    past_sessions: int = 0
    cancelled: int = 0


@dataclass
class ServiceReport(ImportReport):
    """What became of an import of services."""

    services: int = 0
    on_the_map: int = 0


@dataclass
class NewsReport(ImportReport):
    """What became of an import of news."""

    news: int = 0


def source_name(form: str, path: Path, district: District, name: str = "") -> str:
    """Give the name under which an import is known: the same name again is the same source."""
    return f"{form}:{district.code}:{name or path.name}"[:200]


def import_activities(
    *, path: Path, form: str, district: District, by: Somebody | None, now: dt.datetime,
    name: str = "", language: str = "nl", dry_run: bool = False,
) -> ActivityReport:  # fmt: skip
    """Read a file and keep its activities; what came before under this name is brought up to date.

    :param dry_run: do everything and take it back, so that the report is the true one.
    """
    wish = _wish(Kind.ACTIVITIES, path, form, district, name, language)
    report = ActivityReport()
    with transaction.atomic():
        run, found = _run(wish, path, report, by, now)
        _tell_activities(run, found, report, now)
        transaction.set_rollback(dry_run)
    return report


def import_services(
    *, path: Path, form: str, district: District, by: Somebody | None, now: dt.datetime,
    name: str = "", language: str = "nl", dry_run: bool = False,
) -> ServiceReport:  # fmt: skip
    """Read a file and keep its services; what came before under this name is brought up to date."""
    wish = _wish(Kind.SERVICES, path, form, district, name, language)
    report = ServiceReport()
    with transaction.atomic():
        run, _found = _run(wish, path, report, by, now)
        ours = Service.objects.filter(source=run.source)
        report.services = ours.count()
        on_the_map = ours.filter(places__venue__latitude__isnull=False)
        report.on_the_map = on_the_map.distinct().count()
        transaction.set_rollback(dry_run)
    return report


def import_news(
    *, path: Path, form: str, district: District, by: Somebody | None, now: dt.datetime,
    name: str = "", language: str = "nl", dry_run: bool = False,
) -> NewsReport:  # fmt: skip
    """Read a file and keep its news; what came before under this name is brought up to date."""
    wish = _wish(Kind.NEWS, path, form, district, name, language)
    report = NewsReport()
    with transaction.atomic():
        run, _found = _run(wish, path, report, by, now)
        report.news = Post.objects.filter(source=run.source).count()
        transaction.set_rollback(dry_run)
    return report


def _wish(kind: str, path: Path, form: str, district: District, name: str, language: str) -> Wish:
    source = source_name(form, path, district, name)
    return Wish(kind, form, district, name or path.name, source, language=language)


def _run(
    wish: Wish, path: Path, report: ImportReport, by: Somebody | None, now: dt.datetime
) -> tuple[Import, Found]:
    found = reading.read(wish.kind, wish.form, path, now)
    run = imports.start_import(wish=wish, by=by, now=now)
    if path.is_file():
        with path.open("rb") as stream:
            run.digest = hashlib.file_digest(stream, "sha256").hexdigest()
    imports.keep_found(run=run, found=found, by=by, now=now)
    run = imports.do_import(run=run, by=by, now=now)
    report.number = run.pk
    _count(run, found, report)
    return run, found


def _count(run: Import, found: Found, report: ImportReport) -> None:
    counts = run.counts
    report.new, report.changed = counts.get(Outcome.NEW, 0), counts.get(Outcome.CHANGED, 0)
    report.kept, report.merged = counts.get(Outcome.KEPT, 0), counts.get(Outcome.MERGED, 0)
    report.unchanged = counts.get(Outcome.SAME, 0)
    report.rejected = [Rejected(*item) for item in found.rejected]
    report.venues = Venue.objects.filter(source=run.source).count()
    told: Counter[str] = Counter(run.rows.exclude(code="").values_list("code", flat=True))
    report.rejected += [
        Rejected(row.source_id, TOLD[row.code], row.title)
        for row in run.rows.filter(outcome=Outcome.REJECTED, code="removed_here")
    ]
    decided = {TOLD[code]: count for code, count in told.items() if code in TOLD}
    remarks = decided | _abroad(run) | found.remarks
    report.notes = [*found.sentences]
    report.notes += [f"{count} times: {text}." for text, count in remarks.items()]


def _abroad(run: Import) -> dict[str, int]:
    keys: set[str] = set()
    for packed in run.rows.exclude(found={}).values_list("found", flat=True):
        one = packed.get("place")
        for place in packed.get("places") or ([one] if one else []):
            east, north = place["longitude"], place["latitude"]
            if east is not None and not packing.is_near(east, north):
                keys.add(place["source_id"])
    return {"a place outside the Netherlands; not on the map": len(keys)} if keys else {}


def _tell_activities(run: Import, found: Found, report: ActivityReport, now: dt.datetime) -> None:
    sessions = Session.objects.filter(activity__source=run.source)
    report.activities = Activity.objects.filter(source=run.source).count()
    report.sessions = sessions.count()
    report.past_sessions = sessions.filter(ends_at__lte=now).count()
    vanished = 0
    for after in run.rows.exclude(found={}).values_list("after", flat=True):
        report.cancelled += len(after.get("off", []))
        vanished += after.get("vanished", 0)
    if vanished:
        text = "no longer in the file; left on the agenda, look whether it goes on"
        report.notes.append(f"{vanished} times: {text}.")


def as_json(report: ImportReport) -> dict[str, Any]:
    """Give a report for machines, with a sentence for people about each rejection."""
    values = {name: value for name, value in vars(report).items() if name != "number"}
    values["import"] = str(report.number)
    values["rejected"] = [
        {
            "id": item.source_id,
            "reason": item.reason,
            "title": item.title,
            "sentence": words.sentence(item.reason),
        }
        for item in report.rejected
    ]
    return values


@transaction.atomic
def undo_import(
    *, source: str, by: Somebody | None, now: dt.datetime, dry_run: bool = False
) -> Counter[str]:
    """Take back the last import of a source that did anything, and empty ones after it."""
    result: Counter[str] = Counter()
    done = Import.objects.filter(source=source, state=Import.State.DONE)
    for run in done.order_by("-made_at", "-done_at"):
        result = undoing.undo_run(run=run, by=by, now=now)
        if set(run.counts) - {Outcome.SAME, Outcome.REJECTED}:
            break
    transaction.set_rollback(dry_run)
    return result
