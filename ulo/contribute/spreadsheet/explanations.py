"""What to write into a column, in words made from the schema."""

from collections.abc import Iterator

from ulo.contribute.spreadsheet.cells import format_cell
from ulo.contribute.spreadsheet.columns import Column, Part, build_layout
from ulo.schema import Messages, RecordData, Schema

# Keys of the messages that say how a value of this format is written.
FORMATS = {"uri": "address", "phone": "phone", "year": "year", "date": "day", "time": "clock"}
# The columns of the guide: keys of the messages.
GUIDE_COLUMNS = ("sheet", "title", "what", "form", "needed", "example")


def explain_column(column: Column, schema: Schema) -> str:
    """One text: what the field means, in which form, and whether it is needed."""
    messages = schema.messages["spreadsheet"]
    texts = [column.node.get("description", ""), f"{describe_format(column, messages)}."]
    if column.required != "never":
        needed = messages["columns"]["needed"]
        texts.append(f"{needed}: {describe_requirement(column, messages)}.")
    return " ".join(filter(None, texts))


def describe_format(column: Column, messages: Messages) -> str:
    """In which form a value is written."""
    words: dict[str, str] = messages["form"]
    schema = column.value_schema
    if column.choices:
        count = column.node.get("maxItems", len(column.choices))
        return words["choices"].format(n=count) if column.is_list else words["choice"]
    if column.is_list:
        return words["several"].format(n=column.node["maxItems"])
    if column.is_boolean:
        return words["bool"]
    if key := FORMATS.get(schema.get("format", "")):
        return words[key]
    if schema["type"] == "integer":
        return words["number"].format(least=schema["minimum"], most=schema["maximum"])
    return words["text"].format(n=schema["maxLength"]) if "maxLength" in schema else words["like"]


def describe_requirement(column: Column, messages: Messages, part: Part | None = None) -> str:
    """When the field must be there; within a part, whenever there is an entry."""
    words: dict[str, str] = messages["needed"]
    if part and column.required != "never":
        return words["within"].format(part=part.title)
    if column.required == "within":
        return words["within"].format(part=column.section)
    return words[column.required]


def example_cell(column: Column, data: RecordData, messages: Messages) -> str:
    """How the made-up record fills the cell, or else the example of the schema."""
    value = column.find_value(data) or next(iter(column.node.get("examples", ())), None)
    return "" if value is None else format_cell(value, column, messages)


def guide_rows(schema: Schema) -> Iterator[list[str]]:
    """For each column, what the guide says in each of GUIDE_COLUMNS."""
    messages, layout = schema.messages["spreadsheet"], build_layout(schema)
    groups = messages["sheets"]["groups"]
    for column in layout.columns:
        yield _guide_row(groups, column, None, schema.example, messages)
    for part in layout.parts:
        entry: RecordData = next(iter(schema.example.get(part.field, [])), {})
        for column in part.columns:
            yield _guide_row(part.title, column, part, entry, messages)


def _guide_row(
    sheet: str, column: Column, part: Part | None, data: RecordData, messages: Messages
) -> list[str]:
    return [
        sheet,
        column.title,
        column.node.get("description", ""),
        describe_format(column, messages),
        describe_requirement(column, messages, part),
        example_cell(column, data, messages),
    ]
