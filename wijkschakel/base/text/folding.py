"""Finding names without minding capitals and marks: jose finds José, lukasz finds Łukasz."""

import re
import string
import unicodedata
from functools import cache

# Letters that are drawn otherwise instead of marked, and how people type them.
DRAWN = {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "\u0131": "i", "ŧ": "t", "ŋ": "n"}
MARKS = "[\u0300-\u036f]*"
WORD_STARTS = "(^|[ '\u2019.-])"
LATIN = (range(0xC0, 0x250), range(0x1E00, 0x1F00))


def fold(text: str) -> str:
    """Give the letters without capitals and marks."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(
        DRAWN.get(letter, letter) for letter in plain if not unicodedata.combining(letter)
    )


@cache
def _family() -> dict[str, str]:
    """Give each letter a to z with all its marked and drawn forms, small and large."""
    found = {letter: letter + letter.upper() for letter in string.ascii_lowercase}
    for code in (code for block in LATIN for code in block):
        base = fold(chr(code))
        if base in found:
            found[base] += chr(code)
    return found


def word_pattern(word: str) -> str:
    """Give a regular expression for names with a word that starts like this.

    It means the same to Python and to PostgreSQL.
    """
    family = _family()
    letters = (
        f"[{family[letter]}]{MARKS}" if letter in family else re.escape(letter)
        for letter in fold(word)
    )
    return WORD_STARTS + "".join(letters)
