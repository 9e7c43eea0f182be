"""Which group of the directory an entry is about, or under which file name it becomes a new one."""

from collections.abc import Container
from typing import Any

from ulo.checks import SAME_NAME, CheckContext, Identity, RecordIndex, RecordMatch, main_place_name
from ulo.contribute.entries import GroupEntry
from ulo.contribute.notes import make_note
from ulo.core import describe_evidence, fold, message, quote
from ulo.records import file_name
from ulo.schema import Messages, RecordData, Schema

# Of the groups that an entry may be about, so many are named to a person.
MAX_SHOWN = 5


def identify_group(
    entry: GroupEntry,
    context: CheckContext,
    index: RecordIndex,
    taken: Container[str],
    schema: Schema,
) -> tuple[str, str]:
    """The file name that an entry is about, and how it was found: empty for a new group.

    `context` holds what the entry says. What is unclear is noted at the entry, and then the file
    name is empty.
    """
    messages = schema.messages["spreadsheet"]
    if reason := schema.left_out.get(fold(entry.name)):
        entry.notes.append(make_note("left-out", entry.location, reason=reason))
        return "", ""
    if entry.id:
        # A list may be older than the name of a file.
        id = entry.id if entry.id in taken else schema.redirects.get(entry.id, entry.id)
        named = [id] if id in taken else index.find_by_name(entry.id)
        if len(named) > 1:
            entry.notes.append(make_note("unclear-group", entry.location, value=quote(entry.id)))
        if named:
            return named[0], messages["id"]
    identity = index.identify(context, taken)
    if identity.matches:
        return _choose_match(entry, identity.matches, messages)
    if not entry.name:
        if entry.id:
            sheet = messages["sheets"]["groups"]
            entry.notes.append(
                make_note("unknown-group", entry.location, value=quote(entry.id), sheet=sheet)
            )
        return "", ""
    return _choose_slug(entry, identity, messages), ""


def _choose_match(
    entry: GroupEntry, matches: tuple[RecordMatch, ...], messages: Messages
) -> tuple[str, str]:
    """The only record that fits; none where there are several."""
    if len(matches) > 1:
        in_order = sorted(matches[:MAX_SHOWN], key=lambda match: match.slug)
        groups = "; ".join(map(_describe_match, in_order))
        entry.notes.append(
            make_note("unclear-match", entry.location, groups=groups, column=messages["id"])
        )
        return "", ""
    [match] = matches
    if entry.id:
        entry.notes.append(
            make_note(
                "other-match",
                entry.locate_id(messages["id"]),
                value=quote(entry.id),
                group=_describe_match(match),
                slug=match.slug,
            )
        )
    return match.slug, describe_evidence(match.evidence)


def _choose_slug(entry: GroupEntry, identity: Identity, messages: Messages) -> str:
    """The file name of a new group; empty where none can be made."""
    slug = entry.id or identity.slug
    if not slug and not entry.id:
        entry.notes.append(
            make_note("no-id", entry.location, value=quote(entry.name), column=messages["id"])
        )
        return ""
    if list(file_name(slug, "")):
        better = identity.slug or "example-people-first"
        entry.notes.append(
            make_note(
                "not-an-id",
                entry.locate_id(messages["id"]),
                value=quote(entry.id),
                better=better,
            )
        )
        return ""
    for match in identity.candidates[:MAX_SHOWN]:
        entry.notes.append(
            make_note(
                "perhaps-there",
                entry.location,
                group=_describe_match(match),
                slug=match.slug,
                path=f"orgs/{slug}.yml",
                column=messages["id"],
            )
        )
    return slug


def _describe_match(match: RecordMatch) -> str:
    """A record that may be meant, and why: orgs/example-voices.yml (the same name, in Town)."""
    place = ""
    if match.verdict == SAME_NAME and match.context:
        place = main_place_name(match.context)
    facts = {"path": match.path, "evidence": describe_evidence(match.evidence)}
    if place:
        return message("importer.match_in", place=place, **facts)
    return message("importer.match", **facts)


def nest_values(entry: GroupEntry) -> RecordData:
    """What an entry says, as the data of a record, without the lists of entries."""
    data: RecordData = {}
    for (*steps, last), value in entry.values.items():
        inner: dict[str, Any] = data
        for step in steps:
            inner = inner.setdefault(str(step), {})
        inner[str(last)] = value
    return data
