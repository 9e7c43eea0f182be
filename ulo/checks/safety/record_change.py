"""A record before and after, as the questions about a change look at it."""

from collections.abc import Mapping
from functools import cached_property

from ulo.checks.context import CheckContext


class RecordChange:
    """A record before and after; `before` is None for a new one."""

    def __init__(self, before: CheckContext | None, after: CheckContext) -> None:
        self.before, self.after = before, after

    @cached_property
    def before_data(self) -> Mapping[str, object]:
        return self.before.record.data if self.before else {}

    @property
    def is_new(self) -> bool:
        return self.before is None

    def touches(self, *fields: str) -> bool:
        """Whether one of these fields differs. `contact.website` is the website in the contact."""
        return any(
            get_value(self.before_data, field) != get_value(self.after.record.data, field)
            for field in fields
        )

    def field_title(self, *pointer: str | int, default: str = "") -> str:
        """What the schema calls a field; the default where it does not know the field."""
        title: str = self.after.schema.subschema(pointer).get("title", default)
        return title

    def sources_supporting(self, field: str) -> list[str]:
        """The URLs of the sources that say that they show a field."""
        return [
            entry["url"]
            for _, entry in self.after.sources
            if isinstance(entry.get("url"), str)
            and isinstance(entry.get("supports"), list)
            and field in entry["supports"]
        ]


def get_value(data: object, field: str) -> object:
    """The value of a field such as `contact.website`; None where there is none."""
    for step in field.split("."):
        data = data.get(step) if isinstance(data, dict) else None
    return data
