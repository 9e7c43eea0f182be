"""Records as tables of texts: for a workbook one for the groups and one for each part, for CSV one that holds all."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ulo.contribute.spreadsheet.cells import format_cell
from ulo.contribute.spreadsheet.columns import Column, build_layout
from ulo.schema import Schema


@dataclass(frozen=True)
class Table:
    """A sheet: its title, its columns (None for the first, which says which group a row is about), their titles, its rows."""

    title: str
    columns: tuple[Column | None, ...]
    header: list[str]
    rows: list[list[str]]


def build_tables(records: Mapping[str, dict], schema: Schema) -> Iterator[Table]:
    """The sheets of a workbook: the groups, then each part."""
    messages, plan = schema.messages["spreadsheet"], build_layout(schema)
    rows = [[slug, *_format_cells(data, plan.columns, messages)] for slug, data in records.items()]
    yield Table(
        messages["sheets"]["groups"],
        (None, *plan.columns),
        [messages["id"], *(column.title for column in plan.columns)],
        rows,
    )
    for part in plan.parts:
        rows = [
            [slug, *_format_cells(entry, part.columns, messages)]
            for slug, data in records.items()
            for entry in data.get(part.field, ())
        ]
        yield Table(
            part.title,
            (None, *part.columns),
            [messages["group"], *(column.title for column in part.columns)],
            rows,
        )


def build_flat_table(records: Mapping[str, dict], schema: Schema) -> Table:
    """All in one table: the entries of each part stand side by side, in numbered columns."""
    messages, plan = schema.messages["spreadsheet"], build_layout(schema)
    most = {
        part.field: max([1, *(len(data.get(part.field, ())) for data in records.values())])
        for part in plan.parts
    }
    columns = [
        *plan.columns,
        *(
            column
            for part in plan.parts
            for _ in range(most[part.field])
            for column in part.columns
        ),
    ]
    header = [
        messages["id"],
        *(column.title for column in plan.columns),
        *(
            numbered_title(messages, part.title, number + 1, column.title)
            for part in plan.parts
            for number in range(most[part.field])
            for column in part.columns
        ),
    ]
    rows = []
    for slug, data in records.items():
        row = [slug, *_format_cells(data, plan.columns, messages)]
        for part in plan.parts:
            entries = data.get(part.field, [])
            for entry in [*entries, *[{}] * (most[part.field] - len(entries))]:
                row += _format_cells(entry, part.columns, messages)
        rows.append(row)
    return Table("", (None, *columns), header, rows)


def template_records(schema: Schema) -> dict[str, dict]:
    """What an empty spreadsheet shows: the made-up record, under the id that is never read."""
    return {schema.messages["spreadsheet"]["example"]: schema.example}


def numbered_title(messages: dict, part: str, number: int, title: str) -> str:
    return messages["numbered"].format(part=part, n=number, title=title)


def _format_cells(data: dict, columns: Iterable[Column], messages: dict) -> Iterator[str]:
    for column in columns:
        value = _get_value(data, column)
        yield "" if value is None else format_cell(value, column, messages)


def _get_value(data: dict, column: Column) -> object:
    for step in column.pointer:
        data = data.get(step) if isinstance(data, dict) else None
    return data
