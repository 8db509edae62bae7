"""What is too small, too lopsided or too much alike to say, before anything else is looked at.

Plain Python. Counts are persons, never events. Sources: Handbook on Statistical Disclosure
Control (Hundepool et al. 2012), chapters 4 and 5; our threshold is higher than its usual 3 to 5.
"""

from collections.abc import Sequence

from wijkschakel.outcomes.rules.troubles import FEWEST_PEOPLE, BadInput

DOMINANT_PERCENT = 50  # one giver may not bring more than this of what is summed
CLOSE_PERCENT = 10  # nobody but the largest may know the largest within this
EXTREME_PERCENT = 10  # a share under it, or over 100 minus it, says it of nearly everybody
WORDS_FROM = 11 * FEWEST_PEOPLE  # "under 10 %" of fewer would say "under eleven people"


def is_small(persons: int, fewest: int = FEWEST_PEOPLE) -> bool:
    """Say whether so few people may not be told; nobody is few too."""
    if persons < 0:
        raise BadInput(f"{persons} people cannot be.")
    return persons < fewest


def is_dominated(contributions: Sequence[int], percent: int = DOMINANT_PERCENT) -> bool:
    """Say whether a sum (hours, euros) comes too much from one or two.

    With p the dominant share: the largest exceeds p/(1-p) of all the others together; or the
    second largest, who knows the own part, would know the largest within CLOSE_PERCENT.
    """
    if any(part < 0 for part in contributions):
        raise BadInput("A contribution is below 0.")
    largest, second, *_ = sorted((*contributions, 0, 0), reverse=True)
    others = sum(contributions) - largest
    if not largest:
        return False
    close = 100 * (others - second) < CLOSE_PERCENT * largest
    return close or largest * (100 - percent) > percent * others


def is_extreme(persons: int, of: int) -> bool:
    """Say whether a share is under 10 % or over 90 %."""
    return of > 0 and (
        100 * persons < EXTREME_PERCENT * of or 100 * persons > (100 - EXTREME_PERCENT) * of
    )


def extreme_range(persons: int, of: int) -> tuple[int, int] | None:
    """Give the lowest and highest count that the words "under 10 %", "over 90 %" leave open.

    None when even the words would say too much, or when the share is not extreme.
    """
    if of < WORDS_FROM or not is_extreme(persons, of):
        return None
    bound = (EXTREME_PERCENT * of - 1) // 100
    return (0, bound) if 2 * persons < of else (of - bound, of)
