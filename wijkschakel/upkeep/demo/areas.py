"""The map and the figures: municipality, districts, neighbourhoods, venues, region."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from shapely.geometry import MultiPolygon, Polygon

from wijkschakel.places.models import (
    District,
    Figure,
    Municipality,
    Neighbourhood,
    Region,
    RegionDistrict,
    RolloutCriterion,
    RolloutTick,
    Venue,
)
from wijkschakel.upkeep.demo import shapes, store, texts
from wijkschakel.upkeep.demo.ids import demo_id, dice
from wijkschakel.upkeep.demo.people import BY_KEY

YEAR = 2025
SOURCE = "Verzonnen cijfers voor de demonstratie"
DRAWN = "Verzonnen kaart voor de demonstratie"
MIDDLE = (5.905, 52.205)
RADIUS = 0.022
RESIDENTS = 98_640
METRE = 1 / 111_320
Shape: TypeAlias = Polygon | MultiPolygon


@dataclass
class Map:
    """The areas of the town, by code."""

    municipality: Municipality
    districts: dict[str, District] = field(default_factory=dict)
    neighbourhoods: dict[str, Neighbourhood] = field(default_factory=dict)
    shapes: dict[str, Shape] = field(default_factory=dict)
    venues: dict[str, Venue] = field(default_factory=dict)
    weights: dict[str, float] = field(default_factory=dict)
    region: Region | None = None


def area_fields(code: str, name: str, shape: Shape) -> dict[str, Any]:
    """Give what municipality, district and neighbourhood share."""
    longitude, latitude = shapes.label_point(shape)
    return {
        "id": demo_id("area", code),
        "code": code,
        "division_year": YEAR,
        "name": name,
        "boundary": shapes.as_boundary(shape),
        "boundary_year": YEAR,
        "boundary_source": DRAWN,
        "longitude": longitude,
        "latitude": latitude,
    }


def draw_town() -> Map:
    """Draw the town; nothing is written yet. The same every time."""
    data = texts.read("places")
    outline = shapes.round_outline("hazelrode", MIDDLE, RADIUS)
    described = [hood for district in data["district"] for hood in district["neighbourhoods"]]
    centres = [
        (MIDDLE[0] + hood["at"][0] * RADIUS / shapes.SQUEEZE, MIDDLE[1] + hood["at"][1] * RADIUS)
        for hood in described
    ]
    drawn = dict(
        zip(
            (hood["code"] for hood in described),
            shapes.cut("hazelrode", outline, centres),
            strict=True,
        )
    )
    whole = shapes.joined(list(drawn.values()))
    town = Map(Municipality(**area_fields(data["municipality"]["code"], "Hazelrode", whole)))
    town.shapes[town.municipality.code] = whole
    for row in data["district"]:
        _draw_district(town, row, drawn)
    for row in data["venue"]:
        town.venues[row["key"]] = make_venue(town, row)
    return town


def _draw_district(town: Map, row: dict[str, Any], drawn: dict[str, Polygon]) -> None:
    parts = [drawn[hood["code"]] for hood in row["neighbourhoods"]]
    shape = shapes.joined(parts)
    district = District(
        **area_fields(row["code"], row["name"], shape),
        municipality=town.municipality,
        contact_name=row["contact_name"],
        contact_phone=row["contact_phone"],
        contact_hours=row["contact_hours"],
    )
    town.districts[row["code"]] = district
    town.shapes[row["code"]] = shape
    for hood, part in zip(row["neighbourhoods"], parts, strict=True):
        town.neighbourhoods[hood["code"]] = Neighbourhood(
            **area_fields(hood["code"], hood["name"], part), district=district
        )
        town.shapes[hood["code"]] = part
        town.weights[hood["code"]] = hood["weight"]


def near(hood: Neighbourhood, east: float, north: float) -> dict[str, float]:
    """Give the spot so many metres from the middle of a neighbourhood."""
    return {
        "longitude": round((hood.longitude or 0) + east * METRE / shapes.SQUEEZE, 6),
        "latitude": round((hood.latitude or 0) + north * METRE, 6),
    }


def make_venue(town: Map, row: dict[str, Any]) -> Venue:
    """Make a venue as its text says."""
    hood = town.neighbourhoods[row["neighbourhood"]]
    return Venue(
        id=demo_id("venue", row["key"]),
        name=row["name"],
        kind=row["kind"],
        street=row["street"],
        postcode=row["postcode"],
        town="Hazelrode",
        phone=row.get("phone", ""),
        directions=row.get("directions", ""),
        district=hood.district,
        neighbourhood=hood,
        **near(hood, *row["off"]),
        is_step_free=row.get("step_free"),
        source="",
    )


def write_town(town: Map, now: dt.datetime) -> None:
    """Write the areas, the venues, the region and what it has reached."""
    store.add([town.municipality])
    store.add(town.districts.values())
    store.add(town.neighbourhoods.values())
    store.add(town.venues.values())
    town.region = write_region(town, now)
    write_figures(
        {
            code: RESIDENTS * weight / sum(town.weights.values())
            for code, weight in town.weights.items()
        },
        town.shapes,
    )


def write_region(town: Map, now: dt.datetime) -> Region:
    """Write the region with its criteria, of which some are met."""
    data = texts.read("places")
    row = data["region"]
    region = Region.objects.create(
        id=demo_id("region", row["slug"]), name=row["name"], slug=row["slug"], is_pilot=True
    )
    store.add(
        RegionDistrict(region=region, district=district) for district in town.districts.values()
    )
    criteria = [
        RolloutCriterion.objects.create(region=region, text=text, position=position)
        for position, text in enumerate(data["criteria"]["texts"], start=1)
    ]
    by = {"WK990101": "noor", "WK990102": "joke", "WK990103": "noor"}
    store.add(
        RolloutTick(
            criterion=criterion,
            district=town.districts[row["code"]],
            ticked_at=now - dt.timedelta(days=90 - 13 * number),
            ticked_by=BY_KEY[by[row["code"]]].person_id,
        )
        for row in data["district"]
        for number, criterion in enumerate(criteria[: row["ticks"]])
    )
    return region


# Share of a hundred, of whom, and how far neighbourhoods differ.
SHARES = {
    "aged_0_15": ("", 15.5, 4),
    "aged_15_25": ("", 11.8, 3),
    "aged_25_45": ("", 26.0, 5),
    "aged_65": ("", 20.4, 7),
    "living_alone": ("", 39.0, 9),
    "with_children": ("", 33.0, 8),
    "owned": ("", 47.0, 18),
    "social_rented": ("", 34.0, 15),
    "low_income": ("", 11.5, 6),
    "good_health": ("18+", 74.0, 8),
    "moves_enough": ("18+", 47.0, 7),
    "lonely": ("18+", 47.5, 6),
    "very_lonely": ("18+", 12.0, 4),
    "own_life": ("18+", 87.5, 5),
    "much_stress": ("18+", 21.0, 5),
    "volunteers": ("18+", 26.0, 6),
    "cares_for_other": ("18+", 14.0, 3),
    "hard_to_make_ends_meet": ("18+", 17.5, 8),
}
# Neighbourhoods of the town with the lowest socio-economic scores.
LOW = {"BU99010104": -0.42, "BU99010202": -0.37, "BU99010203": -0.29}
MODELLED = {code for code, (ages, _, _) in SHARES.items() if ages}


def write_figures(residents: dict[str, float], drawn: dict[str, Shape]) -> None:
    """Write the figures of all areas; larger areas are weighed from the smaller ones."""
    Figure.objects.filter(source=SOURCE).delete()
    counts = {code: round(value) for code, value in residents.items()}
    shares = {code: _shares(code) for code in counts}
    for parent in sorted(set(drawn) - set(counts)):
        inside = [code for code in residents if _lies_in(code, parent)]
        counts[parent] = total = sum(counts[code] for code in inside)
        shares[parent] = {
            name: sum(shares[code][name] * counts[code] for code in inside) / max(total, 1)
            for name in SHARES
        }
    store.add(
        figure
        for code in sorted(counts)
        for figure in _figures(code, counts[code], shares[code], drawn[code])
    )


def _lies_in(neighbourhood: str, parent: str) -> bool:
    return neighbourhood[2:].startswith(parent[2:])


def _shares(code: str) -> dict[str, float]:
    chance = dice(0, f"figures:{code}")
    return {
        name: middle + chance.uniform(-1, 1) * wide for name, (_, middle, wide) in SHARES.items()
    }


def _figures(code: str, count: int, shares: dict[str, float], shape: Shape) -> list[Figure]:
    square_km = shape.area * shapes.SQUEEZE / METRE**2 / 1_000_000
    households = round(count / 2.1)
    counted = {
        "residents": count,
        "households": households,
        "homes": round(households * 1.02),
        "density": round(count / square_km),
    }
    if code.startswith("BU"):
        score = LOW.get(code, dice(0, f"score:{code}").uniform(-0.15, 0.4))
        shares = {**shares, "ses_score": score}
    rest = 100 - sum(shares[name] for name in ("aged_0_15", "aged_15_25", "aged_25_45", "aged_65"))
    named = {
        **counted,
        **{n: round(v, 3 if n == "ses_score" else 1) for n, v in shares.items()},
        "aged_45_65": round(rest, 1),
    }
    return [
        Figure(
            area_code=code,
            division_year=YEAR,
            indicator=name,
            year=YEAR - 1,
            ages=SHARES[name][0] if name in SHARES else "",
            value=float(value),
            is_modelled=name in MODELLED,
            source=SOURCE,
        )
        for name, value in named.items()
    ]
