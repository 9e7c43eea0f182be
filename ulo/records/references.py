"""Changes what points to a record, in the text of the records that point to it; the rest stays as it was written."""

import copy
import re
from collections.abc import Iterator

from ulo import records
from ulo.schema import Pointer


def find_references(data: dict, slug: str) -> Iterator[Pointer]:
    """The places in a record that name another record by its file name."""
    networks, closed = data.get("networks"), data.get("closed")
    yield from (
        ("networks", number)
        for number, name in enumerate(networks if isinstance(networks, list) else [])
        if name == slug
    )
    if isinstance(closed, dict) and closed.get("successor") == slug:
        yield "closed", "successor"


def replace_reference(text: str, path: str, old: str, new: str | None) -> str | None:
    """The text of a record with `new` in place of `old`, or without it where `new` is None.

    None where it is written in a way that only a person can change.
    """
    record, _ = records.parse(text.encode("utf-8"), path)
    if record is None:
        return None
    wanted, lines = copy.deepcopy(record.data), text.split("\n")
    # From the end, so that what comes before keeps its number and its line.
    for pointer in sorted(find_references(record.data, old), key=str, reverse=True):
        *way, step = pointer
        at = record.line(pointer) - 1
        if new is not None:
            wanted[way[0]][step] = new
            lines[at] = _slug_pattern(old).sub(new, lines[at])
            continue
        del wanted[way[0]][step]
        if wanted[way[0]]:
            lines[at] = _remove_slug(lines[at], old)
        else:
            del wanted[way[0]]
            first = record.line(tuple(way)) - 1
            lines[first : at + 1] = [None] * (at + 1 - first)
    result = "\n".join(line for line in lines if line is not None)
    after, _ = records.parse(result.encode("utf-8"), path)
    return result if after and after.data == wanted else None


def _slug_pattern(slug: str) -> re.Pattern:
    """The slug as a value of its own, not as a part of a longer word or of a web address."""
    return re.compile(rf"""(?<![^\s,\[\]{{}}"']){slug}(?![^\s,\[\]{{}}"'])""")


def _remove_slug(line: str, slug: str) -> str | None:
    """The line without the slug; None where nothing is left of it."""
    value = rf"""(successor:\s*)?["']?{slug}["']?"""
    if re.fullmatch(rf"\s*(-\s+)?{value}\s*(#.*)?", line):
        return None
    return re.sub(
        rf"""(?<=[\[{{,])(\s*){value}\s*,\s*|\s*,\s*{value}(?=\s*[\]}}])""", r"\1", line, count=1
    )
