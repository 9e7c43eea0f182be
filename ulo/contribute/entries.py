"""What a list says about each group, whatever the format of the file."""

from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import Final

from ulo.checks import format_pointer
from ulo.contribute.notes import CellLocation, LineLocation, Note
from ulo.core import ERROR
from ulo.schema import Pointer


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
    """

    location: CellLocation
    id: str = ""
    values: dict[Pointer, FieldValue] = field(default_factory=dict)
    parts: dict[str, list[PartItem | Clear]] = field(default_factory=dict)
    locations: dict[Pointer, CellLocation] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    @property
    def name(self) -> str:
        name = self.values.get(("name",))
        return name if isinstance(name, str) else ""

    @property
    def has_errors(self) -> bool:
        return any(note.level == ERROR for note in self.notes)

    def locate(self, pointer: Pointer) -> CellLocation:
        """Where a field stands in the file, or the nearest thing around it."""
        for length in range(len(pointer), 0, -1):
            if found := self.locations.get(pointer[:length]):
                return found
        return self.location

    def locate_id(self, title: str) -> CellLocation:
        """Where the id stands or would stand; `title` is that of its column."""
        return replace(self.location, column=title)


@dataclass
class LineEntry(GroupEntry):
    """What a line of JSON says about one group; `unknown_fields` is how many no record has."""

    location: LineLocation
    unknown_fields: int = 0

    def locate(self, pointer: Pointer) -> LineLocation:
        return replace(self.location, column=format_pointer(pointer))

    def locate_id(self, title: str) -> LineLocation:
        return replace(self.location, column="id")
