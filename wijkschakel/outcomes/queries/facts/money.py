"""Euros of a quarter that is over: what people paid, what was free, found and saved.

Each is told once and never anew, like hours, and only where it cannot tell of a few: what people
paid, of ten or more of whom neither one nor two paid too much of it; what free places cost by the
rule of the desk; what doing it together saves, estimated for one time, of ten or more requests.
What initiatives asked for and got is about things. They are never added up: paid is not saved.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from wijkschakel.activities.models import FreePlace, SupportAsk
from wijkschakel.activities.queries import settling
from wijkschakel.outcomes.disclosure import primary
from wijkschakel.outcomes.queries.facts import doing
from wijkschakel.outcomes.rules.periods import Span
from wijkschakel.places.models import Region
from wijkschakel.support.models import Arrangement


def _euros(cents: int) -> int | None:
    return round(cents / 100) or None


def _is_of_few(parts: Sequence[int]) -> bool:
    return primary.is_small(len(parts)) or primary.is_dominated(parts)


def paid(region: Region, quarter: Span) -> int | None:
    """Give what people paid at activities: the price each time somebody was there."""
    rows = doing.was_there(region, quarter.begin, quarter.end).filter(
        session__activity__price_cents__gt=0
    )
    free = FreePlace.objects.filter(asked_at__lt=quarter.end)
    places = set(free.values_list("person", "session")) | set(free.values_list("person", "series"))
    places -= {(person, None) for person, _ in places}
    given: Counter[object] = Counter()
    for person, session, series, cents in rows.values_list(
        "person", "session", "session__series", "session__activity__price_cents"
    ):
        if (
            cents
            and (person, session) not in places
            and (not series or (person, series) not in places)
        ):
            given[person] += cents
    parts = list(given.values())
    return None if _is_of_few(parts) else _euros(sum(parts))


def free(region: Region, quarter: Span) -> int | None:
    """Give what free places cost, as the desk tells it."""
    districts = list(region.districts.values_list("pk", flat=True))
    return _euros(settling.settlement(districts, quarter.begin, quarter.end).cents)


def found(region: Region, quarter: Span) -> int | None:
    """Give the money that initiatives asked for and got."""
    rows = SupportAsk.objects.filter(
        initiative__district__regions=region, kind=SupportAsk.Kind.MONEY,
        state=SupportAsk.State.MET, met_at__gte=quarter.begin, met_at__lt=quarter.end,
    )  # fmt: skip
    return _euros(sum(cents or 0 for cents in rows.values_list("amount_cents", flat=True)))


def saved(region: Region, quarter: Span) -> int | None:
    """Give what solving requests together saves, estimated for one time."""
    rows = Arrangement.objects.filter(
        district__regions=region, state=Arrangement.State.GOING,
        settled_at__gte=quarter.begin, settled_at__lt=quarter.end,
    )  # fmt: skip
    solved = [row.solved for row in rows]
    if primary.is_small(sum(solved)) or primary.is_dominated(solved):
        return None
    return _euros(sum(row.solved * row.alone_cents - row.cost_cents for row in rows))


EUROS: Mapping[str, Callable[[Region, Span], int | None]] = {
    "euros_paid": paid, "euros_free": free, "euros_found": found, "euros_saved": saved,
}  # fmt: skip
