"""Choosing the neighbourhoods that a region looks after first; reach tells of them."""

import uuid
from dataclasses import dataclass
from itertools import groupby

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wijkschakel.outcomes.actions import focus as actions
from wijkschakel.outcomes.queries import deciding, living
from wijkschakel.outcomes.queries.living import Lives
from wijkschakel.places.models import Neighbourhood, Region
from wijkschakel.web.common import regions
from wijkschakel.web.common.access import visitor, with_role
from wijkschakel.web.common.http import Request
from wijkschakel.web.common.regions import COORDINATOR, READERS


@dataclass(frozen=True)
class Choice:
    """A neighbourhood to choose: its score is low, it was chosen."""

    pk: uuid.UUID
    name: str
    low_in: int | None  # the year of its score, when that is among the lowest fifth
    is_chosen: bool


@with_role(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def focus(request: Request, region: str) -> HttpResponse:
    """Show the neighbourhoods of a region with what was chosen, and choose anew."""
    roles = {COORDINATOR} if request.method == "POST" else READERS
    where = regions.get_region(request, region, roles)
    if request.method == "POST":
        wanted = [pk for raw in request.POST.getlist("buurt") if (pk := _number(raw))]
        actions.choose_focus(
            region=where, neighbourhoods=wanted, by=visitor(request), now=request.now
        )
        messages.success(request, _("Bewaard. Bij Bereik staat nu hoeveel mensen er meedoen."))
        return redirect("insight:reach", where.slug)
    lives = living.low_neighbourhoods(where)
    context = {
        "place": where.name,
        "region": where,
        "districts": _choices(where, lives),
        "source": lives.source if lives.low else "",
        "decides": regions.decides(request, where),
    }
    return render(request, "insight/define/focus.html", context)


def _number(raw: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(raw)
    except ValueError:
        return None


def _choice(hood: Neighbourhood, lives: Lives, is_chosen: bool) -> Choice:
    low_in = lives.year if hood.code in lives.low else None
    return Choice(hood.pk, hood.name, low_in, is_chosen)


def _choices(region: Region, lives: Lives) -> list[tuple[str, list[Choice]]]:
    chosen = {row.neighbourhood_id for row in deciding.focus_areas(region)}
    rows = sorted(living.neighbourhoods(region), key=lambda hood: (hood.district.name, hood.name))
    return [
        (district, [_choice(h, lives, h.pk in chosen) for h in hoods])
        for district, hoods in groupby(rows, key=lambda hood: hood.district.name)
    ]
