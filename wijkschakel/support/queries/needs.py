"""What people look for and do not find, and where there is more or less than they ask."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from wijkschakel.activities.models import Activity, Session
from wijkschakel.places.models import District
from wijkschakel.support.models import Need, UnservedNeed

COMING = dt.timedelta(days=28)
PAST = dt.timedelta(days=56)
MOST_WITHOUT, MOST_OFFERED = 100, 40
OPEN = UnservedNeed.State.OPEN


class Heard(NamedTuple):
    """A need, and the names of what answers it."""

    need: Need
    answers: list[str]


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


def needs_of(districts: Collection[uuid.UUID]) -> list[Heard]:
    """Needs of these districts with what answers them: what is open and heard most first."""
    rows = Need.objects.filter(district__in=districts).select_related("district", "neighbourhood")
    shown = rows.defer("district__boundary", "neighbourhood__boundary").annotate(
        answer=F("answers__pk"),
        answered_by=Coalesce(
            "answers__activity__title", "answers__service__name", "answers__initiative__name"
        ),
    )
    found: dict[uuid.UUID, Heard] = {}
    for need in shown.order_by("-state", "-count", "title", "pk", "answers__pk"):
        heard = found.setdefault(need.pk, Heard(need, []))
        if need.answer is not None:
            heard.answers.append(need.answered_by)
    return list(found.values())


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


def balance(
    districts: Collection[uuid.UUID], heard: Iterable[Heard], now: dt.datetime
) -> list[Balance]:
    """Give per neighbourhood and theme what is asked beside what there is, in one question.

    :param heard: the needs of these districts.
    """
    found: dict[tuple[object, str], Balance] = {}

    def at(hood: object, name: str, district: uuid.UUID | None, theme: str) -> Balance:
        shown = name if district in districts else ""
        return found.setdefault((hood, theme), Balance(shown, theme))

    for need, answers in heard:
        if need.state == Need.State.OPEN:
            hood = need.neighbourhood
            name, district = (hood.name, hood.district_id) if hood else ("", None)
            row = at(need.neighbourhood_id, name, district, need.theme)
            row.asked += need.count
            row.unanswered += 0 if answers else need.count
    counted = _sessions_in(districts, now)
    for *where, coming, _past, _places, _unused in counted:
        if coming:
            at(*where).coming += coming
            # A need of the whole district is met anywhere in it.
            number, _name, _district, theme = where
            if number is not None and (None, theme) in found:
                found[None, theme].coming += coming
    for *where, _coming, past, places, unused in counted:
        if past:
            row = at(*where)
            row.places, row.unused = places, unused
    order = {"short": 0, "much": 1, "even": 2}
    return sorted(
        found.values(),
        key=lambda row: (
            order[row.verdict], -row.asked, -row.unused, row.theme, row.neighbourhood,
        ),
    )  # fmt: skip


def _sessions_in(districts: Collection[uuid.UUID], now: dt.datetime) -> list[tuple[Any, ...]]:
    """Count what comes, and of what was the places and how many stayed empty.

    Per neighbourhood, with its name and its district, and theme.
    """
    coming = Q(starts_at__gt=now, starts_at__lt=now + COMING)
    past = Q(ends_at__lte=now, starts_at__gt=now - PAST, capacity__isnull=False)
    hood = "activity__venue__neighbourhood"
    rows = Session.objects.filter(
        coming | past,
        district__in=districts,
        state=Session.State.PLANNED,
        activity__state=Activity.State.PUBLISHED,
    )
    by = (hood, f"{hood}__name", f"{hood}__district", "activity__theme")
    counted = (
        rows.order_by()
        .values_list(*by)
        .annotate(
            coming=Count("pk", filter=coming),
            past=Count("pk", filter=past),
            places=Sum("capacity", filter=past),
            unused=Sum(F("capacity") - F("taken"), filter=past),
        )
    )
    return list(counted)
