"""Days and years as people write them: 21/11/26, 21 November 2026, 21 Tachwedd 2026, est. 1987.

Only what is certain is read. docs/assets/js/values/dates.js does the same.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from ulo.core import NEVER
from ulo.records.values.texts import strip_accents

if TYPE_CHECKING:
    from babel import Locale as Formats

# No date is longer.
MAX_LENGTH = 60
YEAR = "([0-9]{4}|[0-9]{2})"
# A day as a spreadsheet or a program has it may have the midnight of its day.
MIDNIGHT = re.compile(r"[t ]00:00(?::00(?:\.0+)?)?z?")
YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
# The day and the month in the order of the country, then the year. With hyphens, 21-11-26 may as
# well begin with the year.
YEAR_LAST = re.compile(
    r"([0-9]{1,2})(?: ?/ ?| ?\. ?| )([0-9]{1,2})(?: ?/ ?| ?\. ?| )([0-9]{4}|[0-9]{2})"
    r"|([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})"
)
DASHES = re.compile("[\u2010-\u2015\u2212]")


@dataclass(frozen=True, eq=False)
class DateWords:
    """How people of a country write days, in any of its languages.

    `languages` are BCP 47 tags, the usual one first, and `country` is the code of ISO 3166-1; the
    CLDR has the names of their months and days. The others are patterns of words: those before the
    number of a day, the letters behind it, the words after it, and those before the year in which
    something began. `weekdays` has more short forms of the days of the week, from Monday as 0.
    """

    languages: tuple[str, ...]
    country: str
    before_day: str = NEVER
    ordinals: str = NEVER
    after_day: str = NEVER
    before_year: str = NEVER
    weekdays: Mapping[str, int] | None = None

    @cached_property
    def month_numbers(self) -> dict[str, int]:
        """The months by all their names. What is the name of two of them is none."""
        return _by_name(
            (name, number)
            for formats in self._formats()
            for context in formats.months.values()
            for width in ("wide", "abbreviated")
            for number, name in context[width].items()
        )

    @cached_property
    def weekday_numbers(self) -> dict[str, int]:
        """The days of the week, from Monday as 0, by all their names."""
        names = [
            (name, number)
            for formats in self._formats()
            for context in formats.days.values()
            for width in ("wide", "abbreviated")
            for number, name in context[width].items()
        ]
        return _by_name([*names, *(self.weekdays or {}).items()])

    @cached_property
    def is_day_first(self) -> bool | None:
        """Whether 7/3 is the 7th of March and not the 3rd of July; None where that is not sure."""
        formats = next(self._formats(), None)
        order = re.sub("[^dMy]", "", formats.date_formats["short"].pattern) if formats else ""
        if not order or order.startswith("y"):
            return None
        return order.startswith("d")

    def _formats(self) -> "Iterator[Formats]":
        """How the CLDR says that each language writes days, first of all in the country."""
        from babel import Locale, UnknownLocaleError

        for language in self.languages:
            for tag in (f"{language}-{self.country}" if self.country else language, language):
                try:
                    yield Locale.parse(tag, sep="-")
                except (UnknownLocaleError, ValueError):
                    continue

    @cached_property
    def day(self) -> str:
        """The pattern of the number of a day, with the letters behind it."""
        return f"([0-9]{{1,2}})(?:{self.ordinals})?"

    @cached_property
    def weekday(self) -> re.Pattern[str]:
        """The day of the week before a day."""
        return re.compile(f"({_any_of(self.weekday_numbers)})[ ,.]+(?:(?:{self.before_day}) )?")

    @cached_property
    def day_and_month(self) -> re.Pattern[str]:
        """A day with the name of its month."""
        return re.compile(
            f"(?:(?:{self.before_day}) )?{self.day}(?: (?:{self.after_day})){{0,2}}[ -]?"
            f"({_any_of(self.month_numbers)})[ ,.-]{{0,2}}{YEAR}"
        )

    @cached_property
    def month_and_day(self) -> re.Pattern[str]:
        """The same with the month before the day."""
        return re.compile(
            f"({_any_of(self.month_numbers)})[ .-]{{0,2}}(?:(?:{self.before_day}) )?{self.day}"
            f"[ ,]{{1,2}}{YEAR}"
        )

    @cached_property
    def start_of_year(self) -> re.Pattern[str]:
        """What people write before the year in which something began."""
        return re.compile(rf"(?:(?:{self.before_year})[ .:,]{{1,2}})+")

    @cached_property
    def year_alone(self) -> re.Pattern[str]:
        """A year, perhaps with its month."""
        months = _any_of(self.month_numbers)
        return re.compile(rf"(?:({months})[ .,]{{1,2}}|(?:0?[1-9]|1[0-2])/)?([0-9]{{4}})")

    def browser_data(self) -> dict[str, object]:
        """What the reader in the browser needs."""
        return {
            "months": _lists_of(self.month_numbers, range(1, 13)),
            "weekdays": _lists_of(self.weekday_numbers, range(7)),
            "day_first": self.is_day_first,
            "before": self.before_day,
            "ordinals": self.ordinals,
            "after": self.after_day,
            "since": self.before_year,
        }


def _by_name(names: Iterable[tuple[str, int]]) -> dict[str, int]:
    """The numbers by folded names, but for those that stand for several numbers."""
    numbers: dict[str, set[int]] = {}
    for name, number in names:
        folded = " ".join(strip_accents(name.lower()).split()).strip(".")
        # The name of a number alone, as some languages have it, says nothing.
        if folded.isascii() and re.search("[a-z]", folded):
            numbers.setdefault(folded, set()).add(number)
    return {name: found.pop() for name, found in numbers.items() if len(found) == 1}


def _any_of(names: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(names))) or NEVER


def _lists_of(numbers: Mapping[str, int], places: Iterable[int]) -> list[str]:
    """The names of each number, with a line between them."""
    return ["|".join(sorted(n for n, number in numbers.items() if number == p)) for p in places]


def read_date(text: str, words: DateWords) -> str:
    """A day as an ISO date; what is none, or may be another day, as it was written.

    A year of two digits is one of this century. Whether the month has so many days, and whether the
    day may be in the future, is for the rules to say.
    """
    plain = _plain(text)
    # Most are in this form, for which no words are needed.
    if day := _find_number(plain):
        return day
    weekday = words.weekday.match(plain)
    if weekday and (day := _find_day(plain[weekday.end() :], words)):
        return day if _is_weekday(day, words.weekday_numbers[weekday[1]]) else text
    # Some short forms are those of a month, too.
    return _find_day(plain, words) or text


def read_year(text: str, words: DateWords) -> str:
    """A year without what is written around it, and without its month; else the text as it is.

    "1990s", "about 1987" and "2019/20" say no one year.
    """
    plain = _plain(text)
    before = words.start_of_year.match(plain)
    rest = plain[before.end() :] if before else plain
    if year := words.year_alone.fullmatch(rest):
        return year[2]
    year_of_day = _find_day(rest, words)[:4]
    return year_of_day if year_of_day and year_of_day in rest else text


def _plain(text: str) -> str:
    """In small letters, with single spaces and plain hyphens; empty for what is no date."""
    plain = DASHES.sub("-", text[: MAX_LENGTH + 1])
    if len(plain) > MAX_LENGTH:
        return ""
    plain = strip_accents(plain)
    return " ".join(plain.lower().split()).strip(" .,;") if plain.isascii() else ""


def _find_number(plain: str) -> str:
    """The ISO date of a text that begins with a year of four digits; empty for any other."""
    found = YEAR_FIRST.fullmatch(plain)
    return _iso(found[1], int(found[3]), found[4]) if found else ""


def _find_day(plain: str, words: DateWords) -> str:
    """The ISO date of a text in small letters; empty where it is none."""
    if midnight := MIDNIGHT.search(plain):
        if midnight.end() < len(plain):
            return ""
        plain = plain[: midnight.start()]
    if day := _find_number(plain):
        return day
    if found := YEAR_LAST.fullmatch(plain):
        first, second, year = [part for part in found.groups() if part]
        if words.is_day_first is None:
            return ""
        day, month = (first, second) if words.is_day_first else (second, first)
        return _iso(year, int(month), day)
    if found := words.day_and_month.fullmatch(plain):
        return _iso(found[3], words.month_numbers[found[2]], found[1])
    if found := words.month_and_day.fullmatch(plain):
        return _iso(found[3], words.month_numbers[found[1]], found[2])
    return ""


def _iso(year: str, month: int, day: str) -> str:
    if not 1 <= month <= 12 or not 1 <= int(day) <= 31:
        return ""
    return f"{'20' if len(year) == 2 else ''}{year}-{month:02}-{int(day):02}"


def _is_weekday(day: str, weekday: int) -> bool:
    try:
        return date.fromisoformat(day).weekday() == weekday
    except ValueError:
        return False
