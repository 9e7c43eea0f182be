"""E-mails that we prepare: as drafts for a mail program, and how a reply names its group.

A reply keeps the reference in the subject, or the Message-ID in its head. Both are words that
anybody can write: they say which group is meant, and never who wrote.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from textwrap import wrap

from ulo.core.mailboxes import is_mailbox
from ulo.core.problems import escape_invisible

# RFC 3676 asks for no more than 78 characters a line, with the space that joins it to the next.
MAX_LINE = 72
# What a line may not start with in `format=flowed`: an added space protects it.
STUFFED = (" ", ">", "From ")
MAX_SUBJECT = 250
# "[Ref: northside-voices]"; the word before the colon is that of a locale.
SUBJECT_REFERENCE = re.compile(r"\[[^\W\d_]{2,12}: ?([a-z0-9-]{1,80}) ?\]", re.IGNORECASE)
MESSAGE_ID = re.compile(r"<ask\.([a-z0-9-]{1,80})\.[0-9]{8}@", re.IGNORECASE)


def build_draft(
    subject: str,
    text: str,
    *,
    to: str = "",
    sender: tuple[str, str] = ("", ""),
    fields: Mapping[str, str] | None = None,
) -> bytes:
    """An e-mail as a file that a mail program opens, ready to be read and sent.

    `sender` has the name and the mailbox, and `fields` more header fields in ASCII. A mail program
    fits each paragraph of the `text` to its window. Raises ValueError where a mailbox is none.
    """
    message = EmailMessage(policy=SMTP)
    name, mailbox = sender
    if not all(is_mailbox(address) for address in (to, mailbox) if address):
        raise ValueError("no mailbox")
    if to:
        message["To"] = Address(addr_spec=to)
    if mailbox:
        address = Address(_as_words(name), addr_spec=mailbox)
        message["From"] = message["Reply-To"] = address
    message["Subject"] = _as_words(subject)[:MAX_SUBJECT]
    message["X-Unsent"] = "1"  # Outlook opens it ready to be sent.
    message.set_content(_flow(text), cte="quoted-printable")
    message.set_param("format", "flowed")
    for field, value in (fields or {}).items():  # to set the text removes some of them
        message[field] = _as_words(value)
    return message.as_bytes()


def _as_words(text: str) -> str:
    """The text as nothing but words: what looks encoded would be read, line breaks in it, too."""
    return escape_invisible(text).replace("=?", "= ?")


def _flow(text: str) -> str:
    """The text in short lines, as RFC 3676 has it: one that ends with a space goes on."""
    lines = []
    for line in text.split("\n"):
        whole = line.rstrip()
        # A line of one word, such as a web address, keeps its indent.
        is_one_word = " " not in whole.lstrip()
        parts = [whole]
        if not is_one_word:
            parts = wrap(whole, MAX_LINE, break_long_words=False, break_on_hyphens=False)
        lines.append(" \n".join(f" {part}" if part.startswith(STUFFED) else part for part in parts))
    return "\n".join(lines)


def make_message_id(slug: str, day: date, mailbox: str) -> str:
    """The Message-ID of the letter to a group on a day, at the host of our own mailbox."""
    return f"<ask.{slug}.{day:%Y%m%d}@{mailbox.rpartition('@')[2]}>"


def find_in_subject(subject: str) -> list[str]:
    """The slugs that references in a subject name, whether or not there are such groups."""
    return [slug.lower() for slug in SUBJECT_REFERENCE.findall(subject)]


def find_in_message_ids(message_ids: Iterable[str]) -> list[str]:
    """The slugs that Message-IDs of our own letters name, whether or not there are such groups."""
    found = map(MESSAGE_ID.match, message_ids)
    return [match[1].lower() for match in found if match]
