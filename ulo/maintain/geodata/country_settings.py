"""What was typed for a country: schema/country/geography.yml and districts.csv."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ulo.core import message
from ulo.maintain.geodata.derived import DerivationError
from ulo.schema import Schema

Point = tuple[float, float]
SETTINGS, DISTRICTS = "schema/country/geography.yml", "schema/country/districts.csv"


@dataclass(frozen=True)
class District:
    """A row of districts.csv: a town, or one postcode district in one council.

    `code` is empty for a town without a district of its own, `town` for a district without one.
    GeoNames has the town under this name or as another one; this is how we write it.
    """

    code: str
    town: str
    area: str
    point: Point | None = None


@dataclass(frozen=True)
class Settings:
    """What geography.yml says.

    `admin` has the code of a part of the country in GeoNames by the id of an area: the places with
    that code lie in that area. `points` are the middles of councils by id, in degrees;
    `neighbours` the councils next to them.
    """

    geonames: tuple[str, ...]
    min_population: int = 0
    admin: dict[str, str] = field(default_factory=dict)
    points: dict[str, Point] = field(default_factory=dict)
    neighbours: dict[str, tuple[str, ...]] = field(default_factory=dict)
    other_names: dict[str, Any] = field(default_factory=dict)


def read_settings(schema: Schema) -> Settings:
    """What geography.yml says. Raises DerivationError where that does not fit."""
    entry = schema.country_file("geography")
    if not entry.get("geonames"):
        raise DerivationError(message("geodata.no_settings", file=SETTINGS))
    codes = entry["geonames"]
    settings = Settings(
        geonames=(codes,) if isinstance(codes, str) else tuple(codes),
        min_population=entry.get("min_population", 0),
        admin=entry.get("admin") or {},
        points={area: (at[0], at[1]) for area, at in (entry.get("points") or {}).items()},
        neighbours={area: tuple(near) for area, near in (entry.get("neighbours") or {}).items()},
        other_names=entry.get("other_names") or {},
    )
    near = (area for listed in settings.neighbours.values() for area in listed)
    named = [*settings.admin, *settings.points, *settings.neighbours, *near]
    refuse_unknown_areas(schema, named, SETTINGS)
    return settings


def read_districts(path: Path) -> list[District]:
    """The rows of a table with the columns district, town, area, and perhaps latitude, longitude.

    There are none where there is no such file.
    """
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [_make_district(row) for row in csv.DictReader(file)]


def _make_district(row: dict[str, str | None]) -> District:
    district, town, area, latitude, longitude = (
        (row.get(name) or "").strip()
        for name in ("district", "town", "area", "latitude", "longitude")
    )
    point = (float(latitude), float(longitude)) if latitude and longitude else None
    return District(district.upper(), town, area, point)


def refuse_unknown_areas(schema: Schema, ids: Iterable[str], file: str) -> None:
    """Raises DerivationError for ids that are none of areas."""
    if unknown := sorted(set(ids) - set(schema.areas.terms)):
        raise DerivationError(message("geodata.unknown_areas", file=file, ids=", ".join(unknown)))
