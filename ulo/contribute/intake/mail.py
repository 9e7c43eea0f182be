"""Reads an e-mail: its texts, and what is attached to it.

The library meets the bytes of strangers here, and has needed hours for some of them: what would
keep it busy is refused before.
"""

import re
from binascii import a2b_base64
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses

from ulo.contribute.intake import outlook
from ulo.contribute.intake.attachments import (
    Attachment,
    describe_file,
    is_added_by_program,
    read_text_file,
)
from ulo.contribute.intake.html_text import html_to_text
from ulo.contribute.intake.mail_text import decode, join_flowed_lines

# The most e-mails inside of e-mails, parts, lines, and bytes in a header field that we look at.
MAX_NESTED, MAX_PARTS, MAX_LINES, MAX_FIELD = 30, 500, 300_000, 2_000
# The most characters of an HTML page, in which programs surround each word with styles; and the
# most bytes of all files together, those in files among them.
MAX_PAGE, MAX_FILES = 1_500_000, 24_000_000
BOUNDARY = re.compile(rb"boundary[*0-9 \t\n]*=|message/rfc822", re.IGNORECASE)
CONTENT_FIELD = re.compile(
    rb"^content-[a-z-]+:[^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE | re.MULTILINE
)
# Only a whole e-mail, as a mail program saves it, starts with header fields and has one of these.
# Some programs save it with a line before them.
EMAIL_HEADERS = re.compile(
    rb"(?:From [^\n]*\n)?(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?"
    rb"(?:MIME-Version|Message-ID|Content-Type):",
    re.IGNORECASE,
)
HEAD_LENGTH = 60_000
PAGE_CHARSET = re.compile(rb"charset=[\"']?([\w-]{3,20})", re.IGNORECASE)
# A short text that only says that the message is HTML.
STUB = re.compile(r"\bhtml\b|\bbrowser\b|does(?:n't| not) support|unable to", re.IGNORECASE)
STUB_LENGTH = 400


class UnreadableMailError(Exception):
    """The e-mail cannot be read; the text is a key of `intake.fault` in the messages."""


@dataclass(frozen=True)
class Passage:
    """One text of an e-mail, in one or several `readings`, the likeliest first.

    `place` is where it is: a `file` that is attached, the `body` of the e-mail, or an e-mail that
    came with it (`inner`).
    """

    readings: tuple[str, ...]
    place: str


@dataclass
class Mail:
    """What is in an e-mail. `pictures` are those among its words, such as below a signature.

    `sender` is the mailbox that it says it is from, where it names one.
    """

    subject: str = ""
    sender: str = ""
    passages: list[Passage] = field(default_factory=list)
    unread: list[Attachment] = field(default_factory=list)
    pictures: list[Attachment] = field(default_factory=list)
    # Files in files may name each other again and again.
    bytes_left: int = MAX_FILES


def is_mail(raw: bytes) -> bool:
    """Whether a file is an e-mail as a program saves it."""
    head = _plain_line_ends(raw[:HEAD_LENGTH])
    return raw.startswith(outlook.SIGNATURE) or bool(EMAIL_HEADERS.match(head))


def read_mail(raw: bytes) -> Mail:
    """The texts of an e-mail. Raises UnreadableMailError."""
    mail = Mail()
    _add_mail(raw, "body", mail)
    return mail


def _add_mail(raw: bytes, place: str, mail: Mail) -> None:
    try:
        if raw.startswith(outlook.SIGNATURE):
            message = outlook.read_message(raw)
            mail.subject = mail.subject or message.subject[:MAX_FIELD]
            _add_outlook(message, place, mail)
        else:
            parsed = _parse(raw)
            mail.subject = mail.subject or _decode_words(str(parsed.get("subject", "")))
            if place == "body":
                mail.sender = _sender(parsed)
            _add_part(parsed, place, mail)
    except outlook.NotAMessageError as error:
        raise UnreadableMailError("outlook") from error
    except UnreadableMailError:
        raise
    # The library has failed on bytes of strangers with errors of any kind.
    except Exception as error:
        raise UnreadableMailError("unreadable") from error


def _sender(message: Message) -> str:
    """The mailbox of the sender where the head names exactly one."""
    fields = [str(value)[:MAX_FIELD] for value in message.get_all("From", [])]
    mailboxes = getaddresses(fields) if len(fields) == 1 else []
    return mailboxes[0][1] if len(mailboxes) == 1 else ""


def _parse(raw: bytes) -> Message:
    raw = _plain_line_ends(raw)
    is_hostile = (
        raw.count(b"\n") > MAX_LINES
        or len(BOUNDARY.findall(raw)) > MAX_NESTED
        or any(len(match[0]) > MAX_FIELD for match in CONTENT_FIELD.finditer(raw))
    )
    if is_hostile:
        raise UnreadableMailError("unreadable")
    # The newer policy reads each header field as a grammar, and needs minutes for a hostile one.
    message = message_from_bytes(raw, policy=policy.compat32)
    if sum(1 for _ in message.walk()) > MAX_PARTS:
        raise UnreadableMailError("unreadable")
    return message


def _add_part(part: Message, place: str, mail: Mail, within: str = "") -> None:
    """Adds a part of an e-mail with all that is in it. `within` is the type of what it is in."""
    content_type = part.get_content_type()
    if content_type == "multipart/encrypted":
        mail.unread.append(Attachment("", "encrypted"))
    elif part.is_multipart():
        children = [child for child in part.get_payload() if isinstance(child, Message)]
        count = len(mail.passages)
        for child in children:
            if content_type != "message/rfc822":
                _add_part(child, place, mail, content_type)
            elif str(part.get("content-transfer-encoding", "")).strip().lower() == "base64":
                # No program may encode a whole e-mail, but some do.
                _add_bytes("", "", "", a2b_base64(str(child.get_payload())), "inner", mail)
            else:
                _add_part(child, "inner", mail)
        if content_type == "multipart/alternative":
            _join_alternatives(count, place, mail)
    elif readings := tuple(_read_body(part)):
        mail.passages.append(Passage(readings, place))
    else:
        _add_file(part, place, mail, within)


def _join_alternatives(count: int, place: str, mail: Mail) -> None:
    """Makes one text of those from number `count` on: it came in several forms."""
    bodies = [passage for passage in mail.passages[count:] if passage.place == place]
    others = [passage for passage in mail.passages[count:] if passage.place != place]
    readings = [reading for passage in bodies for reading in passage.readings]
    if len(readings) > 1 and _is_stub(readings[0], readings[-1]):
        del readings[0]
    joined = [Passage(tuple(readings), place)] if readings else []
    mail.passages[count:] = joined + others


def _is_stub(text: str, page: str) -> bool:
    """Whether the text only stands in for the page."""
    text, page = text.strip(), page.strip()
    return not text or (len(text) < min(STUB_LENGTH, len(page)) and bool(STUB.search(text)))


def _read_body(part: Message) -> Iterator[str]:
    """The readings of a part that is the text of a letter; none where it is something else."""
    content_type = part.get_content_type()
    if part.get_content_disposition() == "attachment" or content_type not in (
        "text/plain",
        "text/html",
    ):
        return
    raw, charset = _payload(part), str(part.get_content_charset() or "")
    if content_type == "text/html":
        yield _read_page(raw, charset)
    elif str(part.get_param("format", "")).lower() == "flowed":
        text = decode(raw, charset)
        yield join_flowed_lines(text, str(part.get_param("delsp", "")).lower() == "yes")
        # Some programs say so of a text that they did not prepare for it.
        yield text
    else:
        yield decode(raw, charset)


def _read_page(raw: bytes, charset: str = "") -> str:
    """The text of an HTML page."""
    if not charset and (named := PAGE_CHARSET.search(raw, 0, 2_000)):
        charset = named[1].decode("ascii", "replace")
    page = decode(raw, charset)
    if len(page) > MAX_PAGE:
        raise UnreadableMailError("large")
    return html_to_text(page)


def _add_file(part: Message, place: str, mail: Mail, within: str) -> None:
    name = _decode_words(str(part.get_filename() or ""))
    content_type = part.get_content_type()
    is_among_words = "content-id" in part and (
        within == "multipart/related" or part.get_content_disposition() != "attachment"
    )
    if is_among_words and content_type.startswith("image/"):
        mail.pictures.append(Attachment(name, "picture"))
    else:
        charset = str(part.get_content_charset() or "")
        _add_bytes(name, content_type, charset, _payload(part), place, mail)


def _add_bytes(
    name: str, content_type: str, charset: str, raw: bytes, place: str, mail: Mail
) -> None:
    """Adds what is in an attached file."""
    if is_added_by_program(name, content_type):
        return
    if not raw.strip():
        mail.unread.append(Attachment(name, "empty"))
        return
    place = "inner" if place == "inner" else "file"
    mail.bytes_left -= len(raw)
    if mail.bytes_left < 0:
        raise UnreadableMailError("large")
    if is_mail(raw):
        try:
            _add_mail(raw, "inner", mail)
        except UnreadableMailError:
            mail.unread.append(Attachment(name, "mail"))
    elif (text := read_text_file(name, raw, charset)) is not None:
        mail.passages.append(Passage((text,), place))
    else:
        mail.unread.append(describe_file(name, content_type, raw))


def _add_outlook(message: outlook.OutlookMessage, place: str, mail: Mail) -> None:
    readings = [message.body] if message.body.strip() else []
    if message.body_html:
        readings.append(_read_page(message.body_html))
    if readings:
        mail.passages.append(Passage(tuple(readings), place))
    elif not message.files and not message.messages:
        raise UnreadableMailError("outlook")
    for name, raw in message.files:
        _add_bytes(name, "", "", raw, place, mail)
    for inner in message.messages:
        _add_outlook(inner, "inner", mail)


def _plain_line_ends(raw: bytes) -> bytes:
    return raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").lstrip(b"\n")


def _payload(part: Message) -> bytes:
    encoding = str(part.get("content-transfer-encoding", ""))
    if encoding != encoding.strip():  # a folded field, which the library does not understand
        part.replace_header("content-transfer-encoding", encoding.strip())
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _decode_words(text: str) -> str:
    """The text of a header field, in which letters other than English ones are encoded."""
    text = " ".join(text[:MAX_FIELD].split())
    try:
        return str(make_header(decode_header(text)))
    except (HeaderParseError, LookupError, ValueError):
        return text
