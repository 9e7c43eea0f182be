"""What a register says of an organisation, whichever register it is; and how names and days are
read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ulo.core import fold

Row = Mapping[str, str]
# What a register adds to a name, or a group leaves out: it says nothing about which group it is.
LEGAL_FORMS = re.compile(
    r"^the |( (limited|ltd|cyfyngedig|cyf|cic|c i c|community interest company|cbc|cio|scio|plc"
    r"|charitable incorporated organisation|scottish charitable incorporated organisation))+$"
)
DATE_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d-%b-%y")
# No name and no day is longer; of what is, no more is looked at, so that no row takes for ever.
MAX_NAME_LENGTH, MAX_DATE_LENGTH = 500, 40
ACTIVE, CLOSING, REMOVED = "live", "ending", "gone"


@dataclass(frozen=True)
class RegisterEntry:
    """What a register says of one organisation. `why` is in its own words. `towns` are parts of an
    address and, like the postcode, there to compare and never to show."""

    scheme: str
    number: str
    name: str
    names: tuple[str, ...] = ()
    state: str = ACTIVE
    removed_on: date | None = None
    reason: str = ""
    registered_on: date | None = None
    accounts_to: date | None = None
    postcode: str = ""
    towns: frozenset[str] = frozenset()


@dataclass(frozen=True)
class OtherName:
    """Another name that belongs to a number: one that it had or has, or that of a `branch`, which
    is a group of its own."""

    number: str
    name: str
    branch: bool = False


@dataclass(frozen=True)
class Removal:
    """Why a number was removed, in the words of the register."""

    number: str
    reason: str


@dataclass(frozen=True)
class Transfer:
    """That what one charity had went to another one, and what that is called."""

    giver: str
    receiver: str
    name: str


Fact = RegisterEntry | OtherName | Removal | Transfer


def normalise_name(name: str) -> str:
    """A name as names are compared: folded, "and" for "&", and without the legal form."""
    return LEGAL_FORMS.sub("", fold(name[:MAX_NAME_LENGTH].replace("&", " and ")))


def parse_date(text: str) -> date | None:
    """A day as the registers write it, with or without the time after it; None for anything else."""
    text = re.split(r"T|\s+(?=[0-9]+:)", text.strip()[:MAX_DATE_LENGTH], maxsplit=1)[0]
    for form in DATE_FORMATS:
        try:
            found = datetime.strptime(text, form).date()
        except ValueError:
            continue
        # 01/01/0001 and 01/01/1900 stand for "no date".
        return found if found.year > 1900 else None
    return None


def address_parts(address: str) -> frozenset[str]:
    """What may be a town in an address: all but its first part, where homes have their names."""
    return frozenset(filter(None, map(fold, address.split(",")[1:])))
