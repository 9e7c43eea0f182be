"""An extract of a register: the columns by which it is recognised, and what its rows say.

schema/country/register_extracts.yml describes each extract, and here that description is followed.
Only the columns that it names are read.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ulo.core import fold
from ulo.maintain.registers.entries import (
    ACTIVE,
    Fact,
    OtherName,
    RegisterEntry,
    Removal,
    Row,
    Transfer,
    address_parts,
    parse_date,
)
from ulo.maintain.registers.register import Register

ENTRIES, NAMES, EVENTS = "entries", "names", "events"
# What the column of branches has for the organisation itself, whose number its branches share.
MAIN_ORGANISATION = ("0", "")
# The fields that have one column, or several of which the first with a text counts.
SINGLE_FIELDS = (
    "number",
    "branch",
    "name",
    "removed_on",
    "registered_on",
    "accounts_to",
    "postcode",
    "address",
    "event",
    "reason_in",
    "other_number",
    "other_name",
)
LISTED_FIELDS = ("other_names", "towns")
ANY_TEXT = "any"
Columns = tuple[str, ...]


@dataclass(frozen=True)
class _State:
    """A state of an entry: the words by column that show it, one of which is enough, and why.

    Without words, it is the state of all that have no other.
    """

    state: str
    words: Mapping[str, tuple[str, ...]]
    reason_columns: Columns
    reason: str

    def fits(self, row: Row) -> bool:
        return not self.words or any(
            bool(row[column]) if words == (ANY_TEXT,) else row[column].casefold() in words
            for column, words in self.words.items()
        )


class Extract:
    """A kind of file that a register publishes."""

    def __init__(
        self, register: Register, description: Mapping[str, Any], date_formats: Iterable[str]
    ) -> None:
        self.id: str = description["id"]
        self.register = register
        self.required_columns: Columns = tuple(description["recognised_by"])
        # In a file with objects, the field that has the day of the extract.
        self.day_column: str = description.get("day", "")
        self._says: str = description["says"]
        self._columns = {
            name: _as_tuple(description.get(name)) for name in SINGLE_FIELDS + LISTED_FIELDS
        }
        self._states = [_make_state(entry) for entry in description.get("states", ())]
        self._no_reasons = _as_tuple(description.get("no_reasons"))
        self._removal_words = _as_tuple(description.get("removal"))
        self._transfer_in = _as_tuple(description.get("transfer_in"))
        self._transfer_out = _as_tuple(description.get("transfer_out"))
        self._date_formats = tuple(date_formats)
        # What is asked of each of millions of rows.
        self._number_columns = self._columns["number"] + self._columns["other_number"]
        is_named = self._says != EVENTS
        self._name_columns = (
            self._columns["name"] + self._columns["other_names"] if is_named else ()
        )
        self.columns = self._list_columns()

    def _list_columns(self) -> Columns:
        """All columns that are read, the required ones first."""
        named = [column for columns in self._columns.values() for column in columns]
        states = [
            column for state in self._states for column in (*state.words, *state.reason_columns)
        ]
        return tuple(dict.fromkeys([*self.required_columns, *named, *states]))

    @property
    def scheme(self) -> str:
        return self.register.scheme

    # --- Whether a row concerns us, quickly -----------------------------------------------------

    def list_numbers(self, row: Row) -> list[str]:
        """The numbers in a row, as records have them."""
        normalise = self.register.normalise_number
        return [normalise(row[column]) for column in self._number_columns if row[column]]

    def list_names(self, row: Row) -> list[str]:
        """The names in a row."""
        return [row[column] for column in self._name_columns if row[column]]

    # --- What a row says ------------------------------------------------------------------------

    def parse_row(self, row: Row) -> Fact | None:
        """What a row says; None where it is nothing for us."""
        is_branch = self._text(row, "branch") not in MAIN_ORGANISATION
        if self._says == EVENTS:
            return None if is_branch else self._parse_event(row)
        if self._says == NAMES or is_branch:
            return OtherName(self._number(row, "number"), self._text(row, "name"), is_branch)
        return self._parse_entry(row)

    def _parse_entry(self, row: Row) -> RegisterEntry:
        state, reason = self._find_state(row)
        address = self._text(row, "address")
        return RegisterEntry(
            self.scheme,
            self._number(row, "number"),
            self._text(row, "name"),
            names=tuple(self._texts(row, "other_names")),
            state=state,
            removed_on=self._day(row, "removed_on"),
            reason=reason,
            registered_on=self._day(row, "registered_on"),
            accounts_to=self._day(row, "accounts_to"),
            postcode=self._text(row, "postcode") or address.rpartition(",")[2],
            towns=frozenset(map(fold, self._texts(row, "towns"))) - {""} | address_parts(address),
        )

    def _find_state(self, row: Row) -> tuple[str, str]:
        """The state of an entry, and why, in the words of the register."""
        for state in self._states:
            if state.fits(row):
                reason = state.reason or _first_text(row, state.reason_columns)
                return state.state, "" if reason.casefold() in self._no_reasons else reason
        return ACTIVE, ""

    def _parse_event(self, row: Row) -> Removal | Transfer | None:
        """Why a number was removed, or that assets were transferred; None for any other event."""
        event = self._text(row, "event").casefold()
        own, other = self._number(row, "number"), self._number(row, "other_number")
        if event in self._removal_words:
            return Removal(own, self._text(row, "reason_in"))
        if any(part in event for part in self._transfer_in):
            return Transfer(other, own, self._text(row, "name"))
        if any(part in event for part in self._transfer_out):
            return Transfer(own, other, self._text(row, "other_name"))
        return None

    def _text(self, row: Row, field: str) -> str:
        return _first_text(row, self._columns[field])

    def _texts(self, row: Row, field: str) -> Iterator[str]:
        return (row[column] for column in self._columns[field] if row[column])

    def _number(self, row: Row, field: str) -> str:
        return self.register.normalise_number(self._text(row, field))

    def _day(self, row: Row, field: str) -> date | None:
        return parse_date(self._text(row, field), self._date_formats)


def _make_state(entry: Mapping[str, Any]) -> _State:
    words = {column: _as_tuple(listed) for column, listed in entry.get("when", {}).items()}
    return _State(entry["state"], words, _as_tuple(entry.get("reason_in")), entry.get("reason", ""))


def _as_tuple(value: str | Iterable[str] | None) -> tuple[str, ...]:
    """One text, several or none."""
    return (value,) if isinstance(value, str) else tuple(value or ())


def _first_text(row: Row, columns: Columns) -> str:
    return next((row[column] for column in columns if row[column]), "")
