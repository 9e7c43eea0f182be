"""Turns what strangers send into a record, and into an answer to them in plain words.

Nothing in it is trusted: here it is data, and in the answer it is escaped. No function here reads
or writes a file.

    html_text      an HTML page as the text that its reader sees
    mail_text      the bytes of an e-mail as text: its letters and its lines
    outlook        messages as Outlook saves them
    attachments    what a file is that somebody attached
    mail_bounds    how large an e-mail may be
    mail_head      who sent an e-mail, what it answers, and its language
    mail           an e-mail: its texts, and what is attached to it
    submission     the texts in what was sent: the event of an issue, an e-mail, a text
    mail_traces    what mail programs leave in a text: signatures, older messages, links
    indents        lines of a record, set in again
    email_unwrap   a record as it was before it travelled by e-mail
    references     which group a reply to our letter is about
    languages      in which language somebody wrote
    finding        the record in all texts that were sent
    answers        the questions of the issue form for a new group, and the answers to them
    normalisation  answers in the form that a record has
    outcome        what became of a submission
    confirmations  a group says that its page is right, and what speaks for that
    mentions       which groups a text is about
    suggestion     what a person asks for in their own words
    receiving      the whole way from the bytes to the outcome
    markdown       the words of strangers, escaped for Markdown
    styles         an answer as Markdown or as plain text
    summary        what an outcome says of a record, as lines of lists
    reply          the answer to the person, and the pull request for the maintainers
    report         what a maintainer has to know besides
    reply_email    the answer as an e-mail, ready to be sent
    issue_forms    the issue forms on GitHub, generated from the JSON Schema
"""

from ulo.contribute.intake.issue_forms import build_issue_forms
from ulo.contribute.intake.outcome import Outcome
from ulo.contribute.intake.receiving import receive
from ulo.contribute.intake.reply_email import build_reply
from ulo.contribute.intake.report import build_report
from ulo.contribute.intake.submission import MAX_BYTES, NotAnIssueEventError

__all__ = [
    "MAX_BYTES",
    "NotAnIssueEventError",
    "Outcome",
    "build_issue_forms",
    "build_reply",
    "build_report",
    "receive",
    "reply",
]
