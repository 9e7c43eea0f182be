"""All derived files, as bytes by path."""

import hashlib
import json
import sys
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from ulo.maintain.geodata import country_tables
from ulo.maintain.geodata.derived import Derived
from ulo.schema import Schema

FOLDER = "schema/geography"
# Code of the country's own, if it has any.
OWN_CODE = Path("geography", "derivation", "__init__.py")


def derive_tables(schema: Schema) -> dict[str, bytes]:
    """Every derived file by its path. The same packages and areas give the same bytes.

    A country whose tables are more than schema/country/geography.yml can say derives them by code
    of its own: a package in schema/geography/derivation/ with a function `derive`, which takes the
    schema and returns a Derived. Raises ValueError where what is typed by hand does not fit what
    the packages hold.
    """
    own = _load_own_code(schema.folder)
    derived: Derived = own.derive(schema) if own else country_tables.derive(schema)
    files = {f"{name}.json": _to_json_lines(table) for name, table in derived.tables.items()}
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    files["sources.json"] = _to_json_lines({"packages": derived.packages, "sha256": sums})
    return {f"{FOLDER}/{name}": content for name, content in files.items()}


def locate_postcodes(schema: Schema, wanted: set[str]) -> dict[str, tuple[float, float]]:
    """Latitude and longitude in degrees of full postcodes; those that are not known are left out.

    The code of the country's own may know them, by a function of the same name and the packages
    that it needs; otherwise there are none.
    """
    try:
        own = _load_own_code(schema.folder)
    except ModuleNotFoundError:
        return {}
    found: dict[str, tuple[float, float]] = getattr(own, "locate_postcodes", lambda _: {})(wanted)
    return found


def _load_own_code(folder: Path) -> ModuleType | None:
    path = folder / OWN_CODE
    if not path.is_file():
        return None
    name = "own_derivation"
    spec = spec_from_file_location(name, path, submodule_search_locations=[str(path.parent)])
    assert spec and spec.loader, "a file of Python has a loader"
    module = module_from_spec(spec)
    # What it imports from itself looks for it there.
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


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
