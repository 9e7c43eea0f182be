"""The rules about a file: its name, its kind, and its characters.

The rules about its YAML are in `yaml_rules`, those about what it says in the room `checks`.
"""

import os
import re
import shlex
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from ulo.core import (
    WARNING,
    Problem,
    list_choices,
    make_problem,
    message,
    quote,
    rule,
    slugify,
)
from ulo.schema import LIBRARY_FOLDERS

MAX_KB = 64
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# Names that Windows keeps for devices: git could not check out such a file there.
RESERVED_NAMES = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")
# What systems and editors leave behind, and our own commands when they are killed. Git leaves these
# out (.gitignore), and reads none of them. All else would be public without any rule to look at it,
# or change what git does with the records, as .gitignore and .gitattributes do.
LEFT_BEHIND = re.compile(
    r"\.DS_Store|\.directory|\._.*|\.~lock\..*#|\.nfs[0-9a-f]+|\..*\.(?:sw[a-p]|new|outdated|removed)"
    r"|Thumbs\.db|desktop\.ini",
    re.IGNORECASE | re.DOTALL,
)

# Emacs locks a file with a link that leads nowhere.
EMACS_LOCK = ".#"


def is_left_behind(entry: os.DirEntry[str]) -> bool:
    """Whether an entry of a folder is no record and can do no harm."""
    if entry.name.startswith(EMACS_LOCK):
        return entry.is_symlink() or entry.is_file()
    if not entry.is_file(follow_symlinks=False):
        return False
    # This keeps an empty folder in git, so there is nothing in it.
    is_keeper = entry.name == ".gitkeep" and entry.stat().st_size == 0
    return is_keeper or LEFT_BEHIND.fullmatch(entry.name) is not None


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
    """Whether a record may have this file name, which has no folders in it."""
    stem = name.removesuffix(".yml")
    is_slug = name.endswith(".yml") and 2 <= len(stem) <= 80 and SLUG.fullmatch(stem)
    return bool(is_slug) and not RESERVED_NAMES.fullmatch(stem)


def _suggest_file_name(stem: str) -> str:
    """What the file should be called; empty where nothing can be made of its name."""
    name = f"{slugify(stem)}.yml"
    return name if is_file_name(name) else ""


def find_committed_leftovers(paths: Iterable[str]) -> Iterator[Problem]:
    """What is wrong with files that git keeps though their names say that nobody reads them."""
    for path in paths:
        name = path.rpartition("/")[2]
        if name.startswith(EMACS_LOCK) or LEFT_BEHIND.fullmatch(name):
            command = f"git rm --cached {shlex.quote(path)}"
            yield make_problem("stray-file", path, 1, variant="committed", command=command)


@rule()
def symlink(path: Path, relative: str) -> Iterator[Problem]:
    if path.is_symlink():
        yield make_problem("symlink", relative, 1)


@rule()
def not_a_file(path: Path, relative: str) -> Iterator[Problem]:
    if not stat.S_ISREG(path.lstat().st_mode):
        yield make_problem("not-a-file", relative, 1)


@rule()
def stray_file(path: Path, relative: str) -> Iterator[Problem]:
    if not path.name.endswith(".yml"):
        stem, _, ending = path.name.rpartition(".")
        better, variant = _suggest_file_name(stem), ""
        if ending.lower() in ("yaml", "yml"):
            variant = "ending" if better else "nameless"
        elif path.name.startswith("."):
            variant = "hidden"
        yield make_problem("stray-file", relative, 1, variant=variant, better=better)


@rule()
def misplaced_file(relative: str) -> Iterator[Problem]:
    folders = list_choices(LIBRARY_FOLDERS.values())
    yield make_problem("misplaced-file", relative, 1, folders=folders)


@rule()
def file_name(stem: str, relative: str) -> Iterator[Problem]:
    if not is_file_name(f"{stem}.yml"):
        better = _suggest_file_name(stem)
        yield make_problem(
            "file-name",
            relative,
            1,
            variant="" if better else "nameless",
            name=quote(f"{stem}.yml"),
            better=better,
        )


@rule()
def unreadable(error: OSError, path: str) -> Iterator[Problem]:
    reason = error.strerror or message("rules.unreadable.reasons.unknown")
    yield make_problem("unreadable", path, 1, reason=reason)


@rule()
def too_large(size: int, path: str) -> Iterator[Problem]:
    if size > MAX_KB * 1024:
        yield make_problem("too-large", path, 1, size=-(-size // 1024), most=MAX_KB)


@rule()
def not_utf8(content: bytes, path: str) -> Iterator[Problem]:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        yield make_problem("not-utf8", path, line)


@rule()
def byte_order_mark(text: str, path: str) -> Iterator[Problem]:
    if text.startswith("\ufeff"):
        yield make_problem("byte-order-mark", path, 1)


@rule(WARNING)
def carriage_return(text: str, path: str) -> Iterator[Problem]:
    if "\r\n" in text:
        yield make_problem(
            "carriage-return",
            path,
            text[: text.index("\r\n")].count("\n") + 1,
            command=shlex.quote(path),
        )


@rule()
def tab(text: str, path: str) -> Iterator[Problem]:
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
