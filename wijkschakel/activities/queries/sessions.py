"""What pages read about activities. Numbers of queries do not grow with rows."""

import datetime as dt
import math
import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce

from wijkschakel.activities.models import Activity, Enrolment, Lead, Session
from wijkschakel.activities.permissions import ORGANISERS
from wijkschakel.base import search
from wijkschakel.base.prepared import Prepared
from wijkschakel.people.models import Person
from wijkschakel.places.models import District

METRES_PER_DEGREE = 111_195


@dataclass(frozen=True)
class Near:
    """A walk from here: where (latitude, longitude) and how many metres as the crow flies."""

    point: tuple[float, float]
    metres: float


@dataclass(frozen=True)
class Wish:
    """What somebody looks for in the agenda."""

    start: dt.datetime
    end: dt.datetime
    district: District | None = None
    themes: tuple[str, ...] = ()
    words: str = ""
    only_free: bool = False
    only_step_free: bool = False
    only_indoors: bool = False
    only_room: bool = False
    only_informal: bool = False
    only_formal: bool = False
    only_resident_run: bool = False
    audience: str = ""
    spoken: str = ""
    near: Near | None = None
    only_beginning: bool = False


def visible_sessions() -> QuerySet[Session]:
    """Sessions anyone may see, with activity, venue and organisation in the same query."""
    return Session.objects.filter(activity__state=Activity.State.PUBLISHED).select_related(
        "activity__venue", "activity__organisation"
    )


# What words were understood to mean, so that a page asks that once.
Heard = dict[str, QuerySet[search.SearchDocument, uuid.UUID] | None]


def agenda(wish: Wish, heard: Heard | None = None) -> QuerySet[Session]:
    """Sessions that are not over at the start of the wish and begin before its end, in order."""
    found = visible_sessions().filter(ends_at__gt=wish.start, starts_at__lt=wish.end)
    # The index is on the start: nothing lasts longer than a day.
    found = found.filter(starts_at__gt=wish.start - dt.timedelta(days=1))
    if wish.only_beginning:
        found = found.filter(starts_at__gte=wish.start)
    if wish.district:
        found = found.filter(district=wish.district)
    if wish.themes:
        found = found.filter(activity__theme__in=wish.themes)
    for flag, name, value in (
        (wish.only_free, "activity__price_cents", 0),
        (wish.only_step_free, "activity__is_step_free", True),
        (wish.only_indoors, "activity__is_indoors", True),
        (wish.only_informal, "activity__is_formal", False),
        (wish.only_formal, "activity__is_formal", True),
        (wish.only_resident_run, "activity__is_resident_run", True),
        (wish.audience, "activity__audience", wish.audience),
    ):
        if flag:
            found = found.filter(**{name: value})
    if wish.spoken:
        found = _where_spoken(found, wish.spoken)
    if wish.near:
        found = _within(found, wish.near)
    if wish.only_room:
        found = found.filter(Q(capacity__isnull=True) | Q(taken__lt=F("capacity")))
    matching = _matching(wish.words, {} if heard is None else heard)
    if matching is not None:
        found = found.filter(activity__in=matching)
    return found.order_by("starts_at", "id")


def _where_spoken(found: QuerySet[Session], code: str) -> QuerySet[Session]:
    """Keep where a language is spoken: the list of codes is looked into as text."""
    text = found.alias(spoken_text=Cast("activity__spoken", models.TextField()))
    return text.filter(spoken_text__contains=f'"{code}"')


def _within(found: QuerySet[Session], near: Near) -> QuerySet[Session]:
    """Keep what is inside a circle; over a few kilometres the earth is flat enough."""
    latitude, longitude = near.point
    north = (F("activity__venue__latitude") - latitude) * METRES_PER_DEGREE
    east = (F("activity__venue__longitude") - longitude) * (
        METRES_PER_DEGREE * math.cos(math.radians(latitude))
    )
    square = models.ExpressionWrapper(north * north + east * east, models.FloatField())
    return found.alias(square=square).filter(square__lte=near.metres**2)


def _matching(words: str, heard: Heard) -> QuerySet[search.SearchDocument, uuid.UUID] | None:
    if words not in heard:
        heard[words] = search.matching(words, kind="activity") if words else None
    return heard[words]


def for_list(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """Read only what a row in a list shows: a description may be long."""
    return (
        sessions.select_related(None)
        .select_related("activity__venue")
        .only(
            "starts_at",
            "ends_at",
            "state",
            "capacity",
            "taken",
            "waiting",
            "activity__title",
            "activity__language",
            "activity__price_cents",
            "activity__is_walk_in",
            "activity__is_formal",
            "activity__theme",
            "activity__venue__name",
            "activity__venue__longitude",
            "activity__venue__latitude",
        )
    )


def count_listed(sessions: QuerySet[Session]) -> tuple[int, int]:
    """How many sessions a list shows, and how many of these take place."""
    planned = Q(state=Session.State.PLANNED)
    counts = sessions.order_by().aggregate(listed=Count("pk"), planned=Count("pk", filter=planned))
    return counts["listed"], counts["planned"]


def led_between(person: Person, start: dt.datetime, end: dt.datetime) -> list[Session]:
    """Sessions this person organises that begin in this span, in order; also cancelled ones."""
    mine = Activity.objects.filter(leads__person=person, leads__role__in=ORGANISERS)
    rows = Session.objects.filter(activity__in=mine, starts_at__gte=start, starts_at__lt=end)
    return list(rows.select_related("activity__venue").order_by("starts_at", "id"))


def totals(wishes: Mapping[str, Wish], heard: Heard | None = None) -> dict[str, int]:
    """Count what each of these wishes would find, in one query."""
    heard = {} if heard is None else heard
    counts = {
        name: Count("pk", filter=Q(pk__in=agenda(wish, heard).order_by().values("pk")))
        for name, wish in wishes.items()
    }
    return Session.objects.aggregate(**counts) if counts else {}


def open_now(district: District, now: dt.datetime) -> QuerySet[Session]:
    """Walk-in sessions that go on at this moment, first the one that lasts longest."""
    return (
        visible_sessions()
        .filter(district=district, starts_at__gt=now - dt.timedelta(days=1))
        .filter(starts_at__lte=now, ends_at__gt=now, state=Session.State.PLANNED)
        .filter(activity__is_walk_in=True)
        .order_by("-ends_at", "id")
    )


def upcoming_of(activity: Activity, now: dt.datetime) -> QuerySet[Session]:
    """Sessions of one activity that are not over."""
    return activity.sessions.filter(ends_at__gt=now).order_by("starts_at")


def find_session(session_id: uuid.UUID) -> Session | None:
    """A session anyone may see, with all its page shows."""
    return next(iter(_OPEN.things(Session, session_id=session_id)), None)


def find_any_session(session_id: uuid.UUID) -> Session | None:
    """A session also of an activity that is not visible, for who organises it."""
    return next(iter(_ANY.things(Session, session_id=session_id)), None)


def _with_all(sessions: QuerySet[Session]) -> QuerySet[Session]:
    return sessions.select_related(
        "activity__venue",
        "activity__organisation",
        "district",
        "activity__district",
        "series",
        "debate",
    ).defer("district__boundary", "activity__district__boundary")


def _open(session_id: uuid.UUID) -> QuerySet[Session]:
    return _with_all(visible_sessions()).filter(pk=session_id)


def _any(session_id: uuid.UUID) -> QuerySet[Session]:
    return _with_all(Session.objects.all()).filter(pk=session_id)


_OPEN, _ANY = Prepared(_open), Prepared(_any)


def states_of(person: Person | None, sessions: Iterable[Session]) -> dict[uuid.UUID, str]:
    """How this person stands with each of these sessions: joined or waiting."""
    if person is None:
        return {}
    rows = Enrolment.objects.filter(person=person, session__in=[s.pk for s in sessions])
    return dict(rows.exclude(state=Enrolment.State.LEFT).values_list("session_id", "state"))


def find_enrolment(person: Person | None, session: Session) -> Enrolment | None:
    """The enrolment of this person in a session, also when they left."""
    if person is None:
        return None
    return Enrolment.objects.filter(person=person, session=session).first()


def find_guest_enrolment(key_hash: str) -> Enrolment | None:
    """The enrolment behind the link that a guest keeps."""
    return (
        Enrolment.objects.select_related("person", "session__activity__venue", "session__district")
        .defer("session__district__boundary")
        .filter(guest_key=key_hash)
        .first()
    )


def waiting_before(enrolment: Enrolment) -> int:
    """How many people wait longer for a place in the same session."""
    same = Enrolment.objects.filter(session=enrolment.session_id, state=Enrolment.State.WAITING)
    earlier = Q(joined_at__lt=enrolment.joined_at)
    return same.filter(earlier | Q(joined_at=enrolment.joined_at, pk__lt=enrolment.pk)).count()


def find_on_list(session: Session, enrolment_id: uuid.UUID) -> Enrolment | None:
    """Somebody on the list of a session."""
    return session.enrolments.select_related("person").filter(pk=enrolment_id).first()


def find_activity(activity_id: uuid.UUID) -> Activity | None:
    """An activity with venue and district, visible or not."""
    rows = Activity.objects.select_related("venue", "district").defer("district__boundary")
    return rows.filter(pk=activity_id).first()


def next_of(activities: Collection[uuid.UUID], now: dt.datetime) -> list[Session]:
    """The first session to come of each of these activities that anyone may see."""
    coming = Session.objects.filter(
        activity=OuterRef("activity"), ends_at__gt=now, state=Session.State.PLANNED
    )
    first = coming.order_by("starts_at").values("pk")[:1]
    rows = visible_sessions().filter(activity__in=activities, pk=Subquery(first))
    return list(for_list(rows))


def to_organise(person: Person, now: dt.datetime) -> list[Activity]:
    """Activities this person organises: each with its next session and those to mark."""
    marked = Enrolment.objects.filter(session=OuterRef("pk"), was_there__isnull=False)
    to_mark = (
        Session.objects.filter(state=Session.State.PLANNED, starts_at__lte=now, taken__gt=0)
        .filter(starts_at__gt=now - dt.timedelta(days=14))
        .exclude(Exists(marked))
        .order_by("-starts_at")
    )
    coming = Session.objects.filter(ends_at__gt=now).order_by("starts_at")
    return list(
        led_by(person)
        .prefetch_related(
            Prefetch("sessions", queryset=coming[:3], to_attr="coming"),
            Prefetch("sessions", queryset=to_mark[:3], to_attr="to_mark"),
        )
        .defer("description")
    )


def took_part(activity: Activity, exclude: Collection[uuid.UUID]) -> list[Person]:
    """Residents on a list of this activity, guests left out: who may help to organise."""
    people = Person.objects.filter(
        enrolment__session__activity=activity, enrolment__state=Enrolment.State.JOINED
    ).filter(is_guest=False, erased_at__isnull=True)
    found = people.exclude(pk__in=exclude).distinct().only("given_name", "family_name")
    return list(found.order_by("given_name", "family_name", "pk"))


def week_of(person: Person, monday: dt.datetime) -> list[Enrolment]:
    """What this person does in the seven days from `monday`, in order."""
    rows = Enrolment.objects.filter(
        person=person,
        session__starts_at__gte=monday,
        session__starts_at__lt=monday + dt.timedelta(days=7),
    ).exclude(state=Enrolment.State.LEFT)
    return list(
        rows.select_related("session__activity__venue").order_by("session__starts_at", "id")
    )


def taken_part_in(person: Person, now: dt.datetime) -> QuerySet[Enrolment]:
    """Everything this person joined that is over, latest first."""
    rows = Enrolment.objects.filter(person=person, state=Enrolment.State.JOINED)
    return (
        rows.filter(session__ends_at__lte=now)
        .select_related("session__activity")
        .order_by("-session__starts_at", "id")
    )


def led_by(person: Person) -> QuerySet[Activity]:
    """Activities this person leads or organises with others."""
    return (
        Activity.objects.filter(leads__person=person, leads__role__in=ORGANISERS)
        .select_related("venue")
        .order_by("title", "id")
    )


def attendance_list(session: Session) -> list[Enrolment]:
    """Everybody on the list of a session: first who joined, then who waits, by name."""
    rows = session.enrolments.exclude(state=Enrolment.State.LEFT).select_related(
        "person", "brought_by__person"
    )
    return list(rows.order_by("state", "person__given_name", "joined_at", "id"))


def leads_of(activity: Activity) -> list[Lead]:
    """Who leads and helps, leads first."""
    order = {Lead.Role.LEAD: 0, Lead.Role.CO_ORGANISER: 1, Lead.Role.HELPER: 2}
    leads = activity.leads.select_related("person").order_by("since", "id")
    return sorted(leads, key=lambda lead: order[Lead.Role(lead.role)])


def sessions_between(
    districts: Collection[uuid.UUID], start: dt.datetime, end: dt.datetime
) -> QuerySet[Session]:
    """All sessions of published activities in these districts that begin in the span."""
    return (
        visible_sessions()
        .filter(district__in=districts, starts_at__gte=start, starts_at__lt=end)
        .order_by("starts_at", "id")
    )


def unmarked_before(
    districts: Collection[uuid.UUID], since: dt.datetime, now: dt.datetime
) -> QuerySet[Session]:
    """Sessions that are over, had people, and where nobody was marked yet."""
    rows = visible_sessions().filter(
        district__in=districts, starts_at__gte=since, ends_at__lte=now, taken__gt=0
    )
    marked = Enrolment.objects.filter(was_there__isnull=False).values("session_id")
    return rows.exclude(pk__in=marked).order_by("starts_at", "id")


def week_ahead(
    districts: Collection[uuid.UUID], start: dt.datetime, end: dt.datetime
) -> QuerySet[Session]:
    """Sessions in the span with, in `session.activity.organisers`, who leads them."""
    organisers = Lead.objects.filter(role__in=ORGANISERS).select_related("person")
    leads = Prefetch(
        "activity__leads", queryset=organisers.order_by("since", "id"), to_attr="organisers"
    )
    return sessions_between(districts, start, end).prefetch_related(leads)


def find_latest_change(person: Person, since: dt.datetime) -> Enrolment | None:
    """The last thing this person joined or left since a moment, to undo it."""
    rows = Enrolment.objects.filter(person=person).select_related("session__activity")
    changed = rows.annotate(changed_at=Coalesce("left_at", "joined_at"))
    return changed.filter(changed_at__gte=since).order_by("-changed_at", "id").first()


def with_new_sign_ups(
    districts: Collection[uuid.UUID], since: dt.datetime, now: dt.datetime
) -> QuerySet[Session]:
    """Sessions that are not over with people who joined since; `session.fresh` says how many."""
    joined = Q(enrolments__joined_at__gte=since) & ~Q(enrolments__state=Enrolment.State.LEFT)
    rows = visible_sessions().filter(district__in=districts, ends_at__gt=now)
    rows = rows.exclude(state=Session.State.CANCELLED)
    fresh = rows.annotate(fresh=Count("enrolments", filter=joined)).filter(fresh__gt=0)
    return fresh.order_by("starts_at", "id")
