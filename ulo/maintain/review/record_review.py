"""The values that a review is made of: what became of one record, and messages about it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ulo.core import Problem, message
from ulo.maintain.review.changes import FieldChange

# The kinds of review: keys of the sentences `review.kinds`.
NEW = "new"
CHANGED = "changed"
RENAMED = "renamed"
DELETED = "deleted"
WITHDRAWN = "withdrawn"
UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Message:
    """A sentence by its key in the locale, and what stands in its gaps.

    `values` were written by strangers, `terms` are words of ours.
    """

    key: str
    values: Mapping[str, str]
    terms: Mapping[str, str]

    def text(self, quote: Callable[[str], str] = str) -> str:
        """The sentence, with what strangers wrote as `quote` writes it."""
        values = {name: quote(value) for name, value in self.values.items()}
        return message(self.key, **values, **self.terms)


def make_message(key: str, /, terms: Mapping[str, object] | None = None, **values: str) -> Message:
    return Message(key, values, {name: str(term) for name, term in (terms or {}).items()})


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
