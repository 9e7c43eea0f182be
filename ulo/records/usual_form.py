"""The rules about the usual form of a file: the one that `fix` writes.

A file in it is known by its text alone: it is what the emitter makes of what was read. Only for
others does this look for what differs.
"""

import shlex
from collections.abc import Container, Iterable, Iterator
from functools import partial
from itertools import zip_longest
from typing import Any, NamedTuple

from ulo.core import WARNING, Problem, escape_invisible, make_problem, quote, rule
from ulo.records.cache import ReadingCache
from ulo.records.emitter import dump
from ulo.records.reading import FileReader, Record, parse, read_file
from ulo.records.values import read_record
from ulo.schema import Pointer, Schema, format_pointer

# Signs that differ where only the quotation marks do.
QUOTATION_SIGNS = str.maketrans("", "", "\"'\\")
# As much of a line as a message shows.
MAX_SHOWN = 60


def form_checking_reader(
    schema: Schema, only: Container[str] | None = None, cache: ReadingCache | None = None
) -> FileReader:
    """The usual FileReader, which also looks at the form of all files, or of those at `only`."""

    def check_form(record: Record, content: bytes) -> Iterable[Problem]:
        if only is None or record.path in only:
            return _check_form(record, content, schema.of_file(record.path))
        return ()

    return partial(read_file, cache=cache, check_form=check_form)


def _check_form(record: Record, content: bytes, schema: Schema) -> Iterator[Problem]:
    """What `fix` would change in a file; `record` is what it says, `schema` that of its kind."""
    data, _ = read_record(record.data, schema)
    if dump(data, schema).encode("utf-8", "surrogatepass") == content:
        return
    # Few files come here, and this imports PyYAML.
    from ulo.records import formatting

    text = formatting.normalise_lines(content.decode("utf-8"))
    try:
        usual, _ = formatting.mend(text, schema)
    except formatting.FormattingError as error:
        yield from no_usual_form(record.path, str(error))
        return
    if data != record.data:
        yield from unusual_form(record, _first_value(record, data), schema)
    elif usual != text:
        difference = _first_line(record, text, usual)
        # unknown-field says it of a misspelt one: with its right name, it may well be in its place.
        if not difference.pointer or schema.subschema(difference.pointer):
            yield from unusual_form(record, difference, schema)


@rule()
def no_usual_form(path: str, reason: str) -> Iterator[Problem]:
    yield make_problem("no-usual-form", path, 1, reason=reason)


@rule(WARNING)
def unusual_form(record: Record, difference: "_Difference", schema: Schema) -> Iterator[Problem]:
    pointer = difference.pointer
    yield make_problem(
        "unusual-form",
        record.path,
        difference.line,
        variant=difference.variant,
        field=format_pointer(pointer),
        title=schema.subschema(pointer).get("title", "") if pointer else "",
        usual=difference.usual,
        command=shlex.quote(record.path),
    )


class _Difference(NamedTuple):
    """The first place where a file is not in its usual form.

    `variant` is that of the message, `usual` what is usually there. `pointer` is that of a value
    that is usually written otherwise, or of a field that is usually in another place.
    """

    line: int
    variant: str
    usual: str = ""
    pointer: Pointer = ()


# --- Values ---------------------------------------------------------------------------------------


def _first_value(record: Record, after: Any) -> _Difference:
    """The first value that is not as in `after`, the data of the record in their usual form."""
    pointer: Pointer = ()
    before: Any = record.data
    step: str | int
    while type(before) is type(after) and isinstance(before, dict | list):
        if isinstance(before, dict):
            step = next(name for name in before if before[name] != after.get(name))
            before, after = before[step], after.get(step)
        elif len(before) == len(after):
            step = next(n for n, entry in enumerate(before) if entry != after[n])
            before, after = before[step], after[step]
        else:
            break
        pointer = (*pointer, step)
    if after is None:
        while before and isinstance(before, dict | list):
            step = next(iter(before)) if isinstance(before, dict) else 0
            pointer, before = (*pointer, step), before[step]
        return _Difference(record.line(pointer), "empty", "", pointer)
    usual = f"[{', '.join(map(str, after))}]" if isinstance(after, list) else quote(after)
    return _Difference(record.line(pointer), "value", usual, pointer)


# --- Lines ----------------------------------------------------------------------------------------


def _first_line(record: Record, text: str, usual: str) -> _Difference:
    """The first line that is not as in the usual text."""
    lines, usual_lines = text.split("\n"), usual.split("\n")
    number, line, usual_line = next(
        (number, line, usual_line)
        for number, (line, usual_line) in enumerate(
            zip_longest(lines, usual_lines, fillvalue=""), 1
        )
        if line != usual_line or number > min(len(lines), len(usual_lines))
    )
    shown = escape_invisible(usual_line.strip())
    shown = f"{shown[:MAX_SHOWN]}…" if len(shown) > MAX_SHOWN else shown
    number = min(number, len(lines))
    if number == 1:
        return _Difference(number, "first-line")
    if any(text.lstrip().startswith("#") for text in (line, usual_line)):
        return _Difference(number, "comment")
    fields = _field_at(record, number), _field_at(parse(usual.encode(), record.path)[0], number)
    if all(fields) and fields[0] != fields[1]:
        return _Difference(number, "order", quote(format_pointer(fields[1])), fields[0])
    if line.split() == usual_line.split() or not line.strip():
        return _Difference(number, "spaces")
    if line.translate(QUOTATION_SIGNS) == usual_line.translate(QUOTATION_SIGNS):
        return _Difference(number, "quotes", shown)
    return _Difference(number, "lines" if usual_line.endswith(":") else "", shown)


def _field_at(record: Record | None, number: int) -> Pointer:
    """The field or entry that begins in a line; empty where none does."""
    if record is None:
        return ()
    return min((p for p, line in record.lines.items() if p and line == number), key=len, default=())
