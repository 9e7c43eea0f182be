"""The answers so far, as they are kept until the person goes on."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

from ulo.schema import JsonSchema, RecordData, Schema

# No draft is longer, in letters.
MAX_LENGTH = 500_000


@dataclass
class Draft:
    """A record as far as it has come.

    `answered` has the keys of the questions that were asked, in the order of the answers, `groups`
    the groups of more questions that the person chose. `author` is a term for `checked.by`.
    `is_namesake` says that another group has the name, so that the town is needed.
    """

    data: RecordData = field(default_factory=dict)
    answered: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    author: str = ""
    is_namesake: bool = False


class DraftStore(Protocol):
    """Where a draft is kept: one at a time, for nobody else to read."""

    def load(self) -> Draft | None: ...

    def save(self, draft: Draft) -> None: ...

    def delete(self) -> None: ...


class NoStore:
    """Keeps nothing."""

    def load(self) -> None:
        return None

    def save(self, draft: Draft) -> None:
        pass

    def delete(self) -> None:
        pass


def write_draft(draft: Draft) -> bytes:
    """A draft as JSON."""
    return json.dumps(asdict(draft), ensure_ascii=False, indent=1).encode()


def read_draft(content: bytes, schema: Schema) -> Draft | None:
    """The draft that was written so; None where it is broken, or of another schema."""
    if len(content) > MAX_LENGTH:
        return None
    try:
        source = json.loads(content)
        draft = Draft(**source)
    except (ValueError, TypeError, RecursionError):
        return None
    is_whole = (
        _fits(draft.data, schema.json_schema)
        and _are_texts(draft.answered)
        and _are_texts(draft.groups)
        and isinstance(draft.author, str)
        and isinstance(draft.is_namesake, bool)
    )
    return draft if is_whole else None


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _fits(value: Any, node: JsonSchema) -> bool:
    """Whether the shape of a value is that of its field: groups, lists and texts."""
    if "properties" in node:
        known = node["properties"]
        return isinstance(value, dict) and all(
            name in known and _fits(part, known[name]) for name, part in value.items()
        )
    if node.get("type") == "array":
        return isinstance(value, list) and all(_fits(part, node["items"]) for part in value)
    return isinstance(value, str)
