"""Brings activities of others in, and takes them out again."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from wijkschakel.activities.actions import finding, organising
from wijkschakel.activities.models import Activity, Session
from wijkschakel.base import journal
from wijkschakel.base.journal import Somebody
from wijkschakel.network.readers import calendars, schemaorg, themes
from wijkschakel.network.readers.files import Notes
from wijkschakel.network.readers.found import (
    FoundActivity,
    FoundPlace,
    FoundSession,
    Gathered,
    Rejected,
)
from wijkschakel.network.readers.plaintext import line
from wijkschakel.places.models import District, Venue

READERS = {"ics": calendars.read_calendars, "schemaorg": schemaorg.read_events}
TEXTS = ["title", "summary", "description", "language", "theme", "price_cents", "source_url",
    "venue", "changed_at"]  # fmt: skip
NETHERLANDS = (3.0, 50.5, 7.4, 53.8)


@dataclass
class ActivityReport:
    """What became of an import of activities."""

    activities: int = 0
    sessions: int = 0
    venues: int = 0
    past_sessions: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    cancelled: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def source_name(form: str, path: Path, district: District, name: str = "") -> str:
    """Give the name under which an import is known: the same name again is the same source."""
    return f"{form}:{district.code}:{name or path.name}"[:200]


@dataclass
class _Import:
    """One run of an import."""

    gathered: Gathered
    source: str
    district: District
    language: str
    now: dt.datetime
    by: Somebody | None
    report: ActivityReport


def import_activities(
    *,
    path: Path,
    form: str,
    district: District,
    name: str = "",
    language: str = "nl",
    dry_run: bool = False,
    by: Somebody | None,
    now: dt.datetime,
) -> ActivityReport:
    """Read a file and keep its activities; what came before under this name is brought up to date.

    :param form: `ics` or `schemaorg`.
    :param dry_run: do everything and take it back, so that the report is the true one.
    """
    notes = Notes()
    gathered = READERS[form](path, now, notes)
    report = ActivityReport(rejected=gathered.rejected)
    source = source_name(form, path, district, name)
    run = _Import(gathered, source, district, language, now, by, report)
    with transaction.atomic():
        venues = _save_venues(run)
        activities = _save_activities(run, venues)
        _save_sessions(run, activities)
        _count(run)
        journal.record(
            action="import_activities",
            now=now,
            by=by,
            thing=district,
            details={
                "new": report.new,
                "changed": report.changed,
                "rejected": len(gathered.rejected),
            },
        )
        transaction.set_rollback(dry_run)
    report.notes = [*notes.sentences, *gathered.notes()]
    return report


def _save_venues(run: _Import) -> dict[str, Venue]:
    wanted: dict[str, FoundPlace] = {}
    for activity in run.gathered.activities.values():
        if activity.place:
            wanted.setdefault(activity.place.source_id, activity.place)
    known = {v.source_id: v for v in Venue.objects.filter(source=run.source)}
    fresh = [_venue(run, place) for key, place in wanted.items() if key not in known]
    Venue.objects.bulk_create(fresh, batch_size=500)
    return known | {venue.source_id: venue for venue in fresh}


def _is_near(longitude: float, latitude: float) -> bool:
    west, south, east, north = NETHERLANDS
    return west <= longitude <= east and south <= latitude <= north


def _venue(run: _Import, place: FoundPlace) -> Venue:
    longitude, latitude = place.longitude, place.latitude
    if longitude is not None and latitude is not None and not _is_near(longitude, latitude):
        run.gathered.remark("a place outside the Netherlands; not on the map")
        longitude = latitude = None
    return Venue(
        name=place.name,
        street=place.street,
        postcode=place.postcode,
        town=place.town,
        district=run.district,
        longitude=longitude,
        latitude=latitude,
        source=run.source,
        source_id=place.source_id,
    )


def _save_activities(run: _Import, venues: dict[str, Venue]) -> dict[str, Activity]:
    known = {a.source_id: a for a in Activity.objects.filter(source=run.source)}
    taken_over = set(
        Activity.objects.filter(source=run.source, leads__isnull=False).values_list("pk", flat=True)
    )
    fresh, changed = [], []
    for found in run.gathered.activities.values():
        activity = known.get(found.source_id)
        if activity is None:
            activity = Activity(
                source=run.source, source_id=found.source_id, district=run.district,
                created_at=run.now, is_formal=True, is_walk_in=True,
            )  # fmt: skip
            _describe(activity, found, run, venues)
            fresh.append(activity)
        elif activity.pk in taken_over:
            run.gathered.remark("led by a resident here; its words are left as they are")
            run.report.unchanged += 1
        elif _describe(activity, found, run, venues):
            changed.append(activity)
        else:
            run.report.unchanged += 1
    Activity.objects.bulk_create(fresh, batch_size=500)
    Activity.objects.bulk_update(changed, TEXTS, batch_size=100)
    run.report.new, run.report.changed = len(fresh), len(changed)
    return known | {activity.source_id: activity for activity in fresh}


def _describe(
    activity: Activity, found: FoundActivity, run: _Import, venues: dict[str, Venue]
) -> bool:
    """Put what was found in an activity; say whether that changed anything."""
    venue = venues.get(found.place.source_id) if found.place else None
    values = {
        "title": found.title,
        "summary": _summary(found),
        "description": found.description,
        "language": (found.language or run.language)[:12],
        "theme": themes.guess(found.title, found.keywords, found.description),
        "price_cents": found.price_cents,
        "source_url": found.url,
        "venue_id": venue.pk if venue else None,
    }
    if all(getattr(activity, name) == value for name, value in values.items()):
        return False
    for name, value in values.items():
        setattr(activity, name, value)
    activity.changed_at = run.now
    return True


def _summary(found: FoundActivity) -> str:
    first = found.description.split("\n\n", 1)[0]
    text = line(first, 160)
    return "" if text.casefold() == found.title.casefold() else text


def _save_sessions(run: _Import, activities: dict[str, Activity]) -> None:
    known: dict[object, dict[str, Session]] = {}
    for session in Session.objects.filter(activity__source=run.source):
        known.setdefault(session.activity_id, {})[session.source_id] = session
    fresh: list[Session] = []
    for key, found in run.gathered.activities.items():
        activity = activities[key]
        here = known.get(activity.pk, {})
        moments = {session.starts_at for session in here.values()}
        for each in found.sessions:
            if each.source_id in here:
                _bring_up_to_date(run, here[each.source_id], each)
            elif each.starts_at in moments:
                run.gathered.reject(each.source_id, "duplicate: two at the same moment")
            else:
                moments.add(each.starts_at)
                fresh.append(_session(activity, each))
        _note_vanished(run, here, found)
    Session.objects.bulk_create(fresh, batch_size=500)
    finding.put_again([activity.pk for activity in activities.values()], run.now)


def _session(activity: Activity, found: FoundSession) -> Session:
    off = found.is_cancelled
    return Session(
        activity=activity,
        district_id=activity.district_id,
        starts_at=found.starts_at,
        ends_at=found.ends_at,
        capacity=activity.capacity,
        source_id=found.source_id[:300],
        state=Session.State.CANCELLED if off else Session.State.PLANNED,
        reason=_("De organisator meldt dat dit niet doorgaat.") if off else "",
    )


def _bring_up_to_date(run: _Import, session: Session, found: FoundSession) -> None:
    if found.is_cancelled and session.state == Session.State.PLANNED:
        if session.ends_at > run.now:
            reason = _("De organisator meldt dat dit niet doorgaat.")
            organising.cancel_session(session=session, reason=reason, by=None, now=run.now)
            run.report.cancelled += 1
    elif session.ends_at != found.ends_at:
        session.ends_at = found.ends_at
        session.save(update_fields=["ends_at"])


def _note_vanished(run: _Import, here: dict[str, Session], found: FoundActivity) -> None:
    there = {session.source_id[:300] for session in found.sessions}
    for key, session in here.items():
        if key not in there and session.ends_at > run.now:
            run.gathered.remark(
                "no longer in the file; left on the agenda, look whether it goes on"
            )


def _count(run: _Import) -> None:
    sessions = Session.objects.filter(activity__source=run.source)
    run.report.activities = Activity.objects.filter(source=run.source).count()
    run.report.sessions = sessions.count()
    run.report.past_sessions = sessions.filter(ends_at__lte=run.now).count()
    run.report.venues = Venue.objects.filter(source=run.source).count()


@transaction.atomic
def undo_import(
    *, source: str, by: Somebody | None, now: dt.datetime, dry_run: bool = False
) -> Counter[str]:
    """Take out what the last import of a source made and nobody joined or leads."""
    brought = Activity.objects.filter(source=source)
    latest = brought.order_by("-created_at").values_list("created_at", flat=True).first()
    result: Counter[str] = Counter()
    if latest is None:
        return result
    last = brought.filter(created_at=latest)
    loose = last.filter(sessions__enrolments__isnull=True, leads__isnull=True).distinct()
    pks = list(loose.values_list("pk", flat=True))
    result["kept"] = last.count() - len(pks)
    finding.drop_activities(pks)
    _deleted, kinds = Activity.objects.filter(pk__in=pks).delete()
    result["activities"] = kinds.get("activities.Activity", 0)
    result["sessions"] = kinds.get("activities.Session", 0)
    _deleted, kinds = Venue.objects.filter(source=source, activity__isnull=True).delete()
    result["venues"] = kinds.get("places.Venue", 0)
    journal.record(action="undo_import", now=now, by=by, details=dict(result))
    transaction.set_rollback(dry_run)
    return result
