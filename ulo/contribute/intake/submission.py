"""Reads what somebody sent: the event of an issue, an e-mail, or a text.

Whatever is in it, nothing here raises, but for JSON that is not the event of an issue.
"""

import json
from dataclasses import dataclass, replace
from typing import Any, Literal

from ulo.contribute.intake.attachments import Attachment
from ulo.contribute.intake.mail import Passage, UnreadableMailError, is_mail, read_mail
from ulo.contribute.intake.mail_bounds import MAX_MAIL
from ulo.contribute.intake.mail_head import EMPTY_HEAD, MailHead
from ulo.contribute.intake.mail_text import decode, plain
from ulo.contribute.intake.mail_words import MailWords

Channel = Literal["issue", "mail", "text"]
# The most bytes of an e-mail, which may have pictures; and of the event of an issue, or a text.
MAX_BYTES, MAX_EVENT = MAX_MAIL, 2_000_000
# An issue has at most 65,536 characters. No line of a letter or a record is nearly as long as that.
MAX_CHARACTERS, MAX_LINE = 200_000, 20_000
MAX_SUBJECT = 1_000
# The most characters of all texts of an e-mail together: most have two forms, and older e-mails.
MAX_ALL = 800_000
# The files first, then what the person wrote, then what came from somebody else.
PLACES = ("file", "body", "inner")


@dataclass(frozen=True)
class Submission:
    """What was sent, and the way it came.

    `passages` are its texts: those in files, those of the e-mail itself, those of other e-mails in
    it. `unread` are files that nobody can read here. `fault` says why there is no text. It is a key
    of `intake.fault` in the messages, or empty. `subject` is that of an e-mail, or the title of an
    issue. `head` is that of an e-mail, and `page_language` what an HTML form of it says.
    """

    channel: Channel
    passages: tuple[Passage, ...] = ()
    fault: str = ""
    subject: str = ""
    head: MailHead = EMPTY_HEAD
    page_language: str = ""
    unread: tuple[Attachment, ...] = ()

    @property
    def text(self) -> str:
        """All that was written to us, as one text."""
        own = [passage for passage in self.passages if passage.place != "inner"]
        own.sort(key=lambda passage: passage.place)  # the letter, then what is attached
        return "\n".join(passage.readings[0] for passage in own or self.passages).strip()

    @property
    def has_attachments(self) -> bool:
        """Whether files or other e-mails came with it."""
        return bool(self.unread) or any(passage.place != "body" for passage in self.passages)


class NotAnIssueEventError(Exception):
    """The file is JSON, but not the event of an issue: a mistake in the use of the command."""


def read_submission(raw: bytes, words: MailWords) -> Submission:
    """What is in the file, read by these words. Raises NotAnIssueEventError for any other JSON."""
    if len(raw) > MAX_BYTES:
        return Submission("text", fault="large")
    is_email = is_mail(raw)
    if not is_email and len(raw) > MAX_EVENT:
        return Submission("text", fault="large")
    if raw.lstrip()[:1] == b"{":
        try:
            event = json.loads(raw)
        except (ValueError, RecursionError):
            pass  # a record may start with a brace, too
        else:
            return _read_event(event)
    return _read_mail(raw, words) if is_email else _make_submission("text", decode(raw))


def _read_event(event: dict[str, Any]) -> Submission:
    issue = event.get("issue")
    body = (issue.get("body") or "") if isinstance(issue, dict) else None
    if not isinstance(issue, dict) or not isinstance(body, str):
        raise NotAnIssueEventError
    title = issue.get("title")
    subject = title if isinstance(title, str) else ""
    return replace(_make_submission("issue", body), subject=_plain_subject(subject))


def _plain_subject(subject: str) -> str:
    return " ".join(subject[:MAX_SUBJECT].split())


def _make_submission(channel: Channel, text: str) -> Submission:
    if len(text) > MAX_CHARACTERS:
        return Submission(channel, fault="large")
    if _has_long_line(text):
        return Submission(channel, fault="lines")
    return Submission(channel, (Passage((plain(text),), "body"),))


def _has_long_line(text: str) -> bool:
    return max(map(len, text.split("\n"))) > MAX_LINE


def _read_mail(raw: bytes, words: MailWords) -> Submission:
    try:
        mail = read_mail(raw, words)
    except UnreadableMailError as error:
        return Submission("mail", fault=str(error))
    passages = sorted(mail.passages, key=lambda passage: PLACES.index(passage.place))
    lengths = [len(reading) for passage in passages for reading in passage.readings]
    if max(lengths, default=0) > MAX_CHARACTERS or sum(lengths) > MAX_ALL:
        return Submission("mail", fault="large", head=mail.head)
    if any(_has_long_line(reading) for passage in passages for reading in passage.readings):
        return Submission("mail", fault="lines", head=mail.head)
    passages = [
        replace(passage, readings=tuple(map(plain, passage.readings))) for passage in passages
    ]
    unread = mail.unread
    if not any("".join(passage.readings).strip() for passage in passages):
        unread = unread + mail.pictures
        if unread:
            return Submission("mail", fault="attachments", head=mail.head, unread=tuple(unread))
    return Submission(
        "mail",
        tuple(passages),
        subject=_plain_subject(mail.head.subject),
        head=mail.head,
        page_language=mail.page_language,
        unread=tuple(unread),
    )
