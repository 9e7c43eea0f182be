"""The public registers, their extracts, and the columns by which these are known.

A file may have any name. The names of the columns were compared with the Charity Commission's own
guide to its extract, and with open programs that read the same files, as they were in 2026. Two
things were not confirmed in this way. One is the words that the Charity Commission's events use for
a transfer, so they are looked for in parts ("transfer out"). The other is whether OSCR gives a
"Reason for Removal".
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ulo.maintain.registers import rows
from ulo.maintain.registers.entries import Fact, Row


@dataclass(frozen=True)
class Register:
    """A register: the page of a number in it, and the extracts that are `needed` to know all its
    numbers. `whole`: they hold also what has been removed, so that who is not in them never was."""

    scheme: str
    title: str
    page: str
    needed: tuple[str, ...]
    whole: bool

    def address(self, number: str) -> str:
        """The public page of a number."""
        return self.page.format(number)


REGISTERS = {register.scheme: register for register in (
    Register(
        "GB-CHC", "Charity Commission (England and Wales)",
        "https://register-of-charities.charitycommission.gov.uk/charity-details/?regid={}&subid=0",
        ("charity",), whole=True),
    Register(
        "GB-SC", "OSCR (Scotland)",
        "https://www.oscr.org.uk/about-charities/search-the-register/charity-details?number={}",
        ("oscr", "oscr_former"), whole=True),
    # Whether it has those that were removed depends on what was ticked on the site.
    Register(
        "GB-NIC", "Charity Commission for Northern Ireland",
        "https://www.charitycommissionni.org.uk/charity-search/charity-details-page/"
        "?regId={}&subId=0", ("ccni",), whole=False),
    # Companies that are there today. Those that were dissolved are in no free file.
    Register(
        "GB-COH", "Companies House",
        "https://find-and-update.company-information.service.gov.uk/company/{}",
        ("companies",), whole=False),
)}


@dataclass(frozen=True)
class Extract:
    """A kind of file. `needs` are the columns that it is known by, `takes` all that are read.
    `numbers` and `names` say, quickly, whether a row can concern anybody; `made` says what it
    tells."""

    id: str
    scheme: str
    needs: tuple[str, ...]
    more: tuple[str, ...]
    numbers: Callable[[Row], Iterable[str]]
    names: Callable[[Row], Iterable[str]]
    made: Callable[[Row], Fact | None]

    @property
    def takes(self) -> tuple[str, ...]:
        return self.needs + self.more


def _called(*columns: str) -> Callable[[Row], list[str]]:
    return lambda row: [row[column] for column in columns if row[column]]


EXTRACTS = {extract.id: extract for extract in (
    # Those that lead to more numbers come first.
    Extract(
        "charity_other_names", "GB-CHC",
        (*rows.CHC, "charity_name", "charity_name_type"), (),
        _called(rows.CHC[0]), _called("charity_name"), rows.other_name),
    Extract(
        "charity", "GB-CHC",
        (*rows.CHC, "charity_name", "charity_registration_status", "date_of_removal"),
        ("date_of_registration", "charity_reporting_status", "latest_acc_fin_period_end_date",
         "cio_is_dissolved", "charity_contact_postcode", *rows.ADDRESS),
        _called(rows.CHC[0]), _called("charity_name"), rows.charity),
    Extract(
        "charity_event_history", "GB-CHC",
        (*rows.CHC, "charity_name", "event_type", "reason", "assoc_registered_charity_number"),
        ("assoc_charity_name",),
        _called(rows.CHC[0], "assoc_registered_charity_number"), lambda row: (), rows.event),
    Extract(
        "oscr", "GB-SC",
        ("Charity Number", "Charity Name", "Charity Status", "Known As"),
        ("Registered Date", "Year End", "Postcode"),
        _called("Charity Number"), _called("Charity Name", "Known As"), rows.scottish),
    # It has what the one before has, and more: so whichever needs more columns is the right one.
    Extract(
        "oscr_former", "GB-SC",
        ("Charity Number", "Charity Name", "Charity Status", "Known As", "Ceased Date"),
        ("Registered Date", "Reason for Removal", "Year End", "Postcode"),
        _called("Charity Number"), _called("Charity Name", "Known As"), rows.scottish),
    Extract(
        "ccni", "GB-NIC",
        ("Reg charity number", "Sub charity number", "Charity name", "Status"),
        ("Date registered", "Date for financial year ending", "Public address"),
        lambda row: (rows.digits(row["Reg charity number"]),), _called("Charity name"),
        rows.northern_irish),
    Extract(
        "companies", "GB-COH",
        ("CompanyName", "CompanyNumber", "CompanyStatus"),
        ("DissolutionDate", "IncorporationDate", "Accounts.LastMadeUpDate",
         "RegAddress.PostTown", "RegAddress.PostCode", *rows.PREVIOUS),
        lambda row: (rows.company_number(row["CompanyNumber"]),),
        _called("CompanyName", *rows.PREVIOUS), rows.company),
)}


def recognised(columns: Iterable[str]) -> Extract | None:
    """The extract that has these columns; of several, the one that needs most of them."""
    known = [extract for extract in EXTRACTS.values() if set(extract.needs) <= set(columns)]
    return max(known, key=lambda extract: len(extract.needs), default=None)
