"""Numbers that a maintainer assigns to records: all are put into their data, or none."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ulo.core import escape_invisible, message
from ulo.maintain.registers.collection import Collected, RegisteredNumber
from ulo.maintain.registers.groups import Group
from ulo.records import Record
from ulo.schema import Schema

ASSIGNMENT = re.compile(
    r"(?:orgs/)?([a-z0-9]+(?:-[a-z0-9]+)*)(?:\.yml)?=([A-Z]{2,3}-[A-Z0-9]{2,10}):([A-Z0-9]{1,20})"
)


class AssignmentError(Exception):
    """An assignment that cannot be made; the text says why.

    `is_misread` tells a malformed argument from a number that does not fit.
    """

    def __init__(self, reason: str, is_misread: bool = False) -> None:
        super().__init__(reason)
        self.is_misread = is_misread


@dataclass(frozen=True)
class Assignment:
    """One number for one record."""

    path: str
    number: RegisteredNumber


def parse_assignment(text: str, example: str) -> Assignment:
    """Reads an assignment NAME=SCHEME:NUMBER.

    Raises AssignmentError for a text of another form; it shows the example.
    """
    if not (found := ASSIGNMENT.fullmatch(text)):
        shown = escape_invisible(text)
        raise AssignmentError(_say("misread", text=shown, example=example), is_misread=True)
    return Assignment(f"orgs/{found[1]}.yml", (found[2], found[3]))


def assign_numbers(
    assignments: Iterable[Assignment],
    records: Mapping[str, Record],
    groups: Iterable[Group],
    collected: Collected,
    schema: Schema,
) -> dict[str, dict[str, Any]]:
    """The new data of each record, by path.

    Raises AssignmentError for a number that is not in the extracts, that is another group's, or in
    whose place the record has another one.
    """
    owners = {number: group.path for group in groups for number in group.numbers.items()}
    changed: dict[str, dict[str, Any]] = {}
    for assignment in assignments:
        path, number = assignment.path, assignment.number
        scheme, digits = number
        shown = f"{scheme} {digits}"
        if path not in records:
            raise AssignmentError(_say("no_record", path=path), is_misread=True)
        if number not in collected.entries:
            raise AssignmentError(_say("not_found", number=shown))
        if owners.setdefault(number, path) != path:
            raise AssignmentError(
                _say("taken", number=shown, path=escape_invisible(owners[number]))
            )
        data = changed.setdefault(path, dict(records[path].data))
        identifiers = data.get("identifiers", {})
        if identifiers.get(scheme, digits) != digits:
            another = f"{scheme} {escape_invisible(identifiers[scheme])}"
            raise AssignmentError(_say("another", path=path, number=another))
        data["identifiers"] = identifiers | {scheme: digits}
        if next(schema.iter_errors(schema.cast(data)), None):
            raise AssignmentError(_say("wrong_form", number=shown))
    return changed


def _say(key: str, **facts: str) -> str:
    """Why a number cannot be assigned."""
    return message(f"registers.assignment.{key}", **facts)
