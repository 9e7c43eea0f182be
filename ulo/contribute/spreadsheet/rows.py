"""What the cells say about each group. Columns may have moved, sheets may be missing; titles tell what is what."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache

from ulo.contribute.spreadsheet.cells import CLEAR, AmbiguousCell, cell_text, parse_cell
from ulo.contribute.spreadsheet.columns import Column, Part, build_layout
from ulo.contribute.spreadsheet.csv_file import unescape_formulas
from ulo.contribute.spreadsheet.loading import CellError, Sheet
from ulo.contribute.spreadsheet.notes import CellLocation, Note, make_note
from ulo.core import ERROR, fold
from ulo.schema import Pointer, Schema

# The titles stand in one of the first rows; people put a heading of their own above them.
HEADER_SEARCH_ROWS = 10
ID, GROUP = "id", "group"
NUMBERED_TITLE = re.compile(r"(.+?) ([1-9][0-9]?) ?: ?(.+)")


@dataclass
class GroupEntry:
    """One group as the file tells it. A part is there if the file says anything of it; CLEAR as its first entry
    means that what the directory says goes. `places` has the cell behind each field."""

    location: CellLocation
    id: str = ""
    values: dict[Pointer, object] = field(default_factory=dict)
    parts: dict[str, list] = field(default_factory=dict)
    locations: dict[Pointer, CellLocation] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    @property
    def name(self) -> str:
        name = self.values.get(("name",))
        return name if isinstance(name, str) else ""

    @property
    def has_errors(self) -> bool:
        return any(one.level == ERROR for one in self.notes)


@dataclass(frozen=True)
class Target:
    """What a title stands for: a field of a group, or of the entry with this number of a part; or the id, or the group."""

    kind: str = ""
    column: Column | None = None
    part: Part | None = None
    number: int = 0


@dataclass(frozen=True)
class RecognisedSheet:
    """A sheet with known titles: the row of the titles, and the target of each place in a row."""

    sheet: Sheet
    header_row: int
    targets: dict[int, Target]

    @property
    def part(self) -> Part | None:
        """The part that all its rows are about, if it is the sheet of one."""
        parts = {
            target.part for target in self.targets.values() if target.column and not target.number
        }
        # The name may stand in the place of the id.
        fields = {
            target.column.pointer
            for target in self.targets.values()
            if target.column and not target.part
        } - {("name",)}
        linked = any(target.kind == GROUP for target in self.targets.values())
        return (
            next(iter(parts - {None}), None)
            if len(parts - {None}) == 1 and (linked or not fields)
            else None
        )

    @property
    def is_escaped(self) -> bool:
        """Whether its cells come from CSV, perhaps by way of a program that made a workbook of it: it has no sheets of parts then."""
        return not self.sheet.title or any(target.number for target in self.targets.values())


def read_entries(sheets: list[Sheet], schema: Schema) -> tuple[list[GroupEntry], list[Note]]:
    """Each group that the sheets speak of, and what there is to say about the file as a whole."""
    messages = schema.messages["spreadsheet"]
    notes = [one for sheet in sheets for one in sheet.notes]
    known = []
    for sheet in sheets:
        if sheet.title in (messages["sheets"]["guide"], messages["sheets"]["lists"]):
            continue
        if found := _recognise_sheet(sheet, schema):
            known.append(found)
            notes += _unread_columns(found, schema)
        elif any(map(any, sheet.rows)):
            notes.append(make_note("sheet-not-read", CellLocation(sheet.title)))
    if not known:
        return [], [
            *notes,
            make_note(
                "no-titles", CellLocation(), title=schema.json_schema["properties"]["name"]["title"]
            ),
        ]
    if any(one.level == ERROR for one in notes):
        return [], notes
    entries: list[GroupEntry] = []
    for one in sorted(known, key=lambda one: one.part is not None):
        if one.part:
            notes += _read_part(one, entries, schema)
        else:
            entries += _read_groups(one, schema)
    return entries, notes


@lru_cache(maxsize=4)
def _targets_by_title(schema: Schema) -> dict[str, Target]:
    """What each title stands for, by folded title and by the name of the field."""
    messages, plan = schema.messages["spreadsheet"], build_layout(schema)
    titles = {fold(messages["id"]): Target(ID), fold(messages["group"]): Target(GROUP)}
    for part in plan.parts:
        for column in part.columns:
            titles[fold(column.title)] = titles[fold(f"{part.field}.{column.path}")] = Target(
                column=column, part=part
            )
    for column in plan.columns:
        titles[fold(column.title)] = titles[fold(column.path)] = Target(column=column)
    return titles


def _find_target(title: str, schema: Schema) -> Target | None:
    titles = _targets_by_title(schema)
    if found := titles.get(fold(title)):
        return found
    # "Sources 2: Title of the source" is the title in the second source.
    if numbered := NUMBERED_TITLE.fullmatch(title):
        part, number, rest = numbered.groups()
        found = titles.get(fold(rest))
        if found and found.part and fold(part) in (fold(found.part.title), fold(found.part.field)):
            return Target(column=found.column, part=found.part, number=int(number))
    return None


def _recognise_sheet(sheet: Sheet, schema: Schema) -> RecognisedSheet | None:
    best: dict[int, Target] = {}
    top = 0
    for number, row in enumerate(sheet.rows[:HEADER_SEARCH_ROWS]):
        targets = {
            place: target
            for place, title in enumerate(row)
            if isinstance(title, str) and (target := _find_target(" ".join(title.split()), schema))
        }
        if len(targets) > len(best):
            best, top = targets, number
    # One word in a heading may be a title by chance, but a list of names has no more than that one.
    alone = any(
        target.kind == ID or target.column and target.column.pointer == ("name",)
        for target in best.values()
    )
    return RecognisedSheet(sheet, top, best) if len(best) > 1 or alone else None


def _unread_columns(known: RecognisedSheet, schema: Schema) -> Iterator[Note]:
    titles = {fold(column.title): column.title for column in build_layout(schema).columns} | {
        fold(column.title): column.title
        for part in build_layout(schema).parts
        for column in part.columns
    }
    seen: set[Target] = set()
    for place, cell in enumerate(known.sheet.rows[known.header_row]):
        title = " ".join(cell.split()) if isinstance(cell, str) else ""
        where = CellLocation(known.sheet.title, known.header_row + 1, title)
        if target := known.targets.get(place):
            if target in seen:
                yield make_note("column-twice", where)
            seen.add(target)
        elif title:
            near = get_close_matches(fold(title)[:60], titles, 1, 0.75)
            yield (
                make_note("column-not-read.near", where, near=titles[near[0]])
                if near
                else make_note("column-not-read", where)
            )


def _read_groups(known: RecognisedSheet, schema: Schema) -> Iterator[GroupEntry]:
    messages = schema.messages["spreadsheet"]
    for place, cells in _iterate_rows(known):
        entry = GroupEntry(place)
        link = next((raw for target, _, raw in cells if target.kind == ID), None)
        entry.id = _parse_group_key(link)
        if entry.id in (messages["example"], messages["explain"]):
            continue
        numbered: dict[tuple[str, int], dict] = {}
        for target, where, raw in cells:
            if target.kind:
                continue
            value = _parse_value(entry, target.column, where, raw, messages)
            if value is None:
                continue
            if target.part:
                fields = numbered.setdefault((target.part.field, target.number or 1), {})
                fields[target.column.pointer] = (value, where)
            else:
                entry.values[target.column.pointer] = value
                entry.locations[target.column.pointer] = where
        for (part, _), fields in sorted(numbered.items()):
            _append_part(entry, part, fields)
        if not entry.id and not entry.name:
            entry.notes.append(make_note("no-name", place))
        yield entry


def _read_part(known: RecognisedSheet, entries: list[GroupEntry], schema: Schema) -> Iterator[Note]:
    """Puts each row of the sheet of a part to its group. A group that is only named here becomes an entry of its own."""
    messages, part = schema.messages["spreadsheet"], known.part
    ids = {entry.id: entry for entry in entries if entry.id}
    names: dict[str, list[GroupEntry]] = {}
    for entry in entries:
        names.setdefault(fold(entry.name), []).append(entry)
    for place, cells in _iterate_rows(known):
        link = next(
            (
                _parse_group_key(raw)
                for target, _, raw in cells
                if target.kind in (ID, GROUP) or target.column.pointer == ("name",)
            ),
            "",
        )
        if link in (messages["example"], messages["explain"]):
            continue
        meant = [ids[link]] if link in ids else names.get(fold(link), [])
        if not link or len(meant) > 1:
            yield make_note(
                "unclear-group" if link else "no-group",
                place,
                value=f'"{link[:60]}"',
                sheet=messages["sheets"]["groups"],
            )
            continue
        if not meant:
            entry = GroupEntry(place, id=link)
            entries.append(entry)
            ids[link] = entry
            meant = [entry]
        fields = {}
        for target, where, raw in cells:
            if (
                target.part
                and (value := _parse_value(meant[0], target.column, where, raw, messages))
                is not None
            ):
                fields[target.column.pointer] = (value, where)
        _append_part(meant[0], part.field, fields)


def _append_part(entry: GroupEntry, part: str, fields: dict) -> None:
    """One more entry of a part, with the cells that it comes from. An entry with CLEAR in its key clears the part."""
    listed = entry.parts.setdefault(part, [])
    if not fields:
        return
    number = sum(item is not CLEAR for item in listed)
    if all(value is CLEAR for value, _ in fields.values()):
        listed.insert(0, CLEAR)
        return
    listed.append({pointer[0]: value for pointer, (value, _) in fields.items()})
    for pointer, (_, where) in fields.items():
        entry.locations[(part, number, *pointer)] = where
    entry.locations.setdefault((part, number), CellLocation(where.sheet, where.row))


def _iterate_rows(
    known: RecognisedSheet,
) -> Iterator[tuple[CellLocation, list[tuple[Target, CellLocation, object]]]]:
    """The rows below the titles that hold anything, with the target and place of each known cell."""
    sheet = known.sheet
    titles = {
        place: " ".join(sheet.rows[known.header_row][place].split()) for place in known.targets
    }
    for number, row in enumerate(sheet.rows[known.header_row + 1 :], known.header_row + 2):
        if known.is_escaped:
            row = [unescape_formulas(raw) if isinstance(raw, str) else raw for raw in row]
        cells = [
            (target, CellLocation(sheet.title, number, titles[place]), row[place])
            for place, target in known.targets.items()
            if place < len(row)
            and row[place] is not None
            and (not isinstance(row[place], str) or row[place].strip())
        ]
        if cells:
            yield CellLocation(sheet.title, number), cells


def _parse_group_key(raw: object) -> str:
    try:
        return cell_text(raw) if not isinstance(raw, CellError) else ""
    except AmbiguousCell:
        return ""


def _parse_value(
    entry: GroupEntry, column: Column, where: CellLocation, raw: object, messages: dict
) -> object:
    if isinstance(raw, CellError):
        entry.notes.append(make_note(raw.key, where, value=raw.value))
        return None
    try:
        return parse_cell(
            raw, column, messages, lambda key: entry.notes.append(make_note(key, where))
        )
    except AmbiguousCell as odd:
        entry.notes.append(make_note(odd.args[0], where))
        return None
