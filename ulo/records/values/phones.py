"""Phone numbers as people write them, in one form; and the links that dial them.

How the country writes and dials its numbers is a PhonePlan. Whether a number is in use is a matter
of the rules. docs/assets/js/values/phones.js does the same.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ulo.core import NEVER
from ulo.records.values.phone_kinds import find_codes

# People write little more than a number, and this keeps hostile texts short.
MAX_LENGTH = 80
DASHES = re.compile("[\u2010-\u2015\u2212]")
# A number without its label and extension.
WRITTEN = re.compile(r"\(?\+?[0-9 ().·/-]+")
# What is dialled for another country, before its code.
ABROAD = "00"
# How many digits a number has, by the ITU's plan for the whole world.
FEWEST_DIGITS, MOST_DIGITS = 7, 15
NOTHING = re.compile(NEVER)


@dataclass(frozen=True)
class Spacing:
    """The lengths of the groups of those national numbers that `match` fits.

    `trunk` is what is dialled before them within the country.
    """

    match: re.Pattern[str]
    groups: tuple[int, ...]
    trunk: str


@dataclass(frozen=True)
class PhoneWords:
    """Patterns of words: before a number, between those and it, and before its extension."""

    labels: str = NEVER
    numbers: str = NEVER
    extensions: str = NEVER

    @cached_property
    def label(self) -> re.Pattern[str]:
        """What people write before a number."""
        return re.compile(rf"(?:{self.labels})(?:[ .]+(?:{self.numbers}))?[ .:-]*(?=[+(0-9])")

    @cached_property
    def extension(self) -> re.Pattern[str]:
        """The extension behind a number."""
        return re.compile(rf"(?<![ ,;(])[ ,;(]*(?:{self.extensions})[ .:=]*([0-9]{{1,6}})\)?$")


@dataclass(frozen=True, eq=False)
class PhonePlan:
    """How phone numbers of the country are written and dialled.

    `calling_code` is that of the country, empty where nothing is known of it, and `trunk` what is
    dialled before most national numbers within it. Without `spacings`, numbers stay in the groups
    of digits in which they were written. `lost_trunk` fits what was written without its trunk and
    can be no other number, and `own_spaces` what may be spaced as its owner says it. Of numbers
    with at most `short` digits, none can be dialled from abroad. `relay` is the service that stands
    before a number. `fictional` has the kinds of numbers that nobody has, by their forms.
    """

    calling_code: str = ""
    trunk: str = ""
    spacings: tuple[Spacing, ...] = ()
    lost_trunk: re.Pattern[str] = NOTHING
    own_spaces: re.Pattern[str] = NOTHING
    short: int = 0
    relay: str = ""
    fictional: tuple[tuple[re.Pattern[str], str], ...] = ()
    words: PhoneWords = PhoneWords()

    @cached_property
    def longest(self) -> int:
        """The most digits of a number that is dialled within the country."""
        lengths = (len(spacing.trunk) + sum(spacing.groups) for spacing in self.spacings)
        return max(lengths, default=MOST_DIGITS)

    @cached_property
    def fewest(self) -> int:
        """The fewest digits of a national number that can be dialled from abroad."""
        lengths = (sum(spacing.groups) for spacing in self.spacings)
        return min((length for length in lengths if length > self.short), default=FEWEST_DIGITS)

    @cached_property
    def start(self) -> str:
        """The pattern of what a number in a text starts with: the code or the trunk."""
        trunk = re.escape(self.trunk)
        in_brackets = rf"(?:\({trunk}\) ?)?" if trunk else ""
        return rf"\+{self.calling_code} ?{in_brackets}|\(?{trunk or '[0-9]'}"

    def find_spacing(self, national: str, trunk: str | None = None) -> Spacing | None:
        """The spacing of a national number; with a trunk, of those that are dialled with it."""
        for spacing in self.spacings:
            if (trunk is None or spacing.trunk == trunk) and spacing.match.fullmatch(national):
                return spacing
        return None

    def browser_data(self) -> dict[str, object]:
        """What the reader in the browser needs."""
        return {
            "code": self.calling_code,
            "trunk": self.trunk,
            "longest": self.longest,
            "lost": self.lost_trunk.pattern,
            "own": self.own_spaces.pattern,
            "label": self.words.label.pattern,
            "extension": self.words.extension.pattern,
            "groups": [
                [spacing.match.pattern, list(spacing.groups), *([] if spacing.trunk else [1])]
                for spacing in self.spacings
            ],
        }


def make_phone_plan(data: Mapping[str, Any], words: PhoneWords) -> PhonePlan:
    """The plan that phones.yml describes. Raises KeyError where it lacks the calling code."""
    trunk = str(data.get("trunk", ""))
    groups = [(trunk, row) for row in data.get("groups", ())]
    groups += [("", row) for row in data.get("bare_groups", ())]
    return PhonePlan(
        str(data["calling_code"]),
        trunk,
        tuple(
            Spacing(re.compile(pattern), tuple(lengths), prefix)
            for prefix, (pattern, lengths) in groups
        ),
        re.compile(data["lost_trunk"]) if "lost_trunk" in data else NOTHING,
        re.compile(data["own_spaces"]) if "own_spaces" in data else NOTHING,
        data.get("short", 0),
        str(data.get("relay", "")),
        tuple((re.compile(pattern), kind) for pattern, kind in data.get("fictional", ())),
        words,
    )


def usual_phone_plan(country: str, words: PhoneWords) -> PhonePlan:
    """The plan of a country (ISO 3166-1) that has none of its own: numbers stay as written."""
    code, trunk = find_codes(country)
    return PhonePlan(code, trunk, words=words)


def read_phone(text: str, plan: PhonePlan) -> str:
    """A phone number as people in the country write it: `0113 496 0123`, `0113 496 0123 ext. 12`.

    One of another country begins with + and its code. What is no phone number, or says more than
    one, stays as it is.
    """
    number, extension = _split(text, plan)
    if national := _read_national(number, plan):
        written = _space(number, national, plan)
    elif abroad := _read_abroad(number, plan):
        written = abroad
    else:
        return text
    return f"{written} ext. {extension}" if extension else written


def dial_number(text: str, plan: PhonePlan) -> str:
    """A phone number as a link dials it, with the code of its country: `+1134960123;ext=12`.

    Of what is not understood, such as a short number, the digits alone.
    """
    number, extension = _split(text, plan)
    if national := _read_national(number, plan):
        # A short number is only known in the country.
        is_known_abroad = len(national) > plan.short
        digits = f"+{plan.calling_code}{national}"
        digits = digits if is_known_abroad else _digits(_space(number, national, plan))
    else:
        abroad = _read_abroad(number, plan)
        digits = f"+{_digits(abroad)}" if abroad else _digits(text)
        extension = extension if abroad else ""
    return f"{digits};ext={extension}" if extension else digits


def _split(text: str, plan: PhonePlan) -> tuple[str, str]:
    """The number without its label, and its extension; both in plain digits and signs."""
    if len(text) > MAX_LENGTH:
        return "", ""
    plain = DASHES.sub("-", unicodedata.normalize("NFKC", text)).lower().strip()
    if label := plan.words.label.match(plain):
        plain = plain[label.end() :]
    if extension := plan.words.extension.search(plain):
        return plain[: extension.start()].strip(" ,;"), extension[1]
    return plain.strip(" .,;"), ""


def _digits(text: str) -> str:
    return re.sub("[^0-9]", "", text)


def _read_national(number: str, plan: PhonePlan) -> str:
    """The digits of a national number, without the trunk and the code; empty for any other."""
    if not plan.calling_code or not WRITTEN.fullmatch(number) or number.count("/") > 1:
        return ""
    digits = _digits(number)
    is_international = "+" in number or digits.startswith(ABROAD)
    digits = digits.removeprefix(ABROAD) if is_international else digits
    trunk: str | None = None
    if digits.startswith(plan.calling_code) and (is_international or len(digits) > plan.longest):
        national = digits[len(plan.calling_code) :].removeprefix(plan.trunk)
    elif is_international:
        return ""
    elif plan.lost_trunk.fullmatch(number):
        national = digits
    elif plan.trunk and digits.startswith(plan.trunk):
        national, trunk = digits[len(plan.trunk) :], plan.trunk
    else:
        national, trunk = digits, ""
    if not plan.spacings:
        return national if FEWEST_DIGITS <= len(national) <= MOST_DIGITS else ""
    return national if plan.find_spacing(national, trunk) else ""


def _space(number: str, national: str, plan: PhonePlan) -> str:
    """A national number with its trunk, in the groups of the plan, or else in its own."""
    plain = " ".join(number.split())
    spacing = plan.find_spacing(national)
    if not spacing:
        return _keep_groups(plain, national, plan)
    if plan.own_spaces.fullmatch(plain) and _digits(plain) == f"{spacing.trunk}{national}":
        return plain
    parts, start = [], 0
    for length in spacing.groups:
        parts.append(national[start : start + length])
        start += length
    return f"{spacing.trunk}{' '.join(parts)}"


def _keep_groups(plain: str, national: str, plan: PhonePlan) -> str:
    """A national number in the groups of digits in which it was written, with its trunk."""
    groups = re.findall("[0-9]+", plain)
    if _digits(plain) in (national, f"{plan.trunk}{national}"):
        return " ".join(groups)
    # It was written with the code: as many groups as hold the number itself are kept.
    kept: list[str] = []
    missing = len(national)
    while missing:
        group = groups.pop()[-missing:]
        kept.insert(0, group)
        missing -= len(group)
    return f"{plan.trunk}{' '.join(kept)}"


def _read_abroad(number: str, plan: PhonePlan) -> str:
    """A number of another country with its code, its groups as they were; empty for any other."""
    plain = re.sub(rf"^{ABROAD} ?", "+", number)
    is_own = plan.calling_code and plain.startswith(f"+{plan.calling_code}")
    if is_own or not re.fullmatch(r"\+ ?[1-9][0-9 ().-]+", plain):
        return ""
    digits = " ".join(re.findall("[0-9]+", plain.replace("(0)", " ")))
    return f"+{digits}" if FEWEST_DIGITS <= len(_digits(digits)) <= MOST_DIGITS else ""
