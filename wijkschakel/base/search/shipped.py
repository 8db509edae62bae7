"""The groups of synonyms that come with the software, read once from their file."""

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from wijkschakel.base.text import mistyping, stems


@dataclass(frozen=True)
class Group:
    """Words that people use for the same thing."""

    key: str
    words: tuple[str, ...]


@cache
def groups() -> dict[str, Group]:
    """Give the groups by key, in the order of the file."""
    file = resources.files("wijkschakel.base.search") / "data" / "synonyms.toml"
    rows = tomllib.loads(file.read_text(encoding="utf-8"))["groups"]
    return {key: Group(key, tuple(words.split(", "))) for key, words in rows.items()}


# Also asked for the words that were changed at the desk: few, and always the same.
@lru_cache(maxsize=10_000)
def roots(word: str) -> tuple[str, ...]:
    """Give the rough stems of a word or of a phrase, in order."""
    return tuple(stems.light(part) for part in stems.words(word))


@cache
def by_root() -> dict[str, tuple[str, ...]]:
    """Give per rough stem the keys of the groups that hold a word or phrase with it."""
    found: dict[str, list[str]] = {}
    for group in groups().values():
        for root in dict.fromkeys(root for word in group.words for root in roots(word)):
            found.setdefault(root, []).append(group.key)
    return {root: tuple(keys) for root, keys in found.items()}


@cache
def lexicon() -> frozenset[str]:
    """Give every single word of the groups, folded: halves of compounds are found in it."""
    return frozenset(
        part
        for group in groups().values()
        for word in group.words
        for part in stems.words(word)
        if len(part) > stems.SHORTEST_STEM
    )


@cache
def _by_end() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for word in lexicon():
        first, last = mistyping.ends(word)
        found.setdefault(f"{first}-", set()).add(word)
        found.setdefault(f"-{last}", set()).add(word)
    return {end: frozenset(words) for end, words in found.items()}


def words_near(first: str, last: str) -> frozenset[str]:
    """Give the words that begin or end with these letters."""
    nothing: frozenset[str] = frozenset()
    return _by_end().get(f"{first}-", nothing) | _by_end().get(f"-{last}", nothing)
