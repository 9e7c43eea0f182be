"""The British National Grid: latitude and longitude to metres east and north, and back, in plain
Python.

A Helmert transformation between WGS 84 and the Airy ellipsoid of 1936, then the transverse Mercator
projection, by the formulas of "A guide to coordinate systems in Great Britain" (Ordnance Survey).
True to about five metres.
"""

from math import atan2, cos, degrees, hypot, radians, sin, sqrt, tan

WGS84 = (6378137.0, 6356752.314245)
AIRY = (6377563.396, 6356256.909)
# Metres, parts and radians that take WGS 84 to the Airy ellipsoid; their negatives take it back.
TRANSLATION = (-446.448, 125.157, -542.060)
SCALE = 20.4894e-6
ROTATION = tuple(radians(seconds / 3600) for seconds in (-0.1502, -0.2470, -0.8421))
# The projection: scale on the central meridian, its latitude and longitude of origin, and the false
# origin.
CENTRAL_SCALE, ORIGIN_LATITUDE, ORIGIN_LONGITUDE, FALSE_EASTING, FALSE_NORTHING = (
    0.9996012717,
    radians(49),
    radians(-2),
    400000.0,
    -100000.0,
)


def to_grid(latitude: float, longitude: float) -> tuple[float, float]:
    """Metres east and north of a point given in degrees (WGS 84)."""
    return _project(*_helmert(radians(latitude), radians(longitude), WGS84, AIRY, 1))


def from_grid(east: float, north: float) -> tuple[float, float]:
    """Latitude and longitude in degrees (WGS 84) of a point on the grid."""
    latitude, longitude = _helmert(*_unproject(east, north), AIRY, WGS84, -1)
    return degrees(latitude), degrees(longitude)


def _helmert(
    latitude: float, longitude: float, source: tuple, target: tuple, sign: int
) -> tuple[float, float]:
    a, b = source
    squared = 1 - (b * b) / (a * a)
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
    a, b = target
    squared = 1 - (b * b) / (a * a)
    across = hypot(x, y)
    latitude = atan2(z, across * (1 - squared))
    for _ in range(6):
        radius = a / sqrt(1 - squared * sin(latitude) ** 2)
        latitude = atan2(z + squared * radius * sin(latitude), across)
    return latitude, atan2(y, x)


def _meridian_arc(latitude: float) -> float:
    """The length of the meridian from the origin to a latitude."""
    a, b = AIRY
    n = (a - b) / (a + b)
    less, more = latitude - ORIGIN_LATITUDE, latitude + ORIGIN_LATITUDE
    return (
        b
        * CENTRAL_SCALE
        * (
            (1 + n + 5 / 4 * n**2 + 5 / 4 * n**3) * less
            - (3 * n + 3 * n**2 + 21 / 8 * n**3) * sin(less) * cos(more)
            + (15 / 8 * n**2 + 15 / 8 * n**3) * sin(2 * less) * cos(2 * more)
            - 35 / 24 * n**3 * sin(3 * less) * cos(3 * more)
        )
    )


def _curvature_radii(latitude: float) -> tuple[float, float, float]:
    a, b = AIRY
    squared = 1 - (b * b) / (a * a)
    part = 1 - squared * sin(latitude) ** 2
    across, along = a * CENTRAL_SCALE / sqrt(part), a * CENTRAL_SCALE * (1 - squared) / part**1.5
    return across, along, across / along - 1


def _project(latitude: float, longitude: float) -> tuple[float, float]:
    across, along, eta = _curvature_radii(latitude)
    s, c, t = sin(latitude), cos(latitude), tan(latitude)
    d = longitude - ORIGIN_LONGITUDE
    north = (
        FALSE_NORTHING
        + _meridian_arc(latitude)
        + across / 2 * s * c * d**2
        + across / 24 * s * c**3 * (5 - t**2 + 9 * eta) * d**4
        + across / 720 * s * c**5 * (61 - 58 * t**2 + t**4) * d**6
    )
    east = (
        FALSE_EASTING
        + across * c * d
        + across / 6 * c**3 * (across / along - t**2) * d**3
        + across / 120 * c**5 * (5 - 18 * t**2 + t**4 + 14 * eta - 58 * t**2 * eta) * d**5
    )
    return east, north


def _unproject(east: float, north: float) -> tuple[float, float]:
    latitude = ORIGIN_LATITUDE + (north - FALSE_NORTHING) / (AIRY[0] * CENTRAL_SCALE)
    for _ in range(8):
        latitude += (north - FALSE_NORTHING - _meridian_arc(latitude)) / (AIRY[0] * CENTRAL_SCALE)
    across, along, eta = _curvature_radii(latitude)
    t, c, d = tan(latitude), cos(latitude), east - FALSE_EASTING
    lat = (
        latitude
        - t / (2 * along * across) * d**2
        + t / (24 * along * across**3) * (5 + 3 * t**2 + eta - 9 * t**2 * eta) * d**4
        - t / (720 * along * across**5) * (61 + 90 * t**2 + 45 * t**4) * d**6
    )
    lon = (
        ORIGIN_LONGITUDE
        + d / (c * across)
        - d**3 / (6 * c * across**3) * (across / along + 2 * t**2)
        + d**5 / (120 * c * across**5) * (5 + 28 * t**2 + 24 * t**4)
        - d**7 / (5040 * c * across**7) * (61 + 662 * t**2 + 1320 * t**4 + 720 * t**6)
    )
    return lat, lon
