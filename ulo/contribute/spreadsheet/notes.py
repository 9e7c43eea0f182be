"""What there is to say about a file, a row or a cell, in the words of people who know spreadsheets and not this project."""

from collections.abc import Iterator
from dataclasses import dataclass

from ulo.core import ERROR, WARNING, escape_invisible


class UnreadableFile(Exception):
    """A file that cannot be read at all. The text says why, and what to do."""

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(
            " ".join(sentence.format(**_escape_facts(facts)) for sentence in MESSAGES[key][1:])
        )


@dataclass(frozen=True)
class CellLocation:
    """Where something stands, as the person sees it. CSV has no sheets; a fault of a whole file has no row."""

    sheet: str = ""
    row: int = 0
    column: str = ""


@dataclass(frozen=True)
class Note:
    """One thing to say: at an error, the group is left out; at a question, a person should look; the rest only tells."""

    location: CellLocation
    level: str
    message: str
    fix: str


INFO = "told"


def make_note(key: str, location: CellLocation, **facts: object) -> Note:
    level, message, fix = MESSAGES[key]
    facts = _escape_facts(facts)
    return Note(location, level, message.format(**facts), fix.format(**facts))


def _escape_facts(facts: dict) -> dict:
    return {
        name: escape_invisible(fact) if isinstance(fact, str) else fact
        for name, fact in facts.items()
    }


def format_notes(notes: list[Note]) -> Iterator[str]:
    """Each note as a block of lines. What is the same in many rows is said once, with the rows."""
    rows: dict[tuple, list[int]] = {}
    for one in notes:
        rows.setdefault((one.location.sheet, one.location.column, one.message, one.fix), []).append(
            one.location.row
        )
    for (sheet, column, message, fix), numbers in rows.items():
        numbers = sorted(set(filter(None, numbers)))
        parts = [
            f'sheet "{escape_invisible(sheet)}"' if sheet else "",
            _format_rows(numbers),
            f'column "{escape_invisible(column)}"' if column else "",
        ]
        place = ", ".join(filter(None, parts)) or "the file"
        yield "\n".join(
            filter(
                None, [f"{place[0].upper()}{place[1:]}", f"  {message}", f"  {fix}" if fix else ""]
            )
        )


def _format_rows(numbers: list[int], limit: int = 12) -> str:
    if not numbers:
        return ""
    more = f" and {len(numbers) - limit} more" if len(numbers) > limit else ""
    return f"row{'s' * (len(numbers) > 1)} {', '.join(map(str, numbers[:limit]))}{more}"


# key: (level, what is wrong, what to do next)
MESSAGES: dict[str, tuple[str, str, str]] = {
    # The file
    "too-large": (
        ERROR,
        "The file is larger than {most} MB.",
        "Keep only the sheets with groups, or send it in several files.",
    ),
    "too-much": (
        ERROR,
        "There is too much in this file: more than {most}.",
        "Keep only the sheets with groups, or send it in several files.",
    ),
    "cell-too-long": (
        ERROR,
        "There is more text in one cell than any field can hold.",
        "Is a quotation mark missing? Open the file, look for a very full cell, and make it shorter.",
    ),
    "locked": (
        ERROR,
        "The file is locked with a password.",
        "Open it, take the password away, save it, and try again.",
    ),
    "old-excel": (
        ERROR,
        "This is a file of an old Excel (.xls).",
        'Open it, choose "save as", and choose Excel Workbook (.xlsx).',
    ),
    "binary-excel": (
        ERROR,
        "This is a binary workbook (.xlsb).",
        'Open it, choose "save as", and choose Excel Workbook (.xlsx).',
    ),
    "open-document": (
        ERROR,
        "This is an OpenDocument file (.ods).",
        'Open it, choose "save as", and choose Excel 2007-365 (.xlsx) or CSV.',
    ),
    "web-page": (
        ERROR,
        "This is a web page with the name of a spreadsheet.",
        'Open it in your spreadsheet program, choose "save as", and choose .xlsx.',
    ),
    "not-a-spreadsheet": (
        ERROR,
        "This is not a spreadsheet that can be read.",
        'Open it in your spreadsheet program, choose "save as", and choose .xlsx or CSV UTF-8.',
    ),
    "damaged": (
        ERROR,
        "The file is damaged, or a program wrote it in an odd way.",
        "Open it in Excel or LibreOffice, save it again as .xlsx or CSV UTF-8, and try again.",
    ),
    "no-titles": (
        ERROR,
        "No row in this file has the titles of the columns.",
        'Take the template, and keep its titles. The least is the column "{title}".',
    ),
    "old-letters": (
        WARNING,
        "The file is saved in an old way (Windows-1252).",
        'Look at accents, such as those of Welsh names. If they are wrong, save the file as "CSV UTF-8".',
    ),
    # A sheet
    "sheet-not-read": (INFO, "This sheet was not read: it has no titles that we know.", ""),
    "column-not-read": (
        WARNING,
        "This column was not read: we do not know its title.",
        "If it matters, use a title of the template.",
    ),
    "column-not-read.near": (
        WARNING,
        "This column was not read: we do not know its title.",
        'Did you mean "{near}"?',
    ),
    "column-twice": (ERROR, "Two columns have this title.", "Keep one of the two."),
    "hidden-rows": (
        WARNING,
        "These rows are hidden. They were read all the same.",
        "If you do not want them, delete them.",
    ),
    # A row
    "no-name": (
        ERROR,
        "This row has neither an id nor a name.",
        "Write the name of the group, or delete the row.",
    ),
    "no-group": (
        ERROR,
        "This row does not say which group it is about.",
        'Write the id or the name of the group, as it stands on the sheet "{sheet}".',
    ),
    "unknown-group": (
        ERROR,
        "There is no group {value}.",
        'Write the id or the name of the group, as it stands on the sheet "{sheet}".',
    ),
    "unclear-group": (
        ERROR,
        "Several groups are called {value}.",
        "Write the id of the group instead.",
    ),
    "same-group": (ERROR, "Row {first} is about this group, too.", "Put both rows into one."),
    "not-an-id": (
        ERROR,
        "{value} cannot be an id.",
        "Leave the cell empty, or write small letters, digits and hyphens, such as {better}.",
    ),
    "no-id": (
        ERROR,
        "No file name of its own can be made of the name {value}.",
        'Write one into the column "{column}": small letters, digits and hyphens.',
    ),
    "left-out": (
        ERROR,
        "This group was looked at before, and left out. {reason}",
        "If that has changed, ask the people who look after the directory.",
    ),
    "unclear-match": (
        ERROR,
        "This could be more than one group of the directory: {groups}.",
        'Write the id of the right one into the column "{column}".',
    ),
    "other-match": (
        ERROR,
        "There is no group with the id {value}, but this looks like {group}.",
        "Write the id {slug}, or leave the cell empty and look at the name, website and numbers.",
    ),
    "perhaps-there": (
        WARNING,
        "This may be a group of the directory: {group}.",
        'If it is, write the id {slug} into the column "{column}". If not, leave it as it is: it becomes {path}.',
    ),
    "cannot-read": (
        ERROR,
        "The record {path} has a fault.",
        "Mend it first: python3 build.py check {path}",
    ),
    # A cell
    "became-a-date": (
        ERROR,
        "The spreadsheet program has made a date or a time of this.",
        'Give the cell the format "text", and type it again.',
    ),
    "formula": (
        ERROR,
        "There is a formula in this cell, and its result is not in the file.",
        "Copy the cell, and paste it as a value.",
    ),
    "error-value": (
        ERROR,
        "A formula went wrong in this cell: {value}.",
        "Type what should stand there.",
    ),
    "lost-zero": (
        INFO,
        "A spreadsheet program had taken the zero in front of this number. It was put back.",
        "",
    ),
    "no-entry": (
        ERROR,
        '"{sheet}" is missing.',
        'Add a row on the sheet "{sheet}", or fill in the columns "{sheet} 1". What we say needs a public source.',
    ),
    "answered": (
        WARNING,
        "This says that somebody has looked into these questions: {names}. They will not be asked.",
        "Did you look into them? If not, take them out.",
    ),
    "confirmed": (
        WARNING,
        "This says that the group itself confirmed the facts.",
        "Did the group tell that to you? If not, write public-sources.",
    ),
    "no-longer-confirmed": (
        WARNING,
        "The group had confirmed its page on {on}. With these changes, the page no longer says so.",
        "If the group sent them, write the day and organisation into the columns about that.",
    ),
}
