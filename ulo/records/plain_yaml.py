"""A quick reader for the plain kind of YAML that `fix` writes, and nearly all records are in.

It knows one way to write each thing. It reads a text exactly as the strict reader does, or not at
all: whatever else there is in a file, an error above all, is left to the strict reader.
"""

import re
from sys import intern

from ulo.records.file_rules import CONTROL_OR_TAB, MAX_KB
from ulo.records.yaml_rules import MAX_VALUES
from ulo.schema import RecordData

WORD = r"[A-Za-z0-9][A-Za-z0-9_.-]*"
# A comment, or: how far the line is set in, the sign of an entry, the name of a field, and a text
# in quotation marks, a list of words, or a plain text. In a plain text, a colon before a space or a
# # after one has a meaning, and so have some signs at its start. Each way to nest has its step of
# two spaces; what is nested too deep is not plain.
LINE = re.compile(
    r"^(?: *#.*|((?:  ){0,3})(- )?(?:([A-Za-z][A-Za-z0-9_-]{0,60}):(?: (?=\S)|$))?"
    rf'(?:"([^"\\\n]+)"|\[({WORD}(?:, {WORD})*)\]'
    r"|([^\s?:,\[\]{}#&*!|>'\"%@`-][^:#\n]*(?:(?::(?=\S)|(?<=\S)#)[^:#\n]*)*))?)$",
    re.MULTILINE,
)


def read(content: bytes) -> tuple[RecordData, list[int]] | None:
    """The data in the bytes of a file, and the lines of the record, its fields and its entries.

    The lines are in the order of the data. None where the file is not plain, or too large.
    """
    try:
        text = content.decode("utf-8") if len(content) <= MAX_KB * 1024 else ""
    except UnicodeDecodeError:
        return None
    rows = LINE.findall(text)
    if len(rows) != text.count("\n") + 1 or CONTROL_OR_TAB.search(text) or "\r" in text:
        return None
    data: RecordData = {}
    lines: list[int] = []
    # What is open at each step of nesting, and the field whose content begins in the next line.
    open_at: list[RecordData | list[object]] = [data]
    parent, name = data, ""
    for number, (indent, dash, field, quoted, words, plain) in enumerate(rows, 1):
        value = plain or quoted
        if not (dash or field or value or words):
            continue
        depth = len(indent) // 2
        if name:
            if depth != len(open_at):
                return None
            inner: RecordData | list[object] = [] if dash else {}
            parent[name], name = inner, ""
            open_at.append(inner)
        elif depth >= len(open_at):
            return None
        else:
            del open_at[depth + 1 :]
        container = open_at[depth]
        if dash:
            if not isinstance(container, list):
                return None
            lines.append(number)
            if not field:
                if not value:
                    return None
                container.append(value.strip())
                continue
            entry: RecordData = {}
            container.append(entry)
            open_at.append(entry)
            container = entry
        if not field or not isinstance(container, dict) or field in container:
            return None
        lines.append(number)
        key = intern(field)  # one text for all records
        if value:
            container[key] = value.strip()
        elif words:
            container[key] = entries = words.split(", ")
            lines += [number] * len(entries)
        else:
            # The key keeps its place among the fields until the content is known.
            container[key] = None
            parent, name = container, key
    if name or not data or len(lines) >= MAX_VALUES:
        return None
    return data, [lines[0], *lines]
