"""The comments of a YAML file: found with the field or entry that they are about, and put back."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ulo.records.comment_texts import mask_scalars
from ulo.records.reading import Record, parse
from ulo.schema import Pointer, RecordData

MODELINE = re.compile("# yaml-language-server:.*")
# What the form writes above the first field, for whoever it is sent to: which file this is, and the
# code of a group.
FORM_LINE = re.compile(r"# orgs/[a-z0-9-]+\.yml|# [a-z0-9-]+\.[0-9]{8}(?:\.[\w-]{22}){2}")


@dataclass(frozen=True)
class Comment:
    """One comment. `pointer` is what it is about; it is empty where that is the whole record.

    `at_end` says that it is at the end of a line, not in a line of its own. `text` starts with #.
    """

    pointer: Pointer
    at_end: bool
    text: str


def find_comments(text: str, record: Record) -> Iterator[Comment]:
    """The comments of a file that are kept; `record` is what was read from the text.

    A comment in a line of its own is about what comes next; at the end of the file, about the
    whole.
    """
    starts: dict[int, Pointer] = {}
    for pointer, number in sorted(record.lines.items(), key=lambda item: (item[1], len(item[0]))):
        if pointer:
            starts.setdefault(number, pointer)
    numbers = list(starts)
    first = min(numbers, default=len(text))
    for number, line in enumerate(mask_scalars(text).split("\n"), 1):
        before, sign, rest = line.partition("#")
        comment = f"{sign}{rest}".rstrip()
        is_above = number < first
        if MODELINE.fullmatch(comment) or (is_above and FORM_LINE.fullmatch(comment)) or not sign:
            continue
        place = bisect_right(numbers, number)
        if before.strip() and place:
            yield Comment(starts[numbers[place - 1]], True, comment)
        else:
            later = numbers[place : place + 1]
            yield Comment(starts[later[0]] if later else (), False, comment)


def insert_comments(text: str, comments: Iterable[Comment]) -> str:
    """A canonical text without comments, with these in it."""
    record, _ = parse(text.encode("utf-8"), "")
    if record is None:
        return text  # whoever formats it says why
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
