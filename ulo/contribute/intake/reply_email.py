"""The answer to an e-mail as an e-mail: it is sound, whatever the head of the first one says."""

import re

from ulo.contribute.intake.confirmations import REPLY_PREFIXES
from ulo.contribute.intake.mail_head import MailHead
from ulo.core import letters
from ulo.schema import Schema

# RFC 5322 has References of any length, but servers refuse very long heads.
MAX_REFERENCES = 20
# Nobody reads what is sent there.
UNREAD = re.compile(r"(?:do[._-]?not|no)[._-]?reply\b", re.IGNORECASE)


def build_reply(
    head: MailHead, text: str, language: str, to: str, sender: tuple[str, str], schema: Schema
) -> bytes:
    """The draft of a reply with this text, to the mailbox `to` or to nobody yet.

    `sender` has the name and the mailbox of our own. Raises ValueError where `to` is no mailbox,
    our own, or one that nobody reads.
    """
    if to and (UNREAD.match(to) or to.lower() == sender[1].lower()):
        raise ValueError("nobody would read it")
    subject = REPLY_PREFIXES.sub("", head.subject, count=1).strip()
    if subject:
        subject = f"Re: {subject}"
    else:
        subject = schema.messages["intake"]["reply_subject"].format(site=sender[0])
    fields = {"Content-Language": language}
    if head.message_id:
        fields["In-Reply-To"] = head.message_id
        thread = [*head.references, head.message_id][-MAX_REFERENCES:]
        fields["References"] = " ".join(thread)
    return letters.build_draft(subject, text, to=to, sender=sender, fields=fields)
