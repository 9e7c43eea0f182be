"""Maps to be drawn: the shapes of areas in a box, their centres, and insets.

An inset shows what is too far away or too small. The shapes come from the derived table `map`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

from ulo.geography.curves import Ring, read_rings, smooth_paths
from ulo.geography.gazetteer import Gazetteer
from ulo.geography.grid import to_grid
from ulo.geography.spatial_index import Point
from ulo.schema import Area

# Where the insets stand on the map of councils, in its units, over open sea; and their scales.
SHETLAND_INSET = (852, 12, 1.0)
LONDON_INSET = (884, 500, 0.37)
# The space around shapes that were cut out of a map, as a share of its longer side.
MARGIN = 0.02
# An area without a path, such as a group of small islands, is given a box of twice this size.
DOT_RADIUS = 20
# How far a line of a shape may be from where it is, in units of its table: less does not show.
TOLERANCE = 4
# The same on the small map behind where a place is, which shows a unit as a quarter of a pixel.
OUTLINE_TOLERANCE = 8
# Left, top, width, height.
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Projection:
    """How points come onto a map.

    `origin` is its top left corner in metres of the National Grid, `metres_per_unit` its scale.
    """

    origin: tuple[int, int]
    metres_per_unit: int

    def project(self, point: Point) -> tuple[int, int]:
        """A point (latitude, longitude) in the units of the map, from its left and from its top."""
        east, north = to_grid(*point)
        x = (east - self.origin[0]) / self.metres_per_unit
        y = (self.origin[1] - north) / self.metres_per_unit
        return round(x), round(y)


@dataclass(frozen=True)
class Shape:
    """An area on a map: its path, the corners of the rings that it is drawn from, and its centre.

    Islands too small to draw have no rings, and their path is empty.
    """

    area: str
    path: str
    x: float
    y: float
    rings: tuple[Ring, ...] = ()


class Inset(NamedTuple):
    """A drawing set into another one, at a place and a scale of its own."""

    left: float
    top: float
    scale: float
    drawing: "Drawing"


@dataclass(frozen=True)
class Drawing:
    """Shapes in a box, with the insets."""

    box: Box
    projection: Projection
    shapes: tuple[Shape, ...]
    insets: tuple[Inset, ...] = ()

    @property
    def areas(self) -> set[str]:
        """The ids of the areas that are drawn, without those in insets alone."""
        return {shape.area for shape in self.shapes}

    @property
    def all_shapes(self) -> Iterator[Shape]:
        """Each area once, in the units of the whole drawing.

        It is the one in an inset only where the area is drawn nowhere else.
        """
        yield from self.shapes
        drawn = self.areas
        for left, top, scale, inset in self.insets:
            for shape in inset.shapes:
                if shape.area not in drawn:
                    rings = tuple(
                        [(left + scale * x, top + scale * y) for x, y in ring]
                        for ring in shape.rings
                    )
                    x, y = left + scale * shape.x, top + scale * shape.y
                    yield replace(shape, x=x, y=y, rings=rings)


class PlacedPath(NamedTuple):
    """A path with the way to move and to scale it."""

    left: float
    top: float
    scale: float
    path: str


@dataclass(frozen=True)
class Locator:
    """Where a place stands on the map of regions: the paths of its area, and its point."""

    box: Box
    paths: tuple[PlacedPath, ...]
    x: float
    y: float


class Maps:
    """All maps of the site."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.shape_tables = gazetteer.load_table("map")

    @cached_property
    def councils(self) -> Drawing:
        """Every council, with London larger and Shetland nearer than they are."""
        table = self.shape_tables["councils"]
        insets = (
            Inset(*SHETLAND_INSET, self._drawing(table["shetland"])),
            Inset(*LONDON_INSET, self._drawing(table["london"])),
        )
        return self._drawing(table, insets)

    @cached_property
    def regions(self) -> Drawing:
        """The regions of England and the other nations."""
        return self._regions(TOLERANCE)

    @cached_property
    def outline(self) -> Drawing:
        """The same with fewer lines, for the small map that a locator is drawn on."""
        return self._regions(OUTLINE_TOLERANCE)

    def crop(self, areas: Iterable[str]) -> Drawing:
        """Some areas, cut out of the map that shows them best.

        They are all councils, or all regions or nations.
        """
        wanted = set(areas)
        whole = self.regions if wanted <= self.regions.areas else self.councils
        for *_, inset in whole.insets:
            # Scotland stands on its map and in an inset; all of London is larger in the inset.
            is_larger = len(inset.shapes) > 1 or wanted.isdisjoint(whole.areas)
            if wanted <= inset.areas and is_larger:
                whole = inset
        shapes = tuple(shape for shape in whole.shapes if shape.area in wanted)
        insets = tuple(
            inset
            for inset in whole.insets
            if len(inset.drawing.shapes) == 1 and inset.drawing.areas <= wanted
        )
        return replace(whole, box=_bounding_box(shapes, insets), shapes=shapes, insets=insets)

    def locator(self, area: Area, point: Point) -> Locator:
        """An area and a point in it, to be drawn on the map of regions."""
        left, top, projection = 0.0, 0.0, self.regions.projection
        if area.id in self._shetland.areas:
            left, top, _, inset = self.regions.insets[0]
            projection = inset.projection
        x, y = projection.project(point)
        return Locator(self.regions.box, tuple(self._paths(area)), left + x, top + y)

    @property
    def _shetland(self) -> Drawing:
        """The inset of the far north on the map of councils."""
        return self.councils.insets[0].drawing

    def _paths(self, area: Area) -> Iterator[PlacedPath]:
        """The paths of an area on the map of regions.

        Those of councils come from their own, finer map.
        """
        areas = self.gazetteer.areas.terms.values()
        inner = {area.id, *area.covers, *(other.id for other in areas if other.parent == area.id)}
        inset = self.regions.insets[0]
        is_regional = bool(self.regions.areas & inner)
        for left, top, target, finer in (
            (0.0, 0.0, self.regions, self.councils),
            (inset.left, inset.top, inset.drawing, self._shetland),
        ):
            source = target if is_regional else finer
            unit = target.projection.metres_per_unit
            right = (source.projection.origin[0] - target.projection.origin[0]) / unit
            down = (target.projection.origin[1] - source.projection.origin[1]) / unit
            scale = source.projection.metres_per_unit / unit
            for shape in source.shapes:
                if shape.area in inner and shape.path:
                    yield PlacedPath(left + right, top + down, scale, shape.path)

    def _regions(self, tolerance: float) -> Drawing:
        table = self.shape_tables["regions"]
        # A unit of this map has twice as many metres.
        left, top, scale = SHETLAND_INSET
        inset = Inset(left / 2, top / 2, scale, self._drawing(table["shetland"], (), tolerance))
        return self._drawing(table, (inset,), tolerance)

    def _drawing(
        self, table: dict[str, Any], insets: tuple[Inset, ...] = (), tolerance: float = TOLERANCE
    ) -> Drawing:
        """The drawing that a part of the derived table describes."""
        east, north = table["origin"]
        projection = Projection((east, north), table["unit"])
        rings = {area: tuple(read_rings(path)) for area, path in table["paths"].items()}
        shapes = []
        for area, path in smooth_paths(rings, tolerance).items():
            centre = self.gazetteer.area_match(self.gazetteer.areas[area]).point
            shapes.append(Shape(area, path, *projection.project(centre), rings[area]))
        for area, (x, y) in table.get("dots", {}).items():
            shapes.append(Shape(area, "", x, y))
        left, top, width, height = map(float, table["viewBox"].split())
        return Drawing((left, top, width, height), projection, tuple(shapes), insets)


def _bounding_box(shapes: Iterable[Shape], insets: Iterable[Inset]) -> Box:
    points: list[tuple[float, float]] = []
    for shape in shapes:
        if shape.rings:
            points += (point for ring in shape.rings for point in ring)
        else:
            points.append((shape.x - DOT_RADIUS, shape.y - DOT_RADIUS))
            points.append((shape.x + DOT_RADIUS, shape.y + DOT_RADIUS))
    for left, top, scale, inset in insets:
        _, _, width, height = inset.box
        points += [(left, top), (left + scale * width, top + scale * height)]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, top, width, height = min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)
    margin = round(max(width, height) * MARGIN)
    return left - margin, top - margin, width + 2 * margin, height + 2 * margin
