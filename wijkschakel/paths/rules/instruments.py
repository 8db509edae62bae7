"""Instruments as data: reading a pack, refusing a wrong one, and what a set of answers says.

A pack is a TOML file. Its answer codes are integers. The hash of its wording is written in it: a
changed word is a new version, because numbers of before and after are no longer the same thing.
"""

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

LANGUAGES = ("nl", "en")
SCORINGS = ("each", "mean", "sum", "share")
MOST_ITEMS = 60
Words = dict[str, str]


class WrongPack(ValueError):
    """A pack that may not be used, with the reason in a few words."""


@dataclass(frozen=True)
class Answer:
    """One answer that can be ticked, with its integer code."""

    code: int
    words: Words


@dataclass(frozen=True)
class Item:
    """One question. A scale has a lowest and a highest code and words at its ends."""

    id: str
    words: Words
    answers: tuple[Answer, ...] = ()
    lowest: int | None = None
    highest: int | None = None
    ends: tuple[Words, Words] = ({}, {})

    @property
    def codes(self) -> tuple[int, ...]:
        """Give every code that may be stored."""
        if self.lowest is not None and self.highest is not None:
            return tuple(range(self.lowest, self.highest + 1))
        return tuple(answer.code for answer in self.answers)


@dataclass(frozen=True)
class Norm:
    """What others answered, with where and when: never compared across a different mode."""

    value: float
    words: Words
    source: str
    year: int
    mode: str = ""


@dataclass(frozen=True)
class Pack:
    """A pack that is right."""

    id: str
    version: int
    title: Words
    intro: Words
    recall: Words
    items: tuple[Item, ...]
    scoring: str
    good: Mapping[str, frozenset[int]]
    most_missing: int
    for_whom: str
    licence: str
    licence_url: str
    source: Words
    may_ship: bool
    wording_hash: str
    norm: Norm | None = None
    in_shared_set: bool = False
    asks_to_count: bool = False  # counted with others only when the resident said so
    raw: str = field(default="", repr=False)


def wording_of(content: Mapping[str, Any]) -> str:
    """Give the hash of every word that is asked and every code behind it."""
    asked = {
        "title": content.get("title"),
        "recall": content.get("recall"),
        "items": content.get("items"),
    }
    text = json.dumps(asked, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def hash_of(text: str) -> str:
    """Give the hash of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def read_pack(text: str) -> Pack:
    """Read a pack.

    :raises WrongPack: no licence line, overlapping codes, a changed word, or not readable.
    """
    try:
        content = tomllib.loads(text)
        pack = _pack(content, text)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError, ValueError) as error:
        if isinstance(error, WrongPack):
            raise
        raise WrongPack(f"not a pack: {type(error).__name__}") from error
    written = content.get("wording_hash")
    if written != pack.wording_hash:
        raise WrongPack("the wording changed under the same version")
    return pack


def _pack(content: Mapping[str, Any], text: str) -> Pack:
    licence = content.get("licence", {})
    if not licence.get("name") or not licence.get("url"):
        raise WrongPack("no licence line")
    items = tuple(_item(row) for row in content["items"])
    _check_items(items)
    scoring = content.get("scoring", {"kind": "each"})
    if scoring["kind"] not in SCORINGS:
        raise WrongPack("unknown scoring")
    version = content["version"]
    if type(version) is not int or version < 1:
        raise WrongPack("a version is a whole number")
    return Pack(
        id=_word(content["id"]),
        version=version,
        title=_words(content["title"]),
        intro=_words(content["intro"]) if "intro" in content else {},
        recall=_words(content["recall"]) if "recall" in content else {},
        items=items,
        scoring=scoring["kind"],
        good=_good(scoring, items),
        most_missing=int(content.get("missing", {}).get("most", 0)),
        for_whom=_one_of(content.get("for", "self"), ("self", "groups")),
        licence=licence["name"],
        licence_url=licence["url"],
        source=_source(content.get("source", "")),
        may_ship=licence.get("may_ship") is True,
        wording_hash=wording_of(content),
        norm=_norm(content["norm"]) if "norm" in content else None,
        in_shared_set=content.get("shared_set") is True,
        asks_to_count=content.get("asks_to_count") is True,
        raw=text,
    )


def _good(scoring: Mapping[str, Any], items: Sequence[Item]) -> dict[str, frozenset[int]]:
    good = {
        item.id: frozenset(scoring.get("good", {}).get(item.id, scoring.get("good_codes", [])))
        for item in items
    }
    if any(not codes <= set(item.codes) for item in items for codes in [good[item.id]]):
        raise WrongPack("a scored code is no answer")
    return good


def _one_of(value: str, known: Iterable[str]) -> str:
    if value not in known:
        raise WrongPack(f"not known: {value}")
    return value


def _word(value: Any) -> str:
    if not isinstance(value, str) or not value.replace("-", "").isalnum():
        raise WrongPack("an id is letters, digits and dashes")
    return value


def _words(value: Any) -> Words:
    if not all(isinstance(value.get(code), str) and value[code] for code in LANGUAGES):
        raise WrongPack("words are in Dutch and in English")
    return {code: value[code] for code in LANGUAGES}


def _source(value: Any) -> Words:
    """Give where it comes from: a name is the same in every language."""
    return dict.fromkeys(LANGUAGES, value) if isinstance(value, str) else _words(value)


def _item(row: Mapping[str, Any]) -> Item:
    words = _words(row)
    if "scale" not in row:
        answers = tuple(Answer(_code(one["code"]), _words(one)) for one in row["answers"])
        return Item(_word(row["id"]), words, answers)
    scale = row["scale"]
    lowest, highest = _code(scale["lowest"]), _code(scale["highest"])
    if lowest >= highest or highest - lowest > 100:
        raise WrongPack("a scale goes up")
    return Item(
        _word(row["id"]), words, (), lowest, highest, (_words(scale["low"]), _words(scale["high"]))
    )


def _code(value: Any) -> int:
    if type(value) is not int:
        raise WrongPack("an answer code is a whole number")
    return value


def _check_items(items: Sequence[Item]) -> None:
    if not 1 <= len(items) <= MOST_ITEMS:
        raise WrongPack("one to sixty items")
    if len({item.id for item in items}) != len(items):
        raise WrongPack("two items have one id")
    for item in items:
        if len(set(item.codes)) != len(item.codes) or len(item.codes) < 2:
            raise WrongPack("answer codes overlap")


def _norm(row: Mapping[str, Any]) -> Norm:
    if not row.get("source") or type(row.get("year")) is not int:
        raise WrongPack("a norm has a source and a year")
    return Norm(
        float(row["value"]), _words(row), row["source"], row["year"], str(row.get("mode", ""))
    )


def clean_answers(pack: Pack, given: Mapping[str, object]) -> dict[str, int]:
    """Keep the answers that belong to the pack; what was skipped is left out.

    :raises WrongPack: a code that is no answer to that question.
    """
    kept: dict[str, int] = {}
    for item in pack.items:
        value = given.get(item.id)
        if value in (None, ""):
            continue
        try:
            code = int(str(value))
        except ValueError as error:
            raise WrongPack("an answer code is a whole number") from error
        if code not in item.codes:
            raise WrongPack("no such answer")
        kept[item.id] = code
    return kept


def score(pack: Pack, answers: Mapping[str, int]) -> float | None:
    """Give what the answers say as one number; None when too much was skipped or nothing sums.

    `share` counts the answers that are good (0 to 1), `sum` those that count, `mean` is of codes.
    """
    told = [answers[item.id] for item in pack.items if item.id in answers]
    if pack.scoring == "each" or not told or len(pack.items) - len(told) > pack.most_missing:
        return None
    if pack.scoring == "mean":
        return sum(told) / len(told)
    counted = sum(answers[item.id] in pack.good[item.id] for item in pack.items
                  if item.id in answers)  # fmt: skip
    return float(counted) if pack.scoring == "sum" else counted / len(told)


def words_of(words: Mapping[str, str], language: str) -> str:
    """Give words in a language, else in Dutch."""
    return words.get(language) or words.get("nl", "")
