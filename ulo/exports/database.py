"""All groups as an SQLite database with full-text search, for Datasette and for questions in SQL.

Its tables follow from the schema: one row a group, and a table for each part that a record has
several of, such as its sources. Lists of values are arrays of JSON, of which Datasette makes
facets.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing

from ulo.catalogue import Catalogue
from ulo.contribute.spreadsheet import build_layout
from ulo.core import urls
from ulo.exports.geojson import point
from ulo.exports.provenance import provenance
from ulo.model import Organisation, as_data
from ulo.schema import Pointer, RecordData

# A cell of a table. Values of the record stay what they are; a list is an array of JSON.
Cell = str | int | float | None
# By the name of a column, the type that SQLite has for it.
Columns = Mapping[str, str]
DERIVED: Columns = {
    "freshness": "TEXT",
    "latitude": "REAL",
    "longitude": "REAL",
    "location_precision": "TEXT",
    "page": "TEXT",
    # The titles of terms and places, so that people can look for these words.
    "words": "TEXT",
}
TYPES = {"integer": "INTEGER", "boolean": "INTEGER"}
SEARCHED = ("name", "also_known_as", "summary", "words")
# Where SQLite notes which version of it wrote a file: bytes from and to.
WRITTEN_BY = slice(92, 100)


def organisations_database(catalogue: Catalogue) -> bytes:
    """The content of the file. The same records give the same bytes with any one SQLite."""
    layout = build_layout(catalogue.schema)
    names = {column.pointer: _name(column.pointer) for column in layout.columns}
    types = {names[c.pointer]: TYPES.get(c.node["type"], "TEXT") for c in layout.columns}
    with closing(sqlite3.connect(":memory:")) as database:
        _create(database, "organisations", {**types, **DERIVED}, "id")
        records = [(o, as_data(o)) for o in catalogue.organisations]
        rows = ([o.slug, *_row(data, names), *_derived(catalogue, o)] for o, data in records)
        _insert(database, "organisations", rows)
        for part in layout.parts:
            own = {_name(c.pointer): TYPES.get(c.node["type"], "TEXT") for c in part.columns}
            _create(database, part.field, own, "organisation", "number")
            pointers = [column.pointer for column in part.columns]
            entries = (
                [o.slug, number, *_row(entry, pointers)]
                for o, data in records
                for number, entry in enumerate(data.get(part.field, ()), 1)
            )
            _insert(database, part.field, entries)
        _add_lists(database, catalogue)
        _add_search(database)
        database.commit()
        database.execute("VACUUM")
        content = bytearray(database.serialize())
    content[WRITTEN_BY] = bytes(WRITTEN_BY.stop - WRITTEN_BY.start)
    return bytes(content)


def _name(pointer: Pointer) -> str:
    return "_".join(map(str, pointer)).replace("-", "_")


def _create(database: sqlite3.Connection, table: str, columns: Columns, *keys: str) -> None:
    """Makes a table; the first key of a part is the id of its group."""
    parts = [f'"{key}" TEXT NOT NULL' if key != "number" else '"number" INTEGER' for key in keys]
    parts += [f'"{name}" {kind}' for name, kind in columns.items()]
    parts.append("PRIMARY KEY ({})".format(", ".join(f'"{key}"' for key in keys)))
    if keys[0] == "organisation":
        parts.append('FOREIGN KEY ("organisation") REFERENCES "organisations" ("id")')
    database.execute(f'CREATE TABLE "{table}" ({", ".join(parts)})')


def _insert(database: sqlite3.Connection, table: str, rows: Iterable[list[Cell]]) -> None:
    for row in rows:
        signs = ", ".join("?" * len(row))
        database.execute(f'INSERT INTO "{table}" VALUES ({signs})', row)  # our names


def _row(data: RecordData, pointers: Iterable[Pointer]) -> Iterator[Cell]:
    return (_cell(data, pointer) for pointer in pointers)


def _cell(data: RecordData, pointer: Pointer) -> Cell:
    value: object = data
    for step in pointer:
        value = value.get(step) if isinstance(value, dict) else None
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    assert value is None or isinstance(value, str | int), "a record holds nothing else"
    return value


def _derived(catalogue: Catalogue, o: Organisation) -> Iterator[Cell]:
    yield catalogue.freshness[o.slug].value
    yield from point(catalogue, o) or (None, None, None)
    yield f"{catalogue.instance.site_url}{urls.organisation(o.slug)}"
    terms = [catalogue.communities[id] for id in dict.fromkeys((*o.user_led.led_by, *o.meant_for))]
    terms += [catalogue.activities[id] for id in o.activities]
    terms += [catalogue.areas[id] for id in catalogue.areas_of(o)]
    yield "; ".join(filter(None, [o.based_in.town, *(term.title for term in terms)]))


def _add_lists(database: sqlite3.Connection, catalogue: Catalogue) -> None:
    """The terms and areas that records name by their ids, and what the file says of itself."""
    _create(database, "terms", {"title": "TEXT", "description": "TEXT"}, "vocabulary", "id")
    vocabularies = catalogue.schema.vocabularies.values()
    _insert(
        database,
        "terms",
        (
            [vocabulary.id, term.id, term.title, term.description]
            for vocabulary in vocabularies
            if vocabulary.id != "areas"
            for term in vocabulary.terms.values()
        ),
    )
    columns = {"title": "TEXT", "kind": "TEXT", "code": "TEXT", "parent": "TEXT"}
    _create(database, "areas", columns, "id")
    areas = catalogue.areas.values()
    _insert(database, "areas", ([a.id, a.title, a.kind, a.code, a.parent] for a in areas))
    _create(database, "about", {"value": "TEXT"}, "name")
    _insert(database, "about", ([name, str(v)] for name, v in provenance(catalogue).items()))


def _add_search(database: sqlite3.Connection) -> None:
    """An index of words, which Datasette finds by itself and offers as a search."""
    columns = ", ".join(f'"{name}"' for name in SEARCHED)
    # Datasette looks for the name in just these marks.
    options = "content=\"organisations\", tokenize='unicode61 remove_diacritics 2'"
    database.execute(f"CREATE VIRTUAL TABLE organisations_search USING fts5 ({columns}, {options})")
    database.execute("INSERT INTO organisations_search (organisations_search) VALUES ('rebuild')")
    database.execute("INSERT INTO organisations_search (organisations_search) VALUES ('optimize')")
