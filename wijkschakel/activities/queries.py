"""What pages read about activities. Numbers of queries do not grow with rows."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce

from wijkschakel.activities.models import Activity, Enrolment, Lead, Session
from wijkschakel.activities.permissions import ORGANISERS
from wijkschakel.base.text import stems
from wijkschakel.people.models import Person
from wijkschakel.places.models import District


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


def visible_sessions() -> QuerySet[Session]:
    """Sessions anyone may see, with activity, venue and organisation in the same query."""
    return Session.objects.filter(activity__state=Activity.State.PUBLISHED).select_related(
        "activity__venue", "activity__organisation"
    )


def agenda(wish: Wish) -> QuerySet[Session]:
    """Sessions that are not over at the start of the wish and begin before its end, in order."""
    found = visible_sessions().filter(ends_at__gt=wish.start, starts_at__lt=wish.end)
    # The index is on the start: nothing lasts longer than a day.
    found = found.filter(starts_at__gt=wish.start - dt.timedelta(days=1))
    if wish.district:
        found = found.filter(district=wish.district)
    if wish.themes:
        found = found.filter(activity__theme__in=wish.themes)
    for flag, name, value in (
        (wish.only_free, "activity__price_cents", 0),
        (wish.only_step_free, "activity__is_step_free", True),
        (wish.only_indoors, "activity__is_indoors", True),
    ):
        if flag:
            found = found.filter(**{name: value})
    if wish.only_room:
        found = found.filter(Q(capacity__isnull=True) | Q(taken__lt=F("capacity")))
    for forms in stems.asked(wish.words):
        either = Q()
        for form in forms:
            either |= Q(activity__search_stems__contains=f" {form} ")
        found = found.filter(either)
    return found.order_by("starts_at", "id")


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


def states_of(person: Person | None, sessions: Iterable[Session]) -> dict[uuid.UUID, str]:
    """How this person stands with each of these sessions: joined or waiting."""
    if person is None:
        return {}
    rows = Enrolment.objects.filter(person=person, session__in=[s.pk for s in sessions])
    return dict(rows.exclude(state=Enrolment.State.LEFT).values_list("session_id", "state"))


def find_enrolment(person: Person | None, session: Session) -> Enrolment | None:
    """The enrolment of this person in this session, also when they left."""
    if person is None:
        return None
    return Enrolment.objects.filter(person=person, session=session).first()


def find_guest_enrolment(key_hash: str) -> Enrolment | None:
    """The enrolment behind the link that a guest keeps."""
    return (
        Enrolment.objects.select_related("person", "session__activity__venue")
        .filter(guest_key=key_hash)
        .first()
    )


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
    rows = session.enrolments.exclude(state=Enrolment.State.LEFT).select_related("person")
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
