"""Circles: who does something together, and what they wrote to each other."""

import datetime as dt

from django.db.models import Q, QuerySet

from wijkschakel.activities.models import Activity, CircleMessage, Enrolment, Lead
from wijkschakel.people.models import Person

STAYS = dt.timedelta(days=60)
SHOWN = 100


def circle_of(activity: Activity, now: dt.datetime) -> QuerySet[Person]:
    """Give who leads or helps, is in the whole series, or has a place from two months ago on."""
    places = Enrolment.objects.filter(
        session__activity=activity,
        state=Enrolment.State.JOINED,
        session__ends_at__gt=now - STAYS,
    )
    leads = Lead.objects.filter(activity=activity)
    here = (
        Q(pk__in=leads.values("person"))
        | Q(pk__in=places.values("person"))
        | Q(series_enrolment__series__activity=activity, series_enrolment__left_at__isnull=True)
    )
    return Person.objects.filter(here, is_guest=False, erased_at__isnull=True).distinct()


def is_in_circle(person: Person | None, activity: Activity, now: dt.datetime) -> bool:
    """Say whether somebody belongs to it now."""
    return person is not None and circle_of(activity, now).filter(pk=person.pk).exists()


def messages_of(activity: Activity) -> list[CircleMessage]:
    """Give the last words, the newest first."""
    rows = CircleMessage.objects.filter(activity=activity).select_related("author")
    return list(rows.order_by("-made_at", "pk")[:SHOWN])
