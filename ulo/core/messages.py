"""Sentences by key: which are forms of one, which a language has, and those of two together."""

from typing import Any

# Sentences by key, or nested sections of them.
Messages = dict[str, Any]
# The kinds of number of the CLDR, and none at all, which some sentences say in words of their own.
PLURAL_FORMS = {"zero", "one", "two", "few", "many", "other", "none"}


def has_plural_forms(section: Messages) -> bool:
    """Whether a section is one sentence with a form for each kind of number."""
    return "other" in section and section.keys() <= PLURAL_FORMS


def merge(below: Messages, above: Messages) -> Messages:
    """The sentences of both; where both have one, that of `above`."""
    merged = dict(below)
    for key, value in above.items():
        is_section = isinstance(value, dict) and isinstance(below.get(key), dict)
        # The forms of a number are one sentence: each language has kinds of its own.
        if is_section and not has_plural_forms(below[key]):
            merged[key] = merge(below[key], value)
        else:
            merged[key] = value
    return merged


def covers(own: Any, wanted: Any) -> bool:
    """Whether a language has every sentence of a section, or the sentence, that is wanted."""
    if not isinstance(wanted, dict) or has_plural_forms(wanted):
        return bool(own)
    return isinstance(own, dict) and all(covers(own.get(key), wanted[key]) for key in wanted)
