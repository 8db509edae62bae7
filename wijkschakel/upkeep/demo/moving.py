"""Who comes into motion: the seven and the five that people let count, who was trained, who talks.

Professionals are few here, so the page says of them that it says nothing.
"""

import datetime as dt
import json
import random
from collections.abc import Iterator

from wijkschakel.paths.models import Conversation, CourseRecord, Measurement, Path
from wijkschakel.paths.rules import courses, shipped
from wijkschakel.upkeep.demo import store
from wijkschakel.upkeep.demo.ids import dice, random_id
from wijkschakel.upkeep.demo.moments import today_in
from wijkschakel.upkeep.demo.residents import Town

DAY = dt.timedelta(days=1)
ANSWERED, TRAINED, TALK = 300, 30, 16
# How high people stand on average: of moving, developing, taking part, health and so on.
SEVEN, FIVE, KNOWS = "seven-outcomes", "strong-neighbourhood", "knows-the-movement"
MIDDLE = {
    "moving": 6.6, "developing": 6.2, "part": 7.4, "health": 6.9, "responsible": 7.8, "own": 7.2,
    "others": 7.0, "safe": 7.6, "community": 7.1, "near": 7.4, "business": 5.9,
}  # fmt: skip


def write_moving(people: Town, seed: int, now: dt.datetime) -> None:
    """Write it, of residents who have a path."""
    chance = dice(seed, "who comes into motion")
    mine = {person.pk for person in people.residents}
    paths = [path for path in Path.objects.order_by("pk") if path.person_id in mine]
    chosen = chance.sample(paths, min(ANSWERED, len(paths)))
    store.add([row for path in chosen for row in _answers(path, chance, now)])
    trained = chosen[:TRAINED]
    store.add([_course(path, chance, now) for path in trained])
    store.add([_talk(path, chosen[-1 - n], chance, now) for n, path in enumerate(trained[:TALK])])


def _answers(path: Path, chance: random.Random, now: dt.datetime) -> Iterator[Measurement]:
    at = now - chance.randint(3, 50) * DAY
    packs = shipped.instruments_shipped()
    for key in (SEVEN, FIVE):
        codes = {
            item.id: min(10, max(1, round(chance.gauss(MIDDLE.get(item.id, 7), 1.7))))
            for item in packs[key].items
        }
        yield _measured(path, key, codes, at, chance)
    knows = 1 if chance.random() < 0.7 else 2
    yield _measured(path, KNOWS, {"knows": knows}, at, chance)


def _measured(
    path: Path, key: str, codes: dict[str, int], at: dt.datetime, chance: random.Random
) -> Measurement:
    pack = shipped.instruments_shipped()[key]
    return Measurement(
        id=random_id(chance), path=path, pack=key, version=pack.version, at=at,
        wording_hash=pack.wording_hash, answers=json.dumps(codes, sort_keys=True),
        is_counted=pack.asks_to_count,
    )  # fmt: skip


def _course(path: Path, chance: random.Random, now: dt.datetime) -> CourseRecord:
    followed = today_in(now) - chance.randint(30, 300) * DAY
    lessons = [lesson.id for lesson in courses.talking().lessons]
    content = {"title": courses.talking().title["nl"], "given_by": "De Kachel", "lessons": lessons}
    return CourseRecord(
        id=random_id(chance), person_id=path.person_id, followed_on=followed, changed_at=now,
        content=json.dumps(content), valid_until=followed + 730 * DAY,
    )  # fmt: skip


def _talk(partner: Path, other: Path, chance: random.Random, now: dt.datetime) -> Conversation:
    held = now - chance.randint(5, 25) * DAY
    return Conversation(
        id=random_id(chance), resident_id=other.person_id, partner_id=partner.person_id,
        card="happiness", state=Conversation.State.HELD, planned_at=held, made_at=held - 7 * DAY,
        changed_at=held,
    )  # fmt: skip
