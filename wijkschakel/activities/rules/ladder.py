"""The role ladder, and from how many people a number may be told."""

PARTICIPANT, HELPER, CO_ORGANISER, LEAD = "participant", "helper", "co_organiser", "lead"
LADDER = (PARTICIPANT, HELPER, CO_ORGANISER, LEAD)
# Fewer people than this could be found back from a number.
TOLD_FROM = 10
# Words of feedback are shown when so many gave theirs that none can be guessed.
WORDS_FROM = 5


def next_step(role: str) -> str:
    """Give the step above; the highest has none."""
    place = LADDER.index(role) + 1
    return LADDER[place] if place < len(LADDER) else ""


def told(number: int) -> int | None:
    """Give a number of people when it may be told; None: fewer than ten."""
    return number if number >= TOLD_FROM else None
