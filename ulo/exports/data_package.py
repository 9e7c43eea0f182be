"""The tables with a description that programs read: a data package, as Frictionless specifies it.

https://specs.frictionlessdata.io: the file datapackage.json says which files there are, what their
columns hold, and which of them name rows of another.
"""

import io
import zipfile
from collections.abc import Iterator

from ulo.catalogue import Catalogue
from ulo.contribute.importer import VERSION_FIELD
from ulo.contribute.spreadsheet import build_layout
from ulo.core import slugify, urls
from ulo.exports import tables
from ulo.exports.areas import explain_columns
from ulo.exports.json_text import drop_empty, readable_json
from ulo.exports.provenance import LICENCE_URL, credits_of_others, provenance
from ulo.exports.records import organisations_columns, organisations_csv, resources_json
from ulo.exports.vocabularies import vocabularies_file
from ulo.schema import JsonSchema

DESCRIPTION = "datapackage.json"
# What makes each file of the package, and the columns by which one table names rows of another.
TABLES = {
    "organisations.csv": organisations_csv,
    "work.csv": tables.work_csv,
    "partners.csv": tables.partners_csv,
    "areas.csv": tables.areas_csv,
}
OTHER_FILES = {"resources.json": resources_json, "vocabularies.json": vocabularies_file}
PRIMARY_KEYS = {"organisations.csv": "id", "partners.csv": "id", "areas.csv": "id"}
FOREIGN_KEYS = {
    "organisations.csv": {"based_in.area": "areas.csv"},
    "work.csv": {"group_id": "organisations.csv"},
    "areas.csv": {"parent": "areas.csv"},
}
# The columns of the tables of ours that hold something else than text.
COLUMN_TYPES = {
    "year": "integer",
    "ended": "integer",
    "pieces_of_work": "integer",
    "groups_here": "integer",
    "start": "date",
    "until": "date",
    "group_closed": "boolean",
}
# As the files write them.
TRUE_VALUES, FALSE_VALUES = ["true", "yes"], ["false", "no"]
# All members of the archive have one time, the earliest that the format knows.
MEMBER_TIME = (1980, 1, 1, 0, 0, 0)


def data_package_archive(catalogue: Catalogue) -> bytes:
    """The description with its files (ZIP): the same content always gives the same bytes."""
    files = {DESCRIPTION: data_package, **TABLES, **OTHER_FILES}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, make in files.items():
            member = zipfile.ZipInfo(name, MEMBER_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            archive.writestr(member, make(catalogue))
    return stream.getvalue()


def data_package(catalogue: Catalogue) -> bytes:
    """The description alone; the files are beside it."""
    facts, messages = provenance(catalogue), catalogue.messages["open_data"]
    instance = catalogue.instance
    description = {
        "profile": "data-package",
        "name": slugify(instance.name),
        "title": instance.name,
        "description": messages["dataset"],
        "version": facts.get("version", ""),
        "homepage": f"{instance.site_url}{urls.DATA}" if instance.site_url else "",
        "licenses": [{"name": "CC-BY-4.0", "path": LICENCE_URL, "title": facts["licence"]}],
        "sources": [{"title": credit} for credit in credits_of_others(catalogue)],
        "contributors": [
            {"title": holder, "role": "publisher"} for holder in [instance.licence_holder] if holder
        ],
        "resources": list(_resources(catalogue)),
    }
    return readable_json(drop_empty(description))


def _resources(catalogue: Catalogue) -> Iterator[dict[str, object]]:
    texts = catalogue.messages["open_data"]["files"]
    for name in (*TABLES, *OTHER_FILES):
        stem, _, kind = name.rpartition(".")
        resource: dict[str, object] = {
            "name": stem,
            "path": name,
            "description": texts[name],
            "format": kind,
            "mediatype": "text/csv" if kind == "csv" else "application/json",
            "encoding": "utf-8",
        }
        if name in TABLES:
            resource["profile"] = "tabular-data-resource"
            resource["schema"] = _table_schema(catalogue, name)
        yield resource


def _table_schema(catalogue: Catalogue, name: str) -> dict[str, object]:
    """What the columns of a table hold (Table Schema)."""
    if name == "organisations.csv":
        fields = list(_record_fields(catalogue, organisations_columns(catalogue)))
    else:
        texts = explain_columns(catalogue)[name.partition(".")[0]]
        fields = [_field(column, COLUMN_TYPES.get(column, ""), texts[column]) for column in texts]
    schema: dict[str, object] = {"fields": fields, "missingValues": [""]}
    if name in PRIMARY_KEYS:
        schema["primaryKey"] = PRIMARY_KEYS[name]
    if keys := FOREIGN_KEYS.get(name):
        schema["foreignKeys"] = [
            {
                "fields": column,
                "reference": {
                    "resource": "" if other == name else other.partition(".")[0],
                    "fields": "id",
                },
            }
            for column, other in keys.items()
        ]
    return schema


def _record_fields(catalogue: Catalogue, header: list[str]) -> Iterator[dict[str, object]]:
    """The columns of the records: fields by their path, those of parts with a number in it."""
    layout = build_layout(catalogue.schema)
    known = {column.path: (column.title, column.node) for column in layout.columns}
    for part in layout.parts:
        for column in part.columns:
            known[f"{part.field}..{column.path}"] = f"{part.title}: {column.title}", column.node
    messages = catalogue.messages["open_data"]
    known["id"] = messages["columns"]["groups"]["id"], {}
    known[VERSION_FIELD] = messages["version_column"], {}
    for name in header:
        path = ".".join("" if step.isdigit() else step for step in name.split("."))
        title, node = known[path]
        yield _field(name, _column_type(node), title)


def _column_type(node: JsonSchema) -> str:
    if node.get("format") == "date":
        return "date"
    kind = node.get("type", "")
    return kind if kind in ("integer", "boolean") else ""


def _field(name: str, kind: str, description: str) -> dict[str, object]:
    field: dict[str, object] = {"name": name, "type": kind or "string", "description": description}
    if kind == "boolean":
        field |= {"trueValues": TRUE_VALUES, "falseValues": FALSE_VALUES}
    return field
