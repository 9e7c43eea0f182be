"""What a pull request does to the records, in words, for the maintainer who decides about it.

Pure: the records before and after go in, an account of each comes out. Nothing here stops anybody: the checks do that.

    changes   what differs between two versions of a record, field by field
    twins     other records that may be about the same group, and why
    looks     what only a person can judge: the questions for the reviewer
    names     first names that tell a person from a group
    telling   the accounts as text, or as Markdown in which no stranger's word can do anything
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from ulo import records
from ulo.checks import CheckContext, RecordIndex, identity_keys, withdrawn
from ulo.core import Problem
from ulo.maintain.review.changes import FieldChange, list_differences
from ulo.maintain.review.duplicates import find_duplicates
from ulo.maintain.review.report import Message, make_message
from ulo.maintain.review.reviewer_prompts import RecordChange, find_prompts
from ulo.records import slug_from_path
from ulo.schema import Schema

NEW, CHANGED, RENAMED, DELETED, WITHDRAWN, BROKEN = (
    "New",
    "Changed",
    "Renamed",
    "Taken away",
    "Taken off at its own request",
    "Cannot be read",
)

WITHDRAWAL_PROMPT = make_message(
    "Is it merged and published within the time that we promise? Did you ask whether the history has to go, too?"
)


@dataclass(frozen=True)
class RecordReview:
    """What became of one record, and what to ask oneself about it."""

    kind: str
    path: str
    name: str
    changes: list[FieldChange] = field(default_factory=list)
    duplicates: list[Message] = field(default_factory=list)
    prompts: list[Message] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def review_records(
    before: Mapping[str, bytes],
    after: Iterable[CheckContext],
    touched: Iterable[str],
    problems: Iterable[Problem],
    schema: Schema,
    today: date,
) -> list[RecordReview]:
    """The account of each record at the `touched` paths. `before` has the old content of those that were there;
    `after` are all records as they are now; `problems` is what the checks say about them."""
    parsed = {path: records.parse(content, path)[0] for path, content in before.items()}
    old = {path: CheckContext(record, schema, today) for path, record in parsed.items() if record}
    now = {case.record.path: case for case in after}
    names = {case.record.slug: case.text("name") for case in (*old.values(), *now.values())}
    withdrawn_paths = {path for path in old if path not in now and any(withdrawn(old[path]))}
    # A public page must not tell who asked to be left out.
    names |= {old[path].record.slug: "a group that was taken off" for path in withdrawn_paths}
    problems_by_path: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        for path in {problem.path, *problem.others}:
            problems_by_path[path].append(problem)
    paths = sorted(touched)
    gone = [
        path
        for path in paths
        if path in before and path not in now and not _is_unreadable(path, problems_by_path)
    ]
    renamed = _find_renames(
        gone, [path for path in paths if path in now and path not in before], old, now
    )
    index, found = RecordIndex(now.values()), []
    for path in paths:
        if path in renamed.values():
            continue  # told with its old name
        if path in gone and path not in renamed:
            found.append(
                RecordReview(WITHDRAWN, "", "", prompts=[WITHDRAWAL_PROMPT])
                if path in withdrawn_paths
                else _review_deletion(path, old.get(path), problems_by_path[path])
            )
        elif (new := renamed.get(path, path)) not in now:
            found.append(RecordReview(BROKEN, path, "", problems=problems_by_path[path]))
        else:
            found.append(
                _review_record(
                    path,
                    new,
                    path in before,
                    old.get(path),
                    now[new],
                    index,
                    problems_by_path[new],
                    names,
                )
            )
    return found


def _is_unreadable(path: str, problems_by_path: Mapping[str, list[Problem]]) -> bool:
    """Whether a file is there still, but is no record any more."""
    return any(problem.path == path for problem in problems_by_path[path])


def _find_renames(
    gone: list[str],
    fresh: list[str],
    old: Mapping[str, CheckContext],
    now: Mapping[str, CheckContext],
) -> dict[str, str]:
    """The new path of each record that is there under another name, judged by what its group is known by."""
    things = {path: {*identity_keys(now[path])} for path in fresh}
    owners: dict[str, str] = {thing: path for path in fresh for thing in things[path]}
    found: dict[str, str] = {}
    for path in gone:
        shared = (
            [owners[thing] for thing in identity_keys(old[path]) if thing in owners]
            if path in old
            else []
        )
        free = [owner for owner in shared if owner not in found.values()]
        if free:
            found[path] = max(free, key=lambda owner: (free.count(owner), owner))
    return found


def _review_deletion(path: str, old: CheckContext | None, problems: list[Problem]) -> RecordReview:
    prompts = [
        make_message(
            "Has the group closed? Then its record stays: write {closed} with the source that says so.",
            closed="closed:",
        ),
        make_message(
            "Does it only get another file name? Then run {command}, so that its old address leads on.",
            command="python3 build.py rename OLD NEW",
        ),
        make_message(
            "Did the group ask to be taken off? Then run {command} instead, so that nobody brings it back by mistake.",
            command="python3 build.py withdraw NAME",
        ),
        make_message(
            "Is it in another record now? Then add its names there, and its old address to {file}.",
            file="schema/registers/moved.json",
        ),
    ]
    # What it said is not told: a group may want that nobody reads it again.
    return RecordReview(
        DELETED, path, old.text("name") if old else "", prompts=prompts, problems=problems
    )


def _review_record(
    path: str,
    new: str,
    was_there: bool,
    old: CheckContext | None,
    case: CheckContext,
    index: RecordIndex,
    problems: list[Problem],
    names: Mapping[str, str],
) -> RecordReview:
    kind = RENAMED if new != path else CHANGED if was_there else NEW
    prompts = []
    if was_there and old is None:
        prompts.append(
            make_message(
                "The version before could not be read, so everything is shown as if it were new."
            )
        )
    if kind == RENAMED and case.schema.redirects.get(slug_from_path(path)) != case.record.slug:
        prompts.append(
            make_message(
                "The address of its page changes from {old} to {new}, and the old one leads nowhere. Run {command} on the version before.",
                old=path,
                new=new,
                command="python3 build.py rename",
            )
        )
    elif kind == RENAMED:
        prompts.append(
            make_message(
                "The address of its page changes. The old one, {old}, leads to the new one.",
                old=path,
            )
        )
    change = RecordChange(old, case, index)
    prompts += find_prompts(change)
    before = old.record.data if old else {}
    return RecordReview(
        kind,
        new,
        case.text("name"),
        list(list_differences(before, case.record.data, case.schema, names)),
        find_duplicates(index, case, old),
        prompts,
        problems,
    )
