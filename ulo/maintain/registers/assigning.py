"""Numbers that a maintainer names, put into the data of the records that they name: all, or none.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ulo.core import visible
from ulo.maintain.registers.comparing import Group
from ulo.maintain.registers.gathering import Gathered, Number
from ulo.records import Record
from ulo.schema import Schema

NAMED = re.compile(
    r"(?:orgs/)?([a-z0-9]+(?:-[a-z0-9]+)*)(?:\.yml)?=(GB-[A-Z]{2,3}):([A-Z0-9]{1,10})")


class Refused(Exception):
    """A number that is not written; the text says why. `misread`: what was named is not understood.
    """

    def __init__(self, sentence: str, misread: bool = False) -> None:
        super().__init__(sentence)
        self.misread = misread


@dataclass(frozen=True)
class Assignment:
    """One number for one record."""

    path: str
    number: Number


def read(text: str) -> Assignment:
    """What a person means by a text such as example-people-first=GB-CHC:1098893. Raises Refused."""
    if not (found := NAMED.fullmatch(text)):
        example = "example-people-first=GB-CHC:1098893"
        raise Refused(f"{visible(text)} is not understood. Write it like this: {example}", True)
    return Assignment(f"orgs/{found[1]}.yml", (found[2], found[3]))


def assigned(wanted: Iterable[Assignment], records: Mapping[str, Record], groups: Iterable[Group],
             gathered: Gathered, schema: Schema) -> dict[str, dict]:
    """The new data of each record, by path. Raises Refused for a number that is not in the
    extracts, that is another group's, or in whose place the record has another one."""
    owners = {number: group.path for group in groups for number in group.numbers.items()}
    changed: dict[str, dict] = {}
    for one in wanted:
        scheme, digits = one.number
        told = f"{scheme} {digits}"
        if one.path not in records:
            raise Refused(f"There is no record {one.path} without faults.", True)
        if one.number not in gathered.entries:
            raise Refused(f"{told} is not in the extracts.")
        if owners.setdefault(one.number, one.path) != one.path:
            raise Refused(f"{told} belongs to {visible(owners[one.number])}.")
        data = changed.setdefault(one.path, dict(records[one.path].data))
        before = data.get("identifiers", {})
        if before.get(scheme, digits) != digits:
            raise Refused(f"{one.path} has another number, {scheme} {visible(before[scheme])}. "
                          "If it is wrong, change it by hand.")
        data["identifiers"] = before | {scheme: digits}
        if next(schema.faults(schema.cast(data)), None):
            raise Refused(f"{told} does not look like a number of this register.")
    return changed
