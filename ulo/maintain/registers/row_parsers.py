"""What a row of each extract says. Only the columns that are named here are read."""

import re

from ulo.core import fold
from ulo.maintain.registers.entries import (
    ACTIVE,
    CLOSING,
    REMOVED,
    OtherName,
    RegisterEntry,
    Removal,
    Row,
    Transfer,
    address_parts,
    parse_date,
)

# --- Charity Commission ---------------------------------------------------------------------------

CHARITY_NUMBER, LINKED_NUMBER = "registered_charity_number", "linked_charity_number"
# The linked number of the charity itself. Its branches share its number, and have other ones here.
MAIN_CHARITY = ("0", "")
# The parts of an address that may be a town.
ADDRESS_COLUMNS = tuple(f"charity_contact_address{n}" for n in range(2, 6))


def parse_charity(row: Row) -> RegisterEntry | OtherName:
    """A charity of England and Wales, or the name of one of its branches."""
    if _is_branch(row):
        return OtherName(row[CHARITY_NUMBER], row["charity_name"], is_branch=True)
    if row["charity_registration_status"].casefold() == "removed":
        state, reason = REMOVED, ""
    elif row["cio_is_dissolved"].casefold() in ("true", "1"):
        state, reason = CLOSING, "to be dissolved"
    else:
        state, reason = ACTIVE, row["charity_reporting_status"]
    return RegisterEntry(
        "GB-CHC",
        row[CHARITY_NUMBER],
        row["charity_name"],
        state=state,
        removed_on=parse_date(row["date_of_removal"]),
        reason=reason,
        registered_on=parse_date(row["date_of_registration"]),
        accounts_to=parse_date(row["latest_acc_fin_period_end_date"]),
        postcode=row["charity_contact_postcode"],
        towns=frozenset(fold(row[name]) for name in ADDRESS_COLUMNS) - {""},
    )


def parse_other_name(row: Row) -> OtherName:
    """Another name of a charity, or of one of its branches."""
    return OtherName(row[CHARITY_NUMBER], row["charity_name"], _is_branch(row))


def parse_event(row: Row) -> Removal | Transfer | None:
    """Why a charity was removed, or that assets were transferred; None for any other event."""
    kind = row["event_type"].casefold()
    own, other = row[CHARITY_NUMBER], row["assoc_registered_charity_number"]
    if _is_branch(row):
        return None
    if kind == "removed":
        return Removal(own, row["reason"])
    if "transfer in" in kind:
        return Transfer(other, own, row["charity_name"])
    # A merger is taken as a transfer out.
    if re.search("transfer out|merge|amalgam", kind):
        return Transfer(own, other, row["assoc_charity_name"])
    return None


def _is_branch(row: Row) -> bool:
    return row[LINKED_NUMBER] not in MAIN_CHARITY


# --- The others -----------------------------------------------------------------------------------


def parse_scottish(row: Row) -> RegisterEntry:
    """A charity of Scotland, from the extract of current or of former ones."""
    ceased = row.get("Ceased Date", "")
    removed = row["Charity Status"].casefold() == "removed" or bool(ceased)
    return RegisterEntry(
        "GB-SC",
        row["Charity Number"],
        row["Charity Name"],
        names=(row["Known As"],),
        state=REMOVED if removed else ACTIVE,
        removed_on=parse_date(ceased),
        reason=row.get("Reason for Removal", ""),
        registered_on=parse_date(row["Registered Date"]),
        accounts_to=parse_date(row["Year End"]),
        postcode=row["Postcode"],
    )


def parse_northern_irish(row: Row) -> RegisterEntry | OtherName:
    """A charity of Northern Ireland, or the name of one of its branches."""
    number = strip_prefix(row["Reg charity number"])
    if row["Sub charity number"] not in MAIN_CHARITY:
        return OtherName(number, row["Charity name"], is_branch=True)
    # The extract does not say when a charity was removed; its page does.
    removed = row["Status"].casefold() == "removed"
    return RegisterEntry(
        "GB-NIC",
        number,
        row["Charity name"],
        state=REMOVED if removed else ACTIVE,
        reason="" if removed else row["Status"],
        registered_on=parse_date(row["Date registered"]),
        accounts_to=parse_date(row["Date for financial year ending"]),
        postcode=row["Public address"].rpartition(",")[2],
        towns=address_parts(row["Public address"]),
    )


PREVIOUS_NAMES = tuple(f"PreviousName_{n}.CompanyName" for n in range(1, 11))
DISSOLVED_STATUSES = ("dissolved", "removed", "converted/closed", "closed")


def parse_company(row: Row) -> RegisterEntry:
    """A company of the United Kingdom."""
    status = row["CompanyStatus"]
    is_active = status.casefold() == "active"
    if row["DissolutionDate"] or status.casefold() in DISSOLVED_STATUSES:
        state = REMOVED
    elif is_active:
        state = ACTIVE
    else:
        state = CLOSING
    return RegisterEntry(
        "GB-COH",
        normalise_company_number(row["CompanyNumber"]),
        row["CompanyName"],
        names=tuple(filter(None, (row[name] for name in PREVIOUS_NAMES))),
        state=state,
        removed_on=parse_date(row["DissolutionDate"]),
        reason="" if is_active else status,
        registered_on=parse_date(row["IncorporationDate"]),
        accounts_to=parse_date(row["Accounts.LastMadeUpDate"]),
        postcode=row["RegAddress.PostCode"],
        towns=frozenset([fold(row["RegAddress.PostTown"])]) - {""},
    )


def normalise_company_number(text: str) -> str:
    """The number with the zeros at its start, which spreadsheets take away."""
    return text.zfill(8) if text.isdigit() else text.upper()


def strip_prefix(text: str) -> str:
    """The number of a charity of Northern Ireland without the letters before it."""
    return re.sub(r"^\D+", "", text)
