"""The canonical text of a record: one order of fields, one style, comments kept.

ruamel.yaml writes the YAML. It is given a finished tree of nodes and knows no types, so no text can
become a number, a date or null on the way; which texts need quotation marks is decided here.
Nothing here writes files.
"""

import io
import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.resolver import BaseResolver

from ulo.records.comments import Comment, find_comments, insert_comments, relocate
from ulo.records.reading import parse
from ulo.records.strict_yaml import Loader
from ulo.records.values import Reading, read_record
from ulo.schema import BOOLEANS, INTEGER, LIBRARY_FOLDERS, JsonSchema, Pointer, RecordData, Schema

MAX_WIDTH = 110
TAG_PREFIX = "tag:yaml.org,2002:"
# A list of such words is written in one line: [advocacy, peer-support].
PLAIN_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

# Texts that some reader of YAML 1.1 or 1.2 takes for something else: null, a boolean, a number, a
# time. What has no letter is quoted in any case, so that all phone numbers look the same.
AMBIGUOUS_SCALAR = re.compile(
    r"~|null|y|yes|n|no|true|false|on|off|<<|[-+]?\.(inf|nan)"
    r"|[-+]?0[xob][0-9a-f_]*|[-+]?[0-9._]+e[-+]?[0-9]+|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(t|\s+[0-9]).*"
    r"|[0-9+\-.:,_=/() ]+",
    re.IGNORECASE,
)
# Syntax of YAML that a plain text must not contain, anywhere in it or at its start or end.
SPECIAL_SYNTAX = re.compile(
    r"^[-?:,\[\]{}#&*!|>'\"%@`=\s]|^\.\.\.|:(\s|$)|\s#|\s$"
    r"|[\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]"
)


def modeline(schema: Schema) -> str:
    """The first line of a file, which tells editors where its JSON Schema is."""
    name = schema.json_schema["$id"]
    depth = LIBRARY_FOLDERS.get(name.removesuffix(".json"), "orgs").count("/") + 1
    return f"# yaml-language-server: $schema={'../' * depth}schema/{name}"


def dump(data: RecordData, schema: Schema) -> str:
    """The canonical text of these data, with numbers and booleans as such or as texts."""
    return _serialise(data, schema, frozenset())


def canonicalise(text: str, schema: Schema) -> str:
    """The canonical form of a file's text: the same meaning, the comments where they belong.

    Raises ValueError where the text cannot be read as a record.
    """
    text = _normalise_lines(text)
    record, problems = parse(text.encode("utf-8"), "")
    if record is None:
        raise ValueError(problems[0].message)
    return _dump_with_comments(record.data, list(find_comments(text, record)), schema)


def mend(text: str, schema: Schema) -> tuple[str, list[Reading]]:
    """The canonical form of a file's text with each value as its field has it, and what differs.

    Raises ValueError where the text cannot be read as a record.
    """
    record, problems = parse(_normalise_lines(text).encode("utf-8"), "")
    if record is None:
        raise ValueError(problems[0].message)
    data, readings = read_record(record.data, schema)
    if data == record.data:
        return canonicalise(text, schema), readings
    return update_text(text, data, schema), readings


def update_text(text: str, data: RecordData, schema: Schema) -> str:
    """The canonical text of new data for a record whose file had this text, with its comments.

    Comments are lost where the text cannot be read as a record.
    """
    text = _normalise_lines(text)
    record, _ = parse(text.encode("utf-8"), "")
    if record is None:
        return dump(data, schema)
    comments = relocate(find_comments(text, record), record.data, data)
    return _dump_with_comments(data, comments, schema)


def _normalise_lines(text: str) -> str:
    return text.lstrip("\ufeff").replace("\r\n", "\n")


def _dump_with_comments(data: RecordData, comments: Sequence[Comment], schema: Schema) -> str:
    # An entry with a comment needs a line of its own, and so does every list or mapping around it.
    block_pointers = frozenset(
        comment.pointer[:length] for comment in comments for length in range(len(comment.pointer))
    )
    result = insert_comments(_serialise(data, schema, block_pointers), comments)
    after, _ = parse(result.encode("utf-8"), "")
    if after is None or after.data != data:
        raise RuntimeError("formatting would change what a record says")
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


# --- Writing --------------------------------------------------------------------------------------


def _serialise(data: RecordData, schema: Schema, block_pointers: frozenset[Pointer]) -> str:
    writer = YAML(pure=True)
    writer.Resolver = lambda version, loader: BaseResolver(loader)
    # No text is ever broken over two lines.
    writer.width = 1 << 20
    writer.indent(mapping=2, sequence=4, offset=2)
    lines = io.StringIO()
    writer.serialize(_build_node(data, schema.json_schema, (), 0, block_pointers), lines)
    return f"{modeline(schema)}\n{lines.getvalue()}"


def _build_node(
    value: Any,
    subschema: JsonSchema,
    pointer: Pointer,
    column: int,
    block_pointers: frozenset[Pointer],
) -> Node:
    """The node of a value.

    `column` is where its text begins if it is written in the line of its field. `block_pointers`
    are the lists that must have a line for each entry.
    """
    if isinstance(value, dict):
        known = subschema.get("properties", {})
        in_order = [
            *(name for name in known if name in value),
            *(name for name in value if name not in known),
        ]
        indent = 2 * len(pointer)
        pairs = []
        for name in in_order:
            value_column = indent + len(name) + 2
            node = _build_node(
                value[name], known.get(name, {}), (*pointer, name), value_column, block_pointers
            )
            # Names of fields stay plain: only our own reader has to know that `on` is a name.
            pairs.append((_scalar_node(name, name in known), node))
        return MappingNode(f"{TAG_PREFIX}map", pairs, flow_style=not pairs)
    if isinstance(value, list):
        items = [
            _build_node(
                item, subschema.get("items", {}), (*pointer, number), column, block_pointers
            )
            for number, item in enumerate(value)
        ]
        is_short = (
            pointer not in block_pointers
            and all(_is_plain_word(item) for item in value)
            and column + len(f"[{', '.join(map(str, value))}]") <= MAX_WIDTH
        )
        return SequenceNode(f"{TAG_PREFIX}seq", items, flow_style=is_short or not items)
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return _scalar_node(text, _has_stated_type(text, subschema))


def _is_plain_word(item: object) -> bool:
    return (
        isinstance(item, str)
        and PLAIN_WORD.fullmatch(item) is not None
        and not AMBIGUOUS_SCALAR.fullmatch(item)
    )


def _has_stated_type(text: str, subschema: JsonSchema) -> bool:
    """Whether a text is the number, the boolean or the date that its field is for."""
    if subschema.get("type") == "integer":
        return INTEGER.fullmatch(text) is not None
    if subschema.get("type") == "boolean":
        return text in BOOLEANS
    return subschema.get("format") == "date" and DATE.fullmatch(text) is not None


def _scalar_node(text: str, is_unambiguous: bool) -> ScalarNode:
    """The node of a text, in quotation marks where it needs them.

    Where it `is_unambiguous` to us, other readers may take it for a number or a date.
    """
    is_plain = is_unambiguous or (
        text and not AMBIGUOUS_SCALAR.fullmatch(text) and not SPECIAL_SYNTAX.search(text)
    )
    return ScalarNode(f"{TAG_PREFIX}str", text, style=None if is_plain else '"')
