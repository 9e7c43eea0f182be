"""Numbers that a maintainer names, put into the data of the records that they name: all, or none."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ulo.core import escape_invisible
from ulo.maintain.registers.collection import Collected, RegisteredNumber
from ulo.maintain.registers.comparison import Group
from ulo.records import Record
from ulo.schema import Schema

ASSIGNMENT = re.compile(
    r"(?:orgs/)?([a-z0-9]+(?:-[a-z0-9]+)*)(?:\.yml)?=(GB-[A-Z]{2,3}):([A-Z0-9]{1,10})"
)


class AssignmentError(Exception):
    """A number that is not written; the text says why. `misread`: what was named is not understood."""

    def __init__(self, sentence: str, is_misread: bool = False) -> None:
        super().__init__(sentence)
        self.is_misread = is_misread


@dataclass(frozen=True)
class Assignment:
    """One number for one record."""

    path: str
    number: RegisteredNumber


def parse_assignment(text: str) -> Assignment:
    """What a person means by a text such as example-people-first=GB-CHC:1098893. Raises Refused."""
    if not (found := ASSIGNMENT.fullmatch(text)):
        example = "example-people-first=GB-CHC:1098893"
        raise AssignmentError(
            f"{escape_invisible(text)} is not understood. Write it like this: {example}", True
        )
    return Assignment(f"orgs/{found[1]}.yml", (found[2], found[3]))


def assign_numbers(
    assignments: Iterable[Assignment],
    records: Mapping[str, Record],
    groups: Iterable[Group],
    collected: Collected,
    schema: Schema,
) -> dict[str, dict]:
    """The new data of each record, by path. Raises Refused for a number that is not in the
    extracts, that is another group's, or in whose place the record has another one."""
    owners = {number: group.path for group in groups for number in group.numbers.items()}
    changed: dict[str, dict] = {}
    for one in assignments:
        scheme, digits = one.number
        told = f"{scheme} {digits}"
        if one.path not in records:
            raise AssignmentError(f"There is no record {one.path} without faults.", True)
        if one.number not in collected.entries:
            raise AssignmentError(f"{told} is not in the extracts.")
        if owners.setdefault(one.number, one.path) != one.path:
            raise AssignmentError(f"{told} belongs to {escape_invisible(owners[one.number])}.")
        data = changed.setdefault(one.path, dict(records[one.path].data))
        before = data.get("identifiers", {})
        if before.get(scheme, digits) != digits:
            raise AssignmentError(
                f"{one.path} has another number, {scheme} {escape_invisible(before[scheme])}. "
                "If it is wrong, change it by hand."
            )
        data["identifiers"] = before | {scheme: digits}
        if next(schema.iter_errors(schema.cast(data)), None):
            raise AssignmentError(f"{told} does not look like a number of this register.")
    return changed
