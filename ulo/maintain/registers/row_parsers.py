"""What a row of each extract tells. Only the columns that are named here are read."""

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

CHARITY_NUMBER = "registered_charity_number", "linked_charity_number"
# The charity itself. Its branches share its number, and have another one here.
MAIN_CHARITY = ("0", "")
# Of an address, what may be a town.
ADDRESS_COLUMNS = tuple(f"charity_contact_address{n}" for n in range(2, 6))


def parse_charity(row: Row) -> RegisterEntry | OtherName:
    if row[CHARITY_NUMBER[1]] not in MAIN_CHARITY:
        return OtherName(row[CHARITY_NUMBER[0]], row["charity_name"], branch=True)
    removed = row["charity_registration_status"].casefold() == "removed"
    ending = row["cio_is_dissolved"].casefold() in ("true", "1")
    return RegisterEntry(
        "GB-CHC",
        row[CHARITY_NUMBER[0]],
        row["charity_name"],
        state=REMOVED if removed else CLOSING if ending else ACTIVE,
        removed_on=parse_date(row["date_of_removal"]),
        reason="" if removed else "to be dissolved" if ending else row["charity_reporting_status"],
        registered_on=parse_date(row["date_of_registration"]),
        accounts_to=parse_date(row["latest_acc_fin_period_end_date"]),
        postcode=row["charity_contact_postcode"],
        towns=frozenset(fold(row[name]) for name in ADDRESS_COLUMNS) - {""},
    )


def parse_other_name(row: Row) -> OtherName:
    return OtherName(
        row[CHARITY_NUMBER[0]],
        row["charity_name"],
        branch=row[CHARITY_NUMBER[1]] not in MAIN_CHARITY,
    )


def parse_event(row: Row) -> Removal | Transfer | None:
    kind = row["event_type"].casefold()
    own, other = row[CHARITY_NUMBER[0]], row["assoc_registered_charity_number"]
    if row[CHARITY_NUMBER[1]] not in MAIN_CHARITY:
        return None
    if kind == "removed":
        return Removal(own, row["reason"])
    if "transfer in" in kind:
        return Transfer(other, own, row["charity_name"])
    # A merger that is not said to be inwards goes outwards.
    if re.search("transfer out|merge|amalgam", kind):
        return Transfer(own, other, row["assoc_charity_name"])
    return None


# --- The others -----------------------------------------------------------------------------------


def parse_scottish(row: Row) -> RegisterEntry:
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
    number = strip_prefix(row["Reg charity number"])
    if row["Sub charity number"] not in MAIN_CHARITY:
        return OtherName(number, row["Charity name"], branch=True)
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
    status = row["CompanyStatus"]
    active = status.casefold() == "active"
    gone = bool(row["DissolutionDate"]) or status.casefold() in DISSOLVED_STATUSES
    return RegisterEntry(
        "GB-COH",
        normalise_company_number(row["CompanyNumber"]),
        row["CompanyName"],
        names=tuple(filter(None, (row[name] for name in PREVIOUS_NAMES))),
        state=REMOVED if gone else ACTIVE if active else CLOSING,
        removed_on=parse_date(row["DissolutionDate"]),
        reason="" if active else status,
        registered_on=parse_date(row["IncorporationDate"]),
        accounts_to=parse_date(row["Accounts.LastMadeUpDate"]),
        postcode=row["RegAddress.PostCode"],
        towns=frozenset([fold(row["RegAddress.PostTown"])]) - {""},
    )


def normalise_company_number(text: str) -> str:
    """With the zeros at its start that spreadsheets take away."""
    return text.zfill(8) if text.isdigit() else text.upper()


def strip_prefix(text: str) -> str:
    return re.sub(r"^\D+", "", text)
