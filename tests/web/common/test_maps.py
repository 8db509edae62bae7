"""Maps: what is drawn lies inside the drawing, and north is up."""

import re

from wijkschakel.web.common import maps

SQUARE = {
    "type": "Polygon",
    "coordinates": [[[6.1, 52.2], [6.14, 52.2], [6.14, 52.22], [6.1, 52.22], [6.1, 52.2]]],
}


def places(drawing: str) -> list[tuple[int, int]]:
    found = re.findall(r'class="m-pin[^"]*" transform="translate\((\d+) (\d+)\)"', drawing)
    return [(int(x), int(y)) for x, y in found]


def test_without_a_boundary_and_pins_there_is_no_map():
    assert maps.draw(title="Leeg") is None
    assert maps.draw(title="Leeg", area=maps.Shape("Wijk", None)) is None


def test_pins_lie_inside_and_north_is_up():
    pins = [maps.Pin(1, (52.205, 6.11)), maps.Pin(2, (52.215, 6.13), is_now=True)]
    drawing = maps.draw(title="Wijk", area=maps.Shape("Wijk", SQUARE), pins=pins)
    assert drawing
    (x2, y2), (x1, y1) = places(drawing)
    assert 0 < x1 < x2 < maps.SIZE
    assert 0 < y2 < y1
    assert drawing.count("m-pin--now") == 1


def test_one_pin_alone_is_in_the_middle():
    drawing = maps.draw(title="Wijk", pins=[maps.Pin(1, (52.2, 6.1))])
    assert drawing
    assert places(drawing)[0][0] == maps.SIZE // 2


def test_words_from_elsewhere_cannot_become_code():
    shape = maps.Shape("<script>", SQUARE, label=(52.21, 6.12))
    drawing = maps.draw(title='"><script>', area=shape, parts=[shape])
    assert drawing
    assert "<script>" not in drawing


def test_circles_are_told_apart_and_a_walk_has_its_length():
    here = maps.Here((52.21, 6.12), "jij", "%(n)s min", metres_per_minute=60)
    drawing = maps.draw(title="Wijk", area=maps.Shape("Wijk", SQUARE), here=here)
    assert drawing
    radii = [int(size) for size in re.findall(r'class="m-ring"[^>]* r="(\d+)"', drawing)]
    assert radii == sorted(radii)
    assert len(radii) == 2
    assert radii[1] - radii[0] >= maps.SMALLEST_CIRCLE
