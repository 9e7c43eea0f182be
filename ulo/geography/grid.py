"""The British National Grid: from latitude and longitude to metres east and north, and back.

A Helmert transformation between WGS 84 and the Airy ellipsoid of 1936, then the transverse Mercator
projection, by the formulas of "A guide to coordinate systems in Great Britain" (Ordnance Survey).
True to about five metres.
"""

from math import atan2, cos, degrees, hypot, radians, sin, sqrt, tan

# An ellipsoid: its half axes in metres, that of the equator first.
Ellipsoid = tuple[float, float]
WGS84: Ellipsoid = (6378137.0, 6356752.314245)
AIRY: Ellipsoid = (6377563.396, 6356256.909)
# What takes WGS 84 to the Airy ellipsoid, in metres, as a part and in radians; the negatives take
# it back.
TRANSLATION = (-446.448, 125.157, -542.060)
SCALE = 20.4894e-6
ROTATION = tuple(radians(seconds / 3600) for seconds in (-0.1502, -0.2470, -0.8421))
# The projection: the scale on the central meridian, the true origin, and the false origin.
CENTRAL_SCALE = 0.9996012717
ORIGIN_LATITUDE, ORIGIN_LONGITUDE = radians(49), radians(-2)
FALSE_EASTING, FALSE_NORTHING = 400000.0, -100000.0


def to_grid(latitude: float, longitude: float) -> tuple[float, float]:
    """Metres east and north of a point given in degrees (WGS 84)."""
    return _project(*_helmert(radians(latitude), radians(longitude), WGS84, AIRY, 1))


def from_grid(east: float, north: float) -> tuple[float, float]:
    """Latitude and longitude in degrees (WGS 84) of a point on the grid."""
    latitude, longitude = _helmert(*_unproject(east, north), AIRY, WGS84, -1)
    return degrees(latitude), degrees(longitude)


def _helmert(
    latitude: float, longitude: float, source: Ellipsoid, target: Ellipsoid, sign: int
) -> tuple[float, float]:
    """Latitude and longitude (radians) on one ellipsoid as those on another.

    `sign` is 1 from WGS 84 to Airy and -1 for the way back.
    """
    a, _ = source
    squared = _squared_eccentricity(source)
    radius = a / sqrt(1 - squared * sin(latitude) ** 2)
    x = radius * cos(latitude) * cos(longitude)
    y = radius * cos(latitude) * sin(longitude)
    z = (1 - squared) * radius * sin(latitude)
    tx, ty, tz = (sign * part for part in TRANSLATION)
    rx, ry, rz = (sign * part for part in ROTATION)
    s = 1 + sign * SCALE
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


def _squared_eccentricity(ellipsoid: Ellipsoid) -> float:
    a, b = ellipsoid
    return 1 - (b * b) / (a * a)


def _meridian_arc(latitude: float) -> float:
    """The length of the meridian from the origin to a latitude (radians), in metres."""
    a, b = AIRY
    n = (a - b) / (a + b)
    difference, total = latitude - ORIGIN_LATITUDE, latitude + ORIGIN_LATITUDE
    return (
        b
        * CENTRAL_SCALE
        * (
            (1 + n + 5 / 4 * n**2 + 5 / 4 * n**3) * difference
            - (3 * n + 3 * n**2 + 21 / 8 * n**3) * sin(difference) * cos(total)
            + (15 / 8 * n**2 + 15 / 8 * n**3) * sin(2 * difference) * cos(2 * total)
            - 35 / 24 * n**3 * sin(3 * difference) * cos(3 * total)
        )
    )


def _curvature_radii(latitude: float) -> tuple[float, float, float]:
    """The transverse and the meridional radius (nu and rho, metres), and eta squared."""
    a, _ = AIRY
    squared = _squared_eccentricity(AIRY)
    part = 1 - squared * sin(latitude) ** 2
    nu = a * CENTRAL_SCALE / sqrt(part)
    rho = a * CENTRAL_SCALE * (1 - squared) / part**1.5
    return nu, rho, nu / rho - 1


def _project(latitude: float, longitude: float) -> tuple[float, float]:
    nu, rho, eta_squared = _curvature_radii(latitude)
    s, c, t = sin(latitude), cos(latitude), tan(latitude)
    d = longitude - ORIGIN_LONGITUDE
    north = (
        FALSE_NORTHING
        + _meridian_arc(latitude)
        + nu / 2 * s * c * d**2
        + nu / 24 * s * c**3 * (5 - t**2 + 9 * eta_squared) * d**4
        + nu / 720 * s * c**5 * (61 - 58 * t**2 + t**4) * d**6
    )
    east = (
        FALSE_EASTING
        + nu * c * d
        + nu / 6 * c**3 * (nu / rho - t**2) * d**3
        + nu
        / 120
        * c**5
        * (5 - 18 * t**2 + t**4 + 14 * eta_squared - 58 * t**2 * eta_squared)
        * d**5
    )
    return east, north


def _unproject(east: float, north: float) -> tuple[float, float]:
    latitude = ORIGIN_LATITUDE + (north - FALSE_NORTHING) / (AIRY[0] * CENTRAL_SCALE)
    for _ in range(8):
        latitude += (north - FALSE_NORTHING - _meridian_arc(latitude)) / (AIRY[0] * CENTRAL_SCALE)
    nu, rho, eta_squared = _curvature_radii(latitude)
    t, c, d = tan(latitude), cos(latitude), east - FALSE_EASTING
    lat = (
        latitude
        - t / (2 * rho * nu) * d**2
        + t / (24 * rho * nu**3) * (5 + 3 * t**2 + eta_squared - 9 * t**2 * eta_squared) * d**4
        - t / (720 * rho * nu**5) * (61 + 90 * t**2 + 45 * t**4) * d**6
    )
    lon = (
        ORIGIN_LONGITUDE
        + d / (c * nu)
        - d**3 / (6 * c * nu**3) * (nu / rho + 2 * t**2)
        + d**5 / (120 * c * nu**5) * (5 + 28 * t**2 + 24 * t**4)
        - d**7 / (5040 * c * nu**7) * (61 + 662 * t**2 + 1320 * t**4 + 720 * t**6)
    )
    return lat, lon
