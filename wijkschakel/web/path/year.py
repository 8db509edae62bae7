"""The year of a goal as a street: a house for each month, as high as its mark.

A window is lit for each week in which something was done. Four gables and four colours of brick
take turns, so that a street stands there and no bar chart; the trees say which season it is.
The same is said in words beside it, and as a table below it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import formats
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkschakel.paths.rules import Month
from wijkschakel.web.common.drawings import svg

VIEW, GROUND, PER_POINT, LOWEST = "0 0 100 236", 234, 8, 102
WITHOUT_MARK = 2  # as high as a low house, so that its windows can be seen
LEFT, MIDDLE, RIGHT = 6, 44, 82
WALLS = ("y-petrol", "y-brick", "y-sand", "y-dark")
WINDOWS = ((12, 186), (60, 186), (12, 152), (60, 152))
SEASONS = {12: 0, 1: 0, 2: 0, 3: 1, 4: 1, 5: 1, 6: 2, 7: 2, 8: 2, 9: 3, 10: 3, 11: 3}
TREES = (
    '<path class="y-trunk" d="M92 232v-34m0 14-7-9m7 3 7-9m-7-2-4-7m4 3 4-6"/>',
    '<path class="y-trunk" d="M92 232v-18"/><ellipse class="y-new" cx="92" cy="200" rx="9"'
    ' ry="16"/><circle class="y-bloom" cx="89" cy="195" r="2.5"/><circle class="y-bloom" cx="96"'
    ' cy="203" r="2.5"/><circle class="y-bloom" cx="90" cy="208" r="2.5"/>',
    '<path class="y-trunk" d="M92 232v-18"/><ellipse class="y-leaf" cx="92" cy="197" rx="10"'
    ' ry="20"/>',
    '<path class="y-trunk" d="M92 232v-18"/><ellipse class="y-fall" cx="92" cy="200" rx="9"'
    ' ry="16"/><circle class="y-fall" cx="84" cy="229" r="2.5"/>',
)


@dataclass(frozen=True)
class House:
    """A month of the year as a house, with the same in words."""

    picture: SafeString
    short: str
    words: str
    mark: int | None
    weeks: int
    is_now: bool


def _gable(kind: int, top: int, wall: str) -> str:
    """Draw a wall up to its gable: pointed, stepped, like a bell, or straight."""
    foot = f'<path class="{wall}" d="M{LEFT} {GROUND}V'
    if kind == 0:
        return (
            f'{foot}{top + 26}L{MIDDLE} {top}L{RIGHT} {top + 26}V{GROUND}z"/><path class="y-roof"'
            f' d="M{LEFT - 6} {top + 30}L{MIDDLE} {top - 5}l44 35v8L{MIDDLE} {top + 7}'
            f' {LEFT - 6} {top + 38}z"/>'
        )
    if kind == 1:
        steps = "h12v-10h12v-10h28v10h12v10h12"
        trims = "".join(
            f'<path class="y-trim" d="M{x} {y}h{wide}v5h-{wide}z"/>'
            for x, y, wide in ((LEFT, top + 20, 12), (LEFT + 12, top + 10, 12),
                               (LEFT + 24, top, 28), (58, top + 10, 12), (70, top + 20, 12))
        )  # fmt: skip
        return f'{foot}{top + 20}{steps}V{GROUND}z"/>{trims}'
    if kind == 2:
        return (
            f'{foot}{top + 30}q16-2 18-18 2-14 20-14 18 0 20 14 2 16 18 18V{GROUND}z"/>'
            f'<path class="y-trim" d="M26 {top + 10}q4-12 18-12t18 12q-18-6-36 0z"/>'
        )
    return (
        f'{foot}{top + 12}H{RIGHT}V{GROUND}z"/><path class="y-roof" d="M{LEFT + 4} {top + 6}l8-14'
        f'h52l8 14z"/><path class="y-trim" d="M{LEFT - 4} {top + 6}h84v8H{LEFT - 4}z"/>'
    )


def _windows(weeks: int) -> str:
    return "".join(
        f'<path class="{"y-lit" if place < weeks else "y-off"}" d="M{x} {y}h16v22h-16z"/>'
        f'<path class="y-bar" d="M{x + 8} {y}v22"/>'
        for place, (x, y) in enumerate(WINDOWS)
    )


def _house(month: Month) -> SafeString:
    """Draw one house and the tree beside it."""
    tree = TREES[SEASONS[month.first.month]]
    if month.mark is None and not month.weeks:
        plot = f'<path class="y-plan" d="M{LEFT} {GROUND}V182L{MIDDLE} 158l38 24V{GROUND}"/>'
        return svg("ws-year__house", VIEW, plot + tree)
    height = LOWEST + PER_POINT * (WITHOUT_MARK if month.mark is None else month.mark)
    top, turn = GROUND - height, month.first.month % 4
    above = top - 14
    shapes = _gable(turn, top, WALLS[(month.first.month + month.first.month // 4) % 4]) + _windows(
        month.weeks
    )
    door = "y-door--now" if month.is_now else "y-door"
    shapes += f'<path class="{door}" d="M36 {GROUND}v-42h16v42z"/>'
    if month.is_now:
        shapes += (
            f'<path class="y-pole" d="M{MIDDLE} {top + 2}v-30"/>'
            f'<path class="y-flag" d="M{MIDDLE + 2} {top - 28}h24l-6 8 6 8h-24z"/>'
        )
        above = top - 36
    if month.mark is not None:
        shapes += f'<text class="y-num" x="{MIDDLE}" y="{above}">{month.mark}</text>'
    return svg("ws-year__house", VIEW, shapes + tree)


def houses(street: Sequence[Month]) -> list[House]:
    """Draw twelve months."""
    found = []
    for month in street:
        name = formats.date_format(month.first, "F Y")
        mark = _("geen cijfer") if month.mark is None else _("cijfer %(n)s") % {"n": month.mark}
        weeks = ngettext("%(n)s week iets gedaan", "%(n)s weken iets gedaan", month.weeks)
        found.append(
            House(
                _house(month),
                formats.date_format(month.first, "M").lower().rstrip("."),
                f"{name}: {mark}, {weeks % {'n': month.weeks}}",
                month.mark,
                month.weeks,
                month.is_now,
            )
        )
    return found
