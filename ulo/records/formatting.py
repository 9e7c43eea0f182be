"""The canonical text of a record: one order, one style, comments kept. Pure: the commands do the writing.

ruamel.yaml writes the YAML. It is given a finished tree of nodes and knows no types, so no text can turn into a
number, a date or "nothing" on the way; which texts need quotation marks is decided here.
"""

import io
import re
from collections.abc import Iterable, Iterator
from datetime import date

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.resolver import BaseResolver

from ulo import records
from ulo.schema import BOOLEANS, INTEGER, LIBRARY_FOLDERS, Pointer, Schema

MAX_WIDTH = 110
TAG_PREFIX = "tag:yaml.org,2002:"
# A list of such words stands in one line: [advocacy, peer-support].
PLAIN_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

# Texts that some reader of YAML 1.1 or 1.2 takes for something else: nothing, yes or no, a number, a time. What has
# no letter at all is quoted for good measure, so that all phone numbers look alike.
AMBIGUOUS_SCALAR = re.compile(
    r"~|null|y|yes|n|no|true|false|on|off|<<|[-+]?\.(inf|nan)"
    r"|[-+]?0[xob][0-9a-f_]*|[-+]?[0-9._]+e[-+]?[0-9]+|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(t|\s+[0-9]).*"
    r"|[0-9+\-.:,_=/() ]+",
    re.IGNORECASE,
)
# Signs that begin something else than a plain text, anywhere in it or at its start or end.
SPECIAL_SYNTAX = re.compile(
    r"^[-?:,\[\]{}#&*!|>'\"%@`=\s]|^\.\.\.|:(\s|$)|\s#|\s$|[\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]"
)


def modeline(schema: Schema) -> str:
    """The first line of a file, which tells editors where its schema is."""
    name = schema.json_schema["$id"]
    depth = LIBRARY_FOLDERS.get(name.removesuffix(".json"), "orgs").count("/") + 1
    return f"# yaml-language-server: $schema={'../' * depth}schema/{name}"


def dump(data: dict, schema: Schema) -> str:
    """The canonical text of these data, numbers and booleans as such or as texts."""
    return _serialise(data, schema, frozenset())


def canonicalise(text: str, schema: Schema) -> str:
    """The canonical form of a file's text: the same meaning, the comments where they belong.

    Raises ValueError where the text cannot be read as a record.
    """
    text = text.lstrip("\ufeff").replace("\r\n", "\n")
    record, problems = records.parse(text.encode("utf-8"), "")
    if record is None:
        raise ValueError(problems[0].message)
    return _dump_with_comments(record.data, list(_find_comments(text, record)), schema)


def update_text(text: str, data: dict, schema: Schema) -> str:
    """The canonical text of new data for a record whose file had this text. A comment stays with the field or entry
    that it speaks about; where that is gone, with what was around it.
    """
    text = text.lstrip("\ufeff").replace("\r\n", "\n")
    record, _ = records.parse(text.encode("utf-8"), "")
    if record is None:
        return dump(data, schema)
    places = [
        (_relocate_pointer(data, record.data, pointer), at_end, comment)
        for pointer, at_end, comment in _find_comments(text, record)
    ]
    # What belongs to the whole record stands in lines of its own.
    return _dump_with_comments(
        data,
        [(place, at_end and bool(place), comment) for place, at_end, comment in places],
        schema,
    )


def _relocate_pointer(data: object, before: object, pointer: Pointer) -> Pointer:
    """Where in the data the part is that was at this place before, or the nearest thing around it."""
    place: Pointer = ()
    for step in pointer:
        if isinstance(step, int) and isinstance(data, list) and before[step] in data:
            found = data.index(before[step])
        elif (
            isinstance(data, dict)
            and step in data
            or isinstance(data, list)
            and isinstance(step, int)
            and step < len(data)
        ):
            found = step
        else:
            break
        place, data, before = (*place, found), data[found], before[step]
    return place


def _dump_with_comments(
    data: dict, comments: list[tuple[Pointer, bool, str]], schema: Schema
) -> str:
    # An entry with a comment needs a line of its own, and so does every list or group around it.
    upright = frozenset(
        pointer[:length] for pointer, _, _ in comments if pointer for length in range(len(pointer))
    )
    result = _insert_comments(_serialise(data, schema, upright), comments)
    after, _ = records.parse(result.encode("utf-8"), "")
    if after is None or after.data != data:
        raise RuntimeError("formatting would change what a record says")
    return result


def mark_confirmed(text: str, on: date) -> str:
    """The file's text with `checked` saying that the group itself confirmed it on this day; not another sign is changed.

    Raises ValueError where the text cannot be read as a record, or has no such field.
    """
    record, problems = records.parse(text.encode("utf-8"), "")
    if record is None:
        raise ValueError(problems[0].message)
    wanted = {"on": on.isoformat(), "by": "organisation"}
    checked = _mapping_values(yaml.compose(text, Loader=records.Loader)).get("checked")
    values = {
        name: node
        for name, node in (_mapping_values(checked) if checked else {}).items()
        if name in wanted
    }
    for name, node in sorted(values.items(), key=lambda entry: -entry[1].start_mark.index):
        text = text[: node.start_mark.index] + wanted[name] + text[node.end_mark.index :]
    after, _ = records.parse(text.encode("utf-8"), "")
    if (
        set(values) != set(wanted)
        or after is None
        or after.data != record.data | {"checked": record.data["checked"] | wanted}
    ):
        raise ValueError("the field checked has another form")
    return text


def _mapping_values(node: yaml.Node) -> dict[str, yaml.Node]:
    """The values of a mapping by their names; nothing for any other node."""
    return (
        {name.value: value for name, value in node.value}
        if isinstance(node, yaml.MappingNode)
        else {}
    )


# --- Writing ---------------------------------------------------------------------------------------------------


def _serialise(data: dict, schema: Schema, upright: frozenset[Pointer]) -> str:
    writer = YAML(pure=True)
    writer.Resolver = lambda version, loader: BaseResolver(loader)
    # No text is ever broken over two lines.
    writer.width = 1 << 20
    writer.indent(mapping=2, sequence=4, offset=2)
    lines = io.StringIO()
    writer.serialize(_build_node(data, schema.json_schema, (), 0, upright), lines)
    return f"{modeline(schema)}\n{lines.getvalue()}"


def _build_node(
    value: object, shape: dict, pointer: Pointer, column: int, upright: frozenset[Pointer]
) -> Node:
    """The tree of nodes for a value; `column` is where its text begins when it stands in the line of its field."""
    if isinstance(value, dict):
        known = shape.get("properties", {})
        fields = [
            *(name for name in known if name in value),
            *(name for name in value if name not in known),
        ]
        indent = 2 * len(pointer)
        # The names that we chose stay plain; only our own reader has to know that `on` is a name.
        pairs = [
            (
                _scalar_node(name, name in known),
                _build_node(
                    value[name],
                    known.get(name, {}),
                    (*pointer, name),
                    indent + len(name) + 2,
                    upright,
                ),
            )
            for name in fields
        ]
        return MappingNode(f"{TAG_PREFIX}map", pairs, flow_style=not pairs)
    if isinstance(value, list):
        items = [
            _build_node(item, shape.get("items", {}), (*pointer, number), column, upright)
            for number, item in enumerate(value)
        ]
        short = all(
            isinstance(item, str)
            and PLAIN_WORD.fullmatch(item)
            and not AMBIGUOUS_SCALAR.fullmatch(item)
            for item in value
        )
        fits = column + len(f"[{', '.join(map(str, value))}]") <= MAX_WIDTH
        return SequenceNode(
            f"{TAG_PREFIX}seq",
            items,
            flow_style=short and fits and pointer not in upright or not items,
        )
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return _scalar_node(
        text,
        bool(
            shape.get("type") == "integer"
            and INTEGER.fullmatch(text)
            or shape.get("type") == "boolean"
            and text in BOOLEANS
            or shape.get("format") == "date"
            and DATE.fullmatch(text)
        ),
    )


def _scalar_node(text: str, known: bool) -> ScalarNode:
    """The node of a text; one of `known` meaning is plain though others may read a number or a date."""
    plain = (
        known or text and not AMBIGUOUS_SCALAR.fullmatch(text) and not SPECIAL_SYNTAX.search(text)
    )
    return ScalarNode(f"{TAG_PREFIX}str", text, style=None if plain else '"')


# --- Comments --------------------------------------------------------------------------------------------------


def _find_comments(text: str, record: records.Record) -> Iterator[tuple[Pointer, bool, str]]:
    """Each comment with the place that it speaks about, and whether it stands at the end of that place's line.

    A comment in a line of its own belongs to what comes next; at the end of the file, to the whole (an empty place).
    """
    starts: dict[int, Pointer] = {}
    for pointer, line in sorted(record.lines.items(), key=lambda entry: (entry[1], len(entry[0]))):
        if pointer:
            starts.setdefault(line, pointer)
    for number, line in enumerate(_mask_scalars(text).split("\n"), 1):
        before, sign, comment = line.partition("#")
        comment = f"{sign}{comment}".rstrip()
        if not sign or comment.startswith("# yaml-language-server:"):
            continue
        earlier = [start for start in starts if start <= number]
        if before.strip() and earlier:
            yield starts[max(earlier)], True, comment
        else:
            later = [start for start in starts if start > number]
            yield starts[min(later)] if later else (), False, comment


def _mask_scalars(text: str) -> str:
    """The file with each letter of a field or a value made a dot, so that a # left over begins a comment."""
    signs = list(text)
    for token in yaml.scan(text, Loader=records.Loader):
        if isinstance(token, yaml.ScalarToken):
            start, end = token.start_mark.index, token.end_mark.index
            if token.style in ("|", ">"):
                # The line of the sign itself may end in a comment.
                start = text.index("\n", start) if "\n" in text[start:end] else end
            signs[start:end] = ["\n" if sign == "\n" else "." for sign in signs[start:end]]
    return "".join(signs)


def _insert_comments(written: str, comments: Iterable[tuple[Pointer, bool, str]]) -> str:
    record, _ = records.parse(written.encode("utf-8"), "")
    lines = written.rstrip("\n").split("\n")
    above: dict[int, list[str]] = {}
    for pointer, at_end, comment in comments:
        number = record.line(pointer) if pointer else len(lines) + 1
        if at_end:
            lines[number - 1] += f"  {comment}"
        else:
            line = lines[number - 1] if pointer else ""
            above.setdefault(number, []).append(" " * (len(line) - len(line.lstrip())) + comment)
    placed = []
    for number, line in enumerate([*lines, None], 1):
        placed += [*above.get(number, []), *([line] if line is not None else [])]
    return "\n".join(placed) + "\n"
