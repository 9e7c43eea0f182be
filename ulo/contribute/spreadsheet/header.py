"""What the titles of a sheet stand for. Columns may have moved, and headings may stand above."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import lru_cache
from itertools import count

from ulo.contribute.notes import CellLocation, Note, make_note
from ulo.contribute.spreadsheet.columns import Column, Part, build_layout
from ulo.contribute.spreadsheet.loading import Sheet
from ulo.core import fold, unescape_formulas
from ulo.schema import Schema

# The titles stand in one of the first rows; people put a heading of their own above them.
HEADER_SEARCH_ROWS = 10
# The kinds of columns that hold no field: the id of a group, the group that a part is about, and
# the version of the record that a row was made from.
ID, GROUP, VERSION = "id", "group", "version"
# "Sources 2: Title of the source" is the title in the second source: `spreadsheet.numbered` in the
# messages has the order and the signs, and these are what stands in the gaps.
GAPS = {"part": "(?P<part>.+?)", "n": "(?P<n>[1-9][0-9]?)", "title": "(?P<title>.+)"}
# And so is `sources.2.title`, which programs write.
NUMBERED_NAME = re.compile(r"(\w+)\.([1-9][0-9]?)\.(\w+)")
# A title is a misspelt one of ours from this similarity on; a longer one is somebody's text.
MIN_TITLE_SIMILARITY, MAX_TITLE_LENGTH = 0.75, 60


@dataclass(frozen=True)
class Target:
    """What a title stands for.

    A field of a group; with a `part`, a field of an entry of that part, the one with this `number`
    if the title has one. If there is a `kind`, there is no column.
    """

    kind: str = ""
    column: Column | None = None
    part: Part | None = None
    number: int = 0


@dataclass(frozen=True)
class Cell:
    """A cell below a title, with its raw value."""

    target: Target
    location: CellLocation
    raw: object


@dataclass(frozen=True)
class RecognisedSheet:
    """A sheet with known titles: the place of their row, and the target of each place in a row."""

    sheet: Sheet
    header_row: int
    targets: dict[int, Target]

    @property
    def part(self) -> Part | None:
        """The part that all its rows are about, if it is the sheet of one."""
        fields = [target for target in self.targets.values() if target.column]
        parts = {target.part for target in fields if target.part and not target.number}
        # The name may stand in the place of the id.
        of_groups = {
            target.column.pointer for target in fields if target.column and not target.part
        }
        linked = any(target.kind == GROUP for target in self.targets.values())
        if len(parts) == 1 and (linked or of_groups <= {("name",)}):
            return parts.pop()
        return None

    def count_slots(self) -> dict[str, int]:
        """How many entries of each part its numbered columns have room for, without a gap."""
        numbers: dict[str, set[int]] = {}
        for target in self.targets.values():
            if target.part:
                numbers.setdefault(target.part.field, set()).add(target.number)
        return {
            field: next(n for n in count() if n + 1 not in found)
            for field, found in numbers.items()
            if found != {0}
        }

    @property
    def is_escaped(self) -> bool:
        """Whether its cells come from CSV, where signs that begin a formula are escaped.

        A program may have made a workbook of it: it has no sheets of parts then.
        """
        return not self.sheet.title or any(target.number for target in self.targets.values())

    def iterate_rows(self) -> Iterator[tuple[CellLocation, list[Cell]]]:
        """The rows below the titles that hold anything, with their known cells."""
        header = self.sheet.rows[self.header_row]
        titles = {place: _normalise_title(header[place]) for place in self.targets}
        first = self.header_row + 1
        for number, row in enumerate(self.sheet.rows[first:], first + 1):
            cells = [
                Cell(target, CellLocation(self.sheet.title, number, titles[place]), raw)
                for place, target in self.targets.items()
                if place < len(row) and not _is_blank(raw := self._unescape(row[place]))
            ]
            if cells:
                yield CellLocation(self.sheet.title, number), cells

    def _unescape(self, raw: object) -> object:
        if not self.is_escaped or not isinstance(raw, str):
            return raw
        # What needs no change may be more than a text: it may have a link.
        text = unescape_formulas(raw)
        return raw if text == raw else text


def _is_blank(raw: object) -> bool:
    return raw is None or (isinstance(raw, str) and not raw.strip())


def _normalise_title(raw: object) -> str:
    """The text of a title with single spaces; nothing where a cell holds something else."""
    return " ".join(raw.split()) if isinstance(raw, str) else ""


@lru_cache(maxsize=4)
def _targets_by_name(schema: Schema) -> dict[str, Target]:
    """What each name of a field stands for, as programs write it: `contact.phone`."""
    layout = build_layout(schema)
    return {column.path: Target(column=column) for column in layout.columns} | {
        f"{part.field}.{column.path}": Target(column=column, part=part)
        for part in layout.parts
        for column in part.columns
    }


@lru_cache(maxsize=4)
def _targets_by_title(schema: Schema) -> dict[str, Target]:
    """What each title stands for, by folded title and by the folded name of the field."""
    messages, names = schema.messages["spreadsheet"], _targets_by_name(schema)
    targets = {fold(messages[kind]): Target(kind) for kind in (ID, GROUP, VERSION)}
    # A title that a field of a group has stands for that field: these come last.
    for name, target in sorted(names.items(), key=lambda item: item[1].part is None):
        if target.column:
            targets[fold(target.column.title)] = targets[fold(name)] = target
    for path, title in schema.messages["formerly"]["titles"].items():
        targets.setdefault(fold(title), targets[fold(path)])
    return targets


def _find_target(title: str, schema: Schema) -> Target | None:
    targets = _targets_by_title(schema)
    if found := _targets_by_name(schema).get(title) or targets.get(fold(title)):
        return found
    if named := NUMBERED_NAME.fullmatch(title):
        field, number, name = named.groups()
        found = _targets_by_name(schema).get(f"{field}.{name}")
        return replace(found, number=int(number)) if found and found.part else None
    if not (numbered := _numbered_title(schema).fullmatch(title)):
        return None
    found = targets.get(fold(numbered["title"]))
    part = fold(numbered["part"])
    if found and found.part and part in (fold(found.part.title), fold(found.part.field)):
        return replace(found, number=int(numbered["n"]))
    return None


@lru_cache(maxsize=4)
def _numbered_title(schema: Schema) -> re.Pattern[str]:
    """How the title of a field of an entry is written; around signs, people leave out spaces."""
    pattern = ""
    for piece in re.split(r"\{(\w+)\}", schema.messages["spreadsheet"]["numbered"]):
        sign = piece.strip()
        pattern += GAPS.get(piece) or (f" ?{re.escape(sign)} ?" if sign else piece)
    return re.compile(pattern)


def recognise_sheet(sheet: Sheet, schema: Schema) -> RecognisedSheet | None:
    """The sheet with the row that has most of our titles; None where no row has enough of them."""
    best: dict[int, Target] = {}
    header_row = 0
    for number, row in enumerate(sheet.rows[:HEADER_SEARCH_ROWS]):
        titles = {place: _normalise_title(raw) for place, raw in enumerate(row)}
        targets = {
            place: target
            for place, title in titles.items()
            if title and (target := _find_target(title, schema))
        }
        if len(targets) > len(best):
            best, header_row = targets, number
    # One word in a heading may be a title by chance, but a list of names has no more than that one.
    names_groups = any(
        target.kind == ID or (target.column and target.column.pointer == ("name",))
        for target in best.values()
    )
    return RecognisedSheet(sheet, header_row, best) if len(best) > 1 or names_groups else None


def note_unread_columns(recognised: RecognisedSheet, schema: Schema) -> Iterator[Note]:
    """What there is to say about titles that are unknown, or there twice."""
    layout = build_layout(schema)
    of_parts = [column for part in layout.parts for column in part.columns]
    titles = {fold(column.title): column.title for column in (*layout.columns, *of_parts)}
    seen: set[Target] = set()
    for place, raw in enumerate(recognised.sheet.rows[recognised.header_row]):
        title = _normalise_title(raw)
        location = CellLocation(recognised.sheet.title, recognised.header_row + 1, title)
        if target := recognised.targets.get(place):
            if target in seen:
                yield make_note("column-twice", location)
            seen.add(target)
        elif title:
            near = get_close_matches(
                fold(title)[:MAX_TITLE_LENGTH], titles, 1, MIN_TITLE_SIMILARITY
            )
            if near:
                yield make_note("column-not-read.near", location, near=titles[near[0]])
            else:
                yield make_note("column-not-read", location)
