"""What somebody sent, whatever it came in: the event of an issue, an e-mail, or a text. Nothing here raises for what is in it."""

import json
import re
import unicodedata
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage

# An issue has at most 65,536 signs; an e-mail may bring pictures along, which are not looked at.
MAX_BYTES, MAX_CHARACTERS = 8_000_000, 200_000
# E-mails in e-mails: hundreds of them would keep the library busy for hours.
MAX_NESTED = 30
# Only a whole e-mail, as a mail program saves it, has these at its top.
EMAIL_HEADERS = re.compile(
    rb"\A(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:MIME-Version|Message-ID|Content-Type):",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Submission:
    """A text, the way it came (issue, mail or text), and why there is none: a word of `intake.fault`."""

    channel: str
    text: str = ""
    fault: str = ""


class NotAnIssueEvent(Exception):
    """The file is JSON, but not of an issue: a mistake in the use of the command."""


def read_submission(raw: bytes) -> Submission:
    """What is in the file. Raises NotAnEvent where it is some other JSON."""
    if len(raw) > MAX_BYTES:
        return Submission("text", fault="large")
    if raw.lstrip()[:1] == b"{" and (event := _parse_json(raw)) is not None:
        return _read_event(event)
    head = raw[:20_000].replace(b"\r\n", b"\n")
    return _read_email(raw) if EMAIL_HEADERS.match(head) else _make_submission("text", _decode(raw))


def _parse_json(raw: bytes) -> dict | None:
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        return None  # a record may start with a brace, too


def _read_event(event: dict) -> Submission:
    issue = event.get("issue")
    if not isinstance(issue, dict) or not isinstance(body := issue.get("body") or "", str):
        raise NotAnIssueEvent
    return _make_submission("issue", body)


def _read_email(raw: bytes) -> Submission:
    if (
        raw.lower().count(b"boundary") > MAX_NESTED
        or raw.lower().count(b"message/rfc822") > MAX_NESTED
    ):
        return Submission("mail", fault="unreadable")
    try:
        mail = message_from_bytes(raw, policy=policy.default)
        parts = [
            part
            for part in mail.walk()
            if isinstance(part, EmailMessage) and not part.is_multipart()
        ]
        attached = [
            part
            for part in parts
            if re.search(r"\.ya?ml$", part.get_filename() or "", re.IGNORECASE)
        ]
        plain = [
            part
            for part in parts
            if part.get_content_type() == "text/plain" and not part.is_attachment()
        ]
        pages = [part for part in parts if part.get_content_type() == "text/html"]
        chosen = next(iter(attached or plain), None)
        text = (
            _decode(chosen.get_payload(decode=True) or b"", chosen.get_content_charset())
            if chosen
            else ""
        )
    except (
        Exception
    ):  # the library meets bytes of strangers, and has failed on them in ways of its own
        return Submission("mail", fault="unreadable")
    if not text.strip() and pages:
        return Submission("mail", fault="html")
    return _make_submission("mail", text)


def _decode(raw: bytes, charset: str | None = None) -> str:
    """The text in these bytes. Where they are no UTF-8, they come from an old program on Windows."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        charset = "utf-16"
    for name in (charset or "utf-8-sig", "utf-8-sig"):
        try:
            return raw.decode(name).lstrip("\ufeff")
        except (LookupError, ValueError):
            continue
    return raw.decode("cp1252", errors="replace")


def _make_submission(channel: str, text: str) -> Submission:
    if len(text) > MAX_CHARACTERS:
        return Submission(channel, fault="large")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "  ")
    # Copied text has spaces of many kinds; a record needs the ordinary one.
    plain = "".join(
        " " if sign != " " and unicodedata.category(sign) == "Zs" else sign for sign in lines
    )
    return Submission(channel, plain)
