"""Shapes from points: cells of land with labels, merged, simplified and clipped to the coast."""

from typing import Any, TypeAlias

import numpy as np
import shapely
from numpy.typing import NDArray

from ulo.maintain.geodata.svg_paths import Shapes

IntArray: TypeAlias = NDArray[np.integer[Any]]
BoolArray: TypeAlias = NDArray[np.bool_]
# The smallest island that is drawn, in square metres; without a limit, a rock far out in the sea
# would widen the map.
MIN_ISLAND_AREA = 5e6


def count_cells(points: IntArray, size: int) -> tuple[IntArray, IntArray]:
    """Column, row and label of every cell of this size that holds points, sorted; and how many.

    Points have east and north in metres and a label. A cell has a row for each label that has
    points there.
    """
    # One number for the three is sorted ten times as fast as rows are.
    columns, rows = points[:, 0].astype(np.int64) // size, points[:, 1] // size
    keys, counts = np.unique((columns * 100_000 + rows) * 1000 + points[:, 2], return_counts=True)
    return np.column_stack([keys // 100_000_000, keys // 1000 % 100_000, keys % 1000]), counts


def contains_centres(
    shape: shapely.Geometry, columns: IntArray, rows: IntArray, size: int
) -> BoolArray:
    """Whether a shape contains the centre of each cell."""
    shapely.prepare(shape)
    inside: BoolArray = shapely.contains_xy(shape, (columns + 0.5) * size, (rows + 0.5) * size)
    return inside


def adjacent_pairs(
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


def outer_shape(shape: shapely.Geometry) -> shapely.Geometry:
    """The largest part of a shape, without holes: enclaves of a few houses do not show."""
    return shapely.Polygon(max(shapely.get_parts(shape), key=lambda part: part.area).exterior)


def merge_cells(
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


def clip_to_coast(shapes: Shapes, land: shapely.Geometry) -> Shapes:
    """The shapes along the coast, without islands too small to see.

    A shape of which nothing is left is left out.
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
