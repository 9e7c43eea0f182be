"""Texts that people and their programs send, made ready for a record."""

import re
from collections.abc import Mapping

# An id that a finding names as what may be meant.
QUOTED_ID = re.compile(r'"([\w.-]+)"')
# What no record may hold: YAML and HTML have no place for it, and nobody can see it.
CONTROL_CHARACTER = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def join_lines(text: str) -> str:
    """The text in one line, with a space for each end of a line and each tab inside of it."""
    lines = (line.strip() for line in text.replace("\t", " ").splitlines())
    return " ".join(filter(None, lines))


def find_control_character(text: str) -> str:
    """The code point of the first control character, such as U+0007; empty where there is none."""
    match = CONTROL_CHARACTER.search(text)
    return f"U+{ord(match.group()):04X}" if match else ""


def name_suggestions(message: str, titles: Mapping[str, str]) -> tuple[str, list[str]]:
    """The sentence of a finding with titles for the ids that it suggests, and those ids.

    People choose words by their titles; `titles` has them by id.
    """
    ids: list[str] = []

    def name(match: re.Match[str]) -> str:
        title = titles.get(match[1])
        if title is None:  # what the person wrote
            return match[0]
        ids.append(match[1])
        return f'"{title}"'

    return QUOTED_ID.sub(name, message), ids
