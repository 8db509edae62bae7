"""Who lives in a region: residents and socio-economic scores of neighbourhoods, public figures."""

from dataclasses import dataclass

from wijkschakel.outcomes.reach import index
from wijkschakel.outcomes.reach.index import Area
from wijkschakel.places import queries as place_queries
from wijkschakel.places.models import District, Figure, Neighbourhood, Region

SCORE = "ses_score"
RESIDENTS = "residents"


@dataclass(frozen=True)
class Lives:
    """The neighbourhoods with the lowest scores, and their share of the residents."""

    districts: list[str]  # codes
    low: frozenset[str]  # codes of neighbourhoods
    scored: frozenset[str]  # codes of neighbourhoods of which the score is known
    low_names: list[str]
    low_share: float
    residents: dict[str, int]  # by code of the neighbourhood
    year: int | None
    source: str

    def group(self, code: str) -> str:
        """Give the group of a neighbourhood: low, other or unknown."""
        if code not in self.scored:
            return "unknown"
        return "low" if code in self.low else "other"


def neighbourhoods(region: Region) -> list[Neighbourhood]:
    """Give the neighbourhoods of a region with their districts, without their boundaries."""
    rows = Neighbourhood.objects.filter(district__regions=region).select_related("district")
    return list(rows.only("code", "name", "district__code", "district__name"))


def districts(region: Region) -> list[District]:
    """Give the districts of a region by name, without their boundaries."""
    return list(region.districts.order_by("name").defer("boundary"))


def low_neighbourhoods(region: Region) -> Lives:
    """Read who lives where, newest figures of each; the lowest fifth of the residents is low."""
    rows = neighbourhoods(region)
    found: dict[tuple[str, str], Figure] = {}
    figures = Figure.objects.filter(
        area_code__in=[row.code for row in rows],
        indicator__in=[SCORE, RESIDENTS],
        status=Figure.Status.PUBLISHED,
        ages="",
    ).order_by("year")
    for figure in figures:
        found[figure.area_code, figure.indicator] = figure
    residents = {
        row.code: round(known.value or 0)
        for row in rows
        if (known := found.get((row.code, RESIDENTS)))
    }
    scores = {row.code: found[row.code, SCORE] for row in rows if (row.code, SCORE) in found}
    areas = [
        Area(row.code, residents.get(row.code, 0), 0, scores[row.code].value)
        for row in rows
        if row.code in scores
    ]
    low, share = index.low_group(areas) if areas else ([], 0.0)
    names = {row.code: row.name for row in rows}
    newest = max(scores.values(), key=lambda figure: figure.year, default=None)
    return Lives(
        sorted({row.district.code for row in rows}),
        frozenset(low),
        frozenset(scores),
        [names[code] for code in low],
        share,
        residents,
        newest.year if newest else None,
        newest.source if newest else "",
    )


def residents_of_districts(region: Region) -> dict[str, int]:
    """Give how many people live in each district of a region, by code; unknown ones are absent."""
    known = place_queries.populations(districts(region))
    return {code: each.residents for code, each in known.items()}
