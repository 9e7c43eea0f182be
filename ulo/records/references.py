"""Replaces or removes the slug of a record in the files of other records.

The rest of their text stays as it was written.
"""

import copy
import re
from collections.abc import Iterator

from ulo.records.reading import parse
from ulo.schema import RecordData


def find_references(data: RecordData, slug: str) -> Iterator[tuple[str, str | int]]:
    """The places in the data of a record that name another record by its slug.

    Each is the name of a field with the number of an entry or the name of a field in it.
    """
    networks, closed = data.get("networks"), data.get("closed")
    if isinstance(networks, list):
        for number, name in enumerate(networks):
            if name == slug:
                yield "networks", number
    if isinstance(closed, dict) and closed.get("successor") == slug:
        yield "closed", "successor"


def replace_reference(text: str, path: str, old: str, new: str | None) -> str | None:
    """The text of a record with `new` in place of `old`, or without it where `new` is None.

    None where it is written in a way that only a person can change.
    """
    record, _ = parse(text.encode("utf-8"), path)
    if record is None:
        return None
    expected = copy.deepcopy(record.data)
    lines: list[str | None] = list(text.split("\n"))
    # From the end, so that what comes before keeps its number and its line.
    for pointer in sorted(find_references(record.data, old), key=str, reverse=True):
        name, step = pointer
        at = record.line(pointer) - 1
        line = lines[at]
        if line is None:
            return None
        if new is not None:
            expected[name][step] = new
            lines[at] = _slug_pattern(old).sub(new, line)
            continue
        del expected[name][step]
        if expected[name]:
            lines[at] = _remove_slug(line, old)
        else:
            del expected[name]
            first = record.line((name,)) - 1
            lines[first : at + 1] = [None] * (at + 1 - first)
    result = "\n".join(line for line in lines if line is not None)
    after, _ = parse(result.encode("utf-8"), path)
    return result if after and after.data == expected else None


def _slug_pattern(slug: str) -> re.Pattern[str]:
    """The slug as a value of its own, not as a part of a longer word or of a URL."""
    return re.compile(rf"""(?<![^\s,\[\]{{}}"']){slug}(?![^\s,\[\]{{}}"'])""")


def _remove_slug(line: str, slug: str) -> str | None:
    """The line without the slug; None where nothing is left of it."""
    value = rf"""(successor:\s*)?["']?{slug}["']?"""
    if re.fullmatch(rf"\s*(-\s+)?{value}\s*(#.*)?", line):
        return None
    return re.sub(
        rf"""(?<=[\[{{,])(\s*){value}\s*,\s*|(?<!\s)\s*,\s*{value}(?=\s*[\]}}])""",
        r"\1",
        line,
        count=1,
    )
