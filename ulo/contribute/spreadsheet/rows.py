"""What the cells say about each group. Columns may have moved, sheets may be missing; titles tell what is what."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache

from ulo.contribute.spreadsheet.cells import CLEAR, Odd, plain, understood
from ulo.contribute.spreadsheet.columns import Column, Part, layout
from ulo.contribute.spreadsheet.csv_file import unguard
from ulo.contribute.spreadsheet.notes import Note, Place, note
from ulo.contribute.spreadsheet.opening import Sheet, Trouble
from ulo.core import ERROR, fold
from ulo.schema import Pointer, Schema

# The titles stand in one of the first rows; people put a heading of their own above them.
FIRST_ROWS = 10
ID, GROUP = "id", "group"
NUMBERED = re.compile(r"(.+?) ([1-9][0-9]?) ?: ?(.+)")


@dataclass
class Entry:
    """One group as the file tells it. A part is there if the file says anything of it; CLEAR as its first entry
    means that what the directory says goes. `places` has the cell behind each field."""

    place: Place
    id: str = ""
    values: dict[Pointer, object] = field(default_factory=dict)
    parts: dict[str, list] = field(default_factory=dict)
    places: dict[Pointer, Place] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    @property
    def name(self) -> str:
        name = self.values.get(("name",))
        return name if isinstance(name, str) else ""

    @property
    def is_refused(self) -> bool:
        return any(one.level == ERROR for one in self.notes)


@dataclass(frozen=True)
class Target:
    """What a title stands for: a field of a group, or of the entry with this number of a part; or the id, or the group."""

    kind: str = ""
    column: Column | None = None
    part: Part | None = None
    number: int = 0


@dataclass(frozen=True)
class Known:
    """A sheet with known titles: the row of the titles, and the target of each place in a row."""

    sheet: Sheet
    top: int
    targets: dict[int, Target]

    @property
    def part(self) -> Part | None:
        """The part that all its rows are about, if it is the sheet of one."""
        parts = {target.part for target in self.targets.values() if target.column and not target.number}
        # The name may stand in the place of the id.
        fields = {target.column.pointer for target in self.targets.values() if target.column and not target.part} - {("name",)}
        linked = any(target.kind == GROUP for target in self.targets.values())
        return next(iter(parts - {None}), None) if len(parts - {None}) == 1 and (linked or not fields) else None


    @property
    def is_guarded(self) -> bool:
        """Whether its cells come from CSV, perhaps by way of a program that made a workbook of it: it has no sheets of parts then."""
        return not self.sheet.title or any(target.number for target in self.targets.values())


def read(sheets: list[Sheet], schema: Schema) -> tuple[list[Entry], list[Note]]:
    """Each group that the sheets speak of, and what there is to say about the file as a whole."""
    words = schema.words["spreadsheet"]
    notes = [one for sheet in sheets for one in sheet.notes]
    known = []
    for sheet in sheets:
        if sheet.title in (words["sheets"]["guide"], words["sheets"]["lists"]):
            continue
        if found := _known(sheet, schema):
            known.append(found)
            notes += _unread_columns(found, schema)
        elif any(map(any, sheet.rows)):
            notes.append(note("sheet-not-read", Place(sheet.title)))
    if not known:
        return [], [*notes, note("no-titles", Place(), title=schema.shape["properties"]["name"]["title"])]
    if any(one.level == ERROR for one in notes):
        return [], notes
    entries: list[Entry] = []
    for one in sorted(known, key=lambda one: one.part is not None):
        if one.part:
            notes += _read_part(one, entries, schema)
        else:
            entries += _read_groups(one, schema)
    return entries, notes


@lru_cache(maxsize=4)
def _titles(schema: Schema) -> dict[str, Target]:
    """What each title stands for, by folded title and by the name of the field."""
    words, plan = schema.words["spreadsheet"], layout(schema)
    titles = {fold(words["id"]): Target(ID), fold(words["group"]): Target(GROUP)}
    for part in plan.parts:
        for column in part.columns:
            titles[fold(column.title)] = titles[fold(f"{part.field}.{column.path}")] = Target(column=column, part=part)
    for column in plan.columns:
        titles[fold(column.title)] = titles[fold(column.path)] = Target(column=column)
    return titles


def _target(title: str, schema: Schema) -> Target | None:
    titles = _titles(schema)
    if found := titles.get(fold(title)):
        return found
    # "Sources 2: Title of the source" is the title in the second source.
    if numbered := NUMBERED.fullmatch(title):
        part, number, rest = numbered.groups()
        found = titles.get(fold(rest))
        if found and found.part and fold(part) in (fold(found.part.title), fold(found.part.field)):
            return Target(column=found.column, part=found.part, number=int(number))
    return None


def _known(sheet: Sheet, schema: Schema) -> Known | None:
    best: dict[int, Target] = {}
    top = 0
    for number, row in enumerate(sheet.rows[:FIRST_ROWS]):
        targets = {place: target for place, title in enumerate(row) if isinstance(title, str) and (target := _target(" ".join(title.split()), schema))}
        if len(targets) > len(best):
            best, top = targets, number
    # One word in a heading may be a title by chance, but a list of names has no more than that one.
    alone = any(target.kind == ID or target.column and target.column.pointer == ("name",) for target in best.values())
    return Known(sheet, top, best) if len(best) > 1 or alone else None


def _unread_columns(known: Known, schema: Schema) -> Iterator[Note]:
    titles = {fold(column.title): column.title for column in layout(schema).columns} | {
        fold(column.title): column.title for part in layout(schema).parts for column in part.columns}
    seen: set[Target] = set()
    for place, cell in enumerate(known.sheet.rows[known.top]):
        title = " ".join(cell.split()) if isinstance(cell, str) else ""
        where = Place(known.sheet.title, known.top + 1, title)
        if target := known.targets.get(place):
            if target in seen:
                yield note("column-twice", where)
            seen.add(target)
        elif title:
            near = get_close_matches(fold(title)[:60], titles, 1, 0.75)
            yield note("column-not-read.near", where, near=titles[near[0]]) if near else note("column-not-read", where)


def _read_groups(known: Known, schema: Schema) -> Iterator[Entry]:
    words = schema.words["spreadsheet"]
    for place, cells in _cells(known):
        entry = Entry(place)
        link = next((raw for target, _, raw in cells if target.kind == ID), None)
        entry.id = _link(link)
        if entry.id in (words["example"], words["explain"]):
            continue
        numbered: dict[tuple[str, int], dict] = {}
        for target, where, raw in cells:
            if target.kind:
                continue
            value = _value(entry, target.column, where, raw, words)
            if value is None:
                continue
            if target.part:
                fields = numbered.setdefault((target.part.field, target.number or 1), {})
                fields[target.column.pointer] = (value, where)
            else:
                entry.values[target.column.pointer] = value
                entry.places[target.column.pointer] = where
        for (part, _), fields in sorted(numbered.items()):
            _append(entry, part, fields)
        if not entry.id and not entry.name:
            entry.notes.append(note("no-name", place))
        yield entry


def _read_part(known: Known, entries: list[Entry], schema: Schema) -> Iterator[Note]:
    """Puts each row of the sheet of a part to its group. A group that is only named here becomes an entry of its own."""
    words, part = schema.words["spreadsheet"], known.part
    ids = {entry.id: entry for entry in entries if entry.id}
    names: dict[str, list[Entry]] = {}
    for entry in entries:
        names.setdefault(fold(entry.name), []).append(entry)
    for place, cells in _cells(known):
        link = next((_link(raw) for target, _, raw in cells if target.kind in (ID, GROUP) or target.column.pointer == ("name",)), "")
        if link in (words["example"], words["explain"]):
            continue
        meant = [ids[link]] if link in ids else names.get(fold(link), [])
        if not link or len(meant) > 1:
            yield note("unclear-group" if link else "no-group", place, value=f'"{link[:60]}"', sheet=words["sheets"]["groups"])
            continue
        if not meant:
            entry = Entry(place, id=link)
            entries.append(entry)
            ids[link] = entry
            meant = [entry]
        fields = {}
        for target, where, raw in cells:
            if target.part and (value := _value(meant[0], target.column, where, raw, words)) is not None:
                fields[target.column.pointer] = (value, where)
        _append(meant[0], part.field, fields)


def _append(entry: Entry, part: str, fields: dict) -> None:
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
        entry.places[(part, number, *pointer)] = where
    entry.places.setdefault((part, number), Place(where.sheet, where.row))


def _cells(known: Known) -> Iterator[tuple[Place, list[tuple[Target, Place, object]]]]:
    """The rows below the titles that hold anything, with the target and place of each known cell."""
    sheet = known.sheet
    titles = {place: " ".join(sheet.rows[known.top][place].split()) for place in known.targets}
    for number, row in enumerate(sheet.rows[known.top + 1:], known.top + 2):
        if known.is_guarded:
            row = [unguard(raw) if isinstance(raw, str) else raw for raw in row]
        cells = [(target, Place(sheet.title, number, titles[place]), row[place]) for place, target in known.targets.items()
                 if place < len(row) and row[place] is not None and (not isinstance(row[place], str) or row[place].strip())]
        if cells:
            yield Place(sheet.title, number), cells


def _link(raw: object) -> str:
    try:
        return plain(raw) if not isinstance(raw, Trouble) else ""
    except Odd:
        return ""


def _value(entry: Entry, column: Column, where: Place, raw: object, words: dict) -> object:
    if isinstance(raw, Trouble):
        entry.notes.append(note(raw.key, where, value=raw.value))
        return None
    try:
        return understood(raw, column, words, lambda key: entry.notes.append(note(key, where)))
    except Odd as odd:
        entry.notes.append(note(odd.args[0], where))
        return None
