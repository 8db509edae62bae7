"""Which district a visitor looks at, and from which point walking is counted."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, OuterRef, QuerySet, Subquery

from wijkschakel.activities.models import Session
from wijkschakel.base.prepared import Prepared
from wijkschakel.places import rules
from wijkschakel.places.models import District, Neighbourhood
from wijkschakel.web.common.http import Request

COOKIE = "ws_place"
COOKIE_AGE = dt.timedelta(days=365)
BEHIND, AHEAD = dt.timedelta(hours=8), dt.timedelta(days=14)
Point = tuple[float, float]


@dataclass(frozen=True)
class Place:
    """Where the visitor is: a district, perhaps a neighbourhood, and whether they said so."""

    district: District | None
    neighbourhood: Neighbourhood | None = None
    is_chosen: bool = False

    @property
    def point(self) -> Point | None:
        """From where walking is counted: a point in the neighbourhood, if that is known."""
        here = self.neighbourhood
        if here is None or here.latitude is None or here.longitude is None:
            return None
        return here.latitude, here.longitude


def place_of(request: Request) -> District | None:
    """Give the district the visitor chose, else their own, else the liveliest one."""
    return whereabouts(request).district


def whereabouts(request: Request) -> Place:
    """Give district and neighbourhood; asked once per request, at most one query."""
    found: Place | None = getattr(request, "_whereabouts", None)
    if found is None:
        found = said(request) or Place(_liveliest(request.now))
        request._whereabouts = found  # type: ignore[attr-defined]
    return found


def said(request: Request) -> Place | None:
    """Give what the visitor said: chosen on this device, or where they live."""
    return _chosen(request) or _own(request)


def asked_place(request: Request, code: str) -> tuple[District | None, Place]:
    """Give the district that an address names, else where the visitor is; and the visitor's place.

    The liveliest district is looked up only when nothing else says where.
    """
    asked = find_district(code) if code else None
    if asked is None:
        place = whereabouts(request)
        return place.district, place
    return asked, said(request) or Place(None)


def find_place(code: str) -> Place | None:
    """Give the place of a CBS code of a district or neighbourhood, in the latest division."""
    kind = rules.kind_of(code)
    if kind == "neighbourhood":
        rows = Neighbourhood.objects.filter(code=code).select_related("district")
        here = rows.defer("boundary", "district__boundary").order_by("-division_year").first()
        return Place(here.district, here, is_chosen=True) if here else None
    if kind == "district":
        district = find_district(code)
        return Place(district, is_chosen=True) if district else None
    return None


def find_district(code: str) -> District | None:
    """Give the district of a CBS code, in the latest division."""
    rows = District.objects.filter(code=code).defer("boundary")
    return rows.order_by("-division_year").first()


def _chosen(request: Request) -> Place | None:
    return find_place(request.COOKIES.get(COOKIE, ""))


def _own(request: Request) -> Place | None:
    person = request.person
    if person is None or person.district is None:
        return None
    return Place(person.district, person.neighbourhood, is_chosen=True)


def _liveliest(now: dt.datetime) -> District | None:
    """Give the district with the most sessions."""
    found = _LIVELIEST.things(District, since=now - BEHIND, until=now + AHEAD)
    return next(iter(found), None)


def _by_sessions(since: dt.datetime, until: dt.datetime) -> QuerySet[District]:
    """Ask for the district with the most sessions; an index holds all that this asks."""
    coming = Session.objects.filter(
        district=OuterRef("pk"), starts_at__gt=since, starts_at__lt=until
    )
    total = coming.order_by().values("district").annotate(total=Count("*")).values("total")
    districts = District.objects.annotate(total=Subquery(total)).filter(total__gt=0)
    return districts.order_by("-total", "code").defer("boundary")[:1]


_LIVELIEST = Prepared(_by_sessions)
