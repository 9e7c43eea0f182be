"""Shapes on the grid as SVG paths: whole numbers, relative to the point before, y downwards."""

from collections.abc import Iterator

import shapely

# What lies north of this belongs to Shetland, which is drawn beside the map and not on it.
SHETLAND = 1_062_000
MARGIN = 4


def draw_map(
    shapes: dict[str, shapely.Geometry], unit: int, dots: dict[str, tuple[float, float]]
) -> dict:
    """A map with Shetland apart. `unit` is metres to a step; `dots` are places too small for a shape."""
    south = {
        name: part
        for name, shape in shapes.items()
        if not (part := _split_at_shetland(shape, north=False)).is_empty
    }
    north = {
        name: part
        for name, shape in shapes.items()
        if not (part := _split_at_shetland(shape, north=True)).is_empty
    }
    return draw_frame(south, unit, dots) | {"shetland": draw_frame(north, unit)}


def draw_frame(
    shapes: dict[str, shapely.Geometry],
    unit: int,
    dots: dict[str, tuple[float, float]] | None = None,
) -> dict:
    """Paths in one frame. A point of the grid is drawn at ((east - origin[0]) / unit, (origin[1] - north) / unit)."""
    dots = dots or {}
    west, south, east, north = shapely.total_bounds(
        [*shapes.values(), *(shapely.Point(at) for at in dots.values())]
    )
    left, top = round(west / unit - MARGIN) * unit, round(north / unit + MARGIN) * unit
    size = [round((east - left) / unit) + MARGIN, round((top - south) / unit) + MARGIN]
    found = {
        "viewBox": f"0 0 {size[0]} {size[1]}",
        "origin": [left, top],
        "unit": unit,
        "paths": {
            name: "".join(_svg_path(shape, left, top, unit))
            for name, shape in sorted(shapes.items())
        },
    }
    if dots:
        found["dots"] = {
            name: [round((x - left) / unit), round((top - y) / unit)]
            for name, (x, y) in sorted(dots.items())
        }
    return found


def _split_at_shetland(shape: shapely.Geometry, north: bool) -> shapely.Geometry:
    return shapely.MultiPolygon(
        [part for part in shapely.get_parts(shape) if (part.centroid.y > SHETLAND) == north]
    )


def _svg_path(shape: shapely.Geometry, left: int, top: int, unit: int) -> Iterator[str]:
    for ring in (
        ring
        for part in shapely.get_parts(shapely.normalize(shape))
        for ring in (part.exterior, *part.interiors)
    ):
        points = []
        for x, y in ring.coords[:-1]:
            point = (round((x - left) / unit), round((top - y) / unit))
            if not points or point != points[-1]:
                points.append(point)
        if len(points) > 2:
            steps = [(x - a, y - b) for (a, b), (x, y) in zip(points, points[1:])]
            yield (
                f"M{points[0][0]} {points[0][1]}l"
                + "".join(
                    f"{n}" if n < 0 or not i else f" {n}"
                    for i, n in enumerate(n for step in steps for n in step)
                )
                + "z"
            )
