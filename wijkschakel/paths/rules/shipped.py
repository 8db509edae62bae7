"""What comes along as data: packs, guide cards, the library of steps, pictures with a word."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from wijkschakel.paths.rules import instruments

FOLDER = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Picture:
    """An everyday picture with a word: ticking it says what it says."""

    key: str
    icon: str
    heading: str
    words: dict[str, str]
    wish: dict[str, str]


@dataclass(frozen=True)
class LibraryStep:
    """A small step somebody may take over and put in own words."""

    key: str
    heading: str
    rhythm: str
    words: dict[str, str]


@dataclass(frozen=True)
class Card:
    """A guide card: questions in plain words for both who talk, with a licence of its own."""

    key: str
    version: int
    title: dict[str, str]
    intro: dict[str, str]
    questions: tuple[dict[str, str], ...]
    closing: dict[str, str]
    licence: str
    licence_url: str


@dataclass(frozen=True)
class Described:
    """A pack that may not come along: what it is, why, and what a copy of one's own must keep."""

    key: str
    title: dict[str, str]
    about: dict[str, str]
    source: str
    for_whom: str
    number: int
    licence: str
    licence_url: str
    why: dict[str, str]

    def covers(self, pack: instruments.Pack) -> bool:
        """Say whether a pack is a copy of this one, by its id."""
        return pack.id == self.key or pack.id.startswith(f"{self.key}-")

    def is_kept_by(self, pack: instruments.Pack) -> bool:
        """Say whether a copy keeps to what was described: for whom, and how many questions."""
        return pack.for_whom == self.for_whom and len(pack.items) == self.number


class WrongCard(ValueError):
    """A guide card without a licence, or not readable."""


@cache
def instruments_shipped() -> dict[str, instruments.Pack]:
    """Give the packs that come along and may: each by its id."""
    packs = [
        instruments.read_pack(file.read_text(encoding="utf-8"))
        for file in sorted((FOLDER / "instruments").glob("*.toml"))
    ]
    return {pack.id: pack for pack in packs if pack.may_ship}


@cache
def described() -> dict[str, Described]:
    """Give the packs that do not come along: their texts are not ours to give."""
    found = {}
    for file in sorted((FOLDER / "instruments" / "described").glob("*.toml")):
        row = tomllib.loads(file.read_text(encoding="utf-8"))
        licence = row["licence"]
        found[row["id"]] = Described(
            key=row["id"],
            title=row["title"],
            about=row["about"],
            source=row["source"],
            for_whom=row["for"],
            number=row["number"],
            licence=licence["name"],
            licence_url=licence["url"],
            why=licence["why"],
        )
    return found


def read_card(text: str) -> Card:
    """Read a guide card.

    :raises WrongCard: no licence line, or not readable.
    """
    try:
        row: dict[str, Any] = tomllib.loads(text)
        licence = row.get("licence", {})
        if not licence.get("name") or not licence.get("url"):
            raise WrongCard("no licence line")
        return Card(
            key=row["id"],
            version=row["version"],
            title=row["title"],
            intro=row["intro"],
            questions=tuple(row["questions"]),
            closing=row["closing"],
            licence=licence["name"],
            licence_url=licence["url"],
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        raise WrongCard("not a card") from error


@cache
def cards_shipped() -> dict[str, Card]:
    """Give the guide cards that come along, each by its key."""
    files = sorted((FOLDER / "cards").glob("*.toml"))
    cards = [read_card(file.read_text(encoding="utf-8")) for file in files]
    return {card.key: card for card in cards}


@cache
def _everyday() -> dict[str, Any]:
    return tomllib.loads((FOLDER / "rules" / "data" / "everyday.toml").read_text("utf-8"))


@cache
def pictures() -> dict[str, Picture]:
    """Give the everyday pictures, each by its key."""
    rows = _everyday()["pictures"]
    return {row["key"]: Picture(**row) for row in rows}


@cache
def library() -> tuple[LibraryStep, ...]:
    """Give the library of small steps."""
    return tuple(LibraryStep(**row) for row in _everyday()["steps"])
