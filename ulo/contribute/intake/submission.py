"""Reads what somebody sent: the event of an issue, an e-mail, or a text.

Whatever is in it, nothing here raises, but for JSON that is not the event of an issue.
"""

import json
import re
import unicodedata
from dataclasses import dataclass, replace
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import getaddresses
from typing import Any, Literal

Channel = Literal["issue", "mail", "text"]
# An issue has at most 65,536 characters; an e-mail may have pictures, which are ignored.
MAX_BYTES, MAX_CHARACTERS = 8_000_000, 200_000
# The most e-mails inside of e-mails: hundreds of them would keep the library busy for hours.
MAX_NESTED = 30
MAX_SUBJECT = 1_000
# Only a whole e-mail, as a mail program saves it, starts with header fields and has one of these.
EMAIL_HEADERS = re.compile(
    rb"\A(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:MIME-Version|Message-ID|Content-Type):",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Submission:
    """A text, and the way it came. `fault` says why there is no text.

    It is a key of `intake.fault` in the messages, or empty. `subject` is that of an e-mail, or the
    title of an issue; `sender` the mailbox that an e-mail says it is from, and `has_attachments`
    says whether files came with it that are not its text.
    """

    channel: Channel
    text: str = ""
    fault: str = ""
    subject: str = ""
    sender: str = ""
    has_attachments: bool = False


class NotAnIssueEventError(Exception):
    """The file is JSON, but not the event of an issue: a mistake in the use of the command."""


def read_submission(raw: bytes) -> Submission:
    """What is in the file. Raises NotAnIssueEventError for any other JSON."""
    if len(raw) > MAX_BYTES:
        return Submission("text", fault="large")
    if raw.lstrip()[:1] == b"{":
        try:
            event = json.loads(raw)
        except (ValueError, RecursionError):
            pass  # a record may start with a brace, too
        else:
            return _read_event(event)
    head = raw[:20_000].replace(b"\r\n", b"\n")
    return _read_email(raw) if EMAIL_HEADERS.match(head) else _make_submission("text", _decode(raw))


def _read_event(event: dict[str, Any]) -> Submission:
    issue = event.get("issue")
    body = (issue.get("body") or "") if isinstance(issue, dict) else None
    if not isinstance(body, str):
        raise NotAnIssueEventError
    title = issue.get("title") if isinstance(issue, dict) else ""
    return _make_submission("issue", body, title if isinstance(title, str) else "")


def _read_email(raw: bytes) -> Submission:
    lower = raw.lower()
    if lower.count(b"boundary") > MAX_NESTED or lower.count(b"message/rfc822") > MAX_NESTED:
        return Submission("mail", fault="unreadable")
    try:
        message = message_from_bytes(raw, policy=policy.default)
        parts = [
            part
            for part in message.walk()
            if isinstance(part, EmailMessage) and not part.is_multipart()
        ]
        chosen = _choose_part(parts)
        text = _read_part(chosen) if chosen else ""
        subject, sender = _read_head(message)
        has_attachments = any(part.is_attachment() for part in parts if part is not chosen)
        has_html = any(part.get_content_type() == "text/html" for part in parts)
    # The library meets the bytes of strangers, and has failed on them with errors of any kind.
    except Exception:
        return Submission("mail", fault="unreadable")
    if has_html and not text.strip():
        return Submission("mail", fault="html")
    submission = _make_submission("mail", text, subject, sender)
    return replace(submission, has_attachments=has_attachments)


def _read_head(message: Message) -> tuple[str, str]:
    """The subject, and the mailbox of the sender where the head names exactly one."""
    senders = message.get_all("From", [])
    mailboxes = getaddresses(map(str, senders)) if len(senders) == 1 else []
    return str(message.get("Subject", "")), mailboxes[0][1] if len(mailboxes) == 1 else ""


def _choose_part(parts: list[EmailMessage]) -> EmailMessage | None:
    """The part with the record or the text: an attached YAML file before the text of the letter."""
    for part in parts:
        if (part.get_filename() or "").lower().endswith((".yml", ".yaml")):
            return part
    for part in parts:
        if part.get_content_type() == "text/plain" and not part.is_attachment():
            return part
    return None


def _read_part(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    return _decode(payload if isinstance(payload, bytes) else b"", part.get_content_charset())


def _decode(raw: bytes, charset: str | None = None) -> str:
    """The text in these bytes. Where they are not UTF-8, an old program on Windows wrote them."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        charset = "utf-16"
    for name in (charset or "utf-8-sig", "utf-8-sig"):
        try:
            return raw.decode(name).lstrip("\ufeff")
        except (LookupError, ValueError):
            continue
    return raw.decode("cp1252", errors="replace")


def _make_submission(
    channel: Channel, text: str, subject: str = "", sender: str = ""
) -> Submission:
    """A text with plain line ends and spaces: copied text has spaces of many kinds."""
    if len(text) > MAX_CHARACTERS:
        return Submission(channel, fault="large")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "  ")
    spaces = {character for character in text if unicodedata.category(character) == "Zs"}
    text = text.translate(dict.fromkeys(map(ord, spaces), " "))
    return Submission(channel, text, "", " ".join(subject[:MAX_SUBJECT].split()), sender)
