"""What the end of a walk gives at this moment: things to do, services and hours near by."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, F, Q, QuerySet

from wijkschakel.activities import queries as activity_queries
from wijkschakel.activities.models import Activity, Service, Session
from wijkschakel.activities.queries import hours as hour_queries
from wijkschakel.activities.queries import services as service_queries
from wijkschakel.activities.queries.hours import OpenHour
from wijkschakel.base.models import SearchDocument
from wijkschakel.base.text import stems
from wijkschakel.places.models import District
from wijkschakel.support.rules.checking import Live
from wijkschakel.support.rules.tree import Node, PersonKind, Target, TargetKind, Tree

AHEAD = dt.timedelta(days=14)
MOST_SESSIONS, MOST_SERVICES, MOST_HOURS = 5, 5, 4
READ_SESSIONS = 60
MOST_STEMS = 40
Point = tuple[float, float]
Found = dict[str, set[uuid.UUID]]


@dataclass
class Results:
    """What there is, best first; `is_wider` when words found nothing and the theme did."""

    sessions: list[Session] = field(default_factory=list)
    services: list[Service] = field(default_factory=list)
    minutes: dict[object, int | None] = field(default_factory=dict)
    hours: list[OpenHour] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing at all."""
        return not (self.sessions or self.services or self.hours)


def results(leaf: Node, district: District | None, here: Point | None, now: dt.datetime) -> Results:
    """Give what a leaf points to, near here and soon; six questions to the database at most."""
    found = Results()
    if district is None:
        return found
    by_words = _by_words(leaf.targets, district)
    if targets := _of(leaf, TargetKind.ACTIVITIES):
        found.sessions = _sessions(targets, by_words, district, now)
    if targets := _of(leaf, TargetKind.SERVICES):
        near = service_queries.near(_services(targets, by_words, district, now), here)
        near = _with_words_first(near, by_words)[:MOST_SERVICES]
        found.services = service_queries.with_rows([one.pk for one in near])
        found.minutes = {one.pk: one.minutes for one in near}
    targets = _of(leaf, TargetKind.HOURS)
    if targets or leaf.person == PersonKind.HOUR:
        found.hours = _hours(targets, by_words, district, now)
    return found


def _of(leaf: Node, kind: str) -> list[Target]:
    return [target for target in leaf.targets if target.kind == kind]


def _by_words(targets: Iterable[Target], district: District) -> Found:
    """Give the things that are found by the words of these targets, in one query."""
    roots = {stems.light(word) for target in targets for word in stems.words(target.words)}
    found: Found = {"activity": set(), "service": set(), "hour": set()}
    if not roots:
        return found
    rows = SearchDocument.objects.filter(
        kind__in=list(found),
        district_code=district.code,
        postings__word__forms__form__in=sorted(roots)[:MOST_STEMS],
    )
    for kind, thing in rows.values_list("kind", "thing_id").distinct():
        found[kind].add(thing)
    return found


def _sessions(
    targets: Sequence[Target], by_words: Found, district: District, now: dt.datetime
) -> list[Session]:
    """Give the next session of each activity: first what the words say, then the theme."""
    wish = activity_queries.Wish(start=now, end=now + AHEAD, district=district)
    themes = {target.topic for target in targets if target.topic}
    wanted = Q(activity__theme__in=themes) | Q(activity__in=by_words["activity"])
    rows = activity_queries.for_list(activity_queries.agenda(wish)).filter(wanted)
    rows = rows.filter(state=Session.State.PLANNED)
    next_of: dict[uuid.UUID, Session] = {}
    for row in rows[:READ_SESSIONS]:
        next_of.setdefault(row.activity_id, row)
    said = by_words["activity"]
    only_words = {target.topic for target in targets if target.words}
    plain = themes - only_words | {target.topic for target in targets if not target.words}

    def rank(row: Session) -> int:
        if row.activity_id in said:
            return 0
        return 1 if row.activity.theme in plain else 2

    ranked = sorted(next_of.values(), key=rank)
    if any(rank(row) < 2 for row in ranked):
        ranked = [row for row in ranked if rank(row) < 2]
    return ranked[:MOST_SESSIONS]


def _services(
    targets: Sequence[Target], by_words: Found, district: District, now: dt.datetime
) -> QuerySet[Service]:
    kinds = {target.topic for target in targets if target.topic}
    wish = service_queries.ServiceWish(now, district)
    rows = service_queries.search_services(wish).exclude(state=Service.State.PAUSED)
    return rows.filter(Q(kind__in=kinds) | Q(pk__in=by_words["service"]))


def _with_words_first(
    near: Sequence[service_queries.Near], by_words: Found
) -> list[service_queries.Near]:
    said = by_words["service"]
    return sorted(near, key=lambda one: (one.is_formal, one.pk not in said))


def _hours(
    targets: Sequence[Target], by_words: Found, district: District, now: dt.datetime
) -> list[OpenHour]:
    """Give hours that the words say, else any hour: a person who can send one on."""
    wish = hour_queries.HourWish(district=district)
    coming = hour_queries.upcoming_hours(hour_queries.wished(wish), now)
    themes = {target.topic for target in targets if target.topic}
    fits = [
        one
        for one in coming
        if not one.opening.is_closed
        and (one.hour.pk in by_words["hour"] or one.hour.theme in themes)
    ]
    first: dict[uuid.UUID, OpenHour] = {}
    for one in fits or [one for one in coming if not one.opening.is_closed]:
        first.setdefault(one.hour.pk, one)
    return list(first.values())[:MOST_HOURS]


def live(whole: Tree, district: District, help_phone: str, now: dt.datetime) -> dict[str, Live]:
    """Give what every leaf gives now, for the editor; five questions however many leaves."""
    by_words = _stems_found(whole, district)
    soon = Session.objects.filter(
        district=district,
        activity__state=Activity.State.PUBLISHED,
        state=Session.State.PLANNED,
        ends_at__gt=now,
        starts_at__lt=now + AHEAD,
    ).order_by()
    themes = dict(soon.values_list("activity__theme").annotate(Count("activity", distinct=True)))
    wish = service_queries.ServiceWish(now, district)
    services = service_queries.search_services(wish).exclude(state=Service.State.PAUSED).order_by()
    kinds = dict(services.values_list("kind").annotate(Count("pk")))
    hours = hour_queries.upcoming_hours(
        hour_queries.wished(hour_queries.HourWish(district=district)), now
    )
    is_open = any(not one.opening.is_closed for one in hours)
    counts = {TargetKind.ACTIVITIES: themes, TargetKind.SERVICES: kinds}
    has_phone = bool(district.contact_phone or help_phone)
    return {
        leaf.key: Live(
            things=sum(_count(target, counts, by_words, len(hours)) for target in leaf.targets),
            somebody=(leaf.person == PersonKind.HOUR and is_open)
            or (leaf.person != PersonKind.NOBODY and has_phone),
        )
        for leaf in whole.leaves()
    }


def _count(
    target: Target,
    counts: dict[TargetKind, dict[str, int]],
    by_words: dict[str, int],
    hours: int,
) -> int:
    if target.kind == TargetKind.HOURS:
        return hours
    topics = counts[TargetKind(target.kind)]
    words = (stems.light(word) for word in stems.words(target.words))
    return topics.get(target.topic, 0) + sum(by_words.get(word, 0) for word in words)


def _stems_found(whole: Tree, district: District) -> dict[str, int]:
    roots = {
        stems.light(word)
        for leaf in whole.leaves()
        for target in leaf.targets
        for word in stems.words(target.words)
    }
    rows = SearchDocument.objects.filter(
        district_code=district.code, postings__word__forms__form__in=roots
    ).order_by()
    form = F("postings__word__forms__form")
    counted = rows.values_list(form).annotate(Count("pk", distinct=True))
    return dict(counted)
