"""What people look for and do not find, and where there is more or less than they ask."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Sum

from wijkschakel.activities.models import Activity, Session
from wijkschakel.places.models import District, Neighbourhood
from wijkschakel.support.models import Need, NeedAnswer, UnservedNeed

COMING = dt.timedelta(days=28)
PAST = dt.timedelta(days=56)
MOST_WITHOUT, MOST_OFFERED = 100, 40
OPEN = UnservedNeed.State.OPEN


def unserved(districts: Collection[uuid.UUID]) -> QuerySet[UnservedNeed]:
    """What was not found in these districts, what was asked most first."""
    rows = UnservedNeed.objects.filter(district__in=districts, state=OPEN)
    related = rows.select_related("district", "neighbourhood")
    shown = related.defer("district__boundary", "neighbourhood__boundary")
    return shown.order_by("-count", "-last_on", "pk")


def named(districts: Collection[uuid.UUID], pks: Iterable[str]) -> list[UnservedNeed]:
    """Give these rows, as far as they lie in these districts; what is no number is left out."""
    numbers = []
    for text in list(pks)[:200]:
        try:
            numbers.append(uuid.UUID(text))
        except ValueError:
            continue
    return list(UnservedNeed.objects.filter(pk__in=numbers, district__in=districts))


def needs_of(districts: Collection[uuid.UUID]) -> list[Need]:
    """Needs of these districts with what answers them: what is open and heard most first."""
    answers = NeedAnswer.objects.select_related("activity", "service", "initiative").order_by("pk")
    rows = Need.objects.filter(district__in=districts).select_related("district", "neighbourhood")
    shown = rows.defer("district__boundary", "neighbourhood__boundary")
    return list(
        shown.prefetch_related(Prefetch("answers", answers)).order_by("-state", "-count", "title")
    )


def find_need(districts: Collection[uuid.UUID], need_id: uuid.UUID) -> Need | None:
    """Give a need of these districts."""
    return Need.objects.filter(pk=need_id, district__in=districts).first()


def open_needs(districts: Sequence[District]) -> list[Need]:
    """Give what people in these districts look for, what was heard most first."""
    rows = Need.objects.filter(district__in=districts, state=Need.State.OPEN)
    return list(rows.order_by("-count", "title", "pk")[:MOST_OFFERED])


def find_open(need_id: str) -> Need | None:
    """Give a need that is open, with its district; text that is no number finds none."""
    try:
        number = uuid.UUID(need_id)
    except ValueError:
        return None
    rows = Need.objects.filter(pk=number, state=Need.State.OPEN).select_related("district")
    return rows.defer("district__boundary").first()


def to_cite(activity: Activity) -> list[Need]:
    """Give the needs an activity may be there for: those that are open in its district."""
    rows = Need.objects.filter(district=activity.district_id)
    rows = rows.filter(Q(state=Need.State.OPEN) | Q(answers__activity=activity))
    return list(rows.distinct().order_by("-count", "title"))


def cited_by(activity: Activity) -> list[Need]:
    """Give the needs an activity is there for."""
    return list(Need.objects.filter(answers__activity=activity).order_by("title"))


def without_need(districts: Collection[uuid.UUID], now: dt.datetime) -> list[Activity]:
    """Give what comes in these districts and names no need, by title."""
    coming = Session.objects.filter(
        district__in=districts, state=Session.State.PLANNED, ends_at__gt=now
    )
    rows = Activity.objects.filter(pk__in=coming.values("activity"), need_answer__isnull=True)
    visible = rows.filter(state=Activity.State.PUBLISHED, district__in=districts)
    return list(visible.order_by("title", "pk")[:MOST_WITHOUT])


@dataclass
class Balance:
    """What is asked and what there is of one theme in one neighbourhood."""

    neighbourhood: str
    theme: str
    asked: int = 0
    unanswered: int = 0
    coming: int = 0
    places: int = 0
    unused: int = 0

    @property
    def verdict(self) -> str:
        """Say in one word: short, much or even."""
        if self.unanswered or (self.asked and not self.coming):
            return "short"
        # More than half of the places stayed empty in eight weeks.
        if self.places and self.unused * 2 > self.places and not self.asked:
            return "much"
        return "even"


def balance(districts: Collection[uuid.UUID], now: dt.datetime) -> list[Balance]:
    """Give per neighbourhood and theme what is asked beside what there is, in four questions."""
    found: dict[tuple[object, str], Balance] = {}
    hoods = dict(Neighbourhood.objects.filter(district__in=districts).values_list("pk", "name"))

    def at(hood: object, theme: str) -> Balance:
        name = hoods.get(hood, "")  # type: ignore[call-overload]
        return found.setdefault((hood, theme), Balance(name, theme))

    asked = Need.objects.filter(district__in=districts, state=Need.State.OPEN).order_by()
    heard = Sum("count")
    nothing_yet = Sum("count", filter=~Exists(NeedAnswer.objects.filter(need=OuterRef("pk"))))
    counted = asked.values_list("neighbourhood", "theme").annotate(all=heard, bare=nothing_yet)
    for hood, theme, total, bare in counted:
        at(hood, theme).asked = total
        at(hood, theme).unanswered = bare or 0
    sessions = Session.objects.filter(
        district__in=districts,
        state=Session.State.PLANNED,
        activity__state=Activity.State.PUBLISHED,
    ).order_by()
    place, theme_of = "activity__venue__neighbourhood", "activity__theme"
    coming = sessions.filter(starts_at__gt=now, starts_at__lt=now + COMING)
    for hood, theme, total in coming.values_list(place, theme_of).annotate(Count("pk")):
        at(hood, theme).coming += total
        # A need of the whole district is met anywhere in it.
        if hood is not None and (None, theme) in found:
            found[None, theme].coming += total
    past = sessions.filter(ends_at__lte=now, starts_at__gt=now - PAST, capacity__isnull=False)
    empty = past.values_list(place, theme_of).annotate(
        all_places=Sum("capacity"), free=Sum(F("capacity") - F("taken"))
    )
    for hood, theme, capacity, free in empty:
        row = at(hood, theme)
        row.places, row.unused = capacity, free
    order = {"short": 0, "much": 1, "even": 2}
    return sorted(
        found.values(), key=lambda row: (order[row.verdict], -row.asked, -row.unused, row.theme)
    )
