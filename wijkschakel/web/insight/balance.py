"""Where something is done: by level and building block; and where nothing is done yet."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from wijkschakel.outcomes.models import Definition
from wijkschakel.outcomes.queries import living
from wijkschakel.web.common.access import public
from wijkschakel.web.common.http import Request
from wijkschakel.web.insight import shelves

HERE = "insight:balance"
ACTION, RIPE = "action:", "ripe:"
Level, Block = Definition.Level, Definition.Block
Counts = Mapping[str, int | None]


@dataclass(frozen=True)
class Step:
    """How far a district is with a block, from 0 to 3, in words."""

    block: str
    number: int
    words: str


@dataclass(frozen=True)
class Cell:
    """What is done on one level for one block: each kind of thing with its number."""

    block: str
    kinds: list[str]


def _kind(kind: str, number: int) -> str:
    """Name so many things of a kind."""
    words = {
        "initiative": ngettext("%(n)s initiatief", "%(n)s initiatieven", number),
        "programme": ngettext("%(n)s programma", "%(n)s programma's", number),
        "promise": ngettext("%(n)s belofte", "%(n)s beloften", number),
        "arrangements": ngettext("%(n)s keer samen opgelost", "%(n)s keer samen opgelost", number),
        "agreements": ngettext("%(n)s afspraak", "%(n)s afspraken", number),
        "hours": ngettext("%(n)s spreekuur", "%(n)s spreekuren", number),
        "tables": ngettext("%(n)s overlegtafel", "%(n)s overlegtafels", number),
        "lesson": ngettext("%(n)s les", "%(n)s lessen", number),
        "studies": ngettext("%(n)s onderzoek", "%(n)s onderzoeken", number),
    }
    return words[kind] % {"n": number} if kind in words else f"{number} {kind}"


def kinds(counts: Counts, level: str, block: str) -> list[str]:
    """Give what is done in one place, by kind."""
    return [
        _kind(name.split(":")[1], number)
        for name, number in counts.items()
        if name.startswith(ACTION) and name.split(":")[2:] == [level, block] and number
    ]


def grid(counts: Counts) -> list[tuple[str, list[Cell]]]:
    """Give each level with what is done for each block."""
    return [
        (
            str(level.label),
            [Cell(str(block.label), kinds(counts, level, block)) for block in Block],
        )
        for level in Level
    ]


def ripeness(counts: Counts, districts: Mapping[str, str]) -> list[tuple[str, list[Step]]]:
    """Give for each district how far it is with each block; nothing when no district has any."""
    if not any(name.startswith(RIPE) for name in counts):
        return []
    words = [_("nog niets"), _("begonnen"), _("loopt een jaar of langer"),
             _("meer partijen dragen het")]  # fmt: skip

    def step(code: str, block: str, label: str) -> Step:
        number = counts.get(f"{RIPE}{code}:{block}") or 0
        return Step(label, number, words[number])

    return [
        (name, [step(code, block, str(label)) for block, label in Block.choices])
        for code, name in districts.items()
    ]


def _headline(rows: list[tuple[str, list[Cell]]], is_counted: bool) -> str:
    if not is_counted:
        return _("Hier komt waar we iets doen")
    every = [each for _level, cells in rows for each in cells]
    empty = sum(not each.kinds for each in every)
    if not empty:
        return _("Overal doen we iets")
    return _("Op %(n)s van de %(all)s plekken doen we nog niets") % {"n": empty, "all": len(every)}


@public
@require_safe
def balance(request: Request, region: str) -> HttpResponse:
    """Show where something is done and where nothing; things only, no people."""
    area = shelves.find_region(region)
    one = shelves.opened(request, area, ["counts"])
    counts = one.shelf.counts(one.period)
    rows = grid(counts)
    unplaced = ", ".join(kinds(counts, "", ""))
    return render(
        request,
        "insight/balance.html",
        {
            **shelves.context(request, one, HERE),
            "h1": _headline(rows, any(name.startswith(ACTION) for name in counts)),
            "rows": rows,
            "ripe": ripeness(counts, {d.code: d.name for d in living.districts(area)}),
            "blocks": [str(block.label) for block in Block],
            "quiet": [level for level, cells in rows if not any(each.kinds for each in cells)],
            "unplaced": unplaced,
            "is_about_things": True,
        },
    )
