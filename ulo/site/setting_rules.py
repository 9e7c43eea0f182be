"""What the settings in mkdocs.yml may be, so that each stays what it is wherever it is written."""

import re

from ulo.core import message, one_line, quote
from ulo.records.values import keep_visible

# Pages, feeds and rules for hosts have these in full: no sign that ends a value anywhere, and none
# of a slot of the frame.
ADDRESS = re.compile(r"https?://[\w.-]+(:[0-9]+)?(/(?:[\w./~-]|%[0-9A-Fa-f]{2})*)?")


def as_shown(text: str) -> str:
    """A text in one line, without signs that nobody can see."""
    shown: str = keep_visible(one_line(text))
    return shown


def find_address_fault(name: str, address: str) -> str:
    """What is wrong with the address in a setting of this name; empty where nothing is."""
    if not address or ADDRESS.fullmatch(address):
        return ""
    return message("building.setting_address", name=name, value=quote(address))
