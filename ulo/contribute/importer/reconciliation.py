"""What an entry changes in a record that may have changed since the entry was made from it.

Each fact is looked at alone: a field, or an entry of a part, such as a source. What the sender left
as it was stays as it is now. What nobody else changed becomes what the sender says. Where both
differ from what went out, a person has to decide; lists of words are put together item by item.
"""

import copy
from dataclasses import dataclass
from itertools import chain

from ulo.contribute.entries import CLEAR, FieldValue, GroupEntry
from ulo.contribute.importer.merging import complete_entries, set_value
from ulo.contribute.importer.three_way import Outcome, decide, merge_items
from ulo.contribute.notes import make_note
from ulo.contribute.spreadsheet.columns import Column, Part, build_layout, list_entries
from ulo.contribute.spreadsheet.versions import (
    FALSE,
    Digests,
    Version,
    digest,
    entry_fact,
    entry_text,
    field_texts,
    read_version,
)
from ulo.records import values
from ulo.schema import Pointer, RecordData, Schema


@dataclass(frozen=True)
class Conflict:
    """A fact that is not written: what the file has there, and what the directory has.

    Values are as in records, lists of entries for a part; None is nothing. `was_blank` says whether
    it was blank when the file was made; None if the version is not known.
    """

    pointer: Pointer
    theirs: object
    ours: object
    was_blank: bool | None


def reconcile(
    before: RecordData, entry: GroupEntry, slug: str, schema: Schema, overwrite: bool
) -> tuple[RecordData, list[Conflict]]:
    """The data of a record afterwards, and what is left to a person.

    With `overwrite`, nothing is: what the sender changed is taken. A version that is none, or that
    of another group, is noted at the entry, which then counts as one without a version.
    """
    version = read_version(entry.version, (entry.id, slug)) if entry.version else None
    if entry.version and version is None:
        entry.notes.append(make_note("other-version", entry.locate(("version",))))
    work = _Reconciliation(before, entry, version, schema, overwrite)
    layout = build_layout(schema)
    columns = {column.pointer: column for column in layout.columns}
    for pointer, value in entry.values.items():
        if column := columns.get(pointer):
            work.settle_field(column, value)
        elif value is not CLEAR:  # A field that no record has: the rules will say so.
            set_value(work.after, pointer, value)
    for column in layout.columns:
        groups = (column.pointer[:length] for length in range(1, len(column.pointer)))
        is_emptied = version is not None and column.pointer in entry.blank
        if is_emptied or any(entry.values.get(group) is CLEAR for group in groups):
            work.settle_field(column, CLEAR)
    for part in layout.parts:
        work.settle_part(part)
    return work.after, work.conflicts


class _Reconciliation:
    """A record on its way: `ours` is what it says now, `after` what it will say."""

    def __init__(
        self,
        before: RecordData,
        entry: GroupEntry,
        version: Version | None,
        schema: Schema,
        overwrite: bool,
    ) -> None:
        self.entry, self.version, self.overwrite = entry, version, overwrite
        self.ours = values.read_record(before, schema)[0]
        self.after = copy.deepcopy(before)
        self.conflicts: list[Conflict] = []

    def decide(self, base: Digests | None, ours: Digests, theirs: Digests) -> Outcome:
        outcome = decide(base, ours, theirs)
        is_taken = outcome is Outcome.CONFLICT and self.overwrite
        return Outcome.THEIRS if is_taken else outcome

    def settle_field(self, column: Column, value: FieldValue) -> None:
        held = column.find_value(self.ours)
        ours = _by_digest(held)
        theirs = _by_digest(None if value is CLEAR else value)
        base = self.version.find(column.path) if self.version else None
        if base == () and column.is_boolean and field_texts(held) == (FALSE,):
            # In published data, what is false is left out.
            if not theirs:
                return
            base = tuple(ours)
        is_open = decide(base, tuple(ours), tuple(theirs)) is Outcome.CONFLICT
        if is_open and column.is_list and base and ours and theirs:
            merged = merge_items(base, tuple(ours), tuple(theirs))
            if merged:
                items = ours | theirs
                set_value(self.after, column.pointer, [items[item] for item in merged])
                return
        outcome = self.decide(base, tuple(ours), tuple(theirs))
        if outcome is Outcome.THEIRS:
            set_value(self.after, column.pointer, value)
        elif outcome is Outcome.CONFLICT:
            shown = None if value is CLEAR else value
            was_blank = None if base is None else not base
            self.conflicts.append(Conflict(column.pointer, shown, held, was_blank))

    def settle_part(self, part: Part) -> None:
        items = [*self.entry.parts.get(part.field, ())]
        held = self.ours.get(part.field)
        ours = list_entries(held)
        if not items:
            if self.version and ours and (part.field,) in self.entry.blank:
                location = self.entry.location
                self.entry.notes.append(make_note("part-emptied", location, part=part.title))
            return
        if self.version:
            self._clear_emptied(part, items)
        theirs = complete_entries(ours, items, part)
        if held is not None and held != ours:  # A faulty record: there is nothing to keep.
            self._write_part(part, theirs)
        elif self.version is None:
            outcome = self.decide(None, _digests(part, ours), _digests(part, theirs))
            if outcome is Outcome.THEIRS:
                self._write_part(part, theirs)
            elif outcome is Outcome.CONFLICT:
                self.conflicts.append(Conflict((part.field,), theirs, ours, None))
        else:
            sent = complete_entries([], items, part)
            merged = self._merge_entries(part, ours, sent, theirs, self.version)
            places = {entry_text(part, entry): place for place, entry in enumerate(theirs)}
            self.entry.places[part.field] = [
                places.get(entry_text(part, entry)) for entry in merged
            ]
            if merged != ours:
                self._write_part(part, merged)

    def _clear_emptied(self, part: Part, items: list[dict[str, FieldValue] | object]) -> None:
        """Puts CLEAR where somebody emptied the cell of an entry."""
        number = 0
        for place, item in enumerate(items):
            if isinstance(item, dict):
                here = (part.field, number)
                emptied = [
                    name
                    for column in part.columns
                    for name in map(str, column.pointer)
                    if (*here, name) in self.entry.blank
                ]
                items[place] = {**dict.fromkeys(emptied, CLEAR), **item}
                number += 1

    def _merge_entries(
        self,
        part: Part,
        ours: list[RecordData],
        sent: list[RecordData],
        theirs: list[RecordData],
        version: Version,
    ) -> list[RecordData]:
        """The entries of both sides: each is known by its key, and ours keep their places.

        A faulty record may have a key twice: then it is one fact with both entries. `theirs` are
        what was `sent` together with what ours say besides.
        """
        ours_by_key, theirs_by_key = _by_fact(part, ours), _by_fact(part, theirs)
        sent_by_key = _by_fact(part, sent)
        slots = self.entry.slots.get(part.field)
        # Somebody deleted columns: what stood in them is not what they removed.
        is_cut = slots is not None and version.had_more_entries(part, slots)
        taken: dict[str, list[RecordData]] = {}
        for fact in dict.fromkeys([*ours_by_key, *theirs_by_key]):
            here, there = ours_by_key.get(fact, []), theirs_by_key.get(fact, [])
            base = tuple(sorted(version.find(fact)))
            outcome = self.decide(base, _digests(part, here), _digests(part, there))
            is_as_it_was = base == _digests(part, sent_by_key.get(fact, []))
            if is_as_it_was or (is_cut and not there):
                outcome = Outcome.OURS
            if outcome is Outcome.CONFLICT:
                self.conflicts.append(Conflict((part.field,), there, here, not base))
            if outcome is Outcome.THEIRS:
                taken[fact] = there
        merged = []
        for entry in ours:
            fact = entry_fact(part, entry)
            merged += taken.get(fact, [entry])
            if fact in taken:
                taken[fact] = []  # All of them stand where the first of ours did.
        return [*merged, *chain.from_iterable(taken.values())]

    def _write_part(self, part: Part, entries: list[RecordData]) -> None:
        self.after.pop(part.field, None)
        if entries:
            self.after[part.field] = entries


def _by_digest(value: object) -> dict[str, str]:
    """The values of a field as texts, by their digests."""
    return {digest(text): text for text in field_texts(value)}


def _digests(part: Part, entries: list[RecordData]) -> Digests:
    return tuple(sorted(digest(entry_text(part, entry)) for entry in entries))


def _by_fact(part: Part, entries: list[RecordData]) -> dict[str, list[RecordData]]:
    found: dict[str, list[RecordData]] = {}
    for entry in entries:
        found.setdefault(entry_fact(part, entry), []).append(entry)
    return found
