"""All registers of the country, as schema/country/register_extracts.yml describes them."""

import re
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any

from ulo.core import fold
from ulo.geography import Gazetteer
from ulo.maintain.registers.entries import MAX_NAME_LENGTH, parse_date
from ulo.maintain.registers.extracts import Extract
from ulo.maintain.registers.register import Register
from ulo.schema import Schema


class CountryRegisters:
    """The registers by scheme, and their extracts by id, each in the order of the file."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._description = schema.country_file("register_extracts")
        self._names = schema.country_file("names")
        self.date_formats: tuple[str, ...] = tuple(self._description.get("date_formats", ()))
        self.by_scheme = {
            scheme: Register(scheme=scheme, registers=schema.registers, **_with_tuples(fields))
            for scheme, fields in self._description.get("registers", {}).items()
        }
        self.extracts = {
            fields["id"]: Extract(self.by_scheme[fields["register"]], fields, self.date_formats)
            for fields in self._description.get("extracts", ())
        }
        # An assignment of a number to a record, to be shown; and the terms of reach of groups for
        # which the place of the office says little.
        self.example: str = self._description.get("example", "NAME=SCHEME:NUMBER")
        self.wide_reaches = schema.reach_ids.wide

    def __bool__(self) -> bool:
        """Whether the country has any register to compare with."""
        return bool(self.extracts)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The places of the country, among which those in an extract are looked for."""
        return Gazetteer(self._schema)

    def recognise(self, columns: Iterable[str]) -> Extract | None:
        """The extract that has these columns; of several, the one that requires most of them."""
        present = set(columns)
        known = [
            extract
            for extract in self.extracts.values()
            if present.issuperset(extract.required_columns)
        ]
        return max(known, key=lambda extract: len(extract.required_columns), default=None)

    def normalise_name(self, name: str) -> str:
        """A name as names are compared: folded, with "and" for "&", and without the legal form."""
        folded = fold(name[:MAX_NAME_LENGTH].replace("&", " and "))
        return self._legal_form.sub("", folded) if self._legal_form else folded

    @cached_property
    def _legal_form(self) -> re.Pattern[str] | None:
        """What a register adds to a name, or a group leaves out; it does not tell groups apart."""
        words = "|".join(map(re.escape, self._names.get("register_leading_words", ())))
        endings = "|".join(map(re.escape, self._names.get("register_legal_endings", ())))
        parts = [f"^(?:{words}) "] if words else []
        parts += [f"(?: (?:{endings})){{1,4}}$"] if endings else []
        return re.compile("|".join(parts)) if parts else None

    def parse_date(self, text: str) -> date | None:
        """A day as the registers write it; None for anything else."""
        return parse_date(text, self.date_formats)


def _with_tuples(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of a register with tuples for lists."""
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()
    }
