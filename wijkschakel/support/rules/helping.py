"""What the human loop of help agrees on: how long things wait, and what protects people."""

import datetime as dt
from collections.abc import Sequence

# An open question without an answer comes back to a person, and goes after ninety days.
LOOK_AFTER = dt.timedelta(days=14)
UNANSWERED_KEPT = dt.timedelta(days=90)
MATCH_KEPT = dt.timedelta(days=365)
OFFER_QUIET = dt.timedelta(days=180)  # an offer that nobody heard of for so long is asked about
ANSWER_WITHIN = dt.timedelta(days=7)  # a suggestion lapses, and nobody is blamed
HOW_IT_WENT_AFTER = dt.timedelta(days=14)
FIRST_DAYS = dt.timedelta(days=3)  # to meet for the first time, when nobody knows which day
WARN_BEFORE_END = dt.timedelta(days=60)
CONTACT_ENDS_AFTER = dt.timedelta(days=7)  # contact data stay so long after the end

MOST_SUGGESTIONS = 10
MOST_OPEN_REQUESTS = 5
MOST_PARTS = 5
MOST_PER_HELPER = 5
MOST_PER_ACTIVITY = 30  # an activity has more room than a person
ASKED_AT_ONCE = 2  # a helper is not asked by more people than this at one moment
REST_AFTER_NO = dt.timedelta(days=3)  # and not again at once after saying no
MOST_LANGUAGES = 8
LONGEST = 1_000
RADII_M = (500, 1_000, 2_000, 5_000, 10_000)

INTERESTS = (
    "cooking", "garden", "walking", "cycling", "music", "games", "sport", "making", "reading",
    "animals", "children", "talking", "repairing", "history", "faith", "computers",
)  # fmt: skip
CHECKS = ("vog", "first_aid", "dementia", "language_coach", "digital", "money", "care")
USUAL_RISK = 2  # how much trust an agreement goes up to, unless it says otherwise
PROFESSIONAL = 3  # what only professionals do: an agreement asks a check for it


def looks_on(now: dt.datetime) -> dt.datetime:
    """Give when a person looks at a question that is still open."""
    return now + LOOK_AFTER


def asked_from(contact_at: dt.datetime, meeting: dt.datetime | None) -> dt.datetime:
    """Give from when somebody can say how it goes: the first meeting, or some days of contact."""
    return meeting or contact_at + FIRST_DAYS


def waiting_days(asked_at: dt.datetime, now: dt.datetime) -> int:
    """Count the whole days that a question waits; a clock that went back counts as none."""
    return max(0, (now - asked_at).days)


def are_wanted(helpers: Sequence[str], said: Sequence[str]) -> bool:
    """Say whether these are all among whom the resident wants; nobody said is anybody."""
    return not said or set(helpers) <= set(said)


def helpers_kept(before: Sequence[str], said: Sequence[str]) -> list[str]:
    """Keep who does a part as far as the resident still wants them; else as the request says."""
    return [helper for helper in before if not said or helper in said]
