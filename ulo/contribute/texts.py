"""Texts that people and their programs send, made ready for a record."""

import re

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
