"""The text of an HTML page as its reader sees it, line for line.

The pages are those of strangers. So this reads in one pass and keeps nothing but names of tags: the
parser of the standard library needs time that grows with the square of a broken page.
"""

import html
import re

# A tag, or the start of what is no text: a comment, a declaration.
TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,20})(?![A-Za-z0-9])[^<>]{0,4000}>")
OTHER_TAG = re.compile(r"<(?:[!?]|/?[A-Za-z])[^<>]{0,4000}>")
# What is between these tags is not shown. A head ends where the body starts, too.
HIDDEN = {
    name: re.compile(rf"</{name}|<body" if name == "head" else rf"</{name}", re.IGNORECASE)
    for name in ("head", "script", "style", "template", "title", "svg", "select")
}
# Each of these starts a line and ends one.
BLOCKS = frozenset(
    "address article blockquote body center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 "
    "header hr li main ol p pre section table tbody tr ul".split()
)
SPACES = re.compile(r"[ \t\n\r\f]+")
# A number of so many digits is no character, and Python refuses to read one that is far longer.
LONG_NUMBER = re.compile(r"&#[xX]?[0-9A-Fa-f]{8,}")
# As Outlook has it, without quotation marks, and as others do.
LANGUAGE = re.compile(rb"<html\b[^<>]{0,2000}?\slang=[\"']?([a-z]{2,3})\b", re.IGNORECASE)
# Deeper than this, lists and quotations are no longer set in.
MAX_DEPTH = 8


def page_language(raw: bytes) -> str:
    """The code of the language that a page says it is in, such as `cy`, or an empty text."""
    named = LANGUAGE.search(raw[:8_000])
    return named[1].decode("ascii").lower() if named else ""


def html_to_text(page: str) -> str:
    """The text with a line for each paragraph, row and entry of a list.

    No-break spaces stay what they are: they are how HTML sets lines in. Entries start with a
    hyphen, and quoted lines with `>`.
    """
    lines = _Lines()
    position = 0
    while position < len(page):
        start = page.find("<", position)
        if start < 0:
            start = len(page)
        lines.add_text(page[position:start])
        position = _read_tag(page, start, lines)
    lines.end_line()
    return "\n".join(lines.done)


def _read_tag(page: str, start: int, lines: "_Lines") -> int:
    """Notes what the tag at `start` does to the lines. Returns where the text goes on."""
    if page.startswith("<!--", start):
        end = page.find("-->", start + 4)
        return len(page) if end < 0 else end + 3
    tag = TAG.match(page, start)
    if not tag:
        if other := OTHER_TAG.match(page, start):
            return other.end()
        lines.add_text(page[start : start + 1])
        return start + 1
    name, is_end = tag[2].lower(), bool(tag[1])
    if name in HIDDEN and not is_end:
        end_tag = HIDDEN[name].search(page, tag.end())
        return end_tag.start() if end_tag else len(page)
    lines.add_tag(name, is_end)
    return tag.end()


class _Lines:
    """The lines so far (`done`), and the one that is being written."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self._parts: list[str] = []
        self._is_bullet = False
        # How many of these elements are open.
        self._open = {"pre": 0, "li": 0, "blockquote": 0}

    def add_text(self, text: str) -> None:
        """Adds text; outside of `pre`, all spaces in a row are one."""
        text = html.unescape(LONG_NUMBER.sub("\N{REPLACEMENT CHARACTER}", text))
        if self._open["pre"]:
            first, *others = text.replace("\r\n", "\n").split("\n")
            self._parts.append(first)
            for line in others:
                self.end_line(keep_empty=True)
                self._parts.append(line)
            return
        text = SPACES.sub(" ", text)
        if not self._parts or self._parts[-1].endswith(" "):
            text = text.removeprefix(" ")
        if text:
            self._parts.append(text)

    def add_tag(self, name: str, is_end: bool) -> None:
        """Starts and ends lines as this tag does."""
        if name == "br":
            self.end_line(keep_empty=True)
        elif name in ("td", "th"):
            self.add_text(" ")
        elif name in BLOCKS:
            self.end_line()
        if name == "hr":
            self.done.append("-----")
        if name in self._open:
            self._open[name] = max(0, self._open[name] + (-1 if is_end else 1))
            self._is_bullet = name == "li" and not is_end

    def end_line(self, keep_empty: bool = False) -> None:
        """Ends the line, if there is one or an empty one is wanted."""
        text = "".join(self._parts).rstrip(" ")
        if text or keep_empty:
            quote = "> " * min(self._open["blockquote"], MAX_DEPTH)
            depth = min(self._open["li"], MAX_DEPTH)
            if self._is_bullet and text:
                indent = "  " * (depth - 1) + "- "
                self._is_bullet = False
            else:
                indent = "  " * depth if text else ""
            self.done.append(f"{quote}{indent}{text}")
        self._parts = []
