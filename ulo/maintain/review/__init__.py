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
from ulo.checks import Case
from ulo.checks import Index, known_by
from ulo.checks import withdrawn
from ulo.core import Problem
from ulo.maintain.review.changes import Change, differences
from ulo.maintain.review.looks import Pair, looks
from ulo.maintain.review.telling import Sentence, say
from ulo.maintain.review.twins import twins
from ulo.schema import Schema

NEW, CHANGED, RENAMED, DELETED, WITHDRAWN, BROKEN = "New", "Changed", "Renamed", "Taken away", "Taken off at its own request", "Cannot be read"

LEFT = say("Is it merged and published within the time that we promise? Did you ask whether the history has to go, too?")


@dataclass(frozen=True)
class Account:
    """What became of one record, and what to ask oneself about it."""

    kind: str
    path: str
    name: str
    changes: list[Change] = field(default_factory=list)
    twins: list[Sentence] = field(default_factory=list)
    looks: list[Sentence] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def accounts(before: Mapping[str, bytes], after: Iterable[Case], touched: Iterable[str], problems: Iterable[Problem], schema: Schema,
             today: date) -> list[Account]:
    """The account of each record at the `touched` paths. `before` has the old content of those that were there;
    `after` are all records as they are now; `problems` is what the checks say about them."""
    parsed = {path: records.parse(content, path)[0] for path, content in before.items()}
    old = {path: Case(record, schema, today) for path, record in parsed.items() if record}
    now = {case.record.path: case for case in after}
    names = {case.record.slug: case.text("name") for case in (*old.values(), *now.values())}
    left = {path for path in old if path not in now and any(withdrawn(old[path]))}
    # A public page must not tell who asked to be left out.
    names |= {old[path].record.slug: "a group that was taken off" for path in left}
    told: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        for path in {problem.path, *problem.others}:
            told[path].append(problem)
    paths = sorted(touched)
    gone = [path for path in paths if path in before and path not in now and not _unreadable(path, told)]
    renamed = _renamed(gone, [path for path in paths if path in now and path not in before], old, now)
    index, found = Index(now.values()), []
    for path in paths:
        if path in renamed.values():
            continue  # told with its old name
        if path in gone and path not in renamed:
            found.append(Account(WITHDRAWN, "", "", looks=[LEFT]) if path in left else _taken_away(path, old.get(path), told[path]))
        elif (new := renamed.get(path, path)) not in now:
            found.append(Account(BROKEN, path, "", problems=told[path]))
        else:
            found.append(_account(path, new, path in before, old.get(path), now[new], index, told[new], names))
    return found


def _unreadable(path: str, told: Mapping[str, list[Problem]]) -> bool:
    """Whether a file is there still, but is no record any more."""
    return any(problem.path == path for problem in told[path])


def _renamed(gone: list[str], fresh: list[str], old: Mapping[str, Case], now: Mapping[str, Case]) -> dict[str, str]:
    """The new path of each record that is there under another name, judged by what its group is known by."""
    things = {path: {*known_by(now[path])} for path in fresh}
    owners: dict[str, str] = {thing: path for path in fresh for thing in things[path]}
    found: dict[str, str] = {}
    for path in gone:
        shared = [owners[thing] for thing in known_by(old[path]) if thing in owners] if path in old else []
        free = [owner for owner in shared if owner not in found.values()]
        if free:
            found[path] = max(free, key=lambda owner: (free.count(owner), owner))
    return found


def _taken_away(path: str, old: Case | None, problems: list[Problem]) -> Account:
    asked = [
        say("Has the group closed? Then its record stays: write {closed} with the source that says so.", closed="closed:"),
        say("Does it only get another file name? Then run {command}, so that its old address leads on.", command="python3 build.py rename OLD NEW"),
        say("Did the group ask to be taken off? Then run {command} instead, so that nobody brings it back by mistake.", command="python3 build.py withdraw NAME"),
        say("Is it in another record now? Then add its names there, and its old address to {file}.", file="schema/moved.json"),
    ]
    # What it said is not told: a group may want that nobody reads it again.
    return Account(DELETED, path, old.text("name") if old else "", looks=asked, problems=problems)


def _account(path: str, new: str, was_there: bool, old: Case | None, case: Case, index: Index, problems: list[Problem], names: Mapping[str, str]) -> Account:
    kind = RENAMED if new != path else CHANGED if was_there else NEW
    asked = []
    if was_there and old is None:
        asked.append(say("The version before could not be read, so everything is shown as if it were new."))
    if kind == RENAMED and case.schema.moved.get(records.rules.stem(path)) != case.record.slug:
        asked.append(say("The address of its page changes from {old} to {new}, and the old one leads nowhere. Run {command} on the version before.",
                         old=path, new=new, command="python3 build.py rename"))
    elif kind == RENAMED:
        asked.append(say("The address of its page changes. The old one, {old}, leads to the new one.", old=path))
    pair = Pair(old, case, index)
    asked += looks(pair)
    before = old.record.data if old else {}
    return Account(kind, new, case.text("name"), list(differences(before, case.record.data, case.schema, names)), twins(index, case, old), asked, problems)
