"""What was spent: the lines for who carries it and for coordinators. Pages of sums read no line."""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum

from wijkschakel.activities.models import Activity, Initiative, Spending
from wijkschakel.activities.permissions.spending import Spender
from wijkschakel.people.models import Organisation
from wijkschakel.places.models import District

MOST = 200
KINDS: dict[str, type[Initiative] | type[Activity] | type[Organisation]] = {
    "initiatief": Initiative,
    "activiteit": Activity,
    "organisatie": Organisation,
}


def kind_of(spender: Spender) -> str:
    """Name what spends, as in an address."""
    return next(word for word, model in KINDS.items() if isinstance(spender, model))


def find_spender(kind: str, number: uuid.UUID) -> Spender | None:
    """Give what spends, by its kind in the address."""
    related = ("district", "organisation") if KINDS[kind] is Activity else ("district",)
    rows: QuerySet[Spender] = KINDS[kind]._default_manager.select_related(*related)
    return rows.defer("district__boundary").filter(pk=number).first()


def _lines_of(spender: Spender) -> Q:
    """Give the lines of an initiative, of an organisation, or of an activity alone."""
    if isinstance(spender, Initiative):
        return Q(initiative=spender)
    if isinstance(spender, Organisation):
        return Q(organisation=spender)
    return Q(activity=spender)


def lines_of(spender: Spender) -> list[Spending]:
    """Give what was written down, the newest day first, also what was taken back."""
    rows = Spending.objects.filter(_lines_of(spender)).select_related("party", "activity")
    return list(rows.order_by("-on", "-entered_at", "pk")[:MOST])


def spent_by(spender: Spender, year: int) -> int:
    """Give the cents of a year that stand."""
    rows = Spending.objects.filter(_lines_of(spender), on__year=year, taken_back_at__isnull=True)
    return rows.aggregate(cents=Sum("cents"))["cents"] or 0


def activities_of(spender: Spender) -> list[Activity]:
    """Give for which activities it may be spent."""
    if isinstance(spender, Activity):
        return []
    mine = {"initiative": spender} if isinstance(spender, Initiative) else {"organisation": spender}
    rows = Activity.objects.filter(**mine).select_related("district")
    return list(rows.defer("district__boundary").order_by("title", "pk")[:MOST])


def parties_near(district: District | None) -> QuerySet[Organisation]:
    """Give the organisations and shops of a district that are known here."""
    return Organisation.objects.filter(district=district).order_by("name")


@dataclass(frozen=True)
class Total:
    """What one spender wrote down in a year, for the desk."""

    kind: str
    number: uuid.UUID
    name: str
    lines: int
    cents: int


def totals_in(districts: Collection[uuid.UUID], year: int) -> list[Total]:
    """Give for each spender of these districts what it spent in a year, the most first."""
    rows = Spending.objects.filter(
        district__in=districts, on__year=year, taken_back_at__isnull=True
    ).order_by()
    columns = ("initiative", "organisation", "activity")
    found: dict[tuple[str, uuid.UUID], list[int]] = {}
    sums = rows.values_list(*columns).annotate(n=Count("pk"), cents=Sum("cents"))
    for initiative, organisation, activity, lines, cents in sums:
        number = initiative or organisation or activity
        if number:
            kind = "initiatief" if initiative else "organisatie" if organisation else "activiteit"
            have = found.setdefault((kind, number), [0, 0])
            have[0], have[1] = have[0] + lines, have[1] + cents
    names = {
        kind: model._default_manager.in_bulk([pk for one, pk in found if one == kind])
        for kind, model in KINDS.items()
    }
    totals = [Total(kind, pk, str(names[kind][pk]), *have) for (kind, pk), have in found.items()]
    return sorted(totals, key=lambda one: (-one.cents, one.name))


def may_spend_in(districts: Collection[uuid.UUID], words: str) -> list[tuple[str, Spender]]:
    """Give what in these districts may write something down, by a part of its name."""
    found: list[tuple[str, Spender]] = []
    for kind, model in KINDS.items():
        name = "title" if model is Activity else "name"
        rows = model._default_manager.filter(
            **{"district__in": list(districts), f"{name}__icontains": words}
        )
        found += [(kind, one) for one in rows.order_by(name, "pk")[:12]]
    return found


def last_in(districts: Collection[uuid.UUID]) -> dt.date | None:
    """Give the last day of which something was written down."""
    rows = Spending.objects.filter(district__in=districts, taken_back_at__isnull=True)
    return rows.order_by("-on").values_list("on", flat=True).first()
