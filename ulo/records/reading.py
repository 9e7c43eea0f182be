"""Reads orgs/ and library/: strict YAML in which every value is text and every problem has a line.

Nothing here raises for what a stranger wrote: what cannot be read gives Problems, not a Record.
"""

import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ulo.core import Problem, naming
from ulo.records import file_rules, plain_yaml, yaml_rules
from ulo.records.cache import ReadingCache
from ulo.records.comment_texts import CommentText, list_comments
from ulo.schema import LIBRARY_FOLDERS, Pointer, RecordData

COMMENT_OR_BLANK_LINE = re.compile(r"^\s*(#.*|---\s*)?$", re.MULTILINE)


@dataclass(frozen=True)
class Record:
    """One file of orgs/ or library/ as it was written.

    `path` is relative to the repository. `data` has dicts, lists and texts only; `line_numbers` has
    the line of the record and of each field and entry, counted from 1, in the order of the data.
    `comments` are all that the file has, but for its usual first line.
    """

    slug: str
    path: str
    data: RecordData
    line_numbers: Sequence[int] = ()
    comments: Sequence[CommentText] = ()

    @cached_property
    def lines(self) -> dict[Pointer, int]:
        """The line of each field and entry, by its pointer. Most records are never asked."""
        pointers: list[Pointer] = []
        _collect_pointers(self.data, (), pointers)
        return dict(zip(pointers, self.line_numbers, strict=False))

    def line(self, pointer: Pointer) -> int:
        """The line of a field, or of the nearest thing around it that is in the file."""
        while pointer and pointer not in self.lines:
            pointer = pointer[:-1]
        return self.lines.get(pointer, 1)


def _collect_pointers(value: object, pointer: Pointer, pointers: list[Pointer]) -> None:
    """Adds the pointers of a value and of everything in it, in the order of the file."""
    pointers.append(pointer)
    if isinstance(value, dict):
        for name, part in value.items():
            _collect_pointers(part, (*pointer, name), pointers)
    elif isinstance(value, list):
        for number, part in enumerate(value):
            _collect_pointers(part, (*pointer, number), pointers)


# What is in a file: a record or none, and what is wrong with it.
Reading = tuple[Record | None, list[Problem]]
# Reads the file of an entry of a folder; its path in the repository comes second.
FileReader = Callable[[os.DirEntry[str], str], Reading]


# What is to be said of the form of a file, by the record in it and its bytes.
FormCheck = Callable[[Record, bytes], Iterable[Problem]]


def read_file(
    entry: os.DirEntry[str],
    relative: str,
    cache: ReadingCache | None = None,
    check_form: FormCheck | None = None,
) -> Reading:
    """The usual FileReader; with a cache, a file is not parsed again that it has."""
    problems: list[Problem] = []
    if not (entry.is_file(follow_symlinks=False) and file_rules.is_file_name(entry.name)):
        problems += file_rules.check_file(Path(entry.path), relative)
    if any(p.rule != "file-name" for p in problems):
        return None, problems
    try:
        # A file that is far too large is not even read.
        too_large = list(file_rules.too_large(entry.stat().st_size, relative))
        if too_large:
            return None, [*problems, *too_large]
        with open(entry.path, "rb", buffering=0, opener=_open_itself) as file:
            content = file.read()
    except OSError as error:
        return None, [*problems, *file_rules.unreadable(error, relative)]
    record: Record | None
    if cache and (plain := cache.read(content)):
        record = _make_record(relative, content, *plain)
    else:
        record, more = parse(content, relative)
        problems += more
    if record and check_form:
        problems += check_form(record, content)
    return record, problems


def _open_itself(path: str, flags: int) -> int:
    """Opens the file that was listed: not what a link leads to, and without waiting for a pipe.

    Somebody may have put one of these in its place meanwhile.
    """
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))


def read(
    folder: Path, root: Path, read_file: FileReader = read_file
) -> tuple[list[Record], list[Problem]]:
    """All records of a folder, sorted by slug, and what is wrong with its files."""
    prefix = folder.relative_to(root).as_posix()
    if folder.is_symlink():
        return [], list(file_rules.symlink(folder, prefix))
    if not folder.is_dir():
        return [], []
    records: list[Record] = []
    problems: list[Problem] = []
    with os.scandir(folder) as found:
        entries = sorted(found, key=_reading_order)
    for entry in entries:
        if not file_rules.is_left_behind(entry):
            with naming(f"{prefix}/{entry.name}"):
                record, faults = read_file(entry, f"{prefix}/{entry.name}")
            problems += faults
            if record:
                records.append(record)
    return records, problems


def _reading_order(entry: os.DirEntry[str]) -> tuple[str, str]:
    return file_rules.slug_from_path(entry.name), entry.name


def read_library(
    root: Path, read_file: FileReader = read_file
) -> tuple[dict[str, list[Record]], list[Problem]]:
    """All records of the library by their kind, and what is wrong with its files."""
    folder = root / "library"
    if folder.is_symlink():
        return {kind: [] for kind in LIBRARY_FOLDERS}, list(file_rules.symlink(folder, "library"))
    records: dict[str, list[Record]] = {}
    problems: list[Problem] = []
    for kind, kind_folder in LIBRARY_FOLDERS.items():
        records[kind], found = read(root / kind_folder, root, read_file)
        problems += found
    if folder.is_dir():
        with os.scandir(folder) as entries:
            others = [entry for entry in entries if not file_rules.is_left_behind(entry)]
        for name in sorted(f"library/{entry.name}" for entry in others):
            if name not in LIBRARY_FOLDERS.values():
                problems += file_rules.misplaced_file(name)
    return records, problems


def parse(content: bytes, path: str) -> tuple[Record | None, list[Problem]]:
    """The record in the bytes of a file, and what is wrong with it.

    There is no record where a problem leaves open what it says. `path` is relative to the
    repository.
    """
    # None of the rules about characters and YAML finds anything in a plain text.
    if plain := plain_yaml.read(content):
        return _make_record(path, content, *plain), []
    return _parse_strictly(content, path)


def _make_record(
    path: str, content: bytes, data: RecordData, line_numbers: Sequence[int]
) -> Record:
    slug = file_rules.slug_from_path(path)
    return Record(slug, path, data, line_numbers, list_comments(content))


def _parse_strictly(content: bytes, path: str) -> tuple[Record | None, list[Problem]]:
    """The same for a file that may be written in any way."""
    # Few files come here, and PyYAML takes longer to import than a hundred others to read.
    import yaml

    from ulo.records.strict_yaml import ParsingStoppedError, TreeBuilder

    problems = [*file_rules.too_large(len(content), path), *file_rules.not_utf8(content, path)]
    if problems:
        return None, problems
    text = content.decode("utf-8")
    problems = [
        *file_rules.byte_order_mark(text, path),
        *file_rules.carriage_return(text, path),
        *file_rules.tab(text, path),
        *file_rules.control_character(text, path),
    ]
    if any(p.rule in ("tab", "control-character") for p in problems):
        return None, problems
    if not COMMENT_OR_BLANK_LINE.sub("", text.lstrip("\ufeff")).strip():
        return None, [*problems, *yaml_rules.empty_file(path)]
    tree = TreeBuilder(path)
    try:
        data = tree.build(text.replace("\r\n", "\n").lstrip("\ufeff"))
    except yaml.YAMLError as error:
        return None, [*problems, *tree.problems, *yaml_rules.syntax(error, path, text)]
    except ParsingStoppedError:
        return None, [*problems, *tree.problems]
    problems += tree.problems
    if not isinstance(data, dict):
        # PyYAML takes a mark of the byte order in the middle for a line of its own.
        line = min(tree.lines[()], text.count("\n") + 1)
        return None, [*problems, *yaml_rules.not_a_record(path, line, data)]
    if tree.problems:
        return None, problems
    record = _make_record(path, content, data, [*tree.lines.values()])
    return record, [*problems, *yaml_rules.cut_off_text(text, path, tree.texts)]
