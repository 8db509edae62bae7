"""Words and PIN of a paper card: choosing them, and reading what somebody typed."""

import re
import secrets
import unicodedata
from functools import cache
from itertools import pairwise
from pathlib import Path

WORDS_ON_A_CARD = 6
PIN_DIGITS = 5
PIN = re.compile(r"[0-9]{4,6}")
FOREIGN_DIGITS = re.compile(r"\d")


@cache
def card_words() -> tuple[str, ...]:
    """Give the list of plain Dutch words: short, familiar, never one letter apart."""
    file = Path(__file__).with_name("card_words.txt")
    return tuple(file.read_text(encoding="utf-8").split())


def choose_words() -> list[str]:
    """Choose six words by lot."""
    return [secrets.choice(card_words()) for _ in range(WORDS_ON_A_CARD)]


def choose_pin() -> str:
    """Choose a PIN by lot; not five times the same digit and not a row like 12345."""
    while True:
        pin = "".join(secrets.choice("0123456789") for _ in range(PIN_DIGITS))
        steps = {int(after) - int(before) for before, after in pairwise(pin)}
        if steps not in ({0}, {1}, {-1}):
            return pin


def read_words(typed: str) -> list[str]:
    """Take the words from what somebody typed: any case, accents, spaces, commas or dashes."""
    plain = unicodedata.normalize("NFKD", typed.casefold())
    return re.findall(r"[a-z]+", "".join(c for c in plain if not unicodedata.combining(c)))


def read_pin(typed: str) -> str:
    """Take the digits from what somebody typed; empty when it cannot be a PIN."""
    digits = "".join(str(unicodedata.digit(c)) for c in FOREIGN_DIGITS.findall(typed))
    return digits if PIN.fullmatch(digits) else ""
