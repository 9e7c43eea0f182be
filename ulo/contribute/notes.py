"""What there is to say about a list of groups: about the file, a row or line, or a cell or field.

The words are for people who know spreadsheets, and do not know this project.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from ulo.contribute.note_messages import INFO, MESSAGES
from ulo.core import escape_invisible

__all__ = [
    "INFO",
    "MESSAGES",
    "CellLocation",
    "LineLocation",
    "Note",
    "UnreadableFileError",
    "format_notes",
    "make_note",
]

Facts = Mapping[str, object]


class UnreadableFileError(Exception):
    """A file that cannot be read at all. The text says why, and what to do."""

    def __init__(self, key: str, **facts: object) -> None:
        escaped = _escape_facts(facts)
        super().__init__(" ".join(sentence.format(**escaped) for sentence in MESSAGES[key][1:]))


@dataclass(frozen=True)
class CellLocation:
    """Where something stands, as the person sees it: `row` counts from 1, `column` is a title.

    CSV has no sheets; a fault of a whole file has no row.
    """

    sheet: str = ""
    row: int = 0
    column: str = ""

    row_noun: ClassVar[str] = "row"
    column_noun: ClassVar[str] = "column"


@dataclass(frozen=True)
class LineLocation(CellLocation):
    """The same in JSON Lines: `row` is the number of the line, `column` the path of a field."""

    row_noun: ClassVar[str] = "line"
    column_noun: ClassVar[str] = "field"


@dataclass(frozen=True)
class Note:
    """One thing to say. At an ERROR, the group is left out; at a WARNING, a person should look;
    INFO only tells.
    """

    location: CellLocation
    level: str
    message: str
    fix: str


def make_note(key: str, location: CellLocation, **facts: object) -> Note:
    """The note with this key of MESSAGES, in the words of the file's format."""
    level, message, fix = MESSAGES.get(f"{key}.{location.row_noun}") or MESSAGES[key]
    escaped = _escape_facts(facts)
    return Note(location, level, message.format(**escaped), fix.format(**escaped))


def _escape_facts(facts: Facts) -> dict[str, object]:
    return {
        name: escape_invisible(fact) if isinstance(fact, str) else fact
        for name, fact in facts.items()
    }


def format_notes(notes: list[Note]) -> Iterator[str]:
    """Each note as a block of lines. What is the same in many rows is said once, with the rows."""
    rows: dict[tuple[CellLocation, str, str], set[int]] = {}
    for note in notes:
        column = replace(note.location, row=0)
        rows.setdefault((column, note.message, note.fix), set()).add(note.location.row)
    for (column, message, fix), numbers in rows.items():
        place = _format_location(column, sorted(numbers - {0}))
        lines = [f"{place[0].upper()}{place[1:]}", f"  {message}"]
        yield "\n".join([*lines, f"  {fix}"] if fix else lines)


def _format_location(location: CellLocation, rows: list[int]) -> str:
    parts = []
    if location.sheet:
        parts.append(f'sheet "{escape_invisible(location.sheet)}"')
    if rows:
        parts.append(_format_rows(location.row_noun, rows))
    if location.column:
        parts.append(f'{location.column_noun} "{escape_invisible(location.column)}"')
    return ", ".join(parts) or "the file"


def _format_rows(noun: str, rows: list[int], limit: int = 12) -> str:
    plural = "s" if len(rows) > 1 else ""
    more = f" and {len(rows) - limit} more" if len(rows) > limit else ""
    return f"{noun}{plural} {', '.join(map(str, rows[:limit]))}{more}"
