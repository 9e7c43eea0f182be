"""Limits on every part of an e-mail, checked by counting its bytes before anything parses it.

Python's e-mail library needed minutes for some long fields, and for many parts.
"""

import re

# The most bytes of an e-mail, as large as mail programs send; and the most of its head, of one
# field there, and of a field that says what a part is.
MAX_MAIL, MAX_HEAD, MAX_FIELD, MAX_CONTENT_FIELD = 36_000_000, 500_000, 60_000, 2_000
# The most fields of a head, and parameters of such a field.
MAX_FIELDS, MAX_PARAMETERS = 1_000, 40
# The most lines, and the most bytes of one.
MAX_LINES, MAX_LINE = 500_000, 3_000_000
# The most e-mails inside of e-mails and parts with parts, and the most parts.
MAX_NESTED, MAX_PARTS = 30, 500
# A line that may be the edge of a part; letters have some, and each part has one or two.
MAX_EDGES = 2_000
# The library compares each line with every edge that may come.
MAX_COMPARED = 6_000_000

NESTING = re.compile(rb"boundary[*0-9 \t\n]*=|message/rfc822", re.IGNORECASE)
EDGE = re.compile(rb"^--[^\n]", re.MULTILINE)
FIELD = re.compile(rb"^[!-9;-~]{1,100}[ \t]*+:[^\n]*+(?:\n[ \t][^\n]*+)*+", re.MULTILINE)
CONTENT_FIELD = re.compile(
    rb"^content-[a-z-]{1,60}[ \t]*+:[^\n]*+(?:\n[ \t][^\n]*+)*+", re.IGNORECASE | re.MULTILINE
)


def find_excess(raw: bytes) -> str:
    """What an e-mail with plain line ends has too much of: a key of `intake.fault`, or nothing."""
    if len(raw) > MAX_MAIL:
        return "large"
    lines = raw.count(b"\n")
    if lines > MAX_LINES or len(max(raw.split(b"\n"), key=len)) > MAX_LINE:
        return "lines"
    nested = len(NESTING.findall(raw))
    edges = sum(1 for _ in EDGE.finditer(raw))
    if nested > MAX_NESTED or edges > MAX_EDGES or lines * nested > MAX_COMPARED:
        return "parts"
    return "head" if _has_long_head(raw) else ""


def _has_long_head(raw: bytes) -> bool:
    end = raw.find(b"\n\n", 0, MAX_HEAD)
    if end < 0 and len(raw) > MAX_HEAD:
        return True
    fields = [match[0] for match in FIELD.finditer(raw, 0, MAX_HEAD if end < 0 else end)]
    if len(fields) > MAX_FIELDS or any(len(field) > MAX_FIELD for field in fields):
        return True
    return any(
        len(match[0]) > MAX_CONTENT_FIELD or match[0].count(b";") > MAX_PARAMETERS
        for match in CONTENT_FIELD.finditer(raw)
    )
