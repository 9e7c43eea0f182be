"""Links of cells, and texts that are crossed out in part, in the parts of a workbook's zip file.

The reader of workbooks leaves both out where it reads cell by cell. Nothing here builds a tree of
a part: strangers wrote it.
"""

import re
from collections.abc import Iterator
from html import unescape

# A cell: its row and its column, both counted from 0.
Place = tuple[int, int]
MAX_LINKS = 100_000
LINK = re.compile(rb"<(?:\w{1,20}:)?hyperlink\s([^<>]{1,3000})>")
RELATIONSHIP = re.compile(rb"<(?:\w{1,20}:)?Relationship\s([^<>]{1,5000})>")
ATTRIBUTE = re.compile(r"([\w:]{1,60})=(?:\"([^\"]*)\"|'([^']*)')")
CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
# The start and the end of a text with formats of its own.
RICH_TEXT_TAG = re.compile(rb"<(/?)(?:\w{1,20}:)?(?:si|is)>")
STRIKE = re.compile(rb"<(?:\w{1,20}:)?d?strike(?: val=[\"'](?:1|true)[\"'])? ?/?>")
TEXT = re.compile(rb"<(?:\w{1,20}:)?t(?: [^<>]{0,100})?>([^<]*)<")
# A formula that makes a link, with its text in the cell.
LINK_FORMULA = re.compile(r"=HYPERLINK\(\"([^\"]{1,2000})\"", re.IGNORECASE)


class LinkedText(str):
    """The text of a cell that has a link; `link` is where it leads."""

    link: str

    def __new__(cls, text: str, link: str) -> "LinkedText":
        linked = super().__new__(cls, text)
        linked.link = link
        return linked


def find_links(sheet: bytes) -> Iterator[tuple[Place, str]]:
    """The cells of a sheet with a link, and the id of where each leads."""
    for number, match in enumerate(LINK.finditer(sheet)):
        attributes = _read_attributes(match[1])
        cell = CELL.match(attributes.get("ref", ""))
        target = next((value for name, value in attributes.items() if name.endswith(":id")), "")
        if number < MAX_LINKS and cell and target:
            yield (int(cell[2]) - 1, column_number(cell[1])), target


def find_targets(relationships: bytes) -> dict[str, str]:
    """Where the links of a sheet lead, by their ids."""
    targets = (_read_attributes(match[1]) for match in RELATIONSHIP.finditer(relationships))
    return {
        target["Id"]: unescape(target["Target"])
        for target in targets
        if target.get("TargetMode") == "External" and "Id" in target and "Target" in target
    }


def find_crossed_out_texts(part: bytes) -> Iterator[str]:
    """The texts in a part of which some words are crossed out."""
    if not STRIKE.search(part):
        return
    start = 0
    for tag in RICH_TEXT_TAG.finditer(part):
        if tag[1] and STRIKE.search(part, start, tag.start()):
            texts = TEXT.findall(part, start, tag.start())
            yield unescape(b"".join(texts).decode("utf-8", "replace"))
        start = tag.end()


def _read_attributes(text: bytes) -> dict[str, str]:
    found = ATTRIBUTE.findall(text.decode("utf-8", "replace"))
    return {name: double or single for name, double, single in found}


def column_number(letters: str) -> int:
    """The number of a column, counted from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
