"""A year behind the town: who took part, what people answered then and now, and three promises.

Planted so that the figures have something true to say. Of who takes part many more feel healthy
than a year before, most of all in Molenkwartier and Havenoord, where the movement began more than a
year ago; of who waited for a place as many as then. They went alike before. Taking part grew where
it began, and how much is uncertain. People of the neighbourhoods with the lowest scores take part
less. Tailor-made support is too little to say anything.
"""

import datetime as dt
import json
import random
import shutil
import uuid
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.db import models, transaction

from wijkschakel.activities.models import Activity, Enrolment, Feedback, Lead, Session
from wijkschakel.outcomes.actions import definitions as actions
from wijkschakel.outcomes.actions import tasks
from wijkschakel.outcomes.models import Build, Definition, FocusArea, Promise, PublishedTable
from wijkschakel.outcomes.rules import definitions
from wijkschakel.paths.models import Ambition, Heading, Measurement, Need, Path, Step
from wijkschakel.paths.rules import shipped
from wijkschakel.people.models import Person
from wijkschakel.places.models import Neighbourhood, Region, RolloutTick
from wijkschakel.upkeep.demo import beside, moving, residents, store, texts
from wijkschakel.upkeep.demo.agenda import Agenda
from wijkschakel.upkeep.demo.areas import LOW, Map
from wijkschakel.upkeep.demo.ids import demo_id, dice, random_id
from wijkschakel.upkeep.demo.moments import today_in
from wijkschakel.upkeep.demo.residents import Town

DAY = dt.timedelta(days=1)
FIRST_WEEK, LAST_WEEK = 60, 5  # weeks ago; the last weeks stand in the agenda
PATHS = 420
BEGAN = 470  # days ago: when the movement began
REGISTERED = 560
EARLIER = (525, 470)  # days ago: how it went before
BASELINE = (400, 345)
NEWER = 150  # days ago: who leads or helps since this year
WISHED = (320, 60)  # days ago: what people want for themselves is of this year
COMPARED = "WK990103"
FOCUS = "BU99010201"  # the region looks after it first, beside those of low scores
STAYS = 0.8  # of a hundred people who answered, so many answer again
GOALS = (("busy", 45), ("reached", 30), ("resting", 15), ("let_go", 10))
STATE = {
    "busy": Ambition.State.ACTIVE, "reached": Ambition.State.REACHED,
    "resting": Ambition.State.RESTING, "let_go": Ambition.State.LET_GO,
}  # fmt: skip
HEALTH, LIFE = "perceived-health", "life-satisfaction"
INDICATORS = (
    ("gezond-per-wijk", "Gezond, per wijk", "feels_healthy",
     "Mensen die hun gezondheid goed of zeer goed noemen. Van wie dit kwartaal antwoordde."),
    ("tevreden", "Tevreden bewoners", "is_satisfied_with_life",
     "Mensen die hun leven een 7 of hoger geven. Van wie dit kwartaal antwoordde."),
)  # fmt: skip
PROMISED = ("perceived-health", "taking-part", "tailor-made")  # these come along
COMPARISON = {
    "perceived-health": Promise.Comparison.WAITING,
    "taking-part": Promise.Comparison.OTHER_DISTRICTS,
    "tailor-made": Promise.Comparison.OTHER_DISTRICTS,
}
# One walk with a large circle, so that its organiser can be told what it means for people.
LARGE, CIRCLE = demo_id("activity", "wandelen"), 90
SAYS, SAYS_MORE = 0.15, 0.4  # of who was there, so many say how it was
TIES = 0.3  # of who says how it was, so many got to know somebody
# Of a hundred who answer, so many give a 7 or more to each of the five of a neighbourhood.
STRONG = {"safe": 0.82, "community": 0.66, "near": 0.71, "business": 0.38, "own": 0.76}
HARD = 0.24  # of who answers, so many find it hard to get by
NEED = "Iets vaker onder de mensen zijn"
STEP = "Elke week meedoen"


class Shares:
    """Deals out a yes to a share of those who come by, evenly, whatever the seed."""

    def __init__(self) -> None:
        """Begin halfway, so that the first is no exception."""
        self.owed: dict[tuple[object, ...], float] = {}

    def deal(self, share: float, *group: object) -> bool:
        """Say yes or no to the next of a group."""
        owed = self.owed.get(group, 0.5) + share
        self.owed[group] = owed - (owed >= 1)
        return owed >= 1


def write_outcomes(town: Map, people: Town, planned: Agenda, seed: int, now: dt.datetime) -> None:
    """Write it all, and ask the worker for the figures."""
    region = Region.objects.get(slug=texts.read("places")["region"]["slug"])
    _promises(region, people, now)
    _look_after(region, people, now)
    _roll_out(town, now)
    _were_here(people, seed, now)
    _year(people, planned, seed, now)
    store.add_quickly(Feedback, _feedback(planned, seed, now))
    beside.write_helpers(planned, seed, now - NEWER * DAY)
    waits = beside.write_waiting(people, now - max(BASELINE) * DAY)
    _paths(town, people, waits, seed, now)
    moving.write_moving(people, seed, now)
    publish(region.slug)


def publish(slug: str) -> None:
    """Ask the worker for the figures; pages say that they are being made until they are there."""
    transaction.on_commit(lambda: tasks.publish_figures.enqueue(slug, ask_argus=False))


def begin_anew(slug: str) -> None:
    """Forget the figures of the town alone: with more districts it is another division."""
    PublishedTable.objects.filter(region__slug=slug).delete()
    Build.objects.filter(region__slug=slug).delete()
    shutil.rmtree(settings.VAR / "outcomes" / slug, ignore_errors=True)
    publish(slug)


def _promises(region: Region, people: Town, now: dt.datetime) -> None:
    today = today_in(now)
    # Written down before the first answers: else it would be an indication at most.
    actions.register_built_in(now=now - REGISTERED * DAY)
    for key, title, counted, words in INDICATORS:
        choice = definitions.Choice(title, words, counted, "answered")
        Definition(
            id=demo_id("definition", key), region=region, key=key, **asdict(choice),
            digest=definitions.digest(key, 1, choice), registered_at=now - REGISTERED * DAY,
            registered_by=people.cast["noor"].pk,
        ).save(force_insert=True)  # fmt: skip
    for key in PROMISED:
        row = Definition.objects.get(region__isnull=True, key=key, ended_at__isnull=True)
        Promise.objects.create(
            id=demo_id("promise", key), region=region, definition=row,
            organisation=people.organisations["zorgfonds"], percent=25,
            baseline_from=today - BASELINE[0] * DAY, baseline_until=today - BASELINE[1] * DAY,
            reached_on=today + 330 * DAY, comparison=COMPARISON[key],
            made_at=now - REGISTERED * DAY, made_by=people.cast["noor"].pk,
            signed_at=now - REGISTERED * DAY, signed_by=people.cast["bas"].pk,
        )  # fmt: skip


def _look_after(region: Region, people: Town, now: dt.datetime) -> None:
    """Let the region look after one neighbourhood first; its score is not among the lowest."""
    FocusArea.objects.create(
        region=region, neighbourhood=Neighbourhood.objects.get(code=FOCUS),
        chosen_at=now - BEGAN * DAY, chosen_by=people.cast["noor"].pk,
    )  # fmt: skip


def _roll_out(town: Map, now: dt.datetime) -> None:
    """Two districts began more than a year ago; the third one begins now."""
    for code, district in town.districts.items():
        first = 9 if code == COMPARED else BEGAN
        ticks = RolloutTick.objects.filter(district=district).order_by("criterion__position")
        for number, tick in enumerate(ticks):
            tick.ticked_at = now - max(1, first - (3 if first == 9 else 40) * number) * DAY
            tick.save(update_fields=["ticked_at"])


def _were_here(people: Town, seed: int, now: dt.datetime) -> None:
    """Let most residents be known here for longer than a year."""
    chance = dice(seed, "longer here")
    leading = set(Lead.objects.values_list("person", flat=True))
    for person in people.residents:
        if person.pk in leading or chance.random() < 0.85:
            person.joined_at = now - chance.randint(REGISTERED, 900) * DAY
    Person.objects.bulk_update(people.residents, ["joined_at"], batch_size=store.BATCH)
    residents.date_accounts()
    leads = Lead.objects.filter(person__in=people.residents)
    leads.update(since=now - REGISTERED * DAY)
    new = list(leads.order_by("activity", "pk").values_list("pk", flat=True))[::2]
    leads.filter(pk__in=new).update(since=now - NEWER * DAY)


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
    sessions: list[Session] = []
    enrolments: list[dict[str, Any]] = []
    for activity in planned.activities.values():
        own = [s for s in planned.sessions if s.activity_id == activity.pk and s.starts_at < now]
        if not activity.capacity or not own:
            continue
        near = [one for one in joins if one.district_id == activity.district_id]
        circle = chance.sample(near, min(len(near), activity.capacity * 2))
        is_large = activity.pk == LARGE
        if is_large:
            circle = dice(seed, "a large circle").sample(near, min(len(near), CIRCLE))
        first = min(own, key=lambda session: session.starts_at)
        for weeks in range(FIRST_WEEK, LAST_WEEK, -1 if activity.is_formal or is_large else -2):
            session = _earlier(activity, first, weeks, now)
            if is_large:  # not the same people first each time
                circle = circle[1:] + circle[:1]
            there = list(_there(session, circle, keen, weeks, chance))
            session.taken = len(there)
            sessions.append(session)
            enrolments += there
    store.add(sessions)
    store.add_quickly(Enrolment, enrolments)


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
) -> Iterator[dict[str, Any]]:  # fmt: skip
    begun = session.district_id != demo_id("area", COMPARED)
    grown = 1.1 - 0.12 * weeks / FIRST_WEEK if begun else 1.0
    there = [one for one in circle if chance.random() < keen[one.pk] * grown]
    for one in there[: session.capacity]:
        yield {
            "id": random_id(chance), "session_id": session.pk, "person_id": one.pk,
            "state": Enrolment.State.JOINED, "joined_at": session.starts_at - 2 * DAY,
            "was_there": True, "marked_at": session.starts_at + dt.timedelta(minutes=30),
        }  # fmt: skip


def _feedback(planned: Agenda, seed: int, now: dt.datetime) -> Iterator[dict[str, Any]]:
    chance = dice(seed, "faces of a year")
    faces = (Feedback.Face.GOOD, Feedback.Face.FAIR, Feedback.Face.BAD)
    known = set(Feedback.objects.values_list("session", "person"))
    large = set(Session.objects.filter(activity=LARGE).values_list("pk", flat=True))
    rows = Enrolment.objects.filter(
        was_there=True, session__activity__in=planned.activities.values(),
        session__ends_at__lt=now - DAY,
    )  # fmt: skip
    for session, person, end in rows.order_by("pk").values_list(
        "session", "person", "session__ends_at"
    ):
        share = SAYS_MORE if session in large else SAYS
        if chance.random() < share and (session, person) not in known:
            yield {
                "id": random_id(chance), "session_id": session, "person_id": person,
                "face": chance.choices(faces, (76, 19, 5))[0],
                "given_at": end + dt.timedelta(hours=5), "has_tie": chance.random() < TIES,
            }  # fmt: skip


def _paths(
    town: Map, people: Town, waits: Collection[uuid.UUID], seed: int, now: dt.datetime
) -> None:  # fmt: skip
    """Give paths to some residents: what they want, a goal, and the shared questions."""
    chance = dice(seed, "paths of a year")
    favourite = _favourites()
    known = [person for person in people.residents if person.pk in favourite]
    chosen = chance.sample(known, min(PATHS, len(known)))
    chosen += [person for person in people.residents if person.pk in waits]
    compared = town.districts[COMPARED].pk
    rows: dict[type[models.Model], list[models.Model]] = {}
    shares = Shares()
    for person in chosen:
        began = now - chance.randint(*sorted(EARLIER)) * DAY - dt.timedelta(hours=5)
        path = Path(id=demo_id("path", person.pk), person=person, made_at=began, changed_at=began)
        rows.setdefault(Path, []).append(path)
        group = "compared" if person.district_id == compared else "began"
        group = "waits" if person.pk in waits else group
        measured = _measured(path, began, chance, now, shares, group)
        wished = now - chance.randint(*sorted(WISHED)) * DAY
        wanted = list(_wanted(path, wished, chance, now))
        steps = [
            _step(row, favourite[person.pk], chance)
            for row in wanted
            if isinstance(row, Ambition) and person.pk in favourite
        ]
        for row in (*wanted, *steps, *measured):
            rows.setdefault(type(row), []).append(row)
    for model in (Path, Need, Ambition, Step, Measurement):
        store.add(rows[model])


def _favourites() -> dict[uuid.UUID, uuid.UUID]:
    """Give for who was ever there the activity they went to that most people went to."""
    pairs = set(
        Enrolment.objects.filter(was_there=True)
        .order_by()
        .values_list("person", "session__activity")
        .distinct()
    )
    liked = Counter(activity for _person, activity in pairs)
    liked[LARGE] += len(pairs)
    return dict(sorted(pairs, key=lambda pair: (liked[pair[1]], pair)))


def _step(goal: Ambition, activity: uuid.UUID, chance: random.Random) -> Step:
    """Let somebody take an activity as a step to a goal."""
    return Step(
        id=random_id(chance), ambition=goal, kind=Step.Kind.ACTIVITY, words=STEP,
        activity_id=activity, state=Step.State.DOING, made_at=goal.made_at,
    )  # fmt: skip


def _wanted(
    path: Path, wished: dt.datetime, chance: random.Random, now: dt.datetime
) -> Iterator[models.Model]:
    heading = chance.choices(list(Heading), (30, 34, 24, 12))[0]
    name = chance.choices([name for name, _ in GOALS], [share for _, share in GOALS])[0]
    has_goal = chance.random() < 0.7
    need = Need(
        id=random_id(chance), path=path, heading=heading, words=NEED, made_at=wished,
        state=Need.State.AMBITION if has_goal else Need.State.WISH, changed_at=wished,
    )  # fmt: skip
    yield need
    if has_goal:
        over = name in ("reached", "let_go")
        changed = now - chance.randint(10, min(WISHED)) * DAY
        yield Ambition(
            id=random_id(chance), path=path, need=need, heading=heading, words=NEED,
            state=STATE[name], made_at=wished, changed_at=changed,
            ended_at=changed if over else None,
        )  # fmt: skip


# Of a hundred who felt ill so many feel well later; of a hundred who felt well so many do not.
BETTER = {"began": 0.8, "compared": 0.62, "waits": 0.25}
WORSE = {"began": 0.07, "compared": 0.1, "waits": 0.23}
WELL = 0.52  # at first, of all of them; half a year sooner as many
SAME = 0.84  # of a hundred so many felt then as they did half a year sooner


def _measured(
    path: Path, began: dt.datetime, chance: random.Random, now: dt.datetime, shares: Shares,
    group: str,
) -> Iterator[Measurement]:  # fmt: skip
    healthy, content = shares.deal(WELL, group, "healthy"), shares.deal(0.66, group, "content")
    sooner = healthy ^ (not shares.deal(SAME, group, "sooner", healthy))
    yield _measurement(path, HEALTH, {"health": 2 if sooner else 3}, "start", began)
    first = now - chance.randint(*sorted(BASELINE)) * DAY - dt.timedelta(hours=5)
    yield from _answers(path, first, "month_3", healthy, content, chance)
    if not shares.deal(STAYS, group, "stays", healthy):
        return
    later = now - chance.randint(11, 55) * DAY - dt.timedelta(hours=3)
    turns = WORSE[group] if healthy else BETTER[group]
    healthy ^= shares.deal(turns, group, "turns", healthy)
    content ^= shares.deal(0.13 if content else 0.33, group, "content turns", content)
    yield from _answers(path, later, "month_12", healthy, content, chance)
    marks = {
        item: chance.choice((7, 8, 8, 9) if shares.deal(share, group, item) else (3, 4, 5, 6))
        for item, share in STRONG.items()
    }
    yield _measurement(path, "strong-neighbourhood", marks, "month_12", later)
    hard = 1 if shares.deal(HARD, group, "hard") else 2
    yield _measurement(path, "get-by", {"get-by": hard}, "month_12", later)


def _answers(
    path: Path, at: dt.datetime, moment: str, healthy: bool, content: bool, chance: random.Random
) -> Iterator[Measurement]:
    codes = (1, 2, 2, 2) if healthy else (3, 3, 3, 4, 5)
    life = chance.choice((7, 7, 8, 8, 9) if content else (3, 4, 5, 6, 6))
    for key, answers in ((HEALTH, {"health": chance.choice(codes)}), (LIFE, {"life": life})):
        yield _measurement(path, key, answers, moment, at)


def _measurement(
    path: Path, key: str, answers: dict[str, int], moment: str, at: dt.datetime
) -> Measurement:
    pack = shipped.instruments_shipped()[key]
    return Measurement(
        id=demo_id("measurement", f"{path.pk}:{key}:{moment}"), path=path, pack=pack.id,
        version=pack.version, wording_hash=pack.wording_hash, moment=moment,
        answers=json.dumps(answers), at=at,
    )  # fmt: skip


def take_out(slug: str) -> None:
    """Delete promises and indicators of the demonstration, and the files of its figures."""
    Promise.objects.filter(region__slug=slug).delete()
    FocusArea.objects.filter(region__slug=slug).delete()
    Definition.objects.filter(region__slug=slug).delete()
    shutil.rmtree(settings.VAR / "outcomes" / slug, ignore_errors=True)
