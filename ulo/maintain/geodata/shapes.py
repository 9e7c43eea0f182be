"""The maps: cells of land labelled by council, merged, simplified and clipped to the coast."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import shapely
from numpy.typing import NDArray

from ulo.geography import to_grid
from ulo.maintain.geodata import neighbours
from ulo.maintain.geodata.sources import IntArray, Postcodes
from ulo.maintain.geodata.svg_paths import Dots, Shapes, draw_frame, draw_map
from ulo.maintain.geodata.tables import PlaceRow, Places
from ulo.schema import Areas

BoolArray: TypeAlias = NDArray[np.bool_]
# Metres: west, south, east, north.
Box = tuple[int, int, int, int]
UNITED_KINGDOM: Box = (-40_000, 0, 680_000, 1_230_000)
LONDON: Box = (490_000, 145_000, 575_000, 210_000)
# The smallest island that is drawn, in square metres; without a limit, Rockall would widen the map.
MIN_ISLAND_AREA = 5e6
# The side of a cell, in metres.
CELL_SIZE = 1000


class CouncilGrid:
    """The land in square cells, each with its council.

    `columns` and `rows` are the place of each cell, counted in cells from the origin of the grid;
    `labels` are indexes into `councils`, which are in alphabetical order. `postcodes` has east and
    north in metres and the label of each postcode.
    """

    def __init__(
        self,
        postcodes: Postcodes,
        places: Places,
        outline: Sequence[shapely.Polygon],
        areas: Areas,
    ) -> None:
        self.places = places
        self.land = shapely.union_all(outline)
        self.councils = sorted(places)
        label = {council: number for number, council in enumerate(self.councils)}
        labels = np.array([label[council] for council in postcodes.councils])
        self.postcodes = np.stack(
            [postcodes.east, postcodes.north, labels[postcodes.council]], axis=1
        )
        # Northern Ireland has no open postcodes: there, each cell goes to the council of the
        # nearest place.
        self.northern_irish_councils = {
            council for council in places if areas[council].parent == "northern-ireland"
        }
        self.northern_irish_places = np.array(
            [
                (*to_grid(row.latitude, row.longitude), label[council])
                for council, rows in places.items()
                if council in self.northern_irish_councils
                for row in rows
            ]
        )
        self.columns, self.rows, self.labels = self.label_cells(CELL_SIZE)

    def label_cells(
        self, size: int, box: Box = UNITED_KINGDOM
    ) -> tuple[IntArray, IntArray, IntArray]:
        """Column, row and label of every cell on land or within two kilometres of it.

        `size` is the side of a cell in metres. A cell has the label of most of its postcodes, or of
        the nearest cell with any.
        """
        west, south, east, north = box
        x, y = self.postcodes[:, 0], self.postcodes[:, 1]
        is_inside = (x >= west) & (x < east) & (y >= south) & (y < north)
        cells, counts = _count_cells(self.postcodes[is_inside], size)
        # Sorted by cell, then by how many postcodes each council has there, so that the first row
        # of each cell is the majority.
        cells = cells[np.lexsort((cells[:, 2], -counts, cells[:, 1], cells[:, 0]))]
        cells = cells[np.r_[True, (cells[1:, :2] != cells[:-1, :2]).any(axis=1)]]
        mesh = np.meshgrid(
            np.arange(west // size, east // size), np.arange(south // size, north // size)
        )
        columns, rows = mesh[0].ravel(), mesh[1].ravel()
        is_land = _contains_centres(self.land.buffer(2000), columns, rows, size)
        columns, rows = columns[is_land], rows[is_land]
        known = np.concatenate([(cells[:, :2] + 0.5) * size, self.northern_irish_places[:, :2]])
        labels = np.concatenate([cells[:, 2], self.northern_irish_places[:, 2].astype(int)])
        nearest = shapely.STRtree(shapely.points(known)).nearest(
            shapely.points((columns + 0.5) * size, (rows + 0.5) * size)
        )
        return columns, rows, labels[nearest]

    def find_neighbours(self) -> dict[str, list[str]]:
        """The councils next to each council.

        They share a border or have postcodes within about a kilometre; `neighbours` corrects them.
        """
        is_land = _contains_centres(self.land, self.columns, self.rows, CELL_SIZE)
        pairs = _adjacent_pairs(
            self.columns[is_land], self.rows[is_land], self.labels[is_land], [(1, 0), (0, 1)]
        )
        columns, rows, labels = _count_cells(self.postcodes, CELL_SIZE // 2)[0].T
        pairs |= _adjacent_pairs(columns, rows, labels, [(0, 0), (1, 0), (0, 1), (1, 1), (1, -1)])
        # Labels are in alphabetical order, so each pair of names is, too.
        named = {(self.councils[one], self.councils[other]) for one, other in pairs}
        corrected = neighbours.correct_neighbours(named, self.northern_irish_councils)
        found: dict[str, list[str]] = {council: [] for council in self.councils}
        for one, other in sorted(corrected):
            found[one].append(other)
            found[other].append(one)
        return {council: sorted(listed) for council, listed in found.items()}

    def largest_place(self, council: str) -> PlaceRow | None:
        """The place of a council with the most people, if it has any place."""
        return max(self.places[council], key=lambda row: row.population, default=None)


def build_maps(grid: CouncilGrid, areas: Areas) -> dict[str, object]:
    """The map of councils and that of nations and regions, with London and Shetland apart."""
    councils = _clip_to_coast(
        _merge_cells(grid.columns, grid.rows, grid.labels, grid.councils, CELL_SIZE, 1500),
        grid.land.simplify(400),
    )
    parents = [areas[council].parent for council in grid.councils]
    regions = sorted(set(parents))
    region_labels = np.array([regions.index(parent) for parent in parents])[grid.labels]
    wide = _clip_to_coast(
        _merge_cells(grid.columns, grid.rows, region_labels, regions, CELL_SIZE, 2500),
        grid.land.simplify(800),
    )
    columns, rows, labels = grid.label_cells(250, LONDON)
    merged = _merge_cells(columns, rows, labels, grid.councils, 250, 600)
    london = {
        council: _outer_shape(shape)
        for council, shape in merged.items()
        if areas[council].parent == "london"
    }
    dots: Dots = {}
    for council in grid.councils:
        place = grid.largest_place(council)
        if place and council not in councils:
            dots[council] = to_grid(place.latitude, place.longitude)
    return {
        "councils": draw_map(councils, 500, dots) | {"london": draw_frame(london, 50)},
        "regions": draw_map(wide, 1000, {}),
    }


def _count_cells(postcodes: IntArray, size: int) -> tuple[IntArray, IntArray]:
    """Column, row and label of every cell of this size that holds postcodes, sorted; and how many.

    A cell has a row for each council that has postcodes there.
    """
    # One number for the three is sorted ten times as fast as rows are.
    columns, rows = postcodes[:, 0].astype(np.int64) // size, postcodes[:, 1] // size
    keys, counts = np.unique(
        (columns * 100_000 + rows) * 1000 + postcodes[:, 2], return_counts=True
    )
    return np.column_stack([keys // 100_000_000, keys // 1000 % 100_000, keys % 1000]), counts


def _contains_centres(
    shape: shapely.Geometry, columns: IntArray, rows: IntArray, size: int
) -> BoolArray:
    """Whether a shape contains the centre of each cell."""
    shapely.prepare(shape)
    inside: BoolArray = shapely.contains_xy(shape, (columns + 0.5) * size, (rows + 0.5) * size)
    return inside


def _adjacent_pairs(
    columns: IntArray, rows: IntArray, labels: IntArray, steps: list[tuple[int, int]]
) -> set[tuple[int, int]]:
    """The pairs of labels, the lower first, with cells that are one of these steps apart."""
    labels_at: dict[tuple[int, int], set[int]] = {}
    cells = zip(columns.tolist(), rows.tolist(), labels.tolist(), strict=True)
    for column, row, label in cells:
        labels_at.setdefault((column, row), set()).add(label)
    return {
        (min(one, other), max(one, other))
        for (column, row), here in labels_at.items()
        for dx, dy in steps
        for other in labels_at.get((column + dx, row + dy), ())
        for one in here
        if one != other
    }


def _outer_shape(shape: shapely.Geometry) -> shapely.Geometry:
    """The largest part of a shape, without holes: enclaves of a few houses do not show."""
    return shapely.Polygon(max(shapely.get_parts(shape), key=lambda part: part.area).exterior)


def _merge_cells(
    columns: IntArray,
    rows: IntArray,
    labels: IntArray,
    names: list[str],
    size: int,
    tolerance: int,
) -> Shapes:
    """One shape for each label, by its name; borders are simplified together and so still meet."""
    boxes = shapely.box(columns * size, rows * size, (columns + 1) * size, (rows + 1) * size)
    present = [number for number in range(len(names)) if (labels == number).any()]
    merged = [shapely.coverage_union_all(boxes[labels == number]) for number in present]
    simplified = shapely.coverage_simplify(merged, tolerance)
    return {names[number]: shape for number, shape in zip(present, simplified, strict=True)}


def _clip_to_coast(shapes: Shapes, land: shapely.Geometry) -> Shapes:
    """The shapes along the coast, without islands too small to see.

    A council of which nothing is left is left out.
    """
    found: Shapes = {}
    for name, shape in shapes.items():
        parts = [
            part
            for part in shapely.get_parts(shapely.intersection(shape, land))
            if part.geom_type == "Polygon" and part.area >= MIN_ISLAND_AREA
        ]
        if parts:
            found[name] = shapely.MultiPolygon(parts)
    return found
