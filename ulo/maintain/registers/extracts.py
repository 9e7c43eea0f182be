"""The public registers, their extracts, and the columns by which these are recognised.

A file may have any name. The names of the columns were compared with the Charity Commission's own
guide to its extract, and with open programs that read the same files, as they were in 2026. Two
things were not confirmed in this way. One is the words that the Charity Commission's events use for
a transfer, so only parts of them are matched ("transfer out"). The other is whether OSCR gives a
"Reason for Removal".
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ulo.core import register_page
from ulo.maintain.registers import row_parsers
from ulo.maintain.registers.entries import Fact, Row


@dataclass(frozen=True)
class Register:
    """A public register.

    `required_extracts` are needed to know all numbers, and `is_complete` says that they hold
    removed numbers, too: a number that is not in them never was.
    """

    scheme: str
    title: str
    required_extracts: tuple[str, ...]
    is_complete: bool

    def page_url(self, number: str) -> str:
        """The public page of a number."""
        return register_page(self.scheme, number)


REGISTERS = {
    register.scheme: register
    for register in (
        Register(
            "GB-CHC",
            "Charity Commission (England and Wales)",
            ("charity",),
            is_complete=True,
        ),
        Register(
            "GB-SC",
            "OSCR (Scotland)",
            ("oscr", "oscr_former"),
            is_complete=True,
        ),
        # Whether it holds removed charities depends on what was ticked on the site.
        Register(
            "GB-NIC",
            "Charity Commission for Northern Ireland",
            ("ccni",),
            is_complete=False,
        ),
        # Live companies. Those that were dissolved are in no free file.
        Register(
            "GB-COH",
            "Companies House",
            ("companies",),
            is_complete=False,
        ),
    )
}


@dataclass(frozen=True)
class Extract:
    """A kind of file that a register publishes.

    It is recognised by its `required_columns`. `list_numbers` and `list_names` say quickly whether
    a row may concern one of our groups; `parse_row` reads it.
    """

    id: str
    scheme: str
    required_columns: tuple[str, ...]
    optional_columns: tuple[str, ...]
    list_numbers: Callable[[Row], Iterable[str]]
    list_names: Callable[[Row], Iterable[str]]
    parse_row: Callable[[Row], Fact | None]

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that are read."""
        return self.required_columns + self.optional_columns


def _read_columns(*columns: str) -> Callable[[Row], list[str]]:
    """A function that gives the texts in these columns of a row, without the empty ones."""
    return lambda row: [row[column] for column in columns if row[column]]


EXTRACTS = {
    extract.id: extract
    for extract in (
        # The extracts that lead to further numbers come first.
        Extract(
            "charity_other_names",
            "GB-CHC",
            (
                row_parsers.CHARITY_NUMBER,
                row_parsers.LINKED_NUMBER,
                "charity_name",
                "charity_name_type",
            ),
            (),
            _read_columns(row_parsers.CHARITY_NUMBER),
            _read_columns("charity_name"),
            row_parsers.parse_other_name,
        ),
        Extract(
            "charity",
            "GB-CHC",
            (
                row_parsers.CHARITY_NUMBER,
                row_parsers.LINKED_NUMBER,
                "charity_name",
                "charity_registration_status",
                "date_of_removal",
            ),
            (
                "date_of_registration",
                "charity_reporting_status",
                "latest_acc_fin_period_end_date",
                "cio_is_dissolved",
                "charity_contact_postcode",
                *row_parsers.ADDRESS_COLUMNS,
            ),
            _read_columns(row_parsers.CHARITY_NUMBER),
            _read_columns("charity_name"),
            row_parsers.parse_charity,
        ),
        Extract(
            "charity_event_history",
            "GB-CHC",
            (
                row_parsers.CHARITY_NUMBER,
                row_parsers.LINKED_NUMBER,
                "charity_name",
                "event_type",
                "reason",
                "assoc_registered_charity_number",
            ),
            ("assoc_charity_name",),
            _read_columns(row_parsers.CHARITY_NUMBER, "assoc_registered_charity_number"),
            lambda row: (),
            row_parsers.parse_event,
        ),
        Extract(
            "oscr",
            "GB-SC",
            ("Charity Number", "Charity Name", "Charity Status", "Known As"),
            ("Registered Date", "Year End", "Postcode"),
            _read_columns("Charity Number"),
            _read_columns("Charity Name", "Known As"),
            row_parsers.parse_scottish,
        ),
        # It has all columns of the one before, which requires fewer of them.
        Extract(
            "oscr_former",
            "GB-SC",
            ("Charity Number", "Charity Name", "Charity Status", "Known As", "Ceased Date"),
            ("Registered Date", "Reason for Removal", "Year End", "Postcode"),
            _read_columns("Charity Number"),
            _read_columns("Charity Name", "Known As"),
            row_parsers.parse_scottish,
        ),
        Extract(
            "ccni",
            "GB-NIC",
            ("Reg charity number", "Sub charity number", "Charity name", "Status"),
            ("Date registered", "Date for financial year ending", "Public address"),
            lambda row: (row_parsers.strip_prefix(row["Reg charity number"]),),
            _read_columns("Charity name"),
            row_parsers.parse_northern_irish,
        ),
        Extract(
            "companies",
            "GB-COH",
            ("CompanyName", "CompanyNumber", "CompanyStatus"),
            (
                "DissolutionDate",
                "IncorporationDate",
                "Accounts.LastMadeUpDate",
                "RegAddress.PostTown",
                "RegAddress.PostCode",
                *row_parsers.PREVIOUS_NAMES,
            ),
            lambda row: (row_parsers.normalise_company_number(row["CompanyNumber"]),),
            _read_columns("CompanyName", *row_parsers.PREVIOUS_NAMES),
            row_parsers.parse_company,
        ),
    )
}


def recognise_extract(columns: Iterable[str]) -> Extract | None:
    """The extract that has these columns; of several, the one that requires most of them."""
    present = set(columns)
    known = [
        extract for extract in EXTRACTS.values() if present.issuperset(extract.required_columns)
    ]
    return max(known, key=lambda extract: len(extract.required_columns), default=None)
