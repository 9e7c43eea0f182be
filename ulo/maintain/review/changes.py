"""What differs between two versions of a record, field by field, in the words that readers of the site meet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from ulo.checks import normalise_url
from ulo.schema import Schema

# What tells the entries of a list apart, and how we know one again that changed.
KEYS = {"sources": "url", "work": "what", "access": "is", "opportunities": "what"}
VALUE_LABELS = {
    "true": "yes",
    "false": "no",
    "organisation": "the group itself",
    "public-sources": "public sources",
}
# A stranger may list thousands of entries; too-many says it.
MAX_ENTRIES = 60


@dataclass(frozen=True)
class FieldChange:
    """One field: what it said and what it says, empty where it said nothing; `label` names the entry of a list. Of a list,
    only the `part` that was taken out or added is told."""

    title: str
    before: str
    after: str
    label: str = ""
    is_partial: bool = False


def list_differences(
    before: dict, after: dict, schema: Schema, names: Mapping[str, str]
) -> Iterator[FieldChange]:
    """Every change between two versions, in the order of the fields; `names` has the name behind each slug."""
    speak = _ChangeFormatter(schema, names)
    known = schema.json_schema["properties"]
    for name in dict.fromkeys(
        [*(name for name in known if name in before or name in after), *before, *after]
    ):
        yield from speak.list_changes((name,), before.get(name), after.get(name))


class _ChangeFormatter:
    """Puts values into words."""

    def __init__(self, schema: Schema, names: Mapping[str, str]) -> None:
        self.schema, self.names = schema, names

    def list_changes(
        self, pointer: tuple, before: object, after: object, label: str = ""
    ) -> Iterator[FieldChange]:
        node = self.schema.subschema(pointer)
        if before == after:
            return
        if (
            isinstance(before, dict)
            and isinstance(after, dict)
            or isinstance(before or after, dict)
            and (not before or not after)
        ):
            old, new = before or {}, after or {}
            for name in dict.fromkeys(
                [
                    *(name for name in node.get("properties", {}) if name in old or name in new),
                    *old,
                    *new,
                ]
            ):
                yield from self.list_changes((*pointer, name), old.get(name), new.get(name), label)
        elif (
            pointer[0] in KEYS
            and len(pointer) == 1
            and all(value is None or isinstance(value, list) for value in (before, after))
        ):
            yield from self._entries(pointer, before or [], after or [])
        elif isinstance(before or after, list) and all(
            value is None or isinstance(value, list) for value in (before, after)
        ):
            old, new = (
                [self.format_value(item, (*pointer, 0)) for item in (value or [])[:MAX_ENTRIES]]
                for value in (before, after)
            )
            gone, fresh = (
                [word for word in old if word not in new],
                [word for word in new if word not in old],
            )
            # The same entries in another order are worth a word, too: the first may be shown first.
            if gone or fresh:
                yield FieldChange(
                    self._title(pointer), ", ".join(gone), ", ".join(fresh), label, is_partial=True
                )
            else:
                yield FieldChange(
                    f"{self._title(pointer)} (order)", ", ".join(old), ", ".join(new), label
                )
        else:
            old, new = (
                "" if value is None else self.format_value(value, pointer)
                for value in (before, after)
            )
            # One group under another file name: only that tells the two apart.
            yield FieldChange(
                self._title(pointer),
                *((old, new) if old != new else (str(before), str(after))),
                label,
            )

    def _entries(self, pointer: tuple, before: list, after: list) -> Iterator[FieldChange]:
        gone, fresh = (
            [item for item in before if item not in after][:MAX_ENTRIES],
            [item for item in after if item not in before][:MAX_ENTRIES],
        )
        title, key = self._title((*pointer, 0)), KEYS[pointer[0]]
        for item in gone:
            other = _find_same_entry(item, fresh, key)
            if other is None:
                yield FieldChange(
                    title, self.format_value(item, (*pointer, 0)), "", is_partial=True
                )
            else:
                fresh.remove(other)
                yield from self.list_changes(
                    (*pointer, 0),
                    item,
                    other,
                    self.format_value(other.get(key, ""), (*pointer, 0, key)),
                )
        for item in fresh:
            yield FieldChange(title, "", self.format_value(item, (*pointer, 0)), is_partial=True)
        if before and after and not gone and not fresh:
            yield FieldChange(
                f"{self._title(pointer)} (order)", f"{len(before)} entries", f"{len(after)} entries"
            )

    def format_value(self, value: object, pointer: tuple) -> str:
        node = self.schema.subschema(pointer)
        if isinstance(value, dict):
            return "; ".join(
                f"{self._title((*pointer, name))}: {self.format_value(part, (*pointer, name))}"
                for name, part in value.items()
            )
        if isinstance(value, list):
            return ", ".join(
                self.format_value(part, (*pointer, number))
                for number, part in enumerate(value[:MAX_ENTRIES])
            )
        if (
            term := self.schema.vocabularies[node["vocabulary"]].terms.get(value)
            if "vocabulary" in node
            else None
        ):
            return term.title
        if pointer[0] == "networks" or pointer[-2:] == ("closed", "successor"):
            return self.names.get(value, value)
        if pointer[-2:-1] == ("supports",):
            return self._title(tuple(value.split(".")))
        return (
            VALUE_LABELS.get(value, value)
            if node.get("type") == "boolean" or "enum" in node
            else value
        )

    def _title(self, pointer: tuple) -> str:
        # A field that we do not have is a stranger's word: unknown-field says which it is.
        title = self.schema.subschema(pointer).get("title", "Unknown field")
        # "On" and "By" say nothing without the heading above them.
        return (
            f"{self.schema.subschema(pointer[:1])['title']}: {title.lower()}"
            if pointer[:1] == ("checked",) and len(pointer) > 1
            else title
        )


def _find_same_entry(item: object, others: list, key: str) -> dict | None:
    """The entry that is the same one with a change in it, as far as its key tells."""
    value = item.get(key) if isinstance(item, dict) else None
    known = [
        other for other in others if isinstance(other, dict) and isinstance(other.get(key), str)
    ]
    if not isinstance(value, str):
        return None
    alike = lambda text: normalise_url(text[:500]) if key == "url" else text[:500]
    if same := [other for other in known if alike(other[key]) == alike(value)]:
        return same[0]
    near = (
        get_close_matches(value[:500], [other[key][:500] for other in known], 1, 0.6)
        if key == "what"
        else []
    )
    return next((other for other in known if near and other[key][:500] == near[0]), None)
