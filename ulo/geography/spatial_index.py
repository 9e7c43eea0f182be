"""How far points are apart, and the items nearest to one without a look at all of them."""

from collections.abc import Iterable, Iterator
from heapq import heappop, heappush
from itertools import count
from math import asin, cos, hypot, radians, sin, sqrt
from typing import Generic, TypeVar

# The side of a cell in degrees, and the miles in a degree of latitude.
CELL_DEGREES = 0.2
MILES_PER_DEGREE = 69.0
EARTH_DIAMETER_MILES = 7917.6
# Latitude and longitude in degrees.
Point = tuple[float, float]
Cell = tuple[int, int]
Item = TypeVar("Item")


def distance_miles(start: Point, end: Point) -> float:
    """The distance as the crow flies, by the haversine formula on a sphere.

    That is within 0.4 % of the distance on the ellipsoid: less than an office is away from the
    middle of its outcode, and a hundred times as fast.
    """
    north, west, south, east = map(radians, (*start, *end))
    half_chord = (
        sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin((east - west) / 2) ** 2
    )
    return EARTH_DIAMETER_MILES * asin(sqrt(half_chord))


class SpatialIndex(Generic[Item]):
    """Items, each at a point, sorted into the cells of a grid."""

    def __init__(self, items: Iterable[tuple[Point, Item]]) -> None:
        self._cells: dict[Cell, list[tuple[Point, Item]]] = {}
        for point, item in items:
            self._cells.setdefault(_cell_of(point), []).append((point, item))

    def nearest(self, point: Point) -> Iterator[tuple[float, Item]]:
        """All items, the nearest first, each with its distance in miles.

        The distance is that on a flat map: good enough for the order, not for display.
        """
        row, column = _cell_of(point)
        longitude_scale = cos(radians(point[0]))
        # A cell is narrower than it is high, and narrowest at its northern edge.
        cell_width = CELL_DEGREES * MILES_PER_DEGREE * cos(radians(min(abs(point[0]) + 2, 89)))
        # The running number breaks ties, so that items need no order of their own.
        queue: list[tuple[float, int, Item]] = []
        number = count()

        def push_cells(cells: Iterable[Cell]) -> None:
            for cell in cells:
                for (latitude, longitude), item in self._cells.get(cell, ()):
                    north = latitude - point[0]
                    east = (longitude - point[1]) * longitude_scale
                    heappush(queue, (hypot(north, east) * MILES_PER_DEGREE, next(number), item))

        ring = 0
        # Far out, a ring has more cells than there are filled ones: these are then pushed at once.
        while 8 * ring <= len(self._cells):
            push_cells(_ring(row, column, ring))
            ring += 1
            # Everything nearer than the inner edge of the next ring is in the queue by now.
            while queue and queue[0][0] <= (ring - 1) * cell_width:
                distance, _, item = heappop(queue)
                yield distance, item
        push_cells(
            cell for cell in self._cells if max(abs(cell[0] - row), abs(cell[1] - column)) >= ring
        )
        while queue:
            distance, _, item = heappop(queue)
            yield distance, item


def _cell_of(point: Point) -> Cell:
    return int(point[0] // CELL_DEGREES), int(point[1] // CELL_DEGREES)


def _ring(row: int, column: int, ring: int) -> Iterator[Cell]:
    """The cells whose larger distance from the middle, in rows or in columns, is `ring`."""
    if not ring:
        yield row, column
        return
    for step in range(-ring, ring + 1):
        yield row - ring, column + step
        yield row + ring, column + step
    for step in range(1 - ring, ring):
        yield row + step, column - ring
        yield row + step, column + ring
