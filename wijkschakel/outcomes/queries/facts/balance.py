"""What is done in a year, by level and building block: things and never people.

An initiative says itself where it works, at the desk; a promise by its indicator. Of other things
it is agreed: what several parties arrange is between organisations, an hour of a professional in
the neighbourhood and a table of professionals are among professionals, an agreement and a study are
of the system. Keys `action:<kind>:<level>:<block>`; without level or block it has no place yet.

How far a district is with a block, `ripe:<district>:<block>`: see `rules.ripeness`. What is of the
whole region is of no district.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping

from django.db.models import Count, Q, QuerySet

from wijkschakel.activities.models import (
    Block,
    ConsultationHour,
    Initiative,
    InitiativeParty,
    Level,
)
from wijkschakel.outcomes.models import Study
from wijkschakel.outcomes.queries import published
from wijkschakel.outcomes.queries.facts import lessons
from wijkschakel.outcomes.rules import periods, ripeness
from wijkschakel.outcomes.rules.periods import Span
from wijkschakel.outcomes.rules.ripeness import Thing
from wijkschakel.places.models import Region
from wijkschakel.support.models import Arrangement, CareTable

Counts = dict[str, int | None]
PLACED = {
    "arrangements": (Level.ORGANISATION, Block.WORKING_TOGETHER),
    "agreements": (Level.SYSTEM, Block.WORKING_TOGETHER),
    "hours": (Level.PROFESSIONAL, Block.WORKING_TOGETHER),
    "tables": (Level.PROFESSIONAL, Block.WORKING_TOGETHER),
    "studies": (Level.SYSTEM, Block.LEARNING),
}
Triple = tuple[str, str, str]


def counts(
    region: Region, span: Span, now: dt.datetime, things: Mapping[str, int | None]
) -> Counts:
    """Count what is done; `things`: what was counted of the same year already."""
    last = min(periods.day_of(span.end - dt.timedelta(seconds=1)), periods.day_of(now))
    first = periods.day_of(span.begin)
    found: Counter[Triple] = Counter(_initiatives(region, first, last))
    for place, number in lessons.placed(region, first, last).items():
        found["lesson", *place] = number
    for promise in published.promises(region):
        if promise.baseline_from <= last and promise.reached_on >= first:
            found["promise", promise.definition.level, promise.definition.block] += 1
    others = {
        "arrangements": things.get("arrangements") or 0,
        "agreements": things.get("agreements") or 0,
        "hours": ConsultationHour.objects.filter(district__regions=region, first_on__lte=last)
        .filter(Q(until_on__isnull=True) | Q(until_on__gte=first)).count(),
        "tables": CareTable.objects.filter(district__regions=region, made_at__lt=span.end)
        .exclude(ended_at__lt=span.begin).count(),
        "studies": Study.objects.filter(
            region=region, opened_at__lt=span.end, until_on__gte=first
        ).count(),
    }  # fmt: skip
    for kind, number in others.items():
        found[kind, *PLACED[kind]] += number
    done = {":".join(("action", *key)): number for key, number in sorted(found.items()) if number}
    return done | ripe(things_of_districts(region, first, last), last)


def ripe(things: Iterable[Thing], last: dt.date) -> Counts:
    """Say how far each district is with each block, as it is told."""
    steps = ripeness.ripe(things, last).items()
    return {f"ripe:{district}:{block}": step for (district, block), step in steps}


def things_of_districts(region: Region, first: dt.date, last: dt.date) -> Iterable[Thing]:
    """Give what is done in districts, with its block."""
    rows = _active(region, first, last).exclude(block="").annotate(carriers=_PARTIES)
    for row in rows.values_list("district__code", "block", "started_on", "carriers"):
        yield Thing(*row)
    together = str(Block.WORKING_TOGETHER)
    going = Arrangement.objects.filter(
        district__regions=region, state=Arrangement.State.GOING,
        settled_at__lt=periods.midnight(last + dt.timedelta(days=1)),
    )  # fmt: skip
    for district, settled, parties in going.annotate(
        carriers=Count("parties", distinct=True)
    ).values_list("district__code", "settled_at", "carriers"):
        if settled:
            yield Thing(district, together, periods.day_of(settled), parties)
    hours = ConsultationHour.objects.filter(district__regions=region, first_on__lte=last).filter(
        Q(until_on__isnull=True) | Q(until_on__gte=first)
    )
    for district, begun in hours.values_list("district__code", "first_on"):
        yield Thing(district, together, begun, 1)
    yield from lessons.things(region, first, last)


_PARTIES = Count("parties", filter=Q(parties__state=InitiativeParty.State.ACTIVE), distinct=True)


def _active(region: Region, first: dt.date, last: dt.date) -> QuerySet[Initiative]:
    rows = Initiative.objects.filter(district__regions=region, started_on__lte=last)
    return rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=first))


def _initiatives(region: Region, first: dt.date, last: dt.date) -> Iterable[Triple]:
    rows = _active(region, first, last)
    for stage, level, block in rows.values_list("stage", "level", "block"):
        kind = "programme" if stage == Initiative.Stage.PROGRAMME else "initiative"
        yield (kind, level, block) if level and block else (kind, "", "")
