"""Districts beside each other, where there are enough people; small ones drawn to the mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkschakel.outcomes.effects.pooling import Pooled, Unit, pool
from wijkschakel.outcomes.queries import living
from wijkschakel.outcomes.rules.said import ALL, NOTHING
from wijkschakel.places.models import District
from wijkschakel.web.common.access import public
from wijkschakel.web.common.drawings import svg
from wijkschakel.web.common.http import Request
from wijkschakel.web.insight import shelves
from wijkschakel.web.insight.words import number

HERE = "insight:compare"
LARGE = 0.5  # so much of the figure comes from the district itself
LEFT, RIGHT = 4, 396


@dataclass(frozen=True)
class Row:
    """One district beside the others."""

    name: str
    url: str
    people: int | None
    pooled: Pooled | None
    picture: SafeString
    words: str
    is_drawn_in: bool


def line_of(pooled: Pooled, most: float, mean: float) -> SafeString:
    """Draw a share with its interval, and a line at the mean of all."""

    def at(share: float) -> float:
        return round(LEFT + (RIGHT - LEFT) * min(1.0, share / most), 1)

    inner = f'<path class="k-line" d="M{LEFT} 15H{RIGHT}"/>'
    inner += f'<path class="c-tick" d="M{at(mean)} 2v26"/>'
    inner += f'<path class="k-int" d="M{at(pooled.low)} 15H{at(pooled.high)}"/>'
    inner += f'<circle class="k-est" cx="{at(pooled.value)}" cy="15" r="9"/>'
    return svg("ws-pooled", "0 0 400 30", inner)


def _rows(one: shelves.Opened, districts: Sequence[District]) -> tuple[list[Row], float]:
    table = one.figures(shelves.TAKING_PART)
    lives = living.residents_of_districts(one.region)
    told = {
        d.code: said.people
        for d in districts
        if (said := table.cells.get((d.code, ALL), NOTHING)).people is not None
    }
    units = [
        Unit(code, people, lives[code]) for code, people in told.items()
        if people is not None and lives.get(code, 0) >= people
    ]  # fmt: skip
    pooled = {each.name: each for each in pool(units)}
    most = max((each.high for each in pooled.values()), default=1.0) or 1.0
    everybody = sum(unit.of for unit in units)
    mean = sum(unit.count for unit in units) / everybody if everybody else 0.0
    rows = [_row(d, told.get(d.code), pooled.get(d.code), most, mean) for d in districts]
    return rows, mean


def _row(
    district: District, people: int | None, pooled: Pooled | None, most: float, mean: float
) -> Row:
    url = reverse("insight:neighbourhood", args=[district.code])
    if pooled is None:
        words = (
            _("Hier mogen we niets over zeggen.")
            if people is None
            else _("%(n)s mensen doen mee. Hoeveel er wonen weten we niet.") % {"n": people}
        )
        return Row(district.name, url, people, None, SafeString(""), words, is_drawn_in=False)
    drawn_in = pooled.own_weight < LARGE
    words = _("%(n)s van elke 1.000 bewoners doen mee. Het ligt tussen %(low)s en %(high)s.") % {
        "n": number(pooled.value * 1000),
        "low": number(pooled.low * 1000),
        "high": number(pooled.high * 1000),
    }
    return Row(
        district.name, url, people, pooled, line_of(pooled, most, mean), words,
        is_drawn_in=drawn_in,
    )  # fmt: skip


@public
@require_safe
def compare(request: Request, region: str) -> HttpResponse:
    """Show districts beside each other."""
    area = shelves.find_region(region)
    one = shelves.opened(request, area, [])
    districts = living.districts(area)
    rows, mean = _rows(one, districts)
    apart = [row for row in rows if row.pooled and not row.pooled.low <= mean <= row.pooled.high]
    return render(
        request,
        "insight/compare.html",
        {
            **shelves.context(request, one, HERE),
            "rows": rows,
            "mean": number(mean * 1000),
            "apart": apart,
            "told": sum(row.pooled is not None for row in rows),
            "any_drawn_in": any(row.is_drawn_in for row in rows),
        },
    )
