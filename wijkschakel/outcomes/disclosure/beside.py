"""Tables about the same people, each with a guard of its own: their totals may not be compared.

Taking part, in how many weeks and in which role are of the same people. Each is guarded on its own
leaves, so one may run behind another; a difference of one to nine would tell of those who came in
between. A table waits until its totals equal those of the others, or lie ten or more away from
everything that was ever told of the same area. What another table tells of the same people is known
here too, so it is told.
"""

from collections.abc import Collection, Iterable

from wijkschakel.outcomes.disclosure.catalogue import Measure
from wijkschakel.outcomes.disclosure.frames import Cell
from wijkschakel.outcomes.disclosure.history import History
from wijkschakel.outcomes.disclosure.ledger import Entry
from wijkschakel.outcomes.rules.said import ALL
from wijkschakel.outcomes.rules.troubles import FEWEST_PEOPLE


def is_too_close(
    measure: Measure, after: History, entries: Iterable[Entry], beside: Collection[str]
) -> bool:
    """Say whether a total would lie one to nine from one that another table told."""
    told = _told(entries, beside)
    return any(
        0 < abs(after.value(cell) - value) < FEWEST_PEOPLE
        for cell in _totals(measure)
        for value in told.get(cell[0], ())
    )


def take_as_told(
    measure: Measure, after: History, entries: Iterable[Entry], beside: Collection[str]
) -> History:
    """Take the totals that another table tells as told here, where nothing was decided yet."""
    told = _told(entries, beside)
    for cell in _totals(measure):
        if after.value(cell) in told.get(cell[0], ()):
            after.decided.setdefault(after.key(cell), True)
    return after


def _totals(measure: Measure) -> list[Cell]:
    return [cell for cell in measure.cells if cell[1:] == measure.frame.root[1:]]


def _told(entries: Iterable[Entry], beside: Collection[str]) -> dict[str, set[int]]:
    """Give every total that the other tables ever told, by area."""
    found: dict[str, set[int]] = {}
    for entry in entries:
        if entry["measure"] in beside:
            for (area, *others), value in entry["shown"]:
                if set(others) == {ALL}:
                    found.setdefault(area, set()).add(value)
    return found
