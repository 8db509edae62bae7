"""What an activity does, in numbers: no person, and no number from which one can be found."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, F, Min, Q, Sum

from wijkschakel.activities import rules
from wijkschakel.activities.models import Activity, Enrolment, Feedback, Session

State = Enrolment.State


@dataclass(frozen=True)
class Numbers:
    """Counts over sessions that are over; None: fewer than ten people, so it is not told."""

    sessions: int
    cancelled: int
    people: int | None
    newcomers: int | None
    visits: int | None
    missed: int | None
    left_late: int | None
    good: int | None
    fair: int | None
    bad: int | None
    words: tuple[str, ...]


def numbers_of(activity: Activity, *, since: dt.datetime, now: dt.datetime) -> Numbers:
    """Count what an activity did since a moment."""
    over = Session.objects.filter(activity=activity, starts_at__gte=since, ends_at__lte=now)
    counted = over.aggregate(
        sessions=Count("pk", filter=Q(state=Session.State.PLANNED)),
        cancelled=Count("pk", filter=Q(state=Session.State.CANCELLED)),
        attended=Sum("attended"),
        missed=Sum("missed"),
        left_late=Sum("left_late"),
    )
    lists = _lists(activity, since, now)
    feedback = Feedback.objects.filter(session__in=over)
    faces = dict(feedback.order_by().values_list("face").annotate(Count("pk")))
    is_told = sum(faces.values()) >= rules.WORDS_FROM
    return Numbers(
        sessions=counted["sessions"],
        cancelled=counted["cancelled"],
        people=rules.told(lists["people"]),
        newcomers=rules.told(_newcomers(activity, since, now)),
        visits=rules.told(lists["visits"] + (counted["attended"] or 0)),
        missed=rules.told(lists["missed"] + (counted["missed"] or 0)),
        left_late=rules.told(lists["left_late"] + (counted["left_late"] or 0)),
        good=faces.get(Feedback.Face.GOOD, 0) if is_told else None,
        fair=faces.get(Feedback.Face.FAIR, 0) if is_told else None,
        bad=faces.get(Feedback.Face.BAD, 0) if is_told else None,
        words=_words(activity, since),
    )


def organisations_there(
    activity: Activity, *, since: dt.datetime, now: dt.datetime
) -> list[tuple[str, int]]:
    """Give per organisation at how many sessions somebody came on its behalf, by own choice.

    An organisation is no person, so nothing is left out; how many people it sent is not told.
    """
    rows = Enrolment.objects.filter(
        session__activity=activity, session__starts_at__gte=since, session__ends_at__lte=now,
        was_there=True, organisation__isnull=False,
    )  # fmt: skip
    times = rows.values_list("organisation__name").annotate(n=Count("session", distinct=True))
    return [(name, n) for name, n in times.order_by("-n", "organisation__name")]


def _lists(activity: Activity, since: dt.datetime, now: dt.datetime) -> dict[str, int]:
    rows = Enrolment.objects.filter(
        session__activity=activity,
        session__starts_at__gte=since,
        session__ends_at__lte=now,
        session__state=Session.State.PLANNED,
    )
    late = Q(state=State.LEFT, left_at__gt=F("session__starts_at") - rules.LAST_DAY)
    return rows.aggregate(
        people=Count("person", filter=Q(was_there=True), distinct=True),
        visits=Count("pk", filter=Q(was_there=True)),
        missed=Count("pk", filter=Q(was_there=False)),
        left_late=Count("pk", filter=late),
    )


def _newcomers(activity: Activity, since: dt.datetime, now: dt.datetime) -> int:
    """Count who was there for the first time in this span."""
    firsts = (
        Enrolment.objects.filter(
            session__activity=activity, was_there=True, session__ends_at__lte=now
        )
        .order_by()
        .values("person")
        .annotate(first=Min("session__starts_at"))
        .filter(first__gte=since)
    )
    return firsts.count()


def _words(activity: Activity, since: dt.datetime) -> tuple[str, ...]:
    """Give the words people left, in an order that says nothing; only when there are enough."""
    rows = Feedback.objects.filter(session__activity=activity, session__starts_at__gte=since)
    said = [row.words for row in rows.only("words", "session_id") if row.words]
    return tuple(sorted(said)) if len(said) >= rules.WORDS_FROM else ()
