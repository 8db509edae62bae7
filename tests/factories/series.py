"""Makes series, who takes part in them, and what people say afterwards."""

import datetime as dt
from typing import Any

from tests.factories.activities import make_activity, make_session
from tests.factories.people import MOMENT, make_person
from wijkschakel.activities.models import Feedback, Series, SeriesEnrolment, Session


def make_series(**changes: Any) -> Series:
    """Make a weekly series from the day after MOMENT, at ten o'clock, without sessions."""
    values = {
        "rhythm": Series.Rhythm.WEEKLY,
        "first_on": MOMENT.date() + dt.timedelta(days=1),
        "clock": dt.time(10),
        "minutes": 120,
        "planned_until": MOMENT.date(),
        "created_at": MOMENT,
    }
    values |= changes
    values["activity"] = values.get("activity") or make_activity()
    return Series.objects.create(**values)


def make_sessions(series: Series, number: int, **changes: Any) -> list[Session]:
    """Plan the first sessions of a weekly series, at the hour of MOMENT."""
    first = MOMENT + dt.timedelta(days=2)
    return [
        make_session(
            activity=series.activity,
            series=series,
            series_on=(first + dt.timedelta(weeks=week)).date(),
            starts_at=first + dt.timedelta(weeks=week),
            **changes,
        )
        for week in range(number)
    ]


def make_member(**changes: Any) -> SeriesEnrolment:
    """Let somebody take part in the whole of a series, of their own unless told otherwise."""
    values = {"joined_at": MOMENT} | changes
    values["series"] = values.get("series") or make_series()
    values["person"] = values.get("person") or make_person()
    return SeriesEnrolment.objects.create(**values)


def make_feedback(session: Session, **changes: Any) -> Feedback:
    """Let somebody say how it was."""
    values = {"face": Feedback.Face.GOOD, "given_at": session.ends_at} | changes
    values["person"] = values.get("person") or make_person()
    return Feedback.objects.create(session=session, **values)
