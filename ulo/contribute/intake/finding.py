"""Finds the record in all texts of a submission: one of them, or the question which is meant."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ulo.contribute.intake.email_unwrap import ExtractedRecord, extract_record
from ulo.contribute.intake.mail import Passage
from ulo.schema import Schema

# The name under which the form saves a file, with what browsers and mail programs add to it.
FILE_NAME = re.compile(r"([a-z0-9-]{1,80})(?: ?\([0-9]{1,3}\))?\.ya?ml(?:\.txt)?")


def find_record(
    passages: Sequence[Passage], schema: Schema
) -> tuple[ExtractedRecord, tuple[str, ...]] | None:
    """The record, and what had to be done to read it (keys of `intake.notes`); None without one.

    The first passage with a record has the one that is meant. `others` of it says what the rest is.
    """
    found = [
        (passage.place, _name_file(extracted, passage.name))
        for passage in passages
        if (extracted := _read_best(passage, schema)) is not None
    ]
    if not found:
        return None
    place, first = found[0]
    notes: list[str] = []
    for other_place, other in found[1:]:
        if not first.is_same_group(other):
            if other.is_whole:
                first = replace(first, others="several")
        elif other.lines != first.lines and first.others != "several":
            if other_place == "inner":
                first = replace(first, others=first.others or "older")
            elif other_place == place:
                first = replace(first, others="versions")
            else:
                notes.append("attached")
    if first.others == "older":
        notes.append("older")
    if first.is_restored:
        notes.append("indents")
    return first, tuple(notes)


def _name_file(extracted: ExtractedRecord, name: str) -> ExtractedRecord:
    """The record as that of the file it came in, where it does not say itself which it is of."""
    named = FILE_NAME.fullmatch(name.lower())
    return replace(extracted, slug=named[1]) if named and not extracted.slug else extracted


def _read_best(passage: Passage, schema: Schema) -> ExtractedRecord | None:
    """The record in the best reading of a passage: as it is, before one that had to be restored."""
    best = None
    for reading in passage.readings:
        extracted = extract_record(reading, schema)
        if extracted is None:
            continue
        if extracted.record and not extracted.is_restored:
            return extracted
        if best is None or (extracted.record and not best.record):
            best = extracted
    return best
