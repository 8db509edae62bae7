"""The service map for machines: the same rules of what is shown as on the page."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from wijkschakel.activities.models import OpeningTime, Service, ServicePlace
from wijkschakel.activities.queries import services
from wijkschakel.people.models import Organisation


def shown(now: dt.datetime, words: str = "") -> QuerySet[Service]:
    """Services that anyone finds, by name."""
    found = services.search_services(services.ServiceWish(now=now, words=words))
    return found.order_by("name", "pk")


def since(moment: dt.datetime) -> Q:
    """Keep services of which something was said since a moment."""
    day = timezone.localdate(moment)
    return Q(changed_at__gte=moment) | Q(capacity_at__gte=moment) | Q(assured_on__gte=day)


def with_owner(found: QuerySet[Service]) -> QuerySet[Service]:
    """Read what a row in a list says."""
    return found.select_related("organisation", "district__municipality").defer(
        "district__boundary", "district__municipality__boundary"
    )


def with_all(found: QuerySet[Service]) -> QuerySet[Service]:
    """Read everything that hangs on a service."""
    places = ServicePlace.objects.select_related("venue").order_by("pk")
    times = OpeningTime.objects.order_by("weekday", "opens", "pk")
    return with_owner(found).prefetch_related(
        Prefetch("places", places), Prefetch("times", times), "phones"
    )


def organisations(now: dt.datetime) -> QuerySet[Organisation]:
    """Organisations with a service that anyone finds, by name."""
    owners = services.visible_services(now).values("organisation")
    return Organisation.objects.filter(pk__in=owners).order_by("name", "pk")


def places(now: dt.datetime) -> QuerySet[ServicePlace]:
    """Where the services are that anyone finds."""
    rows = ServicePlace.objects.filter(service__in=services.visible_services(now).values("pk"))
    times = OpeningTime.objects.order_by("weekday", "opens", "pk")
    return rows.select_related("venue").prefetch_related(Prefetch("times", times)).order_by("pk")


def latest(now: dt.datetime, district: uuid.UUID | None, number: int) -> Sequence[Service]:
    """Services that changed last."""
    found = services.visible_services(now).select_related("organisation")
    if district:
        found = found.filter(district=district)
    return list(found.order_by("-changed_at", "pk")[:number])
