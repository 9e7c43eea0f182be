"""Records as lines of JSON, from which `json_lines` reads them back as they were."""

import json
from collections.abc import Mapping
from typing import Any

from ulo.contribute.spreadsheet.versions import make_version
from ulo.schema import BOOLEANS, INTEGER, JsonSchema, RecordData, Schema


def as_json_lines(records: Mapping[str, RecordData], schema: Schema) -> bytes:
    """These records by slug, each in a line: its fields in the order of the schema, its version."""
    lines = []
    for slug, data in records.items():
        line = {"id": slug, **_as_json(data, schema.json_schema)}
        if slug != schema.messages["spreadsheet"]["example"]:
            line["version"] = make_version(slug, data, schema)
        lines.append(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
    return "".join(lines).encode()


def _as_json(value: Any, node: JsonSchema) -> Any:
    """The value with numbers and booleans in the place of texts that stand for them.

    Those that are there already stay.
    """
    if isinstance(value, dict):
        known = node.get("properties", {})
        names = [
            *(name for name in known if name in value),
            *(name for name in value if name not in known),
        ]
        return {name: _as_json(value[name], known.get(name, {})) for name in names}
    if isinstance(value, list):
        return [_as_json(item, node.get("items", {})) for item in value]
    if not isinstance(value, str):
        return value
    # A number that is written in an unusual way stays a text, so that it comes back as it was.
    if node.get("type") == "integer" and INTEGER.fullmatch(value) and str(int(value)) == value:
        return int(value)
    if node.get("type") == "boolean":
        return BOOLEANS.get(value, value)
    return value
