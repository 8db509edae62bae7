"""What every page of figures begins with: the region, the period, the tables, the tabs."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils import dateparse
from django.utils.translation import gettext as _

from wijkschakel.outcomes.queries import published
from wijkschakel.outcomes.queries.published import Shelf
from wijkschakel.outcomes.rules.said import ALL, Figures
from wijkschakel.places import queries as place_queries
from wijkschakel.places.models import District, Region
from wijkschakel.web.common.access import found
from wijkschakel.web.common.http import Request

TAKING_PART = "taking-part"
BY_AREA, BY_ANSWER = "by_area", "by_answer"


def find_region(slug: str) -> Region:
    """Give the region of an address, or 404."""
    return found(Region.objects.filter(slug=slug).first())


def find_district(code: str) -> District:
    """Give the district of an address, or 404."""
    area = place_queries.find_area(code)
    return found(area if isinstance(area, District) else None)


@dataclass(frozen=True)
class Opened:
    """A region with what a page asked for, and the period it looks at."""

    region: Region
    shelf: Shelf
    period: str
    periods: list[str]

    def figures(self, topic: str, period: str = "") -> Figures:
        """Give what is told of a topic in a period: by area, and by answer."""
        by_area, by_answer = (
            self.shelf.figures(topic, period or self.period, name) for name in (BY_AREA, BY_ANSWER)
        )
        newest = by_area if by_area.at else by_answer
        return replace(newest, cells={**by_answer.cells, **by_area.cells})

    def people(self, topic: str, area: str = "", answer: str = ALL) -> int | None:
        """Give how many people are told of; None when that is kept back."""
        return self.figures(topic).of(area or self.region.slug, answer).people


def opened(request: Request, region: Region, topics: Collection[str] | None = None) -> Opened:
    """Read topics of a region in one go, or all of them; `?periode=` looks back."""
    shelf = published.shelf(region, None if topics is None else {*topics, TAKING_PART})
    periods = shelf.periods(TAKING_PART)
    asked = request.GET.get("periode", "")
    period = asked if asked in periods else (periods[0] if periods else str(request.now.year))
    return Opened(region, shelf, period, periods)


def tabs(region: Region, here: str, period: str, periods: list[str]) -> list[tuple[str, str, bool]]:
    """Give the pages of a region: address, word, is it this one."""
    words = {
        "insight:results": _("Resultaat"),
        "insight:reach": _("Bereik"),
        "insight:together": _("Samen"),
        "insight:demand": _("Wensen"),
        "insight:moving": _("Beweging"),
        "insight:compare": _("Wijken"),
        "insight:balance": _("Balans"),
        "insight:numbers": _("Alle cijfers"),
    }
    tail = f"?periode={period}" if periods and period != periods[0] else ""
    return [
        (reverse(name, args=[region.slug]) + tail, word, name == here)
        for name, word in words.items()
    ]


def context(request: Request, one: Opened, here: str) -> dict[str, Any]:
    """Give what the frame of these pages shows."""
    newest = one.shelf.newest
    return {
        "region": one.region,
        "place": one.region.name,
        "period": one.period,
        "periods": [(f"?periode={name}", name, name == one.period) for name in one.periods],
        "tabs": tabs(one.region, here, one.period, one.periods),
        "published_at": newest.published_at if newest else None,
        "is_being_made": newest is None and published.is_being_made(one.region),
    }


def day_of(figures: Figures) -> Any:
    """Give the day of the release of a table; None when there is none."""
    return dateparse.parse_date(figures.at[:10]) if figures.at else None
