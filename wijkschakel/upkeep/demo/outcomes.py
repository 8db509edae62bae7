"""A year behind the town: who took part, what people answered then and now, and three promises.

Planted so that the figures have something true to say. In Molenkwartier and Havenoord, where the
movement began more than a year ago, somewhat more people feel healthy than a year before; in De
Hoge Esch, which begins now, nearly as many as then. People of the neighbourhoods with the lowest
scores take part less. Tailor-made support is too little to say anything.
"""

import datetime as dt
import hashlib
import json
import random
import shutil
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import models, transaction

from wijkschakel.activities.models import Activity, Enrolment, Feedback, Session
from wijkschakel.outcomes.actions import tasks
from wijkschakel.outcomes.models import Definition, Promise
from wijkschakel.paths.models import Ambition, Heading, Measurement, Need, Path
from wijkschakel.paths.rules import shipped
from wijkschakel.people.models import Person
from wijkschakel.places.models import Region, RolloutTick
from wijkschakel.upkeep.demo import store, texts
from wijkschakel.upkeep.demo.agenda import Agenda
from wijkschakel.upkeep.demo.areas import LOW, Map
from wijkschakel.upkeep.demo.ids import demo_id, dice, random_id
from wijkschakel.upkeep.demo.moments import today_in
from wijkschakel.upkeep.demo.residents import Town

DAY = dt.timedelta(days=1)
FIRST_WEEK, LAST_WEEK = 56, 5  # weeks ago; the last weeks stand in the agenda
PATHS = 290
BEGAN = 470  # days ago: when the movement began
REGISTERED = 440
BASELINE = (400, 345)  # days ago
COMPARED = "WK990103"
STAYS = 0.8  # of a hundred people who answered, so many answer again
GOALS = (("busy", 45), ("reached", 30), ("resting", 15), ("let_go", 10))
STATE = {
    "busy": Ambition.State.ACTIVE, "reached": Ambition.State.REACHED,
    "resting": Ambition.State.RESTING, "let_go": Ambition.State.LET_GO,
}  # fmt: skip
HEALTH, LIFE = "perceived-health", "life-satisfaction"
INDICATORS = (
    ("voelt-zich-gezond", "Voelt zich gezond", "feels_healthy", "answered",
     "Mensen die hun gezondheid goed of zeer goed noemen. Van wie twee keer antwoordde."),
    ("doet-mee", "Doet mee", "active_weeks", "participants",
     "In hoeveel verschillende weken iemand ergens bij was. Niet: hoe lang, of hoe fijn."),
    ("op-maat", "Hulp op maat", "tailor_made", "participants",
     "Hoe vaak twee of meer partijen samen iets regelden in de eigen buurt."),
    ("tevreden", "Tevreden met het leven", "is_satisfied_with_life", "answered",
     "Mensen die hun leven een 7 of hoger geven. Van wie twee keer antwoordde."),
)  # fmt: skip
PROMISED = ("voelt-zich-gezond", "doet-mee", "op-maat")
NEED = "Iets vaker onder de mensen zijn"


def write_outcomes(town: Map, people: Town, planned: Agenda, seed: int, now: dt.datetime) -> None:
    """Write it all, and ask the worker for the figures."""
    region = Region.objects.get(slug=texts.read("places")["region"]["slug"])
    _promises(region, people, now)
    _roll_out(town, now)
    _year(people, planned, seed, now)
    store.add(_feedback(planned, seed, now))
    _paths(town, people, seed, now)
    transaction.on_commit(lambda: tasks.publish_figures.enqueue(region.slug, ask_argus=False))


def digest(row: Definition) -> str:
    """Sum up what is counted."""
    told = [row.key, row.version, row.counted, row.among, row.period, row.grouping]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _promises(region: Region, people: Town, now: dt.datetime) -> None:
    today = today_in(now)
    for key, title, counted, among, words in INDICATORS:
        row = Definition(
            id=demo_id("definition", key), region=region, key=key, title=title, words=words,
            counted=counted, among=among, period=Definition.Period.YEAR,
            registered_at=now - REGISTERED * DAY, registered_by=people.cast["noor"].pk,
        )  # fmt: skip
        if key in PROMISED:
            row.target_percent, row.target_on = 25, today + 330 * DAY
        row.digest = digest(row)
        row.save(force_insert=True)
        if key not in PROMISED:
            continue
        Promise.objects.create(
            id=demo_id("promise", key), region=region, definition=row,
            organisation=people.organisations["zorgfonds"], percent=25,
            baseline_from=today - BASELINE[0] * DAY, baseline_until=today - BASELINE[1] * DAY,
            reached_on=today + 330 * DAY, made_at=now - REGISTERED * DAY,
            made_by=people.cast["noor"].pk,
        )  # fmt: skip


def _roll_out(town: Map, now: dt.datetime) -> None:
    """Two districts began more than a year ago; the third one begins now."""
    for code, district in town.districts.items():
        first = 9 if code == COMPARED else BEGAN
        ticks = RolloutTick.objects.filter(district=district).order_by("criterion__position")
        for number, tick in enumerate(ticks):
            tick.ticked_at = now - max(1, first - (3 if first == 9 else 40) * number) * DAY
            tick.save(update_fields=["ticked_at"])


def _year(people: Town, planned: Agenda, seed: int, now: dt.datetime) -> None:
    """Let each activity have been there in the weeks before, and people at it ever more often."""
    chance = dice(seed, "a year of taking part")
    shy = set(LOW)
    homes = {one.pk: one for one in people.residents}
    codes = dict(Person.objects.filter(pk__in=homes).values_list("pk", "neighbourhood__code"))
    joins = [
        one for one in people.residents
        if chance.random() < (0.42 if codes[one.pk] in shy else 0.62)
    ]  # fmt: skip
    keen = {one.pk: min(1.0, chance.betavariate(1.2, 4) + 0.02) for one in joins}
    sessions, enrolments = [], []
    for activity in planned.activities.values():
        own = [s for s in planned.sessions if s.activity_id == activity.pk and s.starts_at < now]
        if not activity.capacity or not own:
            continue
        near = [one for one in joins if one.district_id == activity.district_id]
        circle = chance.sample(near, min(len(near), activity.capacity * 2))
        first = min(own, key=lambda session: session.starts_at)
        for weeks in range(FIRST_WEEK, LAST_WEEK, -1 if activity.is_formal else -2):
            session = _earlier(activity, first, weeks, now)
            there = list(_there(session, circle, keen, weeks, chance))
            session.taken = len(there)
            sessions.append(session)
            enrolments += there
    store.add(sessions)
    store.add(enrolments)


def _earlier(activity: Activity, first: Session, weeks: int, now: dt.datetime) -> Session:
    ago = dt.timedelta(weeks=weeks - LAST_WEEK + 1)
    return Session(
        id=demo_id("session", f"year:{activity.pk}:{weeks}"), activity=activity,
        district_id=activity.district_id, starts_at=first.starts_at - ago,
        ends_at=first.ends_at - ago, capacity=activity.capacity,
    )  # fmt: skip


def _there(
    session: Session, circle: list[Person], keen: dict[Any, float], weeks: int,
    chance: random.Random,
) -> Iterator[Enrolment]:  # fmt: skip
    grown = 1.5 - 0.9 * weeks / FIRST_WEEK
    there = [one for one in circle if chance.random() < keen[one.pk] * grown]
    for one in there[: session.capacity]:
        yield Enrolment(
            id=random_id(chance), session=session, person=one, state=Enrolment.State.JOINED,
            joined_at=session.starts_at - 2 * DAY, was_there=True,
            marked_at=session.starts_at + dt.timedelta(minutes=30),
        )  # fmt: skip


def _feedback(planned: Agenda, seed: int, now: dt.datetime) -> Iterator[Feedback]:
    chance = dice(seed, "faces of a year")
    faces = (Feedback.Face.GOOD, Feedback.Face.FAIR, Feedback.Face.BAD)
    known = set(Feedback.objects.values_list("session", "person"))
    rows = Enrolment.objects.filter(
        was_there=True, session__activity__in=planned.activities.values(),
        session__ends_at__lt=now - DAY,
    )  # fmt: skip
    for session, person, end in rows.order_by("pk").values_list(
        "session", "person", "session__ends_at"
    ):
        if chance.random() < 0.15 and (session, person) not in known:
            yield Feedback(
                id=random_id(chance), session_id=session, person_id=person,
                face=chance.choices(faces, (76, 19, 5))[0], given_at=end + dt.timedelta(hours=5),
            )  # fmt: skip


def _paths(town: Map, people: Town, seed: int, now: dt.datetime) -> None:
    """Give paths to some residents: what they want, a goal, and the shared questions twice."""
    chance = dice(seed, "paths of a year")
    chosen = chance.sample(people.residents, PATHS)
    compared = town.districts[COMPARED].pk
    rows: dict[type[models.Model], list[models.Model]] = {}
    for number, person in enumerate(chosen):
        began = now - chance.randint(*sorted(BASELINE)) * DAY - dt.timedelta(hours=5)
        path = Path(id=demo_id("path", person.pk), person=person, made_at=began, changed_at=began)
        rows.setdefault(Path, []).append(path)
        for row in (*_wanted(path, began, chance, now), *_measured(
            path, began, chance, now, is_compared=person.district_id == compared, number=number
        )):  # fmt: skip
            rows.setdefault(type(row), []).append(row)
    for model in (Path, Need, Ambition, Measurement):
        store.add(rows[model])


def _wanted(
    path: Path, began: dt.datetime, chance: random.Random, now: dt.datetime
) -> Iterator[models.Model]:
    heading = chance.choices(list(Heading), (30, 34, 24, 12))[0]
    name = chance.choices([name for name, _ in GOALS], [share for _, share in GOALS])[0]
    has_goal = chance.random() < 0.7
    need = Need(
        id=random_id(chance), path=path, heading=heading, words=NEED, made_at=began,
        state=Need.State.AMBITION if has_goal else Need.State.WISH, changed_at=began,
    )  # fmt: skip
    yield need
    if has_goal:
        over = name in ("reached", "let_go")
        changed = now - chance.randint(10, 300) * DAY
        yield Ambition(
            id=random_id(chance), path=path, need=need, heading=heading, words=NEED,
            state=STATE[name], made_at=began, changed_at=changed,
            ended_at=changed if over else None,
        )  # fmt: skip


def _measured(
    path: Path, began: dt.datetime, chance: random.Random, now: dt.datetime, *,
    is_compared: bool, number: int,
) -> Iterator[Measurement]:  # fmt: skip
    healthy = chance.random() < 0.62
    content = chance.random() < 0.66
    yield from _answers(path, began, "start", healthy, content, chance)
    if chance.random() > STAYS:
        return
    later = now - chance.randint(11, 70) * DAY - dt.timedelta(hours=3)
    # Who felt ill recovers more often than who felt well falls ill; where it began, a bit more so.
    better, worse = (0.30, 0.165) if is_compared else (0.41, 0.125)
    healthy = chance.random() >= worse if healthy else chance.random() < better
    content = chance.random() >= 0.15 if content else chance.random() < 0.36
    yield from _answers(path, later, "month_12", healthy, content, chance)


def _answers(
    path: Path, at: dt.datetime, moment: str, healthy: bool, content: bool, chance: random.Random
) -> Iterator[Measurement]:
    codes = (1, 2, 2, 2) if healthy else (3, 3, 3, 4, 5)
    life = chance.choice((7, 7, 8, 8, 9) if content else (3, 4, 5, 6, 6))
    for key, answers in ((HEALTH, {"health": chance.choice(codes)}), (LIFE, {"life": life})):
        pack = shipped.instruments_shipped()[key]
        yield Measurement(
            id=random_id(chance), path=path, pack=pack.id, version=pack.version,
            wording_hash=pack.wording_hash, moment=moment, answers=json.dumps(answers), at=at,
        )  # fmt: skip


def take_out(slug: str) -> None:
    """Delete promises and indicators of the demonstration, and the files of its figures."""
    Promise.objects.filter(region__slug=slug).delete()
    Definition.objects.filter(region__slug=slug).delete()
    shutil.rmtree(settings.VAR / "outcomes" / slug, ignore_errors=True)
