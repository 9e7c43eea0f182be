"""What there is to say about a list of groups: about the file, a row or line, or a cell or field.

The words are for people who know spreadsheets, and do not know this project.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Final, Literal

from ulo.core import (
    ERROR,
    WARNING,
    capitalise,
    count,
    current_locale,
    escape_invisible,
    message,
    rule_messages,
)

Facts = Mapping[str, object]
# The level of what a person should only know.
INFO: Final = "told"
# The levels of notes, by the key of their words (`importer.notes` in schema/locales/). All others
# are errors.
LEVELS = {
    "old-letters": WARNING,
    "sheet-not-read": INFO,
    "column-not-read": WARNING,
    "hidden-rows": WARNING,
    "merged": WARNING,
    "perhaps-there": WARNING,
    "other-version": WARNING,
    "part-emptied": WARNING,
    "lost-zero": INFO,
    "read-as": INFO,
    "not-known": INFO,
    "crossed-out": WARNING,
    "crossed-out-row": WARNING,
    "linked": INFO,
    "answered": WARNING,
    "confirmed": WARNING,
    "no-longer-confirmed": WARNING,
}
# A list of groups, in any format: its file, and its rows or lines.
MAX_BYTES, MAX_ROWS = 20_000_000, 60_000
# The notes that say what a rule says, by its id.
OF_RULES = ("hidden-character", "too-many", "wrong-kind")


class UnreadableFileError(Exception):
    """A file that cannot be read at all. The text says why, and what to do."""

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(" ".join(_find_words(key, facts)))


@dataclass(frozen=True)
class CellLocation:
    """Where something stands, as the person sees it: `row` counts from 1, `column` is a title.

    CSV has no sheets; a fault of a whole file has no row.
    """

    sheet: str = ""
    row: int = 0
    column: str = ""

    # Keys of `importer.at` in the messages.
    row_kind: ClassVar[Literal["row", "line"]] = "row"
    column_kind: ClassVar[Literal["column", "field"]] = "column"


@dataclass(frozen=True)
class LineLocation(CellLocation):
    """The same in JSON Lines: `row` is the number of the line, `column` the path of a field."""

    row_kind = "line"
    column_kind = "field"


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
    """The note with this key of `importer.notes`, in the words for the file's format.

    The key may be one of OF_RULES, too.
    """
    problem, fix = _find_words(f"{key}.{location.row_kind}", facts)
    return Note(location, LEVELS.get(key.partition(".")[0], ERROR), problem, fix)


def _find_words(key: str, facts: Facts) -> tuple[str, str]:
    """What is wrong, and what to do; each variant in a key such as `too-large.line` has its own."""
    escaped = {
        name: escape_invisible(fact) if isinstance(fact, str) else fact
        for name, fact in facts.items()
    }
    name, *variants = key.split(".")
    if name in OF_RULES:
        problem, fix = rule_messages(name)
        return problem.format(**escaped), fix.format(**escaped)
    words = current_locale().section("importer")["notes"][name]
    for variant in variants:
        words = words | words.get(variant, {})
    return words["problem"].format(**escaped), words.get("fix", "").format(**escaped)


def format_notes(notes: list[Note]) -> Iterator[str]:
    """Each note as a block of lines. What is the same in many rows is said once, with the rows."""
    rows: dict[tuple[CellLocation, str, str], set[int]] = {}
    for note in notes:
        column = replace(note.location, row=0)
        rows.setdefault((column, note.message, note.fix), set()).add(note.location.row)
    for (column, problem, fix), numbers in rows.items():
        place = _format_location(column, sorted(numbers - {0}))
        lines = [capitalise(place), f"  {problem}"]
        yield "\n".join([*lines, f"  {fix}"] if fix else lines)


def _format_location(location: CellLocation, rows: list[int]) -> str:
    parts = []
    if location.sheet:
        parts.append(message("importer.at.sheet", name=escape_invisible(location.sheet)))
    if rows:
        parts.append(_format_rows(location.row_kind, rows))
    if location.column:
        column = escape_invisible(location.column)
        parts.append(message(f"importer.at.{location.column_kind}", name=column))
    return message("lists.separator").join(parts) or message("importer.at.file")


def _format_rows(kind: str, rows: list[int], limit: int = 12) -> str:
    numbers = message("lists.separator").join(map(str, rows[:limit]))
    if len(rows) > limit:
        numbers = count("importer.at.more", len(rows) - limit, numbers=numbers)
    return count(f"importer.at.{kind}", len(rows), numbers=numbers)
