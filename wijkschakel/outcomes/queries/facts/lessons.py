"""Lessons in a year: what was tried, told or used in it. Things and never people."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

from wijkschakel.learning.models import Lesson, LessonUse
from wijkschakel.outcomes.rules import periods
from wijkschakel.outcomes.rules.ripeness import Thing
from wijkschakel.places.models import Region


def _used(first: dt.date, last: dt.date) -> QuerySet[LessonUse]:
    """Give who used a lesson at some time in these days."""
    rows = LessonUse.objects.filter(since__lt=_after(last))
    return rows.filter(Q(ended_at__isnull=True) | Q(ended_at__gte=periods.midnight(first)))


def _after(last: dt.date) -> dt.datetime:
    return periods.midnight(last + dt.timedelta(days=1))


def _there(first: dt.date, last: dt.date) -> QuerySet[Lesson]:
    """Give the lessons of these days; one that was withdrawn is as if it was never told."""
    begin = periods.midnight(first)
    rows = Lesson.objects.filter(state=Lesson.State.PUBLISHED, published_at__lt=_after(last))
    return rows.filter(
        Q(published_at__gte=begin) | Q(until_on__gte=first) | Q(told_at__gte=begin)
        | Q(pk__in=_used(first, last).values("lesson"))
    )  # fmt: skip


def placed(region: Region, first: dt.date, last: dt.date) -> Counter[tuple[str, str]]:
    """Count the lessons of a region by level and block."""
    rows = _there(first, last).filter(district__regions=region).order_by()
    return Counter(
        {(level, block): n for level, block, n in
         rows.values_list("level", "block").annotate(n=Count("pk", distinct=True))}
    )  # fmt: skip


def things(region: Region, first: dt.date, last: dt.date) -> Iterable[Thing]:
    """Give each lesson where it is from, with how many carry it, and where others use it."""
    used = _used(first, last)
    rows = _there(first, last).filter(district__regions=region)
    users = Count("uses", filter=Q(uses__in=used.values("pk")), distinct=True)
    for district, block, since, others in rows.annotate(users=users).values_list(
        "district__code", "block", "published_at", "users"
    ):
        if since:
            yield Thing(district, block, periods.day_of(since), 1 + others, is_lesson=True)
    there = used.filter(lesson__in=_there(first, last).values("pk"))
    for party in ("organisation", "initiative"):
        where = there.filter(**{f"{party}__district__regions": region})
        for district, block, since in where.values_list(
            f"{party}__district__code", "lesson__block", "since"
        ):
            yield Thing(district, block, periods.day_of(since), 1, is_lesson=True)
