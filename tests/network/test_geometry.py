"""Boundaries: GeoJSON and TopoJSON, good and broken."""

import json
import math

import pytest

from wijkschakel.network.readers.files import Limits, Notes, UnreadableFile
from wijkschakel.network.readers.geometry import Wanted, read_boundaries
from wijkschakel.network.readers.rd import from_mercator, from_rd

SQUARE = [[6.1, 52.2], [6.2, 52.2], [6.2, 52.3], [6.1, 52.3], [6.1, 52.2]]


def polygon(ring=None):
    return {"type": "Polygon", "coordinates": [ring or SQUARE]}


def feature(code="WK015001", geometry=None, **properties):
    return {
        "type": "Feature",
        "properties": {"statcode": code, "statnaam": "Wijk 1 Binnenstad"} | properties,
        "geometry": polygon() if geometry is None else geometry,
    }


def read(tmp_path, content, name="wijken_2014.geojson", wanted=None):
    path = tmp_path / name
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    notes = Notes()
    return list(read_boundaries(path, Limits(), notes, wanted)), notes.sentences


def collection(*features, **more):
    return {"type": "FeatureCollection", "features": list(features)} | more


def test_a_district_gets_its_boundary_its_name_and_a_point_inside(tmp_path):
    [found], _notes = read(tmp_path, collection(feature()))
    assert (found.code, found.name, found.year, found.problem) == (
        "WK015001", "Wijk 1 Binnenstad", 2014, "",
    )  # fmt: skip
    assert found.polygon["type"] == "MultiPolygon"
    assert found.point == (6.15, 52.25)


def test_the_code_of_the_area_itself_is_chosen_among_those_of_its_parents(tmp_path):
    properties = {"statcode": None, "buurtcode": "BU01500101", "wijkcode": "WK015001",
                  "gemeentecode": "GM0150", "buurtnaam": "Centrum"}  # fmt: skip
    [found], _notes = read(tmp_path, collection(feature(**properties)))
    assert found.code == "BU01500101"


def test_areas_of_water_are_left_out_and_counted(tmp_path):
    found, notes = read(tmp_path, collection(feature(), feature(water="JA")))
    assert len(found) == 1
    assert notes == ["wijken_2014.geojson: 1 areas of water are not used."]


def test_only_the_selection_is_read(tmp_path):
    found, _notes = read(
        tmp_path, collection(feature(), feature("WK035501")), wanted=Wanted({"GM0355"})
    )
    assert [b.code for b in found] == ["WK035501"]


def test_the_dutch_grid_becomes_degrees(tmp_path):
    ring = [[155000, 463000], [156000, 463000], [156000, 464000], [155000, 463000]]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}
    for more in ({"crs": crs}, {}):
        [found], _notes = read(tmp_path, collection(feature(geometry=polygon(ring)), **more))
        longitude, latitude = found.polygon["coordinates"][0][0][0]
        assert (round(longitude, 3), round(latitude, 3)) in {
            (5.387, 52.155), (5.402, 52.155), (5.402, 52.164)
        }  # fmt: skip


def test_the_grid_is_right_to_a_metre():
    longitude, latitude = from_rd(120700.723, 487525.501)
    assert (round(longitude, 5), round(latitude, 5)) == (4.88353, 52.37453)


@pytest.mark.parametrize(
    ("place", "degrees"),
    [((111_319.49, 0), (1.0, 0.0)), ((20_037_508.34, 20_037_508.34), (180.0, 85.0511))],
)
def test_web_maps_become_degrees(place, degrees):
    longitude, latitude = from_mercator(*place)
    assert (round(longitude, 4), round(latitude, 4)) == degrees


@pytest.mark.parametrize(
    ("geometry", "problem"),
    [
        ({"type": "Polygon", "coordinates": [SQUARE[:2]]}, "no ring with at least 4 points"),
        ({"type": "Polygon", "coordinates": []}, "its points cannot be read"),
        ({"type": "Polygon", "coordinates": [[["a", "b"]]]}, "its points cannot be read"),
        ({"type": "Polygon", "coordinates": [[[6.1, 52.2]] * 5]}, "no ring with at least 4"),
        ({"type": "LineString", "coordinates": SQUARE}, "no polygon and no point"),
        ({}, "no polygon and no point"),
        ({"type": "Polygon", "coordinates": [[[y, x] for x, y in SQUARE]]}, "wrong way round"),
        ({"type": "Polygon", "coordinates": [[[9e9, 9e9]] * 5]}, "unknown grid"),
        ({"type": "Polygon", "coordinates": [[*SQUARE[:-1], [float("nan"), 1]]]}, "cannot be read"),
    ],
    ids=["two points", "nothing", "words", "one place", "line", "empty", "swapped", "far", "nan"],
)
def test_a_broken_boundary_is_reported_with_its_reason(tmp_path, geometry, problem):
    [found], _notes = read(tmp_path, collection(feature(geometry=geometry)))
    assert found.polygon is None
    assert problem in found.problem


def test_a_bow_tie_is_repaired_and_said(tmp_path):
    tie = [[6.1, 52.2], [6.2, 52.3], [6.2, 52.2], [6.1, 52.3], [6.1, 52.2]]
    [found], _notes = read(tmp_path, collection(feature(geometry=polygon(tie))))
    assert len(found.polygon["coordinates"]) == 2
    assert found.remarks == ("boundary repaired (Self-intersection)",)


def test_a_small_broken_ring_is_left_out_and_said(tmp_path):
    geometry = {"type": "MultiPolygon", "coordinates": [[SQUARE], [SQUARE[:3]]]}
    geometry["coordinates"][1][0] = SQUARE[:2]
    [found], _notes = read(tmp_path, collection(feature(geometry=geometry)))
    assert len(found.polygon["coordinates"]) == 1
    assert found.remarks == ("1 rings with fewer than 4 points left out",)


def test_a_boundary_of_many_points_becomes_small_enough_for_a_page(tmp_path):
    turns = [n / 1500 * math.tau for n in range(1500)]
    ring = [
        [6 + math.cos(t) * 0.05 + math.sin(t * 400) * 0.0005, 52 + math.sin(t) * 0.05]
        for t in turns
    ]
    [found], _notes = read(tmp_path, collection(feature(geometry=polygon([*ring, ring[0]]))))
    assert 200 < len(json.dumps(found.polygon, separators=(",", ":"))) <= 4000


def test_the_same_code_twice_is_reported_and_the_first_is_kept(tmp_path):
    found, _notes = read(tmp_path, collection(feature(), feature(), feature("WK015002")))
    assert [(b.code, b.problem) for b in found] == [
        ("WK015001", ""),
        ("WK015001", "duplicate id: the first one in the file is kept"),
        ("WK015002", ""),
    ]


@pytest.mark.parametrize("code", ["", "onzin", "WK15001", "GM01500", None, 7])
def test_a_strange_code_is_reported(tmp_path, code):
    [found], _notes = read(tmp_path, collection(feature(code)))
    assert found.problem == "unknown code shape"


TOPOLOGY = {
    "type": "Topology",
    "transform": {"scale": [0.1, 0.1], "translate": [6.0, 52.0]},
    "arcs": [[[0, 0], [1, 0], [0, 1]], [[1, 1], [-1, 0], [0, -1]]],
    "objects": {
        "layer": {
            "type": "GeometryCollection",
            "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}},
            "geometries": [
                {"type": "Polygon", "id": "WK015001", "arcs": [[0, 1]], "properties": {}},
                {"type": "Polygon", "id": "WK015002", "arcs": [[99]], "properties": {}},
            ],
        },
        "labels": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Point", "id": "WK015003", "coordinates": [2, 1],
                 "properties": {"statnaam": "Zandweerd"}},
            ],
        },
    },
}  # fmt: skip


def test_topojson_is_decoded_with_its_quantisation(tmp_path):
    found, _notes = read(tmp_path, TOPOLOGY, "Wijk_2014.json")
    assert sorted(found[0].polygon["coordinates"][0][0][:-1]) == [
        [6.0, 52.0], [6.0, 52.1], [6.1, 52.0], [6.1, 52.1],
    ]  # fmt: skip
    assert found[1].problem == "boundary broken: it names arcs that are not in the file"
    assert (found[2].name, found[2].point, found[2].polygon) == ("Zandweerd", (6.2, 52.1), None)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('{"type": "FeatureCollection", "features": [{"type": "Fea', "not JSON that can be read"),
        ('{"type": "FeatureCollection", "features": [', "not JSON that can be read"),
        ("statcode,lon,lat\nWK1,2,3\n", "it does not start with"),
        ("{}", "no features and no objects"),
        ('{"a": ' + "[" * 100_000, "not JSON that can be read"),
        ('{"arcs": [["x"]], "objects": {"a": {"type": "Point"}}}', "arcs of this TopoJSON"),
    ],
    ids=["cut off", "cut off later", "csv", "empty", "deep", "arcs"],
)
def test_a_file_that_is_no_map_says_why(tmp_path, content, words):
    with pytest.raises(UnreadableFile, match=words):
        read(tmp_path, content)


def test_features_are_read_one_by_one_over_the_edges_of_pieces(tmp_path, monkeypatch):
    monkeypatch.setattr("wijkschakel.network.readers.pieces.PIECE", 37)
    features = [feature(f"WK0150{n:02d}") for n in range(1, 31)]
    found, _notes = read(tmp_path, collection(*features))
    assert [b.code for b in found] == [f"WK0150{n:02d}" for n in range(1, 31)]
    assert {b.problem for b in found} == {""}
