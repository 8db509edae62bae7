"""What pages and actions read about series, and about what people keep to themselves."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from wijkschakel.activities import rules
from wijkschakel.activities.models import (
    Activity,
    Enrolment,
    Feedback,
    FreePlace,
    Lead,
    ReminderWish,
    RoleWish,
    Series,
    SeriesEnrolment,
    Session,
)
from wijkschakel.people.models import Person

State = Enrolment.State


def _dates(texts: Iterable[str]) -> frozenset[dt.date]:
    return frozenset(dt.date.fromisoformat(text) for text in texts)


def plan_of(series: Series) -> rules.Plan:
    """Give the rule of a series."""
    return rules.Plan(
        rhythm=series.rhythm,
        first_on=series.first_on,
        skips=_dates(series.skips),
        extras=_dates(series.extras),
        until_on=series.until_on,
    )


def find_series(activity: Activity, series_id: uuid.UUID) -> Series | None:
    """A series of this activity."""
    return activity.series.filter(pk=series_id).first()


def running_series(activity: Activity, now: dt.datetime) -> list[Series]:
    """The series of an activity that did not end yet, first the one that began first."""
    today = timezone.localtime(now).date()
    rows = activity.series.filter(Q(until_on__isnull=True) | Q(until_on__gte=today))
    return list(rows.order_by("first_on", "id"))


def latest_series(activity: Activity) -> Series | None:
    """The series that began last, to copy."""
    return activity.series.order_by("-first_on", "-created_at").first()


def following(session: Session) -> QuerySet[Session]:
    """A session of a series and all that come after it by the rule."""
    return Session.objects.filter(
        series=session.series_id, series_on__gte=session.series_on
    ).order_by("pk")


def find_member(person: Person | None, series_id: uuid.UUID | None) -> SeriesEnrolment | None:
    """The taking part of this person in a whole series."""
    if person is None or series_id is None:
        return None
    return SeriesEnrolment.objects.filter(
        person=person, series=series_id, left_at__isnull=True
    ).first()


def series_ahead(person: Person, series_id: uuid.UUID, now: dt.datetime) -> tuple[bool, int]:
    """Say whether somebody takes part in a whole series, and how many sessions are to come."""
    mine = SeriesEnrolment.objects.filter(person=person, series=OuterRef("pk"), left_at=None)
    ahead = Q(sessions__ends_at__gt=now, sessions__state=Session.State.PLANNED)
    rows = Series.objects.filter(pk=series_id).annotate(coming=Count("sessions", filter=ahead))
    return rows.values_list(Exists(mine), "coming").get()


def on_the_list(session: Session) -> list[Person]:
    """Everybody who takes part in a session or waits, with how to write to them."""
    rows = session.enrolments.exclude(state=State.LEFT).select_related("person__account")
    return [row.person for row in rows.order_by("person__given_name", "pk")]


def on_all_lists(activity: Activity, now: dt.datetime) -> list[Person]:
    """Everybody who takes part in something of this activity that is still to come."""
    rows = Person.objects.filter(
        enrolment__session__activity=activity, enrolment__session__ends_at__gt=now
    ).exclude(enrolment__state=State.LEFT)
    return list(rows.select_related("account").distinct().order_by("given_name", "pk"))


def open_wishes(activities: Iterable[Activity], person: Person) -> list[RoleWish]:
    """Open questions about these activities, and those this person must answer."""
    rows = RoleWish.objects.filter(state=RoleWish.State.OPEN)
    rows = rows.filter(Q(activity__in=[one.pk for one in activities]) | Q(person=person))
    return list(rows.select_related("activity", "person", "asked_by").order_by("asked_at", "id"))


def find_wish(wish_id: uuid.UUID) -> RoleWish | None:
    """One question about a role."""
    return RoleWish.objects.select_related("activity", "person").filter(pk=wish_id).first()


def has_open_wish(person: Person | None, activity: Activity) -> bool:
    """Whether this person asked, or was asked, for a role here and nobody answered yet."""
    if person is None:
        return False
    return activity.role_wishes.filter(person=person, state=RoleWish.State.OPEN).exists()


def wants_reminders(person: Person) -> bool:
    """Whether this person gets a letter the day before."""
    return ReminderWish.objects.filter(person=person).exists()


def find_feedback(enrolment: Enrolment | None) -> Feedback | None:
    """What this person said about the session."""
    if enrolment is None:
        return None
    return Feedback.objects.filter(session=enrolment.session_id, person=enrolment.person_id).first()


def part_of(person: Person | None, session: Session) -> tuple[Enrolment | None, list[Enrolment]]:
    """The enrolment of this person in a session, also when they left, and who comes along."""
    if person is None:
        return None, []
    mine = Q(person=person) | (Q(brought_by__person=person) & ~Q(state=State.LEFT))
    rows = Enrolment.objects.filter(mine, session=session).select_related("person")
    found = list(rows.order_by("joined_at", "pk"))
    own = next((row for row in found if row.person_id == person.pk), None)
    return own, [row for row in found if row is not own]


def roles_of(person: Person) -> list[Lead]:
    """What this person does beyond taking part."""
    rows = Lead.objects.filter(person=person).select_related("activity")
    return list(rows.order_by("activity__title", "pk"))


def times_there(person: Person, since: dt.datetime) -> int:
    """How often this person was there since a moment."""
    rows = Enrolment.objects.filter(person=person, was_there=True)
    return rows.filter(session__starts_at__gte=since).aggregate(number=Count("pk"))["number"]


def free_places_of(person: Person) -> QuerySet[FreePlace]:
    """Where this person takes part for free: for that person's own eyes only."""
    rows = FreePlace.objects.filter(person=person, settled_at__isnull=True)
    return rows.select_related("session__activity", "series__activity").order_by("asked_at", "pk")
