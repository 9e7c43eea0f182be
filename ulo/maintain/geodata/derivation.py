"""All derived files, as bytes by path."""

import hashlib
import json
from collections.abc import Iterator

from ulo.maintain.geodata import shapes, sources, tables
from ulo.schema import Areas

FOLDER = "schema/geography"


def derive_tables(areas: Areas) -> dict[str, bytes]:
    """Every derived file by its path. The same packages and areas give the same bytes.

    Raises ValueError where a package holds a council, or a place of Northern Ireland, that we do
    not know, and where what is typed by hand does not fit what the packages hold.
    """
    postcodes = sources.read_postcodes(areas)
    places = tables.build_places(sources.read_geonames(), postcodes, areas)
    grid = shapes.CouncilGrid(postcodes, places, sources.read_outline(), areas)
    place_rows = {council: [row.to_json() for row in rows] for council, rows in places.items()}
    outcodes = tables.build_outcodes(postcodes, sources.read_live_outcodes())
    councils = tables.build_areas(postcodes, places, grid.find_neighbours(), areas)
    files = {
        "places.json": _to_json_lines(place_rows),
        "districts.json": _to_json_lines(outcodes),
        "councils.json": _to_json_lines(councils),
        "map.json": _to_json_lines(shapes.build_maps(grid, areas)),
    }
    packages = sources.describe_packages()
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    files["sources.json"] = _to_json_lines({"packages": packages, "sha256": sums})
    return {f"{FOLDER}/{name}": content for name, content in files.items()}


def _to_json_lines(table: object) -> bytes:
    """JSON with one entry a line, so that a change shows as the lines that it touches."""
    return ("\n".join(_format_json(table, depth=2)) + "\n").encode()


def _format_json(value: object, depth: int) -> Iterator[str]:
    """The lines of a value: objects and lists down to this depth are spread over lines."""
    if depth and value and isinstance(value, dict):
        members = [(f"{_compact(name)}:", member) for name, member in value.items()]
        yield from _format_members("{}", members, depth)
    elif depth and value and isinstance(value, list):
        yield from _format_members("[]", [("", member) for member in value], depth)
    else:
        yield _compact(value)


def _format_members(brackets: str, members: list[tuple[str, object]], depth: int) -> Iterator[str]:
    yield brackets[0]
    for number, (name, member) in enumerate(members, 1):
        lines = list(_format_json(member, depth - 1))
        lines[0] = name + lines[0]
        if number < len(members):
            lines[-1] += ","
        yield from lines
    yield brackets[1]


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
