"""Turns TopoJSON into the features of GeoJSON: shared arcs, quantised steps."""

from collections.abc import Iterator
from typing import Any

from wijkschakel.network.readers.files import UnreadableFile

Point = list[float]
LISTS = {"Polygon": 1, "MultiPolygon": 2, "LineString": 0, "MultiLineString": 1}


def _table(value: Any) -> dict[str, Any]:
    """Take what should be an object; anything else holds nothing."""
    return value if isinstance(value, dict) else {}


class Topology:
    """Arcs, decoded once, and the objects that are made of them."""

    def __init__(self, source: dict[str, Any], name: str) -> None:
        self.name = name
        shapes = _table(source.get("objects"))
        self.objects = {key: value for key, value in shapes.items() if isinstance(value, dict)}
        transform = _table(source.get("transform"))
        self.scale = transform.get("scale")
        self.translate = transform.get("translate")
        try:
            self.arcs = [self._arc(arc) for arc in source.get("arcs") or []]
        except (TypeError, ValueError, IndexError, KeyError) as error:
            raise UnreadableFile(f"{name}: the arcs of this TopoJSON cannot be read.") from error

    def _place(self, point: Any) -> Point:
        x, y = float(point[0]), float(point[1])
        if self.scale and self.translate:
            return [
                x * self.scale[0] + self.translate[0],
                y * self.scale[1] + self.translate[1],
            ]
        return [x, y]

    def _arc(self, steps: list[Any]) -> list[Point]:
        if not self.scale:
            return [[float(step[0]), float(step[1])] for step in steps]
        x = y = 0.0
        points = []
        for step in steps:
            x, y = x + step[0], y + step[1]
            points.append(self._place((x, y)))
        return points

    def _ring(self, indexes: list[int]) -> list[Point]:
        ring: list[Point] = []
        for index in indexes:
            arc = self.arcs[~index][::-1] if index < 0 else self.arcs[index]
            ring.extend(arc[1:] if ring else arc)
        return ring

    def _lines(self, arcs: Any, depth: int) -> Any:
        return self._ring(arcs) if depth == 0 else [self._lines(part, depth - 1) for part in arcs]

    def _geometry(self, source: dict[str, Any]) -> dict[str, Any] | None:
        kind = source.get("type")
        if kind == "Point":
            return {"type": kind, "coordinates": self._place(source["coordinates"])}
        if kind in LISTS:
            return {"type": kind, "coordinates": self._lines(source["arcs"], LISTS[kind])}
        return None

    def features(self) -> Iterator[dict[str, Any]]:
        """Give the parts of all objects as GeoJSON features; `problem` when one is broken."""
        for shape in self.objects.values():
            parts = (
                shape.get("geometries") if shape.get("type") == "GeometryCollection" else [shape]
            )
            for part in parts if isinstance(parts, list) else []:
                if not isinstance(part, dict):
                    continue
                feature = {"id": part.get("id"), "properties": _table(part.get("properties"))}
                try:
                    feature["geometry"] = self._geometry(part)
                except (TypeError, ValueError, IndexError, KeyError):
                    feature["geometry"] = None
                    feature["problem"] = "it names arcs that are not in the file"
                yield feature

    def crs_names(self) -> list[Any]:
        """Give the grids that the objects say they are on."""
        return [shape.get("crs") for shape in self.objects.values() if shape.get("crs")]
