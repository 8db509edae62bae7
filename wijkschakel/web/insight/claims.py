"""Claims about a change with their words and drawings, ready for a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from wijkschakel.outcomes.models import Definition, Promise
from wijkschakel.outcomes.queries.published import Shelf
from wijkschakel.outcomes.rules.said import Claim
from wijkschakel.web.common.hundred import change_of_hundred, change_on_a_line
from wijkschakel.web.insight import definition_words, words


@dataclass(frozen=True)
class Told:
    """One claim, told."""

    claim: Claim
    title: str
    counted: str  # code from rules.countable.COUNTED
    url: str

    @property
    def is_told(self) -> bool:
        """Say whether there is a number."""
        return self.claim.after is not None and self.claim.before is not None

    @property
    def headline(self) -> str:
        """Answer first."""
        return words.headline(self.claim, self.title, self.counted)

    @property
    def between(self) -> str:
        """Say where it may lie too."""
        return words.lies_between(self.claim)

    @property
    def range(self) -> str:
        """Write where it may lie, for a table."""
        return words.range_of(self.claim)

    @property
    def promise(self) -> str:
        """Say whether the promise is kept."""
        return words.promise(self.claim)

    @property
    def verdict(self) -> str:
        """Say what may be concluded."""
        return words.verdict(self.claim)

    @property
    def naive(self) -> str:
        """Say what plain counting would say."""
        return words.naive(self.claim)

    @property
    def reasons(self) -> list[str]:
        """Say how sure this is."""
        return words.why_this_grade(self.claim)

    @property
    def grade(self) -> str:
        """Name the evidence."""
        return f"{self.claim.grade}. {words.grade_name(self.claim.grade)}"

    @property
    def grade_short(self) -> str:
        """Name the evidence in a table."""
        if self.claim.verdict == "too_few":
            return _("Te weinig om iets te zeggen")
        return f"{self.claim.grade}: {words.grade_short(self.claim.grade)}"

    @property
    def was(self) -> str:
        """Write the level at the start."""
        return words.level(self.claim, self.claim.before)

    @property
    def now(self) -> str:
        """Write the level now."""
        return words.level(self.claim, self.claim.after)

    @property
    def compared(self) -> str:
        """Say whom it is compared with."""
        return words.compared_with(self.claim)

    @property
    def dropped(self) -> str:
        """Write how many of a hundred dropped out."""
        claim = self.claim
        if claim.dropped is None or not claim.pairs:
            return words.UNKNOWN
        return f"{words.of_hundred(claim.dropped / (claim.dropped + claim.pairs))}%"

    @property
    def smallest(self) -> str:
        """Write the smallest change that would probably have been seen."""
        smallest = self.claim.smallest
        return words.UNKNOWN if smallest is None else f"{words.of_hundred(abs(smallest))}%"

    @property
    def counts(self) -> dict[str, int] | None:
        """Give was, now, low, high and goal of a hundred; nothing for other units."""
        c = self.claim
        if c.unit != "share" or c.before is None or c.after is None:
            return None
        low, high = (c.after if edge is None else edge for edge in (c.low, c.high))
        found = {"was": c.before, "now": c.after, "low": low, "high": high}
        hundreds = {name: words.of_hundred(share) for name, share in found.items()}
        hundreds["more"] = hundreds["now"] - hundreds["was"]
        hundreds["fewer"] = -hundreds["more"]
        hundreds["same"] = min(hundreds["now"], hundreds["was"])
        hundreds["rest"] = 100 - max(hundreds["now"], hundreds["was"])
        if c.goal_level is not None and c.goal_level <= 1:
            hundreds["goal"] = words.of_hundred(c.goal_level)
        return hundreds

    @property
    def picture(self) -> SafeString:
        """Draw a hundred people before and after."""
        n = self.counts
        if n is None:
            return SafeString("")
        return change_of_hundred(n["was"], n["now"], n["low"], n["high"], n.get("goal"))

    @property
    def line(self) -> SafeString:
        """Draw the change on a line with the promise."""
        c = self.claim
        if c.change is None or c.change_low is None or c.change_high is None:
            return SafeString("")
        return change_on_a_line(c.change, c.change_low, c.change_high, c.goal)


def _told(claim: Claim, definition: Definition | None) -> Told:
    title = definition_words.title_of(definition) if definition else claim.key
    return Told(
        claim,
        title,
        definition.counted if definition else "",
        reverse("insight:definition", args=[claim.key]),
    )


def told(
    shelf: Shelf, period: str, definitions: Sequence[Definition], promises: Sequence[Promise] = (),
    area: str = "",
) -> list[Told]:  # fmt: skip
    """Give the claims of a period, health first, then as they were promised."""
    by_key = {definition.key: definition for definition in definitions}
    order = [promise.definition.key for promise in promises]
    keys = {
        topic.removeprefix("claim-")
        for topic, when, _name in shelf.tables
        if topic.startswith("claim-") and when == period
    }
    found = [shelf.claim(key, period, area) for key in keys]
    rows = [_told(claim, by_key.get(claim.key)) for claim in found if claim is not None]

    def place(row: Told) -> tuple[bool, int, str]:
        key = row.claim.key
        promised = order.index(key) if key in order else len(order)
        return (row.counted != words.HEALTH, promised, row.title)

    return sorted(rows, key=place)
