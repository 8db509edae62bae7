"""What residents of the town began: from a small question to a programme with a successor."""

import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from wijkschakel.activities.actions import finding_initiatives
from wijkschakel.activities.models import (
    Activity,
    DistrictBeginning,
    Initiative,
    InitiativeParty,
    InitiativeStep,
    Label,
    LabelUse,
    Phase,
    SupportAsk,
)
from wijkschakel.people.models import Person
from wijkschakel.upkeep.demo import moments, store, texts
from wijkschakel.upkeep.demo.agenda import Agenda
from wijkschakel.upkeep.demo.areas import Map
from wijkschakel.upkeep.demo.ids import demo_id, dice
from wijkschakel.upkeep.demo.residents import Town

SHOWN = "!"  # after a name: it may stand on the page
SOMEBODY, ORGANISATION = "~", "@"


@dataclass
class Begun:
    """The rows, before they are written."""

    steps: list[InitiativeStep] = field(default_factory=list)
    parties: list[InitiativeParty] = field(default_factory=list)
    phases: list[Phase] = field(default_factory=list)
    asks: list[SupportAsk] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)


def label_ids() -> list[uuid.UUID]:
    """Give the numbers of the labels of the demonstration."""
    return [demo_id("label", row["key"]) for row in texts.read("initiatives")["label"]]


def write_initiatives(town: Map, people: Town, agenda: Agenda, seed: int, now: dt.datetime) -> None:
    """Write the initiatives with all around them, and the labels."""
    told = texts.read("initiatives")
    rows = told["initiative"]
    known = {row["key"]: _initiative(town, row, now) for row in rows}
    store.add(known.values())
    begun = Begun()
    for row in rows:
        one = known[row["key"]]
        one.grown_from, one.successor = (
            known.get(row.get("grown_from")),
            known.get(row.get("successor")),
        )
        _around(begun, known, one, row, people, agenda, seed, now)
    Initiative.objects.bulk_update(known.values(), ["grown_from", "successor"])
    for rows_of_one in (begun.steps, begun.parties, begun.phases, begun.asks):
        store.add(rows_of_one)
    Activity.objects.bulk_update(begun.activities, ["initiative"])
    finding_initiatives.put_initiatives(known.values())
    _labels(told["label"], known, agenda, now)


def _initiative(town: Map, row: dict[str, Any], now: dt.datetime) -> Initiative:
    today = moments.today_in(now)
    steps = row["steps"]
    ended = row.get("ended")
    return Initiative(
        id=demo_id("initiative", row["key"]),
        name=row["name"],
        summary=row["summary"],
        story=row.get("story", ""),
        theme=row["theme"],
        level=row.get("level", ""),
        block=row.get("block", ""),
        district=town.districts[row["district"]],
        stage=steps[-1][1],
        state=Initiative.State.ENDED if ended else Initiative.State.ACTIVE,
        started_on=today - dt.timedelta(days=steps[0][2]),
        ended_on=today - dt.timedelta(days=ended) if ended else None,
        created_at=now - dt.timedelta(days=steps[0][2]),
        changed_at=now - dt.timedelta(days=steps[-1][2]),
    )


def _around(
    begun: Begun,
    known: dict[str, Initiative],
    one: Initiative,
    row: dict[str, Any],
    people: Town,
    agenda: Agenda,
    seed: int,
    now: dt.datetime,
) -> None:
    today = moments.today_in(now)
    for kind, stage, days, note, *other in row["steps"]:
        begun.steps.append(InitiativeStep(
            initiative=one, kind=kind, stage=stage, on=today - dt.timedelta(days=days), note=note,
            other=known[other[0]] if other else None, made_at=now - dt.timedelta(days=days),
        ))  # fmt: skip
    for number, (name, goal, first, last) in enumerate(row.get("phases", ()), start=1):
        begun.phases.append(Phase(
            id=demo_id("phase", f"{row['key']}:{number}"), programme=one, number=number, name=name,
            goal=goal, starts_on=today - dt.timedelta(days=first),
            ends_on=today - dt.timedelta(days=last),
        ))  # fmt: skip
    for number, (kind, what, cents) in enumerate(row.get("asks", ())):
        begun.asks.append(SupportAsk(
            id=demo_id("ask", f"{row['key']}:{number}"), initiative=one, kind=kind, what=what,
            amount_cents=cents or None, asked_at=now - dt.timedelta(days=3 + number),
        ))  # fmt: skip
    for key in row.get("activities", ()):
        agenda.activities[key].initiative = one
        begun.activities.append(agenda.activities[key])
    begun.parties += _parties(one, row, people, seed)


def _parties(
    one: Initiative, row: dict[str, Any], people: Town, seed: int
) -> list[InitiativeParty]:
    chance = dice(seed, f"initiative:{row['key']}")
    near = [person for person in people.residents if person.district_id == one.district_id]
    cast = {person.pk for person in people.cast.values()}
    crowd = iter(chance.sample([person for person in near if person.pk not in cast], 40))
    owner, supporter = InitiativeParty.Role.OWNER, InitiativeParty.Role.SUPPORTER

    def party(role: str, days: int, **who: Any) -> InitiativeParty:
        return InitiativeParty(
            initiative=one, role=role, since=one.created_at + dt.timedelta(hours=days), **who
        )

    def person(text: str) -> Person:
        name = text.rstrip(SHOWN)
        return next(crowd) if name == SOMEBODY else people.cast[name]

    found = []
    for number, text in enumerate(row["owners"]):
        if text.startswith(ORGANISATION):
            found.append(party(owner, number, organisation=people.organisations[text[1:]]))
        else:
            shows = text.endswith(SHOWN)
            found.append(party(owner, number, person=person(text), shows_name=shows))
    for key in row.get("organisations", ()):
        found.append(party(supporter, 20, organisation=people.organisations[key]))
    for number in range(row["supporters"]):
        found.append(party(supporter, 24 + number, person=next(crowd)))
    return found


def _labels(
    rows: list[dict[str, Any]], known: dict[str, Initiative], agenda: Agenda, now: dt.datetime
) -> None:
    made = now - dt.timedelta(days=200)
    labels = [
        Label(
            id=demo_id("label", row["key"]),
            name=row["name"],
            slug=f"{row['name'].lower().replace(' ', '-')}",
            description=row["description"],
            created_at=made,
        )
        for row in rows
    ]
    store.add(labels)
    things = {f"initiative:{key}": one.pk for key, one in known.items()}
    things |= {f"activity:{key}": one.pk for key, one in agenda.activities.items()}
    store.add(
        LabelUse(label=label, kind=name.split(":")[0], thing_id=things[name], since=made)
        for label, row in zip(labels, rows, strict=True)
        for name in row["carries"]
    )


def take_out(inside: list[uuid.UUID]) -> None:
    """Delete what was begun in these districts, and the labels."""
    rows = Initiative.objects.filter(district__in=inside)
    finding_initiatives.drop_initiatives(list(rows.values_list("pk", flat=True)))
    rows.delete()
    Label.objects.filter(Q(pk__in=label_ids()) | Q(district__in=inside)).delete()
    DistrictBeginning.objects.filter(Q(district__in=inside) | Q(source__in=inside)).delete()
