"""The rules about a file: its name, its kind, and its characters.

The rules about its YAML are in `yaml_rules`, those about what it says in the room `checks`.
"""

import re
import shlex
import stat
from collections.abc import Iterator
from pathlib import Path

from ulo.core import WARNING, Problem, make_problem, quote, rule, slugify
from ulo.schema import LIBRARY_FOLDERS

MAX_KB = 64
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# Names that Windows keeps for devices: git could not check out such a file there.
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
    """The slug of the record in a file: its name without the ending."""
    return path.rpartition("/")[2].removesuffix(".yml")


def is_file_name(name: str) -> bool:
    """Whether a record may have this file name."""
    stem = slug_from_path(name)
    is_slug = name.endswith(".yml") and 2 <= len(stem) <= 80 and SLUG.fullmatch(stem)
    return bool(is_slug) and not RESERVED_NAMES.fullmatch(stem)


def _suggest_file_name(stem: str) -> str:
    """What the file should be called, as the end of "Name the file ..."."""
    name = f"{slugify(stem)}.yml"
    return name if is_file_name(name) else "after the group, like example-people-first.yml"


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
        stem, _, ending = path.name.rpartition(".")
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

    The file name is the address of the group's page, so it also has at least two letters and at
    most 80. Instead of `orgs/Speak Up!.yml` write `orgs/speak-up.yml`.
    """
    if not is_file_name(f"{stem}.yml"):
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


# C0 and C1 controls except line feeds, carriage returns before them, and tabs, which have rules of
# their own; and the other characters that YAML refuses.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]|\r(?!\n)")
CONTROL_OR_TAB = re.compile(CONTROL.pattern + r"|\t")


@rule()
def control_character(text: str, path: str) -> Iterator[Problem]:
    """Text has no invisible control signs and no line breaks inside.

    They come with copied text, cannot be seen, and break pages. A long text may be folded with
    `>-`.
    """
    # Each line with its end, where a carriage return is allowed.
    found = [
        (number, match.group())
        for number, line in enumerate(re.findall(r"[^\n]*\n?", text), 1)
        if (match := CONTROL.search(line))
    ]
    if found:
        (number, character), *rest = found
        yield make_problem(
            "control-character",
            path,
            number,
            variant="more" if rest else "",
            sign=f"U+{ord(character):04X}",
            more=len(rest),
        )
