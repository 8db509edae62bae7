"""What pages read of the service map. Numbers of queries do not grow with rows."""

import datetime as dt
import hashlib
import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import (
    Case,
    Count,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Value,
    When,
    prefetch_related_objects,
)
from django.db.models.functions import Cast
from django.utils import timezone

from wijkschakel.activities import permissions, rules
from wijkschakel.activities.models import (
    Activity,
    OpeningTime,
    Phone,
    Service,
    ServiceEditor,
    ServicePlace,
    ServiceSuggestion,
)
from wijkschakel.activities.rules import services as service_rules
from wijkschakel.base import search
from wijkschakel.base.fields import EncryptedTextField
from wijkschakel.people.models import Organisation
from wijkschakel.places.models import District, Venue

State = Service.State
Point = tuple[float, float]
LONG_TEXTS = ("description", "how_to_join", "who_for", "documents_needed")
MOST_WORDS = 8


@dataclass(frozen=True)
class ServiceWish:
    """What somebody looks for on the service map."""

    now: dt.datetime
    district: District | None = None
    kinds: tuple[str, ...] = ()
    words: str = ""
    language: str = ""
    only_free: bool = False
    only_step_free: bool = False
    only_formal: bool = False
    only_informal: bool = False
    only_open: bool = False
    only_easy: bool = False


def checked_day(service: Service) -> dt.date:
    """Give the day from which the age of what we know counts: the check, else the first day."""
    return service.assured_on or timezone.localdate(service.created_at)


def freshness_of(service: Service, now: dt.datetime) -> service_rules.Freshness:
    """Say how old the last check of a service is."""
    return service_rules.freshness(checked_day(service), timezone.localdate(now))


def checked_until(day: dt.date) -> Q:
    """Keep services whose last check was on this day or before."""
    midnight = timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=1), dt.time()))
    return Q(assured_on__lte=day) | Q(assured_on__isnull=True, created_at__lt=midnight)


def older_than(now: dt.datetime, months: int) -> Q:
    """Keep services whose last check is at least so many months ago."""
    return checked_until(service_rules.months_before(timezone.localdate(now), months))


def visible_services(now: dt.datetime) -> QuerySet[Service]:
    """Services that anyone finds: not stopped, and checked within the year."""
    return Service.objects.exclude(state=State.CLOSED).exclude(
        older_than(now, service_rules.HIDE_AFTER)
    )


def open_times(now: dt.datetime) -> Q:
    """Keep opening times that hold at this moment."""
    local = timezone.localtime(now)
    clock = local.time().replace(tzinfo=None)
    return times_on(local.date()) & Q(opens__lte=clock, closes__gt=clock)


def times_on(day: dt.date) -> Q:
    """Keep opening times that hold on a day."""
    return (
        Q(weekday=day.weekday())
        & (Q(valid_from__isnull=True) | Q(valid_from__lte=day))
        & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))
    )


def for_district(district: District) -> Q:
    """Keep services for who lives here: of the district, the municipality or the country."""
    reach = Service.Reach
    return (
        Q(district=district)
        | Q(reach=reach.MUNICIPALITY, district__municipality=district.municipality_id)
        | Q(reach=reach.COUNTRY)
    )


def search_services(wish: ServiceWish) -> QuerySet[Service]:
    """Services that fit a wish, in no order yet."""
    found = visible_services(wish.now)
    if wish.district:
        found = found.filter(for_district(wish.district))
    if wish.kinds:
        found = found.filter(kind__in=wish.kinds)
    if wish.only_free:
        found = found.filter(price_cents=0)
    if wish.only_formal != wish.only_informal:
        found = found.filter(is_formal=wish.only_formal)
    if wish.only_easy:
        found = found.filter(
            price_cents=0, is_by_appointment=False, documents_needed="", needs_referral=False
        )
    if wish.only_step_free:
        found = found.filter(
            Exists(ServicePlace.objects.filter(service=OuterRef("pk"), venue__is_step_free=True))
        )
    if wish.only_open:
        times = OpeningTime.objects.filter(open_times(wish.now), service=OuterRef("pk"))
        found = found.filter(Exists(times), state=State.ACTIVE, is_by_appointment=False)
    matching = search.matching(wish.words, kind="service") if wish.words else None
    return found if matching is None else found.filter(pk__in=matching)


@dataclass(frozen=True)
class Near:
    """A service and how far it is; minutes are None when that is not known."""

    pk: uuid.UUID
    is_formal: bool
    name: str
    spoken: Sequence[str]
    minutes: int | None


def near(services: QuerySet[Service], here: Point | None) -> list[Near]:
    """Put services in order: informal first, then the nearest; one row each, in one query."""
    rows = services.values_list(
        "pk", "is_formal", "name", "spoken", "places__venue__latitude", "places__venue__longitude"
    )
    found: dict[uuid.UUID, Near] = {}
    for pk, is_formal, name, spoken, latitude, longitude in rows:
        there = None if latitude is None or longitude is None else (latitude, longitude)
        minutes = rules.walk_minutes(here, there)
        one = Near(pk, is_formal, name, spoken, minutes)
        if pk not in found or _order(one) < _order(found[pk]):
            found[pk] = one
    return sorted(found.values(), key=_order)


def _order(one: Near) -> tuple[bool, bool, int, str, str]:
    is_far = one.minutes is None
    return one.is_formal, is_far, one.minutes or 0, one.name.casefold(), str(one.pk)


def with_rows(numbers: Sequence[uuid.UUID], whole: bool = False) -> list[Service]:
    """Give these services in the same order, with places and times of the week.

    :param whole: with phones and their long texts too, which a list does not show.
    """
    chosen = Service.objects.filter(pk__in=numbers)
    rows = _with_all(chosen) if whole else _with_times(chosen).defer(*LONG_TEXTS)
    found = {service.pk: service for service in rows}
    return [found[number] for number in numbers if number in found]


def _with_times(services: QuerySet[Service]) -> QuerySet[Service]:
    places = ServicePlace.objects.select_related("venue").order_by("pk")
    times = OpeningTime.objects.order_by("weekday", "opens", "pk")
    return _with_owner(services).prefetch_related(
        Prefetch("places", queryset=places), Prefetch("times", queryset=times)
    )


def _with_all(services: QuerySet[Service]) -> QuerySet[Service]:
    return _with_times(services).prefetch_related("phones")


def _with_owner(services: QuerySet[Service]) -> QuerySet[Service]:
    return services.select_related("organisation", "district").defer("district__boundary")


def add_phones(services: Sequence[Service]) -> None:
    """Read the numbers of services along, for a page that shows them."""
    prefetch_related_objects(services, "phones")


def find_service(service_id: uuid.UUID) -> Service | None:
    """Give a service with all its page shows, also when it is old or stopped.

    Its numbers come along with it: a row for each of them, and there are a few at most.
    """
    rows = _with_times(Service.objects.filter(pk=service_id)).annotate(
        phone=F("phones__pk"), phone_number=F("phones__number"), phone_note=F("phones__note")
    )
    found = list(rows.order_by("phones__pk"))
    if not found:
        return None
    one = found[0]
    one._prefetched_objects_cache["phones"] = [  # type: ignore[attr-defined]
        Phone(pk=row.phone, service=one, number=row.phone_number, note=row.phone_note)
        for row in found
        if row.phone is not None
    ]
    return one


def find_offer(service_id: uuid.UUID) -> Service | None:
    """Give a service with whose it is, for who goes there: not where and when."""
    return _with_owner(Service.objects.filter(pk=service_id)).first()


def like(service: Service, now: dt.datetime, number: int = 3) -> list[Service]:
    """Give some other services of the same kind for the same people, informal first."""
    others = visible_services(now).filter(for_district(service.district), kind=service.kind)
    rows = others.filter(state=State.ACTIVE).exclude(pk=service.pk)
    return list(rows.order_by("is_formal", "name", "pk")[:number])


def find_organisation(organisation_id: uuid.UUID) -> Organisation | None:
    """Give an organisation."""
    rows = Organisation.objects.select_related("district").defer("district__boundary")
    return rows.filter(pk=organisation_id).first()


def services_of(organisation: Organisation, now: dt.datetime) -> list[Service]:
    """Services that anyone finds of an organisation."""
    rows = visible_services(now).filter(organisation=organisation)
    return list(_with_all(rows).defer(*LONG_TEXTS).order_by("name", "pk"))


def activities_of(organisation: Organisation, now: dt.datetime) -> list[Activity]:
    """Published activities of an organisation that still take place, each with the next session."""
    rows = Activity.objects.filter(organisation=organisation, state=Activity.State.PUBLISHED)
    coming = rows.filter(sessions__ends_at__gt=now, sessions__state="planned").distinct()
    return list(coming.select_related("venue").defer("description").order_by("title", "pk"))


def hash_of(token: str) -> str:
    """Give the form in which a link is kept."""
    return hashlib.sha256(token.encode()).hexdigest()


def find_editor(token: str, now: dt.datetime) -> ServiceEditor | None:
    """Give who holds this link; None when it is forged, revoked or expired: all the same."""
    editor = (
        ServiceEditor.objects.select_related("service__district", "service__organisation")
        .defer("service__district__boundary")
        .filter(token_hash=hash_of(token))
        .first()
    )
    return editor if editor and permissions.may_use_link(editor, now) else None


class Care(NamedTuple):
    """Who can edit a service through a link now, and the suggestions that wait, oldest first."""

    editors: list[ServiceEditor]
    suggestions: list[ServiceSuggestion]


def care_of(service: Service, now: dt.datetime) -> Care:
    """Give who keeps a service and what waits there, in one question."""
    editors = service.editors.filter(revoked_at__isnull=True, expires_at__gt=now)
    waiting = service.suggestions.filter(state=ServiceSuggestion.State.OPEN)
    rows = editors.values_list(
        "id", "made_at", "function", "email", "last_used_at", Value("editor")
    ).union(
        waiting.values_list(
            "id", "made_at", Value(""), Cast(Value(None), EncryptedTextField()),
            Cast(Value(None), DateTimeField()), Value("suggestion"),
        ),
        all=True,
    )  # fmt: skip
    care = Care([], [])
    for number, made_at, function, email, last_used_at, kind in rows.order_by("made_at", "id"):
        if kind == "editor":
            care.editors.append(
                ServiceEditor(
                    pk=number, function=function, email=email, last_used_at=last_used_at,
                    made_at=made_at, service=service,
                )
            )  # fmt: skip
        else:
            care.suggestions.append(ServiceSuggestion(pk=number, made_at=made_at, service=service))
    return care


@dataclass
class Names:
    """What a service may be of and where it may be, by name; and what else goes by a number."""

    organisations: list[tuple[uuid.UUID, str]]
    venues: list[tuple[uuid.UUID, str]]
    known: dict[str, str]


def names_for(district: District, also: Collection[uuid.UUID]) -> Names:
    """Give all organisations, and the venues of the municipality, in one question.

    :param also: numbers of venues elsewhere whose name is known too.
    """
    here = Q(district__municipality=district.municipality_id)
    where = Case(When(here, then=Value("venue")), default=Value("elsewhere"))
    venues = Venue.objects.filter(here | Q(pk__in=also)).values_list("id", "name", where)
    rows = Organisation.objects.values_list("id", "name", Value("organisation"))
    names = Names([], [], {})
    lists = {"organisation": names.organisations, "venue": names.venues}
    for number, name, kind in rows.union(venues, all=True).order_by("name"):
        names.known[str(number)] = name
        if kind in lists:
            lists[kind].append((number, name))
    return names


def desk_services(districts: Collection[uuid.UUID], words: str = "") -> QuerySet[Service]:
    """All services of these districts, hidden and stopped ones too, the longest unchecked first."""
    waiting = Count("suggestions", filter=Q(suggestions__state=ServiceSuggestion.State.OPEN))
    rows = Service.objects.filter(district__in=districts).annotate(waiting=waiting)
    rows = rows.select_related("organisation").defer(*LONG_TEXTS)
    for word in words.split()[:MOST_WORDS]:
        rows = rows.filter(
            Q(name__icontains=word)
            | Q(summary__icontains=word)
            | Q(organisation__name__icontains=word)
        )
    return rows.order_by("name", "pk")


def open_suggestions(districts: Collection[uuid.UUID]) -> QuerySet[ServiceSuggestion]:
    """Suggestions that wait for a decision in these districts, the oldest first."""
    rows = ServiceSuggestion.objects.filter(
        state=ServiceSuggestion.State.OPEN, service__district__in=districts
    )
    return rows.select_related("service").order_by("made_at", "pk")


def find_suggestion(suggestion_id: uuid.UUID) -> ServiceSuggestion | None:
    """Give a suggestion with its service and who agreed."""
    rows = ServiceSuggestion.objects.select_related("service__district", "service__organisation")
    rows = rows.defer("service__district__boundary").prefetch_related("approvals")
    return rows.filter(pk=suggestion_id).first()


def exported(services: QuerySet[Service]) -> Iterable[Service]:
    """Give services with all that a table of them shows, in order of name."""
    return _with_all(services).order_by("name", "pk").iterator(chunk_size=500)
