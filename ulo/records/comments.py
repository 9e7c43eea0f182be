"""The comments of a YAML file: found with the field or entry that they are about, and put back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from ulo.records.reading import Record, parse
from ulo.records.strict_yaml import Loader
from ulo.schema import Pointer, RecordData


@dataclass(frozen=True)
class Comment:
    """One comment. `pointer` is what it is about; it is empty where that is the whole record.

    `at_end` says that it is at the end of a line, not in a line of its own. `text` starts with #.
    """

    pointer: Pointer
    at_end: bool
    text: str


def find_comments(text: str, record: Record) -> Iterator[Comment]:
    """The comments of a file except its modeline; `record` is what was read from the text.

    A comment in a line of its own is about what comes next; at the end of the file, about the
    whole.
    """
    starts: dict[int, Pointer] = {}
    for pointer, number in sorted(record.lines.items(), key=lambda item: (item[1], len(item[0]))):
        if pointer:
            starts.setdefault(number, pointer)
    for number, line in enumerate(_mask_scalars(text).split("\n"), 1):
        before, sign, rest = line.partition("#")
        comment = f"{sign}{rest}".rstrip()
        if not sign or comment.startswith("# yaml-language-server:"):
            continue
        earlier = [start for start in starts if start <= number]
        if before.strip() and earlier:
            yield Comment(starts[max(earlier)], True, comment)
        else:
            later = [start for start in starts if start > number]
            yield Comment(starts[min(later)] if later else (), False, comment)


def _mask_scalars(text: str) -> str:
    """The file with each character of a name or a value made a dot.

    A # that is left begins a comment.
    """
    characters = list(text)
    for token in yaml.scan(text, Loader=Loader):
        if isinstance(token, yaml.ScalarToken):
            start, end = token.start_mark.index, token.end_mark.index
            if token.style in ("|", ">"):
                # The line in which a block starts may end in a comment.
                start = text.index("\n", start) if "\n" in text[start:end] else end
            characters[start:end] = ["\n" if c == "\n" else "." for c in characters[start:end]]
    return "".join(characters)


def insert_comments(text: str, comments: Iterable[Comment]) -> str:
    """A canonical text without comments, with these in it."""
    record, _ = parse(text.encode("utf-8"), "")
    if record is None:
        raise RuntimeError("formatting wrote what cannot be read")
    lines = text.rstrip("\n").split("\n")
    above: dict[int, list[str]] = {}
    for comment in comments:
        if not comment.pointer:
            above.setdefault(len(lines) + 1, []).append(comment.text)
            continue
        number = record.line(comment.pointer)
        line = lines[number - 1]
        if comment.at_end:
            lines[number - 1] += f"  {comment.text}"
        else:
            indent = " " * (len(line) - len(line.lstrip()))
            above.setdefault(number, []).append(indent + comment.text)
    result = []
    for number, line in enumerate(lines, 1):
        result += [*above.get(number, []), line]
    result += above.get(len(lines) + 1, [])
    return "\n".join(result) + "\n"


def relocate(comments: Iterable[Comment], before: RecordData, data: RecordData) -> list[Comment]:
    """The comments of a record for its new data.

    A comment stays with the field or entry that it is about; where that is gone, with what was
    around it. What is about the whole record goes into a line of its own.
    """
    moved = []
    for comment in comments:
        pointer = _relocate_pointer(data, before, comment.pointer)
        moved.append(Comment(pointer, comment.at_end and bool(pointer), comment.text))
    return moved


def _relocate_pointer(data: Any, before: Any, pointer: Pointer) -> Pointer:
    """Where the value that was at this place before is now, or the nearest thing around it."""
    place: Pointer = ()
    for step in pointer:
        new_step = _find_step(data, before, step)
        if new_step is None:
            break
        place = (*place, new_step)
        data, before = data[new_step], before[step]
    return place


def _find_step(data: Any, before: Any, step: str | int) -> str | int | None:
    if isinstance(data, dict):
        return step if step in data else None
    if isinstance(data, list) and isinstance(step, int):
        if before[step] in data:
            return data.index(before[step])
        return step if step < len(data) else None
    return None
