"""The entries of who took part, each with its tags: visits, questions, help found, referrals.

They are of exactly the people of `taking-part`, so no table tells who is in the one and not in the
other. Who only asked something stands in `asked`.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Count

from wijkschakel.activities.models import Activity, Lead, Session
from wijkschakel.outcomes.queries.facts import doing
from wijkschakel.outcomes.queries.facts.found import Found
from wijkschakel.outcomes.rules import periods, sides
from wijkschakel.outcomes.rules.periods import Span
from wijkschakel.outcomes.rules.sides import Tags
from wijkschakel.places.models import Region
from wijkschakel.support.models import HelpRequest, Match, Referral

Entries = dict[int, list[Tags]]  # by number of a person


def read(found: Found, region: Region) -> None:
    """Tag a year and the one before it; note side, aim and shift of everybody who took part.

    Where nothing is known of the year before, there is no shift: not everybody is new.
    """
    year = found.span.name
    before = _entries(found, region, periods.year(int(year) - 1))
    now = _entries(found, region, Span(year, found.span.begin, found.until))
    for number, weeks in found.visits.items():
        mine = now.get(number) or [sides.of_visit(is_formal=False, organisation="")]
        told = {
            "side": sides.SIDES.index(sides.side_of(mine)),
            "aim": sides.AIMS.index(sides.aim_of(mine)),
        }
        if before:
            shift = sides.shift_of(before.get(number, ()), mine)
            told["shift"] = sides.SHIFTS.index(shift)
        for topic, code in told.items():
            found.states[topic, year][number] = (max(weeks), code)


def _entries(found: Found, region: Region, span: Span) -> Entries:
    entries: Entries = defaultdict(list)
    kinds = _activities(region, span)
    there = doing.was_there(region, span.begin, span.end)
    rows = there.values_list("person", "session__activity").annotate(n=Count("pk"))
    for person, activity, times in rows.iterator():
        _add(entries, found.roll.number(person), [kinds[activity]] * times)
    leads = Lead.objects.filter(activity__in=list(kinds), since__lt=span.end)
    for person, activity in leads.values_list("person", "activity"):
        _add(entries, found.roll.number(person), [kinds[activity]])
    for person, tags in _support(region, span):
        _add(entries, found.roll.number(person), [tags])
    return entries


def _add(entries: Entries, number: int | None, tags: list[Tags]) -> None:
    if number is not None:
        entries[number] += tags


def _activities(region: Region, span: Span) -> dict[object, Tags]:
    held = Session.objects.filter(
        district__regions=region, starts_at__gte=span.begin, starts_at__lt=span.end
    )
    rows = Activity.objects.filter(pk__in=held.values("activity"))
    return {
        pk: sides.of_visit(is_formal=is_formal, organisation=kind or "")
        for pk, is_formal, kind in rows.values_list("pk", "is_formal", "organisation__kind")
    }


def _support(region: Region, span: Span) -> Iterator[tuple[uuid.UUID | None, Tags]]:
    asked = HelpRequest.objects.filter(
        district__regions=region, consent_withdrawn_at__isnull=True,
        asked_at__gte=span.begin, asked_at__lt=span.end,
    )  # fmt: skip
    for person in asked.values_list("person", flat=True):
        yield person, sides.of_request()
    met = Match.objects.filter(
        part__request__district__regions=region, contact_at__gte=span.begin, contact_at__lt=span.end
    )
    columns = ("part__request__person", "offer__person", "offer__helper")
    for resident, giver, helper in met.values_list(*columns):
        yield resident, sides.of_match(helper)
        yield giver, sides.of_match(helper)
    sent = Referral.objects.filter(
        resident__district__regions=region, sent_at__gte=span.begin, sent_at__lt=span.end
    ).exclude(state__in=[Referral.State.CANCELLED, Referral.State.ENTERED_IN_ERROR])
    for person, kind in sent.values_list("resident", "to_organisation__kind"):
        yield person, sides.of_referral(kind)
