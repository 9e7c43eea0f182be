"""Grids of maps: from latitude and longitude to metres east and north, and back.

The numbers of a national grid stand in schema/country/grid.yml. A country without one has a plain
grid around a point in its middle.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import atan2, cos, degrees, hypot, radians, sin, sqrt, tan
from typing import Any

from ulo.geography.spatial_index import Point

# An ellipsoid: its half axes in metres, that of the equator first.
Ellipsoid = tuple[float, float]
WGS84: Ellipsoid = (6378137.0, 6356752.314245)
EARTH_RADIUS = 6371008.8


@dataclass(frozen=True)
class PlainGrid:
    """A plain (equirectangular) grid: metres from a point, given in degrees.

    Good enough for the map of a country that is a few hundred kilometres wide.
    """

    middle: Point = (0.0, 0.0)

    def to_grid(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Metres east and north of a point given in degrees (WGS 84)."""
        north, east = self.middle
        return (
            EARTH_RADIUS * cos(radians(north)) * radians(longitude - east),
            EARTH_RADIUS * radians(latitude - north),
        )

    def from_grid(self, east: float, north: float) -> Point:
        """Latitude and longitude in degrees (WGS 84) of a point on the grid."""
        latitude, longitude = self.middle
        return (
            latitude + degrees(north / EARTH_RADIUS),
            longitude + degrees(east / EARTH_RADIUS / cos(radians(latitude))),
        )


class Grid:
    """A national grid: a Helmert transformation from WGS 84, then a transverse Mercator projection.

    The projection is by the series of Redfearn (1948), which hold for any such grid. `parameters`
    are those of the file, which explains them.
    """

    def __init__(self, parameters: Mapping[str, Any]) -> None:
        a, b = parameters.get("ellipsoid", WGS84)
        self.ellipsoid: Ellipsoid = (float(a), float(b))
        self.translation: list[float] = parameters.get("translation", [0.0, 0.0, 0.0])
        self.scale: float = parameters.get("scale", 0.0)
        seconds: list[float] = parameters.get("rotation", [0.0, 0.0, 0.0])
        self.rotation = [radians(part / 3600) for part in seconds]
        self.central_scale: float = parameters.get("central_scale", 1.0)
        north, east = parameters["origin"]
        self.latitude, self.longitude = radians(north), radians(east)
        self.false_east, self.false_north = map(float, parameters.get("false_origin", (0, 0)))

    def to_grid(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Metres east and north of a point given in degrees (WGS 84)."""
        point = radians(latitude), radians(longitude)
        return self._project(*self._helmert(*point, WGS84, self.ellipsoid, 1))

    def from_grid(self, east: float, north: float) -> Point:
        """Latitude and longitude in degrees (WGS 84) of a point on the grid."""
        point = self._unproject(east, north)
        latitude, longitude = self._helmert(*point, self.ellipsoid, WGS84, -1)
        return degrees(latitude), degrees(longitude)

    def _helmert(
        self, latitude: float, longitude: float, source: Ellipsoid, target: Ellipsoid, sign: int
    ) -> Point:
        """Latitude and longitude (radians) on one ellipsoid as those on another.

        `sign` is 1 from WGS 84 and -1 for the way back: the negatives take it back.
        """
        a, _ = source
        squared = _squared_eccentricity(source)
        radius = a / sqrt(1 - squared * sin(latitude) ** 2)
        x = radius * cos(latitude) * cos(longitude)
        y = radius * cos(latitude) * sin(longitude)
        z = (1 - squared) * radius * sin(latitude)
        tx, ty, tz = (sign * part for part in self.translation)
        rx, ry, rz = (sign * part for part in self.rotation)
        s = 1 + sign * self.scale
        x, y, z = (
            tx + s * x - rz * y + ry * z,
            ty + rz * x + s * y - rx * z,
            tz - ry * x + rx * y + s * z,
        )
        a, _ = target
        squared = _squared_eccentricity(target)
        axis_distance = hypot(x, y)
        latitude = atan2(z, axis_distance * (1 - squared))
        for _ in range(6):
            radius = a / sqrt(1 - squared * sin(latitude) ** 2)
            latitude = atan2(z + squared * radius * sin(latitude), axis_distance)
        return latitude, atan2(y, x)

    def _meridian_arc(self, latitude: float) -> float:
        """The length of the meridian from the origin to a latitude (radians), in metres."""
        a, b = self.ellipsoid
        n = (a - b) / (a + b)
        difference, total = latitude - self.latitude, latitude + self.latitude
        return (
            b
            * self.central_scale
            * (
                (1 + n + 5 / 4 * n**2 + 5 / 4 * n**3) * difference
                - (3 * n + 3 * n**2 + 21 / 8 * n**3) * sin(difference) * cos(total)
                + (15 / 8 * n**2 + 15 / 8 * n**3) * sin(2 * difference) * cos(2 * total)
                - 35 / 24 * n**3 * sin(3 * difference) * cos(3 * total)
            )
        )

    def _curvature_radii(self, latitude: float) -> tuple[float, float, float]:
        """The transverse and the meridional radius (nu and rho, metres), and eta squared."""
        a, _ = self.ellipsoid
        squared = _squared_eccentricity(self.ellipsoid)
        part = 1 - squared * sin(latitude) ** 2
        nu = a * self.central_scale / sqrt(part)
        rho = a * self.central_scale * (1 - squared) / part**1.5
        return nu, rho, nu / rho - 1

    def _project(self, latitude: float, longitude: float) -> tuple[float, float]:
        nu, rho, eta_squared = self._curvature_radii(latitude)
        s, c, t = sin(latitude), cos(latitude), tan(latitude)
        d = longitude - self.longitude
        north = (
            self.false_north
            + self._meridian_arc(latitude)
            + nu / 2 * s * c * d**2
            + nu / 24 * s * c**3 * (5 - t**2 + 9 * eta_squared) * d**4
            + nu / 720 * s * c**5 * (61 - 58 * t**2 + t**4) * d**6
        )
        east = (
            self.false_east
            + nu * c * d
            + nu / 6 * c**3 * (nu / rho - t**2) * d**3
            + nu
            / 120
            * c**5
            * (5 - 18 * t**2 + t**4 + 14 * eta_squared - 58 * t**2 * eta_squared)
            * d**5
        )
        return east, north

    def _unproject(self, east: float, north: float) -> Point:
        radius = self.ellipsoid[0] * self.central_scale
        latitude = self.latitude + (north - self.false_north) / radius
        for _ in range(8):
            latitude += (north - self.false_north - self._meridian_arc(latitude)) / radius
        nu, rho, eta_squared = self._curvature_radii(latitude)
        t, c, d = tan(latitude), cos(latitude), east - self.false_east
        lat = (
            latitude
            - t / (2 * rho * nu) * d**2
            + t / (24 * rho * nu**3) * (5 + 3 * t**2 + eta_squared - 9 * t**2 * eta_squared) * d**4
            - t / (720 * rho * nu**5) * (61 + 90 * t**2 + 45 * t**4) * d**6
        )
        lon = (
            self.longitude
            + d / (c * nu)
            - d**3 / (6 * c * nu**3) * (nu / rho + 2 * t**2)
            + d**5 / (120 * c * nu**5) * (5 + 28 * t**2 + 24 * t**4)
            - d**7 / (5040 * c * nu**7) * (61 + 662 * t**2 + 1320 * t**4 + 720 * t**6)
        )
        return lat, lon


def make_grid(parameters: Mapping[str, Any], middle: Point = (0.0, 0.0)) -> Grid | PlainGrid:
    """The grid of a country by its file; where that is empty, a plain one around a point."""
    return Grid(parameters) if parameters else PlainGrid(middle)


def _squared_eccentricity(ellipsoid: Ellipsoid) -> float:
    a, b = ellipsoid
    return 1 - (b * b) / (a * a)
