"""Counts of what is no people: organisations, districts, activities, hours given by many.

Keys of the table `counts` of a year:
  districts, districts_started             in the roll-out of the region; begun by the end
  municipalities, residents                that the region reaches into; by the imported figures
  ses_year                                 year of the scores by which low, other are divided
  residents:<district>:<group>             who live there: low, other, unknown
  organisations                            that organise, carry, own or support something
  organisations:<kind>                     the same by kind of organisation
  activities, sessions, sessions_cancelled held that year, of the activities with a session
  activities_resident_run, activities_formal, sessions_resident_run, sessions_formal
  initiatives, initiatives_new             active at some time in the year; begun in it
  arrangements, arrangements_parties       solved together with two or more parties; those parties
  initiatives_a_year_old, initiatives_alive_after_year   whose first birthday fell in it; of these
                                           those that went on, also as something else
  action:<kind>:<level>:<block>            what is done: see `balance`
  ripe:<district>:<block>                  how far a district is: see `balance`
  agreements                               signed and in force at the end
  unserved_needs                           found nothing in guide or search: tens, rounded down
  hours:<quarter>, hours                   given by who leads or helps, in whole quarters; their sum
  euros_paid, euros_free, euros_found, euros_saved   whole quarters, each told once: see `money`
  spent, spent_informal, spent_care, spent_near, paid_hours   see `rules.spent`
  <key>:<year>                             growth: districts_started, organisations, activities,
                                           sessions, initiatives, arrangements; five years
Hours are of people: a quarter is told once, when it is over, when ten or more gave and neither one
nor two of them gave too much of it (the dominance rule); it is never told anew.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from wijkschakel.activities.models import Initiative, InitiativeParty, Lead, Session
from wijkschakel.outcomes.disclosure import primary
from wijkschakel.outcomes.queries.facts import balance, changes
from wijkschakel.outcomes.queries.facts.ground import Ground
from wijkschakel.outcomes.rules import periods
from wijkschakel.outcomes.rules.periods import Span
from wijkschakel.people.models import Organisation
from wijkschakel.places.models import Region
from wijkschakel.support.models import (
    AgreementVersion,
    Arrangement,
    ArrangementParty,
    UnservedNeed,
)

Counts = dict[str, int | None]
YEARS, TEN = 5, 10
YEAR_OLD = dt.timedelta(days=365)
GROWTH = ("districts_started", "organisations", "activities", "sessions", "initiatives",
          "arrangements")  # fmt: skip


def by_year(region: Region, spans: Iterable[Span], now: dt.datetime) -> dict[int, Counts]:
    """Count what each of these years had, and of the years before them how far things had grown.

    Before anything was held, begun or arranged there is nothing to ask.
    """
    starts = list(changes.starts(region).values())
    asked = {int(span.name) for span in spans}
    first = _first_year(region)
    found: dict[int, Counts] = {}
    for number in sorted({last - back for last in asked for back in range(YEARS)}):
        span = periods.year(number)
        begun = sum(moment < min(span.end, now) for moment in starts)
        if number in asked or number >= first:
            found[number] = _held(region, span, now) | _together(region, span, now)
        else:
            found[number] = dict.fromkeys(GROWTH, 0)
        found[number]["districts_started"] = begun
    return found


def _first_year(region: Region) -> int:
    """Give the first year in which something was held, begun or arranged; far ahead without."""
    rows = (
        Session.objects.filter(district__regions=region).aggregate(at=Min("starts_at")),
        Arrangement.objects.filter(district__regions=region).aggregate(at=Min("settled_at")),
        Initiative.objects.filter(district__regions=region).aggregate(on=Min("started_on")),
    )
    days = [periods.day_of(row["at"]) for row in rows[:2] if row["at"]]
    days += [row["on"] for row in rows[2:] if row["on"]]
    return min((day.year for day in days), default=dt.MAXYEAR)


def counts(
    region: Region, ground: Ground, span: Span, now: dt.datetime, grown: Mapping[int, Counts]
) -> Counts:
    """Count the things of a year, of which `by_year` counted a part; hours are apart."""
    found = dict(grown[int(span.name)])
    found |= _alive(region, span, now) | balance.counts(region, span, now, found)
    found |= {f"residents:{node}": people for node, people in ground.residents.items()}
    found["residents"], found["ses_year"] = sum(ground.residents.values()) or None, ground.ses_year
    found["unserved_needs"] = _unserved(region, span)
    found["municipalities"] = region.districts.values("municipality").distinct().count()
    found["districts"] = region.memberships.filter(is_rollout=True).count()
    this = int(span.name)
    for number in range(this - YEARS + 1, this + 1):
        found |= {f"{key}:{number}": grown[number][key] for key in GROWTH}
    return found


def _unserved(region: Region, span: Span) -> int | None:
    """Give how much found nothing, in tens: one more of a small number tells of somebody."""
    first, last = periods.day_of(span.begin), periods.day_of(span.end - dt.timedelta(seconds=1))
    rows = UnservedNeed.objects.filter(
        district__regions=region, last_on__gte=first, last_on__lte=last
    ).exclude(state=UnservedNeed.State.DISMISSED)
    return rows.count() // TEN * TEN or None


def _held(region: Region, span: Span, now: dt.datetime) -> Counts:
    planned, cancelled = Q(state=Session.State.PLANNED), Q(state=Session.State.CANCELLED)
    resident_run = planned & Q(activity__is_resident_run=True)
    formal = planned & Q(activity__is_formal=True)
    rows = Session.objects.filter(
        district__regions=region, starts_at__gte=span.begin, starts_at__lt=min(span.end, now)
    )
    return rows.aggregate(
        sessions=Count("pk", filter=planned),
        sessions_cancelled=Count("pk", filter=cancelled),
        sessions_resident_run=Count("pk", filter=resident_run),
        sessions_formal=Count("pk", filter=formal),
        activities=Count("activity", filter=planned, distinct=True),
        activities_resident_run=Count("activity", filter=resident_run, distinct=True),
        activities_formal=Count("activity", filter=formal, distinct=True),
    )


def _together(region: Region, span: Span, now: dt.datetime) -> Counts:
    first, last = periods.day_of(span.begin), periods.day_of(span.end - dt.timedelta(seconds=1))
    initiatives = Initiative.objects.filter(district__regions=region, started_on__lte=last).filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=first)
    )
    carried = _arrangements(region, span)
    parties = ArrangementParty.objects.filter(arrangement__in=carried.values("pk"))
    signed = AgreementVersion.objects.filter(
        agreement__region=region, state=AgreementVersion.State.SIGNED, signed_at__lt=span.end,
        ends_on__gte=min(last, periods.day_of(now)),
    )  # fmt: skip
    kinds = list(_organisations(region, span, now).values_list("kind", flat=True))
    return {
        "organisations": len(kinds),
        **{f"organisations:{kind}": count for kind, count in Counter(kinds).items()},
        "initiatives": initiatives.count(),
        "initiatives_new": initiatives.filter(started_on__gte=first).count(),
        "arrangements": carried.count(),
        "arrangements_parties": parties.values("organisation").distinct().count(),
        "agreements": signed.values("agreement").distinct().count(),
    }  # fmt: skip


def _alive(region: Region, span: Span, now: dt.datetime) -> Counts:
    """Count the initiatives that were to be a year old in the year, and which of them went on."""
    last = min(periods.day_of(span.end - dt.timedelta(seconds=1)), periods.day_of(now))
    first = periods.day_of(span.begin)
    old = alive = 0
    rows = Initiative.objects.filter(district__regions=region, started_on__lte=last - YEAR_OLD)
    for begun, ended, successor in rows.values_list("started_on", "ended_on", "successor"):
        birthday = begun + YEAR_OLD
        if first <= birthday:
            old += 1
            alive += ended is None or ended > birthday or successor is not None
    return {"initiatives_a_year_old": old, "initiatives_alive_after_year": alive}


def _arrangements(region: Region, span: Span) -> QuerySet[Any]:
    rows = Arrangement.objects.filter(
        district__regions=region, state=Arrangement.State.GOING, settled_at__gte=span.begin,
        settled_at__lt=span.end,
    )  # fmt: skip
    return rows.annotate(carriers=Count("parties", distinct=True)).filter(carriers__gte=2)


def _organisations(region: Region, span: Span, now: dt.datetime) -> QuerySet[Organisation]:
    held = Session.objects.filter(
        district__regions=region, starts_at__gte=span.begin, starts_at__lt=min(span.end, now),
        activity__organisation__isnull=False,
    )  # fmt: skip
    last = periods.day_of(span.end - dt.timedelta(seconds=1))
    parties = InitiativeParty.objects.filter(
        initiative__district__regions=region, organisation__isnull=False,
        state=InitiativeParty.State.ACTIVE, initiative__started_on__lte=last,
    ).exclude(initiative__ended_on__lt=periods.day_of(span.begin))  # fmt: skip
    carriers = ArrangementParty.objects.filter(
        arrangement__in=_arrangements(region, span).values("pk")
    )
    return Organisation.objects.filter(
        Q(pk__in=held.values("activity__organisation"))
        | Q(pk__in=parties.values("organisation"))
        | Q(pk__in=carriers.values("organisation"))
    )


def hours(region: Region, quarter: Span) -> int | None:
    """Give the hours that people gave in a quarter; nothing when too few, or one gave too much."""
    rows = Session.objects.filter(
        district__regions=region, state=Session.State.PLANNED, starts_at__gte=quarter.begin,
        starts_at__lt=quarter.end,
    )  # fmt: skip
    held: dict[object, list[tuple[dt.datetime, dt.datetime]]] = {}
    for activity, begin, end in rows.values_list("activity", "starts_at", "ends_at"):
        held.setdefault(activity, []).append((begin, end))
    given: Counter[object] = Counter()
    leads = Lead.objects.filter(activity__in=list(held), person__erased_at__isnull=True)
    for activity, person, since in leads.values_list("activity", "person", "since"):
        spent = sum(
            (end - begin for begin, end in held[activity] if begin >= since), dt.timedelta()
        )
        if spent:
            given[person] += int(spent.total_seconds() // 60)
    minutes = list(given.values())
    if primary.is_small(len(minutes)) or primary.is_dominated(minutes):
        return None
    return round(sum(minutes) / 60)


def quarters_over(span: Span, now: dt.datetime) -> list[Span]:
    """Give the quarters of a year that are over."""
    year = int(span.name)
    edges = [periods.midnight(dt.date(year, month, 1)) for month in (1, 4, 7, 10)] + [span.end]
    named = [Span(f"{year}-Q{n + 1}", edges[n], edges[n + 1]) for n in range(4)]
    return [quarter for quarter in named if quarter.end <= now]
