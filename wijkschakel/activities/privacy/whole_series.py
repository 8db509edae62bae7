"""Taking part in a whole series, with a free place, with feedback: taken along, wiped, kept."""

import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from wijkschakel.activities.models import (
    Feedback,
    FreePlace,
    ReminderWish,
    RoleWish,
    SeriesEnrolment,
    Session,
)
from wijkschakel.people.models import Person

MEMBERSHIP_KEPT = dt.timedelta(days=2 * 365)
FREE_PLACE_KEPT = dt.timedelta(days=2 * 365)
FEEDBACK_KEPT = dt.timedelta(days=365)
WISH_OPEN = dt.timedelta(days=90)
WISH_KEPT = dt.timedelta(days=365)


def _utc(moment: dt.datetime | None) -> str | None:
    return moment.astimezone(dt.UTC).isoformat() if moment else None


def export(person: Person) -> dict[str, object]:
    """Give what a person keeps up, says and asks, in an order that does not change."""
    members = SeriesEnrolment.objects.filter(person=person).select_related("series__activity")
    wishes = RoleWish.objects.filter(person=person).select_related("activity")
    reminders = ReminderWish.objects.filter(person=person).first()
    return {
        "whole_series": [
            {
                "activity": row.series.activity.title,
                "rhythm": row.series.rhythm,
                "joined_at": _utc(row.joined_at),
                "left_at": _utc(row.left_at),
            }
            for row in members.order_by("joined_at", "pk")
        ],
        "free_places": _free_places(person),
        "feedback": _feedback(person),
        "role_wishes": [
            {
                "activity": row.activity.title,
                "role": row.role,
                "asked_at": _utc(row.asked_at),
                "state": row.state,
            }
            for row in wishes.order_by("asked_at", "pk")
        ],
        "reminders": reminders and {"since": _utc(reminders.since)},
    }


def _free_places(person: Person) -> list[dict[str, object]]:
    rows = FreePlace.objects.filter(person=person).select_related(
        "session__activity", "series__activity"
    )
    return [
        {
            "activity": (row.session or row.series).activity.title,  # type: ignore[union-attr]
            "starts_at": _utc(row.session.starts_at) if row.session else None,
            "price_cents": row.price_cents,
            "asked_at": _utc(row.asked_at),
        }
        for row in rows.order_by("asked_at", "pk")
    ]


def _feedback(person: Person) -> list[dict[str, object]]:
    rows = Feedback.objects.filter(person=person).select_related("session__activity")
    return [
        {
            "activity": row.session.activity.title,
            "face": row.face,
            "has_tie": row.has_tie,
            "words": row.words,
            "given_at": _utc(row.given_at),
        }
        for row in rows.order_by("given_at", "pk")
    ]


@transaction.atomic
def erase(person: Person, now: dt.datetime) -> None:
    """Wipe a person from the series and all they said; a face keeps counting without a name."""
    SeriesEnrolment.objects.filter(person=person).delete()
    FreePlace.objects.filter(person=person).delete()
    ReminderWish.objects.filter(person=person).delete()
    RoleWish.objects.filter(person=person).delete()
    RoleWish.objects.filter(asked_by=person).update(asked_by=None)
    Feedback.objects.filter(person=person).update(person=None, words="")


@transaction.atomic
def retention(now: dt.datetime) -> dict[str, int]:
    """Forget who was in a series, who paid nothing, what was said and who wanted what."""
    still = Session.objects.filter(series=OuterRef("series"), ends_at__gt=now - MEMBERSHIP_KEPT)
    stopped = Q(left_at__lte=now - MEMBERSHIP_KEPT)
    done = Q(series__until_on__lte=(now - MEMBERSHIP_KEPT).date()) & ~Exists(still)
    old_words = Feedback.objects.filter(person__isnull=False, given_at__lte=now - FEEDBACK_KEPT)
    unanswered = Q(state=RoleWish.State.OPEN, asked_at__lte=now - WISH_OPEN)
    answered = Q(answered_at__lte=now - WISH_KEPT)
    return {
        "series": SeriesEnrolment.objects.filter(stopped | done).delete()[0],
        "free places": FreePlace.objects.filter(asked_at__lte=now - FREE_PLACE_KEPT).delete()[0],
        "feedback": old_words.update(person=None, words=""),
        "role wishes": RoleWish.objects.filter(unanswered | answered).delete()[0],
    }
