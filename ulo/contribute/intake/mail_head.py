"""What the head of an e-mail says, as far as a reply to it needs that. Anybody can write all of it.

The policy of the library is the old one: the newer reads each field as a grammar, and needs minutes
for a hostile one.
"""

import re
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses

# The most bytes of a field, and the most Message-IDs of one, that we look at.
MAX_FIELD, MAX_IDS = 2_000, 50
# One that looks like an encoded word is none that a mail program makes.
MESSAGE_ID = re.compile(r"<(?![^<>]{0,501}=\?)[!-;=?-~]{1,250}@[!-;=?-~]{1,250}>")
LANGUAGE = re.compile(r"\s*([a-z]{2,3})(?:-[a-z0-9-]{1,20})?\s*", re.IGNORECASE)
# Who gets what a program sent by itself, such as a bounce, does not answer it.
AUTOMATIC = re.compile(r"\s*auto-", re.IGNORECASE)
PRECEDENCE = re.compile(r"\s*(?:bulk|junk|auto.?reply)\s*", re.IGNORECASE)
BOUNCER = re.compile(r"mailer-daemon@", re.IGNORECASE)


@dataclass(frozen=True)
class MailHead:
    """The head of an e-mail; each field is empty where it says nothing, or nothing that is valid.

    `sender` is the mailbox that it says it is from, where it names exactly one. `message_id` is its
    own, `references` are those of the e-mails that it answers. `language` is a code such as `cy`.
    `is_automatic` says that no person wrote it.
    """

    subject: str = ""
    sender: str = ""
    message_id: str = ""
    references: tuple[str, ...] = ()
    language: str = ""
    is_automatic: bool = False


EMPTY_HEAD = MailHead()


def read_head(message: Message) -> MailHead:
    """The head of a message that the library has parsed."""
    own = _read_ids(message, "Message-ID")
    answered = [*_read_ids(message, "References"), *_read_ids(message, "In-Reply-To")]
    sender = _read_sender(message)
    language = LANGUAGE.fullmatch(_field(message, "Content-Language"))
    return MailHead(
        subject=decode_words(_field(message, "Subject")),
        sender=sender,
        message_id=own[0] if own else "",
        references=tuple(dict.fromkeys(answered)),
        language=language[1].lower() if language else "",
        is_automatic=bool(AUTOMATIC.match(_field(message, "Auto-Submitted")))
        or bool(PRECEDENCE.fullmatch(_field(message, "Precedence")))
        or bool(BOUNCER.match(sender))
        or _field(message, "Return-Path").strip() == "<>"
        or message.get_content_type() == "multipart/report",
    )


def _field(message: Message, name: str) -> str:
    return str(message.get(name, ""))[:MAX_FIELD]


def _read_ids(message: Message, name: str) -> list[str]:
    return MESSAGE_ID.findall(_field(message, name))[:MAX_IDS]


def _read_sender(message: Message) -> str:
    """The mailbox of the sender where the head names exactly one."""
    fields = [str(value)[:MAX_FIELD] for value in message.get_all("From", [])]
    mailboxes = getaddresses(fields) if len(fields) == 1 else []
    return mailboxes[0][1] if len(mailboxes) == 1 else ""


def decode_words(text: str) -> str:
    """The text of a header field, in which letters other than English ones are encoded."""
    text = " ".join(text[:MAX_FIELD].split())
    try:
        return str(make_header(decode_header(text)))
    except (HeaderParseError, LookupError, ValueError):
        return text
