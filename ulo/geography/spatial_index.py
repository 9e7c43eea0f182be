"""Things by where they are: the nearest are found without a look at all of them."""

from collections.abc import Iterable, Iterator
from heapq import heappop, heappush
from itertools import count
from math import cos, hypot, radians
from typing import Generic, TypeVar

# The sides of the squares (in degrees) that things are sorted into, and miles in a degree of
# latitude.
CELL_DEGREES = 0.2
MILES_PER_DEGREE = 69.0
Point = tuple[float, float]
Item = TypeVar("Thing")


class SpatialIndex(Generic[Item]):
    """Things, each at a point (latitude and longitude in degrees), sorted into squares."""

    def __init__(self, items: Iterable[tuple[Point, Item]]) -> None:
        self._cells: dict[tuple[int, int], list[tuple[Point, Item]]] = {}
        for point, thing in items:
            self._cells.setdefault(_cell_of(point), []).append((point, thing))

    def nearest(self, point: Point) -> Iterator[tuple[float, Item]]:
        """All things in the order of their distance, each with it in miles as on a flat map: good
        for an order, not to be shown.
        """
        row, column = _cell_of(point)
        squash = cos(radians(point[0]))
        # A square is narrower than it is high, and narrowest at its northern edge.
        width = CELL_DEGREES * MILES_PER_DEGREE * cos(radians(min(abs(point[0]) + 2, 89)))
        # The running number settles a tie, so that things need no order of their own.
        waiting: list[tuple[float, int, Item]] = []
        number = count()

        def see(squares: Iterable[tuple[int, int]]) -> None:
            for square in squares:
                for at, thing in self._cells.get(square, ()):
                    away = hypot(at[0] - point[0], (at[1] - point[1]) * squash) * MILES_PER_DEGREE
                    heappush(waiting, (away, next(number), thing))

        ring = 0
        # Far out, where a ring has more squares than there are with things in them, these are
        # looked at all at once.
        while 8 * ring <= len(self._cells):
            see(_ring(row, column, ring))
            ring += 1
            # All that lies nearer than the inner edge of this ring has been seen.
            while waiting and waiting[0][0] <= (ring - 1) * width:
                away, _, thing = heappop(waiting)
                yield away, thing
        see(
            square
            for square in self._cells
            if max(abs(square[0] - row), abs(square[1] - column)) >= ring
        )
        while waiting:
            away, _, thing = heappop(waiting)
            yield away, thing


def _cell_of(point: Point) -> tuple[int, int]:
    return int(point[0] // CELL_DEGREES), int(point[1] // CELL_DEGREES)


def _ring(row: int, column: int, ring: int) -> Iterator[tuple[int, int]]:
    """The squares of which the larger of the two steps from the middle is `ring`."""
    if not ring:
        yield row, column
        return
    for step in range(-ring, ring + 1):
        yield row - ring, column + step
        yield row + ring, column + step
    for step in range(1 - ring, ring):
        yield row + step, column - ring
        yield row + step, column + ring
