"""The maps: cells of land labelled with their council, merged, simplified together and cut along the coast."""

from collections.abc import Sequence

import numpy as np
import shapely

from ulo.geography import to_grid
from ulo.maintain.geodata import neighbours, svg_paths
from ulo.maintain.geodata.sources import Postcodes
from ulo.schema import Vocabulary

# The smallest island that is drawn, in square metres: without a limit, Rockall would widen the frame.
MIN_ISLAND_AREA = 5e6
# The side of a cell, in metres.
CELL_SIZE = 1000


class CouncilGrid:
    """The land in square cells (metres), each with the number of its council in `councils`."""

    def __init__(
        self,
        postcodes: Postcodes,
        places: dict[str, list],
        outline: Sequence[shapely.Polygon],
        areas: Vocabulary,
    ) -> None:
        self.places = places
        self.land = shapely.union_all(outline)
        self.councils = sorted(places)
        number = np.array([self.councils.index(council) for council in postcodes.councils])
        self.seeds = np.stack([postcodes.east, postcodes.north, number[postcodes.council]], axis=1)
        # Northern Ireland has no open postcodes: there, each cell goes to the council of the place next to it.
        self.irish_councils = {
            council for council in places if areas[council].parent == "northern-ireland"
        }
        self.irish = np.array(
            [
                (*to_grid(row[1], row[2]), self.councils.index(council))
                for council, rows in places.items()
                if council in self.irish_councils
                for row in rows
            ]
        )
        self.columns, self.rows, self.labels = self.label_cells(CELL_SIZE)

    def label_cells(
        self, size: int, box: tuple[int, int, int, int] | None = None
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Column, row and council of every cell of this size on land or within two kilometres of it (in a box, if given)."""
        west, south, east, north = box or (-40_000, 0, 680_000, 1_230_000)
        seeds = self.seeds[
            (self.seeds[:, 0] >= west)
            & (self.seeds[:, 0] < east)
            & (self.seeds[:, 1] >= south)
            & (self.seeds[:, 1] < north)
        ]
        cells, counts = _count_cells(seeds, size)
        # By cell, then by how many postcodes each council has there: the first of each cell is the majority.
        cells = cells[np.lexsort((cells[:, 2], -counts, cells[:, 1], cells[:, 0]))]
        cells = cells[np.r_[True, (cells[1:, :2] != cells[:-1, :2]).any(axis=1)]]
        x, y = (
            grid.ravel()
            for grid in np.meshgrid(
                np.arange(west // size, east // size), np.arange(south // size, north // size)
            )
        )
        wide = self.land.buffer(2000)
        shapely.prepare(wide)
        land = shapely.contains_xy(wide, (x + 0.5) * size, (y + 0.5) * size)
        x, y = x[land], y[land]
        points = (cells[:, :2] + 0.5) * size
        known = np.concatenate([points, self.irish[:, :2]])
        labels = np.concatenate([cells[:, 2], self.irish[:, 2].astype(int)])
        nearest = shapely.STRtree(shapely.points(known)).nearest(
            shapely.points((x + 0.5) * size, (y + 0.5) * size)
        )
        return x, y, labels[nearest]

    def find_neighbours(self) -> dict[str, list[str]]:
        """The councils next to each: those that share a border or have postcodes within about a kilometre, corrected by hand."""
        pairs = self._adjacent_pairs(
            self.columns, self.rows, self.labels, [(1, 0), (0, 1)], self._is_on_land()
        )
        half, _ = _count_cells(self.seeds, 500)
        pairs |= self._adjacent_pairs(*half.T, [(0, 0), (1, 0), (0, 1), (1, 1), (1, -1)])
        # `councils` is in alphabetical order, so each pair is, too.
        named = neighbours.correct_neighbours(
            {(self.councils[one], self.councils[other]) for one, other in pairs},
            self.irish_councils,
        )
        return {
            name: [
                other for other in self.councils if (name, other) in named or (other, name) in named
            ]
            for name in self.councils
        }

    def largest_place(self, council: str) -> list:
        """The row of the largest place of a council, if it has one."""
        return sorted(self.places[council], key=lambda row: -row[3])[:1]

    def _is_on_land(self) -> np.ndarray:
        shapely.prepare(self.land)
        return shapely.contains_xy(
            self.land, (self.columns + 0.5) * CELL_SIZE, (self.rows + 0.5) * CELL_SIZE
        )

    @staticmethod
    def _adjacent_pairs(
        x: np.ndarray,
        y: np.ndarray,
        labels: np.ndarray,
        steps: list,
        wanted: np.ndarray | None = None,
    ) -> set[tuple[int, int]]:
        here: dict[tuple[int, int], set[int]] = {}
        for column, row, label, keep in zip(
            x.tolist(),
            y.tolist(),
            labels.tolist(),
            [True] * len(x) if wanted is None else wanted.tolist(),
        ):
            if keep:
                here.setdefault((column, row), set()).add(label)
        return {
            tuple(sorted((one, other)))
            for (column, row), own in here.items()
            for dx, dy in steps
            for one in own
            for other in here.get((column + dx, row + dy), ())
            if one != other
        }


def build_maps(cells: CouncilGrid, areas: Vocabulary) -> dict:
    """The map of councils and that of nations and regions, with London and Shetland drawn apart."""
    regions = [areas[council].parent for council in cells.councils]
    names = sorted(set(regions))
    region = np.array([names.index(name) for name in regions])
    councils = _clip_to_coast(
        _merge_cells(cells.columns, cells.rows, cells.labels, cells.councils, CELL_SIZE, 1500),
        cells.land.simplify(400),
    )
    wide = _clip_to_coast(
        _merge_cells(cells.columns, cells.rows, region[cells.labels], names, CELL_SIZE, 2500),
        cells.land.simplify(800),
    )
    x, y, labels = cells.label_cells(250, (490_000, 145_000, 575_000, 210_000))
    merged = _merge_cells(x, y, labels, cells.councils, 250, 600)
    london = {
        name: _outer_shape(shape)
        for name, shape in merged.items()
        if areas[name].parent == "london"
    }
    dots = {
        name: to_grid(row[1], row[2])
        for name in cells.councils
        if name not in councils
        for row in cells.largest_place(name)
    }
    return {
        "councils": svg_paths.draw_map(councils, 500, dots)
        | {"london": svg_paths.draw_frame(london, 50)},
        "regions": svg_paths.draw_map(wide, 1000, {}),
    }


def _count_cells(seeds: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray]:
    """Column, row and council of every cell of this size that holds postcodes, and how many: sorted."""
    # One number for the three is sorted ten times as fast as rows are.
    keys, counts = np.unique(
        (seeds[:, 0].astype(np.int64) // size * 100_000 + seeds[:, 1] // size) * 1000 + seeds[:, 2],
        return_counts=True,
    )
    return np.column_stack([keys // 100_000_000, keys // 1000 % 100_000, keys % 1000]), counts


def _outer_shape(shape: shapely.Geometry) -> shapely.Geometry:
    """The largest part of a shape, without holes: enclaves of a few houses do not show."""
    return shapely.Polygon(max(shapely.get_parts(shape), key=lambda part: part.area).exterior)


def _merge_cells(
    x: np.ndarray, y: np.ndarray, labels: np.ndarray, names: list[str], size: int, detail: int
) -> dict[str, shapely.Geometry]:
    """One shape a label, with borders that are simplified together and so still meet."""
    boxes = shapely.box(x * size, y * size, (x + 1) * size, (y + 1) * size)
    present = [number for number in range(len(names)) if (labels == number).any()]
    merged = [shapely.coverage_union_all(boxes[labels == number]) for number in present]
    return dict(
        zip((names[number] for number in present), shapely.coverage_simplify(merged, detail))
    )


def _clip_to_coast(
    shapes: dict[str, shapely.Geometry], land: shapely.Geometry
) -> dict[str, shapely.Geometry]:
    """The shapes along the coast, without islands too small to see; a council of which nothing is left is left out."""
    found = {}
    for name, shape in shapes.items():
        parts = [
            part
            for part in shapely.get_parts(shapely.intersection(shape, land))
            if part.geom_type == "Polygon" and part.area >= MIN_ISLAND_AREA
        ]
        if parts:
            found[name] = shapely.MultiPolygon(parts)
    return found
