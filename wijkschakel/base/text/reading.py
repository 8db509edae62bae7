"""How easy a Dutch text reads: length of sentences, syllables, office words.

The score is that of Douma, who fitted Flesch's formula to Dutch:
206.84 - 0.77 x syllables per hundred words - 0.93 x words per sentence. Higher is easier; 60 and
more is plain. It measures form, not meaning: it is a hint to a writer and no proof of B1.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import pyphen

SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$)|\n\s*\n|\n(?=\s*[-*#•])")
WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
VOWELS = re.compile(r"[aeiouyàáâäèéêëìíîïòóôöùúûü]+", re.IGNORECASE)
LONG_WORD_SYLLABLES = 5
PLAIN_SENTENCE = 12
PLAIN_SCORE = 60


@dataclass(frozen=True)
class ReadingLevel:
    """What we measured of a text."""

    words: int
    sentences: int
    sentence_length: float
    flesch_douma: float
    long_words: tuple[str, ...]
    banned: tuple[tuple[str, str], ...]

    @property
    def is_plain(self) -> bool:
        """Say whether the text keeps to our house style."""
        return (
            self.sentence_length <= PLAIN_SENTENCE
            and self.flesch_douma >= PLAIN_SCORE
            and not self.banned
        )


@cache
def office_words() -> dict[str, str]:
    """Give the words of offices that we do not use, each with the plain word."""
    text = files("wijkschakel.base.text").joinpath("office_words.csv").read_text("utf-8")
    return {row["office"]: row["plain"] for row in csv.DictReader(text.splitlines())}


@cache
def _office_pattern() -> re.Pattern[str]:
    longest_first = sorted(office_words(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)


@cache
def _hyphenation() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="nl_NL")


def syllables(word: str) -> int:
    """Count syllables: by hyphenation or by groups of vowels, whichever sees more."""
    by_vowels = len(VOWELS.findall(word))
    return max(1, by_vowels, len(_hyphenation().positions(word)) + 1)


def measure(text: str) -> ReadingLevel:
    """Measure how easy a text reads. An empty text is easy."""
    words = WORD.findall(text)
    sentences = sum(1 for part in SENTENCE_END.split(text) if WORD.search(part))
    if not words:
        return ReadingLevel(0, 0, 0.0, 100.0, (), ())
    counts = [syllables(word) for word in words]
    length = len(words) / sentences
    score = 206.84 - 77 * sum(counts) / len(words) - 0.93 * length
    long_words = (
        word for word, count in zip(words, counts, strict=True) if count >= LONG_WORD_SYLLABLES
    )
    banned = dict.fromkeys(match.group().lower() for match in _office_pattern().finditer(text))
    return ReadingLevel(
        words=len(words),
        sentences=sentences,
        sentence_length=round(length, 1),
        flesch_douma=round(min(100.0, max(0.0, score)), 1),
        long_words=tuple(dict.fromkeys(long_words)),
        banned=tuple((word, office_words()[word]) for word in banned),
    )
