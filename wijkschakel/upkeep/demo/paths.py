"""The path of Fatma over a year, one goal shared with Anke, and Mo who holds conversations."""

import datetime as dt
import json
from typing import Any

from wijkschakel.paths.models import (
    Ambition,
    CheckIn,
    ConversationPartner,
    CourseRecord,
    DiaryLine,
    Indicator,
    Measurement,
    Need,
    Path,
    Share,
    Step,
    StepDay,
    SupportNote,
)
from wijkschakel.paths.rules import courses, shipped
from wijkschakel.people.models import Consent
from wijkschakel.upkeep.demo import texts
from wijkschakel.upkeep.demo.ids import demo_id
from wijkschakel.upkeep.demo.moments import today_in, wall_clock
from wijkschakel.upkeep.demo.residents import Town

EVENING = dt.time(19, 30)
SUPPORT = "Ik ken iemand bij de taalgroep die in jouw straat woont. Zal ik jullie voorstellen?"


def _back(now: dt.datetime, weeks: int) -> dt.datetime:
    return wall_clock(today_in(now) - dt.timedelta(weeks=weeks, days=1), EVENING)


def write_path(people: Town, now: dt.datetime) -> None:
    """Write it."""
    told = texts.read("path")
    began = _back(now, 53)
    path = Path(
        id=demo_id("path", "fatma"),
        person=people.cast["fatma"],
        strengths=told["strengths"],
        follows_attendance=True,
        made_at=began,
        changed_at=began,
    )
    path.save(force_insert=True)
    for row in told["goal"]:
        _goal(path, row, now)
    for row in told["need"]:
        _need(path, row, Need.State.WISH, now).save(force_insert=True)
    _followed(path, told, now)
    _shared(path, people, now)


def _need(path: Path, row: dict[str, Any], state: str, now: dt.datetime) -> Need:
    made = _back(now, row["weeks"])
    return Need(
        id=demo_id("path-need", row["key"]),
        path=path,
        heading=row["heading"],
        words=row["words"],
        state=state,
        made_at=made,
        changed_at=made,
    )


def _goal(path: Path, row: dict[str, Any], now: dt.datetime) -> None:
    need = _need(path, row, Need.State.AMBITION, now)
    need.save(force_insert=True)
    # The goal that is worked on most stands on top: the newest one.
    made = _back(now, row["weeks"]) if row["key"] != "praten" else _back(now, 0)
    goal = Ambition(
        id=demo_id("path-goal", row["key"]),
        path=path,
        need=need,
        heading=row["heading"],
        words=row["words"],
        a_little_better=row["a_little_better"],
        reached=row["reached"],
        made_at=made,
        changed_at=made,
    )
    goal.save(force_insert=True)
    for number, (weeks, mark, words, picture) in enumerate(row["marks"]):
        _mark(f"{row['key']}:{number}", _back(now, weeks), mark, words, picture, ambition=goal)
    for step in row["steps"]:
        _step(goal, step, now)


def _mark(
    key: str, at: dt.datetime, mark: int, words: str = "", picture: str = "", **about: Any
) -> None:
    parts = {"mark": mark, "words": words, "picture": picture}
    content = {name: value for name, value in parts.items() if value != ""}
    CheckIn(
        id=demo_id("path-check", key),
        content=json.dumps(content, ensure_ascii=False, sort_keys=True),
        at=at,
        **about,
    ).save(force_insert=True)


def _step(goal: Ambition, row: dict[str, Any], now: dt.datetime) -> None:
    is_open = row["state"] == Step.State.DOING
    step = Step(
        id=demo_id("path-step", row["key"]),
        ambition=goal,
        kind=row.get("kind", Step.Kind.OWN),
        words=row["words"],
        look=row.get("look", ""),
        learned=row.get("learned", ""),
        worked=row.get("worked"),
        rhythm=row["rhythm"],
        state=row["state"],
        made_at=_back(now, row["weeks"]),
        ended_at=None if is_open else _back(now, row["days"][-1]),
    )
    step.save(force_insert=True)
    for weeks in row["days"]:
        moment = _back(now, weeks)
        StepDay.objects.create(step=step, day=today_in(moment), made_at=moment)


def _followed(path: Path, told: dict[str, Any], now: dt.datetime) -> None:
    for row in told["indicator"]:
        own = Indicator(
            id=demo_id("path-own", row["key"]),
            path=path,
            words=row["words"],
            weight=row["weight"],
            made_at=_back(now, row["marks"][0][0]),
        )
        own.save(force_insert=True)
        for number, (weeks, mark) in enumerate(row["marks"]):
            _mark(f"{row['key']}:{number}", _back(now, weeks), mark, indicator=own)
    pack = shipped.instruments_shipped()["six-marks"]
    for number, row in enumerate(told["six"]):
        Measurement(
            id=demo_id("path-six", number),
            path=path,
            pack=pack.id,
            version=pack.version,
            wording_hash=pack.wording_hash,
            answers=json.dumps(row["answers"], sort_keys=True),
            at=_back(now, row["weeks"]),
        ).save(force_insert=True)
    for number, row in enumerate(told["line"]):
        parts = {name: row[name] for name in ("words", "meant", "picture") if row[name]}
        DiaryLine(
            id=demo_id("path-line", number),
            path=path,
            kind=row["kind"],
            content=json.dumps(parts, ensure_ascii=False, sort_keys=True),
            at=_back(now, row["weeks"]),
        ).save(force_insert=True)


def _shared(path: Path, people: Town, now: dt.datetime) -> None:
    """Fatma shares one goal with Anke, who added support."""
    given = _back(now, 6)
    consent = Consent(
        id=demo_id("consent", "path"),
        person=path.person,
        purpose="path_support",
        to_person=people.cast["anke"],
        items=["path_goal", "path_steps"],
        text_version="path-1",
        given_at=given,
        until_on=today_in(given) + dt.timedelta(days=300),
    )
    consent.save(force_insert=True)
    goal = path.ambitions.get(pk=demo_id("path-goal", "praten"))
    Share(
        id=demo_id("path-share", "anke"), path=path, consent=consent, ambition=goal, made_at=given
    ).save(force_insert=True)
    SupportNote(
        id=demo_id("path-support", "anke"),
        ambition=goal,
        author=people.cast["anke"],
        words=SUPPORT,
        made_at=_back(now, 5),
    ).save(force_insert=True)
    _learned(people, now)


def _learned(people: Town, now: dt.datetime) -> None:
    """Mo was trained for conversations, and ticked off four lessons for himself."""
    trained = today_in(now) - dt.timedelta(days=120)
    ConversationPartner(
        person=people.cast["mo"],
        languages=["nl", "en"],
        about="Ik luister graag. Koffie staat klaar.",
        trained_on=trained,
        valid_until=trained + dt.timedelta(days=730),
        changed_at=_back(now, 17),
    ).save(force_insert=True)
    course = courses.talking()
    for is_own, learned in ((False, course.lessons), (True, course.lessons[:4])):
        content = {"title": course.title["nl"], "lessons": [one.id for one in learned]}
        CourseRecord(
            id=demo_id("path-course", f"mo:{is_own}"),
            person=people.cast["mo"],
            is_own=is_own,
            content=json.dumps(content | ({} if is_own else {"given_by": "De Kachel"})),
            followed_on=trained,
            valid_until=None if is_own else trained + dt.timedelta(days=730),
            changed_at=_back(now, 17),
        ).save(force_insert=True)
