"""What was read of people, by number: in which weeks somebody was there, and how things stand."""

import datetime as dt
import uuid
from collections import defaultdict
from dataclasses import dataclass, field

from wijkschakel.outcomes.cube.events import week_of
from wijkschakel.outcomes.queries.facts.roll import Roll
from wijkschakel.outcomes.rules import periods
from wijkschakel.outcomes.rules.periods import Span

Key = tuple[str, str]  # topic and period


@dataclass
class Found:
    """Facts of a year. Of a state the newest counts; of what lies after now, nothing does."""

    roll: Roll
    span: Span
    now: dt.datetime
    visits: dict[int, list[int]] = field(default_factory=dict)  # weeks, one for each time there
    states: dict[Key, dict[int, tuple[int, int]]] = field(
        default_factory=lambda: defaultdict(dict)
    )  # person: week, code
    # Answers that could be given, and which of them are good.
    codes: dict[Key, tuple[tuple[int, ...], frozenset[int]]] = field(default_factory=dict)
    versions: dict[Key, str] = field(default_factory=dict)  # wording of what was asked
    parts: dict[str, set[uuid.UUID]] = field(default_factory=dict)  # activities of initiatives
    professionals: set[uuid.UUID] = field(default_factory=set)  # who works here, on the last day
    future: int = 0

    @property
    def until(self) -> dt.datetime:
        """Give the end of what can have happened."""
        return min(self.span.end, self.now)

    def is_known(self, moment: dt.datetime) -> bool:
        """Say whether a moment has come; a clock that ran ahead is counted as such."""
        if moment > self.now:
            self.future += 1
            return False
        return moment < self.span.end

    def visit(self, person: uuid.UUID, moment: dt.datetime) -> None:
        """Note that somebody was there."""
        number = self.roll.number(person)
        if number is not None:
            self.visits.setdefault(number, []).append(week(moment))

    def state(
        self, topic: str, person: uuid.UUID | None, moment: dt.datetime, code: int,
        period: str = "",
    ) -> None:  # fmt: skip
        """Note how something stands with somebody; later calls take the place of earlier ones."""
        number = self.roll.number(person)
        if number is not None:
            inside = max(min(moment, self.until), self.span.begin)
            self.states[topic, period or self.span.name][number] = (week(inside), code)

    def people(self, topic: str, period: str = "") -> dict[int, tuple[int, int]]:
        """Give week and code of each for whom something was noted."""
        return self.states.get((topic, period or self.span.name), {})


def week(moment: dt.datetime) -> int:
    """Give the number of the week of a moment, as it is here."""
    return week_of(periods.day_of(moment))
