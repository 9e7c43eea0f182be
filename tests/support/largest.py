"""The largest record that the rules allow: every field, every list full, every text at its limit.

A file has at most 64 KB, so URLs have a usual length, and each source supports a few fields only.
"""

from datetime import date
from typing import Any

from ulo.schema import JsonSchema, Pointer, RecordData, Schema

URL_LENGTH = 80
SUPPORTED_FIELDS = 3
EXAMPLES = {"uri": "https://example.org/", "phone": "0113 496 0000", "date": "2026-11-01"}
# A meeting starts before it ends.
TIMES = {"starts": "10:30", "ends": "12:30"}


def largest(schema: Schema, today: date) -> RecordData:
    """The data of that record as a file has them: all scalars are texts."""
    data = _value(schema.json_schema, (), today, 0)
    data["networks"] = [
        f"Network {n} {'x' * 100}" for n in range(schema.subschema(("networks",))["maxItems"])
    ]
    # The schema allows both a postcode and a district, and coordinates beside a public office.
    data["based_in"] |= {
        "postcode": "LS1 4AP",
        "district": "LS1",
        "coordinates": "53.7961, -1.5478",
        "area": "leeds",
    }
    data["area"]["serves"] = [
        area.id for area in schema.areas.terms.values() if area.kind == "council" and not area.until
    ][:40]
    data["closed"] = {
        "year": str(today.year),
        "about": "true",
        "source": "https://example.org/closed",
    }
    return data


def _value(node: JsonSchema, pointer: Pointer, today: date, number: int) -> Any:
    if node["type"] == "object":
        return {
            name: _value(part, (*pointer, name), today, number)
            for name, part in node["properties"].items()
        }
    if node["type"] == "array":
        count = min(
            node.get("maxItems", SUPPORTED_FIELDS), len(node["items"].get("enum", range(1000)))
        )
        return [_value(node["items"], (*pointer, n), today, n) for n in range(count)]
    if "enum" in node:
        return node["enum"][number % len(node["enum"])]
    if node["type"] == "integer":
        return str(node["maximum"]) if node.get("format") != "year" else str(today.year)
    if node["type"] == "boolean":
        return "true"
    if node.get("format") == "uri":
        start = f"https://example.org/{'/'.join(map(str, pointer))}/"
        return start + "a" * (URL_LENGTH - len(start))
    if node.get("format") == "time":
        return TIMES[str(pointer[-1])]
    if node.get("format") in EXAMPLES or "pattern" in node:
        return EXAMPLES.get(node.get("format")) or node["examples"][0]
    words = f"{number} " + "Long words again and again. " * 30
    limit = node["maxLength"]
    return words[: limit - 1].strip() + "." if limit > 20 else words[:limit]
