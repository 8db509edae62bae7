"""What there is in and near each neighbourhood of a district, and where there is nothing yet."""

import datetime as dt
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from wijkschakel.activities import rules
from wijkschakel.activities.models import Activity, Initiative, ServicePlace, Session
from wijkschakel.activities.queries import services
from wijkschakel.places.models import District, Neighbourhood

AHEAD = dt.timedelta(days=28)
NEAR_MINUTES = 15


@dataclass(frozen=True)
class Covered:
    """One neighbourhood: sessions in it, in a quarter of an hour's walk from its middle, services.

    Sessions of the coming four weeks. A session without a place counts nowhere.
    """

    neighbourhood: Neighbourhood
    here: int
    near: int
    services: int

    @property
    def is_gap(self) -> bool:
        """Say whether there is nothing to do here, also not within a short walk."""
        return not (self.here or self.near)


@dataclass(frozen=True)
class _Spot:
    """A venue with how many sessions take place there."""

    neighbourhood: uuid.UUID | None
    point: tuple[float, float] | None
    sessions: int


def coverage_of(
    district: District, now: dt.datetime, *, theme: str = "", initiative: Initiative | None = None
) -> list[Covered]:
    """Give the neighbourhoods by name, in three questions.

    :param theme: only what has this theme; empty is all.
    :param initiative: only activities of it and of what belongs to it. A service has no theme and
        belongs to no initiative: they count when nothing is chosen.
    """
    hoods = list(district.neighbourhoods.order_by("name", "pk"))
    spots = list(_spots(_activities(theme, initiative), district, now))
    counted = Counter() if initiative or theme else _services(district, now)
    return [
        Covered(
            hood,
            here=sum(spot.sessions for spot in spots if spot.neighbourhood == hood.pk),
            near=sum(spot.sessions for spot in spots if _is_near(hood, spot)),
            services=counted[hood.pk],
        )
        for hood in hoods
    ]


def _activities(theme: str, initiative: Initiative | None) -> QuerySet[Activity]:
    rows = Activity.objects.filter(state=Activity.State.PUBLISHED)
    if theme:
        rows = rows.filter(theme=theme)
    if initiative:
        rows = rows.filter(Q(initiative=initiative) | Q(initiative__programme=initiative))
    return rows


def _spots(rows: QuerySet[Activity], district: District, now: dt.datetime) -> Iterable[_Spot]:
    coming = Session.objects.filter(
        activity__in=rows,
        state=Session.State.PLANNED,
        ends_at__gt=now,
        starts_at__lt=now + AHEAD,
        activity__venue__isnull=False,
    )
    # What takes place just over the border is near too.
    around = coming.filter(district__municipality=district.municipality_id).order_by()
    venue = "activity__venue__"
    names = [f"{venue}neighbourhood", f"{venue}latitude", f"{venue}longitude"]
    for hood, north, east, count in around.values_list(*names).annotate(n=Count("pk")):
        yield _Spot(hood, None if north is None or east is None else (north, east), count)


def _is_near(hood: Neighbourhood, spot: _Spot) -> bool:
    if hood.latitude is None or hood.longitude is None or spot.neighbourhood == hood.pk:
        return False
    minutes = rules.walk_minutes((hood.latitude, hood.longitude), spot.point)
    return minutes is not None and minutes <= NEAR_MINUTES


def _services(district: District, now: dt.datetime) -> Counter[uuid.UUID]:
    visible = services.visible_services(now).filter(district=district)
    places = ServicePlace.objects.filter(
        service__in=visible.values("pk"), venue__neighbourhood__isnull=False
    ).order_by()
    pairs = places.values_list("venue__neighbourhood").annotate(n=Count("service", distinct=True))
    return Counter(dict(pairs))


def coverage_table(districts: Sequence[uuid.UUID], now: dt.datetime) -> list[tuple[object, ...]]:
    """Give per neighbourhood and theme how many sessions come in four weeks: numbers only."""
    rows = Session.objects.filter(
        district__in=districts,
        activity__state=Activity.State.PUBLISHED,
        state=Session.State.PLANNED,
        ends_at__gt=now,
        starts_at__lt=now + AHEAD,
    ).order_by()
    place = "activity__venue__neighbourhood__"
    found: dict[tuple[str, str, str, str], list[int]] = defaultdict(lambda: [0, 0])
    names = ("district__name", f"{place}code", f"{place}name", "activity__theme")
    formal = Count("pk", filter=Q(activity__is_formal=True))
    for *key, total, of_staff in rows.values_list(*names).annotate(n=Count("pk"), staff=formal):
        known = found[tuple(str(part or "") for part in key)]  # type: ignore[index]
        known[0], known[1] = known[0] + total, known[1] + of_staff
    return [(*key, total, staff) for key, (total, staff) in sorted(found.items())]
