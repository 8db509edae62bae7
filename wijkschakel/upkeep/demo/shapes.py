"""Draws neighbourhoods: an outline cut around centres, with borders that wander like ditches."""

import math
import random

import shapely
from shapely.geometry import MultiPoint, MultiPolygon, Point, Polygon, mapping

Spot = tuple[float, float]
GRID = 0.000001
# One degree of longitude is this much shorter than one of latitude, at this height.
SQUEEZE = 0.613
# How far borders wander; the first that leaves every part whole is used.
BENDS = (0.11, 0.08, 0.05, 0.02, 0.0)


def wander(
    chance: random.Random, start: Spot, end: Spot, bend: float, depth: int = 4
) -> list[Spot]:
    """Bend a straight border: push each midpoint aside, and so on. Gives all but the end."""
    length = math.hypot((end[0] - start[0]) * SQUEEZE, end[1] - start[1])
    if depth == 0 or length < 0.0004:
        return [start]
    push = chance.uniform(-bend, bend)
    middle = (
        (start[0] + end[0]) / 2 - (end[1] - start[1]) * push / SQUEEZE,
        (start[1] + end[1]) / 2 + (end[0] - start[0]) * push * SQUEEZE,
    )
    left = wander(chance, start, middle, bend, depth - 1)
    return left + wander(chance, middle, end, bend, depth - 1)


def rounded(spot: Spot) -> Spot:
    """Round to about ten centimetres, so that neighbours share their corners exactly."""
    return (round(spot[0], 6), round(spot[1], 6))


def bent(seed: str, corners: list[Spot], bend: float) -> Polygon:
    """Make a polygon whose straight sides wander."""
    ring: list[Spot] = []
    for one, other in zip(corners, corners[1:] + corners[:1], strict=True):
        first, second = sorted((one, other))
        chance = random.Random(f"{seed}:{first}:{second}")
        line = [*wander(chance, first, second, bend), second]
        ring += line[:-1] if one == first else line[:0:-1]
    return Polygon(ring)


def cut(
    seed: str, outline: Polygon, centres: list[Spot], *, wandering: bool = True
) -> list[Polygon]:
    """Cut an outline into one part around each centre; parts adjoin, without holes or overlap."""
    flat = shapely.transform(MultiPoint(centres), lambda spots: spots * [SQUEEZE, 1])
    frame = shapely.transform(outline, lambda spots: spots * [SQUEEZE, 1]).buffer(0.01)
    cells = shapely.voronoi_polygons(flat, extend_to=frame, ordered=True)
    rings = [
        [rounded((x / SQUEEZE, y)) for x, y in cell.exterior.coords[:-1]] for cell in cells.geoms
    ]
    for bend in BENDS if wandering else (0.0,):
        parts = [bent(seed, ring, bend) for ring in rings]
        if all(part.is_valid for part in parts):
            break
    return [largest(shapely.intersection(part, outline, grid_size=GRID)) for part in parts]


def largest(shape: Polygon | MultiPolygon) -> Polygon:
    """Give the one part that matters when a wandering border left a crumb."""
    return shape if isinstance(shape, Polygon) else max(shape.geoms, key=lambda part: part.area)


def joined(parts: list[Polygon]) -> Polygon | MultiPolygon:
    """Melt parts into what they are together, without the seams."""
    return shapely.union_all(parts, grid_size=GRID)


def spread(seed: str, outline: Polygon, count: int) -> list[Spot]:
    """Strew centres over an outline and let them make room for one another."""
    chance = random.Random(f"{seed}:centres")
    west, south, east, north = outline.bounds
    spots: list[Spot] = []
    while len(spots) < count:
        spot = (chance.uniform(west, east), chance.uniform(south, north))
        if outline.contains(Point(spot)):
            spots.append(spot)
    for _ in range(12):
        parts = cut(seed, outline, spots, wandering=False)
        spots = [_middle(part) for part in parts]
    return spots


def _middle(part: Polygon) -> Spot:
    middle = part.representative_point() if not part.contains(part.centroid) else part.centroid
    return (middle.x, middle.y)


def round_outline(seed: str, middle: Spot, radius: float, corners: int = 22) -> Polygon:
    """Draw a roughly round outline; the radius is in degrees of latitude."""
    chance = random.Random(f"{seed}:outline")
    ring = []
    for number in range(corners):
        angle = 2 * math.pi * number / corners
        reach = radius * chance.uniform(0.9, 1.1)
        ring.append(
            rounded(
                (
                    middle[0] + math.cos(angle) * reach / SQUEEZE,
                    middle[1] + math.sin(angle) * reach,
                )
            )
        )
    return bent(seed, ring, BENDS[0])


def as_boundary(shape: Polygon | MultiPolygon) -> dict[str, object]:
    """Give the shape as a GeoJSON MultiPolygon."""
    whole = MultiPolygon([shape]) if isinstance(shape, Polygon) else shape
    found = mapping(whole)
    rings = [
        [[[round(x, 6), round(y, 6)] for x, y in ring] for ring in part]
        for part in found["coordinates"]
    ]
    return {"type": "MultiPolygon", "coordinates": rings}


def label_point(shape: Polygon | MultiPolygon) -> Spot:
    """Give a point well inside, to put the name at."""
    point = shapely.maximum_inscribed_circle(shape).coords[0]
    return (round(point[0], 6), round(point[1], 6))
