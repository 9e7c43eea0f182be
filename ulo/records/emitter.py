"""Writes the canonical YAML of a record's data, in the plain kind that `plain_yaml` reads quickly.

It knows no types, so no text can become a number, a date or null on the way; which texts need
quotation marks is decided here. docs/assets/js/contribute/record_yaml.js writes the same in the
browser.
"""

import re
from typing import Any

from ulo.schema import BOOLEANS, INTEGER, LIBRARY_FOLDERS, JsonSchema, Pointer, RecordData, Schema

MAX_WIDTH = 110
# The name of a field that is longer needs a question mark before it: YAML looks no further back.
MAX_NAME = 1000
# A list of such words is written in one line: [advocacy, peer-support].
PLAIN_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

# Texts that some reader of YAML 1.1 or 1.2 takes for something else: null, a boolean, a number, a
# time. What has no letter is quoted in any case, so that all phone numbers look the same.
AMBIGUOUS_SCALAR = re.compile(
    r"~|null|y|yes|n|no|true|false|on|off|<<|[-+]?\.(inf|nan)"
    r"|[-+]?0[xob][0-9a-f_]*|[-+]?[0-9._]+e[-+]?[0-9]+"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(t|[ \t]+[0-9]).*|[0-9+\-.:,_=/() ]+",
    re.IGNORECASE | re.ASCII,
)
# Syntax of YAML that a plain text must not contain, anywhere in it or at its start or end.
SPECIAL_SYNTAX = re.compile(
    r"^[-?:,\[\]{}#&*!|>'\"%@`=\s]|^\.\.\.|:(\s|$)|\s#|\s$"
    r"|[\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]"
)
# Most texts are like this, and are neither of both.
SURELY_PLAIN = re.compile(r"(https?://)?[A-Za-z][!\"$-9;-~]{4}[ !\"$-9;-~]*[!\"$-9;-~]")
# What cannot be in quotation marks as it is.
ESCAPED = re.compile(r'["\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]')


def modeline(schema: Schema) -> str:
    """The first line of a file, which tells editors where its JSON Schema is."""
    name = schema.json_schema["$id"]
    depth = LIBRARY_FOLDERS.get(name.removesuffix(".json"), "orgs").count("/") + 1
    return f"# yaml-language-server: $schema={'../' * depth}schema/{name}"


def dump(data: RecordData, schema: Schema, block_pointers: frozenset[Pointer] = frozenset()) -> str:
    """The canonical text of these data, with numbers and booleans as such or as texts.

    `block_pointers` are the lists that must have a line for each entry.
    """
    emitter = _Emitter(block_pointers)
    emitter.lines.append(modeline(schema))
    emitter.add_fields(data, schema.json_schema, (), "", "")
    if not data:
        emitter.lines.append("{}")
    return "\n".join([*emitter.lines, ""])


class _Emitter:
    """Collects the lines of a record."""

    def __init__(self, block_pointers: frozenset[Pointer]) -> None:
        self.block_pointers = block_pointers
        self.lines: list[str] = []

    def add_fields(
        self, fields: RecordData, node: JsonSchema, pointer: Pointer, start: str, indent: str
    ) -> None:
        """Adds some fields in the order of the schema; `start` is what is before the first."""
        known = node.get("properties", {})
        names = [name for name in known if name in fields]
        if len(names) < len(fields):
            names += [name for name in fields if name not in known]
        for name in names:
            # Names of fields stay plain: only our own reader has to know that `on` is a name.
            key = name if name in known else _quote_if_needed(name)
            head = f"{start}{key}:" if len(key) <= MAX_NAME else f"{start}? {key}\n{indent}:"
            self.add_value(
                f"{head} ", fields[name], known.get(name, {}), (*pointer, name), f"{indent}  "
            )
            start = indent

    def add_value(
        self, head: str, value: Any, node: JsonSchema, pointer: Pointer, indent: str
    ) -> None:
        """Adds a value after `head`; what is in it begins with `indent`."""
        if isinstance(value, dict) and value:
            self.lines.append(head.rstrip())
            self.add_fields(value, node, pointer, indent, indent)
        elif isinstance(value, list) and value:
            line = f"{head}[{', '.join(map(str, value))}]"
            if (
                len(line) <= MAX_WIDTH
                and all(map(_is_plain_word, value))
                and pointer not in self.block_pointers
            ):
                self.lines.append(line)
            else:
                self.lines.append(head.rstrip())
                self.add_entries(value, node.get("items", {}), pointer, indent)
        else:
            self.lines.append(head + _format_scalar(value, node))

    def add_entries(
        self, entries: list[Any], node: JsonSchema, pointer: Pointer, indent: str
    ) -> None:
        """Adds the entries of a list, each with a sign of its own."""
        for number, entry in enumerate(entries):
            place, inner = (*pointer, number), f"{indent}  "
            if isinstance(entry, dict) and entry:
                self.add_fields(entry, node, place, f"{indent}- ", inner)
            else:
                self.add_value(f"{indent}- ", entry, node, place, inner)


def _is_plain_word(item: object) -> bool:
    return (
        isinstance(item, str)
        and PLAIN_WORD.fullmatch(item) is not None
        and not AMBIGUOUS_SCALAR.fullmatch(item)
    )


def _format_scalar(value: Any, node: JsonSchema) -> str:
    """A text as YAML has it; numbers and booleans may be such, or texts."""
    if isinstance(value, dict | list):
        return "{}" if isinstance(value, dict) else "[]"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text if _has_stated_type(text, node) else _quote_if_needed(text)


def _has_stated_type(text: str, node: JsonSchema) -> bool:
    """Whether a text is the number, the boolean or the date that its field is for.

    It is then plain: other readers may well take it for a number or a date.
    """
    kind = node.get("type")
    if kind == "integer":
        return INTEGER.fullmatch(text) is not None
    if kind == "boolean":
        return text in BOOLEANS
    return node.get("format") == "date" and DATE.fullmatch(text) is not None


def _quote_if_needed(text: str) -> str:
    """A text as YAML has it, in quotation marks where it needs them."""
    if SURELY_PLAIN.fullmatch(text):
        return text
    if text and not SPECIAL_SYNTAX.search(text) and not AMBIGUOUS_SCALAR.fullmatch(text):
        return text
    return f'"{ESCAPED.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    if character in '"\\':
        return f"\\{character}"
    code = ord(character)
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}"
