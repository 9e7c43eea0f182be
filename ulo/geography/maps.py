"""Maps to be drawn: shapes in a box, their middles, and insets for what is too far away or too
small.

The shapes come from the derived table `map`; a path has whole numbers only, absolute at its start
and relative after it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from ulo.geography.gazetteer import Gazetteer
from ulo.geography.grid import to_grid
from ulo.geography.spatial_index import Point
from ulo.schema import Area

# Where the insets stand on the map of councils: free sea, in steps of that map; and how much they
# are scaled.
SHETLAND_INSET = (852, 12, 1.0)
LONDON_INSET = (884, 500, 0.37)
# The room around shapes that were cut out of a map, as a share of its longer side.
MARGIN = 0.02
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Projection:
    """How points come onto a map: metres of the National Grid at its top left corner, and metres in
    one of its steps.
    """

    origin: tuple[int, int]
    metres_per_unit: int

    def project(self, point: Point) -> tuple[int, int]:
        """Where a point (latitude, longitude) stands."""
        east, north = to_grid(*point)
        return round((east - self.origin[0]) / self.metres_per_unit), round(
            (self.origin[1] - north) / self.metres_per_unit
        )


@dataclass(frozen=True)
class Shape:
    """An area on a map: its path (empty for islands too small to draw) and where its middle stands."""

    area: str
    path: str
    x: int
    y: int


@dataclass(frozen=True)
class Drawing:
    """Shapes in a box (left, top, width, height), and other drawings set into it: left, top, scale,
    drawing.
    """

    box: Box
    projection: Projection
    shapes: tuple[Shape, ...]
    insets: tuple[tuple[float, float, float, "Drawing"], ...] = ()

    @property
    def labels(self) -> Iterator[Shape]:
        """Each area once, with its middle on the whole drawing: in an inset only where it stands
        nowhere else.
        """
        yield from self.shapes
        known = {shape.area for shape in self.shapes}
        for left, top, scale, inset in self.insets:
            yield from (
                replace(shape, x=round(left + scale * shape.x), y=round(top + scale * shape.y))
                for shape in inset.shapes
                if shape.area not in known
            )


@dataclass(frozen=True)
class Locator:
    """Where a place stands on the map of regions: paths with the way to move and scale them (left,
    top, scale), a point.
    """

    box: Box
    paths: tuple[tuple[float, float, float, str], ...]
    x: float
    y: float


class Maps:
    """All maps of the site."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer, self.shape_tables = gazetteer, gazetteer.load_table("map")

    @cached_property
    def councils(self) -> Drawing:
        """Every council, with London larger and Shetland nearer than they are."""
        table = self.shape_tables["councils"]
        insets = (
            (*SHETLAND_INSET, self._drawing(table["shetland"])),
            (*LONDON_INSET, self._drawing(table["london"])),
        )
        return self._drawing(table, insets)

    @cached_property
    def regions(self) -> Drawing:
        """The regions of England and the other nations."""
        table = self.shape_tables["regions"]
        # This map has a step of twice as many metres.
        left, top, scale = SHETLAND_INSET
        return self._drawing(table, ((left / 2, top / 2, scale, self._drawing(table["shetland"])),))

    def crop(self, areas: Iterable[str]) -> Drawing:
        """Some areas, cut out of the map that shows them best. They are all councils, or all
        regions or nations.
        """
        wanted = set(areas)
        whole = (
            self.regions
            if wanted <= {shape.area for shape in self.regions.shapes}
            else self.councils
        )
        for *_, inset in whole.insets:
            # Scotland stands on its map and in an inset; all of London is larger in the inset.
            if wanted <= {shape.area for shape in inset.shapes} and (
                len(inset.shapes) > 1 or wanted.isdisjoint(shape.area for shape in whole.shapes)
            ):
                whole = inset
        shapes = tuple(shape for shape in whole.shapes if shape.area in wanted)
        insets = tuple(
            inset
            for inset in whole.insets
            if len(inset[3].shapes) == 1 and inset[3].shapes[0].area in wanted
        )
        return replace(whole, box=_bounding_box(shapes, insets), shapes=shapes, insets=insets)

    def locator(self, area: Area, point: Point) -> Locator:
        """An area and a point of it, to be drawn on the map of regions."""
        left, top, frame = 0.0, 0.0, self.regions.projection
        if area.id in self._shetland_only:
            left, top, _, inset = self.regions.insets[0]
            frame = inset.projection
        x, y = frame.project(point)
        return Locator(self.regions.box, tuple(self._paths(area)), left + x, top + y)

    @cached_property
    def _shetland_only(self) -> set[str]:
        """The councils that only the inset of the far north shows."""
        return {shape.area for shape in self.councils.insets[0][3].shapes}

    def _paths(self, area: Area) -> Iterator[tuple[float, float, float, str]]:
        """The paths of an area on the map of regions; those of councils come from their own, finer
        map.
        """
        inner = {
            area.id,
            *area.covers,
            *(other.id for other in self.gazetteer.areas.terms.values() if other.parent == area.id),
        }
        left, top, _, inset = self.regions.insets[0]
        drawings = [
            (0.0, 0.0, self.regions, self.councils),
            (left, top, inset, self.councils.insets[0][3]),
        ]
        known = {shape.area for shape in self.regions.shapes}
        for left, top, target, source in drawings:
            if known & inner:
                source = target
            step = target.projection.metres_per_unit
            right = (source.projection.origin[0] - target.projection.origin[0]) / step
            down = (target.projection.origin[1] - source.projection.origin[1]) / step
            yield from (
                (left + right, top + down, source.projection.metres_per_unit / step, shape.path)
                for shape in source.shapes
                if shape.area in inner and shape.path
            )

    def _drawing(self, table: dict, insets: tuple = ()) -> Drawing:
        frame = Projection(tuple(table["origin"]), table["unit"])
        middle = lambda area: frame.project(
            self.gazetteer.area_match(self.gazetteer.areas[area]).point
        )
        shapes = [Shape(area, path, *middle(area)) for area, path in table["paths"].items()]
        shapes += [Shape(area, "", *at) for area, at in table.get("dots", {}).items()]
        return Drawing(tuple(map(float, table["viewBox"].split())), frame, tuple(shapes), insets)


def _bounding_box(shapes: Iterable[Shape], insets: Iterable[tuple]) -> Box:
    points = [
        point
        for shape in shapes
        for point in (
            _path_points(shape.path)
            if shape.path
            else ((shape.x - 20, shape.y - 20), (shape.x + 20, shape.y + 20))
        )
    ]
    for left, top, scale, inset in insets:
        points += [(left, top), (left + scale * inset.box[2], top + scale * inset.box[3])]
    (west, east), (north, south) = ((min(axis), max(axis)) for axis in zip(*points))
    room = round(max(east - west, south - north) * MARGIN)
    return west - room, north - room, east - west + 2 * room, south - north + 2 * room


def _path_points(path: str) -> Iterator[tuple[int, int]]:
    """Every corner of a path."""
    for ring in path.split("z")[:-1]:
        start, steps = ring[1:].split("l")
        x, y = map(int, start.split())
        yield x, y
        numbers = list(map(int, re.findall(r"-?\d+", steps)))
        for right, down in zip(numbers[::2], numbers[1::2]):
            x, y = x + right, y + down
            yield x, y
