"""The rules about the YAML of a file. Records use a small part of YAML, with no surprises."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ulo.core import WARNING, Problem, make_problem, quote, rule
from ulo.records.syntax_errors import explain_syntax_error

if TYPE_CHECKING:
    import yaml

# How many steps a value may be inside of the record.
MAX_DEPTH = 6


@rule()
def empty_file(path: str) -> Iterator[Problem]:
    """The file says something.

    Comments alone are no record.
    """
    yield make_problem("empty-file", path, 1)


@rule()
def syntax(error: "yaml.YAMLError", path: str, text: str) -> Iterator[Problem]:
    """Each line has the form `field: text`.

    The usual causes: a missing quotation mark, a colon inside of a text, or a line that is not set
    in like its neighbours. Instead of `summary: Our aim: speak up`
    write `summary: "Our aim: speak up"`.
    """
    line, reason, advice = explain_syntax_error(error, text.split("\n"))
    yield make_problem("syntax", path, line, reason=reason, advice=advice)


@rule(WARNING)
def cut_off_text(text: str, path: str, texts: list[str]) -> Iterator[Problem]:
    """No text is cut off by a # inside of it.

    After a space, # starts a comment, and the rest of the line is not read. Instead of
    `name: Group #1` write `name: "Group #1"`. A comment has a space after the #.
    """
    whole = "\n".join(texts)
    for number, line in enumerate(text.split("\n"), 1):
        rest = re.search(r"\s(#\w+)", line)
        is_comment = line.lstrip().startswith("#")
        if rest and not is_comment and rest.group(1) not in whole:
            yield make_problem("cut-off-text", path, number, rest=quote(rest.group(1)))


@rule()
def several_documents(path: str, line: int) -> Iterator[Problem]:
    """One file holds one record.

    A line of three hyphens starts another record.
    """
    yield make_problem("several-documents", path, line)


@rule()
def not_a_record(path: str, line: int, data: object) -> Iterator[Problem]:
    """The file is made of fields, each with its text.

    A plain text or a list of points is no record.
    """
    yield make_problem("not-a-record", path, line, variant="list" if isinstance(data, list) else "")


@rule()
def tag(path: str, line: int, name: str) -> Iterator[Problem]:
    """No word starts with an exclamation mark.

    In YAML such a word is a tag, an order to the computer. Put a text that starts so in quotation
    marks.
    """
    yield make_problem("tag", path, line, tag=quote(name.replace("tag:yaml.org,2002:", "!!")))


@rule()
def alias(path: str, line: int, name: str) -> Iterator[Problem]:
    """No word starts with & or *.

    In YAML these are shortcuts that repeat other parts of the file. A few lines of them can fill a
    computer's memory. Instead of `name: *Stars North` write `name: "*Stars North"`.
    """
    yield make_problem("alias", path, line, name=quote(name))


@rule()
def duplicate_field(path: str, line: int, name: str, first: int) -> Iterator[Problem]:
    """Each field stands once.

    Of two lines with one name, one would be lost without a word.
    """
    yield make_problem("duplicate-field", path, line, name=quote(name), first=first)


@rule()
def odd_field_name(path: str, line: int) -> Iterator[Problem]:
    """The name of a field is one plain word.

    Lists or question marks in its place are YAML that records do not need.
    """
    yield make_problem("odd-field-name", path, line)


@rule()
def too_deep(path: str, line: int) -> Iterator[Problem]:
    """Fields are nested three steps deep at most.

    Deeper nesting has no meaning here.
    """
    yield make_problem("too-deep", path, line)
