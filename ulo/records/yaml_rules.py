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
# How many fields and entries a record may have in all: the largest that rules allow has fewer.
MAX_VALUES = 2000


@rule()
def empty_file(path: str) -> Iterator[Problem]:
    yield make_problem("empty-file", path, 1)


@rule()
def syntax(error: "yaml.YAMLError", path: str, text: str) -> Iterator[Problem]:
    line, variant = explain_syntax_error(error, text.split("\n"))
    yield make_problem("syntax", path, line, variant=variant)


@rule(WARNING)
def cut_off_text(text: str, path: str, texts: list[str]) -> Iterator[Problem]:
    whole = "\n".join(texts)
    for number, line in enumerate(text.split("\n"), 1):
        rest = re.search(r"\s(#\w+)", line)
        is_comment = line.lstrip().startswith("#")
        if rest and not is_comment and rest.group(1) not in whole:
            yield make_problem("cut-off-text", path, number, rest=quote(rest.group(1)))


@rule()
def several_documents(path: str, line: int) -> Iterator[Problem]:
    yield make_problem("several-documents", path, line)


@rule()
def not_a_record(path: str, line: int, data: object) -> Iterator[Problem]:
    yield make_problem("not-a-record", path, line, variant="list" if isinstance(data, list) else "")


@rule()
def tag(path: str, line: int, name: str) -> Iterator[Problem]:
    yield make_problem("tag", path, line, tag=quote(name.replace("tag:yaml.org,2002:", "!!")))


@rule()
def directive(path: str) -> Iterator[Problem]:
    yield make_problem("directive", path, 1)


@rule()
def alias(path: str, line: int, name: str) -> Iterator[Problem]:
    yield make_problem("alias", path, line, name=quote(name))


@rule()
def duplicate_field(path: str, line: int, name: str, first: int) -> Iterator[Problem]:
    yield make_problem("duplicate-field", path, line, name=quote(name), first=first)


@rule()
def odd_field_name(path: str, line: int) -> Iterator[Problem]:
    yield make_problem("odd-field-name", path, line)


@rule()
def too_many_values(path: str, line: int) -> Iterator[Problem]:
    yield make_problem("too-many-values", path, line, most=MAX_VALUES)


@rule()
def too_deep(path: str, line: int) -> Iterator[Problem]:
    yield make_problem("too-deep", path, line)
