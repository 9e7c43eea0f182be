"""What a register says of an organisation, whichever register it is; and how names and days are
read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ulo.core import fold

Row = Mapping[str, str]
# What a register adds to a name, or a group leaves out: it says nothing about which group it is.
FORMS = re.compile(
    r"^the |( (limited|ltd|cyfyngedig|cyf|cic|c i c|community interest company|cbc|cio|scio|plc"
    r"|charitable incorporated organisation|scottish charitable incorporated organisation))+$"
)
DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d-%b-%y")
# No name and no day is longer; of what is, no more is looked at, so that no row takes for ever.
LONGEST_NAME, LONGEST_DAY = 500, 40
LIVE, ENDING, GONE = "live", "ending", "gone"


@dataclass(frozen=True)
class Entry:
    """What a register says of one organisation. `why` is in its own words. `towns` are parts of an
    address and, like the postcode, there to compare and never to show."""

    scheme: str
    number: str
    name: str
    names: tuple[str, ...] = ()
    state: str = LIVE
    on: date | None = None
    why: str = ""
    since: date | None = None
    accounts: date | None = None
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
    why: str


@dataclass(frozen=True)
class Transfer:
    """That what one charity had went to another one, and what that is called."""

    giver: str
    receiver: str
    name: str


Fact = Entry | OtherName | Removal | Transfer


def plain(name: str) -> str:
    """A name as names are compared: folded, "and" for "&", and without the legal form."""
    return FORMS.sub("", fold(name[:LONGEST_NAME].replace("&", " and ")))


def day(text: str) -> date | None:
    """A day as the registers write it, with or without the time after it; None for anything else.
    """
    text = re.split(r"T|\s+(?=[0-9]+:)", text.strip()[:LONGEST_DAY], maxsplit=1)[0]
    for form in DATES:
        try:
            found = datetime.strptime(text, form).date()
        except ValueError:
            continue
        # 01/01/0001 and 01/01/1900 stand for "no date".
        return found if found.year > 1900 else None
    return None


def parts(address: str) -> frozenset[str]:
    """What may be a town in an address: all but its first part, where homes have their names."""
    return frozenset(filter(None, map(fold, address.split(",")[1:])))
