"""What a register says of an organisation, whichever register it is; and how dates are read."""

import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ulo.core import fold

Row = Mapping[str, str]
# No name and no date is longer. Of longer texts only the start is read, so that no row takes long.
MAX_NAME_LENGTH, MAX_DATE_LENGTH = 500, 40
ACTIVE, CLOSING, REMOVED = "live", "ending", "gone"


@dataclass(frozen=True)
class RegisterEntry:
    """What a register says of one organisation.

    `names` are further names, `state` is ACTIVE, CLOSING or REMOVED, `reason` is in the words of
    the register, and `accounts_to` is the day to which the newest accounts go. `towns` are folded
    parts of an address. Like the postcode, they are there to compare and are never shown.
    """

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
    """Another name that belongs to a number: an old or second one, or that of a branch, which is
    a group of its own."""

    number: str
    name: str
    is_branch: bool = False


@dataclass(frozen=True)
class Removal:
    """Why a number was removed, in the words of the register."""

    number: str
    reason: str


@dataclass(frozen=True)
class Transfer:
    """That the assets of one organisation went to another one, by their numbers, and its name."""

    giver: str
    receiver: str
    name: str


Fact = RegisterEntry | OtherName | Removal | Transfer


def parse_date(text: str, formats: Iterable[str]) -> date | None:
    """A date in one of these formats, with or without a time after it; None for anything else."""
    text = re.split(r"T|(?<!\s)\s+(?=[0-9]+:)", text.strip()[:MAX_DATE_LENGTH], maxsplit=1)[0]
    for date_format in formats:
        try:
            year, month, day, *_ = time.strptime(text, date_format)
        except ValueError:
            continue
        # 01/01/0001 and 01/01/1900 stand for "no date".
        return date(year, month, day) if year > 1900 else None
    return None


def address_parts(address: str) -> frozenset[str]:
    """What may be a town in an address, folded: all parts but the first, which may name a home."""
    return frozenset(filter(None, map(fold, address.split(",")[1:])))
