"""On which side something is: with neighbours or an organisation, about health or about care.

Every entry of a person is tagged: a visit, a question for help, help that was found, a referral.
Informal is what residents do for each other; formal is run or given by staff of an organisation.
Care is what is given by an organisation of care, as formal help; everything else is about health
and behaviour. What is spent has the same two tags, by who spends it. Plain Python.
"""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

INFORMAL, FORMAL = "informal", "formal"
HEALTH, CARE = "health", "care"
CARE_KINDS = ("care",)  # kinds of organisation

SIDES = ("informal", "both", "formal")
AIMS = ("health", "care_too")
SHIFTS = ("to_neighbours", "as_before", "to_organisations", "new_here")
# Of a district only the first answer and the rest are told: three small parts would hide all.
ORGANISED, STAYED = "organised", "stayed"
GROUPED = {
    "side": dict.fromkeys(("both", "formal"), ORGANISED),
    "shift": dict.fromkeys(("as_before", "to_organisations", "new_here"), STAYED),
}
SHIFTED = 0.1  # a part of the entries that moved by so much is a shift


class Tags(NamedTuple):
    """The two tags of an entry."""

    side: str
    aim: str


def of_visit(*, is_formal: bool, organisation: str) -> Tags:
    """Tag being somewhere, by who runs it."""
    if not is_formal:
        return Tags(INFORMAL, HEALTH)
    return Tags(FORMAL, _aim(organisation))


def of_request() -> Tags:
    """Tag a question for help to the neighbourhood."""
    return Tags(INFORMAL, HEALTH)


def of_match(helper: str) -> Tags:
    """Tag help by a person, by the side of who helps."""
    if helper != "professional":
        return Tags(INFORMAL, HEALTH)
    return Tags(FORMAL, HEALTH)


def of_referral(organisation: str) -> Tags:
    """Tag being brought to an organisation."""
    return Tags(FORMAL, _aim(organisation))


def of_spending(*, is_formal: bool, organisation: str) -> Tags:
    """Tag what is spent, by who spends it: as being where they run something."""
    return of_visit(is_formal=is_formal, organisation=organisation)


def _aim(organisation: str) -> str:
    return CARE if organisation in CARE_KINDS else HEALTH


def side_of(entries: Iterable[Tags]) -> str:
    """Give on which side somebody was in a year."""
    sides = {entry.side for entry in entries}
    return "both" if len(sides) > 1 else sides.pop()


def aim_of(entries: Iterable[Tags]) -> str:
    """Say whether there was care too."""
    return "care_too" if any(entry.aim == CARE for entry in entries) else "health"


def shift_of(before: Iterable[Tags], now: Iterable[Tags]) -> str:
    """Give where somebody moved between two years; who has no year before is new here."""
    was, is_now = _part(before), _part(now)
    if was is None or is_now is None:
        return "new_here"
    if is_now >= was + SHIFTED:
        return "to_neighbours"
    return "to_organisations" if is_now <= was - SHIFTED else "as_before"


def _part(entries: Iterable[Tags]) -> float | None:
    """Give the part of the entries that is informal."""
    counts = Counter(entry.side for entry in entries)
    return counts[INFORMAL] / counts.total() if counts else None
