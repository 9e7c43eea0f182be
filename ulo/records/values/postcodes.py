"""Postcodes as people write them, and their first halves (outcodes).

How the country writes them is a PostcodePlan. docs/assets/js/values/postcodes.js does the same.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ulo.core import NEVER, message

SEPARATORS = re.compile(r"[ .,_\u2010-\u2015-]+")
# No country has longer ones.
MAX_LENGTH = 12


@dataclass(frozen=True, eq=False)
class PostcodePlan:
    """How postcodes are written: patterns of their two halves in capitals, and what is between.

    Both are empty in a country without postcodes, and that of the second half where they have no
    halves. The patterns of the halves as people type them have three groups: a zero in the first is
    meant for a letter O, a letter O in the second for a zero, and the third stays. `labels` are
    patterns of what people write before.
    """

    outcode_form: str = ""
    incode_form: str = ""
    separator: str = ""
    typed_outcode: str = ""
    typed_incode: str = ""
    labels: tuple[str, ...] = ()

    @cached_property
    def whole(self) -> re.Pattern[str]:
        """A whole postcode, as it is written; the first group is its outcode."""
        between = re.escape(self.separator)
        return re.compile(f"({self.outcode_form}){between}(?:{self.incode_form})")

    @cached_property
    def outcode(self) -> re.Pattern[str]:
        """An outcode, as it is written."""
        return re.compile(self.outcode_form)

    @cached_property
    def in_text(self) -> re.Pattern[str]:
        """A whole postcode in a longer text."""
        if not self.incode_form:
            return re.compile(NEVER)
        between = f"{re.escape(self.separator)}?" if self.separator else ""
        return re.compile(
            rf"\b(?:{self.outcode_form}){between}(?:{self.incode_form})\b", re.IGNORECASE
        )

    @cached_property
    def label(self) -> re.Pattern[str]:
        """What people write before a postcode."""
        pattern = rf"(?:{'|'.join(self.labels)}) ?:? ?" if self.labels else NEVER
        return re.compile(pattern, re.IGNORECASE)

    @cached_property
    def halves(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """The two halves as people type them."""
        return re.compile(self.typed_outcode), re.compile(self.typed_incode)

    def browser_data(self) -> dict[str, object] | None:
        """What the reader in the browser needs; None in a country without postcodes."""
        if not self.outcode_form:
            return None
        return {
            "outcode": self.typed_outcode,
            "incode": self.typed_incode if self.incode_form else "",
            "separator": self.separator,
            "label": self.label.pattern,
        }


def make_postcode_plan(data: Mapping[str, Any]) -> PostcodePlan:
    """The plan that postcodes.yml describes: one without postcodes where it says nothing.

    Raises ValueError where a pattern has other groups.
    """
    if "outcode_form" not in data:
        return PostcodePlan()
    outcode, incode = data["outcode_form"], data.get("incode_form", "")
    typed = data.get("typed", {})
    if any(re.compile(half).groups != 3 for half in typed.values()):
        raise ValueError(message("values.postcodes.groups"))
    return PostcodePlan(
        outcode,
        incode,
        data.get("separator", ""),
        typed.get("outcode", f"()()({outcode})"),
        typed.get("incode", f"()()({incode})"),
        tuple(data.get("labels", ())),
    )


def read_postcode(text: str, plan: PostcodePlan) -> str:
    """A postcode or an outcode in capitals, with 0 and O in their places, as it is written.

    Other texts stay as they are.
    """
    if not plan.outcode_form:
        return text
    bare = text[label.end() :] if (label := plan.label.match(text)) else text
    letters = SEPARATORS.sub("", bare).upper()
    if len(letters) > MAX_LENGTH or not re.search("[0-9]", letters):
        return text
    typed_outcode, typed_incode = plan.halves
    for place in range(1, len(letters)) if plan.incode_form else ():
        outcode = _read_half(letters[:place], typed_outcode)
        incode = _read_half(letters[place:], typed_incode)
        if outcode and incode:
            return f"{outcode}{plan.separator}{incode}"
    return _read_half(letters, typed_outcode) or text


def _read_half(letters: str, typed: re.Pattern[str]) -> str:
    """The half with these letters and digits; empty where they are none."""
    found = typed.fullmatch(letters)
    if not found:
        return ""
    area, digits, rest = (part or "" for part in found.groups()[:3])
    return area.replace("0", "O") + digits.replace("O", "0") + rest


def is_postcode(text: str, plan: PostcodePlan) -> bool:
    """Whether this is a whole postcode, as `read_postcode` writes it."""
    return bool(plan.incode_form and plan.whole.fullmatch(text))


def find_outcode(text: str, plan: PostcodePlan) -> str:
    """The outcode of a postcode, or of an outcode, as `read_postcode` writes them; else empty."""
    if plan.incode_form and (whole := plan.whole.fullmatch(text)):
        return whole[1]
    return text if plan.outcode_form and plan.outcode.fullmatch(text) else ""


def is_outcode(text: str, plan: PostcodePlan) -> bool:
    """Whether this is an outcode, as `read_postcode` writes it."""
    return find_outcode(text, plan) == text != ""


def split_address(address: str, plan: PostcodePlan) -> tuple[str, str]:
    """The address without its postcode, and the postcode; that is empty where there is none."""
    match = plan.in_text.search(address)
    if not match:
        return address, ""
    rest = re.sub(r"(?<!\s)\s*,(\s*,)*", ",", plan.in_text.sub("", address))
    return " ".join(rest.split()).strip(" ,."), match.group()
