"""Letting services be found by words: only those that anyone may see."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Iterator

from django.utils import translation

from wijkschakel.activities.models import Service
from wijkschakel.activities.queries import services as queries
from wijkschakel.activities.rules import services as rules
from wijkschakel.base import search

KIND = "service"
BATCH = 500


def put_services(numbers: Iterable[uuid.UUID], now: dt.datetime) -> None:
    """Let these services be found as they are now, or no longer when they are hidden."""
    wanted = list(numbers)
    visible = set(queries.visible_services(now).filter(pk__in=wanted).values_list("pk", flat=True))
    search.drop_all(KIND, [number for number in wanted if number not in visible])
    search.put_all(_entry(service) for service in queries.with_rows(list(visible), whole=True))


def drop_services(numbers: Collection[uuid.UUID]) -> None:
    """Let these services no longer be found."""
    search.drop_all(KIND, numbers)


def drop_hidden(now: dt.datetime) -> int:
    """Take out what was not checked for a year; done every night. Give how many there are."""
    old = queries.older_than(now, rules.HIDE_AFTER)
    numbers = list(Service.objects.filter(old).values_list("pk", flat=True))
    for place in range(0, len(numbers), BATCH):
        search.drop_all(KIND, numbers[place : place + BATCH])
    return len(numbers)


def entries(now: dt.datetime) -> Iterator[search.Entry]:
    """Give every service that can be found, to build the index anew."""
    numbers = list(queries.visible_services(now).order_by("pk").values_list("pk", flat=True))
    for place in range(0, len(numbers), BATCH):
        some = numbers[place : place + BATCH]
        yield from (_entry(service) for service in queries.with_rows(some, whole=True))


def _entry(service: Service) -> search.Entry:
    return search.Entry(
        kind=KIND,
        thing_id=service.pk,
        district_code=service.district.code,
        title=service.name,
        labels=tuple(_labels(service)),
        summary=service.summary,
        body=f"{service.description}\n{service.who_for}\n{service.how_to_join}",
        language=service.language,
        point=_point(service),
        facets=tuple(_facets(service)),
    )


def _point(service: Service) -> tuple[float, float] | None:
    for place in service.places.all():
        if place.venue.latitude is not None and place.venue.longitude is not None:
            return place.venue.latitude, place.venue.longitude
    return None


def _labels(service: Service) -> Iterator[str]:
    yield from (place.venue.name for place in service.places.all())
    if service.organisation:
        yield service.organisation.name
    with translation.override("nl"):
        yield str(Service.Kind(service.kind).label)


def _facets(service: Service) -> Iterator[str]:
    yield service.kind
    yield "formal" if service.is_formal else "informal"
    if service.price_cents == 0:
        yield "free"
    if any(place.venue.is_step_free for place in service.places.all()):
        yield "step_free"
