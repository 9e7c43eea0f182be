"""The sentences of notes: what can be wrong with a list of groups, and what to do about it."""

from typing import Final

from ulo.core import ERROR, WARNING

# The level of what a person should only know.
INFO: Final = "told"
# key: (level, what is wrong, what to do next). A key that ends in `.line` has the words for JSON
# Lines, where another one speaks of rows and columns.
MESSAGES: dict[str, tuple[str, str, str]] = {
    # The file
    "too-large": (
        ERROR,
        "The file is larger than {most} MB.",
        "Keep only the sheets with groups, or send it in several files.",
    ),
    "too-large.line": (
        ERROR,
        "The file is larger than {most} MB.",
        "Send it in several files.",
    ),
    "too-much": (
        ERROR,
        "There is too much in this file: more than {most}.",
        "Keep only the sheets with groups, or send it in several files.",
    ),
    "too-much.line": (
        ERROR,
        "There is too much in this file: more than {most}.",
        "Send it in several files.",
    ),
    "not-lines": (
        ERROR,
        "This is JSON, but not JSON Lines: a record goes over several lines.",
        "Write each record in one line, without commas or brackets between the lines.",
    ),
    "no-records": (ERROR, "There is no record in this file.", "Write one in each line."),
    "cell-too-long": (
        ERROR,
        "There is more text in one cell than any field can hold.",
        "Is a quotation mark missing? Open the file, look for a very full cell, and make it "
        "shorter.",
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
        "Look at accents, such as those of Welsh names. If they are wrong, save the file as "
        '"CSV UTF-8".',
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
    "no-name.line": (
        ERROR,
        "This line has neither an id nor a name.",
        "Write the name of the group, or delete the line.",
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
    "unknown-group.line": (
        ERROR,
        "There is no group {value}.",
        "Write the id of a group in the directory. A new group needs a name.",
    ),
    "unclear-group": (
        ERROR,
        "Several groups are called {value}.",
        "Write the id of the group instead.",
    ),
    "same-group": (ERROR, "Row {first} is about this group, too.", "Put both rows into one."),
    "same-group.line": (
        ERROR,
        "Line {first} is about this group, too.",
        "Put both lines into one.",
    ),
    "not-an-id": (
        ERROR,
        "{value} cannot be an id.",
        "Leave the cell empty, or write small letters, digits and hyphens, such as {better}.",
    ),
    "not-an-id.line": (
        ERROR,
        "{value} cannot be an id.",
        "Leave it out, or write small letters, digits and hyphens, such as {better}.",
    ),
    "no-id": (
        ERROR,
        "No file name of its own can be made of the name {value}.",
        'Write one into the column "{column}": small letters, digits and hyphens.',
    ),
    "no-id.line": (
        ERROR,
        "No file name of its own can be made of the name {value}.",
        'Write one as "id": small letters, digits and hyphens.',
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
    "unclear-match.line": (
        ERROR,
        "This could be more than one group of the directory: {groups}.",
        'Write the id of the right one as "id".',
    ),
    "other-match": (
        ERROR,
        "There is no group with the id {value}, but this looks like {group}.",
        "Write the id {slug}, or leave the cell empty and look at the name, website and numbers.",
    ),
    "other-match.line": (
        ERROR,
        "There is no group with the id {value}, but this looks like {group}.",
        "Write the id {slug}, or leave the id out and look at the name, website and numbers.",
    ),
    "perhaps-there": (
        WARNING,
        "This may be a group of the directory: {group}.",
        'If it is, write the id {slug} into the column "{column}". If not, leave it as it is: '
        "it becomes {path}.",
    ),
    "perhaps-there.line": (
        WARNING,
        "This may be a group of the directory: {group}.",
        'If it is, write {slug} as "id". If not, leave it as it is: it becomes {path}.',
    ),
    "cannot-read": (
        ERROR,
        "The record {path} has a fault.",
        "Mend it first: python3 build.py check {path}",
    ),
    # A line of JSON
    "line-too-long": (
        ERROR,
        "There is more in this line than any record can hold: more than {most} KB.",
        "Is the end of a line missing? Write each record in a line of its own.",
    ),
    "not-utf8": (ERROR, "This line is not saved as UTF-8.", "Save the file as UTF-8."),
    "not-json": (
        ERROR,
        "This line is not JSON. Reading stopped at sign {position}.",
        "Look at the quotation marks, commas and brackets around that place.",
    ),
    "not-an-object": (
        ERROR,
        "This line is not a record in curly brackets.",
        "Write each record in a line of its own, from one curly bracket to the other.",
    ),
    "too-deep": (
        ERROR,
        "There are more brackets inside of each other than any field needs.",
        "Compare the line with another record.",
    ),
    "field-twice": (ERROR, "The field {name} is there twice.", "Keep one of the two."),
    "no-value": (ERROR, "{value} is no value.", "Write a number, or leave the field out."),
    "two-ids": (ERROR, "The id and the slug are not the same.", "Keep one of the two."),
    "wrong-type": (ERROR, "This should be {wanted}, but it is {got}.", "{advice}"),
    "too-many": (
        ERROR,
        "There are {length} entries. The most is {most}.",
        "Keep the most important ones.",
    ),
    "control-character": (
        ERROR,
        "There is a sign in this text that nobody can see: {sign}.",
        "Delete it, and type the text again if you have to.",
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
        'Add a row on the sheet "{sheet}", or fill in the columns "{sheet} 1". What we say needs '
        "a public source.",
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
    "no-longer-confirmed.line": (
        WARNING,
        "The group had confirmed its page on {on}. With these changes, the page no longer says so.",
        'If the group sent them, write the day as "on" and organisation as "by" under "checked".',
    ),
}
