"""What a contributor reads when something is wrong: rules, problems, and every sentence.

A rule is a small function that is named for the fault it finds. Its docstring is its documentation: the first
paragraph is the promise, the rest says why and what to write instead. `@rule` puts it into RULES, from which the
documentation is generated. A Problem is one finding of one rule, ready to be shown as text, JSON or a GitHub
annotation.
"""

import inspect
import json
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass

ERROR, WARNING = "error", "question"


@dataclass(frozen=True)
class Rule:
    """One rule: `id` as shown in brackets, `level` (error or question), and its documentation."""

    id: str
    level: str
    summary: str
    detail: str


@dataclass(frozen=True)
class Problem:
    """One thing to mend. `path` is relative to the repository; `line` counts from 1; `others` are further
    files that it concerns (the second of two records with one name)."""

    path: str
    line: int
    rule: str
    message: str
    fix: str = ""
    field: str = ""
    title: str = ""
    level: str = ERROR
    others: tuple[str, ...] = ()


RULES: dict[str, Rule] = {}


def rule(level: str = ERROR) -> Callable:
    """Registers a function as a rule under its own name, with its docstring as the documentation."""

    def register(function: Callable) -> Callable:
        promise, _, detail = inspect.getdoc(function).partition("\n\n")
        identifier = function.__name__.replace("_", "-")
        RULES[identifier] = Rule(identifier, level, " ".join(promise.split()), detail)
        function.rule = identifier
        return function

    return register


def make_problem(
    rule_id: str,
    path: str,
    line: int,
    *,
    variant: str = "",
    field: str = "",
    title: str = "",
    others: Iterable[str] = (),
    **facts: object,
) -> Problem:
    """The Problem of one finding, worded from SENTENCES; `variant` picks another wording of the same rule."""
    message, fix = MESSAGES[f"{rule_id}.{variant}" if variant else rule_id]
    facts = {
        name: escape_invisible(fact) if isinstance(fact, str) else fact
        for name, fact in facts.items()
    }
    return Problem(
        path,
        line,
        rule_id,
        message.format(**facts),
        fix.format(**facts),
        field,
        title,
        RULES[rule_id].level,
        tuple(others),
    )


def sort_problems(problems: Iterable[Problem]) -> list[Problem]:
    """Problems as a person works through them: file by file, from the top."""
    return sorted(problems, key=lambda p: (p.path, p.line, p.rule, p.message))


def summarise(problems: list[Problem], looked_at: int | None = None) -> str:
    """How many problems there are, in a sentence; in how many records, where that is known."""
    errors = sum(p.level == ERROR for p in problems)
    questions = len(problems) - errors
    parts = [f"{errors} problem{'s' * (errors != 1)} to mend"] if errors else ["No problems"]
    parts += [f"{questions} question{'s' * (questions != 1)}"] if questions else []
    return ", ".join(parts) + (
        f", in {looked_at} record{'s' * (looked_at != 1)}." if looked_at is not None else "."
    )


# --- Showing ---------------------------------------------------------------------------------------------------

INVISIBLE_CATEGORIES = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")


def quote(value: object, longest: int = 60) -> str:
    """A contributor's own text between quotation marks, safe for a terminal: hidden signs become visible."""
    text = escape_invisible(str(value))
    return f'"{text[:longest]}…"' if len(text) > longest else f'"{text}"'


def escape_invisible(text: str) -> str:
    """The text with each control, format or line-break sign written as its code point."""
    if not text.isprintable():
        text = "".join(
            f"[U+{ord(c):04X}]" if unicodedata.category(c) in INVISIBLE_CATEGORIES else c
            for c in text
        )
    return text.replace(
        "##[", "# #["
    )  # in a log, GitHub takes this for a command wherever it stands


def as_text(problems: Iterable[Problem]) -> str:
    """Blocks for a person: place and field, what is wrong, what to write instead."""
    blocks = []
    for p in problems:
        field = f"  {p.title} ({escape_invisible(p.field)})" if p.title else ""
        kind = "  - a question, not an error" if p.level == WARNING else ""
        lines = [
            f"{escape_invisible(p.path)}:{p.line}{field}{kind}",
            f"  {p.message}",
            f"  {p.fix}   [{p.rule}]" if p.fix else f"  [{p.rule}]",
        ]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def as_json(problems: Iterable[Problem]) -> str:
    """One JSON list of objects with the fields of Problem."""
    return json.dumps([asdict(p) for p in problems], indent=1).replace("##[", "\\u0023#[")


def as_github(problems: Iterable[Problem]) -> str:
    """GitHub workflow commands, one a line, escaped so that no text can start a command of its own."""

    def data(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def attribute(text: str) -> str:
        return data(text).replace(":", "%3A").replace(",", "%2C")

    return "\n".join(
        f"::{'warning' if p.level == WARNING else 'error'} file={attribute(escape_invisible(p.path))},line={p.line},"
        f"title={attribute(p.title or p.rule)}::{data(f'{p.message} {p.fix} [{p.rule}]')}"
        for p in problems
    )


FORMATS = {"text": as_text, "json": as_json, "github": as_github}

# --- Every sentence --------------------------------------------------------------------------------------------
# rule (or rule.message_variant): (what is wrong, what to do next)

# What two records can have in common, as it is told.
EVIDENCE_PHRASES = {
    "number": "the same registered number",
    "name": "the same name",
    "page": "the same web page",
    "mailbox": "the same mailbox",
    "phone": "the same phone number",
    "site": "pages on the same site",
    "like": "a similar name",
    "place": "the same place",
}


def describe_evidence(kinds: Iterable[str]) -> str:
    """What two records have in common, in words; `kinds` are keys of EVIDENCE."""
    *first, last = (EVIDENCE_PHRASES[kind] for kind in kinds)
    return f"{', '.join(first)} and {last}" if first else last


MESSAGES: dict[str, tuple[str, str]] = {
    # The file as a whole
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
        "A letter in this line cannot be read, because the file is saved in another way than UTF-8.",
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
        "If it belongs to the text, put the text in quotation marks. If it is a comment, write a space after the #.",
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
        "A text starts with an exclamation mark here: {tag}. In this place it has a special meaning.",
        "Put the whole text in quotation marks, or delete this word.",
    ),
    "alias": (
        "A text starts with & or * here: {name}. In this place these signs have a special meaning.",
        "Put the whole text in quotation marks. If it was meant as a shortcut, write the text out in full.",
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
    # The shape of a record
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
    # What it says
    "hidden-character": (
        "There is a sign in this text that nobody can see: {sign}.",
        "Delete it, and type the text again if you have to.",
    ),
    "hidden-character.accents": (
        "There are more accents on one letter of this text than any language uses.",
        "Type the text again.",
    ),
    "mixed-letters": (
        "A word in this text mixes letters of two alphabets that look alike: {value}.",
        "Type the word again.",
    ),
    "markup": (
        "This looks like code for a web page: {value}.",
        "Write plain words. Links belong in the fields for web addresses.",
    ),
    "long-sentence": ("This sentence has {words} words.", "Try {parts}."),
    "person-title": (
        "This seems to name a person: {value}.",
        "Records name no one. If it is a person's name, leave it out.",
    ),
    "unsafe-address": (
        "This web address cannot be used: {reason}.",
        "Copy the address from the top of your browser. It starts with https://",
    ),
    "impossible-date": (
        "{value} is not a day that exists.",
        "Write year, month and day like this: 2026-11-21",
    ),
    "date-in-future": (
        "{value} has not come yet. Today is {today}.",
        "Write the day or the year in which it happened.",
    ),
    "date-in-future.far": (
        "{value} is more than {years} years away.",
        "Check the year. If there is no last day, write one some months from now, and move it when it comes.",
    ),
    "years-out-of-order": (
        "{title_}: {value} is before the group began, in {founded}.",
        "Check both years.",
    ),
    "years-out-of-order.library": (
        "{title_}: {value} is before it came out, in {founded}.",
        "Check both years.",
    ),
    "postcode-unknown": (
        "No postcode in the United Kingdom starts with {letters}.",
        "Check the first letters of the postcode.",
    ),
    "postcode-without-address": (
        "There is a full postcode, but no public office address beside it.",
        "Write only the first half: district: {district}. Or add the address of the public office.",
    ),
    "coordinates-outside": (
        "{sentence}",
        "If you are not sure of the point, delete the line. The postcode or the town is enough.",
    ),
    "coordinates-outside.minus": (
        "The point {value} is not in the United Kingdom, but it is with a minus before the second number.",
        "Write: {mended}",
    ),
    "coordinates-too-exact": (
        "So many decimals point to one house, but no public office address is beside them.",
        "Write: {mended}. Or add the address of the public office.",
    ),
    "coordinates-too-exact.office": (
        "There are more than four decimals. Four are enough to find the door of an office.",
        "Write: {mended}",
    ),
    "coordinates-far": (
        "This point is about {miles} miles away from {place}, but the record names both.",
        'Is the group at this point? If not, mend the coordinates or the field "{other}".',
    ),
    "ended-area": ("{name} ended on {date}.", "Write instead: {successors}"),
    "ended-area.named": (
        "{name} ended on {date}. After it came: {successors}.",
        "Choose the one of them that fits, or the region.",
    ),
    "ended-area.wide": ("{name} ended on {date}.", "Choose the council that is there now."),
    "place-and-reach": (
        "The reach is {reach}, but {place} is {kind}.",
        "Check both: local means up to three councils, regional means more, national means one nation.",
    ),
    # What shows that it is user-led
    "old-evidence": (
        "The newest source is from {year}. Is there nothing newer?",
        "Look for newer pages, and add one with its year. If the group has closed, say so under closed.",
    ),
    "nobody-leads": (
        "The evidence does not say who leads the group: {value}.",
        "Say who runs it, or what its rules, its board or its members have to do with it. If no source shows that, the group cannot be listed.",
    ),
    "basis-and-source": (
        "The basis says that somebody else calls the group user-led, but the source is the group's own site: {site}.",
        "If it is the group's own word, write: basis: self-described. Otherwise give the page of the others.",
    ),
    "basis-and-source.other": (
        "The basis says that the group calls itself user-led, but the source is on another site: {site}.",
        "Give the group's own page. If the others say it, write: basis: listed-by-network",
    ),
    "weak-source": (
        "The source is a copy on {site}.",
        "Look for the page on the site of whoever wrote it.",
    ),
    "weak-source.front": (
        "The source is the front page of {site}, which will soon show something else.",
        "Give the address of the page that shows who leads.",
    ),
    "closing-words": (
        "The title of a source of this open group has {word} in it. Has the group closed, or merged with another?",
        "If it has, say so under closed, with the year and the source.",
    ),
    "closed-owner": (
        "The source is on {site}, the site of a group that has closed: {other}.",
        "Look for a page on a site that is still looked after.",
    ),
    "unspoken-community": (
        "The evidence does not speak of {people}.",
        "If the source does, say so in the evidence. Otherwise take them out of this list.",
    ),
    "unsupported-fact": (
        "No source is given for this.",
        "Write {name} under supports at the source that shows it. If no source does, take this field out.",
    ),
    "one-nation": (
        "The reach is the whole United Kingdom, but the places are all in one nation: {nation}.",
        "If it works only there, write: reach: national. Otherwise leave the places out.",
    ),
    "phone-number": (
        "{value} is not a phone number that can be rung in the United Kingdom.",
        "Check the digits, and write it like this: 0113 496 0000",
    ),
    "phone-number.dear": (
        "{value} is a number at a high price for the caller.",
        "Give the group's ordinary number, or delete the line.",
    ),
    "mobile-number": (
        "{value} is a mobile number. Is it the group's own, and made public by the group?",
        "If it is a person's own phone, delete the line.",
    ),
    "way-in-text": (
        "There is a mailbox or a phone number in this text: {value}. Is it a person's own?",
        "Take it out. Those of a group belong under contact, or on the page that a link leads to.",
    ),
    "personal-email": (
        "{value} looks like one person's mailbox. Is it the group's own?",
        "If it is a person's, use one like info@ or leave it out.",
    ),
    "listed-twice": ("{first} and {second} are the same page.", "Keep one of the two."),
    "own-network": ("The record names itself.", "Delete this line."),
    # All records together
    "unknown-group": (
        "There is no record called {value}.",
        "Write the file name of a record, without .yml. If the group has no record, write the full name of a network, but leave out a successor.",
    ),
    "unknown-group.near": (
        "There is no record called {value}. Did you mean {near}?",
        "Write the file name of a record, without .yml. If the group has no record, write the full name of a network, but leave out a successor.",
    ),
    "unlinked-network": ("{value} is in the directory.", "Write its file name instead: {slug}"),
    "same-name": (
        "{other} has {evidence}: {value}.",
        "If it is the same group, put everything into one file. If not, add to the name what tells the two apart.",
    ),
    "same-name.library": (
        "{other} is called the same: {value}.",
        "If it is the same, put everything into one file. If not, say in the title what is different.",
    ),
    "shared-name": (
        "{other} has the same name: {value}. Is it the same group?",
        "If it is, put everything into one file. If not, add the place to the file name of one of them, such as {better}.",
    ),
    "shared-name.nowhere": (
        "{other} has the same name: {value}. Is it the same group?",
        "If it is, put everything into one file. If not, say in both records where the group is.",
    ),
    "similar-name": (
        "{other} has a very similar name: {value}.",
        "Is it the same group? Then put everything into one file.",
    ),
    "same-website": (
        "{other} has the same website.",
        "Is it the same group? Then put everything into one file.",
    ),
    "moved-record": (
        "The old address {old} leads to {new}, but there is no such record.",
        "In schema/registers/moved.json, write the file name of a record that is there, or delete the line.",
    ),
    "moved-record.again": (
        "The old address {old} leads to {new}, which is an old address, too.",
        "In schema/registers/moved.json, write where it leads in the end.",
    ),
    "moved-record.form": (
        "{old} or {new} in schema/registers/moved.json is no file name of a record.",
        "Write file names without .yml: small letters a to z, digits and hyphens.",
    ),
    "moved-record.taken": (
        "This address was that of another record before. Links from elsewhere lead from it to {new}.",
        "Choose another file name. If it is the same group, take the line out of schema/registers/moved.json.",
    ),
    "withdrawn": (
        "Something in this record matches entry {number} of the list of groups that asked not to be in the directory.",
        "Please leave the record out. If the group itself wants to be listed, or if this is another group, tell the maintainers.",
    ),
    # The library
    "unknown-entry": (
        "There is no such {kind} in the library: {value}.",
        "Write the file name of a {kind}, without .yml, or delete it.",
    ),
    "unknown-entry.near": (
        "There is no such {kind} in the library: {value}. Did you mean {near}?",
        "Write the file name of a {kind}, without .yml, or delete it.",
    ),
    "unknown-entry.own": ("The record names itself.", "Delete this."),
    "unknown-entry.replaced": (
        "{value} is replaced by {newest} itself.",
        "Write instead: {newest}",
    ),
    "unknown-entry.ring": (
        "From {value}, each is replaced by the next, round in a ring. So there is no newest one.",
        "Find out which is the newest, and delete the field there.",
    ),
    "explained-twice": (
        "{other} explains the same word: {value}.",
        "Put both into one file, or take the word out of one.",
    ),
    "everyday-word": (
        "{value} is not one of the names of this word.",
        "Write it as it stands above, or add it there: {names}",
    ),
    "closed-opportunity": (
        "This way to take part closed on {date}, so pages show it no more.",
        "Delete it, or write the new day.",
    ),
    "same-identifier": (
        "{other} has the same number: {value}.",
        "A number belongs to one group. Check which, or put both into one file.",
    ),
}
