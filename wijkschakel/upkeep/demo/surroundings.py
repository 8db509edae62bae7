"""The country around the town: nine more districts, drawn and named from a seed."""

import math
from typing import Any

import shapely

from wijkschakel.people.models import Organisation
from wijkschakel.places.models import District, Municipality, Neighbourhood, RegionDistrict, Venue
from wijkschakel.upkeep.demo import shapes, store, texts
from wijkschakel.upkeep.demo.areas import MIDDLE, Map, area_fields, near
from wijkschakel.upkeep.demo.ids import demo_id, dice

RADIUS = 0.075


def draw_around(town: Map, seed: int) -> Map:
    """Draw the districts around the town; nothing is written yet."""
    data = texts.read("region")
    names = list(data["neighbourhoods"])
    dice(seed, "names of neighbourhoods").shuffle(names)
    outline = shapes.round_outline("omgeving", MIDDLE, RADIUS)
    ring = shapely.difference(outline, town.shapes["GM9901"], grid_size=shapes.GRID)
    around = f"around:{seed}"
    parts = shapes.cut(around, ring, shapes.spread(around, ring, len(names)))
    parts.sort(key=_angle)
    country = Map(municipality=town.municipality)
    districts = [(row, name) for row in data["municipality"] for name in row["districts"]]
    cuts = [round(len(parts) * number / len(districts)) for number in range(len(districts) + 1)]
    for number, (row, name) in enumerate(districts):
        inside = slice(cuts[number], cuts[number + 1])
        _add_district(country, row, name, parts[inside], names[inside])
    return country


def _angle(part: shapely.Polygon) -> float:
    spot = part.centroid
    return math.atan2(spot.y - MIDDLE[1], (spot.x - MIDDLE[0]) * shapes.SQUEEZE)


def _add_district(
    country: Map, row: dict[str, Any], name: str, parts: list[shapely.Polygon], names: list[str]
) -> None:
    number = row["districts"].index(name) + 1
    code = f"WK{row['code'][2:]}{number:02d}"
    shape = shapes.joined(parts)
    district = District(
        **area_fields(code, name, shape),
        contact_name=f"Buurthuis {name}",
        contact_phone=f"088 000 {row['code'][-2:]} {number:02d}",
        contact_hours="Maandag tot en met vrijdag, 9 tot 12 uur.",
        municipality_id=demo_id("area", row["code"]),
    )
    country.districts[code] = district
    country.shapes[code] = shape
    for position, (part, hood) in enumerate(zip(parts, names, strict=True), start=1):
        inside = f"BU{code[2:]}{position:02d}"
        country.neighbourhoods[inside] = Neighbourhood(
            **area_fields(inside, hood, part), district=district
        )
        country.shapes[inside] = part
        country.weights[inside] = 0.7 + (position * 37 % 10) / 12


def write_around(town: Map, country: Map, seed: int) -> dict[str, list[Venue]]:
    """Write areas and venues; give the venues of every neighbourhood, those of the town too."""
    for row in texts.read("region")["municipality"]:
        codes = [code for code in country.districts if code[2:6] == row["code"][2:]]
        shape = shapes.joined([country.shapes[code] for code in codes])
        country.shapes[row["code"]] = shape
        store.add([Municipality(**area_fields(row["code"], row["name"], shape))])
    store.add(country.districts.values())
    store.add(country.neighbourhoods.values())
    store.add(
        RegionDistrict(region=town.region, district=district)
        for district in country.districts.values()
    )
    venues = {hood.code: _venues(hood, seed) for hood in _hoods(town, country)}
    store.add(venue for made in venues.values() for venue in made)
    return venues


def _hoods(town: Map, country: Map) -> list[Neighbourhood]:
    return [*town.neighbourhoods.values(), *country.neighbourhoods.values()]


def _venues(hood: Neighbourhood, seed: int) -> list[Venue]:
    data = texts.read("region")
    chance = dice(seed, f"venues:{hood.code}")
    return [
        Venue(
            id=demo_id("venue", f"{hood.code}:{row['kind']}", seed),
            name=row["name"].format(hood=hood.name),
            kind=row["kind"],
            street=f"{chance.choice(data['streets'])} {chance.randrange(1, 180)}",
            town=hood.district.name,
            district=hood.district,
            neighbourhood=hood,
            **near(hood, chance.uniform(-150, 150), chance.uniform(-150, 150)),
            is_step_free=chance.choice([True, True, True, False, None]),
        )
        for row in data["venue"]
    ]


def write_organisations(town: Map, country: Map, seed: int) -> dict[str, list[Organisation]]:
    """Write five organisations per district; give them by code of the district."""
    districts = {**town.districts, **country.districts}
    made = {
        code: [
            Organisation(
                id=demo_id("organisation", f"{code}:{row['kind']}", seed),
                name=row["name"].format(district=district.name),
                kind=row["kind"],
                phone=f"088 000 {code[-4:-2]} {code[-2:]}",
                district=district,
            )
            for row in texts.read("region")["organisation"]
        ]
        for code, district in districts.items()
    }
    store.add(organisation for rows in made.values() for organisation in rows)
    return made
