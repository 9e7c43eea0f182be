"""Turns what strangers send into a record, and into an answer to them in plain words.

Nothing in it is trusted: here it is data, and in the answer it is escaped. No function here reads
or writes a file.

    submission     the text in what was sent: the event of an issue, an e-mail, a text
    email_unwrap   a record as it was before it travelled by e-mail
    answers        the questions of the issue form for a new group, and the answers to them
    normalisation  answers in the form that a record has
    outcome        what became of a submission
    confirmations  a group says that its page is right, and what speaks for that
    receiving      the whole way from the bytes to the outcome
    markdown       the words of strangers, escaped for Markdown
    summary        what an outcome says of a record, as lines of lists
    reply          the answer to the person, and the pull request for the maintainers
    issue_forms    the issue forms on GitHub, generated from the JSON Schema
"""

from ulo.contribute.intake.issue_forms import build_issue_forms
from ulo.contribute.intake.outcome import Outcome
from ulo.contribute.intake.receiving import receive
from ulo.contribute.intake.submission import NotAnIssueEventError

__all__ = ["NotAnIssueEventError", "Outcome", "build_issue_forms", "receive", "reply"]
