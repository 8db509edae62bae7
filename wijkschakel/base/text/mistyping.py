"""One typing error: a letter too many, too few, another one, or two that changed places."""

SHORTEST = 4
# In a short word another first letter makes another word: "huis" is no "muis".
SHORT = 5
END = 2


def is_one_error(typed: str, meant: str) -> bool:
    """Say whether one error turns one word into the other."""
    if typed == meant or abs(len(typed) - len(meant)) > 1:
        return False
    start = 0
    while start < min(len(typed), len(meant)) and typed[start] == meant[start]:
        start += 1
    rest, other = typed[start:], meant[start:]
    return (
        rest[1:] == other[1:]
        or rest[1:] == other
        or rest == other[1:]
        or (rest[:2] == other[1::-1] and rest[2:] == other[2:])
    )


def may_mean(typed: str, meant: str) -> bool:
    """Say whether somebody may have meant this word and made one error."""
    if min(len(typed), len(meant)) < SHORTEST or not is_one_error(typed, meant):
        return False
    return len(typed) > SHORT or typed[0] == meant[0]


def ends(word: str) -> tuple[str, str]:
    """Give the first two and the last two letters: one error leaves one of them whole."""
    return word[:END], word[-END:]


def closeness(typed: str, meant: str) -> tuple[bool, bool]:
    """Give what to sort guesses by: the first letter is seldom wrong, swaps are common."""
    return typed[:1] != meant[:1], sorted(typed) != sorted(meant)
