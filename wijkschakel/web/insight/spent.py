"""What was spent, and how much of it stayed in the neighbourhood: by quarter, year and district."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkschakel.outcomes.queries import living
from wijkschakel.outcomes.rules.periods import QUARTERS
from wijkschakel.outcomes.rules.spent import CARE, HOURS, INFORMAL, KEYS, NEAR, SPENT, key
from wijkschakel.web.common.hundred import bar_of_hundred
from wijkschakel.web.insight import drawings, shelves
from wijkschakel.web.insight.codes import period_word
from wijkschakel.web.insight.words import number, of_hundred

Counts = Mapping[str, int | None]
SHARES = (NEAR, INFORMAL, CARE)


@dataclass(frozen=True)
class Row:
    """A part of all, as `_shares.html` shows it."""

    title: str
    picture: SafeString
    words: str


@dataclass(frozen=True)
class Quarter:
    """What is told of a quarter, and of the same one a year before."""

    title: str
    words: str
    before: str


@dataclass(frozen=True)
class Spent:
    """What a page shows of a region or a district; without euros there is nothing to tell yet."""

    euros: int | None
    quarters: list[Quarter]
    picture: SafeString
    shares: list[Row]
    years: list[Row]
    districts: list[Row]
    hours: str

    @property
    def amount(self) -> str:
        """Write the euros of the year."""
        return _euros(self.euros or 0)


def of(one: shelves.Opened, area: str = "") -> Spent:
    """Read it from the counts of this year and those before; `area`: the code of a district."""
    counts = one.shelf.counts(one.period)
    told = _quarters(counts, SPENT, one.period, area)
    hours = sum(_quarters(counts, HOURS, one.period, area).values())
    return Spent(
        sum(told.values()) if told else None,
        _by_quarter(one, area),
        _columns(told),
        [row for what in SHARES if (row := _share(counts, what, one.period, area))],
        _years(one, area),
        [] if area else _districts(one, counts),
        _hours(hours),
    )


def _columns(told: Mapping[str, int]) -> SafeString:
    """Draw the quarters beside each other; one alone is no picture."""
    if len(told) < 2:
        return SafeString("")
    bars = tuple((_("K%(n)s") % {"n": name[-1]}, euros) for name, euros in told.items())
    return drawings.growth(bars, tuple(number(euros) for euros in told.values()))


def _euros(euros: int) -> str:
    return f"€\u00a0{number(euros)}"


def _quarters(counts: Counts, what: str, year: str, area: str) -> dict[str, int]:
    """Give what is told of each quarter of a year."""
    names = [f"{year}-Q{n}" for n in QUARTERS]
    found = {name: counts.get(key(what, name, area)) for name in names}
    return {name: value for name, value in found.items() if value is not None}


def _by_quarter(one: shelves.Opened, area: str) -> list[Quarter]:
    """Give every quarter that was counted, beside the same one a year before."""
    counts, before = one.shelf.counts(one.period), str(int(one.period) - 1)
    told = _quarters(counts, SPENT, one.period, area)
    was = _quarters(one.shelf.counts(before), SPENT, before, area)
    rows = []
    for n in QUARTERS:
        name, earlier = f"{one.period}-Q{n}", f"{before}-Q{n}"
        if key(SPENT, name) in counts:
            words = _euros(told[name]) if name in told else _("nog te weinig")
            rows.append(
                Quarter(period_word(name), words, _euros(was[earlier]) if earlier in was else "")
            )
    return rows


def _of_quarters(part: int, whole: int) -> str:
    """Say of how many quarters something is, when that is not all of them."""
    if part >= whole:
        return ""
    return " " + ngettext("Van %(n)s kwartaal.", "Van %(n)s kwartalen.", part) % {"n": part}


def _part(counts: Counts, what: str, year: str, area: str) -> int | None:
    """Give a part of a hundred, of the quarters of which the part is told."""
    parts = _quarters(counts, what, year, area)
    wholes = _quarters(counts, SPENT, year, area)
    whole = sum(wholes[name] for name in parts if name in wholes)
    return of_hundred(sum(parts.values()) / whole) if whole else None


def _share(counts: Counts, what: str, year: str, area: str) -> Row | None:
    part = _part(counts, what, year, area)
    if part is None:
        return None
    titles = {
        NEAR: _("In de wijk"),
        INFORMAL: _("Door bewoners"),
        CARE: _("Door zorgorganisaties"),
    }
    words = {
        NEAR: _("%(n)s van de 100 euro ging naar winkels, organisaties en bewoners van de wijk."),
        INFORMAL: _(
            "%(n)s van de 100 euro gaven bewoners zelf uit. De rest gaven organisaties uit."
        ),
        CARE: _("%(n)s van de 100 euro was voor zorg. De rest was voor gezondheid en meedoen."),
    }
    told = (len(_quarters(counts, name, year, area)) for name in (what, SPENT))
    said = words[what] % {"n": part} + _of_quarters(*told)
    return Row(titles[what], bar_of_hundred(part, None), said)


def _years(one: shelves.Opened, area: str) -> list[Row]:
    """Give year beside year which part stayed near; nothing when there is one year only."""
    rows = []
    for year in sorted(one.shelf.periods("counts")):
        counts = one.shelf.counts(year)
        part = _part(counts, NEAR, year, area)
        if year <= one.period and part is not None:
            euros = _euros(sum(_quarters(counts, SPENT, year, area).values()))
            words = _("%(n)s van de 100 euro bleef in de wijk. Uitgegeven: %(euros)s.")
            said = words % {"n": part, "euros": euros}
            rows.append(Row(year, bar_of_hundred(part, None), said))
    return rows if len(rows) > 1 else []


def _districts(one: shelves.Opened, counts: Counts) -> list[Row]:
    """Give each district with its euros and which part stayed there; or that it is too little."""
    rows, over = [], sum(key(SPENT, f"{one.period}-Q{n}") in counts for n in QUARTERS)
    for district in living.districts(one.region):
        told = _quarters(counts, SPENT, one.period, district.code)
        part = _part(counts, NEAR, one.period, district.code)
        words = _("nog te weinig")
        if told:
            words = f"{_euros(sum(told.values()))}.{_of_quarters(len(told), over)}"
        if part is not None:
            words += " " + _("%(n)s van de 100 euro bleef in de wijk.") % {"n": part}
        picture = SafeString("") if part is None else bar_of_hundred(part, None)
        rows.append(Row(district.name, picture, words))
    return rows if any(row.words != _("nog te weinig") for row in rows) else []


def _hours(hours: int) -> str:
    if not hours:
        return ""
    return ngettext(
        "%(n)s uur betaald werk deden mensen uit de wijk.",
        "%(n)s uur betaald werk deden mensen uit de wijk.",
        hours,
    ) % {"n": number(hours)}


def in_report(one: shelves.Opened) -> list[Row]:
    """Give what was spent in one line for the report of a year; nothing when it is not told."""
    told = of(one)
    if told.euros is None:
        return []
    words = _("gaven initiatieven en organisaties uit.")
    part = _part(one.shelf.counts(one.period), NEAR, one.period, "")
    if part is not None:
        words += " " + _("%(n)s van de 100 euro bleef in de wijk.") % {"n": part}
    return [Row(told.amount, SafeString(""), words)]


def sheet_rows(body: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Give rows of the open sheet: what was spent by quarter, of the region and of districts."""
    for name, value in sorted(body["counts"].items()):
        what, *parts = name.split(":")
        if what in KEYS and value is not None:
            *area, quarter = parts
            region = next(iter(names.values()))
            place = names.get(area[0], area[0]) if area else region
            unit = "uur" if what == HOURS else "euro"
            yield what, quarter, "counts", place, "", "", f"{value} {unit}", body.get("at", ""), ""
