"""What a row of each extract tells. Only the columns that are named here are read."""

import re

from ulo.core import fold
from ulo.maintain.registers.entries import (
    ENDING,
    GONE,
    LIVE,
    Entry,
    OtherName,
    Removal,
    Row,
    Transfer,
    day,
    parts,
)

# --- Charity Commission ---------------------------------------------------------------------------

CHC = "registered_charity_number", "linked_charity_number"
# The charity itself. Its branches share its number, and have another one here.
MAIN = ("0", "")
# Of an address, what may be a town.
ADDRESS = tuple(f"charity_contact_address{n}" for n in range(2, 6))


def charity(row: Row) -> Entry | OtherName:
    if row[CHC[1]] not in MAIN:
        return OtherName(row[CHC[0]], row["charity_name"], branch=True)
    removed = row["charity_registration_status"].casefold() == "removed"
    ending = row["cio_is_dissolved"].casefold() in ("true", "1")
    return Entry(
        "GB-CHC", row[CHC[0]], row["charity_name"],
        state=GONE if removed else ENDING if ending else LIVE, on=day(row["date_of_removal"]),
        why="" if removed else "to be dissolved" if ending else row["charity_reporting_status"],
        since=day(row["date_of_registration"]),
        accounts=day(row["latest_acc_fin_period_end_date"]),
        postcode=row["charity_contact_postcode"],
        towns=frozenset(fold(row[name]) for name in ADDRESS) - {""})


def other_name(row: Row) -> OtherName:
    return OtherName(row[CHC[0]], row["charity_name"], branch=row[CHC[1]] not in MAIN)


def event(row: Row) -> Removal | Transfer | None:
    kind = row["event_type"].casefold()
    own, other = row[CHC[0]], row["assoc_registered_charity_number"]
    if row[CHC[1]] not in MAIN:
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

def scottish(row: Row) -> Entry:
    ceased = row.get("Ceased Date", "")
    removed = row["Charity Status"].casefold() == "removed" or bool(ceased)
    return Entry(
        "GB-SC", row["Charity Number"], row["Charity Name"], names=(row["Known As"],),
        state=GONE if removed else LIVE, on=day(ceased), why=row.get("Reason for Removal", ""),
        since=day(row["Registered Date"]), accounts=day(row["Year End"]),
        postcode=row["Postcode"])


def northern_irish(row: Row) -> Entry | OtherName:
    number = digits(row["Reg charity number"])
    if row["Sub charity number"] not in MAIN:
        return OtherName(number, row["Charity name"], branch=True)
    # The extract does not say when a charity was removed; its page does.
    removed = row["Status"].casefold() == "removed"
    return Entry(
        "GB-NIC", number, row["Charity name"], state=GONE if removed else LIVE,
        why="" if removed else row["Status"], since=day(row["Date registered"]),
        accounts=day(row["Date for financial year ending"]),
        postcode=row["Public address"].rpartition(",")[2], towns=parts(row["Public address"]))


PREVIOUS = tuple(f"PreviousName_{n}.CompanyName" for n in range(1, 11))
ENDED = ("dissolved", "removed", "converted/closed", "closed")


def company(row: Row) -> Entry:
    status = row["CompanyStatus"]
    active = status.casefold() == "active"
    gone = bool(row["DissolutionDate"]) or status.casefold() in ENDED
    return Entry(
        "GB-COH", company_number(row["CompanyNumber"]), row["CompanyName"],
        names=tuple(filter(None, (row[name] for name in PREVIOUS))),
        state=GONE if gone else LIVE if active else ENDING,
        on=day(row["DissolutionDate"]), why="" if active else status,
        since=day(row["IncorporationDate"]), accounts=day(row["Accounts.LastMadeUpDate"]),
        postcode=row["RegAddress.PostCode"],
        towns=frozenset([fold(row["RegAddress.PostTown"])]) - {""})


def company_number(text: str) -> str:
    """With the zeros at its start that spreadsheets take away."""
    return text.zfill(8) if text.isdigit() else text.upper()


def digits(text: str) -> str:
    return re.sub(r"^\D+", "", text)
