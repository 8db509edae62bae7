"""What pages read of lessons. Numbers of queries do not grow with rows."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from wijkschakel.activities.models import Initiative
from wijkschakel.activities.queries import initiatives as initiative_queries
from wijkschakel.base import search
from wijkschakel.learning import permissions
from wijkschakel.learning.models import Lesson, LessonParty, LessonUse
from wijkschakel.learning.permissions import Party
from wijkschakel.people import queries as people_queries
from wijkschakel.people.models import Organisation, Person
from wijkschakel.places.models import District, Region

KIND = "lesson"
TRYING = "trying"
State, Outcome = Lesson.State, Lesson.Outcome
NEWEST = (Coalesce("told_at", "published_at").desc(), "pk")
IN_USE = Q(uses__ended_at__isnull=True, uses__isnull=False)


@dataclass(frozen=True)
class LessonWish:
    """What somebody looks for among the lessons."""

    district: District | None = None
    region: Region | None = None
    level: str = ""
    block: str = ""
    principle: str = ""
    outcome: str = ""
    words: str = ""
    initiative: Initiative | None = None


def _rows() -> QuerySet[Lesson]:
    rows = Lesson.objects.select_related("district", "organisation", "initiative")
    return rows.defer("district__boundary", "initiative__story").annotate(
        users=Count("uses", filter=IN_USE, distinct=True)
    )


def published() -> QuerySet[Lesson]:
    """Give what anybody may read: what was told last comes first."""
    rows = _rows().filter(state=State.PUBLISHED)
    return rows.order_by(*NEWEST)


def search_lessons(wish: LessonWish) -> QuerySet[Lesson]:
    """Give the lessons that fit a wish."""
    rows = published()
    if wish.district:
        rows = rows.filter(district=wish.district)
    if wish.region:
        rows = rows.filter(district__in=wish.region.memberships.values("district"))
    if wish.initiative:
        one = wish.initiative
        rows = rows.filter(Q(initiative=one) | Q(initiative__programme=one))
    if wish.level:
        rows = rows.filter(level=wish.level)
    if wish.block:
        rows = rows.filter(block=wish.block)
    if wish.outcome:
        rows = rows.filter(outcome="" if wish.outcome == TRYING else wish.outcome)
    if wish.principle:
        rows = rows.filter(pk__in=_serving(wish.principle))
    matching = search.matching(wish.words, kind=KIND)
    return rows if matching is None else rows.filter(pk__in=matching)


def _serving(principle: str) -> list[uuid.UUID]:
    """Give the lessons that serve a principle: not both databases look inside a list."""
    rows = Lesson.objects.filter(state=State.PUBLISHED).order_by()
    return [number for number, some in rows.values_list("pk", "principles") if principle in some]


def find_lesson(number: uuid.UUID, person: Person | None, now: dt.datetime) -> Lesson | None:
    """Give a lesson with who tried it along and who uses it; a draft only to whose it is."""
    parties = LessonParty.objects.select_related("organisation").order_by("organisation__name")
    uses = LessonUse.objects.filter(ended_at__isnull=True)
    rows = _rows().prefetch_related(
        Prefetch("parties", parties),
        Prefetch(
            "uses",
            uses.select_related("organisation", "initiative").order_by("since", "pk"),
            to_attr="in_use",
        ),
    )
    lesson = rows.filter(pk=number).first()
    if lesson is None or not permissions.may_see(person, lesson, now):
        return None
    return lesson


def find_use(lesson: Lesson, number: uuid.UUID) -> LessonUse | None:
    """Give a use of a lesson that still holds."""
    rows = LessonUse.objects.filter(lesson=lesson, pk=number, ended_at__isnull=True)
    return rows.select_related("organisation", "initiative", "lesson__district").first()


def lessons_of(person: Person, now: dt.datetime) -> list[Lesson]:
    """Give what is somebody's own, or their organisation's: what waits for them comes first."""
    mine = people_queries.organisations_of(person, timezone.localdate(now))
    rows = (
        _rows().filter(Q(author=person) | Q(organisation__in=mine)).exclude(state=State.WITHDRAWN)
    )
    today = timezone.localdate(now)
    return sorted(rows.order_by("-edited_at", "pk"), key=lambda one: not waits(one, today))


def waits(lesson: Lesson, today: dt.date) -> bool:
    """Say whether the last day passed and nobody told what came of it."""
    return lesson.is_published and not lesson.outcome and lesson.until_on < today


def waiting(now: dt.datetime) -> QuerySet[Lesson]:
    """Give what waits for an outcome."""
    return Lesson.objects.filter(
        state=State.PUBLISHED, outcome="", until_on__lt=timezone.localdate(now)
    )


def parties_of(person: Person, now: dt.datetime) -> list[Party]:
    """Give for whom somebody may say: we use this too."""
    organisations = people_queries.organisations_of(person, timezone.localdate(now))
    return [*organisations, *initiative_queries.owned_by(person, now)]


def may_use_still(lesson: Lesson, parties: Iterable[Party]) -> list[Party]:
    """Leave out whose lesson it is, and who uses it already."""
    have = {lesson.organisation_id, lesson.initiative_id}
    have |= {one.organisation_id for one in lesson.parties.all()}
    for use in lesson.in_use:  # type: ignore[attr-defined]
        have |= {use.organisation_id, use.initiative_id}
    return [party for party in parties if party.pk not in have]


def initiatives_around(district: District) -> QuerySet[Initiative]:
    """Give what a lesson of a district may be about."""
    rows = Initiative.objects.filter(district=district).order_by("name", "pk")
    return rows.only("pk", "name", "district")


def regions_around(district: District | None) -> list[Region]:
    """Give the regions in which a district learns."""
    return list(Region.objects.filter(districts=district).order_by("name")) if district else []


def organisations_around(district: District) -> QuerySet[Organisation]:
    """Give who may have tried it along: of the place, or of no place."""
    here = Q(district__municipality=district.municipality_id) | Q(district__isnull=True)
    return Organisation.objects.filter(here).order_by("name", "pk")


def learnt() -> dict[str, Subquery]:
    """Give columns for a question about initiatives: the last lesson of each, for its page.

    A programme has those of what belongs to it as well.
    """
    about = Q(initiative=OuterRef("pk")) | Q(initiative__programme=OuterRef("pk"))
    last = Lesson.objects.filter(about, state=State.PUBLISHED).order_by(*NEWEST)[:1]
    names = ("pk", "title", "language", "outcome")
    return {f"lesson_{name}": Subquery(last.values(name)) for name in names}
