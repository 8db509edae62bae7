"""Stems of words, so that "wandelen" finds the "wandelgroep"."""

import re
import unicodedata
from functools import cache, lru_cache

import snowballstemmer

WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
LONGEST_WORD = 60

# Short words that say nothing of what somebody looks for.
_STOP = """aan al alle als bij dan dat de den der des deze die dit door dus een ene er en
    het hoe hun iets ik in is je jij jou jouw maar me meer mee met mij mijn naar niet nog nu of om
    ons onze ook op over te tot u uit uw van veel via voor waar wat we wel wie wij wil wordt
    ze zich zij zijn zo zonder and at for from my of on or our the to with you your"""
STOP_WORDS = frozenset(_STOP.split())
EXACT, STEM, GUESS = 1000, 950, 850
# Who does it ("mantelzorger") means what is done ("mantelzorg"); "repareren" is "reparatie".
ENDINGS_OF_PEOPLE = (("aars", 5), ("aar", 5), ("sters", 5), ("ster", 5), ("ers", 5), ("er", 5),
    ("eren", 3))  # fmt: skip
LIGHT_ENDINGS = ("etjes", "tjes", "etje", "tje", "jes", "je", "ingen", "ing", "en", "es", "e")
SHORTEST_STEM = 3
DOUBLE = re.compile(r"([aeoubdfgklmnprst])\1")
HARD = {"z": "s", "v": "f"}


def fold(text: str) -> str:
    """Make small letters and take accents off Latin letters; other scripts keep their marks."""
    kept: list[str] = []
    latin = False
    for letter in unicodedata.normalize("NFKD", text.casefold()):
        if unicodedata.combining(letter):
            if not latin:
                kept.append(letter)
        else:
            latin = "a" <= letter <= "z"
            kept.append(letter)
    return unicodedata.normalize("NFC", "".join(kept))


def words(text: str) -> list[str]:
    """Give the words of a text, folded, in order; words without meaning left out."""
    found = (match.group().replace("\u2019", "'") for match in WORD.finditer(fold(text)))
    return [word[:LONGEST_WORD] for word in found if word not in STOP_WORDS]


@cache
def _stemmers() -> tuple[object, object]:
    return snowballstemmer.stemmer("dutch"), snowballstemmer.stemmer("dutch_porter")


# The stemmers are slow, and people ask for the same words.
@lru_cache(maxsize=20_000)
def forms(word: str) -> dict[str, int]:
    """Give a folded word and its stems, each with how sure it is that it means the same.

    The two stemmers differ in verbs and in short words. Of a thousand parts, a stem is worth
    somewhat less than the word itself, and our own light stem, marked by "~", least.
    """
    found = {word: EXACT}
    if not word:
        return found
    for stemmer in _stemmers():
        found.setdefault(stemmer.stemWord(word), STEM)  # type: ignore[attr-defined]
    if word.endswith("t") and len(word) > 5:
        found.setdefault(word[:-1], GUESS)
    for ending, shortest in ENDINGS_OF_PEOPLE:
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            found.setdefault(word.removesuffix(ending), GUESS)
    found[light(word)] = GUESS
    return found


def light(word: str) -> str:
    """Give a rough stem at once, marked by "~": endings off, double letters single.

    It brings together what the others leave apart ("kook", "kok"), and is cheap enough to
    compare hundreds of words.
    """
    for ending in LIGHT_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            word = word.removesuffix(ending)
            break
    word = DOUBLE.sub(r"\1", word)
    word = word[:-1] + HARD.get(word[-1:], word[-1:])
    return "~" + (word[:-1] if word.endswith("s") and len(word) > SHORTEST_STEM else word)
