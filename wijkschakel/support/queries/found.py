"""What the search found, by name: in three questions however much there is."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from wijkschakel.activities import queries as activity_queries
from wijkschakel.activities.models import ConsultationHour
from wijkschakel.activities.queries import services as service_queries
from wijkschakel.base.search import Hit


@dataclass(frozen=True)
class Thing:
    """Something that was found. An activity is shown by its next session: `pk` is that of it."""

    kind: str
    pk: uuid.UUID
    title: str
    summary: str
    language: str


def things(hits: Sequence[Hit], now: dt.datetime) -> list[Thing]:
    """Give what was found in the same order, as far as anyone may see it."""
    wanted: dict[str, list[uuid.UUID]] = {}
    for hit in hits:
        wanted.setdefault(hit.kind, []).append(hit.thing_id)
    rows: dict[uuid.UUID, Thing] = {}
    if pks := wanted.get("activity"):
        for session in activity_queries.next_sessions(pks, now).values():
            about = session.activity
            rows[about.pk] = Thing(
                "activity", session.pk, about.title, about.summary, about.language
            )
    if pks := wanted.get("service"):
        shown = service_queries.visible_services(now).filter(pk__in=pks)
        for pk, *said in shown.values_list("pk", "name", "summary", "language"):
            rows[pk] = Thing("service", pk, *said)
    if pks := wanted.get("hour"):
        hours = ConsultationHour.objects.filter(pk__in=pks, state=ConsultationHour.State.PUBLISHED)
        for pk, *said in hours.values_list("pk", "title", "summary", "language"):
            rows[pk] = Thing("hour", pk, *said)
    return [rows[hit.thing_id] for hit in hits if hit.thing_id in rows]
