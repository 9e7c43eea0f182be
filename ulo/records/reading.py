"""The only reader of orgs/ and library/: strict YAML in which every value is text and every fault has a line.

Nothing here raises for what a stranger wrote: a file that cannot be read is a value, a list of Problems.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from ulo.core import Problem, make_problem
from ulo.records import strict_yaml
from ulo.schema import LIBRARY_FOLDERS, Pointer

# What an operating system or an editor leaves behind is nobody's record; `.example.yml` is one that would be missed.
# .gitattributes would change how a reviewer sees the records.
IGNORED_FILES = re.compile(r"\.[_#]|\.(?!gitattributes$|.*\.?ya?ml$)|Thumbs\.db$", re.IGNORECASE)
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Record:
    """One file of orgs/ or library/ as it was written: `data` of dicts, lists and texts, and the line of each field."""

    slug: str
    path: str
    data: dict
    lines: dict[Pointer, int]

    def line(self, pointer: Pointer) -> int:
        """The line of the field, or of the nearest thing around it that stands in the file."""
        while pointer and pointer not in self.lines:
            pointer = pointer[:-1]
        return self.lines.get(pointer, 1)


def read(folder: Path, root: Path) -> tuple[list[Record], list[Problem]]:
    """All records of a folder, sorted by slug, and what is wrong with the files that are none."""
    records, problems = [], []
    if folder.is_symlink():
        return [], list(strict_yaml.symlink(folder, folder.relative_to(root).as_posix()))
    for path in (
        sorted(folder.iterdir(), key=lambda p: strict_yaml.slug_from_path(p.name))
        if folder.is_dir()
        else []
    ):
        if IGNORED_FILES.match(path.name) and (
            path.name.startswith(".#") or path.is_file() and not path.is_symlink()
        ):
            continue
        relative = path.relative_to(root).as_posix()
        faults = list(strict_yaml.check_file(path, relative))
        problems += faults
        if faults and any(p.rule != "file-name" for p in faults):
            continue
        try:
            # A file that is far too large is not even read.
            faults = list(strict_yaml.too_large(path.stat().st_size, relative))
            content = b"" if faults else path.read_bytes()
        except OSError as error:
            faults = list(strict_yaml.unreadable(error, relative))
        if faults:
            problems += faults
            continue
        record, faults = parse(content, relative)
        problems += faults
        if record:
            records.append(record)
    return records, problems


def read_library(root: Path) -> tuple[dict[str, list[Record]], list[Problem]]:
    """All records of the library by their kind, and what is wrong with files that are none."""
    folder = root / "library"
    if folder.is_symlink():
        return {kind: [] for kind in LIBRARY_FOLDERS}, list(strict_yaml.symlink(folder, "library"))
    read_all = {kind: read(root / below, root) for kind, below in LIBRARY_FOLDERS.items()}
    problems = [problem for _, faults in read_all.values() for problem in faults]
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if (
            relative := path.relative_to(root).as_posix()
        ) not in LIBRARY_FOLDERS.values() and not IGNORED_FILES.match(path.name):
            problems += strict_yaml.misplaced_file(relative)
    return {kind: found for kind, (found, _) in read_all.items()}, problems


def parse(content: bytes, path: str) -> tuple[Record | None, list[Problem]]:
    """One record from the bytes of its file. There is none where a fault leaves its meaning open."""
    faults = [*strict_yaml.too_large(len(content), path), *strict_yaml.not_utf8(content, path)]
    if faults:
        return None, faults
    text = content.decode("utf-8")
    faults = [
        *strict_yaml.byte_order_mark(text, path),
        *strict_yaml.carriage_return(text, path),
        *strict_yaml.tab(text, path),
        *strict_yaml.control_character(text, path),
    ]
    if any(p.rule in ("tab", "control-character") for p in faults):
        return None, faults
    if not re.sub(r"^\s*(#.*|---\s*)?$", "", text.lstrip("\ufeff"), flags=re.MULTILINE).strip():
        return None, [*faults, *strict_yaml.empty_file(path)]
    tree = _TreeBuilder(path)
    try:
        data = tree.read(text.replace("\r\n", "\n").lstrip("\ufeff"))
    except yaml.YAMLError as error:
        return None, [*faults, *tree.problems, *strict_yaml.syntax(error, path, text)]
    except _ParsingStopped:
        return None, [*faults, *tree.problems]
    if not isinstance(data, dict):
        return None, [
            *faults,
            *tree.problems,
            *strict_yaml.not_a_record(path, tree.lines[()], data),
        ]
    if tree.problems:
        return None, [*faults, *tree.problems]
    return Record(strict_yaml.slug_from_path(path), path, data, tree.lines), [
        *faults,
        *strict_yaml.cut_off_text(text, path, tree.texts),
    ]


class _ParsingStopped(Exception):
    """The rest of the file cannot be given a meaning."""


class _TreeBuilder:
    """Builds dicts, lists and texts from YAML events, refusing all that could surprise."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.lines: dict[Pointer, int] = {}
        self.texts: list[str] = []

    def read(self, text: str) -> object:
        loader = Loader(text)
        try:
            self.next_event = loader.get_event
            while not isinstance(event := self.next_event(), yaml.DocumentStartEvent):
                if isinstance(event, yaml.StreamEndEvent):
                    self._stop(strict_yaml.empty_file)
            data = self._node(self.next_event(), ())
            self.next_event()  # the end of the document
            event = self.next_event()
            if not isinstance(event, yaml.StreamEndEvent):
                self._stop(strict_yaml.several_documents, event)
            return data
        finally:
            loader.dispose()

    def _stop(self, rule_: object, event: yaml.Event | None = None, *facts: object) -> None:
        self.problems += (
            rule_(self.path, event.start_mark.line + 1, *facts) if event else rule_(self.path)
        )
        raise _ParsingStopped

    def _node(self, event: yaml.Event, pointer: Pointer) -> object:
        line = event.start_mark.line + 1
        self.lines.setdefault(pointer, line)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self._stop(
                strict_yaml.alias,
                event,
                f"{'*' if isinstance(event, yaml.AliasEvent) else '&'}{event.anchor}",
            )
        if getattr(event, "tag", None):
            self._stop(strict_yaml.tag, event, event.tag)
        if len(pointer) > strict_yaml.MAX_DEPTH:
            self._stop(strict_yaml.too_deep, event)
        if isinstance(event, yaml.ScalarEvent):
            # Folded and literal blocks end in a line break that nobody meant.
            value = event.value.strip()
            if "\n" in value:
                self.problems.append(
                    make_problem("control-character", self.path, line, variant="line-break")
                )
            elif sign := strict_yaml.CONTROL_OR_TAB.search(
                value
            ):  # "\u0007" in quotation marks is not seen in the file itself
                self.problems.append(
                    make_problem(
                        "control-character", self.path, line, sign=f"U+{ord(sign.group()):04X}"
                    )
                )
            self.texts.append(value)
            return value
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(pointer)
        return self._mapping(pointer)

    def _sequence(self, pointer: Pointer) -> list:
        items = []
        while not isinstance(event := self.next_event(), yaml.SequenceEndEvent):
            items.append(self._node(event, (*pointer, len(items))))
        return items

    def _mapping(self, pointer: Pointer) -> dict:
        fields: dict[str, object] = {}
        while not isinstance(event := self.next_event(), yaml.MappingEndEvent):
            if isinstance(event, yaml.AliasEvent):
                self._stop(strict_yaml.alias, event, f"*{event.anchor}")
            if not isinstance(event, yaml.ScalarEvent):
                self._stop(strict_yaml.odd_field_name, event)
            key, line = event.value, event.start_mark.line + 1
            if getattr(event, "anchor", None):
                self._stop(strict_yaml.alias, event, f"&{event.anchor}")
            if event.tag:
                self._stop(strict_yaml.tag, event, event.tag)
            if key in fields:
                self.problems += strict_yaml.duplicate_field(
                    self.path, line, key, self.lines[(*pointer, key)]
                )
                self._node(self.next_event(), (*pointer, key, "second"))
                continue
            self.lines[(*pointer, key)] = line
            fields[key] = self._node(self.next_event(), (*pointer, key))
        return fields
