"""What to write into a column, in words made from the schema."""

from ulo.contribute.spreadsheet.cells import format_cell
from ulo.contribute.spreadsheet.columns import Column, Part
from ulo.schema import Schema


def explain_column(column: Column, schema: Schema) -> str:
    """One text: what the field means, in which form, and whether it is needed."""
    messages = schema.messages["spreadsheet"]
    needed = (
        f"{messages['columns']['needed']}: {describe_requirement(column, messages)}."
        if column.required != "never"
        else ""
    )
    return " ".join(
        filter(
            None,
            (column.node.get("description", ""), f"{describe_format(column, messages)}.", needed),
        )
    )


def describe_format(column: Column, messages: dict) -> str:
    leaf, said = column.value_schema, messages["form"]
    if column.choices:
        return (
            said["choices"].format(n=column.node.get("maxItems", len(column.choices)))
            if column.is_list
            else said["choice"]
        )
    if column.is_list:
        return said["several"].format(n=column.node["maxItems"])
    if column.is_boolean:
        return said["bool"]
    by_format = {"uri": "address", "phone": "phone", "year": "year", "date": "day"}
    if leaf.get("format") in by_format:
        return said[by_format[leaf["format"]]]
    if leaf["type"] == "integer":
        return said["number"].format(least=leaf["minimum"], most=leaf["maximum"])
    return said["text"].format(n=leaf["maxLength"]) if "maxLength" in leaf else said["like"]


def describe_requirement(column: Column, messages: dict, part: Part | None = None) -> str:
    """When the field must be there; within a part, whenever there is an entry."""
    if column.required == "within" or part and column.required == "always":
        return messages["needed"]["within"].format(part=part.title if part else column.section)
    return messages["needed"][column.required]


def example_cell(column: Column, data: dict, messages: dict) -> str:
    """How the made-up record fills the cell, or else the example of the schema."""
    for step in column.pointer:
        data = data.get(step, {})
    value = data or next(iter(column.node.get("examples", ())), None)
    return "" if value is None else format_cell(value, column, messages)
