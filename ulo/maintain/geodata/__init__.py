"""Derives schema/geography/ from public packages. Only `build.py geography` comes here; a build never does.

Read in this order: sources (what the packages hold), counties, northern_ireland, welsh and neighbours (typed by hand),
names (which other names are worth searching), tables (places, districts, councils), shapes (the maps).
"""

import hashlib
import json
from collections.abc import Iterable

from ulo.maintain.geodata import shapes, sources, tables
from ulo.schema import Vocabulary

FOLDER = "schema/geography"


def derive_tables(areas: Vocabulary) -> dict[str, bytes]:
    """Every derived file by its path. The same packages and areas give the same bytes.

    Raises ValueError where a package holds a council, or a place of Northern Ireland, that we do not know, and where what is
    typed by hand does not fit what the packages hold.
    """
    postcodes = sources.read_postcodes(areas)
    places = tables.build_places(sources.read_geonames(), postcodes, areas)
    cells = shapes.CouncilGrid(postcodes, places, sources.read_outline(), areas)
    files = {
        "places.json": _to_json_lines(places),
        "districts.json": _to_json_lines(
            tables.build_outcodes(postcodes, sources.read_live_outcodes())
        ),
        "councils.json": _to_json_lines(
            tables.build_areas(postcodes, places, cells.find_neighbours(), areas)
        ),
        "map.json": _to_json_lines(shapes.build_maps(cells, areas)),
    }
    packages = sources.describe_packages()
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    files["sources.json"] = _to_json_lines({"packages": packages, "sha256": sums}, depth=2)
    return {f"{FOLDER}/{name}": content for name, content in files.items()}


def _to_json_lines(table: dict, depth: int = 2) -> bytes:
    """JSON with one entry a line down to this depth, so that a change shows as the lines that it touches."""
    return ("\n".join(_format_json(table, depth)) + "\n").encode()


def _format_json(value: object, depth: int) -> Iterable[str]:
    if not depth or not isinstance(value, dict | list) or not value:
        yield json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        return
    names = (
        [f"{json.dumps(key, ensure_ascii=False)}:" for key in value]
        if isinstance(value, dict)
        else [""] * len(value)
    )
    parts = value.values() if isinstance(value, dict) else value
    yield "{" if isinstance(value, dict) else "["
    for number, (name, part) in enumerate(zip(names, parts), 1):
        first, *rest = _format_json(part, depth - 1)
        lines = [name + first, *rest]
        lines[-1] += "," * (number < len(names))
        yield from lines
    yield "}" if isinstance(value, dict) else "]"
