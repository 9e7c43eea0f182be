"""Postcodes as people write them: which outcode is meant, or why one is of no use here.

What they look like stands in schema/country/postcodes.yml. docs/assets/js/places/postcodes.js reads
them in the same way.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

# Of an outcode whose district is not known, the key of the message that says so.
WITHOUT_DISTRICTS = "without-districts"
LETTERS_AS_DIGITS = str.maketrans("OI", "01")
DIGITS_AS_LETTERS = str.maketrans("01", "OI")


@dataclass(frozen=True)
class Postcode:
    """A postcode as it is usually written, and its outcode.

    `is_full` says that it has both halves. Where it cannot be used, `message_key` is the key of the
    message that says why, and `territory` the place abroad that it is of, if any; `area` is the id
    of the area here that it is of, where that is all that is known.
    """

    text: str
    outcode: str
    message_key: str = ""
    territory: str = ""
    is_full: bool = False
    area: str = ""


@dataclass(frozen=True)
class AreaWithout:
    """An area whose districts are not open: its id, a town in it, and how its outcodes begin."""

    area: str
    town: str
    start: str = ""


@dataclass(frozen=True)
class Elsewhere:
    """Postcodes of other places: a pattern for whole ones, or how outcodes of our form begin."""

    kind: str
    place: str = ""
    match: str = ""
    start: str = ""


@dataclass(frozen=True)
class Postcodes:
    """The postcodes of a country; without a form of outcodes, no text is one.

    The fields are explained in schema/country/postcodes.yml.
    """

    outcode_form: str = ""
    incode_form: str = ""
    separator: str = " "
    incode_start: str = ""
    misread: Mapping[str, str] = field(default_factory=dict)
    searched: Mapping[str, str] = field(default_factory=dict)
    elsewhere: Sequence[Elsewhere] = ()
    not_geographic: str = ""
    areas_without: Sequence[AreaWithout] = ()

    @property
    def exist(self) -> bool:
        """Whether the country has postcodes."""
        return bool(self.outcode_form)

    def parse(self, text: str) -> Postcode | None:
        """The postcode that a text is, or None."""
        if not self.exist:
            return None
        plain = re.sub(r"[\s.\-‐–—_]+", " ", text.upper()).strip()
        tight = plain.replace(" ", "")
        if elsewhere := self._parse_elsewhere(plain, tight):
            return elsewhere
        plain, tight = self._mend_start(plain), self._mend_start(tight)
        if match := self._full.fullmatch(tight):
            return self._make(match["outcode"], match["incode"])
        # With a space, the last digit belongs to the second half ("LS1 4"); without one, to the
        # first ("LS14").
        if match := self._half.fullmatch(plain) or self._half.fullmatch(tight):
            return self._make(match["outcode"])
        if mended := self._mend_digits(tight):
            match = self._full.fullmatch(mended)
            return self._make(match["outcode"], match["incode"]) if match else None
        return None

    def split(self, text: str) -> tuple[Postcode, str] | None:
        """A postcode among other words, and these words; or None.

        A full one may stand anywhere, half of one only as the first or last word.
        """
        for pattern in self._among_words:
            if match := pattern.search(text):
                postcode = self.parse(re.sub(r"[^A-Za-z0-9]+", " ", match.group(2)))
                rest = f"{text[: match.end(1)]} {text[match.end() :]}"
                rest = " ".join(rest.split()).strip(" ,;.()")
                if postcode and rest:
                    return postcode, rest
        return None

    def area_without(self, outcode: str) -> AreaWithout | None:
        """The area whose districts are not open that an outcode is of, if it is of one."""
        return next((one for one in self.areas_without if outcode.startswith(one.start)), None)

    def for_browsers(self) -> dict[str, object]:
        """The same for the scripts: patterns, and what codes of other places mean."""
        if not self.exist:
            return {}
        return {
            "outcode": self.outcode_form,
            "incode": self.incode_form,
            "separator": self.separator,
            "start": self.incode_start,
            "typed": self.typed_outcode,
            "letters": self.misread.get("letters", ""),
            "digits": self.misread.get("digits", ""),
            "not_geographic": self.not_geographic,
            "others": [[one.match, one.kind, one.place] for one in self.elsewhere if one.match],
            "outside": [[one.start, one.kind, one.place] for one in self.elsewhere if one.start],
            "without": [[one.start, one.area, one.town] for one in self.areas_without],
        }

    # --- How they look --------------------------------------------------------------------------

    @cached_property
    def _full(self) -> re.Pattern[str]:
        """A whole postcode. Where codes have one part, that is the outcode."""
        return re.compile(f"(?P<outcode>{self.outcode_form})(?P<incode>{self.incode_form})")

    @cached_property
    def _half(self) -> re.Pattern[str]:
        start = f"(?: +(?:{self.incode_start}))?" if self.incode_start else ""
        return re.compile(f"(?P<outcode>{self.outcode_form}){start}")

    @cached_property
    def _among_words(self) -> tuple[re.Pattern[str], ...]:
        code = self.typed_outcode
        half = f"{code}(?: +(?:{self.incode_start}))?" if self.incode_start else code
        second = f"[^A-Z0-9]{{0,3}}(?:{self.incode_form})" if self.incode_form else ""
        patterns = (
            rf"(^|[^A-Z0-9])({code}{second})(?![A-Z0-9])",
            rf"(^|[\s,(])({half})\W*$",
            rf"^(\W*)({half})(?=[\s,)])",
        )
        return tuple(re.compile(pattern, re.IGNORECASE | re.ASCII) for pattern in patterns)

    @cached_property
    def typed_outcode(self) -> str:
        """A pattern for an outcode, also for one that begins with digits in place of letters."""
        return self.misread.get("outcode") or f"(?:{self.outcode_form})"

    @cached_property
    def searched_patterns(self) -> list[str]:
        """For the search, in capitals: what may be an outcode, a whole postcode without a space,
        the second half of one, a half that somebody is still typing, and a code of another place.

        Empty where there are no postcodes. A pattern that is empty fits nothing.
        """
        if not self.exist:
            return []
        return [
            self.searched.get("outcode", self.outcode_form),
            self.searched.get("whole", f"(?:{self.outcode_form})(?:{self.incode_form})"),
            self.incode_form,
            self.incode_start,
            self.searched.get("others", ""),
        ]

    @cached_property
    def _misread_start(self) -> re.Pattern[str] | None:
        start = self.misread.get("letters")
        return re.compile(f"(?:{start})(?=[0-9])") if start else None

    # --- What they mean -------------------------------------------------------------------------

    def _parse_elsewhere(self, plain: str, tight: str) -> Postcode | None:
        for one in self.elsewhere:
            if one.match and (match := re.fullmatch(one.match, tight)):
                parts = [part for part in match.groups() if part]
                text = self.separator.join(parts)
                return Postcode(text, parts[0], one.kind, one.place, is_full=len(parts) > 1)
        if self.not_geographic and re.fullmatch(self.not_geographic, tight):
            return Postcode(plain, tight, "post-only", is_full=" " in plain)
        return None

    def _make(self, outcode: str, incode: str = "") -> Postcode:
        is_full = bool(incode)
        text = f"{outcode}{self.separator}{incode}" if incode else outcode
        if without := self.area_without(outcode):
            return Postcode(text, outcode, WITHOUT_DISTRICTS, is_full=is_full, area=without.area)
        for one in self.elsewhere:
            if one.start and outcode.startswith(one.start):
                return Postcode(text, outcode, one.kind, one.place, is_full)
        return Postcode(text, outcode, is_full=is_full)

    def _mend_start(self, text: str) -> str:
        """The text with letters in place of the digits that its start has for them."""
        match = self._misread_start.match(text) if self._misread_start else None
        return match[0].translate(DIGITS_AS_LETTERS) + text[match.end() :] if match else text

    def _mend_digits(self, tight: str) -> str:
        """A postcode with digits in place of the letters that it has for them; or nothing."""
        pattern = self.misread.get("digits")
        match = re.fullmatch(pattern, tight) if pattern else None
        return "".join(
            group.translate(LETTERS_AS_DIGITS) if number % 2 else group
            for number, group in enumerate(match.groups() if match else ())
        )


def make_postcodes(data: Mapping[str, Any]) -> Postcodes:
    """The same from the content of the file, which may be empty."""
    return Postcodes(
        outcode_form=data.get("outcode_form", ""),
        incode_form=data.get("incode_form", ""),
        separator=data.get("separator", " "),
        incode_start=data.get("incode_start", ""),
        misread=data.get("misread", {}),
        searched=data.get("searched", {}),
        elsewhere=tuple(Elsewhere(**one) for one in data.get("elsewhere", ())),
        not_geographic=data.get("not_geographic", ""),
        areas_without=tuple(AreaWithout(**one) for one in data.get("areas_without", ())),
    )
