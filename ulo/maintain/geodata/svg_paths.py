"""Shapes on the grid as SVG paths: whole numbers, relative to the point before, y downwards."""

from collections.abc import Iterator
from itertools import pairwise

import shapely

MARGIN = 4
# Shapes, and places too small for a shape, by the id of their area.
Shapes = dict[str, shapely.Geometry]
Dots = dict[str, tuple[float, float]]


def draw_frame(shapes: Shapes, unit: int, dots: Dots | None = None) -> dict[str, object]:
    """Paths in one frame.

    A point of the grid is drawn at ((east - origin[0]) / unit, (origin[1] - north) / unit).
    """
    dots = dots or {}
    west, south, east, north = shapely.total_bounds(
        [*shapes.values(), *(shapely.Point(at) for at in dots.values())]
    )
    left, top = round(west / unit - MARGIN) * unit, round(north / unit + MARGIN) * unit
    width = round((east - left) / unit) + MARGIN
    height = round((top - south) / unit) + MARGIN
    frame: dict[str, object] = {
        "viewBox": f"0 0 {width} {height}",
        "origin": [left, top],
        "unit": unit,
        "paths": {
            name: "".join(_svg_path(shape, left, top, unit))
            for name, shape in sorted(shapes.items())
        },
    }
    if dots:
        frame["dots"] = {
            name: [round((x - left) / unit), round((top - y) / unit)]
            for name, (x, y) in sorted(dots.items())
        }
    return frame


def _svg_path(shape: shapely.Geometry, left: int, top: int, unit: int) -> Iterator[str]:
    """The path of each ring of a shape that is more than a line at this scale."""
    for part in shapely.get_parts(shapely.normalize(shape)):
        for ring in (part.exterior, *part.interiors):
            points: list[tuple[int, int]] = []
            for x, y in ring.coords[:-1]:
                point = (round((x - left) / unit), round((top - y) / unit))
                if not points or point != points[-1]:
                    points.append(point)
            if len(points) > 2:
                yield f"M{points[0][0]} {points[0][1]}l{_relative_steps(points)}z"


def _relative_steps(points: list[tuple[int, int]]) -> str:
    """The steps from point to point; a minus sign separates two numbers as well as a space."""
    numbers = [number for (a, b), (x, y) in pairwise(points) for number in (x - a, y - b)]
    return "".join(f"{n}" if n < 0 else f" {n}" for n in numbers).removeprefix(" ")
