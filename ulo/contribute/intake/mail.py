"""Reads an e-mail: its texts, and what is attached to it.

The library meets the bytes of strangers here, and has needed hours for some of them: what would
keep it busy is refused before.
"""

import re
from binascii import a2b_base64
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email import message_from_bytes, policy
from email.message import Message

from ulo.contribute.intake import outlook
from ulo.contribute.intake.attachments import (
    Attachment,
    describe_file,
    is_added_by_program,
    read_text_file,
)
from ulo.contribute.intake.html_text import html_to_text, page_language
from ulo.contribute.intake.mail_bounds import MAX_PARTS, find_excess
from ulo.contribute.intake.mail_head import EMPTY_HEAD, MAX_FIELD, MailHead, decode_words, read_head
from ulo.contribute.intake.mail_text import decode, join_flowed_lines
from ulo.contribute.intake.mail_words import MailWords

# The most characters of an HTML page, in which programs surround each word with styles, and of all
# pages; the most tags of one; and the most bytes of all files together, those in files among them.
MAX_PAGE, MAX_PAGES, MAX_TAGS, MAX_FILES = 1_500_000, 3_000_000, 200_000, 40_000_000
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
STUB_LENGTH = 400


class UnreadableMailError(Exception):
    """The e-mail cannot be read; the text is a key of `intake.fault` in the messages."""


@dataclass(frozen=True)
class Passage:
    """One text of an e-mail, in one or several `readings`, the likeliest first.

    `place` is where it is: a `file` that is attached, the `body` of the e-mail, or an e-mail that
    came with it (`inner`). `name` is that of the file.
    """

    readings: tuple[str, ...]
    place: str
    name: str = ""


@dataclass
class Mail:
    """What is in an e-mail. `pictures` are those among its words, such as below a signature.

    `page_language` is what an HTML form of it says; by `words` it is read.
    """

    words: MailWords
    head: MailHead = EMPTY_HEAD
    page_language: str = ""
    passages: list[Passage] = field(default_factory=list)
    unread: list[Attachment] = field(default_factory=list)
    pictures: list[Attachment] = field(default_factory=list)
    # Files in files may name each other again and again.
    bytes_left: int = MAX_FILES
    page_characters_left: int = MAX_PAGES


def is_mail(raw: bytes) -> bool:
    """Whether a file is an e-mail as a program saves it."""
    head = _plain_line_ends(raw[:HEAD_LENGTH])
    return raw.startswith(outlook.SIGNATURE) or bool(EMAIL_HEADERS.match(head))


def read_mail(raw: bytes, words: MailWords) -> Mail:
    """The texts of an e-mail. Raises UnreadableMailError."""
    mail = Mail(words)
    _add_mail(raw, "body", mail)
    return mail


def _add_mail(raw: bytes, place: str, mail: Mail) -> None:
    try:
        if raw.startswith(outlook.SIGNATURE):
            message = outlook.read_message(raw)
            _add_head(MailHead(subject=message.subject[:MAX_FIELD]), place, mail)
            _add_outlook(message, place, mail)
        else:
            parsed = _parse(raw)
            _add_head(read_head(parsed), place, mail)
            _add_part(parsed, place, mail)
    except outlook.NotAMessageError as error:
        raise UnreadableMailError("outlook") from error
    except UnreadableMailError:
        raise
    # The library has failed on bytes of strangers with errors of any kind.
    except Exception as error:
        raise UnreadableMailError("unreadable") from error


def _add_head(head: MailHead, place: str, mail: Mail) -> None:
    """Keeps the head of the e-mail itself. Of one in it, only the subject may stand in for it."""
    if place == "body":
        mail.head = head
    elif not mail.head.subject:
        mail.head = replace(mail.head, subject=head.subject)


def _parse(raw: bytes) -> Message:
    raw = _plain_line_ends(raw)
    if excess := find_excess(raw):
        raise UnreadableMailError(excess)
    message = message_from_bytes(raw, policy=policy.compat32)
    if sum(1 for _ in message.walk()) > MAX_PARTS:
        raise UnreadableMailError("parts")
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
    elif readings := tuple(_read_body(part, mail)):
        if content_type == "text/html" and place == "body":
            mail.page_language = page_language(_payload(part))
        mail.passages.append(Passage(readings, place))
    else:
        _add_file(part, place, mail, within)


def _join_alternatives(count: int, place: str, mail: Mail) -> None:
    """Makes one text of those from number `count` on: it came in several forms."""
    bodies = [passage for passage in mail.passages[count:] if passage.place == place]
    others = [passage for passage in mail.passages[count:] if passage.place != place]
    readings = [reading for passage in bodies for reading in passage.readings]
    if len(readings) > 1 and _is_stub(readings[0], readings[-1], mail.words):
        del readings[0]
    joined = [Passage(tuple(readings), place)] if readings else []
    mail.passages[count:] = joined + others


def _is_stub(text: str, page: str, words: MailWords) -> bool:
    """Whether the text only stands in for the page."""
    text, page = text.strip(), page.strip()
    is_short = len(text) < min(STUB_LENGTH, len(page))
    return not text or (is_short and bool(words.only_html.search(text)))


def _read_body(part: Message, mail: Mail) -> Iterator[str]:
    """The readings of a part that is the text of a letter; none where it is something else."""
    content_type = part.get_content_type()
    if part.get_content_disposition() == "attachment" or content_type not in (
        "text/plain",
        "text/html",
    ):
        return
    raw, charset = _payload(part), str(part.get_content_charset() or "")
    if content_type == "text/html":
        yield _read_page(raw, mail, charset)
    elif str(part.get_param("format", "")).lower() == "flowed":
        text = decode(raw, charset)
        yield join_flowed_lines(text, str(part.get_param("delsp", "")).lower() == "yes")
        # Some programs say so of a text that they did not prepare for it.
        yield text
    else:
        yield decode(raw, charset)


def _read_page(raw: bytes, mail: Mail, charset: str = "") -> str:
    """The text of an HTML page."""
    if not charset and (named := PAGE_CHARSET.search(raw, 0, 2_000)):
        charset = named[1].decode("ascii", "replace")
    page = decode(raw, charset)
    mail.page_characters_left -= len(page)
    is_long = len(page) > MAX_PAGE or page.count("<") > MAX_TAGS
    if is_long or mail.page_characters_left < 0:
        raise UnreadableMailError("large")
    return html_to_text(page)


def _add_file(part: Message, place: str, mail: Mail, within: str) -> None:
    name = decode_words(str(part.get_filename() or ""))
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
        mail.passages.append(Passage((text,), place, name))
    else:
        mail.unread.append(describe_file(name, content_type, raw))


def _add_outlook(message: outlook.OutlookMessage, place: str, mail: Mail) -> None:
    readings = [message.body] if message.body.strip() else []
    if message.body_html:
        readings.append(_read_page(message.body_html, mail))
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
