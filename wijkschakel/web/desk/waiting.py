"""What else waits at the desk: counted per kind, in the question that reads the districts.

A room or page that lands something new for a coordinator adds one line to SOURCES, and its words to
`waiting_words`.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any

from django.db.models import (
    Count,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    UUIDField,
    Value,
)
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone
from django.utils.translation import ngettext

from wijkschakel.activities.models import (
    Appointment,
    Enrolment,
    LiveQuestion,
    MeansOffer,
    Post,
    PostReport,
    PrintedProduct,
    Room,
    Service,
    ServiceSuggestion,
    Session,
)
from wijkschakel.activities.queries.services import older_than
from wijkschakel.activities.rules import services as service_rules
from wijkschakel.base.joined import BETWEEN, Joined
from wijkschakel.funding.queries import commissions as commission_queries
from wijkschakel.learning import queries as lesson_queries
from wijkschakel.network.models import Source as Feed
from wijkschakel.people.models import RoleGrant
from wijkschakel.people.permissions import TOLD
from wijkschakel.places.models import District
from wijkschakel.support.models import Job, UnservedNeed
from wijkschakel.support.queries import agreements as agreement_queries
from wijkschakel.support.queries import helping
from wijkschakel.support.queries.referrals import waiting_referrals
from wijkschakel.web.desk.tasks import Task
from wijkschakel.web.desk.waiting_words import said

SOON = dt.timedelta(days=2)
LOOK_BACK = dt.timedelta(days=14)
ROLE_SHOWN = dt.timedelta(days=7)
Rows = Callable[[dt.datetime], QuerySet[Any]]


@dataclass(frozen=True)
class Source:
    """One kind of thing that waits, and how it is said.

    :param rows: what waits now.
    :param path: from a row to its district.
    :param around: more paths, of things for several districts at once: counted once on a page.
    :param moment: the field that says since (or until) when.
    :param target: the field of the thing whose page solves the first of them.
    :param urgency: the number of the group on the page: 0 cannot wait, 2 is for later.
    """

    kind: str
    rows: Rows
    path: str
    moment: str
    urgency: int
    target: str = ""
    around: tuple[str, ...] = ()

    @property
    def is_shared(self) -> bool:
        """Say whether one of these may wait in several districts."""
        return bool(self.around) or "memberships" in self.path


def _stale(now: dt.datetime) -> QuerySet[Any]:
    old = older_than(now, service_rules.MARK_AFTER)
    return Service.objects.exclude(state=Service.State.CLOSED).filter(old)


def _offered(now: dt.datetime) -> QuerySet[Any]:
    rows = Enrolment.objects.filter(state=Enrolment.State.OFFERED, offered_until__gt=now)
    return rows.filter(session__state=Session.State.PLANNED)


def _fell_out(now: dt.datetime) -> QuerySet[Any]:
    """Appointments of these days that no longer stand because the hour is closed that day."""
    rows = Appointment.objects.filter(state=Appointment.State.CANCELLED, starts_at__gt=now)
    closed = Q(hour__changes__opens__isnull=True, hour__changes__day=F("starts_at__date"))
    return rows.filter(closed, starts_at__lt=now + SOON)


def _unanswered(now: dt.datetime) -> QuerySet[Any]:
    over = Q(debate__session__ends_at__lte=now, debate__session__ends_at__gt=now - LOOK_BACK)
    return LiveQuestion.objects.filter(over, state=LiveQuestion.State.WAITING)


def _silent(now: dt.datetime) -> QuerySet[Any]:
    """Feeds of others that gave nothing the last time."""
    return Feed.objects.filter(failures__gt=0, paused_at__isnull=True, last_run_at__isnull=False)


def _not_found(now: dt.datetime) -> QuerySet[Any]:
    """What people looked for and did not find, heard more than once."""
    return UnservedNeed.objects.filter(state=UnservedNeed.State.OPEN, count__gt=1)


def _to_match(now: dt.datetime) -> QuerySet[Any]:
    """Requests that nobody was asked for yet, or that came back to a person."""
    return helping.to_answer(now)


def _ending(now: dt.datetime) -> QuerySet[Any]:
    return agreement_queries.ending(timezone.localdate(now))


def _given(now: dt.datetime) -> QuerySet[Any]:
    """Roles in which others' data are read, given by an administrator in the last days."""
    since = timezone.localdate(now) - ROLE_SHOWN
    rows = RoleGrant.objects.active(timezone.localdate(now)).filter(role__in=TOLD)
    return rows.filter(starts_on__gt=since, granted_by__isnull=False)


SOURCES = (
    Source(
        "role", _given, "district", "starts_on", 1,
        around=("municipality__districts", "region__memberships__district"),
    ),
    Source("help_request", _to_match, "district", "asked_at", 1),
    Source(
        "agreement", _ending, "agreement__region__memberships__district", "ends_on", 2
    ),
    Source(
        "award", commission_queries.to_confirm, "commission__region__memberships__district",
        "proposed_at", 1,
    ),
    Source(
        "commission", commission_queries.to_choose, "region__memberships__district",
        "bids_until", 1,
    ),
    Source(
        "look_back", commission_queries.to_look_back, "region__memberships__district",
        "ends_on", 2,
    ),
    Source("fell_out", _fell_out, "hour__district", "starts_at", 0),
    Source("offered", _offered, "session__district", "offered_until", 1, "session_id"),
    Source(
        "post", lambda now: Post.objects.filter(state=Post.State.WAITING), "district", "made_at", 1
    ),
    Source(
        "report", lambda now: PostReport.objects.filter(settled_at__isnull=True),
        "post__district", "made_at", 1,
    ),
    Source(
        "not_made",
        lambda now: PrintedProduct.objects.filter(state=PrintedProduct.State.FAILED),
        "district", "ordered_at", 1,
    ),
    Source(
        "suggestion",
        lambda now: ServiceSuggestion.objects.filter(state=ServiceSuggestion.State.OPEN),
        "service__district", "made_at", 1,
    ),
    Source("feed", _silent, "district", "last_run_at", 1),
    Source("question", _unanswered, "debate__session__district", "asked_at", 2, "debate_id"),
    Source(
        "room", lambda now: Room.objects.filter(state=Room.State.WAITING),
        "venue__district", "offered_at", 2,
    ),
    Source(
        "means", lambda now: MeansOffer.objects.filter(state=MeansOffer.State.WAITING),
        "district", "offered_at", 2,
    ),
    Source(
        "job", lambda now: Job.objects.filter(state=Job.State.WAITING), "district", "made_at", 1
    ),
    Source("lesson", lesson_queries.waiting, "district", "until_on", 2, "pk"),
    Source("not_found", _not_found, "district", "first_on", 2),
    Source("stale", _stale, "district", "changed_at", 2),
    Source("referral", waiting_referrals, "to_organisation__district", "sent_at", 1),
)  # fmt: skip


def counts(now: dt.datetime) -> dict[str, Any]:
    """Give the columns that count, for a question about districts that is asked anyway."""
    return {
        f"{source.kind}_{name}": column
        for source in SOURCES
        for name, column in _columns(source, now).items()
    }


def look(districts: Iterable[District], now: dt.datetime) -> Iterator[tuple[int, Task]]:
    """Give a row of each kind that waits, with its urgency.

    :param districts: read with `counts`; in others nothing is known to wait.
    """
    known = [vars(district) for district in districts]
    for source in SOURCES:
        waiting = [row for row in known if row.get(f"{source.kind}_n")]
        if waiting:
            first = min(waiting, key=itemgetter(f"{source.kind}_since"))
            number = _number(source, [row[f"{source.kind}_n"] for row in waiting])
            since, target = first[f"{source.kind}_since"], first.get(f"{source.kind}_target")
            task = said(source.kind, number, since, target, now)
            yield source.urgency, _until(task, since, now)


def _until(task: Task, value: dt.datetime | dt.date, now: dt.datetime) -> Task:
    """Say of a last day how many days are left; else the row says since when it waits."""
    today = timezone.localdate(now)
    if isinstance(value, dt.datetime) or value <= today:
        return task
    days = (value - today).days
    left = ngettext("dag te gaan", "dagen te gaan", days)
    return replace(task, wait=str(days), more=left)


def _number(source: Source, counted: list[Any]) -> int:
    if source.is_shared:
        return len({one for numbers in counted for one in numbers.split(BETWEEN)})
    return sum(counted)


def _columns(source: Source, now: dt.datetime) -> dict[str, Any]:
    """Say of each district how many wait (or which), since when, and where to begin."""
    is_here = Q(**{source.path: OuterRef("pk")})
    for path in source.around:
        is_here |= Q(**{path: OuterRef("pk")})
    here = source.rows(now).filter(is_here).annotate(all=Value(1))
    all_of_it = here.order_by().values("all")
    numbers = all_of_it.annotate(n=Joined(Cast("pk", TextField()))).values("n")
    counted = all_of_it.annotate(n=Count("pk")).values("n")
    columns: dict[str, Any] = {
        "n": Subquery(numbers) if source.is_shared else Coalesce(Subquery(counted), 0),
        "since": Subquery(all_of_it.annotate(first=Min(source.moment)).values("first")),
    }
    if source.target:
        first = here.order_by(source.moment).values(source.target)[:1]
        columns["target"] = Subquery(first, output_field=UUIDField())
    return columns
