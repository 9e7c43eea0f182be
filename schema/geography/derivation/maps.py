"""The maps: cells of land labelled by council, merged, simplified and clipped to the coast."""

from collections.abc import Sequence

import numpy as np
import shapely

from ulo.maintain.geodata.cells import (
    IntArray,
    adjacent_pairs,
    clip_to_coast,
    contains_centres,
    count_cells,
    merge_cells,
    outer_shape,
)
from ulo.maintain.geodata.places import PlaceRow, Places
from ulo.maintain.geodata.svg_paths import Dots, Shapes, draw_frame
from ulo.schema import Areas

from . import neighbours
from .grid import to_grid
from .sources import Postcodes

# Metres: west, south, east, north.
Box = tuple[int, int, int, int]
UNITED_KINGDOM: Box = (-40_000, 0, 680_000, 1_230_000)
LONDON: Box = (490_000, 145_000, 575_000, 210_000)
# Metres north: what lies beyond belongs to Shetland, which is drawn beside the map and not on it.
SHETLAND = 1_062_000
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
        cells, counts = count_cells(self.postcodes[is_inside], size)
        # Sorted by cell, then by how many postcodes each council has there, so that the first row
        # of each cell is the majority.
        cells = cells[np.lexsort((cells[:, 2], -counts, cells[:, 1], cells[:, 0]))]
        cells = cells[np.r_[True, (cells[1:, :2] != cells[:-1, :2]).any(axis=1)]]
        mesh = np.meshgrid(
            np.arange(west // size, east // size), np.arange(south // size, north // size)
        )
        columns, rows = mesh[0].ravel(), mesh[1].ravel()
        is_land = contains_centres(self.land.buffer(2000), columns, rows, size)
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
        is_land = contains_centres(self.land, self.columns, self.rows, CELL_SIZE)
        pairs = adjacent_pairs(
            self.columns[is_land], self.rows[is_land], self.labels[is_land], [(1, 0), (0, 1)]
        )
        columns, rows, labels = count_cells(self.postcodes, CELL_SIZE // 2)[0].T
        pairs |= adjacent_pairs(columns, rows, labels, [(0, 0), (1, 0), (0, 1), (1, 1), (1, -1)])
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
    councils = clip_to_coast(
        merge_cells(grid.columns, grid.rows, grid.labels, grid.councils, CELL_SIZE, 1500),
        grid.land.simplify(400),
    )
    parents = [areas[council].parent for council in grid.councils]
    regions = sorted(set(parents))
    region_labels = np.array([regions.index(parent) for parent in parents])[grid.labels]
    wide = clip_to_coast(
        merge_cells(grid.columns, grid.rows, region_labels, regions, CELL_SIZE, 2500),
        grid.land.simplify(800),
    )
    columns, rows, labels = grid.label_cells(250, LONDON)
    merged = merge_cells(columns, rows, labels, grid.councils, 250, 600)
    london = {
        council: outer_shape(shape)
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


def draw_map(shapes: Shapes, unit: int, dots: Dots) -> dict[str, object]:
    """A map with Shetland in a frame of its own. `unit` is the metres of a step."""
    south = _split_at_shetland(shapes, is_north=False)
    north = _split_at_shetland(shapes, is_north=True)
    return draw_frame(south, unit, dots) | {"shetland": draw_frame(north, unit)}


def _split_at_shetland(shapes: Shapes, is_north: bool) -> Shapes:
    """The parts of shapes on one side, without shapes of which there is none."""
    found: Shapes = {}
    for name, shape in shapes.items():
        parts = [
            part for part in shapely.get_parts(shape) if (part.centroid.y > SHETLAND) == is_north
        ]
        if parts:
            found[name] = shapely.MultiPolygon(parts)
    return found
