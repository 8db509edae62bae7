"""Names of people on a screen: short or 500 letters long, in any script."""

import unicodedata

FIRST_STRONG_ISOLATE = "\u2068"
POP_ISOLATE = "\u2069"
# Marks that turn the direction of what follows; in a name they could turn the page around it.
DIRECTION_MARKS = dict.fromkeys(
    [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C]
)
SHORT_NAME = 40
NOBODY = "?"


def clean(name: str) -> str:
    """Take out what does not belong in a name: control letters, direction marks, loose spaces."""
    kept = name.translate(DIRECTION_MARKS)
    kept = "".join(" " if unicodedata.category(letter) == "Cc" else letter for letter in kept)
    return " ".join(kept.split())


def short_name(name: str, longest: int = SHORT_NAME) -> str:
    """Give a name that fits on a line; a mark shows that letters are missing."""
    whole = clean(name)
    if len(whole) <= longest:
        return whole or NOBODY
    cut = whole[: longest - 1]
    while cut and unicodedata.combining(whole[len(cut)]):
        cut = cut[:-1]
    return f"{cut.rstrip()}…"


def initials(name: str) -> str:
    """Give at most two letters that stand for a name."""
    words = [word.lstrip("'\u2019-.\"(") for word in clean(name).split()]
    starts = [word[0] for word in words if word and word[0].isalpha()]
    if not starts:
        return NOBODY
    last = starts[-1] if len(starts) > 1 else ""
    return (starts[0] + last).upper()


def isolate(text: str) -> str:
    """Wrap a text so that its direction stays its own, also in plain text."""
    return f"{FIRST_STRONG_ISOLATE}{text.translate(DIRECTION_MARKS)}{POP_ISOLATE}"
