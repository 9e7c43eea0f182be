"""The data of a record with nothing in it that nobody can see: what pages and files are made of.

The rules refuse such characters, so this changes no record that has passed them. It is a second
line of defence: a character that changes the direction of reading would also turn our own words
beside it, and one control character makes a whole feed unreadable.
"""

import re
from typing import Any

from ulo.core import find_hidden_character

# Not line ends and tabs: they can be seen, and every format has its own way to write them.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def keep_visible(value: Any) -> Any:
    """The same data, with no hidden and no control characters in its texts."""
    if isinstance(value, str):
        return value if value.isprintable() else _keep_visible(value)
    if isinstance(value, dict):
        return {name: keep_visible(part) for name, part in value.items()}
    if isinstance(value, list):
        return list(map(keep_visible, value))
    return value


def _keep_visible(text: str) -> str:
    text = CONTROL.sub("", text)
    while hidden := find_hidden_character(text):
        text = text.replace(hidden, "")
    return text
