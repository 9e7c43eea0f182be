"""The values that a review is made of: what became of one record, and messages about it."""

from dataclasses import dataclass, field

from ulo.core import Problem
from ulo.maintain.review.changes import FieldChange

NEW = "New"
CHANGED = "Changed"
RENAMED = "Renamed"
DELETED = "Taken away"
WITHDRAWN = "Taken off at its own request"
UNREADABLE = "Cannot be read"


@dataclass(frozen=True)
class Message:
    """A template in our own words, and the values for its gaps, which strangers wrote."""

    template: str
    values: dict[str, str]


def make_message(template: str, **values: str) -> Message:
    return Message(template, values)


@dataclass(frozen=True)
class RecordReview:
    """What became of one record, and what a reviewer should ask about it.

    `kind` is one of the constants of this module. `path` and `name` are empty for a record that
    was withdrawn, because a review is public.
    """

    kind: str
    path: str
    name: str
    changes: list[FieldChange] = field(default_factory=list)
    duplicates: list[Message] = field(default_factory=list)
    prompts: list[Message] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
