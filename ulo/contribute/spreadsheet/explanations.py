"""What to write into a column, in words made from the schema."""

from ulo.contribute.spreadsheet.cells import shown
from ulo.contribute.spreadsheet.columns import Column, Part
from ulo.schema import Schema


def explanation(column: Column, schema: Schema) -> str:
    """One text: what the field means, in which form, and whether it is needed."""
    words = schema.words["spreadsheet"]
    needed = f"{words['columns']['needed']}: {when_needed(column, words)}." if column.needed != "never" else ""
    return " ".join(filter(None, (column.node.get("description", ""), f"{form(column, words)}.", needed)))


def form(column: Column, words: dict) -> str:
    leaf, said = column.leaf, words["form"]
    if column.choices:
        return said["choices"].format(n=column.node.get("maxItems", len(column.choices))) if column.many else said["choice"]
    if column.many:
        return said["several"].format(n=column.node["maxItems"])
    if column.is_boolean:
        return said["bool"]
    by_format = {"uri": "address", "phone": "phone", "year": "year", "date": "day"}
    if leaf.get("format") in by_format:
        return said[by_format[leaf["format"]]]
    if leaf["type"] == "integer":
        return said["number"].format(least=leaf["minimum"], most=leaf["maximum"])
    return said["text"].format(n=leaf["maxLength"]) if "maxLength" in leaf else said["like"]


def when_needed(column: Column, words: dict, part: Part | None = None) -> str:
    """When the field must be there; within a part, whenever there is an entry."""
    if column.needed == "within" or part and column.needed == "always":
        return words["needed"]["within"].format(part=part.title if part else column.section)
    return words["needed"][column.needed]


def example(column: Column, data: dict, words: dict) -> str:
    """How the made-up record fills the cell, or else the example of the schema."""
    for step in column.pointer:
        data = data.get(step, {})
    value = data or next(iter(column.node.get("examples", ())), None)
    return "" if value is None else shown(value, column, words)
