"""What a file is that somebody attached: a text that can be read, or which kind of other file.

The bytes decide before the name: names and types are often wrong.
"""

import re
from dataclasses import dataclass

from ulo.contribute.intake.html_text import html_to_text
from ulo.contribute.intake.mail_text import decode

# The most bytes of a text: in UTF-16, a text of as many characters as we read has twice as many.
MAX_TEXT = 800_000
MAX_NAME = 80
HTML_START = re.compile(r"\s*<(?:!doctype html|html|head|body|meta|div|p)\b", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# A few stray signs do not make a file that is no text.
MAX_CONTROL = 3
# How a file of each kind starts, and how its name or type ends. The kinds are keys of
# `intake.unread` in the messages.
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "pdf"),
    (b"{\\rtf", "document"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"\x78\x9f\x3e\x22", "winmail"),
)
NAMES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"\.(docx?|odt|rtf|pages|wps)$|word|opendocument\.text|/rtf", "document"),
        (r"\.(xlsx?|ods|csv|tsv|numbers)$|excel|spreadsheet|/csv", "spreadsheet"),
        (r"\.pdf$|/pdf", "pdf"),
        (r"\.(jpe?g|png|gif|heic|webp|tiff?|bmp|svg)$|^image/|image/", "picture"),
        (r"\.(mp3|m4a|wav|ogg|mp4|mov|amr)$|audio/|video/", "recording"),
        (r"winmail\.dat$|ms-tnef", "winmail"),
        (r"\.p7m$|pkcs7-mime|pgp-encrypted|\.asc$|\.pgp$", "encrypted"),
        (r"\.(zip|7z|rar|gz)$|/zip", "archive"),
    )
)
# What programs add by themselves, and nobody means to send.
ADDED_BY_PROGRAMS = re.compile(
    r"\.(vcf|ics|p7s|sig)$|signature|vcard|text/calendar|delivery-status|rfc822-headers|"
    r"disposition-notification"
)


@dataclass(frozen=True)
class Attachment:
    """A file that could not be read. `kind` is a key of `intake.unread` in the messages."""

    name: str
    kind: str


def is_added_by_program(name: str, content_type: str) -> bool:
    """Whether a mail program attached this on its own, such as a signature."""
    return bool(ADDED_BY_PROGRAMS.search(f"{content_type} {name.lower()}"))


def describe_file(name: str, content_type: str, raw: bytes) -> Attachment:
    """The file as one that could not be read."""
    shown = name[:MAX_NAME]
    if len(raw) > MAX_TEXT and content_type.startswith("text/"):
        return Attachment(shown, "large")
    for start, kind in SIGNATURES:
        if raw.startswith(start):
            return Attachment(shown, kind)
    text = f"{content_type} {name.lower()}"
    return Attachment(shown, next((kind for end, kind in NAMES if end.search(text)), "other"))


def read_text_file(name: str, raw: bytes, charset: str) -> str | None:
    """The text in a file, or None where it is something else, or for another program."""
    if len(raw) > MAX_TEXT or describe_file(name, "", raw).kind != "other":
        return None
    text = decode(raw, charset)
    if len(CONTROL.findall(text[:10_000])) > MAX_CONTROL:
        return None
    return html_to_text(text) if HTML_START.match(text) else text
