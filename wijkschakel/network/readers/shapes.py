"""Repairs, measures and simplifies boundaries. Loads shapely: only imports use it."""

import json
import math
from collections.abc import Callable
from typing import Any

import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

MOST_BYTES = 4_000
DECIMALS = 5
Move = Callable[[float, float], tuple[float, float]]


def to_shape(geometry: dict[str, Any], move: Move | None) -> tuple[BaseGeometry | None, list[str]]:
    """Give the area of a GeoJSON polygon, repaired, and a sentence for each repair."""
    parts = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        parts = [parts]
    remarks: list[str] = []
    polygons = []
    for part in parts:
        rings = [_ring(ring, move) for ring in part]
        good = [ring for ring in rings if ring is not None]
        if len(good) < len(rings):
            remarks.append(f"{len(rings) - len(good)} rings with fewer than 4 points left out")
        if rings and rings[0] is not None:
            polygons.append(Polygon(good[0], good[1:]))
    if not polygons:
        return None, remarks
    shape: BaseGeometry = MultiPolygon(polygons)
    if not shape.is_valid:
        remarks.append(f"boundary repaired ({shapely.is_valid_reason(shape).split('[')[0]})")
        shape = shapely.make_valid(shape)
    shape = _only_areas(shape)
    return (shape if shape is not None and shape.area > 0 else None), remarks


def _ring(points: Any, move: Move | None) -> list[tuple[float, float]] | None:
    ring: list[tuple[float, float]] = []
    for point in points:
        x, y = float(point[0]), float(point[1])
        if not (math.isfinite(x) and math.isfinite(y)):
            raise ValueError("a point is not a number")
        place = move(x, y) if move else (x, y)
        if not ring or ring[-1] != place:
            ring.append(place)
    if ring and ring[0] != ring[-1]:
        ring.append(ring[0])
    return ring if len(ring) >= 4 else None


def _only_areas(shape: BaseGeometry) -> BaseGeometry | None:
    parts = [part for part in _parts(shape) if isinstance(part, Polygon) and part.area > 0]
    return MultiPolygon(parts) if parts else None


def _parts(shape: BaseGeometry) -> list[BaseGeometry]:
    if hasattr(shape, "geoms"):
        return [deep for part in shape.geoms for deep in _parts(part)]
    return [shape]


def to_geojson(shape: BaseGeometry) -> dict[str, Any]:
    """Give a boundary for the screen: rounded, at most about four kilobytes."""
    tolerance = 0.0
    step = max(math.sqrt(shape.area) / 2_000, 0.00002)
    while True:
        plain = shape.simplify(tolerance) if tolerance else shape
        plain = _only_areas(shapely.make_valid(plain)) or shape
        text = _write(plain)
        if len(json.dumps(text, separators=(",", ":"))) <= MOST_BYTES or tolerance > 0.2:
            return text
        tolerance = tolerance * 1.6 if tolerance else step
        if tolerance > step * 8:
            shape = _without_crumbs(shape)


def _without_crumbs(shape: BaseGeometry) -> BaseGeometry:
    largest = max(part.area for part in shape.geoms)
    kept = [Polygon(p.exterior, [r for r in p.interiors if Polygon(r).area > largest / 500])
            for p in shape.geoms if p.area > largest / 200]  # fmt: skip
    return MultiPolygon(kept)


def _write(shape: BaseGeometry) -> dict[str, Any]:
    def ring(line: Any) -> list[list[float]]:
        return [[round(x, DECIMALS), round(y, DECIMALS)] for x, y in line.coords]

    return {
        "type": "MultiPolygon",
        "coordinates": [[ring(p.exterior), *map(ring, p.interiors)] for p in _parts(shape)],
    }


def label_point(shape: BaseGeometry) -> tuple[float, float]:
    """Give a point that certainly lies inside."""
    point = shape.representative_point()
    return round(point.x, DECIMALS), round(point.y, DECIMALS)
