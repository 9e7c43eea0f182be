"""The rules about a file itself: what kind of file it is, its bytes, and its YAML. What it says is for `checks`."""

import re
import shlex
import stat
from collections.abc import Iterator
from pathlib import Path

import yaml

from ulo.core import WARNING, Problem, make_problem, quote, rule, slugify
from ulo.schema import LIBRARY_FOLDERS

MAX_KB = 64
MAX_DEPTH = 6
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# Names that Windows keeps for devices: such a file could not be checked out there.
RESERVED_NAMES = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")


def check_file(path: Path, relative: str) -> Iterator[Problem]:
    """What is wrong with a file before it is opened."""
    yield from symlink(path, relative)
    if path.is_symlink():
        return
    yield from stray_file(path, relative)
    if path.name.endswith(".yml"):
        yield from not_a_file(path, relative)
        yield from file_name(slug_from_path(path.name), relative)


def slug_from_path(path: str) -> str:
    """The slug that a path stands for."""
    return path.rpartition("/")[2].removesuffix(".yml")


def _suggest_file_name(stem: str) -> str:
    slug = slugify(stem)
    fits = SLUG.fullmatch(slug) and len(slug) > 1 and not RESERVED_NAMES.fullmatch(slug)
    return f"{slug}.yml" if fits else "after the group, like example-people-first.yml"


@rule()
def symlink(path: Path, relative: str) -> Iterator[Problem]:
    """A record is a file of its own, not a link to one.

    A link could lead out of the directory, to a file that nobody meant to publish.
    """
    if path.is_symlink():
        yield make_problem("symlink", relative, 1)


@rule()
def not_a_file(path: Path, relative: str) -> Iterator[Problem]:
    """What ends in .yml is an ordinary file.

    A folder or a device with such a name holds no record.
    """
    if not stat.S_ISREG(path.lstat().st_mode):
        yield make_problem("not-a-file", relative, 1)


@rule()
def stray_file(path: Path, relative: str) -> Iterator[Problem]:
    """The folder holds records only, and their names end in .yml.

    A record with another ending would be left out of the site without a word.
    """
    if not path.name.endswith(".yml"):
        stem, dot, ending = path.name.rpartition(".")
        advice = (
            f"Name it {_suggest_file_name(stem)}."
            if ending.lower() in ("yaml", "yml")
            else "Move it to another folder."
        )
        yield make_problem("stray-file", relative, 1, advice=advice)


@rule()
def misplaced_file(relative: str) -> Iterator[Problem]:
    """In the library, each kind of record has a folder of its own.

    A file beside these folders would be left out of the site without a word.
    """
    yield make_problem("misplaced-file", relative, 1, folders=" or ".join(LIBRARY_FOLDERS.values()))


@rule()
def file_name(stem: str, relative: str) -> Iterator[Problem]:
    """The name of the file can stand in a web address: small letters a to z, digits and hyphens.

    The file name is the address of the group's page, so it also has at least two letters and at most 80.
    Instead of `orgs/Speak Up!.yml` write `orgs/speak-up.yml`.
    """
    if not SLUG.fullmatch(stem) or not 2 <= len(stem) <= 80 or RESERVED_NAMES.fullmatch(stem):
        yield make_problem(
            "file-name", relative, 1, name=quote(f"{stem}.yml"), better=_suggest_file_name(stem)
        )


@rule()
def unreadable(error: OSError, path: str) -> Iterator[Problem]:
    """The file can be read.

    Its permissions let everyone read it.
    """
    yield make_problem("unreadable", path, 1, reason=error.strerror or "unknown")


@rule()
def too_large(size: int, path: str) -> Iterator[Problem]:
    """A record has at most 64 KB.

    The longest true record has a tenth of that. More is a mistake or an attack.
    """
    if size > MAX_KB * 1024:
        yield make_problem("too-large", path, 1, size=-(-size // 1024), most=MAX_KB)


@rule()
def not_utf8(content: bytes, path: str) -> Iterator[Problem]:
    """The file is saved as UTF-8, so that Welsh and Gaelic letters stay whole.

    Old programs save in other ways. Every editor of today can save as UTF-8.
    """
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        yield make_problem("not-utf8", path, line)


@rule()
def byte_order_mark(text: str, path: str) -> Iterator[Problem]:
    """The file starts with its first word, not with an invisible mark.

    Some editors on Windows add a byte order mark.
    """
    if text.startswith("\ufeff"):
        yield make_problem("byte-order-mark", path, 1)


@rule(WARNING)
def carriage_return(text: str, path: str) -> Iterator[Problem]:
    """Lines end in one sign, as everywhere but on Windows.

    The record is read all the same. `python3 build.py fix` mends it.
    """
    if "\r\n" in text:
        yield make_problem(
            "carriage-return",
            path,
            text[: text.index("\r\n")].count("\n") + 1,
            command=shlex.quote(path),
        )


@rule()
def tab(text: str, path: str) -> Iterator[Problem]:
    """Lines are set in with spaces, not with tabs.

    A tab looks like spaces but means nothing here. Two spaces set a line in by one step.
    """
    lines = [number for number, line in enumerate(text.split("\n"), 1) if "\t" in line]
    if lines:
        yield make_problem(
            "tab", path, lines[0], variant="more" if len(lines) > 1 else "", more=len(lines) - 1
        )


# C0 and C1 controls but for the line ends and the tab, which have rules of their own; what YAML refuses; and lone
# carriage returns.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]|\r(?!\n)")
CONTROL_OR_TAB = re.compile(CONTROL.pattern + r"|\t")


@rule()
def control_character(text: str, path: str) -> Iterator[Problem]:
    """Text has no invisible control signs and no line breaks inside.

    They come with copied text, cannot be seen, and break pages. A long text may be folded with `>-`.
    """
    # Each line with its end, for a carriage return is fine there.
    lines = [
        (number, sign.group())
        for number, line in enumerate(re.findall(r"[^\n]*\n?", text), 1)
        if (sign := CONTROL.search(line))
    ]
    if lines:
        (number, sign), *rest = lines
        yield make_problem(
            "control-character",
            path,
            number,
            variant="more" if rest else "",
            sign=f"U+{ord(sign):04X}",
            more=len(rest),
        )


@rule()
def empty_file(path: str) -> Iterator[Problem]:
    """The file says something.

    Comments alone are no record.
    """
    yield make_problem("empty-file", path, 1)


@rule()
def syntax(error: yaml.YAMLError, path: str, text: str) -> Iterator[Problem]:
    """Each line has the form `field: text`.

    The usual causes: a missing quotation mark, a colon inside of a text, or a line that is not set in like its
    neighbours. Instead of `summary: Our aim: speak up` write `summary: "Our aim: speak up"`.
    """
    line, reason, advice = _explain_syntax_error(error, text.split("\n"))
    yield make_problem("syntax", path, line, reason=reason, advice=advice)


@rule(WARNING)
def cut_off_text(text: str, path: str, texts: list[str]) -> Iterator[Problem]:
    """No text is cut off by a # inside of it.

    After a space, # starts a comment, and the rest of the line is not read. Instead of `name: Group #1` write
    `name: "Group #1"`. A comment has a space after the #.
    """
    whole = "\n".join(texts)
    for number, line in enumerate(text.split("\n"), 1):
        if (
            (rest := re.search(r"\s(#\w+)", line))
            and not line.lstrip().startswith("#")
            and rest.group(1) not in whole
        ):
            yield make_problem("cut-off-text", path, number, rest=quote(rest.group(1)))


@rule()
def several_documents(path: str, line: int) -> Iterator[Problem]:
    """One file holds one record.

    A line of three hyphens starts another record.
    """
    yield make_problem("several-documents", path, line)


@rule()
def not_a_record(path: str, line: int, data: object) -> Iterator[Problem]:
    """The file is made of fields, each with its text.

    A plain text or a list of points is no record.
    """
    yield make_problem("not-a-record", path, line, variant="list" if isinstance(data, list) else "")


@rule()
def tag(path: str, line: int, name: str) -> Iterator[Problem]:
    """No word starts with an exclamation mark.

    In YAML such a word is a tag, an order to the computer. Put a text that starts so in quotation marks.
    """
    yield make_problem("tag", path, line, tag=quote(name.replace("tag:yaml.org,2002:", "!!")))


@rule()
def alias(path: str, line: int, name: str) -> Iterator[Problem]:
    """No word starts with & or *.

    In YAML these are shortcuts that repeat other parts of the file. A few lines of them can fill a computer's
    memory. Instead of `name: *Stars North` write `name: "*Stars North"`.
    """
    yield make_problem("alias", path, line, name=quote(name))


@rule()
def duplicate_field(path: str, line: int, name: str, first: int) -> Iterator[Problem]:
    """Each field stands once.

    Of two lines with one name, one would be lost without a word.
    """
    yield make_problem("duplicate-field", path, line, name=quote(name), first=first)


@rule()
def odd_field_name(path: str, line: int) -> Iterator[Problem]:
    """The name of a field is one plain word.

    Lists or question marks in its place are YAML that records do not need.
    """
    yield make_problem("odd-field-name", path, line)


@rule()
def too_deep(path: str, line: int) -> Iterator[Problem]:
    """Fields are nested three steps deep at most.

    Deeper nesting has no meaning here.
    """
    yield make_problem("too-deep", path, line)


# What a hurried hand writes, and what YAML notices only a line later, in its own words.
COMMON_MISTAKES = (
    (
        re.compile(r"\s*(- )?\w+:[^\s/]"),
        "there is no space after the colon",
        "Write the name of the field, a colon, a space, and then the text.",
    ),
    (
        re.compile(r"\s*-[^\s-]"),
        "there is no space after the hyphen",
        "Write a hyphen, a space, and then the text.",
    ),
    (
        re.compile(r".*[\u00a0\u2000-\u200a\u202f\u3000]"),
        "there is a space of a special kind, which came with copied text",
        "Delete the spaces in this line and type them again.",
    ),
)
TEXT_AFTER_QUOTATION = re.compile(r""".*?(?:^|[:\[{,-] *)("[^"]*"|'[^']*') *[^\s,#:\]}]""")


def _explain_syntax_error(error: yaml.YAMLError, lines: list[str]) -> tuple[int, str, str]:
    """The line of a mistake, what it is, and what to do, in words for somebody who does not know YAML."""
    problem, context = getattr(error, "problem", None) or "", getattr(error, "context", None) or ""
    noticed, began = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    line = min(noticed.line + 1 if noticed else 1, len(lines))
    start = min(began.line + 1, line) if began else line
    if "quoted" in context and "escape" not in problem:
        return start, "a quotation mark is opened but not closed", "Add the closing quotation mark."
    if "escape" in problem:
        return (
            line,
            "there is a backslash in a text with quotation marks",
            "Use single quotation marks, or two backslashes.",
        )
    if "mapping values are not allowed" in problem or "could not find expected ':'" in problem:
        before = max((n for n in range(1, line) if lines[n - 1].strip()), default=line)
        for number in (before, line) if "mapping" in problem else (start,):
            for slip, reason, advice in COMMON_MISTAKES:
                if slip.match(lines[number - 1]):
                    return number, reason, advice
        if "mapping" in problem:
            return (
                line,
                "there is a colon inside of the text",
                "Put the whole text after the first colon in quotation marks.",
            )
        return (
            start,
            "the line has no colon after the name of its field",
            "Write the name of the field, a colon, a space, and then the text.",
        )
    if (
        "cannot start any token" in problem
        or "character that cannot start" in problem
        or re.search("directive|alias|anchor|tag", context)
    ):
        return (
            line,
            "the text starts with a sign that has a special meaning",
            "Put the text in quotation marks.",
        )
    if "flow" in context:
        return (
            start,
            "a bracket is not closed, or a comma is missing",
            "Check the brackets, and the commas between the words.",
        )
    if TEXT_AFTER_QUOTATION.match(lines[line - 1]):
        return (
            line,
            "something stands after the closing quotation mark",
            "Put the whole text in quotation marks. If there are such marks inside of it, use the other kind outside.",
        )
    if "block" in problem or "block" in context or "indent" in problem:
        return (
            line,
            "the line is not set in like its neighbours",
            "Check the spaces at the start of the line.",
        )
    return (
        line,
        "a sign is in an unexpected place",
        "Compare the line with another record, or put the text in quotation marks.",
    )
