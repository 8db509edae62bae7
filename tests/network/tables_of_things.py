"""A digest of everything that an import may touch, by what it says and not by its row number."""

from django.db.models import F

from wijkschakel.activities.models import Activity, Post, Service, Session
from wijkschakel.activities.queries import service_facts
from wijkschakel.base.models import SearchDocument
from wijkschakel.network.models import Origin
from wijkschakel.places.models import Venue

SEEN = {"seen_at", "id"}


def _rows(queryset, *without):
    rows = [
        {name: value for name, value in row.items() if name not in without}
        for row in queryset.values()
    ]
    return sorted(map(repr, rows))


def digest():
    """Give it as plain values, so that a difference can be read."""
    facts = [
        {
            "pk": service.pk,
            "source": (service.source, service.source_id),
            "checked": (service.assured_on, service.assured_by),
        }
        | service_facts.facts_of(service)
        for service in Service.objects.order_by("pk")
    ]
    found = SearchDocument.objects.values_list("kind", "thing_id").order_by(
        F("kind"), F("thing_id")
    )
    return {
        "activities": _rows(Activity.objects.all()),
        "sessions": _rows(Session.objects.all()),
        "services": facts,
        "posts": _rows(Post.objects.all(), "changed_at"),
        "venues": _rows(Venue.objects.all()),
        "origins": _rows(Origin.objects.all(), *SEEN),
        "found": list(found),
    }
