"""What there is in a neighbourhood because its people asked for it."""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Prefetch, Q

from wijkschakel.activities.models import Activity, Session
from wijkschakel.places.models import District, Neighbourhood
from wijkschakel.support.models import Need, NeedAnswer

AHEAD = dt.timedelta(days=28)
MOST = 12
PER_NEED = 4


@dataclass
class Bundle:
    """A need with what answers it; when nothing says so itself, what comes of the same theme."""

    need: Need
    activities: list[Activity] = field(default_factory=list)
    services: list[tuple[uuid.UUID, str]] = field(default_factory=list)
    likely: list[Activity] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Say whether nothing answers it yet."""
        return not (self.activities or self.services or self.likely)


def bundles_of(neighbourhood: Neighbourhood, now: dt.datetime) -> list[Bundle]:
    """Give the open needs of a neighbourhood and of its whole district, its own first."""
    answers = NeedAnswer.objects.select_related("activity", "service").order_by("pk")
    mine = Q(neighbourhood=neighbourhood)
    whole = Q(neighbourhood__isnull=True, district=neighbourhood.district_id)
    rows = Need.objects.filter(mine | whole, state=Need.State.OPEN)
    ordered = rows.order_by("-count", "title", "pk")
    found = list(ordered.prefetch_related(Prefetch("answers", answers))[: MOST * 4])
    found.sort(key=lambda need: need.neighbourhood_id is None)
    bundles = [_of(need) for need in found[:MOST]]
    bare = {bundle.need.theme for bundle in bundles if bundle.is_empty}
    likely = _coming(neighbourhood.district_id, bare, now)
    for bundle in bundles:
        if bundle.is_empty:
            bundle.likely = likely.get(bundle.need.theme, [])[:PER_NEED]
    return bundles


def _of(need: Need) -> Bundle:
    bundle = Bundle(need)
    for answer in need.answers.all():
        if answer.activity and answer.activity.state == Activity.State.PUBLISHED:
            bundle.activities.append(answer.activity)
        elif answer.service:
            bundle.services.append((answer.service.pk, answer.service.name))
    return bundle


def _coming(
    district: uuid.UUID, themes: Collection[str], now: dt.datetime
) -> dict[str, list[Activity]]:
    """Give what comes of these themes in the district, per theme."""
    coming = Session.objects.filter(
        district=district, state=Session.State.PLANNED, ends_at__gt=now, starts_at__lt=now + AHEAD
    )
    rows = Activity.objects.filter(
        pk__in=coming.values("activity"), theme__in=themes, state=Activity.State.PUBLISHED
    )
    found: dict[str, list[Activity]] = {}
    for activity in rows.order_by("title", "pk")[:200]:
        found.setdefault(activity.theme, []).append(activity)
    return found


def asked_in(district: District) -> dict[uuid.UUID, list[str]]:
    """Give per neighbourhood what its people ask and nothing answers yet, most heard first."""
    rows = Need.objects.filter(
        district=district,
        neighbourhood__isnull=False,
        state=Need.State.OPEN,
        answers__isnull=True,
    )
    found: dict[uuid.UUID, list[str]] = {}
    for hood, title in rows.order_by("-count", "title").values_list("neighbourhood", "title"):
        found.setdefault(hood, []).append(title)
    return found
