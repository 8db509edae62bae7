"""What initiatives and organisations of the town wrote down of what they spent, two years of it.

More of it stays near every quarter, and residents spend more of it themselves: what was bought far
away two years ago comes from around the corner now.
"""

import datetime as dt
import random
import uuid
from collections.abc import Iterator
from typing import Any

from wijkschakel.activities.models import Initiative, Spending
from wijkschakel.people.models import Organisation
from wijkschakel.upkeep.demo import moments, store, texts
from wijkschakel.upkeep.demo.agenda import Agenda
from wijkschakel.upkeep.demo.ids import demo_id, dice
from wijkschakel.upkeep.demo.residents import Town

QUARTERS, DAYS = 8, 91
ORGANISATION, ACTIVITY = "@", "+"
FAR, NEAR = Spending.Where.ELSEWHERE, Spending.Where.NEAR
LESS = 0.94  # of what was spent in a quarter, so much in the one before
MOVED = 0.05  # of what is bought near now, so much more was bought elsewhere each quarter before


def write_spending(people: Town, planned: Agenda, seed: int, now: dt.datetime) -> int:
    """Write the lines of two years, and one that was put right."""
    told = texts.read("spending")
    numbers = {
        row["key"]: demo_id("initiative", row["key"])
        for row in texts.read("initiatives")["initiative"]
    }
    there = Initiative.objects.select_related("district").in_bulk(list(numbers.values()))
    known = {key: there[number] for key, number in numbers.items()}
    return store.add(_lines(told["line"], known, people, planned, seed, now)) + _put_right(
        told["twice"], known, people, planned, now
    )


def _lines(
    rows: list[list[Any]],
    known: dict[str, Initiative],
    people: Town,
    planned: Agenda,
    seed: int,
    now: dt.datetime,
) -> Iterator[Spending]:
    today = moments.today_in(now)
    for number, row in enumerate(rows):
        chance = dice(seed, f"spending:{number}")
        for quarter in range(QUARTERS):
            for time in range(row[5]):
                day = today - dt.timedelta(days=quarter * DAYS + chance.randrange(1, DAYS))
                line = _line(row, quarter, known, people, planned, chance)
                begun = line.initiative is None or line.initiative.started_on <= day
                if begun:
                    line.id = demo_id("spending", f"{number}:{quarter}:{time}")
                    line.on, line.entered_at = day, moments.wall_clock(day, dt.time(20))
                    yield line


def _line(
    row: list[Any],
    quarter: int,
    known: dict[str, Initiative],
    people: Town,
    planned: Agenda,
    chance: random.Random,
) -> Spending:
    who, kind, what, where, euros = row[:5]
    hours, paid = [*row[6:], 0, 0][:2]
    party = people.organisations[where[1:]] if where.startswith(ORGANISATION) else None
    where = NEAR if party else where
    if where == NEAR and chance.random() < MOVED * quarter:
        where, party = FAR, None
    size = LESS**quarter * (0.85 + 0.3 * chance.random())
    return Spending(
        what=what, kind=kind, where=where, party=party, cents=max(5, round(euros * size)) * 100,
        minutes=round(hours * size) * 60 or None, people=paid or None,
        **_spender(who, known, people, planned),
    )  # fmt: skip


def _spender(
    who: str, known: dict[str, Initiative], people: Town, planned: Agenda
) -> dict[str, Any]:
    """Give who spends and where, and on which side that is."""
    if who.startswith(ORGANISATION):
        organisation: Organisation = people.organisations[who[1:]]
        return {
            "organisation": organisation, "by_name": organisation.name,
            "by_kind": organisation.kind,
            "is_formal": organisation.kind != Organisation.Kind.RESIDENTS,
            "district": organisation.district,
        }  # fmt: skip
    if who.startswith(ACTIVITY):
        activity = planned.activities[who[1:]]
        organisation_of_it = activity.organisation
        return {
            "activity": activity, "by_name": activity.title, "is_formal": activity.is_formal,
            "by_kind": organisation_of_it.kind if organisation_of_it else "",
            "district": activity.district,
        }  # fmt: skip
    one = known[who]
    return {
        "initiative": one, "by_name": one.name, "is_formal": False, "district": one.district,
    }  # fmt: skip


def _put_right(
    row: list[Any], known: dict[str, Initiative], people: Town, planned: Agenda, now: dt.datetime
) -> int:
    who, kind, what, where, euros = row
    words = {
        "what": what, "kind": kind, "where": NEAR, "party": people.organisations[where[1:]],
        "on": moments.today_in(now) - dt.timedelta(days=9), **_spender(who, known, people, planned),
    }  # fmt: skip
    day = dt.timedelta(days=1)
    wrong = Spending(
        id=demo_id("spending", "wrong"), cents=euros * 1000, entered_at=now - 9 * day,
        taken_back_at=now - 8 * day, why_back="Een nul te veel", **words,
    )  # fmt: skip
    store.add([wrong])
    return 1


def take_out(inside: list[uuid.UUID]) -> None:
    """Delete what was spent in these districts."""
    Spending.objects.filter(district__in=inside).delete()
