"""Where the number of each area stands on a map: in it if there is room, else beside it at the end
of a line. No two numbers lie over each other."""

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ulo.geography.curves import Point, Ring
from ulo.geography.maps import Drawing, Shape

# The numbers across the width of a map: on the narrowest phones, about 14 pixels each.
SIZES_PER_WIDTH = 24
# The width of a digit, and the space around a number, as shares of its size.
DIGIT_WIDTH = 0.62
PADDING = 0.3
# How much of a number an area must have room for, if the number is to stand in it.
ROOM = 0.7
# How many lines across a shape are looked at for the widest part of it.
SCAN_LINES = 15
# In how many directions, and how many sizes away, a number is tried beside its area.
DIRECTIONS = 24
DISTANCES = (1.2, 1.5, 1.8, 2.2, 2.6, 3, 3.5, 4, 5, 6, 8)
# At how many points of a line it is looked at whether it goes through a number.
STEPS = 12


class MapNumber(NamedTuple):
    """The number of an area, and its middle. `anchor` is where a line to it starts, if any does."""

    number: int
    x: float
    y: float
    anchor: Point | None = None


@dataclass(frozen=True)
class MapNumbers:
    """The numbers of a map, and their size in its units."""

    size: int
    labels: tuple[MapNumber, ...]


class _Room(NamedTuple):
    """The middle of a part of a shape, and how wide and high the shape is there."""

    x: float
    y: float
    width: float
    height: float


def number_areas(drawing: Drawing, areas: Iterable[str]) -> MapNumbers:
    """Numbers from 1 for areas of a drawing, in their order."""
    left, top, width, height = drawing.box
    size = math.ceil(width / SIZES_PER_WIDTH)
    numbers = {area: number for number, area in enumerate(areas, 1)}
    shapes = [shape for shape in drawing.all_shapes if shape.area in numbers]
    rooms = {shape.area: _widest_room(shape) for shape in shapes}
    placed: dict[str, MapNumber] = {}

    def fits(number: MapNumber) -> bool:
        wide, high = _measure(number.number, size)
        return (
            left + wide / 2 <= number.x <= left + width - wide / 2
            and top + high / 2 <= number.y <= top + height - high / 2
            and not any(_overlap(number, other, size) for other in placed.values())
        )

    def crossings(number: MapNumber) -> int:
        return sum(_lines_cross(number, other, size) for other in placed.values())

    # Where there is most room first: those numbers need not give way.
    for area, room in sorted(rooms.items(), key=lambda item: -min(item[1].width, item[1].height)):
        wide, high = _measure(numbers[area], size)
        inside = MapNumber(numbers[area], round(room.x), round(room.y))
        if room.width >= ROOM * wide and room.height >= ROOM * high and fits(inside):
            placed[area] = inside
        else:
            beside = _positions_beside(numbers[area], room, drawing, size)
            placed[area] = _first_best(filter(fits, beside), crossings) or inside
    return MapNumbers(size, tuple(sorted(placed.values())))


def _first_best(
    options: Iterable[MapNumber], count: Callable[[MapNumber], int]
) -> MapNumber | None:
    """The first option with the lowest count. None comes after one that counts nothing."""
    best, lowest = None, math.inf
    for option in options:
        if (counted := count(option)) < lowest:
            best, lowest = option, counted
        if not lowest:
            break
    return best


def _measure(number: int, size: float) -> tuple[float, float]:
    """The width and the height of a number with the space around it."""
    return size * (DIGIT_WIDTH * len(str(number)) + PADDING), size * (0.75 + PADDING)


def _positions_beside(number: int, room: _Room, drawing: Drawing, size: int) -> Iterator[MapNumber]:
    """The positions around an area, the nearest first, and of those first the most outward one."""
    left, top, width, height = drawing.box
    outward = math.atan2(room.y - (top + height / 2), room.x - (left + width / 2))
    turns = sorted((n - DIRECTIONS // 2 for n in range(DIRECTIONS)), key=abs)
    anchor = round(room.x), round(room.y)
    for distance in DISTANCES:
        for turn in turns:
            angle = outward + turn * 2 * math.pi / DIRECTIONS
            x = room.x + distance * size * math.cos(angle)
            y = room.y + distance * size * math.sin(angle)
            yield MapNumber(number, round(x), round(y), anchor)


def _overlap(one: MapNumber, other: MapNumber, size: int) -> bool:
    """Whether two numbers lie over each other."""
    (w1, h1), (w2, h2) = _measure(one.number, size), _measure(other.number, size)
    return abs(one.x - other.x) < (w1 + w2) / 2 and abs(one.y - other.y) < (h1 + h2) / 2


def _lines_cross(one: MapNumber, other: MapNumber, size: int) -> bool:
    """Whether the line to one of two numbers goes through the other, or through its line."""
    return _goes_through(one, other, size) or _goes_through(other, one, size) or _meet(one, other)


def _goes_through(line_of: MapNumber, other: MapNumber, size: int) -> bool:
    if not line_of.anchor:
        return False
    (x, y), (width, height) = line_of.anchor, _measure(other.number, size)
    return any(
        abs(x + (line_of.x - x) * step / STEPS - other.x) < width / 2
        and abs(y + (line_of.y - y) * step / STEPS - other.y) < height / 2
        for step in range(STEPS)
    )


def _meet(one: MapNumber, other: MapNumber) -> bool:
    """Whether the lines to two numbers meet: the ends of each lie on two sides of the other."""
    if not (one.anchor and other.anchor):
        return False
    a, b, c, d = one.anchor, (one.x, one.y), other.anchor, (other.x, other.y)
    return _turns_left(a, b, c) != _turns_left(a, b, d) and (
        _turns_left(c, d, a) != _turns_left(c, d, b)
    )


def _turns_left(start: Point, end: Point, point: Point) -> bool:
    (x1, y1), (x2, y2), (x, y) = start, end, point
    return (x2 - x1) * (y - y1) > (y2 - y1) * (x - x1)


def _widest_room(shape: Shape) -> _Room:
    """The part of a shape with most room for a number; its centre where it has no rings."""
    if not shape.rings:
        return _Room(shape.x, shape.y, 0, 0)
    ring = max(shape.rings, key=_enclosed_area)
    top, bottom = min(y for _, y in ring), max(y for _, y in ring)
    flipped = [(y, x) for x, y in ring]
    rooms = []
    for level in (top + (bottom - top) * (n + 0.5) / SCAN_LINES for n in range(SCAN_LINES)):
        for section in _sections(ring, level):
            # From the middle of the line to the middle between what is above and what is below.
            x = sum(section) / 2
            up, down = _section_at(flipped, x, level)
            y = (up + down) / 2
            start, end = _section_at(ring, y, x)
            rooms.append(_Room((start + end) / 2, y, end - start, down - up))
    return max(rooms, key=lambda room: min(room.width, room.height))


def _section_at(ring: Ring, y: float, x: float) -> tuple[float, float]:
    """The part of a level line inside of a ring that has the point at x; empty on its edge."""
    return next((part for part in _sections(ring, y) if part[0] <= x <= part[1]), (x, x))


def _sections(ring: Ring, y: float) -> list[tuple[float, float]]:
    """The parts of a level line that are inside of a ring, from left to right."""
    crossings = sorted(
        x1 + (y - y1) / (y2 - y1) * (x2 - x1)
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True)
        if (y1 > y) != (y2 > y)
    )
    return list(zip(crossings[::2], crossings[1::2], strict=True))


def _enclosed_area(ring: Ring) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2
