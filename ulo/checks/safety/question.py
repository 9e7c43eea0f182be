"""One question that keeps people safe."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ulo.core import WARNING, Problem, quote
from ulo.schema import Pointer, Schema, format_pointer


@dataclass(frozen=True)
class SafetyQuestion:
    """A question about the field at `pointer`.

    `id` is its key under `safety` in the messages. `terms` are words of ours that belong in its
    sentence, `values` those that strangers wrote. Where `only_asks_source`, nothing looks dangerous
    and a public page would answer it.
    """

    id: str
    pointer: Pointer
    values: Mapping[str, str] = field(default_factory=dict)
    terms: Mapping[str, str] = field(default_factory=dict)
    only_asks_source: bool = False

    def as_problem(self, schema: Schema, path: str = "", line: int = 1) -> Problem:
        """The question in the words for whoever sends something. No check fails for it."""
        words = schema.messages["safety"][self.id]
        facts = {**self.terms, **{name: quote(value) for name, value in self.values.items()}}
        return Problem(
            path,
            line,
            f"safety-{self.id}",
            words["question"].format(**facts),
            words["advice"].format(**facts),
            format_pointer(self.pointer),
            schema.subschema(self.pointer).get("title", ""),
            WARNING,
        )
