"""Maps to be drawn: the shapes of areas in a box, their centres, and insets.

An inset shows what is too far away or too small. The shapes come from the derived table `map`, the
places of insets from schema/country/map.yml.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

from ulo.geography.curves import Ring, read_rings, smooth_paths
from ulo.geography.gazetteer import Gazetteer
from ulo.geography.grid import Grid, PlainGrid, make_grid
from ulo.geography.spatial_index import Point
from ulo.schema import Area

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

    `origin` is its top left corner in metres of the grid, `metres_per_unit` its scale.
    """

    origin: tuple[int, int]
    metres_per_unit: int
    grid: Grid | PlainGrid

    def project(self, point: Point) -> tuple[int, int]:
        """A point (latitude, longitude) in the units of the map, from its left and from its top."""
        east, north = self.grid.to_grid(*point)
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


# What there is of a country without a map.
NO_DRAWING = Drawing((0, 0, 1, 1), Projection((0, 0), 1, PlainGrid()), ())


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
    """All maps of the site. A country without a table of shapes has drawings without any."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.shape_tables = gazetteer.load_table("map")
        self.grid = make_grid(
            gazetteer.schema.country_file("grid"), self.shape_tables.get("middle", (0.0, 0.0))
        )

    @property
    def _inset_places(self) -> dict[str, dict[str, float]]:
        """Where insets stand, and their scales, by name."""
        places: dict[str, dict[str, float]] = self.gazetteer.schema.country_file("map").get(
            "insets", {}
        )
        return places

    @cached_property
    def councils(self) -> Drawing:
        """Every council, and some of them larger or nearer than they are."""
        if not self.shape_tables:
            return NO_DRAWING
        table = self.shape_tables["councils"]
        return self._drawing(table, tuple(self._council_insets.values()))

    @cached_property
    def _council_insets(self) -> dict[str, Inset]:
        """The insets of the map of councils, by name."""
        return self._insets(self.shape_tables["councils"], 1, TOLERANCE)

    @cached_property
    def regions(self) -> Drawing:
        """What people choose their place from: regions, nations and councils that lie in none."""
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
        if not self.shape_tables:
            return NO_DRAWING
        whole = self.regions if wanted <= self.regions.areas else self.councils
        for *_, inset in whole.insets:
            # All of a city is larger in its inset; a nation with islands in one has both.
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

    def locator(self, area: Area, point: Point) -> Locator | None:
        """An area and a point in it, to be drawn on the map of regions; none without a map."""
        if not self.shape_tables:
            return None
        left, top, projection = 0.0, 0.0, self.regions.projection
        for name, (inset_left, inset_top, _, inset) in self._region_insets.items():
            if area.id in self._areas_in_inset_alone(name):
                left, top, projection = inset_left, inset_top, inset.projection
        x, y = projection.project(point)
        return Locator(self.regions.box, tuple(self._paths(area)), left + x, top + y)

    @cached_property
    def _region_insets(self) -> dict[str, Inset]:
        """The insets of the map of regions, by name."""
        return self._insets(self._regions_table, self._regions_scale, TOLERANCE)

    @cached_property
    def _regions_table(self) -> dict[str, Any]:
        """The part of the derived table for regions; without, that for councils put together."""
        table: dict[str, Any] = self.shape_tables.get("regions") or self._by_region(
            self.shape_tables["councils"]
        )
        return table

    def _by_region(self, table: dict[str, Any]) -> dict[str, Any]:
        """A part of the derived table with the paths of all councils of a region as its one."""
        paths: dict[str, str] = {}
        for council, path in table["paths"].items():
            region = [area.id for area in self.gazetteer.areas.chain(council)][:2][-1]
            paths[region] = paths.get(region, "") + path
        parts = {name: part for name, part in table.items() if name in self._inset_places}
        insets = {name: self._by_region(part) for name, part in parts.items()}
        return {**table, **insets, "paths": paths, "dots": {}}

    @property
    def _regions_scale(self) -> float:
        """How long a unit of the map of councils is on that of regions."""
        return float(self.shape_tables["councils"]["unit"] / self._regions_table["unit"])

    def _areas_in_inset_alone(self, name: str) -> set[str]:
        """The councils that the map of councils has in an inset and nowhere else."""
        inset = self._council_insets.get(name)
        return inset.drawing.areas - self.councils.areas if inset else set()

    def _paths(self, area: Area) -> Iterator[PlacedPath]:
        """The paths of an area on the map of regions.

        Those of councils come from their own, finer map.
        """
        areas = self.gazetteer.areas.terms.values()
        inner = {area.id, *area.covers, *(other.id for other in areas if other.parent == area.id)}
        is_regional = bool(self.regions.areas & inner)
        maps = [(0.0, 0.0, self.regions, self.councils)]
        for name, (left, top, _, inset) in self._region_insets.items():
            if self._areas_in_inset_alone(name):
                maps.append((left, top, inset, self._council_insets[name].drawing))
        for left, top, target, finer in maps:
            source = target if is_regional else finer
            unit = target.projection.metres_per_unit
            right = (source.projection.origin[0] - target.projection.origin[0]) / unit
            down = (target.projection.origin[1] - source.projection.origin[1]) / unit
            scale = source.projection.metres_per_unit / unit
            for shape in source.shapes:
                if shape.area in inner and shape.path:
                    yield PlacedPath(left + right, top + down, scale, shape.path)

    def _regions(self, tolerance: float) -> Drawing:
        if not self.shape_tables:
            return NO_DRAWING
        insets = self._insets(self._regions_table, self._regions_scale, tolerance)
        return self._drawing(self._regions_table, tuple(insets.values()), tolerance)

    def _insets(self, table: dict[str, Any], scale: float, tolerance: float) -> dict[str, Inset]:
        """The insets that a part of the derived table has, by name.

        `scale` is how long a unit of the map of councils is on this one.
        """
        insets: dict[str, Inset] = {}
        for name, inset in self._inset_places.items():
            if name in table:
                drawing = self._drawing(table[name], (), tolerance)
                left, top = inset["left"] * scale, inset["top"] * scale
                insets[name] = Inset(left, top, inset["scale"], drawing)
        return insets

    def _drawing(
        self, table: dict[str, Any], insets: tuple[Inset, ...] = (), tolerance: float = TOLERANCE
    ) -> Drawing:
        """The drawing that a part of the derived table describes."""
        east, north = table["origin"]
        projection = Projection((east, north), table["unit"], self.grid)
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
