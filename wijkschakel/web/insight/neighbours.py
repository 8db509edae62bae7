"""From organisations to neighbours: with whom people were, where they moved, whom they met."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkschakel.outcomes.queries import living
from wijkschakel.outcomes.rules.said import ALL
from wijkschakel.outcomes.rules.sides import SHIFTS, SIDES
from wijkschakel.web.common.hundred import bar_of_hundred
from wijkschakel.web.insight import drawings, shelves
from wijkschakel.web.insight.codes import word_of_code
from wijkschakel.web.insight.words import of_hundred

SIDE, AIM, SHIFT, TIES = "side", "aim", "shift", "ties"
TOPICS = (SIDE, AIM, SHIFT, TIES)
Parts = tuple[int | None, ...]


@dataclass(frozen=True)
class Row:
    """A part of all, as `_shares.html` shows it."""

    title: str
    picture: SafeString
    words: str


@dataclass(frozen=True)
class Moved:
    """What may be said of formal and informal."""

    years: list[Row]
    legend: list[tuple[int, str]]
    shift: list[Row]
    districts: list[Row]
    care: str


def moved(one: shelves.Opened) -> Moved:
    """Read it from the tables of this year and those before."""
    years = [year for year in sorted(one.shelf.periods(SIDE)) if year <= one.period]
    before = years[-2] if len(years) > 1 else ""
    return Moved(
        [row for year in years if (row := _year(one, year))],
        [(place, word_of_code(code)) for place, code in enumerate(SIDES)],
        _shifted(one),
        _districts(one, before),
        _care(one),
    )


def _of(one: shelves.Opened, topic: str, period: str, area: str, code: str) -> int | None:
    table = one.figures(topic, period)
    everybody, people = table.of(area, ALL).people, table.of(area, code).people
    return of_hundred(people / everybody) if everybody and people is not None else None


def _year(one: shelves.Opened, year: str) -> Row | None:
    parts = tuple(_of(one, SIDE, year, one.region.slug, code) for code in SIDES)
    if all(part is None for part in parts):
        return None
    told = [(n, word_of_code(code)) for code, n in zip(SIDES, parts, strict=True) if n is not None]
    first = _("%(n)s van de 100") % {"n": told[0][0]}
    words = [f"{first} {told[0][1].lower()}", *(f"{n} {word.lower()}" for n, word in told[1:])]
    return Row(year, drawings.stack(parts), ", ".join(words) + ".")


def _shifted(one: shelves.Opened) -> list[Row]:
    rows = []
    for code in SHIFTS:
        part = _of(one, SHIFT, one.period, one.region.slug, code)
        if part is not None:
            words = _("%(n)s van de 100") % {"n": part}
            rows.append(Row(word_of_code(code), bar_of_hundred(part, None), words))
    return rows


def _districts(one: shelves.Opened, before: str) -> list[Row]:
    """Give of each district who was with neighbours only, beside the year before."""
    rows = []
    for district in living.districts(one.region):
        now = _of(one, SIDE, one.period, district.code, "informal")
        was = _of(one, SIDE, before, district.code, "informal") if before else None
        if now is None:
            rows.append(Row(district.name, SafeString(""), _("hierover zeggen we niets")))
            continue
        words = _("%(n)s van de 100") % {"n": now}
        if was is not None:
            words += ". " + _("In %(year)s: %(n)s.") % {"year": before, "n": was}
        rows.append(Row(district.name, bar_of_hundred(now, was), words))
    return rows


def _care(one: shelves.Opened) -> str:
    said = one.figures(AIM).of(one.region.slug, "care_too")
    everybody = one.people(AIM)
    if said.people is not None and everybody:
        share = of_hundred(said.people / everybody)
        return _("Bij %(n)s van de 100 mensen was er ook zorg bij.") % {"n": share}
    if said.word == "under_10_percent":
        return _("Bij minder dan 10 van de 100 mensen was er ook zorg bij.")
    return ""


@dataclass(frozen=True)
class Strength:
    """A number and what it is: who met whom, what went on."""

    number: str
    words: str


def strength(one: shelves.Opened) -> list[Strength]:
    """Give what tells of the strength of a community; what may not be told is not there."""
    counts = one.shelf.counts(one.period)
    met = one.people(TIES)
    old = counts.get("initiatives_a_year_old") or 0
    found = []
    if met:
        words = ngettext("mens leerde hier iemand kennen", "mensen leerden hier iemand kennen", met)
        found.append(Strength(str(met), words))
    if old:
        alive = counts.get("initiatives_alive_after_year") or 0
        words = ngettext(
            "initiatief liep na een jaar nog", "initiatieven liepen na een jaar nog", alive
        )
        found.append(Strength(_("%(n)s van de %(all)s") % {"n": alive, "all": old}, words))
    return found
