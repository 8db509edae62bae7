"""A TopoJSON whose parts have another shape holds nothing, and breaks nothing."""

import pytest

from wijkschakel.network.readers.files import UnreadableFile
from wijkschakel.network.readers.topojson import Topology

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    "source",
    [
        {"objects": "Event"},
        {"objects": [None]},
        {"transform": "Event", "objects": {"a": {"type": "Point", "coordinates": [1, 2]}}},
        {"objects": {"a": "text"}},
        {"objects": {"a": {"type": "GeometryCollection", "geometries": {"b": 1}}}},
        {"objects": {"a": {"type": "GeometryCollection", "geometries": ["text", None]}}},
        {"objects": {"a": {"type": "Polygon", "arcs": {"b": 1}, "properties": "text"}}},
    ],
)
def test_parts_of_another_shape_hold_nothing(source):
    topology = Topology(source, "map.json")
    assert topology.crs_names() == []
    assert [found for found in topology.features() if "geometry" not in found] == []


@pytest.mark.parametrize("arcs", ["text", [1], [[1]], [["a", "b"]], [{"a": 1}]])
def test_arcs_of_another_shape_are_said_in_a_sentence(arcs):
    with pytest.raises(UnreadableFile, match="the arcs of this TopoJSON cannot be read"):
        Topology({"arcs": arcs}, "map.json")
