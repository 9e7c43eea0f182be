"""The canonical text of a record: one order of fields, one style, comments kept.

`emitter` writes the YAML, and `comments` puts the comments back. Nothing here writes files.
"""

from collections.abc import Sequence
from datetime import date

import yaml

from ulo.core import message
from ulo.records.comments import Comment, find_comments, insert_comments, relocate
from ulo.records.emitter import dump, modeline
from ulo.records.reading import parse
from ulo.records.strict_yaml import Loader
from ulo.records.values import Reading, read_record
from ulo.schema import RecordData, Schema

__all__ = [
    "FormattingError",
    "canonicalise",
    "dump",
    "mark_confirmed",
    "mend",
    "modeline",
    "normalise_lines",
    "update_text",
]


class FormattingError(Exception):
    """The canonical form of a file would not say what the file says; the text says why."""


def canonicalise(text: str, schema: Schema) -> str:
    """The canonical form of a file's text: the same meaning, the comments where they belong.

    Raises ValueError where the text cannot be read as a record, and FormattingError where it
    would be another one.
    """
    text = normalise_lines(text)
    record, problems = parse(text.encode("utf-8"), "")
    if record is None:
        raise ValueError(problems[0].message)
    return _dump_with_comments(record.data, list(find_comments(text, record)), schema)


def mend(text: str, schema: Schema) -> tuple[str, list[Reading]]:
    """The canonical form of a file's text with each value as its field has it, and what differs.

    Raises ValueError where the text cannot be read as a record, and FormattingError where it
    would be another one.
    """
    record, problems = parse(normalise_lines(text).encode("utf-8"), "")
    if record is None:
        raise ValueError(problems[0].message)
    data, readings = read_record(record.data, schema)
    if text == dump(data, schema):
        return text, readings
    if data == record.data:
        return canonicalise(text, schema), readings
    return update_text(text, data, schema), readings


def update_text(text: str, data: RecordData, schema: Schema) -> str:
    """The canonical text of new data for a record whose file had this text, with its comments.

    Comments are lost where the text cannot be read as a record. Raises FormattingError.
    """
    text = normalise_lines(text)
    record, _ = parse(text.encode("utf-8"), "")
    if record is None:
        return dump(data, schema)
    comments = relocate(find_comments(text, record), record.data, data)
    return _dump_with_comments(data, comments, schema)


def normalise_lines(text: str) -> str:
    """The text without a byte order mark, and with line ends as everywhere but on Windows."""
    return text.lstrip("\ufeff").replace("\r\n", "\n")


def _dump_with_comments(data: RecordData, comments: Sequence[Comment], schema: Schema) -> str:
    # An entry with a comment needs a line of its own, and so does every list or mapping around it.
    block_pointers = frozenset(
        comment.pointer[:length] for comment in comments for length in range(len(comment.pointer))
    )
    result = insert_comments(dump(data, schema, block_pointers), comments)
    after, problems = parse(result.encode("utf-8"), "")
    if after is None:
        reason = "too-large" if problems[0].rule == "too-large" else "unreadable"
        raise FormattingError(message(f"rules.no-usual-form.reasons.{reason}"))
    if after.data != data:
        raise FormattingError(message("rules.no-usual-form.reasons.other"))
    return result


def mark_confirmed(text: str, on: date) -> str:
    """The file's text with `checked` saying that the group itself confirmed it on this day.

    No other character is changed. Raises ValueError where the text cannot be read as a record, or
    has no such field.
    """
    record, problems = parse(text.encode("utf-8"), "")
    if record is None:
        raise ValueError(problems[0].message)
    confirmation = {"on": on.isoformat(), "by": "organisation"}
    checked = _mapping_values(yaml.compose(text, Loader=Loader)).get("checked")
    nodes = {name: node for name, node in _mapping_values(checked).items() if name in confirmation}
    # From the end, so that the positions of what comes before stay right.
    for name, node in sorted(nodes.items(), key=lambda item: -item[1].start_mark.index):
        text = text[: node.start_mark.index] + confirmation[name] + text[node.end_mark.index :]
    if set(nodes) == set(confirmation):
        after, _ = parse(text.encode("utf-8"), "")
        expected = record.data | {"checked": record.data["checked"] | confirmation}
        if after and after.data == expected:
            return text
    raise ValueError("the field checked has another form")


def _mapping_values(node: yaml.Node | None) -> dict[str, yaml.Node]:
    """The values of a mapping by their names; nothing for any other node."""
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {name.value: value for name, value in node.value}
