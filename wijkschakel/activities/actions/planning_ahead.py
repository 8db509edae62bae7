"""Making the sessions of series a year ahead, many series at once, with who takes part in all."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from wijkschakel.activities import queries, rules
from wijkschakel.activities.models import Activity, Enrolment, Series, SeriesEnrolment, Session
from wijkschakel.base import journal

State = Enrolment.State
AT_ONCE = 200
BATCH = 2000


def plan_ahead(*, now: dt.datetime, ahead: dt.timedelta = rules.AHEAD) -> dict[str, int]:
    """Make what is missing of all running series, up to a year from now. Called every night.

    A few hundred series are one transaction: what fails is made the next night.
    """
    until = timezone.localtime(now).date() + ahead
    made, last = 0, None
    while numbers := _behind(until, last):
        made += _plan_some(numbers, until, now)
        last = numbers[-1]
    return {"sessions planned": made}


def _behind(until: dt.date, last: uuid.UUID | None) -> list[uuid.UUID]:
    """Give the next series that are not planned so far, of activities that go on."""
    rows = Series.objects.filter(planned_until__lt=until).exclude(
        activity__state=Activity.State.STOPPED
    )
    rows = rows.filter(Q(until_on__isnull=True) | Q(until_on__gt=F("planned_until")))
    if last:
        rows = rows.filter(pk__gt=last)
    return list(rows.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])


@transaction.atomic
def _plan_some(numbers: list[uuid.UUID], until: dt.date, now: dt.datetime) -> int:
    locked = Series.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=numbers)
    series = list(locked.select_related("activity").order_by("pk"))
    made = len(expand(series, until, now))
    if made:
        journal.record(action="plan_ahead", now=now, by=None, details={"sessions": made})
    return made


def expand(series: Iterable[Series], until: dt.date, now: dt.datetime) -> list[Session]:
    """Make the sessions of locked series from where they were planned up to `until`.

    A moment at which the activity has a session already is left as it is.
    """
    series = list(series)
    there = _moments_there(series)
    sessions = [
        session
        for one in series
        for session in _of_one(one, until, now)
        if (session.activity_id, session.starts_at) not in there
    ]
    enrolments = list(_enrol_members(series, sessions, now))
    Session.objects.bulk_create(sessions, batch_size=BATCH)
    Enrolment.objects.bulk_create(enrolments, batch_size=BATCH)
    for one in series:
        one.planned_until = max(one.planned_until, until)
    Series.objects.bulk_update(series, ["planned_until"], batch_size=AT_ONCE)
    return sessions


def _moments_there(series: list[Series]) -> set[tuple[uuid.UUID, dt.datetime]]:
    first = min((one.planned_until for one in series), default=None)
    if first is None:
        return set()
    begin = dt.datetime.combine(first, dt.time(), tzinfo=dt.UTC)
    rows = Session.objects.filter(
        activity__in=[one.activity_id for one in series], starts_at__gte=begin
    )
    return set(rows.values_list("activity_id", "starts_at"))


def _of_one(series: Series, until: dt.date, now: dt.datetime) -> Iterable[Session]:
    start = series.planned_until + dt.timedelta(days=1)
    starts = rules.starts(
        queries.plan_of(series),
        series.clock,
        timezone.get_current_timezone(),
        start=start,
        end=until,
    )
    lasts = dt.timedelta(minutes=series.minutes)
    for day, moment in starts.items():
        if moment > now:
            yield Session(
                activity=series.activity,
                district_id=series.activity.district_id,
                series=series,
                series_on=day,
                starts_at=moment,
                ends_at=moment + lasts,
                capacity=series.activity.capacity,
            )


def _enrol_members(
    series: list[Series], sessions: list[Session], now: dt.datetime
) -> Iterable[Enrolment]:
    """Put who takes part in the whole series on each new list, while there is room."""
    members = SeriesEnrolment.objects.filter(
        series__in=[one.pk for one in series], left_at__isnull=True
    )
    by_series: dict[uuid.UUID, list[SeriesEnrolment]] = defaultdict(list)
    for member in members.order_by("joined_at", "pk"):
        by_series[member.series_id].append(member)
    for session in sessions:
        kept = session.activity.newcomer_places
        for member in by_series.get(session.series_id, ()):  # type: ignore[arg-type]
            room = rules.Room(session.capacity, session.taken, session.taken, kept)
            has_place = room.fits(in_series=True)
            session.taken += has_place
            session.waiting += not has_place
            yield Enrolment(
                session=session,
                person_id=member.person_id,
                series_enrolment=member,
                state=State.JOINED if has_place else State.WAITING,
                joined_at=now,
            )
