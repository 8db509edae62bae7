"""What an indicator of a region says: worked out from tables that were told, and from nothing else.

An indicator counts people who stand in another table already. A second count of its own would be
one more equation about the same people; a sum of what everybody can read is none. So a cell is
empty when one of its parts was kept back. Plain Python.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from wijkschakel.outcomes.rules.countable import ASKED_IN, BY_CODE
from wijkschakel.outcomes.rules.said import ALL, NOTHING, Cell, Figures, Said

YES, NO = "yes", "no"
GOOD, REST = "good", "rest"  # groups of the answers to a shared question
OPPOSITE = {"under_10_percent": "over_90_percent", "over_90_percent": "under_10_percent"}
DEPTHS = {"none": 1, "district": 2, "neighbourhood": 4}


@dataclass(frozen=True)
class Source:
    """The table in which the people stand: which answers are a yes, and among whom that is."""

    topic: str
    yes: tuple[str, ...]
    among: tuple[str, ...]  # the people of the table
    table: str = "by_answer"
    every: Literal["year", "quarter"] = "year"
    wider: tuple[str, ...] = ()  # more people than those of the table: the yes is right, not all


ANSWERED = ("answered",)
SOURCES: dict[str, Source] = {
    "takes_part": Source("taking-part", (ALL,), (), "by_area", wider=("residents",)),
    "gives": Source("role", ("helper", "co_organiser", "lead"), ("participants",),
                    wider=("residents",)),
    "reached_own_goal": Source("goals", ("reached",), ("goal_owners",)),
    "asked_and_helped": Source("asked", ("met", "together"), ("askers",)),
    "helped_together": Source("asked", ("together",), ("askers",)),
    "was_glad": Source("satisfied-residents", ("good",), ("participants", "answered"),
                       every="quarter"),
    **{
        counted: Source(f"answers-{pack}.{item}", (GOOD,), ANSWERED, "by_area", "quarter")
        for counted, (pack, item) in ASKED_IN.items()
        if BY_CODE[counted].unit == "share"
    },
}  # fmt: skip


def work_out(source: Source, told: Figures, among: str, others: Mapping[str, tuple[str, ...]],
             areas: tuple[str, ...]) -> dict[Cell, Said]:  # fmt: skip
    """Give all, yes and no of each area; `others`: answers of the table that are a no, by topic.

    Among more people than those of the table there is no whole, so there is only the yes; among
    others there is nothing.
    """
    found: dict[Cell, Said] = {}
    for area in areas:
        whole = told.of(area, ALL) if among in source.among else NOTHING
        yes = _sum(told, area, source.yes) if fits(source, among) else NOTHING
        no = _sum(told, area, others[source.topic]) if among in source.among else NOTHING
        if whole.people is not None:
            if yes.people is None and no.people is not None:
                yes = Said(whole.people - no.people)
            no = Said(whole.people - yes.people) if yes.people is not None else no
        if yes.word and not no.is_told:
            no = Said(None, OPPOSITE[yes.word])  # type: ignore[arg-type]
        found |= {(area, ALL): whole, (area, YES): yes, (area, NO): no}
    return found


def fits(source: Source, among: str) -> bool:
    """Say whether the table tells of it among these people."""
    return among in (*source.among, *source.wider)


def _sum(told: Figures, area: str, answers: tuple[str, ...]) -> Said:
    parts = [told.of(area, answer) for answer in answers]
    if len(parts) == 1:
        return parts[0]
    people = [part.people for part in parts]
    return Said(sum(n for n in people if n is not None)) if None not in people else NOTHING
