"""The consultation hours of Hazelrode, who sits there, and a first appointment."""

import datetime as dt
from typing import Any

from wijkschakel.activities import queries
from wijkschakel.activities.actions import finding_hours
from wijkschakel.activities.models import Appointment, ConsultationHour, HourHost, Series
from wijkschakel.upkeep.demo import texts
from wijkschakel.upkeep.demo.areas import Map
from wijkschakel.upkeep.demo.ids import demo_id
from wijkschakel.upkeep.demo.moments import DAYS, today_in
from wijkschakel.upkeep.demo.residents import Town

RHYTHMS = {"om": Series.Rhythm.FORTNIGHTLY, "laatste": Series.Rhythm.MONTHLY_LAST}
BEGAN = dt.timedelta(weeks=12)


def write_hours(town: Map, people: Town, now: dt.datetime) -> int:
    """Write the hours, and Fatma's appointment with the district nurse."""
    rows = texts.read("hours")["hour"]
    hours = {row["key"]: _hour(town, people, row, now) for row in rows}
    ConsultationHour.objects.bulk_create(hours.values())
    HourHost.objects.bulk_create(
        HourHost(hour=hours[row["key"]], person=people.cast[row["host"]], since=now - BEGAN)
        for row in rows
        if "host" in row
    )
    for hour in hours.values():
        finding_hours.put_hour(hour)
    _appointment(hours["wijkzuster"], people, now)
    return len(hours)


def _hour(town: Map, people: Town, row: dict[str, Any], now: dt.datetime) -> ConsultationHour:
    venue = town.venues[row["venue"]]
    weekday, opens, closes, *how_often = row["when"].split()
    began = today_in(now) - BEGAN
    first_on = began + dt.timedelta(days=(DAYS.index(weekday) - began.weekday()) % 7)
    return ConsultationHour(
        id=demo_id("hour", row["key"]),
        title=row["title"],
        summary=row["summary"],
        who=row["who"],
        spoken=row["spoken"],
        theme=row["theme"],
        district=venue.district,
        venue=venue,
        organisation=people.organisations.get(row.get("org", "")),
        phone=venue.phone,
        is_formal=row.get("formal", False),
        is_walk_in=row.get("walk_in", True),
        slot_minutes=row.get("minutes"),
        rhythm=RHYTHMS[how_often[0]] if how_often else Series.Rhythm.WEEKLY,
        first_on=first_on,
        opens=dt.time.fromisoformat(opens),
        closes=dt.time.fromisoformat(closes),
        created_at=now - BEGAN,
        changed_at=now - BEGAN,
    )


def _appointment(hour: ConsultationHour, people: Town, now: dt.datetime) -> None:
    this = ConsultationHour.objects.filter(pk=hour.pk)
    coming = [one.opening for one in queries.upcoming_hours(this, now)]
    opening = next((one for one in coming if one.starts_at > now), None)
    if opening is None:
        return
    length = dt.timedelta(minutes=hour.slot_minutes or 15)
    Appointment.objects.create(
        id=demo_id("appointment", "fatma"),
        hour=hour,
        person=people.cast["fatma"],
        starts_at=opening.starts_at,
        ends_at=opening.starts_at + length,
        about="Mijn nieuwe pillen",
        made_at=now - dt.timedelta(days=2),
    )
