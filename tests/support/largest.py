"""The largest record that the rules allow: every field there, every list full, every text as long as it may be. A file has at most
64 KB, so web addresses have a usual length, and each source backs up a few fields only."""

from datetime import date

from ulo.schema import Schema

ADDRESS, SUPPORTS = 100, 3
EXAMPLES = {"uri": "https://example.org/", "phone": "0113 496 0000", "date": "2026-11-01"}


def largest(schema: Schema, today: date) -> dict:
    """Its data as a file has them, all texts. The name is the only one that no other record may have."""
    data = _value(schema.json_schema, (), today, 0)
    data["networks"] = [
        f"Network {n} {'x' * 100}" for n in range(schema.subschema(("networks",))["maxItems"])
    ]
    # A postcode or a district; and a point of its own beside a public office.
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


def _value(node: dict, pointer: tuple, today: date, number: int) -> object:
    if node["type"] == "object":
        return {
            name: _value(inside, (*pointer, name), today, number)
            for name, inside in node["properties"].items()
        }
    if node["type"] == "array":
        count = min(node.get("maxItems", SUPPORTS), len(node["items"].get("enum", range(1000))))
        return [_value(node["items"], (*pointer, n), today, n) for n in range(count)]
    if "enum" in node:
        return node["enum"][number % len(node["enum"])]
    if node["type"] == "integer":
        return str(node["maximum"]) if node.get("format") != "year" else str(today.year)
    if node["type"] == "boolean":
        return "true"
    if node.get("format") == "uri":
        start = f"https://example.org/{'/'.join(map(str, pointer))}/"
        return start + "a" * (ADDRESS - len(start))
    if node.get("format") in EXAMPLES or "pattern" in node:
        return EXAMPLES.get(node.get("format")) or node["examples"][0]
    words = f"{number} " + "Long words again and again. " * 30
    return (
        words[: node["maxLength"] - 1].strip() + "."
        if node["maxLength"] > 20
        else words[: node["maxLength"]]
    )
