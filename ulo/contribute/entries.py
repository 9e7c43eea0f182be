"""What a list says about each group, whatever the format of the file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import Final

from ulo.contribute.notes import CellLocation, LineLocation, Note, UnreadableFileError
from ulo.core import ERROR, count
from ulo.records.values import CountryForms
from ulo.schema import Pointer, format_pointer

# What there is to say about one file: more is no list that anyone can mend line by line.
MAX_NOTES = 100_000


class Clear(Enum):
    """The type of CLEAR, so that a type checker can tell it from a text."""

    CLEAR = auto()


# In place of a value: what the directory says there is removed.
CLEAR: Final = Clear.CLEAR
FieldValue = str | list[str] | Clear
PartItem = dict[str, FieldValue]


@dataclass
class GroupEntry:
    """What a spreadsheet says about one group.

    `id` is a file name without .yml, or what the person wrote in its place. `values` has texts,
    lists of texts or CLEAR by the place of the field. `parts` has the entries of each list that
    the file says anything about; CLEAR as the first of them removes those of the directory.
    `locations` has the cell of each value.

    `version` says what the entry was made from, if the file has that. Then `blank` has the places
    of cells that are empty: of a field, of a field of an entry, and of a whole part. `slots` has
    how many entries of a part the columns of the file have room for, where that is limited.
    `places` has, for each entry that a part will have in the record, its place in the file; None
    where the file does not have it.
    """

    location: CellLocation
    id: str = ""
    version: str = ""
    values: dict[Pointer, FieldValue] = field(default_factory=dict)
    parts: dict[str, list[PartItem | Clear]] = field(default_factory=dict)
    locations: dict[Pointer, CellLocation] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    blank: set[Pointer] = field(default_factory=set)
    slots: dict[str, int] = field(default_factory=dict)
    places: dict[str, list[int | None]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        name = self.values.get(("name",))
        return name if isinstance(name, str) else ""

    @property
    def has_errors(self) -> bool:
        return any(note.level == ERROR for note in self.notes)

    def locate(self, pointer: Pointer) -> CellLocation:
        """Where a field stands in the file, or the nearest thing around it."""
        pointer = self._in_file(pointer)
        for length in range(len(pointer), 0, -1):
            if found := self.locations.get(pointer[:length]):
                return found
        return self.location

    def _in_file(self, pointer: Pointer) -> Pointer:
        """The place of a field of the record, as the file counts the entries of its part."""
        field, *steps = pointer or ("",)
        places = self.places.get(str(field))
        if not places or not steps:
            return pointer
        number = steps[0]
        place = places[number] if isinstance(number, int) and number < len(places) else None
        return (field,) if place is None else (field, place, *steps[1:])

    def locate_id(self, title: str) -> CellLocation:
        """Where the id stands or would stand; `title` is that of its column."""
        return replace(self.location, column=title)


@dataclass
class LineEntry(GroupEntry):
    """What a line of JSON says about one group; `unknown_fields` is how many no record has.

    `forms` are those that values have in the country.
    """

    location: LineLocation
    forms: CountryForms = field(kw_only=True)
    unknown_fields: int = 0

    def locate(self, pointer: Pointer) -> LineLocation:
        return replace(self.location, column=format_pointer(self._in_file(pointer)))

    def locate_id(self, title: str) -> LineLocation:
        return replace(self.location, column="id")


def within_notes_limit(entries: Iterable[GroupEntry]) -> Iterator[GroupEntry]:
    """These entries; raises UnreadableFileError where there is more to say than anyone reads."""
    notes = 0
    for entry in entries:
        notes += len(entry.notes)
        if notes > MAX_NOTES:
            raise UnreadableFileError("too-much", most=count("importer.most.notes", MAX_NOTES))
        yield entry
