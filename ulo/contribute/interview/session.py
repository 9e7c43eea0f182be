"""The record so far, and what the questions share."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from ulo import checks
from ulo.checks import CheckContext, Identity, RecordIndex
from ulo.checks.safety import SafetyQuestion
from ulo.contribute.form import Question
from ulo.contribute.interview.dialogue import Dialogue
from ulo.contribute.interview.draft import Draft, DraftStore
from ulo.core import Problem
from ulo.records import Record
from ulo.schema import Pointer, RecordData, Schema, format_pointer

# Steps that look at the whole record: each change of an answer calls for them again.
WHOLE = ("same-group", "safety")


@dataclass
class Session:
    """The draft as far as it has come, and what it is checked against.

    `index` has all records, `taken` all slugs. `silent` are the steps that had nothing to ask,
    `kept` the questions about safety that the person answered with yes, each with the value that it
    was about, and `told` what was said once. `is_same` says that the group is in the directory
    already.
    """

    schema: Schema
    today: date
    index: RecordIndex
    taken: frozenset[str]
    dialogue: Dialogue
    store: DraftStore
    draft: Draft = field(default_factory=Draft)
    silent: set[str] = field(default_factory=set)
    kept: list[tuple[SafetyQuestion, str]] = field(default_factory=list)
    told: set[str] = field(default_factory=set)
    is_same: bool = False

    @property
    def data(self) -> RecordData:
        return self.draft.data

    @property
    def context(self) -> CheckContext:
        """The record so far, for the rules."""
        return CheckContext(Record("", "", self.data), self.schema, self.today)

    @property
    def identity(self) -> Identity:
        """Which group of the directory this is, as far as the answers show."""
        return self.index.identify(self.context, self.taken)

    def show(self, text: str) -> None:
        self.dialogue.show(text)

    def reopen(self, *keys: str) -> None:
        """Lets these steps be asked again."""
        self.silent.difference_update(keys)
        self.draft.answered = [key for key in self.draft.answered if key not in keys]

    def field_problems(self, pointer: Pointer) -> Iterator[Problem]:
        """The problems with this field, or with a part of it."""
        name = format_pointer(pointer)
        for problem in checks.check_record(self.context):
            is_own = f"{problem.field}.".startswith(f"{name}.")
            # Any answer may show that a group has asked not to be listed. The town comes before its
            # council, so only the council can show that it isn't there.
            is_shown_here = problem.rule == "places-apart" and pointer == ("based_in", "area")
            if is_own or is_shown_here or problem.rule == "withdrawn":
                yield problem


@dataclass(frozen=True)
class Asked:
    """A field that is asked for, and whether a record needs it."""

    question: Question
    required: bool

    @property
    def key(self) -> str:
        return format_pointer(self.question.pointer)
