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
    """Read who lives where; the lowest fifth of the residents is low.

    Of each indicator only the newest year counts: scores of two years are not compared.
    """
    rows = neighbourhoods(region)
    codes = [row.code for row in rows]
    scores, residents = _newest(codes, SCORE), _newest(codes, RESIDENTS)
    lived = {code: round(figure.value or 0) for code, figure in residents.items()}
    areas = [Area(code, lived.get(code, 0), 0, one.value) for code, one in scores.items()]
    low, share = index.low_group(areas)
    names = {row.code: row.name for row in rows}
    one_score = next(iter(scores.values()), None)
    return Lives(
        sorted({row.district.code for row in rows}),
        frozenset(low),
        frozenset(scores),
        [names[code] for code in low],
        share,
        lived,
        one_score.year if one_score else None,
        one_score.source if one_score else "",
    )


def _newest(codes: list[str], indicator: str) -> dict[str, Figure]:
    """Give the published figure of each area in the newest year of an indicator.

    And of the newest division of areas: the same code may have had other borders.
    """
    rows = Figure.objects.filter(
        area_code__in=codes, indicator=indicator, ages="", status=Figure.Status.PUBLISHED
    ).order_by("year", "division_year", "source")
    newest = {row.area_code: row for row in rows}
    last = max(((row.year, row.division_year) for row in newest.values()), default=None)
    return {code: row for code, row in newest.items() if (row.year, row.division_year) == last}


def residents_of_districts(region: Region) -> dict[str, int]:
    """Give how many people live in each district of a region, by code; unknown ones are absent."""
    known = place_queries.populations(districts(region))
    return {code: each.residents for code, each in known.items()}
