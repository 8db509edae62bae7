"""An opening of a consultation hour as one row in a list."""

import datetime as dt
from dataclasses import dataclass

from wijkschakel.activities import rules as activity_rules
from wijkschakel.activities.models import ConsultationHour
from wijkschakel.activities.queries import OpenHour
from wijkschakel.activities.rules import hours as rules
from wijkschakel.web.common.rows import point_of


@dataclass(frozen=True)
class HourRow:
    """One opening, ready to show."""

    hour: ConsultationHour
    opening: rules.Opening
    is_now: bool
    minutes: int | None


def hour_row(one: OpenHour, *, now: dt.datetime, here: tuple[float, float] | None) -> HourRow:
    """Make a row of an opening, with how far it is to walk from here."""
    minutes = activity_rules.walk_minutes(here, point_of(one.hour.venue))
    return HourRow(one.hour, one.opening, one.is_now(now), minutes)
