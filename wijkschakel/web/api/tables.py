"""Activities and consultation hours as tables, the service map as a folder of tables."""

import csv
import io
from collections.abc import Iterable

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from wijkschakel.activities import queries
from wijkschakel.activities.models import Activity, Session
from wijkschakel.activities.queries import coverage as coverage_queries
from wijkschakel.activities.queries import open_services
from wijkschakel.base.text import sheets
from wijkschakel.network.writers import addresses, hsds, hsds_tables
from wijkschakel.places.models import District, Venue
from wijkschakel.web.common import atom
from wijkschakel.web.common.access import public
from wijkschakel.web.common.dates import midnight
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.place import find_district
from wijkschakel.web.common.serving import for_machines

DAYS_AHEAD = 92
HOUR_DAYS = 28
MOST = 20_000
MOST_ITEMS = 100
YES_NO = {True: "ja", False: "nee", None: ""}
PLACE = ("plek", "straat", "postcode", "plaats", "breedtegraad", "lengtegraad")
ACTIVITIES = ("id", "activiteit", "naam", "samenvatting", "thema", "begin", "einde", "gaat door",
              "reden", "wijk", "organisatie", "talen", "voor wie", "prijs in centen", "plekken",
              "plekken vrij", "zonder aanmelden", "zonder drempel", "adres", *PLACE)  # fmt: skip
HOURS = ("id", "naam", "samenvatting", "begin", "einde", "wijk", "organisatie", "talen",
         "zonder afspraak", "telefoon", "adres", *PLACE)  # fmt: skip

COVERAGE = ("wijk", "buurtcode", "buurt", "thema", "bijeenkomsten in vier weken",
            "waarvan door organisaties")  # fmt: skip


def asked_district(request: Request) -> District | None:
    """Give the district that is asked for; one that is not there has nothing."""
    code = request.GET.get("wijk", "")[:10]
    district = find_district(code.replace("\0", "")) if code else None
    if code and district is None:
        raise Http404
    return district


def table(columns: Iterable[str], rows: Iterable[Iterable[object]], name: str) -> HttpResponse:
    """Give a table for a spreadsheet; a text is never a formula there."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([sheets.safe_cell("" if cell is None else cell) for cell in row])
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    text = "\ufeff" + buffer.getvalue()
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


def _place(venue: Venue | None) -> tuple[object, ...]:
    if venue is None:
        return ("",) * len(PLACE)
    where = (venue.name, venue.street, venue.postcode, venue.town)
    return (*where, venue.latitude, venue.longitude)


def _activity(session: Session) -> Iterable[object]:
    activity = session.activity
    yield from (session.pk, activity.pk, activity.title, activity.summary)
    yield str(Activity.Theme(activity.theme).label)
    yield timezone.localtime(session.starts_at).isoformat()
    yield timezone.localtime(session.ends_at).isoformat()
    yield from (YES_NO[session.state == Session.State.PLANNED], session.reason)
    yield session.district.name
    yield activity.organisation.name if activity.organisation else ""
    yield " ".join(activity.spoken)
    yield str(Activity.Audience(activity.audience).label)
    yield from (activity.price_cents, session.capacity)
    yield None if session.capacity is None else max(session.capacity - session.taken, 0)
    yield from (YES_NO[activity.is_walk_in], YES_NO[activity.is_step_free])
    yield addresses.session(session.pk)
    yield from _place(activity.venue)


@public
@require_safe
@for_machines(max_age=900)
def activities(request: Request) -> HttpResponse:
    """Give what there is to do in the coming three months."""
    district = asked_district(request)
    wish = queries.Wish(start=request.now, end=midnight(request.now, DAYS_AHEAD), district=district)
    found = queries.agenda(wish).select_related("district").defer("district__boundary")[:MOST]
    return table(ACTIVITIES, (_activity(one) for one in found), "activiteiten")


@public
@require_safe
@for_machines(max_age=900)
def hours(request: Request) -> HttpResponse:
    """Give when somebody sits somewhere to be asked, in the coming four weeks."""
    wish = queries.HourWish(district=asked_district(request))
    rows = queries.wished(wish).select_related("district").defer("district__boundary")
    openings = queries.upcoming_hours(rows, request.now, days=HOUR_DAYS)
    cells = (_hour(one) for one in openings if not one.opening.is_closed)
    return table(HOURS, cells, "spreekuren")


@public
@require_safe
@for_machines(max_age=3600)
def coverage(request: Request) -> HttpResponse:
    """Give how much there is to do per neighbourhood and theme: numbers, nothing about people."""
    district = asked_district(request)
    places = [district.pk] if district else list(District.objects.values_list("pk", flat=True))
    rows = coverage_queries.coverage_table(places, request.now)
    themes = {code: str(name) for code, name in Activity.Theme.choices}
    told = ([*row[:3], themes[str(row[3])], *row[4:]] for row in rows)
    return table(COVERAGE, told, "dekking")


def _hour(one: queries.OpenHour) -> Iterable[object]:
    hour, opening = one.hour, one.opening
    yield from (hour.pk, hour.title, hour.summary)
    yield timezone.localtime(opening.starts_at).isoformat()
    yield timezone.localtime(opening.ends_at).isoformat()
    yield hour.district.name
    yield hour.organisation.name if hour.organisation else ""
    yield from (" ".join(hour.spoken), YES_NO[hour.is_walk_in], hour.phone)
    yield addresses.hour(hour.pk)
    yield from _place(hour.venue)


@public
@require_safe
@for_machines(max_age=3600)
def service_package(request: Request) -> HttpResponse:
    """Give the service map as HSDS in tables."""
    found = open_services.with_all(open_services.shown(request.now))[:MOST]
    file = hsds_tables.package([hsds.whole(one) for one in found], settings.OPEN_DATA_LICENCE)
    headers = {"Content-Disposition": 'attachment; filename="hsds.zip"'}
    return HttpResponse(file, content_type="application/zip", headers=headers)


@public
@require_safe
@for_machines(max_age=900)
def services_atom(request: Request) -> HttpResponse:
    """Give which services changed last."""
    district = asked_district(request)
    found = open_services.latest(request.now, district.pk if district else None, MOST_ITEMS)
    items = [
        atom.Item(
            url=addresses.service(one.pk),
            title=one.name,
            text=one.summary,
            changed_at=one.changed_at,
            made_at=one.created_at,
        )
        for one in found
    ]
    query = f"?wijk={district.code}" if district else ""
    return atom.answer(
        url=f"{settings.BASE_URL}{request.path}{query}",
        page=f"{settings.BASE_URL}/wie-helpt/",
        title=f"Diensten in {district.name}" if district else "Diensten",
        items=items,
    )
