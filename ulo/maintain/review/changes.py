"""What differs between two versions of a record, field by field, in the words of the site."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice

from ulo.checks import normalise_url
from ulo.core import count, message
from ulo.schema import Pointer, Schema

# The field by which the entries of a list are told apart, and recognised after a change.
KEY_FIELDS = {
    "sources": "url",
    "work": "what",
    "access": "is",
    "opportunities": "what",
    "meetings": "what",
}
# Values that have words of their own, under `review.words`.
WORDED_VALUES = ("true", "false", "organisation", "public-sources")
# A stranger may list thousands of entries; the rule too-many reports it.
MAX_ENTRIES = 60
MAX_KEY_LENGTH = 500
MIN_SIMILARITY = 0.6


@dataclass(frozen=True)
class FieldChange:
    """One field: its value before and after in words, each empty where there was none.

    `label` is the key of an entry of a list. Where `is_partial`, the field is a list, `before` has
    only what was taken out of it and `after` only what was added.
    """

    title: str
    before: str
    after: str
    label: str = ""
    is_partial: bool = False


def list_differences(
    before: Mapping[str, object],
    after: Mapping[str, object],
    schema: Schema,
    names: Mapping[str, str],
) -> Iterator[FieldChange]:
    """Every change between two versions, in the order of the fields.

    `names` has the name of each group by its slug.
    """
    yield from _ChangeFormatter(schema, names).list_members((), before, after)


def list_comment_changes(before: Iterable[str], after: Iterable[str]) -> Iterator[FieldChange]:
    """Each comment that a file had before and has not now, and each that it has now only.

    No page shows them, but everyone can read them in the file.
    """
    title = message("review.comment")
    removed, added = Counter(before), Counter(after)
    for text in islice((removed - added).elements(), MAX_ENTRIES):
        yield FieldChange(title, text, "", is_partial=True)
    for text in islice((added - removed).elements(), MAX_ENTRIES):
        yield FieldChange(title, "", text, is_partial=True)


class _ChangeFormatter:
    """Puts the values of records into words, and compares them."""

    def __init__(self, schema: Schema, names: Mapping[str, str]) -> None:
        self.schema, self.names = schema, names

    def list_members(
        self,
        pointer: Pointer,
        before: Mapping[str, object],
        after: Mapping[str, object],
        label: str = "",
    ) -> Iterator[FieldChange]:
        """The changes in a mapping: known fields in the order of the schema, then the others."""
        properties = self.schema.subschema(pointer).get("properties", {})
        known = [name for name in properties if name in before or name in after]
        for name in dict.fromkeys([*known, *before, *after]):
            yield from self.list_changes((*pointer, name), before.get(name), after.get(name), label)

    def list_changes(
        self, pointer: Pointer, before: object, after: object, label: str = ""
    ) -> Iterator[FieldChange]:
        if before == after:
            return
        members = _as_mappings(before, after)
        if members:
            yield from self.list_members(pointer, *members, label)
            return
        old_items, new_items = _as_list(before), _as_list(after)
        if old_items is not None and new_items is not None:
            if len(pointer) == 1 and pointer[0] in KEY_FIELDS:
                yield from self._list_entry_changes(pointer, old_items, new_items)
                return
            if isinstance(before or after, list):
                yield self._compare_lists(pointer, old_items, new_items, label)
                return
        old = "" if before is None else self.format_value(before, pointer)
        new = "" if after is None else self.format_value(after, pointer)
        if old == new:
            # A group and the same group under another file name have one name: show the slugs.
            old, new = str(before), str(after)
        yield FieldChange(self._title(pointer), old, new, label)

    def _compare_lists(
        self, pointer: Pointer, before: Sequence[object], after: Sequence[object], label: str
    ) -> FieldChange:
        old = [self.format_value(item, (*pointer, 0)) for item in before[:MAX_ENTRIES]]
        new = [self.format_value(item, (*pointer, 0)) for item in after[:MAX_ENTRIES]]
        removed = [text for text in old if text not in new]
        added = [text for text in new if text not in old]
        title = self._title(pointer)
        if removed or added:
            return FieldChange(title, ", ".join(removed), ", ".join(added), label, is_partial=True)
        # A change of order matters, too: the first entry may be shown first.
        title = message("review.order", title=title)
        return FieldChange(title, ", ".join(old), ", ".join(new), label)

    def _list_entry_changes(
        self, pointer: Pointer, before: Sequence[object], after: Sequence[object]
    ) -> Iterator[FieldChange]:
        """The changes in a list of mappings: entries removed, changed and added."""
        removed = [item for item in before if item not in after][:MAX_ENTRIES]
        added = [item for item in after if item not in before][:MAX_ENTRIES]
        item_pointer = (*pointer, 0)
        title, key = self._title(item_pointer), KEY_FIELDS[str(pointer[0])]
        for item in removed:
            other = _find_same_entry(item, added, key)
            if other is None:
                text = self.format_value(item, item_pointer)
                yield FieldChange(title, text, "", is_partial=True)
            else:
                added.remove(other)
                label = self.format_value(other.get(key, ""), (*item_pointer, key))
                yield from self.list_changes(item_pointer, item, other, label)
        for item in added:
            yield FieldChange(title, "", self.format_value(item, item_pointer), is_partial=True)
        if before and after and not removed and not added:
            old, new = (count("review.entries", len(items)) for items in (before, after))
            yield FieldChange(message("review.order", title=self._title(pointer)), old, new)

    def format_value(self, value: object, pointer: Pointer) -> str:
        """A value in words: a term by its title, a slug by the name of its group."""
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
        text, node = str(value), self.schema.subschema(pointer)
        if "vocabulary" in node:
            term = self.schema.vocabularies[node["vocabulary"]].terms.get(text)
            if term:
                return term.title
        if pointer[0] == "networks" or pointer[-2:] == ("closed", "successor"):
            return self.names.get(text, text)
        if pointer[-2:-1] == ("supports",):
            return self._title(tuple(text.split(".")))
        if node.get("type") == "boolean" or "enum" in node:
            return message(f"review.words.{text}") if text in WORDED_VALUES else text
        return text

    def _title(self, pointer: Pointer) -> str:
        # A field that we do not have was named by a stranger: unknown-field says what it is.
        title: str = self.schema.subschema(pointer).get("title") or message("review.unknown_field")
        # "On" and "By" say nothing without the heading above them.
        if pointer[:1] == ("checked",) and len(pointer) > 1:
            group = self.schema.subschema(pointer[:1])["title"]
            return message("review.part", group=group, field=title.lower())
        return title


def _as_mappings(
    before: object, after: object
) -> tuple[Mapping[str, object], Mapping[str, object]] | None:
    """Both values where they are mappings, or where one is and there is nothing beside it."""
    if isinstance(before, dict) and isinstance(after, dict):
        return before, after
    if isinstance(before, dict) and before and not after:
        return before, {}
    if isinstance(after, dict) and not before:
        return {}, after
    return None


def _as_list(value: object) -> list[object] | None:
    """A list as it is, and an empty one for no value; None for all else."""
    if value is None:
        return []
    return value if isinstance(value, list) else None


def _find_same_entry(item: object, others: Sequence[object], key: str) -> dict[str, object] | None:
    """The entry that is the same one with a change in it, as far as its key field shows."""
    value = item.get(key) if isinstance(item, dict) else None
    if not isinstance(value, str):
        return None
    candidates: list[tuple[str, dict[str, object]]] = [
        (other[key][:MAX_KEY_LENGTH], other)
        for other in others
        if isinstance(other, dict) and isinstance(other.get(key), str)
    ]
    wanted = value[:MAX_KEY_LENGTH]
    for text, other in candidates:
        if text == wanted or (key == "url" and normalise_url(text) == normalise_url(wanted)):
            return other
    if key != "what":
        return None
    near = get_close_matches(wanted, [text for text, _ in candidates], 1, MIN_SIMILARITY)
    return next((other for text, other in candidates if text in near), None)
