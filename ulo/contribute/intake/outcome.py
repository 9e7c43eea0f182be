"""What became of a submission."""

from dataclasses import dataclass
from typing import Literal

from ulo.checks import RecordMatch
from ulo.checks.safety import SafetyQuestion
from ulo.contribute.changes import Conflict
from ulo.contribute.form import Question
from ulo.contribute.intake.attachments import Attachment
from ulo.contribute.intake.mail_head import EMPTY_HEAD, MailHead
from ulo.contribute.intake.references import Reference
from ulo.contribute.intake.submission import Channel
from ulo.contribute.signed_codes import Verdict
from ulo.core import Problem
from ulo.records.values import Reading
from ulo.schema import RecordData

State = Literal[
    "ready",
    "unproven",
    "incomplete",
    "mend",
    "known",
    "left-out",
    "suggestion",
    "words",
    "fault",
    "nothing",
]
# Whether an e-mail says that it is from the mailbox in the record; empty where nobody can tell.
Sender = Literal["", "same", "other"]


@dataclass(frozen=True)
class Outcome:
    """What became of a submission.

    `state` is one of
      ready        a record without errors
      unproven     somebody confirms a page, and nothing shows that it is the group
      incomplete   required fields are missing, which a maintainer may look up
      mend         there are errors that the person can correct
      known        the group is in the directory already, under `slug`
      left-out     the group was assessed before and is not listed; `reason` says why
      suggestion   words that ask for a change, and the record with it: a maintainer decides
      words        no record, but a text for a person to read
      fault        it cannot be read; `reason` is a key of `intake.fault` in the messages
      nothing      it is not meant for the directory
    `text` is the file of the record, where there is one; `data` is what the record says, and
    `before` what the record said that it changes. `repeated_questions` have two answers.
    `readings` are values that the record has in other words than the person wrote.
    `conflicts` are fields that have changed since the person saw them: `data` has the newer value.
    `safety_questions` may be open whatever the state is.
    `notes` are keys of `intake.notes`: what had to be done to read it. `left_over` are words that
    nobody has read, `unread` are files that nobody can read here. Of words, `found` are the slugs
    of the groups that they name, and `request` is a key of `intake.requests` or empty.

    Of a change, `verdict` says what the code in it is worth (None without one), and `sender` whose
    mailbox it says it is from. Where somebody `confirms` a page, nothing else in it changes;
    `has_more` says that they also wrote something else.

    `references` say which letter of ours it answers, and how one can tell. `language` is the one in
    which it is written, as far as that is certain, and `head` is that of an e-mail.
    """

    state: State
    channel: Channel
    slug: str = ""
    text: str = ""
    data: RecordData | None = None
    before: RecordData | None = None
    problems: tuple[Problem, ...] = ()
    possible_duplicates: tuple[RecordMatch, ...] = ()
    repeated_questions: tuple[Question, ...] = ()
    readings: tuple[Reading, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    safety_questions: tuple[SafetyQuestion, ...] = ()
    reason: str = ""
    notes: tuple[str, ...] = ()
    left_over: str = ""
    unread: tuple[Attachment, ...] = ()
    found: tuple[str, ...] = ()
    request: str = ""
    confirms: bool = False
    has_more: bool = False
    verdict: Verdict | None = None
    sender: Sender = ""
    references: tuple[Reference, ...] = ()
    language: str = ""
    head: MailHead = EMPTY_HEAD

    @property
    def may_harm(self) -> bool:
        """Whether something in it may put somebody in danger, until a person has looked."""
        return any(not question.only_asks_source for question in self.safety_questions)

    @property
    def path(self) -> str:
        """The path of the record in the repository."""
        return f"orgs/{self.slug}.yml"
