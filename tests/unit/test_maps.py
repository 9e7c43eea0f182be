"""The shapes of maps, and the numbers on them."""

import re
from itertools import combinations

import pytest

from ulo.geography import Gazetteer, Maps, number_areas
from ulo.geography.curves import read_rings, smooth_paths
from ulo.geography.map_numbers import MapNumber

# Two areas that share a border with a bend, and an island.
LEFT = [(0, 0), (10, 0), (12, 5), (10, 10), (0, 10)]
RIGHT = [(10, 0), (20, 0), (20, 10), (10, 10), (12, 5)]
ISLAND = [(30, 0), (34, 0), (34, 4), (30, 4)]
# On the narrowest phone that is common, a map is so wide, and a number at least so high.
PHONE_WIDTH, MIN_HEIGHT = 350, 14


@pytest.fixture(scope="module")
def maps(schema):
    return Maps(Gazetteer(schema))


@pytest.fixture(scope="module")
def numbered(schema, maps):
    """The maps with numbers: of regions and nations, and of the councils of each."""
    areas = schema.areas.terms.values()
    regions = [shape.area for shape in maps.regions.shapes]
    parts = [[a.id for a in areas if a.kind == "council" and a.parent == id] for id in regions]
    drawings = [maps.crop(ids) for ids in (regions, *parts)]
    return [
        (drawing, ids, number_areas(drawing, ids))
        for drawing, ids in zip(drawings, (regions, *parts), strict=True)
    ]


def path_points(path: str) -> list[tuple[float, float]]:
    """Where the lines and curves of a path start and end, and the points that pull curves."""
    points: list[tuple[float, float]] = []
    x = y = 0.0
    for command, text in re.findall(r"([Mlqtz])([^Mlqtz]*)", path):
        numbers = [float(n) for n in re.findall(r"-?(?:\d+\.\d+|\.\d+|\d+)", text)]
        pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
        if command == "q":
            points += [(x + right, y + down) for right, down in pairs[::2]]
            pairs = pairs[1::2]
        for right, down in pairs:
            x, y = (right, down) if command == "M" else (x + right, y + down)
            points.append((x, y))
    return points


def test_rings_are_read_as_they_are_written():
    path = "M0 0l10 0 2 5-2 5-10 0zM30 0l4 0 0 4-4 0z"
    assert list(read_rings(path)) == [LEFT, ISLAND]


def test_neighbours_share_the_curve_of_their_border():
    paths = smooth_paths({"left": [LEFT], "right": [RIGHT]}, 0)
    shared = set(path_points(paths["left"])) & set(path_points(paths["right"]))
    # Both ends of the border, its bend, and the middle of each of its sides.
    assert {(10, 0), (12, 5), (10, 10), (11, 2.5), (11, 7.5)} <= shared


def test_an_island_has_no_corners():
    path = smooth_paths({"island": [ISLAND]}, 0)["island"]
    assert path == "M30 2q0-2 2-2t2 2-2 2-2-2z"


def test_what_hardly_shows_is_left_out_on_both_sides_of_a_border():
    left, right = ([*ring] for ring in (LEFT, RIGHT))
    left.insert(2, (11, 3))
    right.append((11, 3))
    few = smooth_paths({"left": [left], "right": [right]}, 1)
    assert few == smooth_paths({"left": [LEFT], "right": [RIGHT]}, 1)
    assert few != smooth_paths({"left": [left], "right": [right]}, 0)


def test_a_small_island_is_kept_whole():
    assert smooth_paths({"island": [ISLAND]}, 50) == smooth_paths({"island": [ISLAND]}, 0)


def test_every_curve_stays_near_its_shape(maps):
    for drawing in (maps.regions, maps.councils):
        for shape in drawing.shapes:
            if shape.path:
                xs, ys = zip(*(point for ring in shape.rings for point in ring), strict=True)
                points = path_points(shape.path)
                assert all(
                    min(xs) <= x <= max(xs) and min(ys) <= y <= max(ys) for x, y in points
                ), shape.area


def test_the_map_behind_a_locator_has_the_same_areas_in_far_fewer_lines(maps):
    assert maps.outline.areas == maps.regions.areas and maps.outline.box == maps.regions.box
    few, many = (
        sum(len(shape.path) for shape in drawing.shapes) for drawing in (maps.outline, maps.regions)
    )
    assert few < 0.85 * many


def test_every_area_has_its_number_inside_of_the_map(numbered):
    for drawing, ids, numbers in numbered:
        left, top, width, height = drawing.box
        assert [label.number for label in numbers.labels] == list(range(1, len(ids) + 1))
        for label in numbers.labels:
            assert left <= label.x <= left + width and top <= label.y <= top + height, ids


def test_numbers_are_legible_on_a_phone_and_lie_apart(numbered):
    for drawing, ids, numbers in numbered:
        assert numbers.size * PHONE_WIDTH / drawing.box[2] >= MIN_HEIGHT, ids
        for one, other in combinations(numbers.labels, 2):
            digits = len(str(one.number)) + len(str(other.number))
            apart_x = abs(one.x - other.x) >= numbers.size * 0.6 * digits / 2
            apart_y = abs(one.y - other.y) >= numbers.size * 0.75
            assert apart_x or apart_y, (ids[one.number - 1], ids[other.number - 1])


def test_a_number_stands_beside_an_area_that_is_too_small_for_it(numbered):
    _, ids, numbers = next(entry for entry in numbered if "city-of-london" in entry[1])
    labels = dict(zip(ids, numbers.labels, strict=True))
    assert labels["city-of-london"].anchor and not labels["bromley"].anchor
    assert isinstance(labels["bromley"], MapNumber)
