"""What an indicator may count and among whom, and the topics that are published. Plain Python.

An indicator is defined without code by choosing from these lists; the lists are finite, because
every free filter is a way to find somebody.
"""

from dataclasses import dataclass
from typing import Literal

from wijkschakel.outcomes.rules.said import Unit
from wijkschakel.outcomes.rules.sides import AIMS, SHIFTS, SIDES

HEADINGS = ("happy", "join_in", "healthy", "strength")
WEEKS = ("w1", "w2_4", "w5_12", "w13_26", "w27")  # distinct weeks with somebody there, in a year
ROLES = ("visitor", "helper", "co_organiser", "lead")
ASKED = ("met", "together", "open")  # helped by a person, by an arrangement, not yet
GOALS = ("reached", "busy", "resting", "let_go")
# Of one activity there are few people: two answers can be told where three cannot.
GOAL_STATES = ("reached", "not_yet")  # of who took it as a step
LIKED = ("good", "rest")
FACES = ("good", "fair", "bad")
TIMES = ("once", "few", "often")  # 1, 2 to 5, 6 or more times there
SES = ("low", "other", "unknown")
# From knowing to doing: residents and professionals each in tables of their own.
MOVING, KNOW = "moving-", "professionals-know"
STAGES = ("trained", "at_work")
YES_NO = ("yes", "no")


@dataclass(frozen=True)
class Topic:
    """One thing that is published: its answers (a second tree beside the areas), its period."""

    code: str  # a dash and more may follow: answers-perceived-health.health
    answers: tuple[str, ...] = ()
    every: Literal["year", "quarter"] = "year"
    is_answer: bool = False  # shares under 10 % and over 90 % are told in words only


# Area trees: region slug > district code > `<district code>:low` (other, unknown) > neighbourhood.
TOPICS = (
    Topic("taking-part"),  # table by_area: everybody who was there once; cells (area, ALL)
    Topic("weeks", WEEKS),  # by_answer: region and districts x weeks
    Topic("role", ROLES),  # the highest role of each
    # These three are of the same people as taking part: every entry of theirs has two tags.
    Topic("side", SIDES),  # with neighbours, with organisations, or both
    Topic("aim", AIMS, is_answer=True),  # was there care, or only health
    Topic("shift", SHIFTS),  # against the year before
    Topic("ties"),  # who says that they got to know somebody; cells (area, ALL)
    Topic("need", HEADINGS),  # one measure each: need-happy ...; cells (area, ALL)
    Topic("goals", GOALS, is_answer=True),  # state of the newest own goal of each
    Topic("asked", ASKED, is_answer=True),  # who asked for help, and what became of it
    # answers-<pack>.<item>; codes as text. Where it is agreed which are good: by_answer is of the
    # region (all, good, rest, codes), by_area of region and districts (all, good, rest).
    Topic("answers", every="quarter", is_answer=True),
    Topic("get-by", ("hard", "fine"), is_answer=True),  # the one voluntary question
    Topic("satisfied-residents", FACES, every="quarter", is_answer=True),
    Topic("satisfied-helpers", FACES, every="quarter", is_answer=True),
    Topic("trained"),  # until `moving` came: partners with a valid training; cells (area, ALL)
    Topic("moving", STAGES),  # moving-residents, moving-professionals: of the region, by stage
    Topic(KNOW, YES_NO, every="quarter", is_answer=True),  # residents stand among the answers
    Topic("activity", TIMES),  # activity-<id>: who was reached; cells (region, times)
    Topic("step", GOAL_STATES, is_answer=True),  # step-<id>: the goals of who took it as a step
    Topic("face", LIKED, is_answer=True),  # face-<id>: how people liked it
    Topic("initiative", TIMES),  # initiative-<id>
    Topic("claim"),  # claim-<definition key>, table `claim`: said.Claim
    Topic("counts"),  # table `counts`: things, no people
    Topic("custom", YES_NO, is_answer=True),  # custom-<definition key>: all is among whom
)


@dataclass(frozen=True)
class Countable:
    """Something an indicator may count: people for whom it holds in the period."""

    code: str
    unit: Unit
    measured_twice: bool = False  # has a baseline and a later moment of the same people


COUNTED = (
    Countable("feels_healthy", "share", True),
    Countable("is_satisfied_with_life", "share", True),
    Countable("active_weeks", "weeks", True),
    Countable("tailor_made", "per_thousand"),
    Countable("takes_part", "share"),
    Countable("gives", "share"),  # helper, co-organiser or lead at least once
    Countable("reached_own_goal", "share"),
    Countable("asked_and_helped", "share"),
    Countable("helped_together", "share"),
    Countable("was_glad", "share"),  # the face "good" as the last feedback
    Countable("knows_the_movement", "share"),
    Countable("safe_at_home", "mark", True),
    Countable("strong_community", "mark", True),
    Countable("facilities_near", "mark", True),
    Countable("entrepreneurs_active", "mark", True),
    Countable("own_strength", "mark", True),
    Countable("moves", "mark", True),
    Countable("develops", "mark", True),
    Countable("feels_part", "mark", True),
    Countable("feels_well", "mark", True),
    Countable("carries_responsibility", "mark", True),
    Countable("is_happy", "mark", True),
    Countable("makes_others_happy", "mark", True),
)
AMONG = ("participants", "residents", "answered", "askers", "goal_owners")
BY_CODE = {each.code: each for each in COUNTED}
SEVEN = "seven-outcomes"  # of what the learning region wants for everybody
# What answers come from: the pack and its question. Other counted things come from what was done.
ASKED_IN = {
    "feels_healthy": ("perceived-health", "health"),
    "is_satisfied_with_life": ("life-satisfaction", "life"),
    "knows_the_movement": ("knows-the-movement", "knows"),
    "safe_at_home": ("strong-neighbourhood", "safe"),
    "strong_community": ("strong-neighbourhood", "community"),
    "facilities_near": ("strong-neighbourhood", "near"),
    "entrepreneurs_active": ("strong-neighbourhood", "business"),
    "own_strength": ("strong-neighbourhood", "own"),
    "moves": (SEVEN, "moving"),
    "develops": (SEVEN, "developing"),
    "feels_part": (SEVEN, "part"),
    "feels_well": (SEVEN, "health"),
    "carries_responsibility": (SEVEN, "responsible"),
    "is_happy": (SEVEN, "own"),
    "makes_others_happy": (SEVEN, "others"),
}
GET_BY = ("get-by", "get-by")  # the one voluntary question: code 1 is hard, 2 is fine
