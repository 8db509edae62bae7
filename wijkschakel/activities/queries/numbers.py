"""What an activity does, in things: how often it went on, who came for whom, what people wrote.

How many people came is not counted here: figures about people leave through one door only, and
that is `outcomes`. A second count beside it would tell of the difference.
"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q

from wijkschakel.activities import rules
from wijkschakel.activities.models import Activity, Enrolment, Feedback, Session


@dataclass(frozen=True)
class Numbers:
    """Sessions that are over, and the words that people left."""

    sessions: int
    cancelled: int
    words: tuple[str, ...]


def numbers_of(activity: Activity, *, since: dt.datetime, now: dt.datetime) -> Numbers:
    """Count the sessions of an activity since a moment."""
    over = Session.objects.filter(activity=activity, starts_at__gte=since, ends_at__lte=now)
    counted = over.aggregate(
        sessions=Count("pk", filter=Q(state=Session.State.PLANNED)),
        cancelled=Count("pk", filter=Q(state=Session.State.CANCELLED)),
    )
    return Numbers(words=_words(activity, since), **counted)


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


def _words(activity: Activity, since: dt.datetime) -> tuple[str, ...]:
    """Give the words people left, in an order that says nothing; only when there are enough."""
    rows = Feedback.objects.filter(session__activity=activity, session__starts_at__gte=since)
    said = [row.words for row in rows.only("words", "session_id") if row.words]
    return tuple(sorted(said)) if len(said) >= rules.WORDS_FROM else ()
