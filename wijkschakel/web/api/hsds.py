"""The open interface to the service map: HSDS 3.0 with our own profile."""

import datetime as dt
import math
import uuid
from collections.abc import Callable, Sequence
from typing import Any, Literal

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from ninja import NinjaAPI, Query, Schema
from ninja.errors import HttpError, ValidationError
from pydantic import Field

from wijkschakel.activities.models import Service
from wijkschakel.activities.queries import open_services
from wijkschakel.network.writers import hsds
from wijkschakel.web.common.http import Request

PER_PAGE, MOST, LAST_PAGE = 100, 500, 1_000_000
Words = dict[str, Any]


class Problem(Schema):
    """What was wrong with a question, in Dutch."""

    detail: str


class About(Schema):
    """Which standard this is, and where it is described."""

    version: str
    profile: str
    openapi_url: str


class Page(Schema):
    """One page of a list."""

    total_items: int
    total_pages: int
    page_number: int
    size: int
    first_page: bool
    last_page: bool
    empty: bool
    contents: list[Words]


class Paging(Schema):
    """Which page, and how much on it."""

    page: int = Field(1, ge=1, le=LAST_PAGE)
    per_page: int = Field(PER_PAGE, ge=1, le=MOST)


class Filters(Paging):
    """What is asked of the list of services; everything must hold."""

    search: str = Field("", max_length=200)
    format: Literal["json"] = "json"
    taxonomy_term_id: uuid.UUID | None = None
    taxonomy_id: uuid.UUID | None = None
    organization_id: uuid.UUID | None = None
    modified_after: dt.date | None = None
    minimal: bool = False
    full: bool = False


class Where(Paging):
    """What is asked of the list of services at a venue."""

    postcode: str = Field("", max_length=7, description="Begin van een postcode, zoals 1234")
    organization_id: uuid.UUID | None = None


class Terms(Paging):
    """What is asked of the list of terms."""

    taxonomy_id: uuid.UUID | None = None


api = NinjaAPI(
    title="Wijkschakel open data",
    version=hsds.VERSION,
    urls_namespace="hsds",
    openapi_url=None,
    docs_url=None,
)
WRONG = {404: Problem, 422: Problem, 429: Problem}
LIST = {200: Page, 422: Problem, 429: Problem}
ONE = {200: Words, **WRONG}


@api.exception_handler(ValidationError)
def wrong_question(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Name the words in the address that were not understood."""
    names = ", ".join(sorted({str(one["loc"][-1]) for one in error.errors}))
    return JsonResponse({"detail": f"Dit klopt niet: {names}."}, status=422)


def make_page(rows: Sequence[Words], total: int, asked: Paging) -> Words:
    """Put rows in a page."""
    pages = max(1, math.ceil(total / asked.per_page))
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": asked.page,
        "size": len(rows),
        "first_page": asked.page == 1,
        "last_page": asked.page >= pages,
        "empty": not rows,
        "contents": rows,
    }


def cut(asked: Paging) -> slice:
    """Say which rows stand on a page."""
    start = (asked.page - 1) * asked.per_page
    return slice(start, start + asked.per_page)


def paged(found: QuerySet[Any], asked: Paging, write: Callable[[Any], Words]) -> Words:
    """Read one page of rows and write them."""
    return make_page([write(one) for one in found[cut(asked)]], found.count(), asked)


def listed(rows: list[Words], asked: Paging) -> Words:
    """Give one page of a list that is in memory."""
    return make_page(rows[cut(asked)], len(rows), asked)


def found_one(rows: Sequence[Words], number: uuid.UUID) -> Words:
    """Give the thing with this number; what is not listed is not there."""
    for row in rows:
        if row["id"] == str(number):
            return row
    raise HttpError(404, "Dit is er niet.")


@api.get("", response=About, summary="Wat dit is", url_name="about")
def about(request: HttpRequest) -> Words:
    """Say which version of HSDS this is, and where our profile and description are."""
    return {
        "version": hsds.VERSION,
        "profile": f"{settings.BASE_URL}{reverse('api:profile')}",
        "openapi_url": f"{settings.BASE_URL}{reverse('api:openapi')}",
    }


def _with_terms(found: QuerySet[Service], asked: Filters) -> QuerySet[Service]:
    wanted = [
        (name, code)
        for name, code in hsds.all_terms()
        if asked.taxonomy_term_id is None
        or hsds.number("term", f"{name}:{code}") == str(asked.taxonomy_term_id)
        if asked.taxonomy_id is None or hsds.number("taxonomy", name) == str(asked.taxonomy_id)
    ]
    holds = Q(pk__in=[])
    for name, code in wanted:
        holds |= {
            hsds.KINDS: Q(kind=code),
            hsds.SORTS: Q(is_formal=code == "formal"),
            hsds.ROOMS: Q(capacity=code),
        }[name]
    return found.filter(holds)


@api.get("services", response=LIST, summary="Diensten", url_name="services")
def services(request: Request, asked: Query[Filters]) -> Words:
    """Give services that anyone finds; what nobody checked for a year is left out."""
    found = open_services.shown(request.now, " ".join(asked.search.replace("\0", " ").split()))
    if asked.organization_id:
        found = found.filter(organisation=asked.organization_id)
    if asked.taxonomy_term_id or asked.taxonomy_id:
        found = _with_terms(found, asked)
    if asked.modified_after:
        begin = dt.datetime.combine(asked.modified_after, dt.time(), tzinfo=dt.UTC)
        found = found.filter(open_services.since(begin))
    if asked.minimal:
        return paged(found, asked, _minimal)
    if asked.full:
        return paged(open_services.with_all(found), asked, hsds.whole)
    return paged(open_services.with_owner(found), asked, hsds.row)


def _minimal(one: Service) -> Words:
    moment = hsds.modified(one).astimezone(dt.UTC)
    return {"id": str(one.pk), "modified_date": moment.isoformat(timespec="seconds")}


@api.get("services/{uuid:number}", response=ONE, summary="Een dienst", url_name="service")
def service(request: Request, number: uuid.UUID) -> Words:
    """Give one service with everything that hangs on it."""
    one = open_services.with_all(open_services.shown(request.now)).filter(pk=number).first()
    if one is None:
        raise HttpError(404, "Deze dienst is er niet.")
    return hsds.whole(one)


@api.get("organizations", response=LIST, summary="Organisaties", url_name="organizations")
def organizations(request: Request, asked: Query[Paging]) -> Words:
    """Give organisations that have a service here."""
    return paged(open_services.organisations(request.now), asked, hsds.organisation)


@api.get(
    "organizations/{uuid:number}", response=ONE, summary="Een organisatie", url_name="organization"
)
def organization(request: Request, number: uuid.UUID) -> Words:
    """Give one organisation."""
    rows = open_services.organisations(request.now).filter(pk=number)
    return found_one([hsds.organisation(one) for one in rows], number)


def _place(one: Any) -> Words:
    return hsds.at_location(one, list(one.times.all()))


@api.get("service_at_locations", response=LIST, summary="Diensten op een plek", url_name="places")
def service_at_locations(request: Request, asked: Query[Where]) -> Words:
    """Give services at their venues."""
    found = open_services.places(request.now)
    if asked.postcode:
        found = found.filter(venue__postcode__istartswith=asked.postcode.replace("\0", ""))
    if asked.organization_id:
        found = found.filter(service__organisation=asked.organization_id)
    return paged(found, asked, _place)


@api.get(
    "service_at_locations/{uuid:number}",
    response=ONE,
    summary="Een dienst op een plek",
    url_name="place",
)
def service_at_location(request: Request, number: uuid.UUID) -> Words:
    """Give one service at one venue."""
    rows = open_services.places(request.now).filter(pk=hsds.place_pk(number) or 0)
    return found_one([_place(one) for one in rows], number)


@api.get("taxonomies", response=LIST, summary="Lijsten van termen", url_name="taxonomies")
def taxonomies(request: Request, asked: Query[Paging]) -> Words:
    """Give our lists of terms."""
    return listed([hsds.taxonomy(name) for name in hsds.TAXONOMIES], asked)


@api.get("taxonomies/{uuid:number}", response=ONE, summary="Een lijst", url_name="taxonomy")
def taxonomy(request: Request, number: uuid.UUID) -> Words:
    """Give one list of terms."""
    return found_one([hsds.taxonomy(name) for name in hsds.TAXONOMIES], number)


@api.get("taxonomy_terms", response=LIST, summary="Termen", url_name="terms")
def taxonomy_terms(request: Request, asked: Query[Terms]) -> Words:
    """Give terms, of all lists or of one."""
    rows = [hsds.term(*one) for one in hsds.all_terms()]
    if asked.taxonomy_id:
        rows = [row for row in rows if row["taxonomy_id"] == str(asked.taxonomy_id)]
    return listed(rows, asked)


@api.get("taxonomy_terms/{uuid:number}", response=ONE, summary="Een term", url_name="term")
def taxonomy_term(request: Request, number: uuid.UUID) -> Words:
    """Give one term."""
    return found_one([hsds.term(*one) for one in hsds.all_terms()], number)
