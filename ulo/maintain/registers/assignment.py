"""Numbers that a maintainer assigns to records: all are put into their data, or none."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ulo.core import escape_invisible
from ulo.maintain.registers.collection import Collected, RegisteredNumber
from ulo.maintain.registers.groups import Group
from ulo.records import Record
from ulo.schema import Schema

ASSIGNMENT = re.compile(
    r"(?:orgs/)?([a-z0-9]+(?:-[a-z0-9]+)*)(?:\.yml)?=(GB-[A-Z]{2,3}):([A-Z0-9]{1,10})"
)


class AssignmentError(Exception):
    """An assignment that cannot be made; the text says why.

    `is_misread` tells a malformed argument from a number that does not fit.
    """

    def __init__(self, message: str, is_misread: bool = False) -> None:
        super().__init__(message)
        self.is_misread = is_misread


@dataclass(frozen=True)
class Assignment:
    """One number for one record."""

    path: str
    number: RegisteredNumber


def parse_assignment(text: str) -> Assignment:
    """Reads an assignment such as example-people-first=GB-CHC:1098893.

    Raises AssignmentError for a text of another form.
    """
    if not (found := ASSIGNMENT.fullmatch(text)):
        example = "example-people-first=GB-CHC:1098893"
        raise AssignmentError(
            f"{escape_invisible(text)} doesn't make sense. Write it like this: {example}",
            is_misread=True,
        )
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
            raise AssignmentError(f"There is no record {path} without faults.", is_misread=True)
        if number not in collected.entries:
            raise AssignmentError(f"{shown} is not in the extracts.")
        if owners.setdefault(number, path) != path:
            raise AssignmentError(f"{shown} belongs to {escape_invisible(owners[number])}.")
        data = changed.setdefault(path, dict(records[path].data))
        identifiers = data.get("identifiers", {})
        if identifiers.get(scheme, digits) != digits:
            raise AssignmentError(
                f"{path} has another number, {scheme} {escape_invisible(identifiers[scheme])}. "
                "If it is wrong, change it by hand."
            )
        data["identifiers"] = identifiers | {scheme: digits}
        if next(schema.iter_errors(schema.cast(data)), None):
            raise AssignmentError(f"{shown} does not look like a number of this register.")
    return changed
