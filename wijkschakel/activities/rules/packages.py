"""A programme package: a plan that another district can take over; TOML or JSON."""

import datetime as dt
import json
import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

LANGUAGES = ("nl", "en")
MOST_BYTES = 200_000
MOST_SESSIONS, MOST_PHASES, MOST_ROWS, MOST_LETTERS = 60, 8, 40, 2000
THEMES = ("move", "eat", "talk", "make", "learn", "music", "green", "help")
AUDIENCES = (
    "everyone", "children", "young", "parents", "older", "women", "men", "carers", "memory",
    "newcomers", "students",
)  # fmt: skip
RHYTHMS = ("weekly", "fortnightly")
MOMENTS = ("start", "end")
WORDS = ("name", "summary", "purpose", "for_whom", "label")
Content = dict[str, Any]


class PackageError(Exception):
    """What is wrong with a package, one code and a place per fault."""

    def __init__(self, faults: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{code} {place}" for code, place in faults))
        self.faults = faults


@dataclass(frozen=True)
class Meeting:
    """One meeting of the plan."""

    phase: int
    minutes: int
    title: str
    what: str
    needs: str


@dataclass(frozen=True)
class PhasePlan:
    """A phase of the plan: its words, rhythm and meetings."""

    number: int
    name: str
    goal: str
    rhythm: str
    weeks: int
    meetings: tuple[Meeting, ...]


@dataclass(frozen=True)
class Package:
    """A package in one language."""

    code: str
    version: int
    lineage: tuple[Mapping[str, Any], ...]
    theme: str
    audience: str
    capacity: int
    with_second: bool
    name: str
    summary: str
    purpose: str
    for_whom: str
    label: str
    phases: tuple[PhasePlan, ...]
    roles: tuple[str, ...]
    checks: tuple[str, ...]
    measures: tuple[tuple[str, str], ...]


def read(data: bytes) -> Content:
    """Read a file, TOML or JSON, and check it.

    :raises PackageError: it is no package; every fault is named.
    """
    if len(data) > MOST_BYTES:
        raise PackageError([("too_big", "")])
    try:
        text = data.decode("utf-8-sig")
        content = json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise PackageError([("unreadable", "")]) from error
    check(content)
    return content


def check(content: object) -> None:
    """Check the shape of a package.

    :raises PackageError: with every fault.
    """
    if not isinstance(content, dict):
        raise PackageError([("unreadable", "")])
    faults: list[tuple[str, str]] = []
    _plain(content, faults)
    _lineage(content, faults)
    phases = _rows(content, "phase", MOST_PHASES, faults, least=1)
    _phases(phases, faults)
    meetings = _rows(content, "session", MOST_SESSIONS, faults, least=1)
    _meetings(meetings, len(phases), faults)
    for name, field in (("role", ""), ("check", "")):
        for place, row in enumerate(_rows(content, name, MOST_ROWS, faults)):
            _in_both(row, field, f"{name} {place + 1}", faults)
    for place, row in enumerate(_rows(content, "measure", 2, faults)):
        if row.get("moment") not in MOMENTS or not isinstance(row.get("instrument"), str):
            faults.append(("wrong", f"measure {place + 1}"))
    if faults:
        raise PackageError(faults)


def _plain(content: Content, faults: list[tuple[str, str]]) -> None:
    code = content.get("id")
    is_code = isinstance(code, str) and code.isascii() and 3 <= len(code) <= 80
    if not is_code or not all(sign.isalnum() or sign in ".-" for sign in str(code)):
        faults.append(("wrong", "id"))
    for name, least, most in (("version", 1, 9999), ("capacity", 1, 500)):
        if not _is_number(content.get(name), least, most):
            faults.append(("wrong", name))
    for name, known in (("theme", THEMES), ("audience", AUDIENCES)):
        if content.get(name) not in known:
            faults.append(("wrong", name))
    if not isinstance(content.get("with_second"), bool):
        faults.append(("wrong", "with_second"))
    texts = content.get("text")
    for language in LANGUAGES:
        told = texts.get(language) if isinstance(texts, dict) else None
        for name in WORDS:
            if not _is_text(told.get(name) if isinstance(told, dict) else None, name):
                faults.append(("wrong", f"text.{language}.{name}"))


def _is_number(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _is_text(value: object, name: str = "", *, empty: bool = False) -> bool:
    most = {"name": 120, "summary": 300, "label": 120, "goal": 300}.get(name, MOST_LETTERS)
    if not isinstance(value, str) or len(value) > most or "\x00" in value:
        return False
    return empty or bool(value.strip())


def _rows(
    content: Content, name: str, most: int, faults: list[tuple[str, str]], least: int = 0
) -> list[Content]:
    rows = content.get(name, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        faults.append(("wrong", name))
        return []
    if not least <= len(rows) <= most:
        faults.append(("number", name))
    return rows[:most]


def _in_both(row: Content, field: str, place: str, faults: list[tuple[str, str]]) -> None:
    for language in LANGUAGES:
        told = row.get(language)
        value = told.get(field) if field and isinstance(told, dict) else told
        if not _is_text(value, field):
            faults.append(("wrong", f"{place} {language} {field}".strip()))


def _phases(rows: list[Content], faults: list[tuple[str, str]]) -> None:
    for place, row in enumerate(rows, start=1):
        _in_both(row, "name", f"phase {place}", faults)
        _in_both(row, "goal", f"phase {place}", faults)
        if row.get("rhythm") not in RHYTHMS:
            faults.append(("wrong", f"phase {place} rhythm"))


def _meetings(rows: list[Content], phases: int, faults: list[tuple[str, str]]) -> None:
    for place, row in enumerate(rows, start=1):
        if not _is_number(row.get("phase"), 1, max(1, phases)):
            faults.append(("wrong", f"session {place} phase"))
        if not _is_number(row.get("minutes"), 10, 600):
            faults.append(("wrong", f"session {place} minutes"))
        for field in ("title", "what", "needs"):
            _in_both(row, field, f"session {place}", faults)


def _lineage(content: Content, faults: list[tuple[str, str]]) -> None:
    for place, row in enumerate(_rows(content, "lineage", MOST_ROWS, faults), start=1):
        known = _is_text(row.get("id"), "name") and _is_number(row.get("version"), 1, 9999)
        if not known or not _is_text(row.get("where"), "name") or not _is_day(row.get("on")):
            faults.append(("wrong", f"lineage {place}"))


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(dt.date.fromisoformat(value))
    except ValueError:
        return False


def package_of(content: Content, language: str) -> Package:
    """Give a package in one language; what we do not speak is Dutch."""
    spoken = language if language in LANGUAGES else LANGUAGES[0]
    told = content["text"][spoken]
    meetings = [_meeting(row, spoken) for row in content["session"]]
    phases = [
        _phase(number, row, [one for one in meetings if one.phase == number], spoken)
        for number, row in enumerate(content["phase"], start=1)
    ]
    return Package(
        code=content["id"],
        version=content["version"],
        lineage=tuple(content.get("lineage", ())),
        theme=content["theme"],
        audience=content["audience"],
        capacity=content["capacity"],
        with_second=content["with_second"],
        phases=tuple(phases),
        roles=tuple(row[spoken] for row in content.get("role", ())),
        checks=tuple(row[spoken] for row in content.get("check", ())),
        measures=tuple((row["moment"], row["instrument"]) for row in content.get("measure", ())),
        **{name: told[name] for name in WORDS},
    )


def _meeting(row: Content, language: str) -> Meeting:
    return Meeting(row["phase"], row["minutes"], **row[language])


def _phase(number: int, row: Content, meetings: list[Meeting], language: str) -> PhasePlan:
    step = 2 if row["rhythm"] == "fortnightly" else 1
    told = row[language]
    weeks = max(1, step * len(meetings))
    return PhasePlan(number, told["name"], told["goal"], row["rhythm"], weeks, tuple(meetings))


@dataclass(frozen=True)
class Dated:
    """A phase on the calendar, with the day of each meeting."""

    plan: PhasePlan
    starts_on: dt.date
    ends_on: dt.date
    days: tuple[dt.date, ...]

    @property
    def meetings(self) -> list[tuple[dt.date, Meeting]]:
        """Give each meeting with its day."""
        return list(zip(self.days, self.plan.meetings, strict=True))


def on_the_calendar(package: Package, first_on: dt.date) -> list[Dated]:
    """Put the phases one after the other, from a first day; meetings on the same weekday."""
    dated, begin = [], first_on
    for plan in package.phases:
        step = 2 if plan.rhythm == "fortnightly" else 1
        days = tuple(
            begin + dt.timedelta(weeks=step * number) for number in range(len(plan.meetings))
        )
        following = begin + dt.timedelta(weeks=plan.weeks)
        dated.append(Dated(plan, begin, following - dt.timedelta(days=1), days))
        begin = following
    return dated


def passed_on(content: Content, *, where: str, place: str, on: dt.date) -> Content:
    """Give a package as it goes on from a place: its own number, and where it has been.

    :param place: the code of the district, which makes the number one of its own.
    """
    suffix = f".{place.lower()}"
    code = content["id"].removesuffix(suffix)
    is_ours = code != content["id"]
    step = {"id": content["id"], "version": content["version"], "where": where[:120]}
    lineage = [*content.get("lineage", []), step | {"on": on.isoformat()}]
    return content | {
        "id": f"{code[: 80 - len(suffix)]}{suffix}",
        "version": content["version"] + 1 if is_ours else 1,
        "lineage": lineage[-MOST_ROWS:],
    }


def without_people(text: str, names: Collection[str]) -> str:
    """Give a short text, or nothing when it tells how to reach somebody or who they are."""
    digits = sum(sign.isdigit() for sign in text)
    words = {word.casefold() for word in re.findall(r"\w+", text)}
    is_personal = "@" in text or digits >= 6 or any(name.casefold() in words for name in names)
    return "" if is_personal else text
