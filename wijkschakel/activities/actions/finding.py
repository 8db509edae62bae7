"""Letting activities be found: what is put in the search index, and when they come next.

What can be found is published for machines too: each change leaves a sign for that.
"""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Iterator

from django.db.models import Min, QuerySet
from django.utils import translation

from wijkschakel.activities.actions import marking
from wijkschakel.activities.models import Activity, Session
from wijkschakel.base import search
from wijkschakel.base.languages import language_name

KIND = "activity"
BATCH = 500
HERE = "nl"


def put_activities(activities: Collection[Activity], now: dt.datetime) -> None:
    """Let these activities be found as they are now, or no longer when they are hidden."""
    search.drop_all(KIND, [activity.pk for activity in activities if not _is_visible(activity)])
    search.put_all(_entries([one for one in activities if _is_visible(one)], now))
    marking.mark(activity.pk for activity in activities)


def put_again(pks: Iterable[uuid.UUID], now: dt.datetime) -> None:
    """Read these activities and let them be found as they are now."""
    put_activities(list(_with_all().filter(pk__in=list(pks))), now)


def drop_activities(pks: Collection[uuid.UUID]) -> None:
    """Let these activities no longer be found."""
    search.drop_all(KIND, pks)
    marking.mark(pks)


def set_next(activity: Activity, now: dt.datetime) -> None:
    """Say when an activity comes next, after planning or cancelling."""
    search.set_starts(KIND, {activity.pk: _next_starts([activity.pk], now).get(activity.pk)})
    marking.mark([activity.pk])


def refresh_starts(now: dt.datetime) -> int:
    """Say of all activities when they come next; done every night. Gives how many changed."""
    changed = 0
    visible = Activity.objects.filter(state=Activity.State.PUBLISHED).order_by("pk")
    pks = list(visible.values_list("pk", flat=True))
    for place in range(0, len(pks), BATCH):
        some = pks[place : place + BATCH]
        starts = _next_starts(some, now)
        changed += search.set_starts(KIND, {pk: starts.get(pk) for pk in some})
    return changed


def entries(now: dt.datetime) -> Iterator[search.Entry]:
    """Give everything of this room that can be found, to build the index anew."""
    visible = _with_all().filter(state=Activity.State.PUBLISHED).order_by("pk")
    pks = list(visible.values_list("pk", flat=True))
    for place in range(0, len(pks), BATCH):
        yield from _entries(list(visible.filter(pk__in=pks[place : place + BATCH])), now)


def _with_all() -> QuerySet[Activity]:
    rows = Activity.objects.select_related("district", "venue", "organisation")
    return rows.defer("district__boundary").prefetch_related("translations")


def _is_visible(activity: Activity) -> bool:
    return activity.state == Activity.State.PUBLISHED


def _next_starts(pks: Collection[uuid.UUID], now: dt.datetime) -> dict[uuid.UUID, dt.datetime]:
    coming = Session.objects.filter(
        activity__in=pks, ends_at__gt=now, state=Session.State.PLANNED
    ).order_by()
    return dict(coming.values_list("activity").annotate(Min("starts_at")))


def _entries(activities: Collection[Activity], now: dt.datetime) -> Iterator[search.Entry]:
    starts = _next_starts([activity.pk for activity in activities], now)
    for activity in activities:
        yield _entry(activity, starts.get(activity.pk))


def _entry(activity: Activity, starts_at: dt.datetime | None) -> search.Entry:
    venue = activity.venue
    point = None
    if venue and venue.latitude is not None and venue.longitude is not None:
        point = venue.latitude, venue.longitude
    return search.Entry(
        kind=KIND,
        thing_id=activity.pk,
        district_code=activity.district.code,
        title=activity.title,
        labels=tuple(_labels(activity)),
        summary=activity.summary,
        body=_body(activity),
        language=activity.language,
        point=point,
        starts_at=starts_at,
        facets=tuple(_facets(activity)),
    )


def _body(activity: Activity) -> str:
    """Give the whole text, in every language it is told in."""
    others = (
        text
        for one in activity.translations.all()
        for text in (one.title, one.summary, one.description)
    )
    return "\n\n".join(text for text in (activity.description, *others) if text)


def _labels(activity: Activity) -> Iterator[str]:
    """Give where and by whom it is, and in Dutch what sort of thing and for whom."""
    if activity.venue:
        yield activity.venue.name
    if activity.organisation:
        yield activity.organisation.name
    with translation.override("nl"):
        # What it is written in counts once more than what is spoken there.
        foreign = [activity.language, *activity.spoken]
        yield " ".join(language_name(code) for code in foreign if code != HERE)
        yield str(Activity.Theme(activity.theme).label)
        if activity.audience != Activity.Audience.EVERYONE:
            yield str(Activity.Audience(activity.audience).label)


def _facets(activity: Activity) -> Iterator[str]:
    yield activity.theme
    if activity.price_cents == 0:
        yield "free"
    if activity.is_step_free:
        yield "step_free"
    if activity.is_indoors:
        yield "indoors"
    if activity.is_walk_in:
        yield "walk_in"
