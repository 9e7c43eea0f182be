"""What is wrong with a file: its name, its bytes, its YAML, and the form of its fields."""

MESSAGES: dict[str, tuple[str, str]] = {
    # The file as a whole, and its YAML
    "symlink": (
        "This is a link to another file.",
        "Put the record itself here, as an ordinary file.",
    ),
    "not-a-file": (
        "This is not an ordinary file.",
        "Remove it, or put a record with this name in its place.",
    ),
    "stray-file": ("Only records belong in this folder, and their names end in .yml.", "{advice}"),
    "misplaced-file": (
        "This does not belong in the folder library itself.",
        "Move it to {folders}.",
    ),
    "file-name": (
        "The file name {name} cannot be part of a web address.",
        "Name the file {better}.",
    ),
    "file-name-differs": (
        "The file is called {name}, but no word of that is in the group's name.",
        "Is this the right file? A good name would be {better}.",
    ),
    "file-name-differs.library": (
        "The file is called {name}, but no word of that is in what the record is called.",
        "Is this the right file? A good name would be {better}.",
    ),
    "unreadable": ("The file cannot be read: {reason}.", "Check the file's permissions."),
    "too-large": (
        "The file is {size} KB large. A record has at most {most} KB.",
        "Keep to the facts that the fields ask for.",
    ),
    "not-utf8": (
        (
            "A letter in this line cannot be read, because the file is saved in another way than "
            "UTF-8."
        ),
        'Open it in your editor, choose "save as" or "encoding", and choose UTF-8.',
    ),
    "byte-order-mark": (
        "The file starts with an invisible mark (a byte order mark).",
        "Save the file as UTF-8 without BOM.",
    ),
    "carriage-return": ("The lines end in the Windows way.", "Run: python3 build.py fix {command}"),
    "tab": ("There is a tab in this line.", "Use spaces. Two spaces set a line in by one step."),
    "tab.more": (
        "There is a tab in this line. More lines with tabs: {more}.",
        "Use spaces. Two spaces set a line in by one step.",
    ),
    "control-character": (
        "There is an invisible sign in this line: {sign}.",
        "Delete it, and type the text again if you have to.",
    ),
    "control-character.more": (
        "There is an invisible sign in this line: {sign}. More lines with such signs: {more}.",
        "Delete them, and type the text again if you have to.",
    ),
    "control-character.line-break": (
        "This text has a line break inside.",
        "Write it as one line, or start it with >- on a line of its own.",
    ),
    "empty-file": ("The file is empty.", "Start with a line such as: name: Example People First"),
    "syntax": ("The file cannot be understood here: {reason}.", "{advice}"),
    "cut-off-text": (
        "This line is not read from {rest} on, because a # after a space starts a comment.",
        (
            "If it belongs to the text, put the text in quotation marks. If it is a comment, write "
            "a space after the #."
        ),
    ),
    "several-documents": (
        "A second record starts here, with the line ---.",
        "Delete this line. If two groups are in the file, make a file of its own for each.",
    ),
    "not-a-record": (
        "The file is not made of fields.",
        "Write lines such as: name: Example People First",
    ),
    "not-a-record.list": (
        "The file starts as a list does, with a hyphen or a bracket.",
        "Start each line with the name of its field, such as: name: Example People First",
    ),
    "tag": (
        (
            "A text starts with an exclamation mark here: {tag}. In this place it has a special "
            "meaning."
        ),
        "Put the whole text in quotation marks, or delete this word.",
    ),
    "alias": (
        "A text starts with & or * here: {name}. In this place these signs have a special meaning.",
        (
            "Put the whole text in quotation marks. If it was meant as a shortcut, write the text "
            "out in full."
        ),
    ),
    "duplicate-field": (
        "The field {name} is here again. The first is in line {first}.",
        "Keep one of the two.",
    ),
    "odd-field-name": (
        "The name of a field must be one plain word.",
        "Write the word, a colon, a space, and then the text.",
    ),
    "too-deep": (
        "There are too many steps, one inside of the other.",
        "Check the spaces at the start of the lines, and the brackets.",
    ),
    # The form of its fields, as the JSON Schema states it
    "missing-field": (
        '"{title_}" is missing.',
        'Add a line that starts with "{name}:". {description}',
    ),
    "missing-field.form": ('"{title_}" is missing.', "{description}"),
    "unknown-field": ("There is no field {name}.", "Delete it, or use one of: {known}."),
    "unknown-field.near": (
        "There is no field {name}. Did you mean {near}?",
        "The fields here are: {known}.",
    ),
    "unknown-field.colon": (
        "There is no space after the colon in {name}.",
        "Write the name of the field, a colon, a space, and then the text.",
    ),
    "unknown-field.inside": (
        "The field {name} does not stand on its own.",
        'It belongs to {home}: write it below the line "{home}:", set in by two spaces.',
    ),
    "unknown-field.outside": (
        "The field {name} does not belong in here.",
        "Write it at the start of a line of its own, without spaces before it.",
    ),
    "empty-field": (
        "There is nothing in this field.",
        "Write something after the colon, or delete the line.",
    ),
    "wrong-kind.digits": (
        "This should be a whole number, but it is a text: {value}.",
        "Write the digits only, like {example}.",
    ),
    "wrong-kind": ("This should be {wanted}, but it is {got}.", "{advice}"),
    "not-in-list": ("{value} is not in the list.", "The list: {where}"),
    "not-in-list.near": ("{value} is not in the list. Did you mean {near}?", "The list: {where}"),
    "too-long": ("This text has {length} letters. The most is {most}.", "Make it shorter."),
    "too-short": (
        "This text is too short. It needs {least} letters or more.",
        "Say a little more.",
    ),
    "wrong-form": (
        "{value} is not written in the way that this field needs.",
        "Write it in this form: {example}",
    ),
    "too-many": (
        "There are {length} entries. The most is {most}.",
        "Keep the most important ones.",
    ),
    "repeated-entry": ("{value} is in this list twice.", "Delete one of the two."),
    "number-out-of-range": (
        "{value} is outside of what is possible here.",
        "Write a number from {least} to {most}.",
    ),
}
