"""Takes an import back: exactly, except where people meanwhile went on with it."""

import datetime as dt
import uuid
from collections import Counter
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import ProtectedError, RestrictedError
from django.utils.translation import gettext as _

from wijkschakel.activities.actions import finding, finding_services, posts
from wijkschakel.activities.models import Activity, Post, Service, Session
from wijkschakel.activities.queries import service_facts
from wijkschakel.base import journal, search
from wijkschakel.base.errors import Refused
from wijkschakel.base.journal import Somebody
from wijkschakel.network.actions import take_activities, take_news, take_services, taking
from wijkschakel.network.models import Import, ImportRow, Kind, Origin
from wijkschakel.places.models import Venue

Outcome = ImportRow.Outcome
Undone = ImportRow.Undone
Thing = TypeVar("Thing", bound=models.Model)
NOTHING = {Outcome.REJECTED}


class NothingToUndo(Refused):
    """An import that is not done, or was undone before."""

    def __init__(self) -> None:
        super().__init__(_("Deze overname is niet klaar of al teruggedraaid. Er is niets gedaan."))


class LaterImport(Refused):
    """A later import of the same source builds on this one."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Van deze bron is daarna nog iets overgenomen. Draai eerst die latere overname "
                "terug. Er is nu niets veranderd."
            )
        )


@transaction.atomic
def undo_run(
    *, run: Import, by: Somebody | None, now: dt.datetime, dry_run: bool = False
) -> Counter[str]:
    """Take everything back that this import did, and say what stays and why.

    :raises NothingToUndo: it is not done. LaterImport: undo that one first.
    """
    record = Import.objects.select_for_update(of=("self",), no_key=True).get(pk=run.pk)
    if record.state != Import.State.DONE:
        raise NothingToUndo
    later = Import.objects.filter(source=record.source, state=Import.State.DONE)
    if later.filter(made_at__gt=record.made_at).exists():
        raise LaterImport
    result: Counter[str] = Counter()
    rows = list(record.rows.filter(is_done=True).exclude(outcome__in=NOTHING).order_by("-number"))
    for row in rows:
        _undo_row(record, row, result, now)
    ImportRow.objects.bulk_update(rows, ["undone", "stays_because"], batch_size=200)
    result["venues"] += _drop_venues(record, rows)
    record.state, record.undone_at = Import.State.UNDONE, now
    record.save(update_fields=["state", "undone_at"])
    numbers = {name.replace(" ", "_"): count for name, count in result.items()}
    journal.record(action="undo_import", now=now, by=by, thing=record, details=numbers)
    transaction.set_rollback(dry_run)
    return result


def _undo_row(record: Import, row: ImportRow, result: Counter[str], now: dt.datetime) -> None:
    if row.outcome == Outcome.NEW:
        why = REMOVERS[Kind(record.kind)](row, result)
    else:
        why = RESTORERS[Kind(record.kind)](record, row, now)
        if row.outcome != Outcome.SAME and not why:
            result["restored"] += 1
    _put_origin_back(record, row, why)
    row.undone, row.stays_because = (Undone.STAYS, why) if why else (Undone.BACK, "")
    if why:
        result["kept"] += 1


def _put_origin_back(record: Import, row: ImportRow, why: str) -> None:
    """Let the origin be as it was; of what stays for people, it is kept as it is."""
    if why and row.outcome == Outcome.NEW:
        return
    known = Origin.objects.filter(
        kind=record.kind, source=record.source, source_id=row.source_id[:300]
    )
    before: dict[str, Any] | None = row.before.get("origin")
    if before:
        known.update(**before)
    else:
        known.delete()


def _thing(model: type[Thing], row: ImportRow) -> Thing | None:
    """Give what the row made or changed, if it is still there."""
    return model._default_manager.filter(pk=row.thing_id).first()


def _remove_activity(row: ImportRow, result: Counter[str]) -> str:
    activity = _thing(Activity, row)
    if activity is None:
        return ""
    if activity.sessions.filter(enrolments__isnull=False).exists():
        return "joined"
    if activity.leads.exists():
        return "led"
    if any(
        not taking.same(value, row.after[name])
        for name, value in take_activities.plain(activity).items()
    ):
        return "edited"
    sessions = activity.sessions.count()
    try:
        with transaction.atomic():
            activity.delete()
    except (ProtectedError, RestrictedError):
        return "used"
    finding.drop_activities([row.thing_id] if row.thing_id else [])
    result["activities"] += 1
    result["sessions"] += sessions
    return ""


def _restore_activity(record: Import, row: ImportRow, now: dt.datetime) -> str:
    activity = _thing(Activity, row)
    if activity is None:
        return ""
    why = _restore_sessions(activity, row, now)
    before, after = row.before.get("fields", {}), row.after.get("fields", {})
    current = take_activities.plain(activity)
    back = {name: value for name, value in before.items() if current[name] == after[name]}
    if set(before) - set(back):
        why = why or "edited"
        back.pop("changed_at", None)
    take_activities.put(activity, back)
    if "source_id" in row.before:
        activity.source_id = row.before["source_id"]
    activity.save()
    finding.put_again([activity.pk], now)
    return why


def _restore_sessions(activity: Activity, row: ImportRow, now: dt.datetime) -> str:
    """Take moments away, put ends back; people who joined or were told keep what they know."""
    why = ""
    added = Session.objects.filter(pk__in=row.after.get("sessions", []))
    loose = added.filter(enrolments__isnull=True)
    if loose.count() < added.count():
        why = "joined"
    Session.objects.filter(pk__in=list(loose.values_list("pk", flat=True))).delete()
    for number, (before, after) in row.after.get("moved", {}).items():
        moment = dt.datetime.fromisoformat
        Session.objects.filter(pk=number, ends_at=moment(after)).update(ends_at=moment(before))
    for session in Session.objects.filter(pk__in=row.after.get("off", [])):
        if session.enrolments.exists():
            why = why or "told"
        else:
            session.state, session.reason = Session.State.PLANNED, ""
            session.save(update_fields=["state", "reason"])
    return why


def _remove_service(row: ImportRow, result: Counter[str]) -> str:
    service = _thing(Service, row)
    if service is None:
        return ""
    if service.editors.exists():
        return "owned"
    if service.suggestions.exists():
        return "suggested"
    facts = service_facts.facts_of(service)
    if service.version > 1 or any(not taking.same(facts[name], row.after[name]) for name in facts):
        return "edited"
    try:
        with transaction.atomic():
            service.delete()
    except (ProtectedError, RestrictedError):
        return "used"
    finding_services.drop_services([row.thing_id] if row.thing_id else [])
    result["services"] += 1
    return ""


def _restore_service(record: Import, row: ImportRow, now: dt.datetime) -> str:
    service = _thing(Service, row)
    if service is None:
        return ""
    if "source_id" in row.before:
        Service.objects.filter(pk=service.pk).update(source_id=row.before["source_id"])
    before, after = row.before.get("fields", {}), row.after.get("fields", {})
    current = service_facts.facts_of(service)
    back = {name: old for name, old in before.items() if taking.same(current[name], after[name])}
    if back:
        run = taking.Run(record, record.district, now, None)
        take_services.change(run, service, back)
    return "edited" if set(before) - set(back) else ""


def _remove_news(row: ImportRow, result: Counter[str]) -> str:
    post = _thing(Post, row)
    if post is None:
        return ""
    if post.comments.exists() or post.reports.exists():
        return "talked"
    if take_news.plain(post) != row.after or post.state != Post.State.PUBLISHED:
        return "edited"
    search.drop(posts.SEARCH_KIND, post.pk)
    post.delete()
    result["news"] += 1
    return ""


def _restore_news(record: Import, row: ImportRow, now: dt.datetime) -> str:
    post = _thing(Post, row)
    if post is None:
        return ""
    before, after = row.before.get("fields", {}), row.after.get("fields", {})
    current = take_news.plain(post)
    back = {name: value for name, value in before.items() if current[name] == after[name]}
    if back:
        take_news.write(post, back, now)
    return "edited" if set(before) - set(back) else ""


REMOVERS = {
    Kind.ACTIVITIES: _remove_activity,
    Kind.SERVICES: _remove_service,
    Kind.NEWS: _remove_news,
}
RESTORERS = {
    Kind.ACTIVITIES: _restore_activity,
    Kind.SERVICES: _restore_service,
    Kind.NEWS: _restore_news,
}


def _drop_venues(record: Import, rows: list[ImportRow]) -> int:
    """Delete the places that this import made and nothing is at now."""
    made: set[uuid.UUID] = set()
    for row in rows:
        made |= {uuid.UUID(number) for number in row.after.get("venues made", [])}
    loose = Venue.objects.filter(
        pk__in=made, source=record.source, activity__isnull=True, service_place__isnull=True
    )
    gone = 0
    for venue in loose:
        try:
            with transaction.atomic():
                venue.delete()
                gone += 1
        except (ProtectedError, RestrictedError):
            continue
    return gone
