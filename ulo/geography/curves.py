"""Shapes with few and smooth lines, drawn from shapes with straight ones.

Lines between the points where borders meet lose what hardly shows. Then each corner of a shape
pulls a curve towards it, from the middle of one side to the middle of the next. Two neighbours have
the same corners along their border, so they have the same curve there, and no gap shows. Only where
three lines meet does a corner stay.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

Point = tuple[float, float]
Ring = list[Point]
# A ring with fewer would be little more than a line.
MIN_CORNERS = 4


def read_rings(path: str) -> Iterator[Ring]:
    """The rings of a path of straight lines: absolute at its start, relative after it."""
    for text in path.split("z")[:-1]:
        start, steps = text[1:].split("l")
        x, y = map(int, start.split())
        ring: Ring = [(x, y)]
        numbers = list(map(int, re.findall(r"-?\d+", steps)))
        for right, down in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + right, y + down
            ring.append((x, y))
        yield ring


def smooth_paths(shapes: Mapping[str, Sequence[Ring]], tolerance: float) -> dict[str, str]:
    """The path of each shape of a map, by its id.

    No line strays from its corners in `shapes` by more than `tolerance` before it is made smooth.
    """
    meetings = _meeting_points(ring for rings in shapes.values() for ring in rings)

    def path(ring: Ring) -> str:
        return _smooth_ring(_simplify_ring(ring, meetings, tolerance), meetings)

    return {id: "".join(map(path, rings)) for id, rings in shapes.items()}


def _meeting_points(rings: Iterable[Ring]) -> set[Point]:
    """The points from which lines lead to more than two others: borders end there."""
    ways: dict[Point, set[Point]] = defaultdict(set)
    for ring in rings:
        for one, other in pairwise([*ring, ring[0]]):
            ways[one].add(other)
            ways[other].add(one)
    return {point for point, others in ways.items() if len(others) > 2}


def _simplify_ring(ring: Ring, meetings: set[Point], tolerance: float) -> Ring:
    """A ring with fewer corners; whole where hardly anything would be left."""
    first = next((n for n, point in enumerate(ring) if point in meetings), 0)
    turned = [*ring[first:], *ring[: first + 1]]
    ends = [0, *(n for n, point in enumerate(turned[1:-1], 1) if point in meetings)]
    if len(ends) == 1:
        # A line from a point to itself: all others stray from it, so it is halved first.
        ends.append(max(range(len(ring)), key=lambda n: math.dist(turned[0], turned[n])))
    simplified: Ring = []
    for start, end in pairwise([*ends, len(turned) - 1]):
        simplified += _simplify_line(turned[start : end + 1], tolerance)[:-1]
    return simplified if len(simplified) >= MIN_CORNERS else ring


def _simplify_line(line: Ring, tolerance: float) -> Ring:
    """A line with its ends, and those of its corners that others would stray too far without.

    The same for both directions, as two neighbours go along it in different ones.
    """
    if line[-1] < line[0]:
        return _simplify_line(line[::-1], tolerance)[::-1]
    distances = [_distance(point, line[0], line[-1]) for point in line[1:-1]]
    if not distances or max(distances) <= tolerance:
        return [line[0], line[-1]]
    corner = distances.index(max(distances)) + 1
    return [
        *_simplify_line(line[: corner + 1], tolerance)[:-1],
        *_simplify_line(line[corner:], tolerance),
    ]


def _distance(point: Point, start: Point, end: Point) -> float:
    """How far a point is from the line between two others."""
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = math.dist(start, end)
    if not length:
        return math.dist(point, start)
    along = ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length**2
    along = min(1, max(0, along))
    return math.dist(point, (x1 + along * (x2 - x1), y1 + along * (y2 - y1)))


def _smooth_ring(ring: Ring, meetings: set[Point]) -> str:
    """The path of one ring. What it counts in are half units, so the middle of a side is exact."""
    (x0, y0), (x1, y1) = ring[-1], ring[0]
    x, y = x0 + x1, y0 + y1
    path, command = [f"M{_halved(x).lstrip()}{_halved(y)}"], ""
    for corner, following in zip(ring, [*ring[1:], ring[0]], strict=True):
        middle = corner[0] + following[0], corner[1] + following[1]
        to_corner = 2 * corner[0] - x, 2 * corner[1] - y
        to_middle = middle[0] - x, middle[1] - y
        from_corner = to_middle[0] - to_corner[0], to_middle[1] - to_corner[1]
        numbers: tuple[float, ...]
        if corner in meetings:
            wanted, numbers = "l", (*to_corner, *from_corner)
        elif command in ("q", "t"):
            # A corner lies as far before the middle of a side as the next one does behind it: that
            # is just where "t" puts it.
            wanted, numbers = "t", to_middle
        else:
            wanted, numbers = "q", (*to_corner, *to_middle)
        written = "".join(map(_halved, numbers))
        path.append(written if wanted == command else wanted + written.lstrip())
        command, (x, y) = wanted, middle
    return "".join(path) + "z"


def _halved(number: float) -> str:
    """Half of a number as it is written in a path; a minus sign divides as well as a space does."""
    text = f"{number / 2:g}"
    if abs(number) == 1:
        text = text.replace("0.", ".")
    return text if text.startswith("-") else f" {text}"
