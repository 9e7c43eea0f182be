"""What is wrong with a file: its name, its bytes, its YAML, and the form of its fields."""

MESSAGES: dict[str, tuple[str, str]] = {
    # The file as a whole, and its YAML
    "symlink": (
        "This is a link to another file.",
        "Put the record itself here, as an ordinary file.",
    ),
    "not-a-file": (
        "This isn't an ordinary file.",
        "Remove it, or put a record with this name in its place.",
    ),
    "stray-file": ("Only records belong in this folder. Their names end in .yml.", "{advice}"),
    "misplaced-file": (
        "This doesn't belong directly in the folder library.",
        "Move it to {folders}.",
    ),
    "file-name": (
        "The file name {name} can't be part of a web address.",
        "Name the file {better}.",
    ),
    "file-name-differs": (
        "The file is called {name}, but no word of that is in the group's name.",
        "Is this the right file? A good name would be {better}.",
    ),
    "file-name-differs.library": (
        "The file is called {name}, but no word of that is in the record's title.",
        "Is this the right file? A good name would be {better}.",
    ),
    "unreadable": ("We can't read this file: {reason}.", "Check the file's permissions."),
    "too-large": (
        "The file is {size} KB. A record can be no larger than {most} KB.",
        "Keep to the facts that the fields ask for.",
    ),
    "not-utf8": (
        ("We can't read a letter in this line, because the file isn't saved as UTF-8."),
        'Open it in your editor, choose "save as" or "encoding", and choose UTF-8.',
    ),
    "byte-order-mark": (
        "The file starts with an invisible mark (a byte order mark).",
        "Save the file as UTF-8 without BOM.",
    ),
    "carriage-return": (
        "The lines end the way Windows ends them.",
        "Run: python3 build.py fix {command}",
    ),
    "tab": ("There is a tab in this line.", "Use spaces instead. Indent by two spaces."),
    "tab.more": (
        "There is a tab in this line. Other lines with tabs: {more}.",
        "Use spaces instead. Indent by two spaces.",
    ),
    "control-character": (
        "There is an invisible character in this line: {sign}.",
        "Delete it, and retype the text if you need to.",
    ),
    "control-character.more": (
        "There is an invisible character in this line: {sign}. Other lines with one: {more}.",
        "Delete them, and retype the text if you need to.",
    ),
    "control-character.line-break": (
        "This text has a line break in it.",
        "Write it on one line, or start it with >- on its own line.",
    ),
    "empty-file": ("The file is empty.", "Start with a line like this: name: Example People First"),
    "syntax": ("We can't understand the file from here: {reason}.", "{advice}"),
    "cut-off-text": (
        (
            "We don't read this line from {rest} onwards, because a # after a space starts a "
            "comment."
        ),
        (
            "If it's part of the text, put the text in quotation marks. If it's a comment, "
            "put a space after the #."
        ),
    ),
    "several-documents": (
        "A second record starts here, with the line ---.",
        "Delete this line. If there are two groups in the file, give each its own file.",
    ),
    "not-a-record": (
        "The file isn't made up of fields.",
        "Write lines like this: name: Example People First",
    ),
    "not-a-record.list": (
        "The file starts like a list, with a hyphen or a bracket.",
        "Start each line with the name of its field, like this: name: Example People First",
    ),
    "tag": (
        (
            "A text starts with an exclamation mark here: {tag}. At the start of a text, that "
            "has a special meaning."
        ),
        "Put the whole text in quotation marks, or delete this word.",
    ),
    "alias": (
        (
            "A text starts with & or * here: {name}. At the start of a text, these have a "
            "special meaning."
        ),
        (
            "Put the whole text in quotation marks. If you meant it as a shortcut, write the "
            "text out in full."
        ),
    ),
    "duplicate-field": (
        "The field {name} appears twice. The first is on line {first}.",
        "Keep just one of them.",
    ),
    "odd-field-name": (
        "The name of a field must be one plain word.",
        "Write the word, a colon, a space, then the text.",
    ),
    "too-deep": (
        "There are too many levels, one inside the other.",
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
        "Write the name of the field, a colon, a space, then the text.",
    ),
    "unknown-field.inside": (
        "The field {name} can't be used on its own.",
        'It belongs to {home}. Write it below the line "{home}:", indented by two spaces.',
    ),
    "unknown-field.outside": (
        "The field {name} doesn't belong here.",
        "Write it on its own line, with no spaces before it.",
    ),
    "empty-field": (
        "There is nothing in this field.",
        "Write something after the colon, or delete the line.",
    ),
    "wrong-kind.digits": (
        "This should be a whole number, but it's text: {value}.",
        "Write just the digits, like this: {example}.",
    ),
    "wrong-kind": ("This should be {wanted}, but it's {got}.", "{advice}"),
    "not-in-list": ("{value} isn't on the list.", "The list: {where}"),
    "not-in-list.near": ("{value} isn't on the list. Did you mean {near}?", "The list: {where}"),
    "too-long": ("This text has {length} letters. The limit is {most}.", "Make it shorter."),
    "too-short": (
        "This text is too short. It needs at least {least} letters.",
        "Say a little more.",
    ),
    "wrong-form": (
        "{value} isn't in the format this field needs.",
        "Write it like this: {example}",
    ),
    "too-many": (
        "There are {length} entries. The limit is {most}.",
        "Keep the most important ones.",
    ),
    "repeated-entry": ("{value} is on this list twice.", "Delete one of them."),
    "number-out-of-range": (
        "{value} isn't possible here.",
        "Write a number from {least} to {most}.",
    ),
}
