"""Records as tables of texts: one for each sheet of a workbook, or one that holds all for CSV."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ulo.contribute.spreadsheet.columns import Column, Part, build_layout
from ulo.contribute.spreadsheet.notation import Notation, Titles
from ulo.contribute.spreadsheet.versions import make_version
from ulo.schema import RecordData, Schema


@dataclass(frozen=True)
class Table:
    """A sheet: its title, its columns, the titles of these, and its rows.

    A column is None where it has no field: the first says which group a row is about. With
    `has_versions`, the last has the version of each record.
    """

    title: str
    columns: tuple[Column | None, ...]
    header: list[str]
    rows: list[list[str]]
    has_versions: bool = False

    def with_versions(
        self, records: Mapping[str, RecordData], schema: Schema, notation: Notation
    ) -> "Table":
        """The same with one more column; a row has one record."""
        rows = [
            [*row, make_version(slug, data, schema)]
            for row, (slug, data) in zip(self.rows, records.items(), strict=True)
        ]
        header = [*self.header, notation.version_title]
        return Table(self.title, (*self.columns, None), header, rows, True)


def build_tables(
    records: Mapping[str, RecordData], schema: Schema, with_versions: bool
) -> Iterator[Table]:
    """The sheets of a workbook: the groups, then each part."""
    messages, layout = schema.messages["spreadsheet"], build_layout(schema)
    notation = Titles(schema)
    rows = [
        [slug, *_format_cells(data, layout.columns, notation)] for slug, data in records.items()
    ]
    groups = Table(
        messages["sheets"]["groups"],
        (None, *layout.columns),
        [messages["id"], *(column.title for column in layout.columns)],
        rows,
    )
    yield groups.with_versions(records, schema, notation) if with_versions else groups
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
        value = column.find_value(data)
        yield "" if value is None else notation.cell(value, column)
