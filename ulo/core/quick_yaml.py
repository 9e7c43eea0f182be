"""A quick reader for the plain kind of YAML in which the files of schema/country/ are written.

To import PyYAML takes longer than all other reading for a check of one record. This knows blocks,
lists and mappings in brackets, quoted texts without breaks, plain numbers and comments. It reads a
text exactly as PyYAML does, or not at all: whatever else there is, an error above all, is left to
PyYAML.
"""

import json
import re
from typing import Any

# A line that says something: how far it is set in, the sign of an entry, a key, and what follows.
KEY = r"[A-Za-z][A-Za-z0-9_-]*+(?: [A-Za-z0-9_-]++)*+"
LINE = re.compile(rf"( *+)(- )?(?:({KEY}):(?= |$))? *+(.*)")
# A text in quotation marks, or without them, and a web address.
QUOTED = re.compile(r"(?<!\\)\"(?:[^\"\\\n]|\\[\"\\/])*\"|'[^'\n]*'")
PLAIN = re.compile(r"[A-Za-z0-9][^\n:#,\[\]{}\"'&*!|>%@`?=]*")
ADDRESS = re.compile(r"https?://[^\s\"'#]+[^\s\"'#:]")
SPACE = re.compile(r"\s*")
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,8})(\.[0-9]{1,12})?(?=$|[\],}])")
NAME = re.compile(rf"({KEY}): +")
# Texts that YAML takes for something else: numbers of other kinds, dates, and words for yes and no.
DOUBTFUL = re.compile(
    r"[0-9][0-9a-fA-FoOxXeE_.+:TtZz -]*|(?:yes|no|on|off|true|false|null)", re.IGNORECASE
)
# Brackets inside one another, and spaces before a line. No file of ours has as many, and each
# level is a call.
MAX_DEPTH, MAX_INDENT = 20, 40
WORDS: dict[str, bool] = {"true": True, "false": False}


class NotPlainError(Exception):
    """The text has something that only PyYAML reads."""


def read(text: str) -> Any:
    """What a text says. Raises NotPlainError where it is not plain."""
    if not text.replace("\n", "").isprintable():
        raise NotPlainError
    rows = list(_split(text))
    if not rows:
        raise NotPlainError
    value, end = _read_block(rows, 0, rows[0][0])
    if end < len(rows):
        raise NotPlainError
    return value


# How far a line is set in, whether it begins an entry, its key, and what stands behind.
_Row = tuple[int, bool, str, str]


def _split(text: str) -> list[_Row]:
    rows: list[_Row] = []
    waiting: list[str] = []
    level = 0
    for line in text.split("\n"):
        if waiting:
            # A list in brackets goes on over several lines. An empty one may break a text.
            more = _without_comment(line).strip()
            if not more:
                raise NotPlainError
            # No key goes on over the end of a line.
            waiting.append(more)
            level += _count_open(more)
            if level > 0:
                continue
            depth, is_entry, name, _ = rows.pop()
            rows.append((depth, is_entry, name, "\n".join(waiting)))
            waiting = []
            continue
        plain = _without_comment(line)
        if not plain.strip():
            continue
        found = LINE.fullmatch(plain)
        if not found:
            raise NotPlainError
        indent, dash, key, rest = found.groups()
        if len(indent) > MAX_INDENT:
            raise NotPlainError
        rows.append((len(indent), bool(dash), key or "", rest))
        level = _count_open(rest) if rest.startswith(("[", "{")) else 0
        if level > 0:
            waiting = [rest]
    if waiting:
        raise NotPlainError
    return rows


def _without_comment(line: str) -> str:
    """The line as far as its comment, which begins with # after a space, outside of quotes."""
    end, length = 0, len(line)
    while end < length:
        if line[end] in "\"'" and (end == 0 or line[end - 1] in " [,"):
            quoted = QUOTED.match(line, end)
            if not quoted:
                raise NotPlainError
            end = quoted.end()
        elif line[end] == "#" and (end == 0 or line[end - 1] == " "):
            break
        else:
            end += 1
    return line[:end].rstrip()


def _count_open(rest: str) -> int:
    """How many more brackets are open at the end of a line than at its start."""
    bare = QUOTED.sub("", rest)
    return bare.count("[") + bare.count("{") - bare.count("]") - bare.count("}")


def _read_block(rows: list[_Row], start: int, depth: int) -> tuple[Any, int]:
    """The mapping or the list that begins in a row, and the row after it."""
    return (_read_list if rows[start][1] else _read_mapping)(rows, start, depth)


def _read_list(rows: list[_Row], place: int, depth: int) -> tuple[list[Any], int]:
    entries: list[Any] = []
    while place < len(rows) and rows[place][0] == depth and rows[place][1]:
        _, _, key, rest = rows[place]
        if key:
            # The first line of a mapping, which is set in by the sign of the entry.
            rows[place] = (depth + 2, False, key, rest)
            entry, place = _read_mapping(rows, place, depth + 2)
        else:
            entry, place = _read_value(rest), place + 1
        entries.append(entry)
    return entries, _check_end(rows, place, depth)


def _read_mapping(rows: list[_Row], place: int, depth: int) -> tuple[dict[str, Any], int]:
    fields: dict[str, Any] = {}
    while place < len(rows) and rows[place][0] == depth and not rows[place][1]:
        _, _, key, rest = rows[place]
        if not key or key in fields or DOUBTFUL.fullmatch(key):
            raise NotPlainError
        place += 1
        if rest:
            fields[key] = _read_value(rest)
        elif place < len(rows) and rows[place][0] > depth and rows[place][1:3] == (False, ""):
            # A list in brackets may stand in the lines below.
            fields[key], place = _read_value(rows[place][3]), place + 1
        elif place < len(rows) and (rows[place][0] > depth or rows[place][:2] == (depth, True)):
            fields[key], place = _read_block(rows, place, rows[place][0])
        else:
            raise NotPlainError
    return fields, _check_end(rows, place, depth)


def _check_end(rows: list[_Row], place: int, depth: int) -> int:
    if place < len(rows) and rows[place][0] > depth:
        raise NotPlainError
    return place


def _read_value(rest: str) -> Any:
    if ADDRESS.fullmatch(rest):
        return rest
    value, end = _read_item(rest, 0, 0)
    if end < len(rest):
        raise NotPlainError
    return value


def _read_item(text: str, start: int, depth: int) -> tuple[Any, int]:
    """A value within so many brackets, and where it ends."""
    if text.startswith(("[", "{"), start):
        if depth == MAX_DEPTH:
            raise NotPlainError
        read = _read_brackets if text[start] == "[" else _read_braces
        return read(text, start + 1, depth + 1)
    if number := NUMBER.match(text, start):
        return (float if number[1] else int)(number.group()), number.end()
    if quoted := QUOTED.match(text, start):
        word = quoted.group()
        return (json.loads(word) if word[0] == '"' else word[1:-1]), quoted.end()
    plain = PLAIN.match(text, start)
    if not plain:
        raise NotPlainError
    word = plain.group().rstrip()
    if word in WORDS:
        return WORDS[word], plain.end()
    if DOUBTFUL.fullmatch(word):
        raise NotPlainError
    return word, plain.end()


def _read_brackets(text: str, start: int, depth: int) -> tuple[list[Any], int]:
    entries: list[Any] = []
    place = _skip(text, start)
    while not text.startswith("]", place):
        entry, place = _read_item(text, place, depth)
        entries.append(entry)
        place = _skip(text, place)
        if text.startswith(",", place):
            place = _skip(text, place + 1)
        elif not text.startswith("]", place):
            raise NotPlainError
    return entries, place + 1


def _read_braces(text: str, start: int, depth: int) -> tuple[dict[str, Any], int]:
    fields: dict[str, Any] = {}
    place = _skip(text, start)
    while not text.startswith("}", place):
        name = NAME.match(text, place)
        if not name or name[1] in fields or DOUBTFUL.fullmatch(name[1]):
            raise NotPlainError
        fields[name[1]], place = _read_item(text, name.end(), depth)
        place = _skip(text, place)
        if text.startswith(",", place):
            place = _skip(text, place + 1)
        elif not text.startswith("}", place):
            raise NotPlainError
    return fields, place + 1


def _skip(text: str, place: int) -> int:
    found = SPACE.match(text, place)
    return found.end() if found else place
