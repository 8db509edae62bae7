"""Letting consultation hours be found."""

import datetime as dt
from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import gettext as _

from wijkschakel.activities.models import ConsultationHour
from wijkschakel.base import search

KIND = "hour"


def put_hour(hour: ConsultationHour) -> None:
    """Let this hour be found as it is now, or no longer when it stopped."""
    if hour.state == ConsultationHour.State.PUBLISHED:
        search.put_all([_entry(hour)])
    else:
        search.drop(KIND, hour.pk)


def entries(now: dt.datetime) -> Iterator[search.Entry]:
    """Give every hour that can be found, to build the index anew."""
    rows = ConsultationHour.objects.filter(state=ConsultationHour.State.PUBLISHED)
    related = rows.select_related("district", "venue", "organisation")
    for hour in related.defer("district__boundary").order_by("pk").iterator(chunk_size=500):
        yield _entry(hour)


def _entry(hour: ConsultationHour) -> search.Entry:
    venue = hour.venue
    point = None
    if venue and venue.latitude is not None and venue.longitude is not None:
        point = venue.latitude, venue.longitude
    return search.Entry(
        kind=KIND,
        thing_id=hour.pk,
        district_code=hour.district.code,
        title=hour.title,
        labels=tuple(_labels(hour)),
        summary=hour.summary,
        body=hour.who,
        language=hour.language,
        point=point,
        starts_at=None,
        facets=("walk_in",) if hour.is_walk_in else (),
    )


def _labels(hour: ConsultationHour) -> Iterator[str]:
    if hour.venue:
        yield hour.venue.name
    if hour.organisation:
        yield hour.organisation.name
    with translation.override("nl"):
        yield _("spreekuur")
