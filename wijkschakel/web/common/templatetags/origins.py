"""Says on a page from whom something was taken over, and when it was last seen there."""

import uuid

from django import template
from django.db.models import QuerySet

from wijkschakel.network import queries
from wijkschakel.network.models import Origin

register = template.Library()


@register.simple_tag
def origins(kind: str, thing_id: uuid.UUID) -> QuerySet[Origin]:
    """Give where a thing comes from."""
    return queries.origins_of(kind, thing_id)[:3]
