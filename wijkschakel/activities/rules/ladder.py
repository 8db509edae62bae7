"""The role ladder, and from how many notes the words of feedback may be read."""

PARTICIPANT, HELPER, CO_ORGANISER, LEAD = "participant", "helper", "co_organiser", "lead"
LADDER = (PARTICIPANT, HELPER, CO_ORGANISER, LEAD)
# Words of feedback are shown when so many gave theirs that none can be guessed.
WORDS_FROM = 5


def next_step(role: str) -> str:
    """Give the step above; the highest has none."""
    place = LADDER.index(role) + 1
    return LADDER[place] if place < len(LADDER) else ""
