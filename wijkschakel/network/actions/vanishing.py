"""What a feed no longer has: after three nights it stops here, and is never deleted."""

import datetime as dt

from django.db import transaction

from wijkschakel.activities.actions import finding, services
from wijkschakel.activities.models import Activity, Enrolment, Service
from wijkschakel.base import journal
from wijkschakel.network.models import Import, Kind, Origin

NIGHTS = 3


@transaction.atomic
def note_missing(*, run: Import, now: dt.datetime) -> int:
    """Count a night for what was not there; stop what was away three nights. Gives how many."""
    there = set(run.rows.values_list("source_id", flat=True))
    known = Origin.objects.filter(kind=run.kind, source=run.source, stopped_at__isnull=True)
    missing = [origin for origin in known if origin.source_id not in there]
    stopped = 0
    for origin in missing:
        origin.missing += 1
        if origin.missing >= NIGHTS and STOPPERS[Kind(run.kind)](run, origin, now):
            origin.stopped_at = now
            stopped += 1
    Origin.objects.bulk_update(missing, ["missing", "stopped_at"], batch_size=200)
    if missing:
        details = {"missing": len(missing), "stopped": stopped}
        journal.record(action="note_missing", now=now, by=None, thing=run, details=details)
    return stopped


def _stop_activity(run: Import, origin: Origin, now: dt.datetime) -> bool:
    """Stop what was still to come. People on a list keep it: a coordinator tells them first."""
    activity = Activity.objects.filter(
        pk=origin.thing_id, source=run.source, state=Activity.State.PUBLISHED, leads__isnull=True
    ).first()
    if activity is None or not activity.sessions.filter(ends_at__gt=now).exists():
        return False
    joined = Enrolment.objects.filter(session__activity=activity, session__ends_at__gt=now)
    if joined.exclude(state=Enrolment.State.LEFT).exists():
        return False
    activity.state, activity.changed_at = Activity.State.STOPPED, now
    activity.save(update_fields=["state", "changed_at"])
    finding.put_activities([activity], now)
    return True


def _stop_service(run: Import, origin: Origin, now: dt.datetime) -> bool:
    service = (
        Service.objects.filter(pk=origin.thing_id, source=run.source)
        .exclude(state=Service.State.CLOSED)
        .first()
    )
    if service is None or service.editors.filter(revoked_at__isnull=True).exists():
        return False
    services.change_service(
        service=service, version=service.version, facts={"state": Service.State.CLOSED.value},
        by=None, now=now, changed_as=run.name,
    )  # fmt: skip
    return True


def _stop_news(_run: Import, _origin: Origin, _now: dt.datetime) -> bool:
    """Old news falls out of every feed; it stays to be read."""
    return False


STOPPERS = {
    Kind.ACTIVITIES: _stop_activity,
    Kind.SERVICES: _stop_service,
    Kind.NEWS: _stop_news,
}
