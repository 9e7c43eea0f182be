"""What became of a submission."""

from dataclasses import dataclass
from typing import Literal

from ulo.checks import RecordMatch
from ulo.contribute.form import Question
from ulo.contribute.intake.attachments import Attachment
from ulo.contribute.intake.submission import Channel
from ulo.core import Problem
from ulo.schema import RecordData

State = Literal[
    "ready",
    "incomplete",
    "mend",
    "known",
    "left-out",
    "suggestion",
    "words",
    "fault",
    "nothing",
]


@dataclass(frozen=True)
class Outcome:
    """What became of a submission.

    `state` is one of
      ready        a record without errors
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
    `notes` are keys of `intake.notes`: what had to be done to read it. `left_over` are words that
    nobody has read, `unread` are files that nobody can read here. Of words, `found` are the slugs
    of the groups that they name, and `request` is a key of `intake.requests` or empty.
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
    reason: str = ""
    notes: tuple[str, ...] = ()
    left_over: str = ""
    unread: tuple[Attachment, ...] = ()
    found: tuple[str, ...] = ()
    request: str = ""

    @property
    def path(self) -> str:
        """The path of the record in the repository."""
        return f"orgs/{self.slug}.yml"
