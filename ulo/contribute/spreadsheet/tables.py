"""Records as tables of texts: one for each sheet of a workbook, or one that holds all for CSV."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ulo.contribute.spreadsheet.columns import Column, Part, build_layout
from ulo.contribute.spreadsheet.notation import Notation, Titles
from ulo.schema import RecordData, Schema


@dataclass(frozen=True)
class Table:
    """A sheet: its title, its columns, the titles of these, and its rows.

    The first column is None: it says which group a row is about.
    """

    title: str
    columns: tuple[Column | None, ...]
    header: list[str]
    rows: list[list[str]]


def build_tables(records: Mapping[str, RecordData], schema: Schema) -> Iterator[Table]:
    """The sheets of a workbook: the groups, then each part."""
    messages, layout = schema.messages["spreadsheet"], build_layout(schema)
    notation = Titles(schema)
    rows = [
        [slug, *_format_cells(data, layout.columns, notation)] for slug, data in records.items()
    ]
    yield Table(
        messages["sheets"]["groups"],
        (None, *layout.columns),
        [messages["id"], *(column.title for column in layout.columns)],
        rows,
    )
    for part in layout.parts:
        rows = [
            [slug, *_format_cells(entry, part.columns, notation)]
            for slug, data in records.items()
            for entry in data.get(part.field, ())
        ]
        header = [messages["group"], *(column.title for column in part.columns)]
        yield Table(part.title, (None, *part.columns), header, rows)


def build_flat_table(
    records: Mapping[str, RecordData], schema: Schema, notation: Notation
) -> Table:
    """All in one table: the entries of each part stand side by side, in numbered columns."""
    layout = build_layout(schema)
    counts = {part.field: _most_entries(part, records) for part in layout.parts}
    columns: list[Column | None] = [None, *layout.columns]
    for part in layout.parts:
        columns += part.columns * counts[part.field]
    rows = []
    for slug, data in records.items():
        row = [slug, *_format_cells(data, layout.columns, notation)]
        for part in layout.parts:
            entries = data.get(part.field, [])
            missing = counts[part.field] - len(entries)
            for entry in [*entries, *[{}] * missing]:
                row += _format_cells(entry, part.columns, notation)
        rows.append(row)
    return Table("", tuple(columns), build_flat_header(records, schema, notation), rows)


def build_flat_header(
    records: Mapping[str, RecordData], schema: Schema, notation: Notation
) -> list[str]:
    """The titles of that table; the fullest record decides how many there are."""
    layout = build_layout(schema)
    header = [notation.id_title, *map(notation.title, layout.columns)]
    for part in layout.parts:
        for number in range(1, _most_entries(part, records) + 1):
            header += [notation.entry_title(part, number, column) for column in part.columns]
    return header


def _most_entries(part: Part, records: Mapping[str, RecordData]) -> int:
    """How many entries the fullest record has; at least one, so that there are columns for it."""
    return max([1, *(len(data.get(part.field, ())) for data in records.values())])


def template_records(schema: Schema) -> dict[str, RecordData]:
    """What an empty list shows: the made-up record, under the id that is never read."""
    return {schema.messages["spreadsheet"]["example"]: schema.example}


def _format_cells(data: RecordData, columns: Iterable[Column], notation: Notation) -> Iterator[str]:
    for column in columns:
        value = _get_value(data, column)
        yield "" if value is None else notation.cell(value, column)


def _get_value(data: RecordData, column: Column) -> object:
    value: object = data
    for step in column.pointer:
        value = value.get(step) if isinstance(value, dict) else None
    return value
