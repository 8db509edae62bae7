"""Who is reached: people from neighbourhoods with the least money beside who lives there."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from wijkschakel.outcomes.queries import living
from wijkschakel.outcomes.reach import index
from wijkschakel.outcomes.reach.index import Reach
from wijkschakel.web.common.hundred import bar_of_hundred
from wijkschakel.web.insight.shelves import TAKING_PART, Opened
from wijkschakel.web.insight.words import of_hundred

EVEN = 0.1  # so near to 1 is called in proportion


@dataclass(frozen=True)
class Bar:
    """A group among who takes part, and among who lives there."""

    title: str
    reached: int
    living: int | None
    picture: SafeString
    words: str


@dataclass(frozen=True)
class Reached:
    """The wijkbereik of a region, told."""

    reach: Reach | None
    bars: list[Bar]
    sentence: str
    told: int  # districts of which both groups may be told
    districts: int
    year: int | None
    low_names: list[str]
    source: str

    @property
    def between(self) -> str:
        """Say where the index may lie too."""
        if self.reach is None or self.reach.low is None or self.reach.high is None:
            return ""
        return _("Het ligt tussen %(low)s en %(high)s op elke 100.") % {
            "low": round(self.reach.low * 100),
            "high": round(self.reach.high * 100),
        }


def reach_of(one: Opened, lives: living.Lives) -> Reached:
    """Work out the reach from what was published, and from public figures of who lives there."""
    table, low_share = one.figures(TAKING_PART), _low_share(one, lives)
    sums = {"low": 0, "other": 0, "unknown": 0}
    told = 0
    for code in lives.districts:
        groups = {name: table.of(f"{code}:{name}", "all").people for name in sums}
        if groups["low"] is None and groups["other"] is None:
            continue
        told += 1
        for name, people in groups.items():
            sums[name] += people or 0
    known = sums["low"] + sums["other"]
    found = (
        index.reach(sums["low"], known, low_share, sums["unknown"])
        if known and 0 < low_share < 1
        else None
    )
    return Reached(
        found, _bars(sums, low_share), _sentence(found), told, len(lives.districts),
        lives.year, lives.low_names, lives.source,
    )  # fmt: skip


def _low_share(one: Opened, lives: living.Lives) -> float:
    """Give the share of residents in low neighbourhoods, as divided when the year was counted."""
    living_there = {"low": 0, "other": 0}
    for name, people in one.shelf.counts(one.period).items():
        group = name.rpartition(":")[2]
        if name.startswith("residents:") and group in living_there:
            living_there[group] += people or 0
    everybody = sum(living_there.values())
    return living_there["low"] / everybody if everybody else lives.low_share


def _bars(sums: dict[str, int], low_share: float) -> list[Bar]:
    everybody = sum(sums.values())
    if not everybody:
        return []
    lives: dict[str, int] = {}
    if low_share:
        lives = {"low": of_hundred(low_share), "other": 100 - of_hundred(low_share)}
    titles = {
        "low": _("Buurten met het minste geld"),
        "other": _("Andere buurten"),
        "unknown": _("Weten we niet"),
    }
    found = []
    for name, people in sums.items():
        if name == "unknown" and not people:
            continue
        count, here = of_hundred(people / everybody), lives.get(name)
        words = _("%(n)s van de 100 deelnemers.") % {"n": count}
        if here is not None:
            words += " " + _("In de wijken: %(n)s van de 100 mensen.") % {"n": here}
        elif name == "unknown":
            words += " " + _("Zij gaven geen buurt op.")
        found.append(Bar(titles[name], count, here, bar_of_hundred(count, here), words))
    return found


def _sentence(found: Reach | None) -> str:
    if found is None:
        return _("Dat weten we nog niet.")
    if found.index is None or found.low is None or found.high is None:
        return _("Te weinig om iets te zeggen. Daar zijn minstens 100 deelnemers voor nodig.")
    if found.high < 1 - EVEN / 2:
        return _("Nog te weinig.")
    if found.low > 1 + EVEN / 2:
        return _("Ja, meer dan er wonen.")
    if abs(found.index - 1) <= EVEN:
        return _("Ja, net zo veel als er wonen.")
    return _("Dat is niet zeker te zeggen.")
