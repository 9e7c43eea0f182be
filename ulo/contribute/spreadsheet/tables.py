"""Records as tables of texts: for a workbook one for the groups and one for each part, for CSV one that holds all."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ulo.contribute.spreadsheet.cells import shown
from ulo.contribute.spreadsheet.columns import Column, layout
from ulo.schema import Schema


@dataclass(frozen=True)
class Table:
    """A sheet: its title, its columns (None for the first, which says which group a row is about), their titles, its rows."""

    title: str
    columns: tuple[Column | None, ...]
    header: list[str]
    rows: list[list[str]]


def tables(records: Mapping[str, dict], schema: Schema) -> Iterator[Table]:
    """The sheets of a workbook: the groups, then each part."""
    words, plan = schema.words["spreadsheet"], layout(schema)
    rows = [[slug, *_cells(data, plan.columns, words)] for slug, data in records.items()]
    yield Table(words["sheets"]["groups"], (None, *plan.columns), [words["id"], *(column.title for column in plan.columns)], rows)
    for part in plan.parts:
        rows = [[slug, *_cells(entry, part.columns, words)] for slug, data in records.items() for entry in data.get(part.field, ())]
        yield Table(part.title, (None, *part.columns), [words["group"], *(column.title for column in part.columns)], rows)


def flat(records: Mapping[str, dict], schema: Schema) -> Table:
    """All in one table: the entries of each part stand side by side, in numbered columns."""
    words, plan = schema.words["spreadsheet"], layout(schema)
    most = {part.field: max([1, *(len(data.get(part.field, ())) for data in records.values())]) for part in plan.parts}
    columns = [*plan.columns, *(column for part in plan.parts for _ in range(most[part.field]) for column in part.columns)]
    header = [words["id"], *(column.title for column in plan.columns), *(
        numbered(words, part.title, number + 1, column.title) for part in plan.parts for number in range(most[part.field]) for column in part.columns)]
    rows = []
    for slug, data in records.items():
        row = [slug, *_cells(data, plan.columns, words)]
        for part in plan.parts:
            entries = data.get(part.field, [])
            for entry in [*entries, *[{}] * (most[part.field] - len(entries))]:
                row += _cells(entry, part.columns, words)
        rows.append(row)
    return Table("", (None, *columns), header, rows)


def template(schema: Schema) -> dict[str, dict]:
    """What an empty spreadsheet shows: the made-up record, under the id that is never read."""
    return {schema.words["spreadsheet"]["example"]: schema.example}


def numbered(words: dict, part: str, number: int, title: str) -> str:
    return words["numbered"].format(part=part, n=number, title=title)


def _cells(data: dict, columns: Iterable[Column], words: dict) -> Iterator[str]:
    for column in columns:
        value = _value(data, column)
        yield "" if value is None else shown(value, column, words)


def _value(data: dict, column: Column) -> object:
    for step in column.pointer:
        data = data.get(step) if isinstance(data, dict) else None
    return data
