"""Reads boundaries: GeoJSON and TopoJSON, in degrees, on the Dutch grid or on web maps."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from wijkschakel.network.readers import codes, rd, shapes
from wijkschakel.network.readers.columns import key
from wijkschakel.network.readers.files import Limits, Notes, UnreadableFile
from wijkschakel.network.readers.pieces import read_pieces
from wijkschakel.network.readers.topojson import Topology
from wijkschakel.places import rules

CODE_KEYS = ("statcode", "buurtcode", "wijkcode", "gemeentecode", "bucode", "wkcode", "gmcode",
    "code", "gwbcode", "identificatie")  # fmt: skip
NAME_KEYS = {
    "municipality": ("statnaam", "gemeentenaam", "gmnaam", "naam", "name"),
    "district": ("statnaam", "wijknaam", "wknaam", "naam", "name"),
    "neighbourhood": ("statnaam", "buurtnaam", "bunaam", "naam", "name"),
}
YEAR_KEYS = ("jaarcode", "jaar", "year", "jrstatcode", "statjaar")
KIND_ORDER = ("neighbourhood", "district", "municipality")


@dataclass(frozen=True)
class Boundary:
    """One area of a file of boundaries: a polygon, a point for the label, or a problem."""

    code: str
    name: str = ""
    polygon: dict[str, Any] | None = None
    point: tuple[float, float] | None = None
    year: int | None = None
    problem: str = ""
    remarks: tuple[str, ...] = ()


def read_boundaries(
    path: Path, limits: Limits, notes: Notes, wanted: "Wanted | None" = None
) -> Iterator[Boundary]:
    """Give the areas of a file one by one; those that are not `wanted` are passed over."""
    year = year_in_name(path.name)
    seen: set[tuple[str, bool]] = set()
    crs: Any = None
    whole: dict[str, Any] = {}
    count = water = 0
    for name, value in read_pieces(path, limits, notes):
        if name == "features":
            count += 1
            found = _boundary(value, crs, year, wanted)
            if found is WATER:
                water += 1
            elif found is not None:
                yield _once(found, seen)
        elif name == "crs":
            crs = value
        else:
            whole[name] = value
    yield from _from_topology(whole, path, year, wanted, seen)
    if not count and not whole.get("objects"):
        raise UnreadableFile(
            f"{path.name}: no features and no objects in it; this is no GeoJSON or TopoJSON."
        )
    if water:
        notes.add(f"{path.name}: {water} areas of water are not used.")


class Wanted:
    """The selection: all areas, or those of some municipalities."""

    def __init__(self, municipalities: set[str] | None = None) -> None:
        self.municipalities = municipalities or set()

    def __call__(self, code: str) -> bool:
        """Say whether an area belongs to the selection; strange codes only without one."""
        if not self.municipalities:
            return True
        return codes.is_area(code) and rules.municipality_of(code) in self.municipalities


def _from_topology(
    whole: dict[str, Any],
    path: Path,
    year: int | None,
    wanted: Wanted | None,
    seen: set[tuple[str, bool]],
) -> Iterator[Boundary]:
    if not whole.get("objects"):
        return
    topology = Topology(whole, path.name)
    grids = topology.crs_names()
    for feature in topology.features():
        found = _boundary(feature, grids[0] if grids else None, year, wanted)
        if found is not None and found is not WATER:
            yield _once(found, seen)


def _once(found: Boundary, seen: set[tuple[str, bool]]) -> Boundary:
    mark = (found.code, found.polygon is not None)
    if mark in seen and not found.problem:
        return Boundary(found.code, problem="duplicate id: the first one in the file is kept")
    seen.add(mark)
    return found


WATER = Boundary("water")


def _boundary(feature: Any, crs: Any, year: int | None, wanted: Wanted | None) -> Boundary | None:
    if not isinstance(feature, dict):
        return Boundary("(no code)", problem="not a feature")
    properties = feature.get("properties") or {}
    plain = {key(str(k)): v for k, v in properties.items()} if isinstance(properties, dict) else {}
    if str(plain.get("water", plain.get("h2o", ""))).strip().upper() in ("JA", "B", "TRUE", "1"):
        return WATER
    code = _code(feature.get("id"), plain)
    if wanted and not wanted(code):
        return None
    if not codes.is_area(code):
        return Boundary(code[:40] or "(no code)", problem="unknown code shape")
    name = _name(plain, rules.kind_of(code) or "")
    found = Boundary(code, name, year=_year(plain, year))
    if feature.get("problem"):
        return replace(found, problem=f"boundary broken: {feature['problem']}")
    return _with_geometry(found, feature.get("geometry"), crs)


def _code(identifier: Any, plain: dict[str, Any]) -> str:
    if codes.is_area(stat := codes.clean_code(plain.get("statcode"))):
        return stat
    found: dict[str, str] = {}
    for value in [*(plain.get(k) for k in CODE_KEYS), identifier]:
        code = codes.clean_code(value)
        kind = rules.kind_of(code)
        if kind:
            found.setdefault(kind, code)
    for kind in KIND_ORDER:
        if kind in found:
            return found[kind]
    named = next((plain[k] for k in CODE_KEYS if plain.get(k)), identifier)
    return str(named or "").strip()


def _name(plain: dict[str, Any], kind: str) -> str:
    for name in NAME_KEYS[kind]:
        text = " ".join(str(plain.get(name) or "").split())[:120]
        if text and text.isprintable():
            return text
    return ""


def _year(plain: dict[str, Any], year: int | None) -> int | None:
    for name in YEAR_KEYS:
        match = re.match(r"((?:19|20)\d{2})", str(plain.get(name) or ""))
        if match:
            return int(match[1])
    return year


def year_in_name(name: str) -> int | None:
    """Give the year in the name of a file, when there is just one."""
    years = {int(y) for y in re.findall(r"(?<!\d)(199\d|20[0-4]\d)(?!\d)", name)}
    return years.pop() if len(years) == 1 else None


def _with_geometry(found: Boundary, geometry: Any, crs: Any) -> Boundary:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon", "Point"):
        return replace(found, problem="boundary broken: no polygon and no point in it")
    try:
        sample = _first_point(geometry["coordinates"])
        move = grid_of(crs, *sample)
        if kind == "Point":
            point = move(*sample) if move else sample
            return replace(found, point=(round(point[0], 5), round(point[1], 5)))
        shape, remarks = shapes.to_shape(geometry, move)
    except UnreadableFile as error:
        return replace(found, problem=str(error))
    except (TypeError, ValueError, IndexError, KeyError, OverflowError, RecursionError):
        return replace(found, problem="boundary broken: its points cannot be read")
    if shape is None:
        return replace(
            found,
            problem="boundary broken: no ring with at least 4 points and an area",
            remarks=tuple(remarks),
        )
    return replace(
        found,
        polygon=shapes.to_geojson(shape),
        point=shapes.label_point(shape),
        remarks=tuple(remarks),
    )


def _first_point(coordinates: Any) -> tuple[float, float]:
    while isinstance(coordinates[0], list | tuple):
        coordinates = coordinates[0]
    return float(coordinates[0]), float(coordinates[1])


def grid_of(crs: Any, x: float, y: float) -> shapes.Move | None:
    """Say how to come to longitude and latitude, from what the file says and from the numbers."""
    name = str(crs.get("properties", {}).get("name", "")) if isinstance(crs, dict) else ""
    number = name.rsplit(":", 1)[-1]
    if number == "28992" or (not name and 0 <= x <= 300_000 and 300_000 <= y <= 650_000):
        return rd.from_rd
    if number in ("3857", "900913", "102100"):
        return rd.from_mercator
    if number in ("4326", "CRS84", "CRS84h", "4258", "") and abs(x) <= 180 and abs(y) <= 90:
        if 50 <= x <= 54 and 3 <= y <= 8:
            raise UnreadableFile("boundary broken: latitude and longitude are the wrong way round")
        return None
    raise UnreadableFile(f"boundary broken: unknown grid {name or 'of these numbers'}")
