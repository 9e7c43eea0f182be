"""How people of the country write values, by schema/country/ and the words of its languages."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ulo.core import InvalidFileError, Registers, message
from ulo.records.values.clock import ClockWords
from ulo.records.values.dates import DateWords
from ulo.records.values.phones import PhonePlan, PhoneWords, make_phone_plan, usual_phone_plan
from ulo.records.values.postcodes import PostcodePlan, make_postcode_plan
from ulo.records.values.shares import ShareWords
from ulo.schema import Schema


@dataclass(frozen=True, eq=False)
class CountryForms:
    """The forms that values have in the country. `code` is its own (ISO 3166-1), or empty.

    `unknown` are words for an answer that nobody has.
    """

    code: str
    phones: PhonePlan
    postcodes: PostcodePlan
    registers: Registers
    dates: DateWords
    clock: ClockWords
    shares: ShareWords
    unknown: frozenset[str]


@lru_cache(maxsize=16)
def country_forms(schema: Schema) -> CountryForms:
    """The forms of the country of this schema. Raises InvalidFileError where a file has a fault."""
    code = str(schema.country_file("country").get("code", ""))
    typed = [schema.typed_words(language) for language in schema.languages]
    plan = schema.country_file("phones")
    phone_words = PhoneWords(**_join_words(words.get("phones", {}) for words in typed))
    try:
        phones = make_phone_plan(plan, phone_words) if plan else usual_phone_plan(code, phone_words)
    except (KeyError, TypeError, ValueError, re.error) as fault:
        raise _unusable(schema, "phones", fault) from fault
    try:
        postcodes = make_postcode_plan(schema.country_file("postcodes"))
    except (KeyError, TypeError, ValueError, re.error) as fault:
        raise _unusable(schema, "postcodes", fault) from fault
    unknown = _join_words({"unknown": words["unknown"]} for words in typed if "unknown" in words)
    return CountryForms(
        code,
        phones,
        postcodes,
        schema.registers,
        _date_words(schema, code, [words.get("dates", {}) for words in typed]),
        _clock_words([words.get("clock", {}) for words in typed]),
        _share_words([words.get("shares", {}) for words in typed]),
        frozenset(unknown.get("unknown", "").split("|")) - {""},
    )


def _unusable(schema: Schema, name: str, fault: Exception) -> InvalidFileError:
    path = schema.folder / "country" / f"{name}.yml"
    return InvalidFileError(path, "fault", reason=message("values.unusable", fault=fault))


def _date_words(schema: Schema, code: str, typed: list[Mapping[str, str]]) -> DateWords:
    words = _join_words(typed)
    entries = [entry.partition("=") for entry in words.pop("weekdays", "").split("|")]
    weekdays = {name: int(number) for name, _, number in entries if number}
    return DateWords(schema.languages, code, **words, weekdays=weekdays)


def _clock_words(typed: list[Mapping[str, str]]) -> ClockWords:
    words = _join_words(typed)
    entries = [entry.partition("=") for entry in words.pop("times", "").split("|")]
    return ClockWords({name: time for name, _, time in entries if time}, **words)


def _share_words(typed: list[Mapping[str, str]]) -> ShareWords:
    numbers = tuple(tuple(words["numbers"].split("|")) for words in typed if "numbers" in words)
    patterns = _join_words(
        {key: words[key] for key in words if key != "numbers"} for words in typed
    )
    return ShareWords(numbers, **patterns)


def _join_words(typed: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The words of several languages, by key, with a line between one and the next."""
    joined: dict[str, str] = {}
    for words in typed:
        for key, listed in words.items():
            joined[key] = f"{joined[key]}|{listed}" if key in joined else str(listed)
    return joined
