"""What the rows of all sheets say about each group."""

from collections.abc import Iterable, Iterator

from ulo.contribute.entries import CLEAR, FieldValue, GroupEntry, within_notes_limit
from ulo.contribute.notes import CellLocation, Note, make_note
from ulo.contribute.spreadsheet.cells import AmbiguousCellError, cell_text, parse_cell
from ulo.contribute.spreadsheet.columns import Column, Part
from ulo.contribute.spreadsheet.header import (
    GROUP,
    ID,
    VERSION,
    Cell,
    RecognisedSheet,
    Target,
    note_unread_columns,
    recognise_sheet,
)
from ulo.contribute.spreadsheet.loading import CellError, Sheet
from ulo.contribute.texts import find_control_character, join_lines
from ulo.core import ERROR, fold
from ulo.records import values
from ulo.schema import Messages, Pointer, Schema

# The values of one entry of a part, each with the cell that it comes from.
PartCells = dict[Pointer, tuple[FieldValue, CellLocation]]


def read_entries(sheets: list[Sheet], schema: Schema) -> tuple[list[GroupEntry], list[Note]]:
    """Each group that the sheets speak of, and what there is to say about the file as a whole."""
    sheet_names = schema.messages["spreadsheet"]["sheets"]
    notes = [note for sheet in sheets for note in sheet.notes]
    recognised_sheets = []
    for sheet in sheets:
        if sheet.title in (sheet_names["guide"], sheet_names["lists"]):
            continue
        if recognised := recognise_sheet(sheet, schema):
            recognised_sheets.append(recognised)
            notes += note_unread_columns(recognised, schema)
        elif any(map(any, sheet.rows)):
            notes.append(make_note("sheet-not-read", CellLocation(sheet.title)))
    if not recognised_sheets:
        title = schema.subschema(("name",))["title"]
        return [], [*notes, make_note("no-titles", CellLocation(), title=title)]
    if any(note.level == ERROR for note in notes):
        return [], notes
    entries: list[GroupEntry] = []
    # The sheets of groups come first, so that the rows of parts find their groups.
    for recognised in sorted(recognised_sheets, key=lambda one: one.part is not None):
        if part := recognised.part:
            notes += _read_part(recognised, part, entries, schema)
            entries = list(within_notes_limit(entries))
        else:
            entries += within_notes_limit(_read_groups(recognised, schema))
    of_sheets = [recognised.part.field for recognised in recognised_sheets if recognised.part]
    _mark_empty_parts(entries, of_sheets)
    return entries, notes


def _read_groups(recognised: RecognisedSheet, schema: Schema) -> Iterator[GroupEntry]:
    messages, slots = schema.messages["spreadsheet"], recognised.count_slots()
    for location, cells in recognised.iterate_rows():
        entry = GroupEntry(location)
        entry.id, entry.version = _read_key(cells, ID), _read_key(cells, VERSION)
        if _is_never_read(entry.id, messages):
            continue
        said: set[Target] = set()
        numbered: dict[tuple[str, int], PartCells] = {}
        for cell in cells:
            target, column = cell.target, cell.target.column
            if column is None:
                continue
            value = _parse_value(entry, column, cell, messages)
            if value is not None or isinstance(cell.raw, CellError):
                said.add(target)
            if value is None:
                continue
            if target.part:
                fields = numbered.setdefault((target.part.field, target.number or 1), {})
                fields[column.pointer] = (value, cell.location)
            else:
                entry.values[column.pointer] = value
                entry.locations[column.pointer] = cell.location
        blank = [target for target in recognised.targets.values() if target not in said]
        for (field, number), fields in sorted(numbered.items()):
            _append_part(entry, field, fields, _list_blank(blank, field, number))
        if entry.version:
            of_group = (target.column for target in blank if not target.part)
            entry.blank |= {column.pointer for column in of_group if column}
            entry.slots = slots
            _mark_empty_parts([entry], slots)
        if not entry.id and not entry.name:
            entry.notes.append(make_note("no-name", location))
        yield entry


def _read_part(
    recognised: RecognisedSheet, part: Part, entries: list[GroupEntry], schema: Schema
) -> Iterator[Note]:
    """Puts each row of the sheet of a part to its group.

    A group that is named here only becomes an entry of its own.
    """
    messages = schema.messages["spreadsheet"]
    by_id = {entry.id: entry for entry in entries if entry.id}
    by_name: dict[str, list[GroupEntry]] = {}
    for entry in entries:
        by_name.setdefault(fold(entry.name), []).append(entry)
    for location, cells in recognised.iterate_rows():
        key = _read_group_key(cells)
        if _is_never_read(key, messages):
            continue
        matches = [by_id[key]] if key in by_id else by_name.get(fold(key), [])
        if not key or len(matches) > 1:
            sheet = messages["sheets"]["groups"]
            fault = "unclear-group" if key else "no-group"
            yield make_note(fault, location, value=f'"{key[:60]}"', sheet=sheet)
            continue
        if not matches:
            matches = [GroupEntry(location, id=key)]
            entries.append(matches[0])
            by_id[key] = matches[0]
        [entry] = matches
        fields: PartCells = {}
        said: set[Target] = set()
        for cell in cells:
            column = cell.target.column
            if column is None or not cell.target.part:
                continue
            value = _parse_value(entry, column, cell, messages)
            if value is not None or isinstance(cell.raw, CellError):
                said.add(cell.target)
            if value is not None:
                fields[column.pointer] = (value, cell.location)
        blank = [target for target in recognised.targets.values() if target not in said]
        _append_part(entry, part.field, fields, _list_blank(blank, part.field, 0))


def _list_blank(targets: list[Target], field: str, number: int) -> list[Pointer]:
    """Those of these columns that are about this entry of a part."""
    return [
        target.column.pointer
        for target in targets
        if target.column and target.part and (target.part.field, target.number) == (field, number)
    ]


def _mark_empty_parts(entries: Iterable[GroupEntry], fields: Iterable[str]) -> None:
    """Notes of which parts the file could say something, but does not."""
    for entry in entries:
        if entry.version:
            entry.blank |= {(field,) for field in fields if field not in entry.parts}


def _append_part(
    entry: GroupEntry, field: str, fields: PartCells, blank: Iterable[Pointer]
) -> None:
    """One more entry of a part. Where all its cells say CLEAR, it clears the part."""
    items = entry.parts.setdefault(field, [])
    if not fields:
        return
    if all(value is CLEAR for value, _ in fields.values()):
        items.insert(0, CLEAR)
        return
    number = sum(item is not CLEAR for item in items)
    items.append({str(pointer[0]): value for pointer, (value, _) in fields.items()})
    for pointer, (_, location) in fields.items():
        entry.locations[(field, number, *pointer)] = location
    entry.locations.setdefault((field, number), CellLocation(location.sheet, location.row))
    entry.blank |= {(field, number, *pointer) for pointer in blank}


def _is_never_read(key: str, messages: Messages) -> bool:
    """Whether a row is an example or an explanation of the template."""
    return key in (messages["example"], messages["explain"])


def _read_key(cells: list[Cell], kind: str) -> str:
    return next((_parse_key(cell.raw) for cell in cells if cell.target.kind == kind), "")


def _read_group_key(cells: list[Cell]) -> str:
    """The id or the name of the group that the row of a part is about."""
    for cell in cells:
        column = cell.target.column
        if cell.target.kind in (ID, GROUP) or (column and column.pointer == ("name",)):
            return _parse_key(cell.raw)
    return ""


def _parse_key(raw: object) -> str:
    try:
        text = "" if isinstance(raw, CellError) else cell_text(raw)
        # An id or a name with a control character is none, and is named as it is.
        return text if find_control_character(text) else values.clean_text(text)
    except AmbiguousCellError:
        return ""


def _parse_value(
    entry: GroupEntry, column: Column, cell: Cell, messages: Messages
) -> FieldValue | None:
    """What a cell says; None where it says nothing, or nothing that is clear: then with a note."""
    if isinstance(cell.raw, CellError):
        if cell.raw.key:
            entry.notes.append(make_note(cell.raw.key, cell.location, value=cell.raw.value))
        return None

    def report(key: str, **facts: str) -> None:
        entry.notes.append(make_note(key, cell.location, **facts))

    if isinstance(cell.raw, str) and (sign := find_control_character(join_lines(cell.raw))):
        report("hidden-character", sign=sign)
        return None
    try:
        return parse_cell(cell.raw, column, messages, report)
    except AmbiguousCellError as ambiguous:
        report(ambiguous.key)
        return None
