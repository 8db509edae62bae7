"""What was taken over where, on the map of a region: the way of working, and each programme."""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from wijkschakel.activities.queries import adopting
from wijkschakel.places.models import District
from wijkschakel.places.queries import RegionOverview
from wijkschakel.places.queries.regions import RolloutRow
from wijkschakel.web.portal.area_map import draw
from wijkschakel.web.portal.area_pages import address_of, shape

ROLLOUT, BEGINNINGS = "", "begin"
NOT_YET = "not_yet"
# How a state looks on the map, and the word for it: the word stands in the list and the key too.
WORDS: dict[str, str | Promise] = {
    "up": gettext_lazy("loopt"),
    "begun": gettext_lazy("begonnen"),
    "planned": gettext_lazy("gepland"),
    "done": gettext_lazy("afgerond"),
    NOT_YET: gettext_lazy("nog niet"),
}
LOOKS = {"up": "lit", "begun": "begun", "planned": "planned", "done": "done", NOT_YET: ""}


@dataclass(frozen=True)
class Told:
    """How far one district is, since when, and who says so."""

    state: str
    said: str
    source: str = ""
    href: str = ""

    @property
    def word(self) -> str:
        """The word for the state."""
        return str(WORDS[self.state])

    @property
    def look(self) -> str:
        """How it looks in the key, as on the map."""
        return LOOKS[self.state] or "none"


@dataclass(frozen=True)
class Choice:
    """One thing that a district may take over."""

    name: str
    href: str
    is_chosen: bool


def _day(value: dt.date) -> str:
    return formats.date_format(value, "j F Y")


def adoption(overview: RegionOverview, what: str, now: dt.datetime) -> dict[str, Any]:
    """Gather the map, the rows and the choice above it; what is not known is the way of working."""
    ids = [row.district.pk for row in overview.rows]
    names = adopting.families(get_language() or "nl")
    chosen = what if what in names or what == BEGINNINGS else ROLLOUT
    tell = _teller(chosen, ids, now)
    rows = [(row, tell(row)) for row in overview.rows]
    return {
        "what": chosen,
        "choices": _choices(overview.region.slug, names, chosen),
        "told": {row.district.pk: told for row, told in rows},
        "map": _map(overview, rows),
        "key": _key(rows),
        "headline": _headline(rows, chosen, names),
    }


def _choices(slug: str, names: dict[str, str], chosen: str) -> list[Choice]:
    page = reverse("portal:region", args=[slug])
    all_names = {ROLLOUT: _("Werkwijze"), **names, BEGINNINGS: _("Begonnen als een andere wijk")}
    return [
        Choice(name, f"{page}?wat={code}" if code else page, code == chosen)
        for code, name in all_names.items()
    ]


def _teller(chosen: str, ids: list[uuid.UUID], now: dt.datetime) -> Callable[[RolloutRow], Told]:
    """Give what says how far a district is, for what was chosen."""
    begun = adopting.begun_like(ids) if chosen in (ROLLOUT, BEGINNINGS) else {}
    if chosen == ROLLOUT:
        return lambda row: _rollout(row, begun.get(row.district.pk))
    if chosen == BEGINNINGS:
        examples = {one.source for one in begun.values()}
        return lambda row: _beginning(row.district, begun.get(row.district.pk), examples)
    found = adopting.farthest(adopting.taken_over(ids, now), chosen)
    return lambda row: _programme(found.get(row.district.pk))


def _not_yet(note: str) -> Told:
    return Told(NOT_YET, _("Nog niet."), note)


def _rollout(row: RolloutRow, begun: adopting.Begun | None) -> Told:
    """Say how far the way of working is: every point there, some, prepared, or nothing yet."""
    source = _("Aangevinkt door de coördinator van de wijk.")
    if row.first_on and row.last_on:
        days = {"first": _day(row.first_on), "last": _day(row.last_on)}
        if row.is_up:
            said = _("Loopt sinds %(last)s, begonnen op %(first)s.") % days
            return Told("up", said, source)
        return Told("begun", _("Begonnen op %(first)s.") % days, source)
    if begun:
        said = _("Gepland: klaargezet op %(day)s, zoals in %(source)s.")
        return Told("planned", said % {"day": _day(begun.on), "source": begun.source})
    return _not_yet("" if row.counts else _("Telt niet mee in de uitrol van deze regio."))


def _beginning(district: District, begun: adopting.Begun | None, examples: set[str]) -> Told:
    if begun is None:
        is_example = district.name in examples
        return _not_yet(_("Is het voorbeeld voor een andere wijk.") if is_example else "")
    source = ngettext(
        "%(n)s ding overgenomen uit %(source)s.", "%(n)s dingen overgenomen uit %(source)s.",
        begun.things,
    ) % {"n": begun.things, "source": begun.source}  # fmt: skip
    if begun.state == adopting.BEGUN:
        return Told("begun", _("Begonnen op %(first)s.") % {"first": _day(begun.on)}, source)
    said = _("Gepland: klaargezet op %(day)s, nog niets in de agenda.")
    said %= {"day": _day(begun.on)}
    return Told("planned", said, source)


def _programme(taken: adopting.TakenOver | None) -> Told:
    if taken is None:
        return _not_yet("")
    said = {
        "begun": _("Begonnen op %(first)s."),
        "planned": _("Gepland: begint op %(first)s."),
        "done": _("Afgerond op %(first)s."),
    }[taken.state] % {"first": _day(taken.on)}
    source = _("Versie %(n)s, overgenomen op %(day)s.") % {
        "n": taken.version, "day": _day(taken.taken_on),
    }  # fmt: skip
    if taken.came_from:
        source += " " + _("Komt uit %(where)s.") % {"where": taken.came_from}
    return Told(taken.state, said, source, reverse("portal:initiative", args=[taken.programme]))


def _map(overview: RegionOverview, rows: list[tuple[RolloutRow, Told]]) -> Any:
    shapes = [
        shape(row.district, address_of(row.district), number=number, look=LOOKS[told.state],
              note=told.word)
        for number, (row, told) in enumerate(rows, start=1)
    ]  # fmt: skip
    title = _("Kaart van %(name)s. De wijken staan ook in de lijst.") % {
        "name": overview.region.name
    }
    return draw(title, [replace(one, note=str(one.note)) for one in shapes])


def _key(rows: list[tuple[RolloutRow, Told]]) -> list[tuple[Told, int]]:
    """Count the districts per state, in the order of the words; what is nowhere is left out."""
    counted = [(state, sum(told.state == state for _row, told in rows)) for state in WORDS]
    return [(Told(state, ""), n) for state, n in counted if n]


def _headline(rows: list[tuple[RolloutRow, Told]], chosen: str, names: dict[str, str]) -> str:
    """Say in how many districts it is; of the way of working the page says it in its own words."""
    if chosen == ROLLOUT:
        return ""
    there = sum(told.state in ("begun", "done") for _row, told in rows)
    numbers = {"n": there, "total": len(rows), "name": names.get(chosen, "")}
    if chosen == BEGINNINGS:
        return ngettext(
            "%(n)s van %(total)s wijk begon als een andere wijk",
            "%(n)s van %(total)s wijken begonnen als een andere wijk", len(rows),
        ) % numbers  # fmt: skip
    return (
        ngettext(
            "%(name)s: in %(n)s van %(total)s wijk",
            "%(name)s: in %(n)s van %(total)s wijken",
            len(rows),
        )
        % numbers
    )
