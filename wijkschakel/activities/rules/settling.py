"""What free places cost, told without anybody being found by it.

A line is told apart only when at least ten people took part and not all of them for free.
Activities with fewer are told together, per organisation; what is still too little goes with the
rest of the quarter.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

LEAST = 10


@dataclass(frozen=True)
class Part:
    """One activity in a quarter: who took part, who of them for free, how often, and the cost."""

    activity: str
    organisation: str
    people: frozenset[object]
    free_people: frozenset[object]
    times: int
    cents: int


@dataclass(frozen=True)
class Line:
    """What is told: of one activity, of an organisation, or of all that is left together."""

    activity: str
    organisation: str
    times: int
    cents: int


@dataclass(frozen=True)
class Settlement:
    """The lines of a quarter, and whether something is left that is too little to tell."""

    lines: tuple[Line, ...]
    has_rest: bool = False

    @property
    def cents(self) -> int:
        """Give the sum of what is told."""
        return sum(line.cents for line in self.lines)


def _may_tell(parts: list[Part]) -> bool:
    everybody = frozenset().union(*(part.people for part in parts))
    free = frozenset().union(*(part.free_people for part in parts))
    return len(everybody) >= LEAST and len(everybody - free) > 0


def settle(parts: Iterable[Part]) -> Settlement:
    """Tell what free places cost, as far as it may be told."""
    lines: list[Line] = []
    small: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        if part.times and _may_tell([part]):
            lines.append(Line(part.activity, part.organisation, part.times, part.cents))
        elif part.times:
            small[part.organisation].append(part)
    rest: list[Part] = []
    for organisation, some in small.items():
        # One small activity beside a total would be told by subtracting.
        if len(some) > 1 and _may_tell(some):
            lines.append(_together("", organisation, some))
        else:
            rest += some
    if len(rest) > 1 and _may_tell(rest):
        lines.append(_together("", "", rest))
        rest = []
    order = sorted(lines, key=lambda line: (line.organisation, not line.activity, line.activity))
    return Settlement(tuple(order), bool(rest))


def _together(activity: str, organisation: str, parts: list[Part]) -> Line:
    times, cents = sum(part.times for part in parts), sum(part.cents for part in parts)
    return Line(activity, organisation, times, cents)
