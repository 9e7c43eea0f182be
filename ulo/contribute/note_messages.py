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
        "This is JSON, but not JSON Lines: a record is spread over several lines.",
        "Write each record on one line, with no commas or brackets between the lines.",
    ),
    "no-records": (ERROR, "There are no records in this file.", "Write one on each line."),
    "cell-too-long": (
        ERROR,
        "There is more text in one cell than any field can hold.",
        "Is a quotation mark missing? Open the file, look for a very full cell, and make it "
        "shorter.",
    ),
    "locked": (
        ERROR,
        "The file is locked with a password.",
        "Open it, remove the password, save it, and try again.",
    ),
    "old-excel": (
        ERROR,
        "This is a file from an old version of Excel (.xls).",
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
        "This is a web page with a spreadsheet's file name.",
        'Open it in your spreadsheet program, choose "save as", and choose .xlsx.',
    ),
    "not-a-spreadsheet": (
        ERROR,
        "We can't read this as a spreadsheet.",
        'Open it in your spreadsheet program, choose "save as", and choose .xlsx or CSV UTF-8.',
    ),
    "damaged": (
        ERROR,
        "The file is damaged, or a program saved it in an unusual way.",
        "Open it in Excel or LibreOffice, save it again as .xlsx or CSV UTF-8, and try again.",
    ),
    "no-titles": (
        ERROR,
        "No row in this file has the column titles.",
        'Use the template, and keep its titles. You need at least the column "{title}".',
    ),
    "old-letters": (
        WARNING,
        "The file is saved in an old format (Windows-1252).",
        "Check the accents, such as those in Welsh names. If they are wrong, save the file as "
        '"CSV UTF-8".',
    ),
    # A sheet
    "sheet-not-read": (INFO, "We didn't read this sheet: it has no titles that we know.", ""),
    "column-not-read": (
        WARNING,
        "We didn't read this column: we don't know its title.",
        "If it matters, use a title from the template.",
    ),
    "column-not-read.near": (
        WARNING,
        "We didn't read this column: we don't know its title.",
        'Did you mean "{near}"?',
    ),
    "column-twice": (ERROR, "Two columns have this title.", "Keep just one of them."),
    "hidden-rows": (
        WARNING,
        "These rows are hidden, but we read them anyway.",
        "If you don't want them, delete them.",
    ),
    # A row
    "no-name": (
        ERROR,
        "This row has neither an id nor a name.",
        "Write the group's name, or delete the row.",
    ),
    "no-name.line": (
        ERROR,
        "This line has neither an id nor a name.",
        "Write the group's name, or delete the line.",
    ),
    "no-group": (
        ERROR,
        "This row doesn't say which group it's about.",
        'Write the group\'s id or name, exactly as it is on the sheet "{sheet}".',
    ),
    "unknown-group": (
        ERROR,
        "There is no group called {value}.",
        'Write the group\'s id or name, exactly as it is on the sheet "{sheet}".',
    ),
    "unknown-group.line": (
        ERROR,
        "There is no group called {value}.",
        "Write the id of a group in the directory. A new group needs a name.",
    ),
    "unclear-group": (
        ERROR,
        "Several groups are called {value}.",
        "Write the id of the group instead.",
    ),
    "same-group": (ERROR, "Row {first} is also about this group.", "Combine the two rows."),
    "same-group.line": (
        ERROR,
        "Line {first} is also about this group.",
        "Combine the two lines.",
    ),
    "not-an-id": (
        ERROR,
        "{value} can't be an id.",
        "Leave the cell empty, or write small letters, digits and hyphens, such as {better}.",
    ),
    "not-an-id.line": (
        ERROR,
        "{value} can't be an id.",
        "Leave it out, or write small letters, digits and hyphens, such as {better}.",
    ),
    "no-id": (
        ERROR,
        "We can't make a file name from the name {value}.",
        'Write one in the column "{column}": small letters, digits and hyphens.',
    ),
    "no-id.line": (
        ERROR,
        "We can't make a file name from the name {value}.",
        'Write one as "id": small letters, digits and hyphens.',
    ),
    "left-out": (
        ERROR,
        "We have looked at this group before, and left it out. {reason}",
        "If that has changed, ask the people who look after the directory.",
    ),
    "unclear-match": (
        ERROR,
        "This could be more than one group in the directory: {groups}.",
        'Write the id of the right one in the column "{column}".',
    ),
    "unclear-match.line": (
        ERROR,
        "This could be more than one group in the directory: {groups}.",
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
        "This may be a group that is already in the directory: {group}.",
        'If it is, write the id {slug} in the column "{column}". If not, leave it as it is, '
        "and it will become {path}.",
    ),
    "perhaps-there.line": (
        WARNING,
        "This may be a group that is already in the directory: {group}.",
        'If it is, write {slug} as "id". If not, leave it as it is, and it will become {path}.',
    ),
    "cannot-read": (
        ERROR,
        "The record {path} has a fault.",
        "Fix it first: python3 build.py check {path}",
    ),
    # A line of JSON
    "line-too-long": (
        ERROR,
        "This line is longer than any record can be: more than {most} KB.",
        "Is a line break missing? Write each record on its own line.",
    ),
    "not-utf8": (ERROR, "This line is not saved as UTF-8.", "Save the file as UTF-8."),
    "not-json": (
        ERROR,
        "This line is not JSON. We stopped reading at character {position}.",
        "Look at the quotation marks, commas and brackets around that place.",
    ),
    "not-an-object": (
        ERROR,
        "This line is not a record in curly brackets.",
        "Write each record on its own line, from one curly bracket to the other.",
    ),
    "too-deep": (
        ERROR,
        "There are more brackets inside each other than any field needs.",
        "Compare the line with another record.",
    ),
    "field-twice": (ERROR, "The field {name} appears twice.", "Keep just one of them."),
    "no-value": (ERROR, "{value} isn't a value.", "Write a number, or leave the field out."),
    "two-ids": (ERROR, "The id and the slug don't match.", "Keep just one of them."),
    "wrong-type": (ERROR, "This should be {wanted}, but it's {got}.", "{advice}"),
    "too-many": (
        ERROR,
        "There are {length} entries. The limit is {most}.",
        "Keep the most important ones.",
    ),
    "control-character": (
        ERROR,
        "There is an invisible character in this text: {sign}.",
        "Delete it, and retype the text if you need to.",
    ),
    # A cell
    "became-a-date": (
        ERROR,
        "The spreadsheet program has turned this into a date or a time.",
        "Format the cell as text, and type it again.",
    ),
    "formula": (
        ERROR,
        "There is a formula in this cell, but its result isn't in the file.",
        "Copy the cell, and paste it as a value.",
    ),
    "error-value": (
        ERROR,
        "A formula went wrong in this cell: {value}.",
        "Type what should be there.",
    ),
    "lost-zero": (
        INFO,
        "A spreadsheet program had removed the zero at the start of this number. We put it back.",
        "",
    ),
    "read-as": (INFO, "This says {value}. We wrote {read}.", ""),
    "not-known": (INFO, "This says {value}, so we left it blank.", ""),
    "crossed-out": (
        WARNING,
        "This cell is crossed out, so we left it out: {value}.",
        "If you want it in, remove the line through it. If not, clear the cell.",
    ),
    "crossed-out-row": (
        WARNING,
        "This row is crossed out, so we left it out.",
        "If you want it in, remove the line through it. If not, delete the row.",
    ),
    "linked": (INFO, "This cell links to {read}. We wrote that.", ""),
    "no-entry": (
        ERROR,
        '"{sheet}" is missing.',
        'Add a row on the sheet "{sheet}", or fill in the columns "{sheet} 1". What we say needs '
        "a public source.",
    ),
    "answered": (
        WARNING,
        "This says that someone has looked into these questions: {names}. We won't ask them.",
        "Did you look into them? If not, remove them.",
    ),
    "confirmed": (
        WARNING,
        "This says that the group itself confirmed the facts.",
        "Did the group tell you that? If not, write public-sources.",
    ),
    "no-longer-confirmed": (
        WARNING,
        "The group had confirmed its page on {on}. With these changes, the page no longer says so.",
        "If the group sent the changes, write the day and organisation in the columns for that.",
    ),
    "no-longer-confirmed.line": (
        WARNING,
        "The group had confirmed its page on {on}. With these changes, the page no longer says so.",
        'If the group sent them, write the day as "on" and organisation as "by" under "checked".',
    ),
}
